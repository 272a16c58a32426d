/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptPreferencesWindow:
 *
 * The few things that are chosen once: the counter's address, the style, sounds, remembered data.
 */
#define SPT_TYPE_PREFERENCES_WINDOW (spt_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SptPreferencesWindow,
                      spt_preferences_window,
                      SPT,
                      PREFERENCES_WINDOW,
                      AdwWindow)

GtkWidget *spt_preferences_window_new (GtkWindow *parent);

G_END_DECLS
