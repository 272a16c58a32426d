/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptIncomingPage:
 *
 * The operator calls: answer, or not now.
 */
#define SPT_TYPE_INCOMING_PAGE (spt_incoming_page_get_type ())
G_DECLARE_FINAL_TYPE (SptIncomingPage, spt_incoming_page, SPT, INCOMING_PAGE, AdwBin)

GtkWidget *spt_incoming_page_new (SptSession *session);

void spt_incoming_page_set_meeting (SptIncomingPage *self, SptMeeting *meeting);

G_END_DECLS
