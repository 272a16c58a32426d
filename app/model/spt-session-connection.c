/* SPDX-License-Identifier: EUPL-1.2 */
/* Being connected. While there is a stream it tells whether the backend is there; without one the
 * loading and the refreshing of the offices do. */
#include "model/spt-session-private.h"

#define FIRST_PAUSE 500
#define LONGEST_PAUSE 10000
#define REFRESH_SECONDS 10

static void refresh_later (SptSession *self);

static void
set_connection (SptSession *self, SptConnection connection, gint64 retry_at)
{
  if (connection == SPT_CONNECTION_ONLINE)
    self->pause = FIRST_PAUSE;
  if (self->retry_at != retry_at)
    {
      self->retry_at = retry_at;
      spt_session_notify (self, SPT_SESSION_PROP_RETRY_AT);
    }
  if (self->connection != connection)
    {
      self->connection = connection;
      spt_session_notify (self, SPT_SESSION_PROP_CONNECTION);
    }
}

static gboolean
connect_cb (gpointer data)
{
  SptSession *self = data;

  self->timer = 0;
  spt_session_connect (self);
  return G_SOURCE_REMOVE;
}

/* The backend is away: with a stream, the stream tries again; without, this does. */
static void
go_offline (SptSession *self)
{
  guint delay = self->pause / 2 + g_random_int_range (0, (gint32) self->pause / 2 + 1);

  if (self->stream != NULL && spt_event_stream_get_state (self->stream) != SPT_STREAM_CLOSED)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
  self->timer = g_timeout_add (delay, connect_cb, self);
  set_connection (self, SPT_CONNECTION_OFFLINE, spt_clock_now (&spt_clock_system) + delay * 1000);
}

void
spt_session_note_error (SptSession *self, const GError *error)
{
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE) && !self->loading)
    go_offline (self);
  else if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED)
           && self->operator_token != NULL)
    {
      spt_session_forget_operator (self);
      spt_session_emit_notice (self, SPT_ERROR_UNAUTHENTICATED);
    }
}

/* === Loading === */

static void
loading_failed (SptSession *self, const GError *error)
{
  self->loading = FALSE;
  g_message ("The backend cannot be read: %s", error->message);
  go_offline (self);
}

static void
loading_done (SptSession *self)
{
  self->loading = FALSE;
  self->loaded = TRUE;
  if (self->stream == NULL || spt_event_stream_get_state (self->stream) == SPT_STREAM_OPEN
      || spt_event_stream_get_state (self->stream) == SPT_STREAM_CLOSED)
    set_connection (self, SPT_CONNECTION_ONLINE, 0);
  refresh_later (self);
  if (self->mode == SPT_SESSION_CITIZEN)
    spt_session_restore_visits (self);
  else
    spt_session_restore_operator (self);
}

static void
services_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer list = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &list, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        loading_failed (self, error);
      return;
    }
  spt_session_apply_services (self, ((SptWireList *) list)->items);
  spt_wire_service_list_free (list);
  loading_done (self);
}

static void
offices_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer list = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &list, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        loading_failed (self, error);
      return;
    }
  spt_session_apply_offices (self, ((SptWireList *) list)->items);
  spt_wire_office_list_free (list);
  spt_client_send_async (self->client, SPT_ROUTE_LIST_SERVICES, NULL, NULL, NULL, NULL, NULL,
                         self->cancellable, services_cb, self);
}

static void
organization_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer organization = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &organization, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        loading_failed (self, error);
      return;
    }
  spt_session_apply_organization (self, organization);
  spt_wire_organization_free (organization);
  spt_client_send_async (self->client, SPT_ROUTE_LIST_OFFICES, NULL, NULL, NULL, NULL, NULL,
                         self->cancellable, offices_cb, self);
}

void
spt_session_connect (SptSession *self)
{
  if (self->loading)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->loading = TRUE;
  if (self->connection == SPT_CONNECTION_OFFLINE)
    set_connection (self, SPT_CONNECTION_CONNECTING, 0);
  spt_client_send_async (self->client, SPT_ROUTE_GET_ORGANIZATION, NULL, NULL, NULL, NULL, NULL,
                         self->cancellable, organization_cb, self);
}

