/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SptAdaptiveBin:
 *
 * One child, and a word about the room that there is: `narrow` (boolean, read-only) is %TRUE while the
 * width is below `threshold` (int, pixels, 600 by default); what has to look different when narrow
 * binds to it. The child may be asked to shrink to `smallest` (int, pixels, 320 by default) whatever it
 * wants while wide: it has the chance to change before the next frame.
 */
#define SPT_TYPE_ADAPTIVE_BIN (spt_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (SptAdaptiveBin, spt_adaptive_bin, SPT, ADAPTIVE_BIN, GtkWidget)

GtkWidget *spt_adaptive_bin_new (void);
GtkWidget *spt_adaptive_bin_get_child (SptAdaptiveBin *self);
void spt_adaptive_bin_set_child (SptAdaptiveBin *self, GtkWidget *child);
gboolean spt_adaptive_bin_get_narrow (SptAdaptiveBin *self);
int spt_adaptive_bin_get_threshold (SptAdaptiveBin *self);
void spt_adaptive_bin_set_threshold (SptAdaptiveBin *self, int threshold);
void spt_adaptive_bin_turn (SptAdaptiveBin *self, GtkOrientable *orientable);

G_END_DECLS
