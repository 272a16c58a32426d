/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptWindowAlerts:
 *
 * What draws the attention of somebody who looks elsewhere: the ring and the notification of a call,
 * the notification of a message, and a machine that stays awake during a call.
 */
#define SPT_TYPE_WINDOW_ALERTS (spt_window_alerts_get_type ())
G_DECLARE_FINAL_TYPE (SptWindowAlerts, spt_window_alerts, SPT, WINDOW_ALERTS, GObject)

/* @window is borrowed and outlives it. */
SptWindowAlerts *spt_window_alerts_new (GtkWindow *window, SptSession *session);

/* Whether a call is being set up or is up. */
gboolean spt_window_alerts_get_in_call (SptWindowAlerts *self);

G_END_DECLS
