/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SPT_FRAME_FORMAT:
 *
 * The pixel format of every frame, by GStreamer's name: four bytes a pixel, red, green, blue and
 * alpha. Alpha is always 255, so the bytes are valid as %GDK_MEMORY_R8G8B8A8_PREMULTIPLIED too,
 * which is the form that GTK draws without converting the colours first.
 */
#define SPT_FRAME_FORMAT "RGBA"

#define SPT_FRAME_BYTES_PER_PIXEL 4

#define SPT_TYPE_FRAME (spt_frame_get_type ())

/**
 * SptFrame:
 * @bytes: the pixels, @height rows of @stride bytes (the last row may be shorter than @stride);
 *   memory of the media pipeline that is mapped as long as the bytes live, not a copy. Keep only
 *   the newest frame: a held one holds a buffer of the pipeline's pool
 * @width: in pixels
 * @height: in pixels
 * @stride: distance of two rows in bytes
 * @pts: presentation time in nanoseconds on the sender's pipeline, or -1 where it is not known
 *
 * One immutable picture. Reference counted; may be passed between threads.
 */
typedef struct
{
  GBytes *bytes;
  int width;
  int height;
  gsize stride;
  gint64 pts;
} SptFrame;

GType spt_frame_get_type (void) G_GNUC_CONST;

/**
 * spt_frame_new:
 * @bytes: the pixels
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 * @stride: distance of two rows in bytes
 * @pts: presentation time in nanoseconds or -1
 *
 * Returns: (transfer full): a frame over @bytes, which it references
 */
SptFrame *spt_frame_new (GBytes *bytes, int width, int height, gsize stride, gint64 pts);

/**
 * spt_frame_ref:
 * @self: a frame
 *
 * Returns: (transfer full): @self
 */
SptFrame *spt_frame_ref (SptFrame *self);

/**
 * spt_frame_unref:
 * @self: (transfer full): a frame
 */
void spt_frame_unref (SptFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptFrame, spt_frame_unref)

G_END_DECLS
