/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-frame-sink.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

static void
unmap_frame (gpointer data)
{
  GstVideoFrame *frame = data;

  gst_video_frame_unmap (frame);
  g_free (frame);
}

/* (transfer full) (nullable) */
static SptFrame *
frame_of_sample (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstCaps *caps = gst_sample_get_caps (sample);
  g_autoptr (GBytes) bytes = NULL;
  GstVideoFrame *frame;
  GstVideoInfo info;
  gsize stride, size;

  if (buffer == NULL || caps == NULL || !gst_video_info_from_caps (&info, caps))
    return NULL;
  frame = g_new (GstVideoFrame, 1);
  if (!gst_video_frame_map (frame, &info, buffer, GST_MAP_READ))
    {
      g_free (frame);
      return NULL;
    }
  stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0);
  size = stride * ((gsize) GST_VIDEO_FRAME_HEIGHT (frame) - 1)
         + (gsize) GST_VIDEO_FRAME_WIDTH (frame) * SPT_FRAME_BYTES_PER_PIXEL;
  bytes =
      g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (frame, 0), size, unmap_frame, frame);
  return spt_frame_new (bytes, GST_VIDEO_INFO_WIDTH (&info), GST_VIDEO_INFO_HEIGHT (&info), stride,
                        GST_BUFFER_PTS_IS_VALID (buffer) ? (gint64) GST_BUFFER_PTS (buffer) : -1);
}

static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer user_data)
{
  SptMailbox *mailbox = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  SptFrame *frame;

  if (sample == NULL)
    return GST_FLOW_OK;
  frame = frame_of_sample (sample);
  if (frame != NULL)
    spt_mailbox_put (mailbox, frame);
  return GST_FLOW_OK;
}

void
spt_frame_sink_connect (GstElement *appsink, SptMailbox *mailbox)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };

  gst_app_sink_set_callbacks (GST_APP_SINK (appsink), &callbacks, spt_mailbox_ref (mailbox),
                              (GDestroyNotify) spt_mailbox_unref);
}
