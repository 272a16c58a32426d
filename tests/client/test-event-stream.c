/* SPDX-License-Identifier: EUPL-1.2 */
/* The event stream of a visit at a real backend: what happens comes once and in order, also when the
 * backend was killed in between. */
#include "client/spt-event-stream.h"
#include "support/spt-counter.h"

typedef struct
{
  GPtrArray *texts; /* of the messages, as they came */
  guint tickets;
  GError *refused;
} Seen;

static void
event_cb (SptEventStream *stream, const SptWireEvent *event, Seen *seen)
{
  if (event->kind == SPT_EVENT_MESSAGE)
    g_ptr_array_add (seen->texts, g_strdup (event->message->text));
  if (event->kind == SPT_EVENT_TICKET)
    seen->tickets++;
}

static void
refused_cb (SptEventStream *stream, const GError *error, Seen *seen)
{
  g_clear_error (&seen->refused);
  seen->refused = g_error_copy (error);
}

static SptEventStream *
open_stream (SptClient *client, const char *token, Seen *seen)
{
  SptEventStream *stream = spt_event_stream_new (client, token);

  g_signal_connect (stream, "event", G_CALLBACK (event_cb), seen);
  g_signal_connect (stream, "refused", G_CALLBACK (refused_cb), seen);
  spt_event_stream_start (stream);
  return stream;
}

static SptWireTicket *
walk_in (SptClient *client)
{
  SptWirePerson person = { .name = (char *) "Ada", .surname = (char *) "Prova" };
  SptWireTicketRequest request = {
    .service_id = (char *) SPT_COUNTER_SERVICE,
    .person = &person,
    .channel = SPT_CHANNEL_VIDEO,
    .consent = (char *) "2026-1",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer ticket = NULL;

  spt_counter_run (result,
                   spt_client_send_async (client, SPT_ROUTE_CREATE_TICKET, NULL, NULL, &request,
                                          NULL, NULL, NULL, spt_counter_done_cb, &result));
  spt_client_send_finish (client, result, &ticket, &error);
  g_assert_no_error (error);
  return ticket;
}

static void
say (SptClient *client, const SptWireTicket *ticket, const char *text)
{
  SptWireMessageRequest request = { .text = (char *) text };
  const char *params[] = { ticket->id, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result,
                   spt_client_send_async (client, SPT_ROUTE_CREATE_MESSAGE, params, NULL, &request,
                                          ticket->token, NULL, NULL, spt_counter_done_cb, &result));
  spt_client_send_finish (client, result, NULL, &error);
  g_assert_no_error (error);
}

static void
clear (Seen *seen)
{
  g_ptr_array_unref (seen->texts);
  g_clear_error (&seen->refused);
}

/* What is said while the stream is away is told when it is back, once and in order. */
static void
test_nothing_lost (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  g_autoptr (SptWireTicket) ticket = walk_in (client);
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0, NULL };
  g_autoptr (SptEventStream) stream = open_stream (client, ticket->token, &seen);

  spt_counter_await (spt_event_stream_get_state (stream) == SPT_STREAM_OPEN);
  spt_counter_await (seen.tickets > 0);
  say (client, ticket, "one");
  spt_counter_await (seen.texts->len == 1);

  spt_counter_backend_kill (backend);
  spt_counter_await (spt_event_stream_get_state (stream) == SPT_STREAM_WAITING);
  g_assert_cmpint (spt_event_stream_get_retry_at (stream), >, 0);
  spt_counter_backend_restart (backend);
  say (client, ticket, "two");
  say (client, ticket, "three");
  spt_event_stream_retry (stream);
  spt_counter_await (spt_event_stream_get_state (stream) == SPT_STREAM_OPEN);
  say (client, ticket, "four");
  spt_counter_await (seen.texts->len >= 4);
  for (int i = 0; i < 4; i++)
    spt_counter_turn ();
  g_assert_cmpuint (seen.texts->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (seen.texts, 1), ==, "two");
  g_assert_cmpstr (g_ptr_array_index (seen.texts, 2), ==, "three");
  g_assert_cmpstr (g_ptr_array_index (seen.texts, 3), ==, "four");
  g_assert_no_error (seen.refused);

  /* Stopped and started it goes on behind the last event. */
  spt_event_stream_stop (stream);
  g_assert_cmpint (spt_event_stream_get_state (stream), ==, SPT_STREAM_CLOSED);
  say (client, ticket, "five");
  spt_event_stream_start (stream);
  spt_counter_await (seen.texts->len == 5);
  spt_event_stream_stop (stream);
  clear (&seen);
}

static void
test_refused (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0, NULL };
  g_autoptr (SptEventStream) stream =
      open_stream (client, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &seen);

  spt_counter_await (seen.refused != NULL);
  g_assert_error (seen.refused, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED);
  g_assert_cmpint (spt_event_stream_get_state (stream), ==, SPT_STREAM_CLOSED);
  clear (&seen);
}

/* Away from the start: it waits, longer each time, and tells until when. */
static void
test_backoff (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  Seen seen = { g_ptr_array_new_with_free_func (g_free), 0, NULL };
  g_autoptr (SptEventStream) stream = NULL;
  gint64 first, begun;

  spt_counter_backend_kill (backend);
  begun = g_get_real_time ();
  stream = open_stream (client, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &seen);
  spt_counter_await (spt_event_stream_get_state (stream) == SPT_STREAM_WAITING);
  first = spt_event_stream_get_retry_at (stream);
  g_assert_cmpint (first - begun, >=, 100000);
  spt_counter_await (spt_event_stream_get_retry_at (stream) > first + 400000);
  g_assert_no_error (seen.refused);
  spt_event_stream_stop (stream);
  g_assert_cmpint (spt_event_stream_get_retry_at (stream), ==, 0);
  clear (&seen);
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/event-stream/nothing-lost", test_nothing_lost);
  g_test_add_func ("/client/event-stream/refused", test_refused);
  g_test_add_func ("/client/event-stream/backoff", test_backoff);
  return g_test_run ();
}
