/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptSlowSpinner:
 *
 * A spinner that keeps its place and turns only when a wait has lasted 300 ms, so that short waits do
 * not flicker. Property: `busy` (boolean).
 */
#define SPT_TYPE_SLOW_SPINNER (spt_slow_spinner_get_type ())
G_DECLARE_FINAL_TYPE (SptSlowSpinner, spt_slow_spinner, SPT, SLOW_SPINNER, AdwBin)

GtkWidget *spt_slow_spinner_new (void);
gboolean spt_slow_spinner_get_busy (SptSlowSpinner *self);
void spt_slow_spinner_set_busy (SptSlowSpinner *self, gboolean busy);

G_END_DECLS
