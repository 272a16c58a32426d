/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

typedef struct
{
  char *code;
  char *message;
} Failure;

typedef struct
{
  SptConnection *connection;
  SptDispatchFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Post;

static void
connection_clear (gpointer data)
{
  SptConnection *self = data;

  spt_guard_free (self->guard);
  spt_mailbox_unref (self->local_box);
  spt_mailbox_unref (self->remote_box);
  spt_dispatch_unref (self->dispatch);
  spt_peer_settings_free (self->settings);
  g_atomic_rc_box_release (self->counters);
  /* The connection that took its place may have them. */
  g_clear_pointer (&self->early_candidates, g_ptr_array_unref);
  g_clear_pointer (&self->early_offer, gst_sdp_message_free);
  spt_sdp_facts_clear (&self->remote);
  g_free (self->tag);
  g_mutex_clear (&self->build_mutex);
}

static void
local_frame (gpointer owner, SptFrame *frame)
{
  SptConnection *self = owner;

  if (self->camera_wanted)
    self->listener->local_frame (self->owner, frame);
}

static void
remote_frame (gpointer owner, SptFrame *frame)
{
  SptConnection *self = owner;

  self->listener->remote_frame (self->owner, frame);
}

SptConnection *
spt_connection_new (SptPeerRole role,
                    const SptPeerSettings *settings,
                    SptCallCounters *counters,
                    const SptConnectionListener *listener,
                    gpointer owner)
{
  SptConnection *self = g_atomic_rc_box_new0 (SptConnection);

  g_mutex_init (&self->build_mutex);
  self->role = role;
  self->settings = spt_peer_settings_copy (settings);
  self->counters = g_atomic_rc_box_acquire (counters);
  self->listener = listener;
  self->owner = owner;
  self->guard = spt_guard_new ();
  self->dispatch = spt_dispatch_new (self);
  self->local_box = spt_mailbox_new (self->dispatch, settings->frame_priority, local_frame);
  self->remote_box = spt_mailbox_new (self->dispatch, settings->frame_priority, remote_frame);
  self->early_candidates = g_ptr_array_new_with_free_func (g_free);
  self->tag = g_uuid_string_random ();
  self->remote.video_payload = -1;
  self->remote.audio_payload = -1;
  self->camera_wanted = TRUE;
  self->microphone_wanted = TRUE;
  return self;
}

SptConnection *
spt_connection_ref (SptConnection *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
spt_connection_unref (SptConnection *self)
{
  g_atomic_rc_box_release_full (self, connection_clear);
}

void
spt_connection_unref_closure (gpointer self, GClosure *closure)
{
  spt_connection_unref (self);
}

static void
post_run (gpointer owner, gpointer data)
{
  Post *post = data;

  post->func (owner, post->data);
}

static void
post_free (gpointer data)
{
  Post *post = data;

  if (post->free_data != NULL)
    post->free_data (post->data);
  spt_connection_unref (post->connection);
  g_free (post);
}

void
spt_connection_post (SptConnection *self,
                     SptDispatchFunc func,
                     gpointer data,
                     GDestroyNotify free_data)
{
  Post *post = g_new (Post, 1);

  /* The owner may drop the connection while it is told something. */
  post->connection = spt_connection_ref (self);
  post->func = func;
  post->data = data;
  post->free_data = free_data;
  spt_dispatch_post (self->dispatch, post_run, post, post_free);
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_free (failure->code);
  g_free (failure->message);
  g_free (failure);
}

static void
tell_failed (gpointer owner, gpointer data)
{
  SptConnection *self = owner;
  Failure *failure = data;

  self->listener->failed (self->owner, failure->code, failure->message);
}

void
spt_connection_post_failed (SptConnection *self, const char *code, const char *message)
{
  Failure *failure = g_new (Failure, 1);

  failure->code = g_strdup (code);
  failure->message = g_strdup (message);
  spt_connection_post (self, tell_failed, failure, failure_free);
}

static void
tell_device_lost (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->device_lost (self->owner, (SptDeviceKind) GPOINTER_TO_INT (data));
}

static void
take_error (SptConnection *self, GstMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;
  GstObject *source = GST_MESSAGE_SRC (message);

  gst_message_parse_error (message, &error, &debug);
  g_debug ("%s: %s (%s)", GST_OBJECT_NAME (source), error->message, debug != NULL ? debug : "");
  if (self->camera_source != NULL
      && gst_object_has_as_ancestor (source, GST_OBJECT (self->camera_source)))
    spt_connection_post (self, tell_device_lost, GINT_TO_POINTER (SPT_DEVICE_KIND_CAMERA), NULL);
  else if (self->microphone_source != NULL
           && gst_object_has_as_ancestor (source, GST_OBJECT (self->microphone_source)))
    spt_connection_post (self, tell_device_lost, GINT_TO_POINTER (SPT_DEVICE_KIND_MICROPHONE),
                         NULL);
  else
    spt_connection_post_failed (self, SPT_PEER_ERROR_MEDIA, error->message);
}

static void
recalculate_latency (GstElement *pipeline, gpointer user_data)
{
  gst_bin_recalculate_latency (GST_BIN (pipeline));
}

/* Called in whichever thread posts the message. */
static GstBusSyncReply
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  SptConnection *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    take_error (self, message);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_LATENCY)
    gst_element_call_async (self->pipeline, recalculate_latency, NULL, NULL);
  gst_message_unref (message);
  return GST_BUS_DROP;
}

