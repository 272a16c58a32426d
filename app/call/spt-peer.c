/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-peer-private.h"

#include "call/spt-media.h"

enum
{
  LOCAL_SIGNAL,
  REMOTE_FRAME,
  LOCAL_FRAME,
  N_SIGNALS
};

static GParamSpec *props[SPT_PEER_N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptPeer, spt_peer, G_TYPE_OBJECT)

void
spt_peer_notify (SptPeer *self, SptPeerProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
spt_peer_set_flag (SptPeer *self, gboolean *flag, gboolean value, SptPeerProp prop)
{
  if (*flag == value)
    return;
  *flag = value;
  spt_peer_notify (self, prop);
}

void
spt_peer_emit_signal (SptPeer *self,
                      SptSignalKind kind,
                      const char *sdp,
                      const char *candidate,
                      guint m_line)
{
  g_signal_emit (self, signals[LOCAL_SIGNAL], 0, kind, sdp, candidate, m_line);
}

void
spt_peer_emit_frame (SptPeer *self, gboolean remote, SptFrame *frame)
{
  g_signal_emit (self, signals[remote ? REMOTE_FRAME : LOCAL_FRAME], 0, frame);
}

/* --- Public API --- */

SptPeer *
spt_peer_new (SptPeerRole role, const SptPeerSettings *settings)
{
  SptPeer *self;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (spt_media_is_prepared (), NULL);

  self = g_object_new (SPT_TYPE_PEER, NULL);
  self->role = role;
  self->settings = spt_peer_settings_copy (settings);
  spt_peer_link_init (self);
  return self;
}

void
spt_peer_start (SptPeer *self)
{
  g_return_if_fail (SPT_IS_PEER (self));
  g_return_if_fail (self->state == SPT_PEER_STATE_NEW);

  spt_peer_link_start (self);
}

void
spt_peer_stop_async (SptPeer *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SPT_IS_PEER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, spt_peer_stop_async);
  spt_peer_link_drop (self);
  if (self->stops_pending > 0)
    g_ptr_array_add (self->stop_tasks, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
  spt_peer_link_set_state (self, SPT_PEER_STATE_CLOSED);
}

gboolean
spt_peer_stop_finish (SptPeer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

SptPeerRole
spt_peer_get_role (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), SPT_PEER_ROLE_OFFERER);

  return self->role;
}

SptPeerState
spt_peer_get_state (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), SPT_PEER_STATE_CLOSED);

  return self->state;
}

const char *
spt_peer_get_error (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), NULL);

  return self->error;
}

gboolean
spt_peer_get_microphone (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->microphone;
}

void
spt_peer_set_microphone (SptPeer *self, gboolean on)
{
  g_return_if_fail (SPT_IS_PEER (self));

  on = !!on;
  if (self->microphone == on)
    return;
  if (self->connection != NULL)
    spt_connection_set_microphone (self->connection, on);
  spt_peer_link_send_word (self, "microphone", on);
  spt_peer_set_flag (self, &self->microphone, on, SPT_PEER_PROP_MICROPHONE);
}

gboolean
spt_peer_get_camera (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->camera;
}

void
spt_peer_set_camera (SptPeer *self, gboolean on)
{
  g_return_if_fail (SPT_IS_PEER (self));

  on = !!on;
  if (self->camera == on)
    return;
  if (self->connection != NULL)
    spt_connection_set_camera (self->connection, on);
  spt_peer_link_send_word (self, "camera", on);
  spt_peer_set_flag (self, &self->camera, on, SPT_PEER_PROP_CAMERA);
}

gboolean
spt_peer_get_remote_microphone (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->remote_microphone;
}

gboolean
spt_peer_get_remote_camera (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->remote_camera;
}

gboolean
spt_peer_get_has_camera (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->has_camera;
}

gboolean
spt_peer_get_has_microphone (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->has_microphone;
}

gboolean
spt_peer_get_relay_missing (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  return self->relay_missing;
}

SptCallQuality
spt_peer_get_quality (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), SPT_CALL_QUALITY_UNKNOWN);

  return self->quality;
}

guint64
spt_peer_get_frames_decoded (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), 0);

  return atomic_load (&self->counters->decoded);
}

gint64
spt_peer_get_first_frame_time (SptPeer *self)
{
  g_return_val_if_fail (SPT_IS_PEER (self), 0);

  return atomic_load (&self->counters->first_frame_time);
}

SptCallStats *
spt_peer_dup_stats (SptPeer *self)
{
  SptCallStats *stats;

  g_return_val_if_fail (SPT_IS_PEER (self), NULL);

  stats = spt_call_stats_copy (&self->stats);
  stats->frames_decoded = atomic_load (&self->counters->decoded);
  stats->frames_encoded = atomic_load (&self->counters->encoded);
  return stats;
}

/* --- Class --- */

