/* SPDX-License-Identifier: EUPL-1.2 */
/* What both sides of a visit see of it by their streams. */
#include <string.h>

#include "spt-test-backend.h"

typedef struct
{
  SptTestBackend *backend;
  char *citizen;
  char *visit;
  char *operator_token;
  SptTestStream *theirs;
  SptTestStream *ours;
} Meeting;

static void
post (Meeting *meeting, const char *token, const char *path, const char *json, guint status)
{
  g_autoptr (SptTestAnswer) answer = spt_test_call (meeting->backend, "POST", path, token, json);

  if (answer->status != status)
    g_error ("%s: %u: %s", path, answer->status, answer->body);
}

static void
meeting_begin (Meeting *meeting)
{
  g_autofree char *path = NULL;
  g_autoptr (SptTestAnswer) status = NULL;
  g_autofree char *first = NULL;
  g_autofree char *desk = NULL;

  meeting->backend = spt_test_backend_new ();
  meeting->visit = spt_test_book (meeting->backend, "urp-informazioni", &meeting->citizen);
  meeting->operator_token = spt_test_sign_in (meeting->backend, "urp");
  meeting->theirs = spt_test_stream_open (meeting->backend, meeting->citizen, NULL);
  meeting->ours = spt_test_stream_open (meeting->backend, meeting->operator_token, NULL);
  /* Every stream begins with the present state. */
  first = spt_test_stream_wait (meeting->theirs, "appointment", NULL);
  desk = spt_test_stream_wait (meeting->ours, "desk", NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (desk);
  g_assert_nonnull (strstr (desk, "\"state\":\"offline\""));
  path = g_strdup_printf ("/appointments/%s/check-in", meeting->visit);
  post (meeting, meeting->citizen, path, NULL, 201);
  status = spt_test_call (meeting->backend, "PUT", "/desk/status", meeting->operator_token,
                          "{\"state\":\"available\"}");
  g_assert_cmpuint (status->status, ==, 200);
}

static void
meeting_end (Meeting *meeting)
{
  spt_test_stream_free (meeting->theirs);
  spt_test_stream_free (meeting->ours);
  spt_test_backend_free (meeting->backend);
  g_free (meeting->citizen);
  g_free (meeting->visit);
  g_free (meeting->operator_token);
}

/* The identifier that stands behind `"call":{"id":` in an event. */
static char *
call_id_of (const char *event)
{
  const char *at = strstr (event, "\"call\":{\"id\":\"");

  g_assert_nonnull (at);
  return g_strndup (at + strlen ("\"call\":{\"id\":\""), 36);
}

static void
test_derived (void)
{
  Meeting meeting = { 0 };

  meeting_begin (&meeting);
  for (;;)
    {
      g_autofree char *id = NULL;
      g_autofree char *queue = spt_test_stream_wait (meeting.ours, "queue", &id);

      g_assert_nonnull (queue);
      g_assert_null (id);
      if (strstr (queue, meeting.visit) != NULL)
        break;
    }
  for (;;)
    {
      g_autofree char *id = NULL;
      g_autofree char *ticket = spt_test_stream_wait (meeting.theirs, "ticket", &id);

      g_assert_nonnull (ticket);
      if (id == NULL && strstr (ticket, "\"position\":1") != NULL)
        break;
    }
  meeting_end (&meeting);
}

static void
test_call (void)
{
  Meeting meeting = { 0 };
  gint64 began;
  g_autofree char *ringing = NULL;
  g_autofree char *call = NULL;
  g_autofree char *answer_path = NULL;
  g_autofree char *signal_path = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *messages = NULL;
  g_autofree char *said = NULL;

  meeting_begin (&meeting);
  began = g_get_monotonic_time ();
  post (&meeting, meeting.operator_token, "/desk/next", NULL, 200);
  ringing = spt_test_stream_wait (meeting.theirs, "call", NULL);
  g_test_message ("rings after %" G_GINT64_FORMAT " us", g_get_monotonic_time () - began);
  g_assert_nonnull (ringing);
  call = call_id_of (ringing);
  answer_path = g_strdup_printf ("/calls/%s/answer", call);
  signal_path = g_strdup_printf ("/calls/%s/signals", call);
  messages = g_strdup_printf ("/visits/%s/messages", meeting.visit);
  post (&meeting, meeting.citizen, answer_path, NULL, 200);
  post (&meeting, meeting.operator_token, signal_path, "{\"kind\":\"offer\",\"sdp\":\"theirs\"}",
        204);
  offer = spt_test_stream_wait (meeting.theirs, "signal", NULL);
  g_assert_nonnull (strstr (offer, "theirs"));
  post (&meeting, meeting.citizen, signal_path, "{\"kind\":\"answer\",\"sdp\":\"ours\"}", 204);
  /* The operator's own offer never came back to him: the first signal is the answer. */
  answer = spt_test_stream_wait (meeting.ours, "signal", NULL);
  g_assert_nonnull (strstr (answer, "ours"));
  g_assert_null (strstr (answer, "theirs"));
  post (&meeting, meeting.citizen, messages, "{\"text\":\"ciao\"}", 201);
  said = spt_test_stream_wait (meeting.ours, "message", NULL);
  g_assert_nonnull (strstr (said, "ciao"));
  post (&meeting, meeting.citizen, signal_path, "{\"kind\":\"offer\"}", 422);
  meeting_end (&meeting);
}

static void
test_signals_of_others (void)
{
  Meeting meeting = { 0 };
  g_autofree char *ringing = NULL;
  g_autofree char *call = NULL;
  g_autofree char *path = NULL;
  g_autofree char *ending = NULL;
  g_autofree char *other = NULL;
  g_autofree char *other_visit = NULL;
  g_autofree char *colleague = NULL;

  meeting_begin (&meeting);
  other_visit = spt_test_book (meeting.backend, "tributi-imu", &other);
  colleague = spt_test_sign_in (meeting.backend, "tributi");
  post (&meeting, meeting.operator_token, "/desk/next", NULL, 200);
  ringing = spt_test_stream_wait (meeting.theirs, "call", NULL);
  call = call_id_of (ringing);
  path = g_strdup_printf ("/calls/%s/signals", call);
  ending = g_strdup_printf ("/calls/%s/ending", call);
  post (&meeting, other, path, "{\"kind\":\"renegotiate\"}", 404);
  post (&meeting, colleague, path, "{\"kind\":\"renegotiate\"}", 404);
  post (&meeting, meeting.citizen, path, "{\"kind\":\"renegotiate\"}", 204);
  post (&meeting, meeting.citizen, ending, "{\"end\":\"declined\"}", 200);
  post (&meeting, meeting.citizen, path, "{\"kind\":\"renegotiate\"}", 409);
  meeting_end (&meeting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/streams/derived", test_derived);
  g_test_add_func ("/streams/call", test_call);
  g_test_add_func ("/streams/signals-of-others", test_signals_of_others);
  return g_test_run ();
}
