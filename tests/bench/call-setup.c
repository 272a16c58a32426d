/* SPDX-License-Identifier: EUPL-1.2 */

/*
 * Measures what an operator and a citizen wait for: from "call next" to the first decoded picture on
 * both sides, through a real backend in a child process, with the model and the media engine of both
 * windows in this process and nothing between the ring and the answer. Each run is another visit.
 * Prints one JSON line; see bench-runs.h for the options. bench/run puts it beside bare-pair.
 */
#include "bench/bench-runs.h"
#include "support/spt-counter.h"

#define PATIENCE (10 * G_USEC_PER_SEC)

typedef struct
{
  SptSession *operator;
  SptSession *citizen;
} Sides;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_meeting_answer_finish (SPT_MEETING (source), result, &error))
    g_printerr ("the answer failed: %s\n", error->message);
}

static void
incoming_call_cb (SptSession *session, SptMeeting *meeting, gpointer data)
{
  spt_meeting_answer_async (meeting, NULL, answered_cb, NULL);
}

static gint64
first_frame (SptSession *session)
{
  SptMeeting *meeting = spt_session_get_meeting (session);
  SptPeer *peer = meeting != NULL ? spt_meeting_get_peer (meeting) : NULL;

  return peer != NULL ? spt_peer_get_first_frame_time (peer) : 0;
}

/* Hangs up and completes, so that the next visit finds both sides as this one did. */
static void
finish (Sides *sides)
{
  SptMeeting *meeting = spt_session_get_meeting (sides->operator);
  g_autoptr (GAsyncResult) result = NULL;

  if (meeting != NULL && spt_meeting_get_state (meeting) != SPT_MEETING_ENDED)
    spt_counter_run (result,
                     spt_meeting_end_async (meeting, SPT_CALL_END_HUNG_UP, NULL, done_cb, &result));
  spt_counter_run (result, spt_session_complete_async (sides->operator, SPT_OUTCOME_RESOLVED, NULL,
                                                       NULL, done_cb, &result));
  spt_counter_await (spt_ticket_get_state (spt_session_get_ticket (sides->citizen))
                     == SPT_TICKET_COMPLETED);
  spt_session_close_visit (sides->citizen);
}

static double
run (gpointer data)
{
  Sides *sides = data;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begun, seen;

  spt_counter_walk_in (sides->citizen, "Prova");
  spt_counter_await (g_list_model_get_n_items (spt_session_get_queue (sides->operator)) == 1);
  begun = g_get_monotonic_time ();
  spt_session_call_next_async (sides->operator, NULL, done_cb, &result);
  while ((first_frame (sides->operator) == 0 || first_frame (sides->citizen) == 0)
         && g_get_monotonic_time () < begun + PATIENCE)
    spt_counter_turn ();
  seen = MAX (first_frame (sides->operator), first_frame (sides->citizen));
  if (first_frame (sides->operator) == 0 || first_frame (sides->citizen) == 0)
    seen = 0;
  finish (sides);
  return seen > begun ? (double) (seen - begun) / 1000.0 : -1.0;
}

int
main (int argc, char **argv)
{
  SptCounterBackend *backend;
  Sides sides;
  int status;

  spt_counter_prepare ();
  backend = spt_counter_backend_start ();
  sides.operator= spt_counter_operator (backend, "operator");
  sides.citizen = spt_counter_session (SPT_SESSION_CITIZEN, backend, "citizen");
  g_signal_connect (sides.citizen, "incoming-call", G_CALLBACK (incoming_call_cb), NULL);
  status = bench_runs_main (argc, argv, "call-setup", run, &sides);
  spt_counter_end_session (sides.citizen);
  spt_counter_end_session (sides.operator);
  spt_counter_backend_stop (backend);
  return status;
}
