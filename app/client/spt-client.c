/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "client/spt-client-private.h"

#include <string.h>

#include "wire/spt-wire-event.h"

#define TIMEOUT_SECONDS 15
#define MAX_CONNECTIONS 8

struct _SptClient
{
  GObject parent_instance;

  /* Owned */
  char *base_url;
  GUri *uri; /* NULL where it is none that may be spoken to */
  SoupSession *requests;
  SoupSession *streams;

  gboolean loopback;
};

G_DEFINE_FINAL_TYPE (SptClient, spt_client, G_TYPE_OBJECT)

/* One request on its way. */
typedef struct
{
  const SptRoute *route;
  SoupMessage *message;
  GStrv params;
  gpointer query;
  GBytes *body;
  char *token;
  char *key;
  gboolean again; /* it may be sent once more */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->message);
  g_strfreev (sending->params);
  if (sending->query != NULL)
    spt_wire_free (sending->route->query, sending->query);
  g_clear_pointer (&sending->body, g_bytes_unref);
  g_free (sending->token);
  g_free (sending->key);
  g_free (sending);
}

static SoupSession *
session_new (gboolean loopback, guint timeout)
{
  SoupSession *session =
      soup_session_new_with_options ("user-agent", "sportello/" SPT_VERSION, "timeout", timeout,
                                     "max-conns", 2 * MAX_CONNECTIONS, "max-conns-per-host",
                                     MAX_CONNECTIONS, NULL);

  /* A proxy has no way to a backend on this machine. */
  if (loopback)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static void
spt_client_dispose (GObject *object)
{
  SptClient *self = SPT_CLIENT (object);

  g_clear_object (&self->requests);
  g_clear_object (&self->streams);
  G_OBJECT_CLASS (spt_client_parent_class)->dispose (object);
}

static void
spt_client_finalize (GObject *object)
{
  SptClient *self = SPT_CLIENT (object);

  g_free (self->base_url);
  g_clear_pointer (&self->uri, g_uri_unref);
  G_OBJECT_CLASS (spt_client_parent_class)->finalize (object);
}

static void
spt_client_class_init (SptClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spt_client_dispose;
  object_class->finalize = spt_client_finalize;
}

static void
spt_client_init (SptClient *self)
{
}

SptClient *
spt_client_new (const char *base_url)
{
  SptClient *self = g_object_new (SPT_TYPE_CLIENT, NULL);
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  self->base_url = g_strdup (base_url);
  if (g_str_has_suffix (self->base_url, "/"))
    self->base_url[strlen (self->base_url) - 1] = '\0';
  uri = g_uri_parse (self->base_url, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_host (uri)[0] != '\0')
    {
      const char *scheme = g_uri_get_scheme (uri);

      self->loopback = host_is_loopback (g_uri_get_host (uri));
      if (strcmp (scheme, "https") == 0 || (self->loopback && strcmp (scheme, "http") == 0))
        self->uri = g_steal_pointer (&uri);
    }
  self->requests = session_new (self->loopback, TIMEOUT_SECONDS);
  self->streams = session_new (self->loopback, 0);
  return self;
}

const char *
spt_client_get_base_url (SptClient *self)
{
  g_return_val_if_fail (SPT_IS_CLIENT (self), NULL);

  return self->base_url;
}

gboolean
spt_client_is_loopback (SptClient *self)
{
  g_return_val_if_fail (SPT_IS_CLIENT (self), FALSE);

  return self->loopback;
}

SoupSession *
spt_client_get_requests (SptClient *self)
{
  return self->requests;
}

SoupSession *
spt_client_get_streams (SptClient *self)
{
  return self->streams;
}

/* === Messages === */

static char *
encode_query (const SptType *type, gconstpointer query)
{
  g_autoptr (GHashTable) strings = spt_wire_to_strings (type, query);

  return soup_form_encode_hash (strings);
}

/**
 * spt_client_message:
 * @self: a client
 * @route: what is asked
 * @params: (nullable): what stands for the braces
 * @query: (nullable): a struct of the route's query type
 * @token: (nullable): the bearer token
 * @error: %SPT_ERROR_UNREACHABLE where the backend's URL is none that may be spoken to
 *
 * Returns: (transfer full): a message without a body
 */
SoupMessage *
spt_client_message (SptClient *self,
                    SptRouteId route,
                    const char *const *params,
                    gconstpointer query,
                    const char *token,
                    GError **error)
{
  const SptRoute *entry = spt_route_get (route);
  g_autofree char *path = spt_route_build_path (entry, params);
  g_autofree char *text = query != NULL ? encode_query (entry->query, query) : NULL;
  g_autoptr (GUri) uri = NULL;
  SoupMessageHeaders *headers;
  SoupMessage *message;

  if (self->uri == NULL)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE,
                   "%s is neither https nor on this machine", self->base_url);
      return NULL;
    }
  uri = soup_uri_copy (self->uri, SOUP_URI_PATH, path, SOUP_URI_QUERY, text, SOUP_URI_NONE);
  message = soup_message_new_from_uri (entry->method, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  if (entry->answer_body == SPT_BODY_JSON)
    soup_message_headers_replace (headers, "Accept", "application/json, application/problem+json");
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  return message;
}

/**
 * spt_client_transport_error:
 * @error: what libsoup or GIO says
 *
 * Returns: (transfer full): %G_IO_ERROR_CANCELLED as it is, an error of ours as it is, and anything
 *   else as %SPT_ERROR_UNREACHABLE
 */
