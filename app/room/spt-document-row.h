/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptDocumentRow:
 *
 * One document of a visit: what it is, how far it has come, and what can be done with it. A received
 * one can be dragged out of the window.
 */
#define SPT_TYPE_DOCUMENT_ROW (spt_document_row_get_type ())
G_DECLARE_FINAL_TYPE (SptDocumentRow, spt_document_row, SPT, DOCUMENT_ROW, GtkListBoxRow)

GtkWidget *spt_document_row_new (SptMeeting *meeting, SptDocument *document);

G_END_DECLS
