/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-meeting-private.h"
#include "model/spt-visits.h"

enum
{
  SIGNAL_REMOTE_FRAME,
  SIGNAL_LOCAL_FRAME,
  SIGNAL_REPLY,
  SIGNAL_TROUBLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];
static GParamSpec *props[SPT_MEETING_N_PROPS];

G_DEFINE_FINAL_TYPE (SptMeeting, spt_meeting, G_TYPE_OBJECT)

static gboolean
get_call_property (SptMeeting *self, SptMeetingProp prop, GValue *value)
{
  const SptWireCall *call = self->call;

  switch ((int) prop)
    {
    case SPT_MEETING_PROP_STATE:
      g_value_set_enum (value, self->state);
      return TRUE;
    case SPT_MEETING_PROP_END:
      g_value_set_enum (value, spt_meeting_get_end (self));
      return TRUE;
    case SPT_MEETING_PROP_CHANNEL:
      g_value_set_enum (value, spt_meeting_get_channel (self));
      return TRUE;
    case SPT_MEETING_PROP_OTHER_NAME:
      g_value_set_string (value, spt_meeting_get_other_name (self));
      return TRUE;
    case SPT_MEETING_PROP_RANG_AT:
      g_value_set_int64 (value, call != NULL ? call->rang_at : 0);
      return TRUE;
    case SPT_MEETING_PROP_RING_UNTIL:
      g_value_set_int64 (value, spt_meeting_get_ring_until (self));
      return TRUE;
    case SPT_MEETING_PROP_ATTEMPT:
      g_value_set_uint (value, spt_meeting_get_attempt (self));
      return TRUE;
    case SPT_MEETING_PROP_CONNECTED_AT:
      g_value_set_int64 (value, self->connected_at);
      return TRUE;
    case SPT_MEETING_PROP_ERROR:
      g_value_set_boxed (value, self->error);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
get_media_property (SptMeeting *self, SptMeetingProp prop, GValue *value)
{
  switch ((int) prop)
    {
    case SPT_MEETING_PROP_PEER:
      g_value_set_object (value, self->peer);
      return TRUE;
    case SPT_MEETING_PROP_QUALITY:
      g_value_set_enum (value, self->peer != NULL ? spt_peer_get_quality (self->peer)
                                                  : SPT_CALL_QUALITY_UNKNOWN);
      return TRUE;
    case SPT_MEETING_PROP_HAS_CAMERA:
      g_value_set_boolean (value, self->peer != NULL && spt_peer_get_has_camera (self->peer));
      return TRUE;
    case SPT_MEETING_PROP_HAS_MICROPHONE:
      g_value_set_boolean (value, self->peer != NULL && spt_peer_get_has_microphone (self->peer));
      return TRUE;
    case SPT_MEETING_PROP_MICROPHONE:
      g_value_set_boolean (value, self->microphone);
      return TRUE;
    case SPT_MEETING_PROP_CAMERA:
      g_value_set_boolean (value, self->camera);
      return TRUE;
    case SPT_MEETING_PROP_REMOTE_MICROPHONE:
      g_value_set_boolean (value, spt_meeting_get_remote_microphone (self));
      return TRUE;
    case SPT_MEETING_PROP_REMOTE_CAMERA:
      g_value_set_boolean (value, spt_meeting_get_remote_camera (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
spt_meeting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptMeeting *self = SPT_MEETING (object);

  switch (id)
    {
    case SPT_MEETING_PROP_VISIT_ID:
      g_value_set_string (value, self->visit_id);
      break;
    case SPT_MEETING_PROP_MESSAGES:
      g_value_set_object (value, self->messages);
      break;
    case SPT_MEETING_PROP_DOCUMENTS:
      g_value_set_object (value, self->documents);
      break;
    case SPT_MEETING_PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    default:
      if (!get_call_property (self, id, value) && !get_media_property (self, id, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_meeting_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptMeeting *self = SPT_MEETING (object);

  switch (id)
    {
    case SPT_MEETING_PROP_MICROPHONE:
      spt_meeting_set_microphone (self, g_value_get_boolean (value));
      break;
    case SPT_MEETING_PROP_CAMERA:
      spt_meeting_set_camera (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_meeting_dispose (GObject *object)
{
  SptMeeting *self = SPT_MEETING (object);

  spt_meeting_close (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (spt_meeting_parent_class)->dispose (object);
}

static void
spt_meeting_finalize (GObject *object)
{
  SptMeeting *self = SPT_MEETING (object);

  g_free (self->visit_id);
  g_free (self->token);
  spt_peer_settings_free (self->media);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->messages);
  g_clear_object (&self->documents);
  spt_wire_call_free (self->call);
  g_free (self->described);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (spt_meeting_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags writable = flags | G_PARAM_WRITABLE;

  props[SPT_MEETING_PROP_VISIT_ID] = g_param_spec_string ("visit-id", NULL, NULL, NULL, flags);
  props[SPT_MEETING_PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SPT_TYPE_MEETING_STATE, SPT_MEETING_NONE, flags);
  props[SPT_MEETING_PROP_END] =
      g_param_spec_enum ("end", NULL, NULL, SPT_TYPE_CALL_END, SPT_CALL_END_UNSET, flags);
  props[SPT_MEETING_PROP_CHANNEL] =
      g_param_spec_enum ("channel", NULL, NULL, SPT_TYPE_CHANNEL, SPT_CHANNEL_UNSET, flags);
  props[SPT_MEETING_PROP_OTHER_NAME] = g_param_spec_string ("other-name", NULL, NULL, NULL, flags);
  props[SPT_MEETING_PROP_RANG_AT] =
      g_param_spec_int64 ("rang-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[SPT_MEETING_PROP_RING_UNTIL] =
      g_param_spec_int64 ("ring-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[SPT_MEETING_PROP_ATTEMPT] =
      g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[SPT_MEETING_PROP_CONNECTED_AT] =
      g_param_spec_int64 ("connected-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[SPT_MEETING_PROP_MESSAGES] =
      g_param_spec_object ("messages", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_MEETING_PROP_DOCUMENTS] =
      g_param_spec_object ("documents", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[SPT_MEETING_PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[SPT_MEETING_PROP_PEER] = g_param_spec_object ("peer", NULL, NULL, SPT_TYPE_PEER, flags);
  props[SPT_MEETING_PROP_QUALITY] = g_param_spec_enum ("quality", NULL, NULL, SPT_TYPE_CALL_QUALITY,
                                                       SPT_CALL_QUALITY_UNKNOWN, flags);
  props[SPT_MEETING_PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[SPT_MEETING_PROP_HAS_CAMERA] =
      g_param_spec_boolean ("has-camera", NULL, NULL, FALSE, flags);
  props[SPT_MEETING_PROP_HAS_MICROPHONE] =
      g_param_spec_boolean ("has-microphone", NULL, NULL, FALSE, flags);
  props[SPT_MEETING_PROP_MICROPHONE] =
      g_param_spec_boolean ("microphone", NULL, NULL, TRUE, writable);
  props[SPT_MEETING_PROP_CAMERA] = g_param_spec_boolean ("camera", NULL, NULL, TRUE, writable);
  props[SPT_MEETING_PROP_REMOTE_MICROPHONE] =
      g_param_spec_boolean ("remote-microphone", NULL, NULL, TRUE, flags);
  props[SPT_MEETING_PROP_REMOTE_CAMERA] =
      g_param_spec_boolean ("remote-camera", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (klass, SPT_MEETING_N_PROPS, props);
}

static void
spt_meeting_class_init (SptMeetingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_meeting_get_property;
  object_class->set_property = spt_meeting_set_property;
  object_class->dispose = spt_meeting_dispose;
  object_class->finalize = spt_meeting_finalize;
  install_properties (object_class);
  signals[SIGNAL_REMOTE_FRAME] =
      g_signal_new ("remote-frame", SPT_TYPE_MEETING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, SPT_TYPE_FRAME | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_LOCAL_FRAME] =
      g_signal_new ("local-frame", SPT_TYPE_MEETING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, SPT_TYPE_FRAME | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_REPLY] = g_signal_new ("reply", SPT_TYPE_MEETING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_TROUBLE] = g_signal_new ("trouble", SPT_TYPE_MEETING, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
spt_meeting_init (SptMeeting *self)
{
  self->cancellable = g_cancellable_new ();
  self->messages = g_list_store_new (SPT_TYPE_MESSAGE);
  self->documents = g_list_store_new (SPT_TYPE_DOCUMENT);
  self->microphone = TRUE;
  self->camera = TRUE;
}

SptMeeting *
spt_meeting_new (SptClient *client,
                 SptParty own,
                 const char *visit_id,
                 const char *token,
                 const SptPeerSettings *media)
{
  SptMeeting *self = g_object_new (SPT_TYPE_MEETING, NULL);

  self->client = g_object_ref (client);
  self->own = own;
  self->visit_id = g_strdup (visit_id);
  self->token = g_strdup (token);
  self->media = spt_peer_settings_copy (media);
  return self;
}

void
spt_meeting_notify (SptMeeting *self, SptMeetingProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
spt_meeting_emit_frame (SptMeeting *self, gboolean remote, SptFrame *frame)
{
  g_signal_emit (self, signals[remote ? SIGNAL_REMOTE_FRAME : SIGNAL_LOCAL_FRAME], 0, frame);
}

void
spt_meeting_emit_reply (SptMeeting *self, const SptWireEvent *event)
{
  g_signal_emit (self, signals[SIGNAL_REPLY], 0, event);
}

void
spt_meeting_emit_trouble (SptMeeting *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, error);
}

void
spt_meeting_set_state (SptMeeting *self, SptMeetingState state)
{
  if (self->state == state)
    return;
  self->state = state;
  spt_meeting_notify (self, SPT_MEETING_PROP_STATE);
}

void
spt_meeting_take_error (SptMeeting *self, GError *error)
{
  gboolean changed = self->error != NULL || error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    spt_meeting_notify (self, SPT_MEETING_PROP_ERROR);
}

void
spt_meeting_resume (SptMeeting *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  spt_meeting_load_messages (self);
  spt_meeting_load_documents (self);
  spt_meeting_send_pending (self);
  spt_meeting_resume_transfers (self);
  spt_meeting_resume_call (self);
}

void
spt_meeting_close (SptMeeting *self)
{
  g_cancellable_cancel (self->cancellable);
  spt_meeting_cancel_transfers (self);
  spt_meeting_clear_call (self);
  if (self->state != SPT_MEETING_NONE)
    spt_meeting_set_state (self, SPT_MEETING_ENDED);
}

void
spt_meeting_mark_read (SptMeeting *self)
{
  g_return_if_fail (SPT_IS_MEETING (self));

  if (self->unread == 0)
    return;
  self->unread = 0;
  spt_meeting_notify (self, SPT_MEETING_PROP_UNREAD);
}

const char *
spt_meeting_get_visit_id (SptMeeting *self)
{
  return self->visit_id;
}

const char *
spt_meeting_get_call_id (SptMeeting *self)
{
  return self->call != NULL ? self->call->id : NULL;
}

const char *
spt_meeting_get_other_name (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);

  if (self->call == NULL)
    return NULL;
  return self->own == SPT_PARTY_CITIZEN ? self->call->operator_name : self->call->citizen_name;
}
SptMeetingState
spt_meeting_get_state (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), SPT_MEETING_NONE);

  return self->state;
}

SptCallEnd
spt_meeting_get_end (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), SPT_CALL_END_UNSET);

  return self->call != NULL ? self->call->end : SPT_CALL_END_UNSET;
}

SptChannel
spt_meeting_get_channel (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), SPT_CHANNEL_UNSET);

  return self->call != NULL ? self->call->channel : SPT_CHANNEL_UNSET;
}

gint64
spt_meeting_get_ring_until (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), 0);

  return self->call != NULL ? self->call->ring_until : 0;
}

guint
spt_meeting_get_attempt (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), 0);

  return self->call != NULL ? (guint) self->call->attempt : 0;
}

gint64
spt_meeting_get_connected_at (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), 0);

  return self->connected_at;
}

GListModel *
spt_meeting_get_messages (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);

  return G_LIST_MODEL (self->messages);
}

GListModel *
spt_meeting_get_documents (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);

  return G_LIST_MODEL (self->documents);
}

guint
spt_meeting_get_unread (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), 0);

  return self->unread;
}

SptPeer *
spt_meeting_get_peer (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);

  return self->peer;
}

const GError *
spt_meeting_get_error (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);

  return self->error;
}

gboolean
spt_meeting_get_microphone (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), FALSE);

  return self->microphone;
}

gboolean
spt_meeting_get_camera (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), FALSE);

  return self->camera;
}

gboolean
spt_meeting_get_remote_microphone (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), FALSE);

  return self->peer == NULL || spt_peer_get_remote_microphone (self->peer);
}

gboolean
spt_meeting_get_remote_camera (SptMeeting *self)
{
  g_return_val_if_fail (SPT_IS_MEETING (self), FALSE);

  return self->peer == NULL || spt_peer_get_remote_camera (self->peer);
}
