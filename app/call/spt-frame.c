/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-frame.h"

G_DEFINE_BOXED_TYPE (SptFrame, spt_frame, spt_frame_ref, spt_frame_unref)

static void
spt_frame_clear (gpointer data)
{
  SptFrame *self = data;

  g_bytes_unref (self->bytes);
}

SptFrame *
spt_frame_new (GBytes *bytes, int width, int height, gsize stride, gint64 pts)
{
  SptFrame *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (stride >= (gsize) width * SPT_FRAME_BYTES_PER_PIXEL, NULL);
  g_return_val_if_fail (g_bytes_get_size (bytes) >= stride * ((gsize) height - 1)
                                                        + (gsize) width * SPT_FRAME_BYTES_PER_PIXEL,
                        NULL);

  self = g_atomic_rc_box_new0 (SptFrame);
  self->bytes = g_bytes_ref (bytes);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->pts = pts;
  return self;
}

SptFrame *
spt_frame_ref (SptFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
spt_frame_unref (SptFrame *self)
{
  g_atomic_rc_box_release_full (self, spt_frame_clear);
}
