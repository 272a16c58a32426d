/* SPDX-License-Identifier: EUPL-1.2 */
/* spt_session_apply(): what each kind of event changes, and that what was told before what is known
  * changes nothing. */
#include "base/spt-id.h"
#include "model/spt-session-private.h"
#include "support/spt-counter.h"

#define VISIT "11111111-2222-4333-8444-555555555555"
#define CALL "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static SptSession *
new_session (SptSessionMode mode)
{
  /* Nothing listens there: the events are all that it gets. */
  return spt_session_new (mode, "http://127.0.0.1:9", "test");
}

static void
fill_ticket (SptWireTicket *ticket, SptTicketState state, gint64 since)
{
  ticket->id = g_strdup (VISIT);
  ticket->number = g_strdup ("A012");
  ticket->office_name = g_strdup ("URP");
  ticket->service_name = g_strdup ("Informazioni");
  ticket->kind = SPT_TICKET_KIND_WALK_IN;
  ticket->state = state;
  ticket->channel = SPT_CHANNEL_VIDEO;
  ticket->state_since = since;
}

static SptWireEvent *
ticket_event (SptTicketState state, gint64 since)
{
  SptWireEvent *event = spt_wire_event_new ();

  event->kind = SPT_EVENT_TICKET;
  event->ticket = spt_wire_ticket_new ();
  fill_ticket (event->ticket, state, since);
  return event;
}

static SptWireEvent *
call_event (SptCallState state, gint64 attempt)
{
  SptWireEvent *event = spt_wire_event_new ();

  event->kind = SPT_EVENT_CALL;
  event->call = spt_wire_call_new ();
  event->call->id = g_strdup (CALL);
  event->call->visit_id = g_strdup (VISIT);
  event->call->state = state;
  event->call->channel = SPT_CHANNEL_VIDEO;
  event->call->operator_name = g_strdup ("Anna Verdi");
  event->call->citizen_name = g_strdup ("Maria Rossi");
  event->call->rang_at = 1000;
  event->call->ring_until = 2000;
  event->call->attempt = attempt;
  if (state == SPT_CALL_ENDED)
    event->call->end = SPT_CALL_END_UNANSWERED;
  return event;
}

/* @event: (transfer full) */
static void
apply (SptSession *session, SptWireEvent *event)
{
  spt_session_apply (session, event);
  spt_wire_event_free (event);
}

static void
test_ticket (void)
{
  SptSession *session = new_session (SPT_SESSION_CITIZEN);
  SptWireEvent *event;
  guint tickets = 0, states = 0, positions = 0;

  g_signal_connect (session, "notify::ticket", G_CALLBACK (count_cb), &tickets);
  apply (session, ticket_event (SPT_TICKET_WAITING, 10));
  g_assert_null (spt_session_get_ticket (session));
  spt_session_set_visit (session, VISIT, "token");
  event = ticket_event (SPT_TICKET_WAITING, 10);
  event->ticket->position = 3;
  event->ticket->wait_high = 600;
  event->ticket->reason = g_strdup ("why");
  apply (session, event);
  g_assert_cmpuint (tickets, ==, 1);
  g_signal_connect (spt_session_get_ticket (session), "notify::state", G_CALLBACK (count_cb),
                    &states);
  g_signal_connect (spt_session_get_ticket (session), "notify::position", G_CALLBACK (count_cb),
                    &positions);

  /* What an event leaves out is kept; the same again is no change. */
  apply (session, ticket_event (SPT_TICKET_WAITING, 10));
  g_assert_cmpuint (spt_ticket_get_position (spt_session_get_ticket (session)), ==, 3);
  g_assert_cmpstr (spt_ticket_get_reason (spt_session_get_ticket (session)), ==, "why");
  g_assert_cmpuint (states + positions, ==, 0);
  apply (session, ticket_event (SPT_TICKET_CALLED, 20));
  g_assert_cmpuint (states, ==, 1);
  g_assert_cmpuint (positions, ==, 1);

  /* An answer that an event overtook. */
  apply (session, ticket_event (SPT_TICKET_WAITING, 10));
  g_assert_cmpint (spt_ticket_get_state (spt_session_get_ticket (session)), ==, SPT_TICKET_CALLED);
  g_assert_cmpuint (tickets, ==, 1);
  spt_session_close_visit (session);
  g_assert_null (spt_session_get_ticket (session));
  g_assert_null (spt_session_get_meeting (session));
  spt_counter_end_session (session);
}

