/* SPDX-License-Identifier: EUPL-1.2 */
/* The open event streams. One worker reads the events of all of them; this thread hands them out.
 *
 * A stream is registered before a worker reads what it begins with, and what happens meanwhile is
 * kept for it: nothing falls between the past, which the worker reads, and the future, which is
 * handed out here. */
#define G_LOG_DOMAIN "spt-server"

#include <errno.h>
#include <sys/socket.h>

#include "backend/server/sptd-streams-private.h"
#include "backend/store/sptd-store-events.h"

#define MAX_STREAMS 1000
#define MAX_STREAMS_OF_SUBJECT 16

/* A peer that does not read is let go when so much waits for it. */
#define MAX_UNREAD (2 * 1024 * 1024)

#define KEEP_ALIVE_SECONDS 15
/* How many events are read at once. */
#define MAX_READ 500

/* === One stream === */

/* Events in a counted box: several streams may keep one. */
static void
clear_box (gpointer data)
{
  SptdStoredEvent *event = data;

  g_free (event->office_id);
  g_free (event->visit_id);
  g_free (event->operator_id);
  g_free (event->data);
}

static void
release_box (gpointer data)
{
  g_rc_box_release_full (data, clear_box);
}

static SptdOpenStream *
stream_ref (SptdOpenStream *stream)
{
  stream->ref_count++;
  return stream;
}

static void
stream_unref (SptdOpenStream *stream)
{
  if (--stream->ref_count > 0)
    return;
  g_clear_object (&stream->message);
  g_free (stream->id);
  g_free (stream->subject);
  g_free (stream->token_hash);
  g_strfreev (stream->office_ids);
  g_free (stream->derived);
  g_clear_pointer (&stream->kept, g_ptr_array_unref);
  g_free (stream);
}

/* Sends text to the peer, and lets one go that does not read. */
void
sptd_open_stream_write (SptdOpenStream *stream, const char *text, gsize length)
{
  SoupMessageBody *body = soup_server_message_get_response_body (stream->message);

  if (!stream->open)
    return;
  if (stream->unread > MAX_UNREAD)
    {
      g_socket_shutdown (soup_server_message_get_socket (stream->message), TRUE, TRUE, NULL);
      return;
    }
  stream->unread += length;
  soup_message_body_append (body, SOUP_MEMORY_COPY, text, length);
  soup_server_message_unpause (stream->message);
}

static void
stream_send_event (SptdOpenStream *stream, const SptdStoredEvent *event)
{
  g_autoptr (GString) text = NULL;
  gboolean concerns =
      stream->role == SPT_ROLE_OPERATOR
          ? sptd_stored_event_is_for_operator (event, stream->subject,
                                               (const char *const *) stream->office_ids)
          : sptd_stored_event_is_for_citizen (event, stream->subject);

  if (!concerns || event->id <= stream->last_id)
    return;
  text = g_string_new (NULL);
  sptd_stream_append_event (text, event->id, event->kind, event->data);
  stream->last_id = event->id;
  sptd_open_stream_write (stream, text->str, text->len);
}

/* The streams as they are now: what is done to them may end some. */
GPtrArray *
sptd_streams_all (SptdStreams *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) stream_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (all, stream_ref (value));
  return all;
}

/* Ends a stream in good order: the peer sees the end of the body. */
static void
stream_end (SptdOpenStream *stream)
{
  if (!stream->open)
    return;
  stream->open = FALSE;
  soup_message_body_complete (soup_server_message_get_response_body (stream->message));
  soup_server_message_unpause (stream->message);
}

static void
wrote_cb (SoupServerMessage *message, guint size, gpointer data)
{
  SptdOpenStream *stream = data;

  stream->unread -= MIN (stream->unread, size);
}

static void
finished_cb (SoupServerMessage *message, gpointer data)
{
  SptdOpenStream *stream = data;

  stream->open = FALSE;
  g_signal_handlers_disconnect_by_data (message, stream);
  if (stream->watch != NULL)
    {
      g_source_destroy (stream->watch);
      g_clear_pointer (&stream->watch, g_source_unref);
    }
  g_hash_table_remove (stream->streams->streams, stream->id);
}

/* A peer has nothing to say on a stream: when its socket can be read, it is gone. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  SptdOpenStream *stream = data;
  char byte;
  ssize_t got = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&stream->watch, g_source_unref);
  if (got <= 0)
    stream_end (stream);
  return G_SOURCE_REMOVE;
}

static void
watch_peer (SptdOpenStream *stream)
{
  GSocket *socket = soup_server_message_get_socket (stream->message);

  if (socket == NULL)
    return;
  stream->watch = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (stream->watch, G_SOURCE_FUNC (readable_cb), stream_ref (stream),
                         (GDestroyNotify) (void (*) (void)) stream_unref);
  g_source_attach (stream->watch, g_main_context_get_thread_default ());
}

/* === Beginning === */

