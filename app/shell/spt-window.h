/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptWindow:
 *
 * A citizen's or an operator's window, by the mode of its session. It tells of a service that is away,
 * rings and notifies, keeps the machine awake in a call and remembers its size.
 *
 * Properties: `session` (SptSession, nullable: until it is known where the counter is, the window
 * asks for it).
 * Signals: `server-chosen` (const char *base_url): the address was given.
 * Actions: `win.toast` (s) says something in passing.
 */
#define SPT_TYPE_WINDOW (spt_window_get_type ())
G_DECLARE_FINAL_TYPE (SptWindow, spt_window, SPT, WINDOW, AdwApplicationWindow)

/* @keep_size: whether the size is remembered, which several windows of a demonstration do not. */
SptWindow *spt_window_new (GtkApplication *application, SptSessionMode mode, gboolean keep_size);

SptSession *spt_window_get_session (SptWindow *self);
void spt_window_set_session (SptWindow *self, SptSession *session);

/* The page of a citizen or an operator: SptCitizenView, SptOperatorView. (nullable) */
GtkWidget *spt_window_get_view (SptWindow *self);
SptSessionMode spt_window_get_mode (SptWindow *self);

G_END_DECLS
