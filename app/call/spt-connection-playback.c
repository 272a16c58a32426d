/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

#include "call/spt-device-hub.h"
#include "call/spt-frame-sink.h"

/* No picture of a call is larger than this; a sender who says otherwise wants our memory. */
#define MAX_PIXELS (1920 * 1200)

/* The chains are made with the pipeline, before anything comes in, so that the first packet finds
 * a decoder that is ready. */
static const char video_chain[] =
    "queue name=input max-size-buffers=0 max-size-bytes=0 max-size-time=1000000000 "
    "! rtpvp8depay name=depayloader request-keyframe=true wait-for-keyframe=true "
    "! vp8dec name=decoder max-errors=-1 threads=1 "
    "! queue max-size-buffers=3 max-size-bytes=0 max-size-time=0 "
    "! videoconvert ! capsfilter caps=video/x-raw,format=" SPT_FRAME_FORMAT " "
    "! appsink name=sink max-buffers=1 drop=true sync=true async=false enable-last-sample=false";

static const char audio_chain[] =
    "queue name=input max-size-buffers=0 max-size-bytes=0 max-size-time=1000000000 "
    "! rtpopusdepay ! opusdec plc=true max-errors=-1 ! audioconvert ! audioresample "
    "! capsfilter name=format caps=audio/x-raw,format=S16LE,rate=48000";

/* Reads the size out of a VP8 key frame's header (RFC 6386, section 9.1). */
static GstPadProbeReturn
limit_size_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  guint8 header[10];
  guint width, height;

  if (gst_buffer_extract (buffer, 0, header, sizeof header) != sizeof header
      || (header[0] & 1) != 0)
    return GST_PAD_PROBE_OK;
  width = GST_READ_UINT16_LE (header + 6) & 0x3fff;
  height = GST_READ_UINT16_LE (header + 8) & 0x3fff;
  return width * height <= MAX_PIXELS ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
}

static GstPadProbeReturn
decoded_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  SptCallCounters *counters = user_data;

  if (atomic_fetch_add (&counters->decoded, 1) == 0)
    atomic_store (&counters->first_frame_time, g_get_monotonic_time ());
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
packet_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  SptConnection *self = user_data;

  atomic_store (&self->last_packet_time, g_get_monotonic_time ());
  return GST_PAD_PROBE_OK;
}

static void
expose_input (SptConnection *self, GstElement *bin)
{
  g_autoptr (GstElement) input = gst_bin_get_by_name (GST_BIN (bin), "input");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (input, "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, packet_cb,
                     spt_connection_ref (self), (GDestroyNotify) spt_connection_unref);
  gst_element_add_pad (bin, gst_ghost_pad_new ("sink", pad));
}

static gboolean
add_video (SptConnection *self, GError **error)
{
  GstElement *bin = gst_parse_bin_from_description (video_chain, FALSE, error);
  g_autoptr (GstElement) depayloader = NULL;
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstPad) encoded = NULL;
  g_autoptr (GstPad) decoded = NULL;

  if (bin == NULL)
    return FALSE;
  self->remote_video = gst_object_ref (bin);
  gst_bin_add (GST_BIN (self->pipeline), bin);
  expose_input (self, bin);

  depayloader = gst_bin_get_by_name (GST_BIN (bin), "depayloader");
  encoded = gst_element_get_static_pad (depayloader, "src");
  gst_pad_add_probe (encoded, GST_PAD_PROBE_TYPE_BUFFER, limit_size_cb, NULL, NULL);
  decoder = gst_bin_get_by_name (GST_BIN (bin), "decoder");
  decoded = gst_element_get_static_pad (decoder, "src");
  gst_pad_add_probe (decoded, GST_PAD_PROBE_TYPE_BUFFER, decoded_cb,
                     g_atomic_rc_box_acquire (self->counters),
                     (GDestroyNotify) g_atomic_rc_box_release);
  sink = gst_bin_get_by_name (GST_BIN (bin), "sink");
  spt_frame_sink_connect (sink, self->remote_box);
  return TRUE;
}

