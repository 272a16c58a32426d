/* SPDX-License-Identifier: EUPL-1.2 */
#include "client/spt-event-stream.h"

#include "base/spt-clock.h"
#include "client/spt-client-private.h"
#include "client/spt-sse-parser.h"

#define CHUNK (16 * 1024)
#define SILENCE_SECONDS 40
#define OPENING_SECONDS 15
#define SHORTEST_WAIT 200
#define LONGEST_WAIT 10000

struct _SptEventStream
{
  GObject parent_instance;

  /* Owned */
  SptClient *client;
  char *token;
  char *last_id;
  SoupMessage *message;
  GInputStream *input;
  SptSseParser *parser;
  GCancellable *cancellable; /* of the present connection */

  SptStreamState state;
  gint64 retry_at;
  guint wait; /* the next pause, in milliseconds */
  guint timer;
  guint silence;
};

enum
{
  PROP_STATE = 1,
  PROP_RETRY_AT,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_EVENT,
  SIGNAL_REFUSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (SptStreamState,
                    spt_stream_state,
                    G_DEFINE_ENUM_VALUE (SPT_STREAM_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (SPT_STREAM_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SPT_STREAM_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (SPT_STREAM_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (SptEventStream, spt_event_stream, G_TYPE_OBJECT)

static void open_stream (SptEventStream *self);
static void break_stream (SptEventStream *self, const GError *error);

static void
set_state (SptEventStream *self, SptStreamState state, gint64 retry_at)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->retry_at != retry_at)
    {
      self->retry_at = retry_at;
      g_object_notify_by_pspec (object, props[PROP_RETRY_AT]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (object, props[PROP_STATE]);
    }
  g_object_thaw_notify (object);
}

/* Lets go of the connection; what is under way ends as cancelled and is not looked at any more. */
static void
drop_connection (SptEventStream *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->silence, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->input);
  g_clear_object (&self->message);
  g_clear_pointer (&self->parser, spt_sse_parser_free);
}

static gboolean
silence_cb (gpointer data)
{
  g_autoptr (SptEventStream) self = g_object_ref (data);
  g_autoptr (GError) error = spt_error_new (SPT_ERROR_UNREACHABLE, "the event stream is silent");

  self->silence = 0;
  break_stream (self, error);
  return G_SOURCE_REMOVE;
}

static void
await_bytes (SptEventStream *self, guint seconds)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  self->silence = g_timeout_add_seconds (seconds, silence_cb, self);
}

static gboolean
retry_cb (gpointer data)
{
  SptEventStream *self = data;

  self->timer = 0;
  open_stream (self);
  return G_SOURCE_REMOVE;
}

/* Waits half of the pause to the whole of it, so that a thousand clients do not come back at once. */
static void
break_stream (SptEventStream *self, const GError *error)
{
  guint asked = self->parser != NULL ? spt_sse_parser_get_retry (self->parser) : 0;
  guint pause = MAX (self->wait, asked);
  guint delay = pause / 2 + g_random_int_range (0, (gint32) pause / 2 + 1);

  g_debug ("The event stream broke, opened again in %u ms: %s", delay, error->message);
  delay = MAX (delay, 1000 * MIN (spt_error_get_retry_after (error), LONGEST_WAIT / 1000));
  drop_connection (self);
  self->wait = MIN (self->wait * 2, LONGEST_WAIT);
  self->timer = g_timeout_add (delay, retry_cb, self);
  set_state (self, SPT_STREAM_WAITING, spt_clock_now (&spt_clock_system) + delay * 1000);
}

static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED)
         || g_error_matches (error, SPT_ERROR, SPT_ERROR_FORBIDDEN)
         || g_error_matches (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
}

static void
end_connection (SptEventStream *self, const GError *error)
{
  if (!is_final (error))
    {
      break_stream (self, error);
      return;
    }
  spt_event_stream_stop (self);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);
}

static void
event_cb (GBytes *data, const char *id, gpointer user_data)
{
  SptEventStream *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireEvent) event =
      spt_wire_parse (&spt_wire_event_type, data, SPT_PARSE_ANSWER, &error);

  if (id != NULL)
    {
      g_free (self->last_id);
      self->last_id = g_strdup (id);
    }
  /* One event that is not understood must not keep the later ones away. */
  if (event == NULL)
    g_message ("An event is not understood: %s: %s", spt_error_get_field (error), error->message);
  else if (event->kind != SPT_EVENT_UNSET)
    g_signal_emit (self, signals[SIGNAL_EVENT], 0, event);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptEventStream) self = data;
  GInputStream *input = G_INPUT_STREAM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (input, result, &error);
  g_autoptr (GCancellable) cancellable = NULL;
  gsize length;
  const char *bytes;

  if (input != self->input)
    return;
  if (chunk == NULL)
    {
      break_stream (self, error);
      return;
    }
  bytes = g_bytes_get_data (chunk, &length);
  if (length == 0)
    {
      g_set_error_literal (&error, SPT_ERROR, SPT_ERROR_UNREACHABLE, "the backend closed it");
      break_stream (self, error);
      return;
    }
  self->wait = SHORTEST_WAIT;
  await_bytes (self, SILENCE_SECONDS);
  cancellable = g_object_ref (self->cancellable);
  /* A receiver of an event may stop the stream: the parser must outlive that. */
  {
    g_autoptr (SptSseParser) parser = g_steal_pointer (&self->parser);
    gboolean good = spt_sse_parser_feed (parser, bytes, length, &error);

    if (input != self->input)
      return;
    self->parser = g_steal_pointer (&parser);
    if (!good)
      {
        break_stream (self, error);
        return;
      }
  }
  g_input_stream_read_bytes_async (input, CHUNK, G_PRIORITY_DEFAULT, cancellable, read_cb,
                                   g_object_ref (self));
}

