/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-media.h"
#include "model/spt-session-private.h"

#define FIRST_PAUSE 500

enum
{
  SIGNAL_INCOMING_CALL,
  SIGNAL_NOTICE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];
static GParamSpec *props[SPT_SESSION_N_PROPS];

G_DEFINE_FINAL_TYPE (SptSession, spt_session, G_TYPE_OBJECT)

static gboolean
get_plain_property (SptSession *self, SptSessionProp prop, GValue *value)
{
  switch ((int) prop)
    {
    case SPT_SESSION_PROP_MODE:
      g_value_set_enum (value, self->mode);
      return TRUE;
    case SPT_SESSION_PROP_CONNECTION:
      g_value_set_enum (value, self->connection);
      return TRUE;
    case SPT_SESSION_PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      return TRUE;
    case SPT_SESSION_PROP_ORGANIZATION_NAME:
      g_value_set_string (value, spt_session_get_organization_name (self));
      return TRUE;
    case SPT_SESSION_PROP_ZONE:
      g_value_set_boxed (value, self->zone);
      return TRUE;
    case SPT_SESSION_PROP_PRIVACY_NOTICE:
      g_value_set_string (value, spt_session_get_privacy_notice (self));
      return TRUE;
    case SPT_SESSION_PROP_PRIVACY_VERSION:
      g_value_set_string (value, spt_session_get_privacy_version (self));
      return TRUE;
    case SPT_SESSION_PROP_CAN_REMEMBER:
      g_value_set_boolean (value, spt_session_get_can_remember (self));
      return TRUE;
    case SPT_SESSION_PROP_SIGNED_IN:
      g_value_set_boolean (value, self->operator_token != NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
spt_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptSession *self = SPT_SESSION (object);

  switch (id)
    {
    case SPT_SESSION_PROP_OFFICES:
      g_value_set_object (value, self->offices);
      break;
    case SPT_SESSION_PROP_SERVICES:
      g_value_set_object (value, self->services);
      break;
    case SPT_SESSION_PROP_APPOINTMENTS:
      g_value_set_object (value, self->appointments);
      break;
    case SPT_SESSION_PROP_TICKET:
      g_value_set_object (value, self->ticket);
      break;
    case SPT_SESSION_PROP_MEETING:
      g_value_set_object (value, self->meeting);
      break;
    case SPT_SESSION_PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case SPT_SESSION_PROP_QUEUE:
      g_value_set_object (value, self->queue);
      break;
    default:
      if (!get_plain_property (self, id, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_session_dispose (GObject *object)
{
  SptSession *self = SPT_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  spt_session_disconnect (self);
  if (self->meeting != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->meeting, self);
      spt_meeting_close (self->meeting);
    }
  g_clear_object (&self->meeting);
  G_OBJECT_CLASS (spt_session_parent_class)->dispose (object);
}

static void
spt_session_finalize (GObject *object)
{
  SptSession *self = SPT_SESSION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_object (&self->cancellable);
  spt_peer_settings_free (self->media);
  spt_wire_organization_free (self->organization);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->offices);
  g_clear_object (&self->services);
  g_clear_object (&self->appointments);
  g_clear_object (&self->queue);
  g_clear_object (&self->ticket);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  g_free (self->operator_token);
  g_free (self->rung);
  g_free (self->ticket_request);
  g_free (self->ticket_key);
  G_OBJECT_CLASS (spt_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[SPT_SESSION_PROP_MODE] =
      g_param_spec_enum ("mode", NULL, NULL, SPT_TYPE_SESSION_MODE, SPT_SESSION_CITIZEN, flags);
  props[SPT_SESSION_PROP_CONNECTION] =
      g_param_spec_enum ("connection", NULL, NULL, SPT_TYPE_CONNECTION, SPT_CONNECTION_OFFLINE,
                         flags);
  props[SPT_SESSION_PROP_RETRY_AT] =
      g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[SPT_SESSION_PROP_ORGANIZATION_NAME] =
      g_param_spec_string ("organization-name", NULL, NULL, NULL, flags);
  props[SPT_SESSION_PROP_ZONE] = g_param_spec_boxed ("zone", NULL, NULL, G_TYPE_TIME_ZONE, flags);
  props[SPT_SESSION_PROP_PRIVACY_NOTICE] =
      g_param_spec_string ("privacy-notice", NULL, NULL, NULL, flags);
  props[SPT_SESSION_PROP_PRIVACY_VERSION] =
      g_param_spec_string ("privacy-version", NULL, NULL, NULL, flags);
  props[SPT_SESSION_PROP_OFFICES] =
      g_param_spec_object ("offices", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_SESSION_PROP_SERVICES] =
      g_param_spec_object ("services", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_SESSION_PROP_APPOINTMENTS] =
      g_param_spec_object ("appointments", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_SESSION_PROP_TICKET] =
      g_param_spec_object ("ticket", NULL, NULL, SPT_TYPE_TICKET, flags);
  props[SPT_SESSION_PROP_MEETING] =
      g_param_spec_object ("meeting", NULL, NULL, SPT_TYPE_MEETING, flags);
  props[SPT_SESSION_PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE, flags);
  props[SPT_SESSION_PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, SPT_TYPE_DESK, flags);
  props[SPT_SESSION_PROP_QUEUE] =
      g_param_spec_object ("queue", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_SESSION_PROP_CAN_REMEMBER] =
      g_param_spec_boolean ("can-remember", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, SPT_SESSION_N_PROPS, props);
}

static void
spt_session_class_init (SptSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_session_get_property;
  object_class->dispose = spt_session_dispose;
  object_class->finalize = spt_session_finalize;
  install_properties (object_class);
  signals[SIGNAL_INCOMING_CALL] =
      g_signal_new ("incoming-call", SPT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, SPT_TYPE_MEETING);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", SPT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
spt_session_init (SptSession *self)
{
  self->cancellable = g_cancellable_new ();
  self->media = spt_peer_settings_new ();
  self->offices = g_list_store_new (SPT_TYPE_OFFICE);
  self->services = g_list_store_new (SPT_TYPE_SERVICE);
  self->appointments = g_list_store_new (SPT_TYPE_APPOINTMENT);
  self->queue = g_list_store_new (SPT_TYPE_TICKET);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->zone = g_time_zone_new_local ();
  self->pause = FIRST_PAUSE;
}

static void
lasting_changed_cb (SptSession *self)
{
  spt_session_notify (self, SPT_SESSION_PROP_CAN_REMEMBER);
}

SptSession *
spt_session_new (SptSessionMode mode, const char *base_url, const char *profile)
{
  SptSession *self = g_object_new (SPT_TYPE_SESSION, NULL);

  self->mode = mode;
  self->client = spt_client_new (base_url);
  self->secrets = spt_secrets_new (base_url, profile);
  g_signal_connect_object (self->secrets, "notify::lasting", G_CALLBACK (lasting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* Two windows on one machine, the demonstration and the tests: no traffic leaves it. */
  self->media->loopback = spt_client_is_loopback (self->client);
  return self;
}

/* Calls prepare by themselves and tell what is missing; this only makes the first one quick. */
static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_media_prepare_finish (result, &error))
    g_message ("Calls cannot be made: %s", error->message);
}

void
spt_session_start (SptSession *self)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  if (self->started)
    return;
  self->started = TRUE;
  spt_media_prepare_async (NULL, prepared_cb, NULL);
  spt_session_connect (self);
}

void
spt_session_set_media (SptSession *self, gboolean loopback, const char *test_label)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  self->media->loopback = loopback || spt_client_is_loopback (self->client);
  g_free (self->media->test_label);
  self->media->test_label = g_strdup (test_label);
}

void
spt_session_set_test_picture (SptSession *self, const char *uri)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  g_free (self->media->test_picture_uri);
  self->media->test_picture_uri = g_strdup (uri);
}

void
spt_session_notify (SptSession *self, SptSessionProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
spt_session_emit_incoming_call (SptSession *self)
{
  g_signal_emit (self, signals[SIGNAL_INCOMING_CALL], 0, self->meeting);
}

void
spt_session_emit_notice (SptSession *self, SptError code)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, (int) code);
}

/* === Requests === */

typedef struct
{
  GTask *task;
  SptSessionDone done;
} Request;

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Request *request = data;
  g_autoptr (GTask) task = request->task;
  SptSession *self = g_task_get_source_object (task);
  gpointer answer = NULL;
  GError *error = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      request->done (self, answer, task);
      return;
    }
  spt_session_note_error (self, error);
  g_task_return_error (task, error);
}

