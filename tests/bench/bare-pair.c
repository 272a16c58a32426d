/* SPDX-License-Identifier: EUPL-1.2 */

/*
 * Measures what the media framework itself takes: two bare webrtcbin with their default settings
 * in one process, over loopback, with the test sources and the codecs of a call (VP8 640x480 at
 * 30/s, Opus), from "create-offer" to the first decoded picture on both sides. No thread hops, no
 * check of certificates, nothing prepared: the yardstick beside which engine-pair and the whole
 * system are read. Prints one JSON line; see bench-runs.h for the options.
 */
#define GST_USE_UNSTABLE_API
#include <gst/gst.h>
#include <gst/webrtc/webrtc.h>

#include "bench/bench-runs.h"

typedef struct _BareSide BareSide;

struct _BareSide
{
  GMutex mutex;
  GstElement *pipeline;
  GstElement *webrtc;
  BareSide *other;
  gint64 first_frame;
};

static const char sender_chains[] =
    "videotestsrc is-live=true pattern=gradient "
    "! video/x-raw,format=I420,width=640,height=480,framerate=30/1 "
    "! clockoverlay ! queue ! vp8enc deadline=1 cpu-used=8 threads=1 target-bitrate=800000 "
    "! rtpvp8pay ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! webrtc. "
    "audiotestsrc is-live=true wave=silence ! audio/x-raw,rate=48000,channels=1 ! queue "
    "! opusenc ! rtpopuspay ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 "
    "! webrtc. "
    "webrtcbin name=webrtc bundle-policy=max-bundle";

static GstPadProbeReturn
decoded_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  BareSide *self = user_data;

  g_mutex_lock (&self->mutex);
  if (self->first_frame == 0)
    {
      self->first_frame = g_get_monotonic_time ();
      g_main_context_wakeup (NULL);
    }
  g_mutex_unlock (&self->mutex);
  return GST_PAD_PROBE_OK;
}

static void
pad_added_cb (GstElement *webrtc, GstPad *pad, BareSide *self)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *media = gst_structure_get_string (gst_caps_get_structure (caps, 0), "media");
  gboolean is_video = g_strcmp0 (media, "video") == 0;
  GstElement *bin;
  g_autoptr (GstPad) sink = NULL;

  if (GST_PAD_DIRECTION (pad) != GST_PAD_SRC)
    return;
  bin = gst_parse_bin_from_description (
      is_video ? "queue ! rtpvp8depay ! vp8dec name=decoder ! fakesink sync=true async=false"
               : "queue ! rtpopusdepay ! opusdec ! fakesink sync=true async=false",
      TRUE, NULL);
  if (is_video)
    {
      g_autoptr (GstElement) decoder = gst_bin_get_by_name (GST_BIN (bin), "decoder");
      g_autoptr (GstPad) decoded = gst_element_get_static_pad (decoder, "src");

      gst_pad_add_probe (decoded, GST_PAD_PROBE_TYPE_BUFFER, decoded_cb, self, NULL);
    }
  gst_bin_add (GST_BIN (self->pipeline), bin);
  gst_element_sync_state_with_parent (bin);
  sink = gst_element_get_static_pad (bin, "sink");
  gst_pad_link (pad, sink);
}

static void
candidate_cb (GstElement *webrtc, guint m_line, const char *candidate, BareSide *self)
{
  g_signal_emit_by_name (self->other->webrtc, "add-ice-candidate", m_line, candidate);
}

static GstWebRTCSessionDescription *
get_description (GstPromise *promise, const char *field)
{
  GstWebRTCSessionDescription *description = NULL;

  if (gst_promise_wait (promise) == GST_PROMISE_RESULT_REPLIED)
    gst_structure_get (gst_promise_get_reply (promise), field, GST_TYPE_WEBRTC_SESSION_DESCRIPTION,
                       &description, NULL);
  if (description == NULL)
    g_error ("webrtcbin made no %s", field);
  return description;
}

/* Each description is set on the side that made it and on the other one, in the callbacks' own
 * threads: the shortest way there is. */
