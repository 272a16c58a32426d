/* SPDX-License-Identifier: EUPL-1.2 */
/* From the head of a request to a worker and back. What can be refused is refused before the body is
 * read; a body is never held beyond its bound. */
#define G_LOG_DOMAIN "spt-server"

#include <string.h>

#include "backend/server/sptd-server.h"
#include "backend/store/sptd-vault.h"
#include "base/spt-id.h"

#define EXCHANGE_KEY "sptd-exchange"

/* A body for an upload: the client's piece, and as much again is not needed. */
#define MAX_PIECE (1024 * 1024 + 4096)

/* What is read of a body that is refused anyway, so that the peer gets to read the answer; a peer
 * that goes on is cut off. */
#define MAX_DRAINED (8 * 1024 * 1024)

/* One address asks in bursts of this many, and in the long run so often a second. Behind the front
 * door it counts by itself, too. The loopback address has everybody who comes through the front door
 * of this machine, and the demonstration. */
#define ADDRESS_BURST 600
#define ADDRESS_RATE 60
#define LOOPBACK_BURST 20000
#define LOOPBACK_RATE 2000
#define TOKEN_BURST 1200
#define TOKEN_RATE 120

/* === Ends === */

/* The last byte of an answer is out, or the peer is gone. */
static void
message_over_cb (SoupServerMessage *message, gpointer data)
{
  SptdServer *server = data;

  server->under_way--;
  if (server->closing && server->under_way == 0)
    g_main_loop_quit (server->loop);
}

static void
peer_gone_cb (SoupServerMessage *message, gpointer data)
{
  ((SptdExchange *) data)->gone = TRUE;
}

static void
send_reply (SptdExchange *exchange)
{
  sptd_exchange_reply (exchange);
  sptd_exchange_log (exchange);
}

static void
work_done (gpointer data)
{
  SptdExchange *exchange = data;
  SptdServer *server = exchange->server;
  gboolean stream = exchange->request.route->id == SPT_ROUTE_EVENTS;

  g_signal_handlers_disconnect_by_func (exchange->message, peer_gone_cb, exchange);
  if (exchange->changed && exchange->request.route->id == SPT_ROUTE_DELETE_OPERATOR_SESSION)
    sptd_streams_end_token (server->streams, exchange->request.caller.token_hash);
  if (exchange->changed)
    sptd_server_look (server);
  if (stream && exchange->error == NULL && !exchange->gone)
    {
      sptd_streams_begin (server->streams, exchange);
      sptd_exchange_log (exchange);
    }
  else if (stream)
    sptd_streams_give_up (server->streams, exchange);
  if (!exchange->gone && (!stream || exchange->error != NULL))
    send_reply (exchange);
  if (!exchange->gone)
    soup_server_message_unpause (exchange->message);
  sptd_exchange_free (exchange);
}

/* === The head === */

static void
add_header (const char *name, const char *value, gpointer data)
{
  SptdExchange *exchange = data;
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (strcmp (lower, "authorization") == 0 || strcmp (lower, "cookie") == 0)
    return;
  if (g_utf8_validate (value, -1, NULL))
    g_hash_table_replace (exchange->request.headers, g_steal_pointer (&lower), g_strdup (value));
}

/* The methods of a path, for Allow. */
static char *
methods_of (const char *path)
{
  static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_auto (GStrv) params = NULL;

      if (spt_route_match (methods[i], path, &params, NULL) != NULL)
        g_ptr_array_add (found, (gpointer) methods[i]);
    }
  g_ptr_array_add (found, NULL);
  return g_strjoinv (", ", (char **) found->pdata);
}

static gboolean
read_token (SptdExchange *exchange, SoupMessageHeaders *headers, GError **error)
{
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  SptRole roles = exchange->request.route->roles;

  if (value != NULL && g_ascii_strncasecmp (value, "Bearer ", 7) == 0
      && spt_token_is_valid (value + 7))
    exchange->token = g_strdup (value + 7);
  if (exchange->token != NULL || (roles & SPT_ROLE_ANYONE) != 0)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED,
                       value == NULL ? "a bearer token is needed" : "that is no bearer token");
  return FALSE;
}

static gboolean
check_body (SptdExchange *exchange, SoupMessageHeaders *headers, GError **error)
{
  const SptRoute *route = exchange->request.route;
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *wanted =
      route->request_body == SPT_BODY_JSON ? "application/json" : route->media_type;
  goffset declared = soup_message_headers_get_content_length (headers);

  exchange->most = route->request_body == SPT_BODY_NONE   ? 0
                   : route->request_body == SPT_BODY_JSON ? SPT_WIRE_MAX_REQUEST
                                                          : MAX_PIECE;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH && declared > 0
      && (guint64) declared > exchange->most)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE, "at most %" G_GSIZE_FORMAT " bytes",
                   exchange->most);
      return FALSE;
    }
  if (route->request_body == SPT_BODY_NONE)
    return TRUE;
  if (soup_message_headers_get_one (headers, "Content-Encoding") != NULL || type == NULL
      || g_ascii_strcasecmp (type, wanted) != 0)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_UNSUPPORTED_MEDIA_TYPE, "the body must be %s",
                   wanted);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_allowance (SptdServer *server, SptdExchange *exchange, GError **error)
{
  GSocketAddress *peer = soup_server_message_get_remote_address (exchange->message);
  gboolean loopback = G_IS_INET_SOCKET_ADDRESS (peer)
                      && g_inet_address_get_is_loopback (
                          g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (peer)));
  g_autofree char *key = sptd_limits_address_key (exchange->request.address);

  if (sptd_limits_take (server->limits, key, loopback ? LOOPBACK_BURST : ADDRESS_BURST,
                        loopback ? LOOPBACK_RATE : ADDRESS_RATE, &exchange->allowance))
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_RATE_LIMITED, "too many requests of an address");
  return FALSE;
}