static void
incoming_cb (SptSession *session, SptMeeting *meeting, guint *n)
{
  (*n)++;
}

static void
test_call (void)
{
  SptSession *session = new_session (SPT_SESSION_CITIZEN);
  SptMeeting *meeting;
  guint rings = 0;

  g_signal_connect (session, "incoming-call", G_CALLBACK (incoming_cb), &rings);
  spt_session_set_visit (session, VISIT, "token");
  meeting = spt_session_get_meeting (session);
  apply (session, ticket_event (SPT_TICKET_CALLED, 10));
  apply (session, call_event (SPT_CALL_RINGING, 1));
  apply (session, call_event (SPT_CALL_RINGING, 1));
  g_assert_cmpuint (rings, ==, 1);
  g_assert_cmpint (spt_meeting_get_state (meeting), ==, SPT_MEETING_RINGING);
  g_assert_cmpstr (spt_meeting_get_other_name (meeting), ==, "Anna Verdi");
  g_assert_null (spt_meeting_get_peer (meeting));

  apply (session, call_event (SPT_CALL_ENDED, 1));
  g_assert_cmpint (spt_meeting_get_state (meeting), ==, SPT_MEETING_ENDED);
  g_assert_cmpint (spt_meeting_get_end (meeting), ==, SPT_CALL_END_UNANSWERED);
  apply (session, call_event (SPT_CALL_RINGING, 1));
  g_assert_cmpint (spt_meeting_get_state (meeting), ==, SPT_MEETING_ENDED);
  apply (session, call_event (SPT_CALL_RINGING, 2));
  g_assert_cmpint (spt_meeting_get_state (meeting), ==, SPT_MEETING_RINGING);
  g_assert_cmpuint (spt_meeting_get_attempt (meeting), ==, 2);
  g_assert_cmpuint (rings, ==, 2);

  /* Not answered at last: he waits again, and there is no call. */
  apply (session, call_event (SPT_CALL_ENDED, 2));
  apply (session, ticket_event (SPT_TICKET_WAITING, 30));
  g_assert_cmpint (spt_meeting_get_state (meeting), ==, SPT_MEETING_NONE);
  spt_counter_end_session (session);
}

