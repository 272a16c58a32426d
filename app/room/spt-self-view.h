/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "room/spt-video-paintable.h"

G_BEGIN_DECLS

/**
 * SptSelfView:
 *
 * The own picture in a corner of the room, mirrored by its paintable where
 * it is a camera's. It is dragged to another corner
 * with the pointer, or moved there with the arrow keys while it has the focus.
 *
 * Signals: `moved`: it wants another place; the overlay around it is to be allocated anew.
 */
#define SPT_TYPE_SELF_VIEW (spt_self_view_get_type ())
G_DECLARE_FINAL_TYPE (SptSelfView, spt_self_view, SPT, SELF_VIEW, AdwBin)

GtkWidget *spt_self_view_new (SptVideoPaintable *paintable);

/* Where it stands in an overlay of @width by @height pixels, of which the lowest @reserved are used
 * by something else. */
void
spt_self_view_place (SptSelfView *self, int width, int height, int reserved, GdkRectangle *place);

/* What is said in place of the picture; NULL while there is one. */
void spt_self_view_set_words (SptSelfView *self, const char *words);

G_END_DECLS
