/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptTimeGrid:
 *
 * The times of one day as buttons, grouped by the part of the day. Signal: `chosen` (int64, the
 * instant in microseconds).
 */
#define SPT_TYPE_TIME_GRID (spt_time_grid_get_type ())
G_DECLARE_FINAL_TYPE (SptTimeGrid, spt_time_grid, SPT, TIME_GRID, AdwBin)

GtkWidget *spt_time_grid_new (void);
void
spt_time_grid_set_times (SptTimeGrid *self, const gint64 *times, gsize n_times, GTimeZone *zone);
void spt_time_grid_set_selected (SptTimeGrid *self, gint64 instant);
gint64 spt_time_grid_get_selected (SptTimeGrid *self);

G_END_DECLS
