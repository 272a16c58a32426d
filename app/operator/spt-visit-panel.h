/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptVisitPanel:
 *
 * Who is at the desk: person, reason, what was to be prepared, what was received.
 */
#define SPT_TYPE_VISIT_PANEL (spt_visit_panel_get_type ())
G_DECLARE_FINAL_TYPE (SptVisitPanel, spt_visit_panel, SPT, VISIT_PANEL, AdwBin)

GtkWidget *spt_visit_panel_new (SptSession *session);
/* Both may be NULL: nobody is at the desk. */
void spt_visit_panel_show (SptVisitPanel *self, SptTicket *ticket, SptMeeting *meeting);

G_END_DECLS