/**
 * sptd_streams_reserve:
 * @self: the streams
 * @exchange: the request for one
 * @error: %SPT_ERROR_OVERLOADED where there are too many
 *
 * Makes a place for a stream: from here on nothing that happens is lost for it.
 *
 * Returns: whether there is one
 */
gboolean
sptd_streams_reserve (SptdStreams *self, SptdExchange *exchange, GError **error)
{
  SptdOpenStream *stream;

  if (self->closing || g_hash_table_size (self->streams) >= MAX_STREAMS)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_OVERLOADED, "too many streams are open");
      return FALSE;
    }
  stream = g_new0 (SptdOpenStream, 1);
  stream->ref_count = 1;
  stream->streams = self;
  stream->message = g_object_ref (exchange->message);
  stream->id = g_strdup (exchange->request.id);
  stream->kept = g_ptr_array_new_with_free_func (release_box);
  g_hash_table_insert (self->streams, stream->id, stream);
  return TRUE;
}

/**
 * sptd_streams_give_up:
 * @self: the streams
 * @exchange: a request that a place was made for
 *
 * It comes to nothing.
 */
void
sptd_streams_give_up (SptdStreams *self, SptdExchange *exchange)
{
  g_hash_table_remove (self->streams, exchange->request.id);
}

/* Of one subject only the newest streams stay: an application that lost its connection without a
 * word begins anew, and shall not be refused for its own past. */
static void
end_oldest (SptdStreams *self, const SptdOpenStream *newest)
{
  GHashTableIter iter;
  gpointer value;
  SptdOpenStream *oldest = NULL;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SptdOpenStream *stream = value;

      if (!stream->open || g_strcmp0 (stream->subject, newest->subject) != 0)
        continue;
      count++;
      if (stream != newest && (oldest == NULL || stream->last_id < oldest->last_id))
        oldest = stream;
    }
  if (count > MAX_STREAMS_OF_SUBJECT && oldest != NULL)
    stream_end (oldest);
}

static void
send_head (SptdOpenStream *stream, SptdExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (stream->message);

  exchange->reply.status = exchange->request.route->status;
  sptd_exchange_reply (exchange);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_replace (headers, "X-Accel-Buffering", "no");
  soup_message_headers_set_encoding (headers, soup_server_message_get_http_version (stream->message)
                                                      == SOUP_HTTP_1_0
                                                  ? SOUP_ENCODING_EOF
                                                  : SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (stream->message), FALSE);
}

/**
 * sptd_streams_begin:
 * @self: the streams
 * @exchange: a request that a place was made for, with what the stream begins with
 *
 * Opens the stream.
 */
void
sptd_streams_begin (SptdStreams *self, SptdExchange *exchange)
{
  SptdOpenStream *stream = g_hash_table_lookup (self->streams, exchange->request.id);
  SptdStreamStart *start = exchange->stream;
  g_autoptr (GPtrArray) kept = NULL;

  g_return_if_fail (stream != NULL);
  stream->role = start->role;
  stream->subject = g_strdup (start->subject);
  stream->token_hash = g_strdup (start->token_hash);
  stream->office_ids = g_steal_pointer (&start->office_ids);
  stream->derived = g_steal_pointer (&start->derived);
  stream->last_id = start->last_id;
  stream->open = TRUE;
  send_head (stream, exchange);
  g_signal_connect (stream->message, "wrote-body-data", G_CALLBACK (wrote_cb), stream);
  g_signal_connect (stream->message, "finished", G_CALLBACK (finished_cb), stream);
  sptd_open_stream_write (stream, start->text->str, start->text->len);
  kept = g_steal_pointer (&stream->kept);
  for (guint i = 0; i < kept->len; i++)
    stream_send_event (stream, g_ptr_array_index (kept, i));
  watch_peer (stream);
  end_oldest (self, stream);
  if (self->closing)
    stream_end (stream);
}

/* === Events === */

typedef struct
{
  SptdStreams *streams;
  gint64 after;
  GPtrArray *events;
  GError *error;
} Reading;

static void
read_events (SptdApi *api, gpointer data)
{
  Reading *reading = data;

  reading->events =
      sptd_store_events_after (api->database, reading->after, MAX_READ, &reading->error);
}

