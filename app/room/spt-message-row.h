/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptMessageRow:
 *
 * One message of the conversation. Signal: `resend` (SptMessage): it is to be sent again.
 */
#define SPT_TYPE_MESSAGE_ROW (spt_message_row_get_type ())
G_DECLARE_FINAL_TYPE (SptMessageRow, spt_message_row, SPT, MESSAGE_ROW, AdwBin)

GtkWidget *spt_message_row_new (void);
/* @zone: (nullable): in which its time is shown */
void spt_message_row_bind (SptMessageRow *self, SptMessage *message, GTimeZone *zone);
void spt_message_row_unbind (SptMessageRow *self);

G_END_DECLS
