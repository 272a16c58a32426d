/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptRingingPanel:
 *
 * Who is rung for and how long still. Its buttons are the actions `desk.recall` and
 * `desk.cancel-call` of the page around it.
 */
#define SPT_TYPE_RINGING_PANEL (spt_ringing_panel_get_type ())
G_DECLARE_FINAL_TYPE (SptRingingPanel, spt_ringing_panel, SPT, RINGING_PANEL, AdwBin)

GtkWidget *spt_ringing_panel_new (void);
void spt_ringing_panel_show (SptRingingPanel *self, SptTicket *ticket, SptMeeting *meeting);
/* To be called once a second while it is shown. */
void spt_ringing_panel_tick (SptRingingPanel *self);

G_END_DECLS