static gboolean
take_token_allowance (SptdServer *server, SptdExchange *exchange, GError **error)
{
  g_autofree char *digest = NULL;

  if (exchange->token == NULL)
    return TRUE;
  digest = sptd_vault_digest (exchange->token, strlen (exchange->token));
  if (sptd_limits_take (server->limits, digest, TOKEN_BURST, TOKEN_RATE, &exchange->allowance))
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_RATE_LIMITED, "too many requests of a token");
  return FALSE;
}

static gboolean
read_head (SptdServer *server, SptdExchange *exchange, GError **error)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autoptr (GError) local = NULL;

  if (!take_allowance (server, exchange, error))
    return FALSE;
  exchange->request.route =
      spt_route_match (soup_server_message_get_method (message), g_uri_get_path (uri),
                       &exchange->request.params, &local);
  if (exchange->request.route == NULL)
    {
      if (g_error_matches (local, SPT_ERROR, SPT_ERROR_METHOD_NOT_ALLOWED))
        exchange->allow = methods_of (g_uri_get_path (uri));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (server->closing)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_OVERLOADED, "the service is being closed");
      return FALSE;
    }
  if (!read_token (exchange, headers, error) || !take_token_allowance (server, exchange, error)
      || !check_body (exchange, headers, error))
    return FALSE;
  if (query != NULL)
    exchange->query = soup_form_decode (query);
  soup_message_headers_foreach (headers, add_header, exchange);
  return TRUE;
}

/* === The body === */

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  SptdExchange *exchange = data;

  exchange->received += g_bytes_get_size (chunk);
  if (exchange->received > exchange->most && exchange->error == NULL)
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);

      exchange->error =
          spt_error_new (SPT_ERROR_TOO_LARGE, "at most %" G_GSIZE_FORMAT " bytes", exchange->most);
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
    }
  if (exchange->received > MAX_DRAINED)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

/* Without a second handler the message ends here: libsoup passes over the others once there is a
 * status. */
static void
early_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  SptdServer *server = data;
  SptdExchange *exchange = sptd_exchange_new (message);

  exchange->server = server;
  exchange->limits = server->limits;
  exchange->master_key = server->set_up.master_key;
  g_object_set_data_full (G_OBJECT (message), EXCHANGE_KEY, exchange,
                          (GDestroyNotify) (void (*) (void)) sptd_exchange_free);
  if (!read_head (server, exchange, &exchange->error))
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      send_reply (exchange);
    }
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), exchange);
}

/* === Behind the body === */

/* Hands a whole request to a worker, and lets its message wait. */
static gboolean
hand_over (SptdServer *server, SptdExchange *exchange, GError **error)
{
  gboolean stream = exchange->request.route->id == SPT_ROUTE_EVENTS;

  if (stream && !sptd_streams_reserve (server->streams, exchange, error))
    return FALSE;
  if (!sptd_pool_push (server->workers, sptd_exchange_work, work_done, exchange))
    {
      if (stream)
        sptd_streams_give_up (server->streams, exchange);
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_OVERLOADED, "too many requests are waiting");
      return FALSE;
    }
  server->under_way++;
  g_signal_connect (exchange->message, "finished", G_CALLBACK (peer_gone_cb), exchange);
  g_signal_connect (exchange->message, "finished", G_CALLBACK (message_over_cb), server);
  soup_server_message_pause (exchange->message);
  return TRUE;
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  SptdServer *server = data;
  SptdExchange *exchange = g_object_steal_data (G_OBJECT (message), EXCHANGE_KEY);

  if (exchange == NULL)
    return;
  exchange->held = g_object_ref (message);
  g_signal_handlers_disconnect_by_func (message, got_chunk, exchange);
  if (exchange->error == NULL && exchange->request.route->request_body != SPT_BODY_NONE)
    exchange->request.bytes =
        soup_message_body_flatten (soup_server_message_get_request_body (message));
  if (exchange->error == NULL && hand_over (server, exchange, &exchange->error))
    return;
  send_reply (exchange);
  sptd_exchange_free (exchange);
}

/**
 * sptd_server_look:
 * @server: the server
 *
 * Something may have changed: the streams read their events, and mail is sent.
 */
void
sptd_server_look (SptdServer *server)
{
  sptd_streams_look (server->streams);
  sptd_sweeper_look (server->sweeper);
}

/**
 * sptd_router_attach:
 * @server: the server
 *
 * From here on requests are taken.
 */
void
sptd_router_attach (SptdServer *server)
{
  soup_server_add_early_handler (server->soup, NULL, early_cb, server, NULL);
  soup_server_add_handler (server->soup, NULL, request_cb, server, NULL);
}