static void
answer_cb (GstPromise *promise, gpointer user_data)
{
  BareSide *self = user_data;
  GstWebRTCSessionDescription *answer = get_description (promise, "answer");

  g_signal_emit_by_name (self->webrtc, "set-local-description", answer, NULL);
  g_signal_emit_by_name (self->other->webrtc, "set-remote-description", answer, NULL);
  gst_webrtc_session_description_free (answer);
}

static void
offer_cb (GstPromise *promise, gpointer user_data)
{
  BareSide *self = user_data;
  GstWebRTCSessionDescription *offer = get_description (promise, "offer");
  g_autoptr (GstPromise) next = gst_promise_new_with_change_func (answer_cb, self->other, NULL);

  g_signal_emit_by_name (self->webrtc, "set-local-description", offer, NULL);
  g_signal_emit_by_name (self->other->webrtc, "set-remote-description", offer, NULL);
  g_signal_emit_by_name (self->other->webrtc, "create-answer", NULL, next);
  gst_webrtc_session_description_free (offer);
}

static BareSide *
bare_side_new (void)
{
  BareSide *self = g_new0 (BareSide, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) transceivers = NULL;
  g_autoptr (GstObject) ice = NULL;
  g_autoptr (GObject) agent = NULL;
  gboolean added = FALSE;

  g_mutex_init (&self->mutex);
  self->pipeline = gst_parse_launch (sender_chains, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  self->webrtc = gst_bin_get_by_name (GST_BIN (self->pipeline), "webrtc");
  g_signal_connect (self->webrtc, "pad-added", G_CALLBACK (pad_added_cb), self);
  g_signal_connect (self->webrtc, "on-ice-candidate", G_CALLBACK (candidate_cb), self);

  /* Loopback only: the agent leaves it out by itself, and would ask routers for ports. */
  g_object_get (self->webrtc, "ice-agent", &ice, NULL);
  g_object_get (ice, "agent", &agent, NULL);
  g_object_set (agent, "upnp", FALSE, "ice-tcp", FALSE, NULL);
  g_signal_emit_by_name (ice, "add-local-ip-address", "127.0.0.1", &added);
  return self;
}

static void
bare_side_free (BareSide *self)
{
  gst_object_unref (self->webrtc);
  gst_object_unref (self->pipeline);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gint64
first_frame_of (BareSide *self)
{
  gint64 time;

  g_mutex_lock (&self->mutex);
  time = self->first_frame;
  g_mutex_unlock (&self->mutex);
  return time;
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
wait_for_both (BareSide *a, BareSide *b, guint milliseconds)
{
  gboolean over = FALSE;
  guint id = g_timeout_add (milliseconds, give_up_cb, &over);

  while (!over && (first_frame_of (a) == 0 || first_frame_of (b) == 0))
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
  return !over;
}

static double
run_once (gpointer user_data)
{
  BareSide *a = bare_side_new ();
  BareSide *b = bare_side_new ();
  g_autoptr (GstPromise) promise = NULL;
  double milliseconds = -1;
  gboolean settle = FALSE;
  gint64 start;

  a->other = b;
  b->other = a;
  gst_element_set_state (a->pipeline, GST_STATE_PLAYING);
  gst_element_set_state (b->pipeline, GST_STATE_PLAYING);
  /* The payloaders' formats are known when the sources have run for a moment. */
  g_timeout_add (300, give_up_cb, &settle);
  while (!settle)
    g_main_context_iteration (NULL, TRUE);

  start = g_get_monotonic_time ();
  promise = gst_promise_new_with_change_func (offer_cb, a, NULL);
  g_signal_emit_by_name (a->webrtc, "create-offer", NULL, promise);
  if (wait_for_both (a, b, 15000))
    milliseconds = (double) (MAX (first_frame_of (a), first_frame_of (b)) - start) / 1000;
  gst_element_set_state (a->pipeline, GST_STATE_NULL);
  gst_element_set_state (b->pipeline, GST_STATE_NULL);
  bare_side_free (a);
  bare_side_free (b);
  return milliseconds;
}

int
main (int argc, char **argv)
{
  gst_init (NULL, NULL);
  return bench_runs_main (argc, argv, "bare-pair", run_once, NULL);
}
