/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

#include "call/spt-device-hub.h"
#include "call/spt-frame-sink.h"

/* The colours of the plain test picture: a soft blue-grey from above to below, as ARGB. */
#define BACKGROUND_TOP 0xff6f8fa6u
#define BACKGROUND_BOTTOM 0xff3c5266u

static void
set_if_there (GstElement *element, const char *property)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), property) != NULL)
    g_object_set (element, property, TRUE, NULL);
}

/* Opens a device to see whether it works; a busy camera is no camera. (transfer floating) */
static GstElement *
open_device (SptDeviceKind kind, const char *id)
{
  g_autoptr (GstDevice) device = spt_device_hub_find (kind, id);
  GstElement *source = device != NULL ? gst_device_create_element (device, NULL) : NULL;

  if (source != NULL && gst_element_set_state (source, GST_STATE_READY) == GST_STATE_CHANGE_FAILURE)
    {
      gst_element_set_state (source, GST_STATE_NULL);
      gst_object_unref (gst_object_ref_sink (source));
      source = NULL;
    }
  if (source != NULL)
    {
      /* PipeWire takes its memory back while a buffer of it is still in the pipeline, and some of
       * its cameras give no times. */
      set_if_there (source, "always-copy");
      set_if_there (source, "do-timestamp");
    }
  return source;
}

static gboolean
is_readable (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  return stream != NULL;
}

/* Makes one picture that is repeated in the asked-for rhythm: no pixel is computed twice. */
static GstElement *
make_test_picture (SptConnection *self, GError **error)
{
  const SptPeerSettings *settings = self->settings;
  gboolean has_file =
      settings->test_picture_uri != NULL && is_readable (settings->test_picture_uri);
  gboolean has_text = gst_element_factory_find ("textoverlay") != NULL
                      && gst_element_factory_find ("clockoverlay") != NULL;
  g_autofree char *description = NULL;
  g_autoptr (GstElement) origin = NULL;
  g_autoptr (GstElement) label = NULL;
  GstElement *bin;

  /* The words are put on the one picture, the clock on each repetition of it. */
  description = g_strdup_printf (
      "%s ! videoconvertscale ! video/x-raw,format=I420,width=%u,height=%u,pixel-aspect-ratio=1/1 "
      "%s ! imagefreeze is-live=true ! video/x-raw,framerate=%u/1 %s ! identity name=end",
      !has_file ? "videotestsrc name=origin num-buffers=1 pattern=gradient"
      : g_str_has_suffix (settings->test_picture_uri, ".svg") ? "giosrc name=origin ! rsvgdec"
                                                              : "giosrc name=origin ! pngdec",
      settings->width, settings->height,
      has_text ? "! textoverlay name=label halignment=left valignment=bottom line-alignment=left "
                 "xpad=24 "
                 "draw-outline=false ypad=28 font-desc=\"Sans 16\""
               : "",
      settings->frame_rate,
      has_text ? "! clockoverlay halignment=right valignment=top xpad=20 ypad=16 "
                 "time-format=%H:%M:%S draw-outline=false font-desc=\"Sans 14\""
               : "");
  bin = gst_parse_bin_from_description (description, FALSE, error);
  if (bin == NULL)
    return NULL;
  origin = gst_bin_get_by_name (GST_BIN (bin), "origin");
  if (has_file)
    g_object_set (origin, "location", settings->test_picture_uri, NULL);
  else
    g_object_set (origin, "background-color", BACKGROUND_TOP, "foreground-color", BACKGROUND_BOTTOM,
                  NULL);
  label = gst_bin_get_by_name (GST_BIN (bin), "label");
  if (label != NULL)
    g_object_set (label, "text", settings->test_label != NULL ? settings->test_label : "", NULL);
  return bin;
}

/* Cameras that give only JPEG at full rate are decoded, others taken as they are. */
static const char *
camera_decoder (GstElement *source)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");
  g_autoptr (GstCaps) caps = pad != NULL ? gst_pad_query_caps (pad, NULL) : NULL;
  g_autoptr (GstCaps) raw =
      gst_caps_from_string ("video/x-raw,width=(int)[640,1920],framerate=(fraction)[15/1,120/1]");
  g_autoptr (GstCaps) jpeg = gst_caps_new_empty_simple ("image/jpeg");

  if (caps != NULL && !gst_caps_can_intersect (caps, raw) && gst_caps_can_intersect (caps, jpeg))
    return "image/jpeg ! jpegdec max-errors=-1";
  return "video/x-raw";
}