static void
tell_started (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->built = TRUE;
  spt_connection_set_camera (self, self->camera_wanted);
  spt_connection_set_microphone (self, self->microphone_wanted);
  self->listener->started (self->owner, self->has_camera, self->has_microphone);
  if (!spt_dispatch_is_closed (self->dispatch))
    spt_connection_take_early (self);
}

/* Worker thread, with the build mutex held. */
static gboolean
build (SptConnection *self, GError **error)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  /* One clock for all: connections come and go, a sound card's clock would stop with its device. */
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_set_sync_handler (bus, bus_cb, spt_connection_ref (self),
                            (GDestroyNotify) spt_connection_unref);

  self->webrtc = gst_element_factory_make ("webrtcbin", NULL);
  if (self->webrtc == NULL)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_PLUGIN_MISSING,
                           "Missing media plugins: webrtcbin");
      return FALSE;
    }
  gst_object_ref (self->webrtc);
  gst_bin_add (GST_BIN (self->pipeline), self->webrtc);
  spt_connection_configure_network (self);

  if (!spt_connection_add_playback (self, error) || !spt_connection_add_capture (self, error))
    return FALSE;
  if (self->role == SPT_PEER_ROLE_OFFERER && !spt_connection_add_senders (self, 96, 111, error))
    return FALSE;
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED,
                           "The media pipeline does not start");
      return FALSE;
    }
  return TRUE;
}

static void
start_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SptConnection *self = task_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->build_mutex);
  g_autoptr (GError) error = NULL;

  g_task_return_boolean (task, TRUE);
  if (self->stopped)
    return;
  if (!build (self, &error))
    {
      spt_connection_post_failed (self, SPT_PEER_ERROR_MEDIA, error->message);
      return;
    }
  spt_connection_post (self, tell_started, NULL, NULL);
  if (self->role == SPT_PEER_ROLE_OFFERER)
    {
      spt_connection_offer_channel (self);
      spt_connection_make_offer (self);
    }
}

void
spt_connection_start (SptConnection *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, spt_connection_start);
  g_task_set_task_data (task, spt_connection_ref (self), (GDestroyNotify) spt_connection_unref);
  g_task_run_in_thread (task, start_thread);
}

static void
stop_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SptConnection *self = task_data;

  g_mutex_lock (&self->build_mutex);
  self->stopped = TRUE;
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  spt_guard_clear (self->guard);
  spt_mailbox_clear (self->local_box);
  spt_mailbox_clear (self->remote_box);
  if (self->pipeline != NULL)
    {
      g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

      gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
    }
  gst_clear_object (&self->video_tee);
  gst_clear_object (&self->audio_tee);
  gst_clear_object (&self->microphone_volume);
  gst_clear_object (&self->remote_video);
  gst_clear_object (&self->remote_audio);
  gst_clear_object (&self->camera_source);
  gst_clear_object (&self->microphone_source);
  gst_clear_object (&self->video_valve);
  gst_clear_object (&self->channel);
  gst_clear_object (&self->webrtc);
  gst_clear_object (&self->pipeline);
  g_mutex_unlock (&self->build_mutex);
  g_task_return_boolean (task, TRUE);
}

void
spt_connection_stop (SptConnection *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  spt_dispatch_close (self->dispatch);
  g_task_set_source_tag (task, spt_connection_stop);
  g_task_set_task_data (task, spt_connection_ref (self), (GDestroyNotify) spt_connection_unref);
  g_task_run_in_thread (task, stop_thread);
}

void
spt_connection_set_camera (SptConnection *self, gboolean on)
{
  self->camera_wanted = on;
  if (self->built && self->video_valve != NULL)
    spt_guard_set_wanted (self->guard, self->video_valve, on);
}

void
spt_connection_set_microphone (SptConnection *self, gboolean on)
{
  self->microphone_wanted = on;
  if (self->built && self->microphone_volume != NULL)
    g_object_set (self->microphone_volume, "mute", !on, NULL);
}