/* Own ones, as if told by another window, and the other side's. */
static void
test_exchange (void)
{
  SptSession *session = new_session (SPT_SESSION_CITIZEN);
  SptMeeting *meeting;

  spt_session_set_visit (session, VISIT, "token");
  meeting = spt_session_get_meeting (session);
  for (int i = 0; i < 4; i++)
    {
      SptWireEvent *event = spt_wire_event_new ();

      event->kind = SPT_EVENT_MESSAGE;
      event->message = spt_wire_message_new ();
      /* The second comes first, and all of them twice. */
      event->message->id = g_strdup (i % 2 == 0 ? "b" : "a");
      event->message->visit_id = g_strdup (VISIT);
      event->message->from = i % 2 == 0 ? SPT_PARTY_OPERATOR : SPT_PARTY_CITIZEN;
      event->message->author = g_strdup ("someone");
      event->message->text = g_strdup ("text");
      event->message->sent_at = i % 2 == 0 ? 20 : 10;
      apply (session, event);
    }
  {
    GListModel *messages = spt_meeting_get_messages (meeting);
    g_autoptr (SptMessage) first = g_list_model_get_item (messages, 0);

    g_assert_cmpuint (g_list_model_get_n_items (messages), ==, 2);
    g_assert_cmpint (spt_message_get_sent_at (first), ==, 10);
    g_assert_true (spt_message_get_own (first));
  }
  g_assert_cmpuint (spt_meeting_get_unread (meeting), ==, 1);
  spt_meeting_mark_read (meeting);
  g_assert_cmpuint (spt_meeting_get_unread (meeting), ==, 0);
  for (int state = SPT_DOCUMENT_READY; state >= SPT_DOCUMENT_UPLOADING; state--)
    {
      SptWireEvent *event = spt_wire_event_new ();

      event->kind = SPT_EVENT_DOCUMENT;
      event->document = spt_wire_document_new ();
      event->document->id = g_strdup ("d");
      event->document->visit_id = g_strdup (VISIT);
      event->document->from = SPT_PARTY_OPERATOR;
      event->document->name = g_strdup ("carta.pdf");
      event->document->size = 100;
      event->document->state = (SptDocumentState) state;
      apply (session, event);
    }
  {
    GListModel *documents = spt_meeting_get_documents (meeting);
    g_autoptr (SptDocument) document = g_list_model_get_item (documents, 0);

    g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 1);
    g_assert_cmpint (spt_document_get_state (document), ==, SPT_DOCUMENT_READY);
    g_assert_false (spt_document_get_own (document));
  }
  spt_counter_end_session (session);
}

static SptWireEvent *
appointment_event (const char *id, gint64 start, gint64 version)
{
  SptWireEvent *event = spt_wire_event_new ();

  event->kind = SPT_EVENT_APPOINTMENT;
  event->appointment = spt_wire_appointment_new ();
  event->appointment->id = g_strdup (id);
  event->appointment->state = version == 1 ? SPT_APPOINTMENT_BOOKED : SPT_APPOINTMENT_CANCELLED;
  event->appointment->start = start;
  event->appointment->version = version;
  return event;
}

static void
test_appointments (void)
{
  SptSession *session = new_session (SPT_SESSION_CITIZEN);
  GListModel *appointments = spt_session_get_appointments (session);
  g_autoptr (SptAppointment) first = NULL;

  apply (session, appointment_event ("stranger", 5, 1));
  g_assert_cmpuint (g_list_model_get_n_items (appointments), ==, 0);
  g_hash_table_insert (session->tokens, g_strdup ("late"), g_strdup ("t"));
  g_hash_table_insert (session->tokens, g_strdup ("early"), g_strdup ("t"));
  apply (session, appointment_event ("late", 20, 1));
  apply (session, appointment_event ("early", 10, 1));
  apply (session, appointment_event ("early", 10, 2));
  apply (session, appointment_event ("early", 10, 1));
  g_assert_cmpuint (g_list_model_get_n_items (appointments), ==, 2);
  first = g_list_model_get_item (appointments, 0);
  g_assert_cmpstr (spt_appointment_get_id (first), ==, "early");
  g_assert_cmpint (spt_appointment_get_state (first), ==, SPT_APPOINTMENT_CANCELLED);
  g_assert_false (spt_appointment_get_can_cancel (first));
  spt_counter_end_session (session);
}

static SptWireEvent *
queue_event (const char *const *ids)
{
  SptWireEvent *event = spt_wire_event_new ();

  event->kind = SPT_EVENT_QUEUE;
  event->queue = spt_wire_list_new (&spt_wire_ticket_type);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      SptWireTicket *ticket = spt_wire_ticket_new ();

      fill_ticket (ticket, SPT_TICKET_WAITING, 10);
      g_free (ticket->id);
      ticket->id = g_strdup (ids[i]);
      ticket->position = (gint64) i + 1;
      g_ptr_array_add (event->queue, ticket);
    }
  return event;
}

