/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-media.h"

#include <gst/gst.h>

#include "call/spt-device-hub.h"

/* What a call cannot do without. Elements of capture and playback are looked for when they are
 * used, since test sources and silence can stand in for them. */
static const char *const needed_elements[] = {
  "webrtcbin",    "nicesrc",       "nicesink",      "dtlsdec",
  "dtlsenc",      "dtlssrtpdec",   "dtlssrtpenc",   "srtpdec",
  "srtpenc",      "sctpdec",       "sctpenc",       "rtpbin",
  "rtpfunnel",    "vp8enc",        "vp8dec",        "rtpvp8pay",
  "rtpvp8depay",  "rtprtxsend",    "rtprtxreceive", "opusenc",
  "opusdec",      "rtpopuspay",    "rtpopusdepay",  "tee",
  "queue",        "valve",         "capsfilter",    "fakesink",
  "appsink",      "volume",        "videoconvert",  "videoconvertscale",
  "videorate",    "imagefreeze",   "videotestsrc",  "audiotestsrc",
  "audioconvert", "audioresample",
};

/* Loaded beforehand where they are there, so that the first call does not wait for them. */
static const char *const welcome_elements[] = {
  "textoverlay", "clockoverlay", "giosrc", "pngdec", "jpegdec", "autoaudiosink", "webrtcdsp",
};

static GMutex prepare_mutex;
static int prepared;

static gboolean
load_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);
  g_autoptr (GstPluginFeature) loaded = NULL;

  if (factory == NULL)
    return FALSE;
  loaded = gst_plugin_feature_load (GST_PLUGIN_FEATURE (factory));
  return loaded != NULL;
}

static gboolean
load_elements (GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (needed_elements); i++)
    {
      if (load_element (needed_elements[i]))
        continue;
      if (missing->len > 0)
        g_string_append (missing, ", ");
      g_string_append (missing, needed_elements[i]);
    }
  if (missing->len > 0)
    {
      g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_PLUGIN_MISSING,
                   "Missing media plugins: %s", missing->str);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (welcome_elements); i++)
    load_element (welcome_elements[i]);
  return TRUE;
}

/* The DTLS plugin makes one certificate a process at the first use (67–212 ms of RSA) and keeps
 * it; reading the property is such a use. */
static gboolean
make_certificate (GError **error)
{
  g_autoptr (GstElement) decoder = gst_element_factory_make ("dtlsdec", NULL);
  g_autofree char *pem = NULL;

  if (decoder != NULL)
    {
      gst_object_ref_sink (decoder);
      g_object_get (decoder, "pem", &pem, NULL);
    }
  if (pem != NULL)
    return TRUE;
  g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED,
                       "The certificate for calls could not be made");
  return FALSE;
}

static gboolean
prepare (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&prepare_mutex);

  if (g_atomic_int_get (&prepared))
    return TRUE;
  if (!gst_init_check (NULL, NULL, error) || !load_elements (error) || !make_certificate (error))
    return FALSE;
  spt_device_hub_start ();
  g_atomic_int_set (&prepared, TRUE);
  return TRUE;
}

static void
prepare_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (prepare (&error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
spt_media_prepare_async (GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, spt_media_prepare_async);
  g_task_run_in_thread (task, prepare_thread);
}

gboolean
spt_media_prepare_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
spt_media_is_prepared (void)
{
  return g_atomic_int_get (&prepared);
}
