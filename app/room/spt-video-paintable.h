/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gtk/gtk.h>

#include "call/spt-frame.h"

G_BEGIN_DECLS

/**
 * SptVideoPaintable:
 *
 * The newest picture of a call, for a GtkPicture. The pixels stay where the media engine has them:
 * nothing is copied on the main thread, and a texture is made only for a frame that is drawn.
 *
 * Properties: `mirrored` (boolean), `has-picture` (boolean, read-only).
 */
#define SPT_TYPE_VIDEO_PAINTABLE (spt_video_paintable_get_type ())
G_DECLARE_FINAL_TYPE (SptVideoPaintable, spt_video_paintable, SPT, VIDEO_PAINTABLE, GObject)

SptVideoPaintable *spt_video_paintable_new (void);

/**
 * spt_video_paintable_set_frame:
 * @self: a paintable
 * @frame: (nullable): the picture to show from now on; %NULL shows nothing
 *
 * Keeps a reference on @frame in the place of the one before it.
 */
void spt_video_paintable_set_frame (SptVideoPaintable *self, SptFrame *frame);

void spt_video_paintable_set_mirrored (SptVideoPaintable *self, gboolean mirrored);
gboolean spt_video_paintable_get_mirrored (SptVideoPaintable *self);
gboolean spt_video_paintable_get_has_picture (SptVideoPaintable *self);

G_END_DECLS