/* === Refreshing === */

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer list = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &list, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE))
        go_offline (self);
      if (self->timer == 0)
        refresh_later (self);
      return;
    }
  spt_session_apply_offices (self, ((SptWireList *) list)->items);
  spt_wire_office_list_free (list);
  if (self->stream == NULL)
    set_connection (self, SPT_CONNECTION_ONLINE, 0);
  if (self->timer == 0)
    refresh_later (self);
}

static gboolean
refresh_cb (gpointer data)
{
  SptSession *self = data;

  self->timer = 0;
  spt_client_send_async (self->client, SPT_ROUTE_LIST_OFFICES, NULL, NULL, NULL, NULL, NULL,
                         self->cancellable, refreshed_cb, self);
  return G_SOURCE_REMOVE;
}

/* How many wait and how long is shown before one enters the queue, when no stream tells it. */
static void
refresh_later (SptSession *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

/* === The stream === */

static void
stream_event_cb (SptEventStream *stream, const SptWireEvent *event, SptSession *self)
{
  spt_session_apply (self, event);
}

static void
stream_refused_cb (SptEventStream *stream, const GError *error, SptSession *self)
{
  const char *visit_id = self->meeting != NULL ? spt_meeting_get_visit_id (self->meeting) : NULL;

  g_message ("The events are refused: %s", error->message);
  if (self->operator_token != NULL)
    {
      spt_session_note_error (self, error);
      return;
    }
  if (visit_id != NULL)
    {
      spt_secrets_clear (self->secrets, SPT_SECRET_VISIT, visit_id);
      spt_session_close_visit (self);
      spt_session_emit_notice (self, SPT_ERROR_UNAUTHENTICATED);
    }
}

/* A break that is mended at the first attempt is not shown as being away. */
static void
stream_state_cb (SptEventStream *stream, GParamSpec *pspec, SptSession *self)
{
  switch (spt_event_stream_get_state (stream))
    {
    case SPT_STREAM_OPEN:
      set_connection (self, SPT_CONNECTION_ONLINE, 0);
      spt_session_reload (self);
      if (!self->loaded)
        spt_session_connect (self);
      break;
    case SPT_STREAM_CONNECTING:
      if (self->connection == SPT_CONNECTION_OFFLINE)
        set_connection (self, SPT_CONNECTION_CONNECTING, 0);
      break;
    case SPT_STREAM_WAITING:
      if (self->connection == SPT_CONNECTION_ONLINE)
        set_connection (self, SPT_CONNECTION_CONNECTING, 0);
      else
        set_connection (self, SPT_CONNECTION_OFFLINE, spt_event_stream_get_retry_at (stream));
      break;
    case SPT_STREAM_CLOSED:
      break;
    }
}

void
spt_session_open_stream (SptSession *self, const char *token)
{
  if (self->stream != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->stream, self);
      spt_event_stream_stop (self->stream);
      g_clear_object (&self->stream);
    }
  if (token == NULL)
    return;
  self->stream = spt_event_stream_new (self->client, token);
  g_signal_connect_object (self->stream, "event", G_CALLBACK (stream_event_cb), self, 0);
  g_signal_connect_object (self->stream, "refused", G_CALLBACK (stream_refused_cb), self, 0);
  g_signal_connect_object (self->stream, "notify::state", G_CALLBACK (stream_state_cb), self, 0);
  spt_event_stream_start (self->stream);
}

void
spt_session_disconnect (SptSession *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  spt_session_open_stream (self, NULL);
}

void
spt_session_reload (SptSession *self)
{
  if (self->mode == SPT_SESSION_CITIZEN)
    spt_session_reload_visit (self);
  else
    spt_session_reload_desk (self);
}

void
spt_session_retry (SptSession *self)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  if (self->stream != NULL && spt_event_stream_get_state (self->stream) == SPT_STREAM_WAITING)
    spt_event_stream_retry (self->stream);
  else if (self->started && self->connection != SPT_CONNECTION_ONLINE)
    spt_session_connect (self);
}