static void
spt_peer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptPeer *self = SPT_PEER (object);

  switch (id)
    {
    case SPT_PEER_PROP_ROLE:
      g_value_set_enum (value, (int) self->role);
      break;
    case SPT_PEER_PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case SPT_PEER_PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case SPT_PEER_PROP_MICROPHONE:
      g_value_set_boolean (value, self->microphone);
      break;
    case SPT_PEER_PROP_CAMERA:
      g_value_set_boolean (value, self->camera);
      break;
    case SPT_PEER_PROP_REMOTE_MICROPHONE:
      g_value_set_boolean (value, self->remote_microphone);
      break;
    case SPT_PEER_PROP_REMOTE_CAMERA:
      g_value_set_boolean (value, self->remote_camera);
      break;
    case SPT_PEER_PROP_HAS_MICROPHONE:
      g_value_set_boolean (value, self->has_microphone);
      break;
    case SPT_PEER_PROP_HAS_CAMERA:
      g_value_set_boolean (value, self->has_camera);
      break;
    case SPT_PEER_PROP_RELAY_MISSING:
      g_value_set_boolean (value, self->relay_missing);
      break;
    case SPT_PEER_PROP_QUALITY:
      g_value_set_enum (value, (int) self->quality);
      break;
    case SPT_PEER_PROP_FRAMES_DECODED:
      g_value_set_uint64 (value, spt_peer_get_frames_decoded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_peer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptPeer *self = SPT_PEER (object);

  switch (id)
    {
    case SPT_PEER_PROP_MICROPHONE:
      spt_peer_set_microphone (self, g_value_get_boolean (value));
      break;
    case SPT_PEER_PROP_CAMERA:
      spt_peer_set_camera (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_peer_dispose (GObject *object)
{
  SptPeer *self = SPT_PEER (object);

  spt_peer_link_dispose (self);

  G_OBJECT_CLASS (spt_peer_parent_class)->dispose (object);
}

static void
spt_peer_finalize (GObject *object)
{
  SptPeer *self = SPT_PEER (object);

  g_clear_pointer (&self->settings, spt_peer_settings_free);
  g_atomic_rc_box_release (self->counters);
  g_ptr_array_unref (self->stop_tasks);
  g_free (self->error);

  G_OBJECT_CLASS (spt_peer_parent_class)->finalize (object);
}

static void
install_flag (SptPeerProp prop, const char *name, gboolean value, GParamFlags flags)
{
  props[prop] = g_param_spec_boolean (name, NULL, NULL, value,
                                      flags | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
install_enum (SptPeerProp prop, const char *name, GType type)
{
  props[prop] =
      g_param_spec_enum (name, NULL, NULL, type, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
install_signals (GType type)
{
  signals[LOCAL_SIGNAL] =
      g_signal_new ("local-signal", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    SPT_TYPE_SIGNAL_KIND, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT);
  signals[REMOTE_FRAME] = g_signal_new ("remote-frame", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, SPT_TYPE_FRAME);
  signals[LOCAL_FRAME] = g_signal_new ("local-frame", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SPT_TYPE_FRAME);
}

static void
spt_peer_class_init (SptPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_peer_get_property;
  object_class->set_property = spt_peer_set_property;
  object_class->dispose = spt_peer_dispose;
  object_class->finalize = spt_peer_finalize;

  install_enum (SPT_PEER_PROP_ROLE, "role", SPT_TYPE_PEER_ROLE);
  install_enum (SPT_PEER_PROP_STATE, "state", SPT_TYPE_PEER_STATE);
  install_enum (SPT_PEER_PROP_QUALITY, "quality", SPT_TYPE_CALL_QUALITY);
  install_flag (SPT_PEER_PROP_MICROPHONE, "microphone", TRUE, G_PARAM_READWRITE);
  install_flag (SPT_PEER_PROP_CAMERA, "camera", TRUE, G_PARAM_READWRITE);
  install_flag (SPT_PEER_PROP_REMOTE_MICROPHONE, "remote-microphone", TRUE, G_PARAM_READABLE);
  install_flag (SPT_PEER_PROP_REMOTE_CAMERA, "remote-camera", TRUE, G_PARAM_READABLE);
  install_flag (SPT_PEER_PROP_HAS_MICROPHONE, "has-microphone", FALSE, G_PARAM_READABLE);
  install_flag (SPT_PEER_PROP_HAS_CAMERA, "has-camera", FALSE, G_PARAM_READABLE);
  install_flag (SPT_PEER_PROP_RELAY_MISSING, "relay-missing", FALSE, G_PARAM_READABLE);
  props[SPT_PEER_PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read_only);
  props[SPT_PEER_PROP_FRAMES_DECODED] =
      g_param_spec_uint64 ("frames-decoded", NULL, NULL, 0, G_MAXUINT64, 0, read_only);
  g_object_class_install_properties (object_class, SPT_PEER_N_PROPS, props);
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
spt_peer_init (SptPeer *self)
{
  self->counters = g_atomic_rc_box_new0 (SptCallCounters);
  self->stop_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->microphone = TRUE;
  self->camera = TRUE;
  self->remote_microphone = TRUE;
  self->remote_camera = TRUE;
  self->stats.round_trip_ms = -1;
}