static GstElement *
make_camera_bin (SptConnection *self, GstElement *source, GError **error)
{
  g_autofree char *description =
      g_strdup_printf ("capsfilter name=start caps=%s ! queue leaky=downstream max-size-buffers=2 "
                       "! videoconvertscale ! videorate skip-to-first=true "
                       "! video/x-raw,format=I420,width=%u,height=%u,framerate=%u/1,"
                       "pixel-aspect-ratio=1/1 ! identity name=end",
                       camera_decoder (source), self->settings->width, self->settings->height,
                       self->settings->frame_rate);
  GstElement *bin = gst_parse_bin_from_description (description, FALSE, error);
  g_autoptr (GstElement) start = NULL;

  if (bin == NULL)
    return NULL;
  start = gst_bin_get_by_name (GST_BIN (bin), "start");
  gst_bin_add (GST_BIN (bin), source);
  if (gst_element_link (source, start))
    return bin;
  g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED,
                       "The camera's form of picture is not known");
  gst_object_unref (gst_object_ref_sink (bin));
  return NULL;
}

/* Puts a tee behind the element called "end" of a source's bin, outside of it. */
static GstElement *
add_with_tee (SptConnection *self, GstElement *bin)
{
  GstElement *tee = gst_element_factory_make ("tee", NULL);
  g_autoptr (GstElement) end = gst_bin_get_by_name (GST_BIN (bin), "end");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (end, "src");

  g_object_set (tee, "allow-not-linked", TRUE, NULL);
  gst_element_add_pad (bin, gst_ghost_pad_new ("src", pad));
  gst_bin_add_many (GST_BIN (self->pipeline), bin, tee, NULL);
  if (!gst_element_link (bin, tee))
    g_warning ("A source could not be linked");
  return gst_object_ref (tee);
}

static gboolean
add_own_picture (SptConnection *self, GError **error)
{
  static const char chain[] =
      "queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0 "
      "! videoconvert ! capsfilter caps=video/x-raw,format=" SPT_FRAME_FORMAT " "
      "! appsink name=sink max-buffers=1 drop=true sync=false async=false "
      "enable-last-sample=false";
  GstElement *bin = gst_parse_bin_from_description (chain, TRUE, error);
  g_autoptr (GstElement) sink = NULL;

  if (bin == NULL)
    return FALSE;
  gst_bin_add (GST_BIN (self->pipeline), bin);
  sink = gst_bin_get_by_name (GST_BIN (bin), "sink");
  spt_frame_sink_connect (sink, self->local_box);
  return gst_element_link (self->video_tee, bin);
}

static gboolean
add_camera (SptConnection *self, GError **error)
{
  GstElement *bin = NULL;
  GstElement *source = NULL;

  if (!self->settings->test_sources)
    source = open_device (SPT_DEVICE_KIND_CAMERA, self->settings->camera_id);
  if (source != NULL)
    {
      g_autoptr (GError) why = NULL;

      bin = make_camera_bin (self, source, &why);
      if (bin == NULL)
        g_info ("The camera cannot be used: %s", why->message);
      else
        self->camera_source = gst_object_ref (source);
    }
  self->has_camera = bin != NULL;
  if (bin == NULL)
    bin = make_test_picture (self, error);
  if (bin == NULL)
    return FALSE;
  self->video_tee = add_with_tee (self, bin);
  return add_own_picture (self, error);
}

/* The microphone's way: cleaned of the loudspeaker's echo where the filter is there. */
static char *
microphone_chain (SptConnection *self)
{
  g_autofree char *probe = g_strconcat ("probe-", self->tag, NULL);
  gboolean has_filter = gst_element_factory_find ("webrtcdsp") != NULL
                        && gst_element_factory_find ("webrtcechoprobe") != NULL;

  if (!has_filter)
    return g_strdup (
        "audioconvert name=start ! audioresample "
        "! audio/x-raw,rate=48000,channels=1 ! volume name=volume ! identity name=end");
  return g_strdup_printf ("audioconvert name=start ! audioresample "
                          "! audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=1 "
                          "! webrtcdsp probe=%s ! volume name=volume ! identity name=end",
                          probe);
}

static gboolean
add_microphone (SptConnection *self, GError **error)
{
  GstElement *source = NULL;
  GstElement *bin;
  g_autofree char *description = NULL;
  g_autoptr (GstElement) start = NULL;

  if (!self->settings->test_sources)
    source = open_device (SPT_DEVICE_KIND_MICROPHONE, self->settings->microphone_id);
  self->has_microphone = source != NULL;
  if (source != NULL)
    {
      description = microphone_chain (self);
      self->microphone_source = gst_object_ref (source);
    }
  else
    description = g_strdup ("audiotestsrc is-live=true wave=silence samplesperbuffer=960 "
                            "! audio/x-raw,rate=48000,channels=1 ! volume name=volume "
                            "! identity name=end");
  bin = gst_parse_bin_from_description (description, FALSE, error);
  if (bin == NULL)
    {
      if (source != NULL)
        gst_object_unref (gst_object_ref_sink (source));
      return FALSE;
    }
  if (source != NULL)
    {
      start = gst_bin_get_by_name (GST_BIN (bin), "start");
      gst_bin_add (GST_BIN (bin), source);
      gst_element_link (source, start);
    }
  self->microphone_volume = gst_bin_get_by_name (GST_BIN (bin), "volume");
  self->audio_tee = add_with_tee (self, bin);
  return TRUE;
}