static void
test_queue (void)
{
  SptSession *session = new_session (SPT_SESSION_OPERATOR);
  GListModel *queue = spt_session_get_queue (session);
  g_autoptr (SptTicket) held = NULL;
  g_autoptr (SptTicket) moved = NULL;
  SptWireEvent *called;

  apply (session, queue_event ((const char *const[]){ "a", NULL }));
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 0);
  session->operator_token = g_strdup ("token");
  apply (session, queue_event ((const char *const[]){ "a", "b", "c", NULL }));
  held = g_list_model_get_item (queue, 2);
  apply (session, queue_event ((const char *const[]){ "c", "a", "d", NULL }));
  moved = g_list_model_get_item (queue, 0);
  g_assert_true (held == moved);
  g_assert_cmpuint (spt_ticket_get_position (moved), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 3);

  called = ticket_event (SPT_TICKET_CALLED, 20);
  g_free (called->ticket->id);
  called->ticket->id = g_strdup ("c");
  apply (session, called);
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 2);
  spt_counter_end_session (session);
}

static void
test_desk (void)
{
  SptSession *session = new_session (SPT_SESSION_OPERATOR);
  SptWireEvent *event = spt_wire_event_new ();
  SptTicket *ticket;

  session->operator_token = g_strdup ("token");
  event->kind = SPT_EVENT_DESK;
  event->desk = spt_wire_desk_new ();
  event->desk->state = SPT_DESK_WRAP_UP;
  event->desk->state_since = 30;
  event->desk->ticket = spt_wire_ticket_new ();
  fill_ticket (event->desk->ticket, SPT_TICKET_SERVING, 20);
  spt_session_apply (session, event);
  ticket = spt_desk_get_ticket (spt_session_get_desk (session));
  g_assert_nonnull (spt_session_get_meeting (session));
  event->desk->state_since = 31;
  spt_session_apply (session, event);
  g_assert_true (ticket == spt_desk_get_ticket (spt_session_get_desk (session)));
  event->desk->state = SPT_DESK_AVAILABLE;
  event->desk->state_since = 29;
  spt_session_apply (session, event);
  g_assert_cmpint (spt_desk_get_state (spt_session_get_desk (session)), ==, SPT_DESK_WRAP_UP);
  event->desk->state_since = 40;
  g_clear_pointer (&event->desk->ticket, spt_wire_ticket_free);
  apply (session, event);
  g_assert_null (spt_desk_get_ticket (spt_session_get_desk (session)));
  g_assert_null (spt_session_get_meeting (session));
  spt_counter_end_session (session);
}

static void
test_search (void)
{
  SptWireOffice office = { .id = (char *) "o", .name = (char *) "Servizi demografici" };
  char *keywords[] = { (char *) "CIE", NULL };
  SptWireService wire = {
    .id = (char *) "s",
    .office_id = (char *) "o",
    .name = (char *) "Carta d'identità",
    .keywords = keywords,
  };
  g_autoptr (SptOffice) one = spt_office_new (&office);
  g_autoptr (SptService) service = spt_service_new (&wire, one);

  g_assert_true (spt_service_matches (service, ""));
  g_assert_true (spt_service_matches (service, "IDENTITA"));
  g_assert_true (spt_service_matches (service, "identità cart"));
  g_assert_true (spt_service_matches (service, "cie demo"));
  g_assert_false (spt_service_matches (service, "dentita"));
  g_assert_false (spt_service_matches (service, "carta tributi"));
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/apply/ticket", test_ticket);
  g_test_add_func ("/model/apply/call", test_call);
  g_test_add_func ("/model/apply/exchange", test_exchange);
  g_test_add_func ("/model/apply/appointments", test_appointments);
  g_test_add_func ("/model/apply/queue", test_queue);
  g_test_add_func ("/model/apply/desk", test_desk);
  g_test_add_func ("/model/apply/search", test_search);
  return g_test_run ();
}