static void
hand_out (SptdStreams *self, const SptdStoredEvent *event)
{
  g_autoptr (GPtrArray) all = sptd_streams_all (self);

  for (guint i = 0; i < all->len; i++)
    {
      SptdOpenStream *stream = g_ptr_array_index (all, i);

      if (stream->open)
        stream_send_event (stream, event);
      else if (stream->kept != NULL)
        g_ptr_array_add (stream->kept, g_rc_box_acquire ((gpointer) event));
    }
  if (event->kind == SPT_EVENT_TICKET || event->kind == SPT_EVENT_DESK
      || event->kind == SPT_EVENT_APPOINTMENT || event->kind == SPT_EVENT_CALL)
    g_hash_table_add (self->stale,
                      g_strdup (event->office_id != NULL ? event->office_id : SPTD_EVERY_OFFICE));
}

static void
read_done (gpointer data)
{
  Reading *reading = data;
  SptdStreams *self = reading->streams;
  gboolean more = reading->events != NULL && reading->events->len == MAX_READ;

  self->reading = FALSE;
  if (reading->error != NULL)
    g_warning ("Events cannot be read: %s", reading->error->message);
  for (guint i = 0; reading->events != NULL && i < reading->events->len; i++)
    {
      SptdStoredEvent *event = g_ptr_array_index (reading->events, i);
      SptdStoredEvent *box = g_rc_box_new (SptdStoredEvent);

      /* The contents move into a counted box that streams may keep. */
      *box = *event;
      *event = (SptdStoredEvent){ 0 };
      self->last_id = box->id;
      hand_out (self, box);
      release_box (box);
    }
  if (self->read_again || more)
    sptd_streams_look (self);
  sptd_streams_derive_soon (self);
  g_clear_pointer (&reading->events, g_ptr_array_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

/**
 * sptd_streams_look:
 * @self: the streams
 *
 * There may be new events: they are read and handed out.
 */
void
sptd_streams_look (SptdStreams *self)
{
  Reading *reading;

  self->read_again = self->reading;
  if (self->reading || self->closing)
    return;
  reading = g_new0 (Reading, 1);
  reading->streams = self;
  reading->after = self->last_id;
  self->reading = sptd_pool_push (self->server->watchers, read_events, read_done, reading);
  if (!self->reading)
    g_free (reading);
}

/**
 * sptd_streams_end_token:
 * @self: the streams
 * @token_hash: a token that opens nothing any more
 *
 * Ends the streams that it opened.
 */
void
sptd_streams_end_token (SptdStreams *self, const char *token_hash)
{
  g_autoptr (GPtrArray) all = sptd_streams_all (self);

  for (guint i = 0; i < all->len; i++)
    {
      SptdOpenStream *stream = g_ptr_array_index (all, i);

      if (stream->open && g_strcmp0 (stream->token_hash, token_hash) == 0)
        stream_end (stream);
    }
}

/**
 * sptd_streams_close:
 * @self: the streams
 *
 * Ends all streams; those that begin are ended as soon as they are open.
 */
void
sptd_streams_close (SptdStreams *self)
{
  g_autoptr (GPtrArray) all = sptd_streams_all (self);

  self->closing = TRUE;
  for (guint i = 0; i < all->len; i++)
    stream_end (g_ptr_array_index (all, i));
}

/**
 * sptd_streams_new:
 * @server: the server; it must outlive the streams
 * @last_id: behind which event streams get what happens
 *
 * Returns: (transfer full): the streams, none yet
 */
SptdStreams *
sptd_streams_new (SptdServer *server, gint64 last_id)
{
  SptdStreams *self = g_new0 (SptdStreams, 1);

  self->server = server;
  self->last_id = last_id;
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) (void (*) (void)) stream_unref);
  self->stale = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keep_alive = g_timeout_add_seconds (KEEP_ALIVE_SECONDS, sptd_streams_keep_alive_cb, self);
  return self;
}

/**
 * sptd_streams_free:
 * @self: (nullable) (transfer full): the streams; no job of theirs may be under way
 */
void
sptd_streams_free (SptdStreams *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (self == NULL)
    return;
  all = sptd_streams_all (self);
  for (guint i = 0; i < all->len; i++)
    finished_cb (((SptdOpenStream *) g_ptr_array_index (all, i))->message,
                 g_ptr_array_index (all, i));
  g_hash_table_unref (self->streams);
  g_hash_table_unref (self->stale);
  g_clear_handle_id (&self->keep_alive, g_source_remove);
  g_clear_handle_id (&self->derive_timer, g_source_remove);
  g_free (self);
}