gboolean
spt_connection_add_capture (SptConnection *self, GError **error)
{
  if (self->settings->with_video && !add_camera (self, error))
    return FALSE;
  return add_microphone (self, error);
}

static GstPadProbeReturn
encoded_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  SptCallCounters *counters = user_data;

  atomic_fetch_add (&counters->encoded, 1);
  return GST_PAD_PROBE_OK;
}

static void
count_encoded (SptConnection *self, GstElement *bin)
{
  g_autoptr (GstElement) encoder = gst_bin_get_by_name (GST_BIN (bin), "encoder");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (encoder, "src");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, encoded_cb,
                     g_atomic_rc_box_acquire (self->counters),
                     (GDestroyNotify) g_atomic_rc_box_release);
}

/* Hands an encoder's bin to the network side, with the one codec that is to be negotiated. */
static gboolean
link_sender (SptConnection *self,
             GstElement *tee,
             GstElement *bin,
             const char *preference,
             GError **error)
{
  g_autoptr (GstPad) source = gst_element_get_static_pad (bin, "src");
  g_autoptr (GstPad) sink = gst_element_request_pad_simple (self->webrtc, "sink_%u");
  g_autoptr (GstCaps) caps = gst_caps_from_string (preference);
  g_autoptr (GstWebRTCRTPTransceiver) transceiver = NULL;
  gboolean linked = sink != NULL && gst_pad_link (source, sink) == GST_PAD_LINK_OK;

  if (linked)
    {
      g_object_get (sink, "transceiver", &transceiver, NULL);
      /* Without the payload type here, retransmission may take the other medium's number. */
      g_object_set (transceiver, "codec-preferences", caps, "do-nack", tee == self->video_tee,
                    NULL);
      linked = gst_element_sync_state_with_parent (bin) && gst_element_link (tee, bin);
    }
  if (!linked)
    g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED,
                         "An encoder could not be linked");
  return linked;
}

static gboolean
add_sender (SptConnection *self,
            GstElement *tee,
            const char *chain,
            const char *preference,
            gboolean wanted,
            GstElement **valve,
            GError **error)
{
  GstElement *bin = gst_parse_bin_from_description (chain, TRUE, error);

  if (bin == NULL)
    return FALSE;
  *valve = gst_bin_get_by_name (GST_BIN (bin), "valve");
  spt_guard_add_valve (self->guard, *valve, wanted);
  if (tee == self->video_tee)
    count_encoded (self, bin);
  gst_bin_add (GST_BIN (self->pipeline), bin);
  return link_sender (self, tee, bin, preference, error);
}

static gboolean
add_video_sender (SptConnection *self, int payload, GError **error)
{
  g_autofree char *chain = NULL;
  g_autofree char *preference = NULL;

  chain = g_strdup_printf (
      "queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0 "
      "! valve name=valve drop=true drop-mode=forward-sticky-events "
      "! vp8enc name=encoder deadline=1 cpu-used=8 threads=1 lag-in-frames=0 end-usage=cbr "
      "target-bitrate=%u keyframe-max-dist=300 error-resilient=default "
      "! rtpvp8pay pt=%d mtu=1200 picture-id-mode=15-bit "
      "! capsfilter "
      "caps=application/x-rtp,media=video,encoding-name=VP8,payload=%d,clock-rate=90000",
      self->settings->video_bit_rate, payload, payload);
  preference = g_strdup_printf (
      "application/x-rtp,media=video,encoding-name=VP8,payload=%d,clock-rate=90000", payload);
  return add_sender (self, self->video_tee, chain, preference, self->camera_wanted,
                     &self->video_valve, error);
}

static gboolean
add_audio_sender (SptConnection *self, int payload, GError **error)
{
  g_autofree char *chain = NULL;
  g_autofree char *preference = NULL;
  g_autoptr (GstElement) valve = NULL;

  chain = g_strdup_printf (
      "queue leaky=downstream max-size-buffers=10 max-size-bytes=0 max-size-time=0 "
      "! valve name=valve drop=true drop-mode=forward-sticky-events "
      "! opusenc name=encoder audio-type=voice bitrate=32000 inband-fec=true frame-size=20 "
      "! rtpopuspay pt=%d "
      "! capsfilter "
      "caps=application/x-rtp,media=audio,encoding-name=OPUS,payload=%d,clock-rate=48000",
      payload, payload);
  preference = g_strdup_printf ("application/x-rtp,media=audio,encoding-name=OPUS,payload=%d,"
                                "clock-rate=48000,encoding-params=(string)2",
                                payload);
  return add_sender (self, self->audio_tee, chain, preference, TRUE, &valve, error);
}

gboolean
spt_connection_add_senders (SptConnection *self,
                            int video_payload,
                            int audio_payload,
                            GError **error)
{
  if (audio_payload >= 0 && !add_audio_sender (self, audio_payload, error))
    return FALSE;
  if (self->video_tee != NULL && video_payload >= 0)
    return add_video_sender (self, video_payload, error);
  return TRUE;
}