static void
refusal_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptEventStream) self = data;
  GInputStream *input = G_INPUT_STREAM (source);
  g_autoptr (GBytes) body = g_input_stream_read_bytes_finish (input, result, NULL);
  g_autoptr (GError) error = NULL;

  if (input != self->input)
    return;
  error = spt_client_answer_error (self->message, body);
  end_connection (self, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptEventStream) self = data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (message != self->message)
    return;
  if (input == NULL)
    {
      break_stream (self, error);
      return;
    }
  self->input = g_steal_pointer (&input);
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      g_input_stream_read_bytes_async (self->input, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                       refusal_cb, g_object_ref (self));
      return;
    }
  self->parser = spt_sse_parser_new (event_cb, self);
  await_bytes (self, SILENCE_SECONDS);
  g_input_stream_read_bytes_async (self->input, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                   read_cb, g_object_ref (self));
  set_state (self, SPT_STREAM_OPEN, 0);
}

static void
open_stream (SptEventStream *self)
{
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  drop_connection (self);
  self->message =
      spt_client_message (self->client, SPT_ROUTE_EVENTS, NULL, NULL, self->token, &error);
  if (self->message == NULL)
    {
      break_stream (self, error);
      return;
    }
  headers = soup_message_get_request_headers (self->message);
  soup_message_headers_replace (headers, "Accept", "text/event-stream, application/problem+json");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (self->last_id != NULL)
    soup_message_headers_replace (headers, "Last-Event-ID", self->last_id);
  self->cancellable = g_cancellable_new ();
  await_bytes (self, OPENING_SECONDS);
  soup_session_send_async (spt_client_get_streams (self->client), self->message, G_PRIORITY_DEFAULT,
                           self->cancellable, sent_cb, g_object_ref (self));
  set_state (self, SPT_STREAM_CONNECTING, 0);
}

static void
spt_event_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptEventStream *self = SPT_EVENT_STREAM (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_event_stream_dispose (GObject *object)
{
  drop_connection (SPT_EVENT_STREAM (object));
  G_OBJECT_CLASS (spt_event_stream_parent_class)->dispose (object);
}

static void
spt_event_stream_finalize (GObject *object)
{
  SptEventStream *self = SPT_EVENT_STREAM (object);

  g_clear_object (&self->client);
  g_free (self->token);
  g_free (self->last_id);
  G_OBJECT_CLASS (spt_event_stream_parent_class)->finalize (object);
}

static void
spt_event_stream_class_init (SptEventStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_event_stream_get_property;
  object_class->dispose = spt_event_stream_dispose;
  object_class->finalize = spt_event_stream_finalize;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SPT_TYPE_STREAM_STATE, SPT_STREAM_CLOSED, flags);
  props[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_EVENT] = g_signal_new ("event", SPT_TYPE_EVENT_STREAM, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", SPT_TYPE_EVENT_STREAM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
spt_event_stream_init (SptEventStream *self)
{
  self->wait = SHORTEST_WAIT;
}

/**
 * spt_event_stream_new:
 * @client: speaks with the backend
 * @token: whose events
 *
 * Returns: (transfer full): a closed stream
 */
SptEventStream *
spt_event_stream_new (SptClient *client, const char *token)
{
  SptEventStream *self = g_object_new (SPT_TYPE_EVENT_STREAM, NULL);

  self->client = g_object_ref (client);
  self->token = g_strdup (token);
  return self;
}

/**
 * spt_event_stream_start:
 * @self: a closed stream
 *
 * Opens it and keeps it open.
 */
void
spt_event_stream_start (SptEventStream *self)
{
  g_return_if_fail (SPT_IS_EVENT_STREAM (self));

  if (self->state == SPT_STREAM_CLOSED)
    open_stream (self);
}

void
spt_event_stream_retry (SptEventStream *self)
{
  g_return_if_fail (SPT_IS_EVENT_STREAM (self));

  if (self->state == SPT_STREAM_WAITING)
    open_stream (self);
}

/**
 * spt_event_stream_stop:
 * @self: a stream
 *
 * Closes it. Started again, it goes on behind the last event.
 */
void
spt_event_stream_stop (SptEventStream *self)
{
  g_return_if_fail (SPT_IS_EVENT_STREAM (self));

  drop_connection (self);
  self->wait = SHORTEST_WAIT;
  set_state (self, SPT_STREAM_CLOSED, 0);
}

SptStreamState
spt_event_stream_get_state (SptEventStream *self)
{
  g_return_val_if_fail (SPT_IS_EVENT_STREAM (self), SPT_STREAM_CLOSED);

  return self->state;
}

gint64
spt_event_stream_get_retry_at (SptEventStream *self)
{
  g_return_val_if_fail (SPT_IS_EVENT_STREAM (self), 0);

  return self->retry_at;
}
