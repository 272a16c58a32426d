/* SPDX-License-Identifier: EUPL-1.2 */
/* The client with the real backend, and with servers that behave as none should. */
#include <string.h>

#include "client/spt-client.h"
#include "support/spt-counter.h"
#include "wire/spt-wire-event.h"

static gpointer
ask (SptClient *client,
     SptRouteId route,
     const char *param,
     gconstpointer body,
     const char *token,
     const char *key,
     GError **error)
{
  const char *params[] = { param, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  gpointer answer = NULL;

  spt_counter_run (result, spt_client_send_async (client, route, params, NULL, body, token, key,
                                                  NULL, spt_counter_done_cb, &result));
  spt_client_send_finish (client, result, &answer, error);
  return answer;
}

static void
test_answers (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  g_autoptr (GError) error = NULL;
  SptWireOrganization *organization;
  SptWireCredentials wrong = { .username = (char *) "urp", .password = (char *) "no" };
  SptWireHoldRequest none = { .service_id = (char *) "no-such-service", .start = 1 };

  g_assert_true (spt_client_is_loopback (client));
  organization = ask (client, SPT_ROUTE_GET_ORGANIZATION, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (organization->name, ==, "Comune di Bari");
  spt_wire_organization_free (organization);

  g_assert_null (ask (client, SPT_ROUTE_GET_DESK, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED);
  g_clear_error (&error);
  g_assert_null (ask (client, SPT_ROUTE_CREATE_OPERATOR_SESSION, NULL, &wrong, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_WRONG_CREDENTIALS);
  g_clear_error (&error);
  g_assert_null (ask (client, SPT_ROUTE_CREATE_HOLD, NULL, &none, NULL, "key", &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == SPT_ERROR);
  g_assert_false (g_error_matches (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER));
}

/* A hold is asked for twice with the same key: it is the same hold. */
static void
test_idempotency (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  SptSession *citizen = spt_counter_session (SPT_SESSION_CITIZEN, backend, "one");
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  SptWirePerson person = { .name = (char *) "Ada", .surname = (char *) "Prova" };
  SptWireTicketRequest request = {
    .service_id = (char *) SPT_COUNTER_SERVICE,
    .person = &person,
    .channel = SPT_CHANNEL_VOICE,
    .consent = (char *) spt_session_get_privacy_version (citizen),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireTicket) one =
      ask (client, SPT_ROUTE_CREATE_TICKET, NULL, &request, NULL, "the-key", &error);
  g_autoptr (SptWireTicket) two =
      ask (client, SPT_ROUTE_CREATE_TICKET, NULL, &request, NULL, "the-key", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (one->id, ==, two->id);
  g_assert_cmpstr (one->token, ==, two->token);
  request.assistance = TRUE;
  g_assert_null (ask (client, SPT_ROUTE_CREATE_TICKET, NULL, &request, NULL, "the-key", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_IDEMPOTENCY_MISMATCH);
  spt_counter_end_session (citizen);
}

static void
test_not_spoken_to (void)
{
  const char *const urls[] = { "http://example.org", "ftp://127.0.0.1", "nonsense", "",
                               "http://127.0.0.1.example.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (SptClient) client = spt_client_new (urls[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
    }
}

/* === Servers that misbehave === */

typedef struct
{
  GSocketService *service;
  char *url;
  const char *answer; /* NULL: the connection is closed */
  guint drops; /* how many connections are closed before one is answered */
  guint connections;
} Strange;

/* Reads the head of the request, so that closing is no reset, then answers or closes. */
static gboolean
connected_cb (GThreadedSocketService *service,
              GSocketConnection *connection,
              GObject *source,
              Strange *strange)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char buffer[4096];
  guint n = (guint) g_atomic_int_add (&strange->connections, 1);

  if (g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL) <= 0)
    return TRUE;
  if (n >= strange->drops && strange->answer != NULL)
    g_output_stream_write_all (output, strange->answer, strlen (strange->answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static Strange *
strange_new (const char *answer, guint drops)
{
  Strange *self = g_new0 (Strange, 1);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->answer = answer;
  self->drops = drops;
  self->service = g_threaded_socket_service_new (4);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &bound, NULL));
  g_signal_connect (self->service, "run", G_CALLBACK (connected_cb), self);
  g_socket_service_start (self->service);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  return self;
}

static void
strange_free (Strange *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_free (self->url);
  g_free (self);
}

#define GOOD_STATUS \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
  "{\"status\":\"pass\",\"version\":\"1\",\"time\":\"2026-01-01T00:00:00Z\"}"

static void
test_dropped (void)
{
  Strange *once = strange_new (GOOD_STATUS, 1);
  Strange *always = strange_new (NULL, 0);
  g_autoptr (SptClient) client = spt_client_new (once->url);
  g_autoptr (SptClient) lost = spt_client_new (always->url);
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireStatus) status =
      ask (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (status->status, ==, "pass");
  g_assert_cmpint (g_atomic_int_get (&once->connections), ==, 2);
  g_assert_null (ask (lost, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
  g_assert_cmpint (g_atomic_int_get (&always->connections), ==, 2);
  strange_free (once);
  strange_free (always);
}

/* What is not idempotent is sent once, whatever happens. */
static void
test_dropped_once (void)
{
  Strange *always = strange_new (NULL, 0);
  g_autoptr (SptClient) client = spt_client_new (always->url);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (client, SPT_ROUTE_CALL_NEXT, NULL, NULL, "t", NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
  g_assert_cmpint (g_atomic_int_get (&always->connections), ==, 1);
  strange_free (always);
}

static void
test_nonsense (void)
{
  static const char *const answers[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[]",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"status\":7}",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n",
    "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>",
    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n\r\n",
    "HTTP/1.1 500 Error\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Strange *strange = strange_new (answers[i], 0);
      g_autoptr (SptClient) client = spt_client_new (strange->url);
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER);
      strange_free (strange);
    }
}

static void
test_too_long (void)
{
  g_autoptr (GString) answer = g_string_new (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"x\":\"");
  Strange *strange;
  g_autoptr (SptClient) client = NULL;
  g_autoptr (GError) error = NULL;

  while (answer->len <= SPT_WIRE_MAX_ANSWER + 1024)
    g_string_append (answer, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  strange = strange_new (answer->str, 0);
  client = spt_client_new (strange->url);
  g_assert_null (ask (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER);
  strange_free (strange);
}

static void
test_retry_after (void)
{
  Strange *busy = strange_new (
      "HTTP/1.1 503 Busy\r\nContent-Type: application/problem+json\r\nRetry-After: 7\r\n"
      "Connection: close\r\n\r\n{\"type\":\"about:blank\",\"title\":\"Busy\",\"status\":503,"
      "\"code\":\"overloaded\"}",
      0);
  Strange *gateway = strange_new ("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n<html>", 0);
  g_autoptr (SptClient) client = spt_client_new (busy->url);
  g_autoptr (SptClient) behind = spt_client_new (gateway->url);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_OVERLOADED);
  g_assert_cmpuint (spt_error_get_retry_after (error), ==, 7);
  g_clear_error (&error);
  g_assert_null (ask (behind, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
  strange_free (busy);
  strange_free (gateway);
}

static void
test_cancel (void)
{
  g_autoptr (SptCounterBackend) backend = spt_counter_backend_start ();
  g_autoptr (SptClient) client = spt_client_new (backend->base_url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_client_send_async (client, SPT_ROUTE_GET_STATUS, NULL, NULL, NULL, NULL, NULL, cancellable,
                         spt_counter_done_cb, &result);
  g_cancellable_cancel (cancellable);
  spt_counter_await (result != NULL);
  g_assert_false (spt_client_send_finish (client, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/answers", test_answers);
  g_test_add_func ("/client/idempotency", test_idempotency);
  g_test_add_func ("/client/not-spoken-to", test_not_spoken_to);
  g_test_add_func ("/client/dropped", test_dropped);
  g_test_add_func ("/client/dropped-once", test_dropped_once);
  g_test_add_func ("/client/nonsense", test_nonsense);
  g_test_add_func ("/client/too-long", test_too_long);
  g_test_add_func ("/client/retry-after", test_retry_after);
  g_test_add_func ("/client/cancel", test_cancel);
  return g_test_run ();
}
