/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptQueuePanel:
 *
 * The queue that the operator serves, the next first.
 */
#define SPT_TYPE_QUEUE_PANEL (spt_queue_panel_get_type ())
G_DECLARE_FINAL_TYPE (SptQueuePanel, spt_queue_panel, SPT, QUEUE_PANEL, AdwBin)

GtkWidget *spt_queue_panel_new (SptSession *session);

G_END_DECLS
