/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-ringer.h"

#include <gst/gst.h>

#include "call/spt-device-hub.h"

/* Two soft tones, a third apart, one after the other; then a pause. */
#define LOW_TONE 523.25
#define HIGH_TONE 659.26
#define VOLUME 0.18
#define STEP_MS 350
#define PAUSE_STEPS 4

struct _SptRinger
{
  GObject parent_instance;

  /* Owned */
  GCancellable *cancellable;
  GstElement *pipeline;
  GSource *timer;

  guint step;
  gboolean ringing;
  gboolean audible;
};

enum
{
  PROP_0,
  PROP_RINGING,
  PROP_AUDIBLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptRinger, spt_ringer, G_TYPE_OBJECT)

static void
set_flag (SptRinger *self, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static gboolean
step_cb (gpointer user_data)
{
  SptRinger *self = user_data;
  guint step = self->step++ % (2 + PAUSE_STEPS);
  g_autoptr (GstElement) tone = gst_bin_get_by_name (GST_BIN (self->pipeline), "tone");

  if (step < 2)
    g_object_set (tone, "freq", step == 0 ? LOW_TONE : HIGH_TONE, "volume", VOLUME, NULL);
  else
    g_object_set (tone, "volume", 0.0, NULL);
  return G_SOURCE_CONTINUE;
}

static void
silence_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  gst_element_set_state (task_data, GST_STATE_NULL);
  g_task_return_boolean (task, TRUE);
}

/* Takes the pipeline (transfer full) down where it does not stop the main context. */
static void
silence (GstElement *pipeline)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, silence);
  g_task_set_task_data (task, pipeline, gst_object_unref);
  g_task_run_in_thread (task, silence_thread);
}

static void
pipeline_free (gpointer data)
{
  gst_element_set_state (data, GST_STATE_NULL);
  gst_object_unref (data);
}

/* Opens the loudspeaker, which may take a while; gives no pipeline where there is none. */
static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GstDevice) device = spt_device_hub_find (SPT_DEVICE_KIND_SPEAKER, NULL);
  g_autoptr (GstElement) pipeline = NULL;
  GstElement *chain, *sink;

  sink = device != NULL ? gst_device_create_element (device, NULL) : NULL;
  if (sink == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add (GST_BIN (pipeline), sink);
  chain = gst_parse_bin_from_description ("audiotestsrc name=tone is-live=true volume=0 "
                                          "! audio/x-raw,rate=48000 ! audioconvert "
                                          "! audioresample",
                                          TRUE, NULL);
  if (chain != NULL)
    gst_bin_add (GST_BIN (pipeline), chain);
  if (chain == NULL || !gst_element_link (chain, sink)
      || gst_element_set_state (pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      gst_element_set_state (pipeline, GST_STATE_NULL);
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&pipeline), pipeline_free);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SptRinger *self = SPT_RINGER (source);
  g_autoptr (GMainContext) context = NULL;
  GstElement *pipeline = g_task_propagate_pointer (G_TASK (result), NULL);

  if (pipeline == NULL)
    return;
  context = g_main_context_ref_thread_default ();
  self->pipeline = pipeline;
  self->step = 0;
  self->timer = g_timeout_source_new (STEP_MS);
  g_source_set_callback (self->timer, step_cb, self, NULL);
  g_source_attach (self->timer, context);
  step_cb (self);
  set_flag (self, &self->audible, TRUE, PROP_AUDIBLE);
}

SptRinger *
spt_ringer_new (void)
{
  return g_object_new (SPT_TYPE_RINGER, NULL);
}

void
spt_ringer_start (SptRinger *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SPT_IS_RINGER (self));

  if (self->ringing)
    return;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, opened_cb, NULL);
  g_task_set_source_tag (task, spt_ringer_start);
  g_task_run_in_thread (task, open_thread);
  set_flag (self, &self->ringing, TRUE, PROP_RINGING);
}

void
spt_ringer_stop (SptRinger *self)
{
  g_return_if_fail (SPT_IS_RINGER (self));

  if (!self->ringing)
    return;
  /* An opening that is under way gives its pipeline back by itself. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  if (self->pipeline != NULL)
    silence (g_steal_pointer (&self->pipeline));
  g_object_freeze_notify (G_OBJECT (self));
  set_flag (self, &self->audible, FALSE, PROP_AUDIBLE);
  set_flag (self, &self->ringing, FALSE, PROP_RINGING);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
spt_ringer_get_ringing (SptRinger *self)
{
  g_return_val_if_fail (SPT_IS_RINGER (self), FALSE);

  return self->ringing;
}

gboolean
spt_ringer_get_audible (SptRinger *self)
{
  g_return_val_if_fail (SPT_IS_RINGER (self), FALSE);

  return self->audible;
}

static void
spt_ringer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptRinger *self = SPT_RINGER (object);

  switch (id)
    {
    case PROP_RINGING:
      g_value_set_boolean (value, self->ringing);
      break;
    case PROP_AUDIBLE:
      g_value_set_boolean (value, self->audible);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_ringer_dispose (GObject *object)
{
  spt_ringer_stop (SPT_RINGER (object));

  G_OBJECT_CLASS (spt_ringer_parent_class)->dispose (object);
}

static void
spt_ringer_class_init (SptRingerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_ringer_get_property;
  object_class->dispose = spt_ringer_dispose;
  props[PROP_RINGING] = g_param_spec_boolean ("ringing", NULL, NULL, FALSE, flags);
  props[PROP_AUDIBLE] = g_param_spec_boolean ("audible", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_ringer_init (SptRinger *self)
{
}