/* The chosen loudspeaker, or one that swallows the sound in its own time. */
static GstElement *
make_speaker (SptConnection *self)
{
  g_autoptr (GstDevice) device = NULL;
  GstElement *sink = NULL;

  if (!self->settings->test_sources)
    device = spt_device_hub_find (SPT_DEVICE_KIND_SPEAKER, self->settings->speaker_id);
  if (device != NULL)
    sink = gst_device_create_element (device, NULL);
  if (sink != NULL && gst_element_set_state (sink, GST_STATE_READY) == GST_STATE_CHANGE_FAILURE)
    {
      gst_element_set_state (sink, GST_STATE_NULL);
      gst_object_unref (gst_object_ref_sink (sink));
      sink = NULL;
    }
  if (sink == NULL)
    {
      sink = gst_element_factory_make ("fakesink", NULL);
      g_object_set (sink, "sync", TRUE, "async", FALSE, NULL);
      return sink;
    }
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "async") != NULL)
    g_object_set (sink, "async", FALSE, NULL);
  return sink;
}

static gboolean
add_audio (SptConnection *self, GError **error)
{
  GstElement *bin = gst_parse_bin_from_description (audio_chain, FALSE, error);
  GstElement *speaker;
  GstElement *probe = NULL;
  GstElement *convert;
  g_autoptr (GstElement) format = NULL;

  if (bin == NULL)
    return FALSE;
  self->remote_audio = gst_object_ref (bin);
  gst_bin_add (GST_BIN (self->pipeline), bin);
  expose_input (self, bin);

  format = gst_bin_get_by_name (GST_BIN (bin), "format");
  convert = gst_element_factory_make ("audioconvert", NULL);
  speaker = make_speaker (self);
  gst_bin_add_many (GST_BIN (bin), convert, speaker, NULL);
  /* What the loudspeaker plays is taken out of the microphone's sound; without a microphone there
   * is nothing to take it out of. The name ties the two ends together in the process. */
  if (!self->settings->test_sources)
    probe = gst_element_factory_make ("webrtcechoprobe", NULL);
  if (probe != NULL)
    {
      g_autofree char *name = g_strconcat ("probe-", self->tag, NULL);

      gst_object_set_name (GST_OBJECT (probe), name);
      gst_bin_add (GST_BIN (bin), probe);
    }
  if (probe != NULL ? gst_element_link_many (format, probe, convert, speaker, NULL)
                    : gst_element_link_many (format, convert, speaker, NULL))
    return TRUE;
  g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED,
                       "The loudspeaker does not take the sound");
  return FALSE;
}

/* What nobody asked for is taken and thrown away: an unlinked pad would stop the others. */
static void
discard (SptConnection *self, GstPad *pad)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) target = NULL;

  g_object_set (sink, "async", FALSE, "sync", FALSE, NULL);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  target = gst_element_get_static_pad (sink, "sink");
  gst_pad_link (pad, target);
  gst_element_sync_state_with_parent (sink);
}

/* Called in a streaming thread, before anything flows through the pad. */
static void
pad_added_cb (GstElement *webrtc, GstPad *pad, gpointer user_data)
{
  SptConnection *self = user_data;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstPad) target = NULL;
  const char *media = NULL;
  GstElement *chain;

  if (GST_PAD_DIRECTION (pad) != GST_PAD_SRC)
    return;
  spt_guard_hold_pad (self->guard, pad);
  caps = gst_pad_get_current_caps (pad);
  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);
  if (gst_caps_get_size (caps) > 0)
    media = gst_structure_get_string (gst_caps_get_structure (caps, 0), "media");
  chain = g_strcmp0 (media, "video") == 0 ? self->remote_video : self->remote_audio;
  target = gst_element_get_static_pad (chain, "sink");
  if (gst_pad_is_linked (target) || gst_pad_link (pad, target) != GST_PAD_LINK_OK)
    discard (self, pad);
}

gboolean
spt_connection_add_playback (SptConnection *self, GError **error)
{
  if (!add_video (self, error) || !add_audio (self, error))
    return FALSE;
  g_signal_connect_data (self->webrtc, "pad-added", G_CALLBACK (pad_added_cb),
                         spt_connection_ref (self), spt_connection_unref_closure, 0);
  return TRUE;
}