void
spt_session_request (SptSession *self,
                     GTask *task,
                     SptRouteId route,
                     const char *param,
                     gconstpointer query,
                     gconstpointer body,
                     const char *token,
                     const char *key,
                     SptSessionDone done)
{
  const char *params[] = { param, NULL };
  Request *request = g_new0 (Request, 1);

  request->task = task;
  request->done = done;
  spt_client_send_async (self->client, route, params, query, body, token, key,
                         g_task_get_cancellable (task), requested_cb, request);
}

SptSessionMode
spt_session_get_mode (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), SPT_SESSION_CITIZEN);

  return self->mode;
}

SptConnection
spt_session_get_connection (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), SPT_CONNECTION_OFFLINE);

  return self->connection;
}

gint64
spt_session_get_retry_at (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), 0);

  return self->retry_at;
}

const char *
spt_session_get_organization_name (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->organization != NULL ? self->organization->name : NULL;
}

const char *
spt_session_get_privacy_notice (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->organization != NULL ? self->organization->privacy_notice : NULL;
}

const char *
spt_session_get_privacy_version (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->organization != NULL ? self->organization->privacy_notice_version : NULL;
}

GTimeZone *
spt_session_get_zone (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->zone;
}

GListModel *
spt_session_get_offices (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->offices);
}

GListModel *
spt_session_get_services (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->services);
}

GListModel *
spt_session_get_appointments (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->appointments);
}

SptTicket *
spt_session_get_ticket (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->ticket;
}

SptMeeting *
spt_session_get_meeting (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->meeting;
}

gboolean
spt_session_get_signed_in (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), FALSE);

  return self->operator_token != NULL;
}

SptDesk *
spt_session_get_desk (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return self->desk;
}

GListModel *
spt_session_get_queue (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->queue);
}