GError *
spt_client_transport_error (const GError *error)
{
  if (error->domain == SPT_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  return spt_error_new (SPT_ERROR_UNREACHABLE, "%s", error->message);
}

/* Whether the connection broke after it had been made: the request may or may not have been done. */
gboolean
spt_client_was_dropped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE)
         || g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

/**
 * spt_client_answer_error:
 * @message: a message whose status is not the route's
 * @body: (nullable): its body
 *
 * Returns: (transfer full): what the problem+json tells, with Retry-After; %SPT_ERROR_BAD_ANSWER for
 *   anything else, and %SPT_ERROR_UNREACHABLE where a gateway says that the backend is away
 */
GError *
spt_client_answer_error (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *media_type = soup_message_headers_get_content_type (headers, NULL);
  const char *retry_after = soup_message_headers_get_one (headers, "Retry-After");
  guint status = soup_message_get_status (message);
  g_autoptr (SptWireProblem) problem = NULL;
  GError *error;

  if (body != NULL && g_strcmp0 (media_type, "application/problem+json") == 0)
    problem = spt_wire_parse (&spt_wire_problem_type, body, SPT_PARSE_ANSWER, NULL);
  if (problem != NULL)
    error = spt_wire_problem_to_error (problem);
  else if (status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_GATEWAY_TIMEOUT
           || status == SOUP_STATUS_SERVICE_UNAVAILABLE)
    error = spt_error_new (SPT_ERROR_UNREACHABLE, "the gateway answers %u", status);
  else
    error = spt_error_new (SPT_ERROR_BAD_ANSWER, "the answer is a %u without a problem", status);
  if (retry_after != NULL)
    spt_error_set_retry_after (error, (guint) MIN (g_ascii_strtoull (retry_after, NULL, 10), 3600));
  return error;
}

/* === Requests === */

static void send_now (SptClient *self, GTask *task);

static gpointer
read_answer (Sending *sending, GBytes *bytes, GError **error)
{
  const SptRoute *route = sending->route;
  g_autoptr (GError) local = NULL;
  gpointer answer;

  switch (route->answer_body)
    {
    case SPT_BODY_NONE:
    case SPT_BODY_EVENTS:
      return NULL;
    case SPT_BODY_BYTES:
      return g_bytes_ref (bytes);
    case SPT_BODY_JSON:
      answer = spt_wire_parse (route->answer, bytes, SPT_PARSE_ANSWER, &local);
      if (answer == NULL)
        {
          const char *field = spt_error_get_field (local);

          g_set_error (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "%s: %s %s", route->name,
                       field != NULL ? field : "the body", local->message);
        }
      return answer;
    }
  return NULL;
}

/* The answer as a task's pointer knows how to free itself only by the route. */
static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptClient *self = SPT_CLIENT (source);
  g_autoptr (GTask) task = data;
  Sending *sending = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = spt_client_exchange_finish (self, result, &error);
  gpointer answer;

  if (bytes == NULL && sending->again && spt_client_was_dropped (error))
    {
      sending->again = FALSE;
      send_now (self, g_steal_pointer (&task));
      return;
    }
  if (bytes == NULL)
    {
      g_task_return_error (task, spt_client_transport_error (error));
      return;
    }
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (sending->message)))
    {
      answer = read_answer (sending, bytes, &error);
      if (error != NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_pointer (task, answer,
                               sending->route->answer_body == SPT_BODY_JSON
                                   ? sending->route->answer->free_func
                                   : (GDestroyNotify) g_bytes_unref);
      return;
    }
  g_task_return_error (task, spt_client_answer_error (sending->message, bytes));
}

/* @task: (transfer full) */
static void
send_now (SptClient *self, GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_object (&sending->message);
  sending->message =
      spt_client_message (self, sending->route->id, (const char *const *) sending->params,
                          sending->query, sending->token, &error);
  if (sending->message == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (sending->body != NULL)
    soup_message_set_request_body_from_bytes (sending->message, "application/json", sending->body);
  if (sending->key != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (sending->message),
                                  "Idempotency-Key", sending->key);
  spt_client_exchange_async (self, sending->message, g_task_get_cancellable (task), exchanged_cb,
                             task);
}

void
spt_client_send_async (SptClient *self,
                       SptRouteId route,
                       const char *const *params,
                       gconstpointer query,
                       gconstpointer body,
                       const char *token,
                       const char *idempotency_key,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Sending *sending = g_new0 (Sending, 1);

  g_return_if_fail (SPT_IS_CLIENT (self));

  sending->route = spt_route_get (route);
  sending->params = g_strdupv ((char **) params);
  sending->query = query != NULL ? spt_wire_copy (sending->route->query, query) : NULL;
  sending->body = body != NULL ? spt_wire_write (sending->route->request, body) : NULL;
  sending->token = g_strdup (token);
  sending->key = g_strdup (idempotency_key);
  sending->again = idempotency_key != NULL || strcmp (sending->route->method, "GET") == 0
                   || strcmp (sending->route->method, "DELETE") == 0;
  g_task_set_source_tag (task, spt_client_send_async);
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);
  send_now (self, task);
}

gboolean
spt_client_send_finish (SptClient *self, GAsyncResult *result, gpointer *answer, GError **error)
{
  GTask *task = G_TASK (result);
  Sending *sending;
  GError *local = NULL;
  gpointer value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sending = g_task_get_task_data (task);
  value = g_task_propagate_pointer (task, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (answer != NULL)
    *answer = value;
  else if (value != NULL && sending->route->answer_body == SPT_BODY_JSON)
    sending->route->answer->free_func (value);
  else if (value != NULL)
    g_bytes_unref (value);
  return TRUE;
}
