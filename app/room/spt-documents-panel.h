/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptDocumentsPanel:
 *
 * The documents of a visit in both directions, each with what can be done with it, and a button that
 * adds files. Files that are dropped come by an SptDropZone around the page.
 *
 * Properties: `meeting` (nullable).
 */
#define SPT_TYPE_DOCUMENTS_PANEL (spt_documents_panel_get_type ())
G_DECLARE_FINAL_TYPE (SptDocumentsPanel, spt_documents_panel, SPT, DOCUMENTS_PANEL, AdwBin)

GtkWidget *spt_documents_panel_new (SptMeeting *meeting);
void spt_documents_panel_set_meeting (SptDocumentsPanel *self, SptMeeting *meeting);

G_END_DECLS
