/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptWrapUpPanel:
 *
 * What came of a visit, with notes; what was chosen and written is kept until it is completed.
 */
#define SPT_TYPE_WRAP_UP_PANEL (spt_wrap_up_panel_get_type ())
G_DECLARE_FINAL_TYPE (SptWrapUpPanel, spt_wrap_up_panel, SPT, WRAP_UP_PANEL, AdwBin)

GtkWidget *spt_wrap_up_panel_new (SptSession *session);
/* @ticket: (nullable): whose visit it is; another one empties the fields */
void spt_wrap_up_panel_show (SptWrapUpPanel *self, SptTicket *ticket);
/* To be called once a second while it is shown. */
void spt_wrap_up_panel_tick (SptWrapUpPanel *self);

G_END_DECLS
