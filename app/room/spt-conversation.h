/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptConversation:
 *
 * What was written in a visit and a field to write more. Enter sends, Shift+Enter begins a new line.
 * While it is on the screen, what comes in counts as read.
 *
 * Properties: `meeting` (nullable), `zone` (GTimeZone boxed, nullable: in which times are shown; the
 * local one where it is not set).
 */
#define SPT_TYPE_CONVERSATION (spt_conversation_get_type ())
G_DECLARE_FINAL_TYPE (SptConversation, spt_conversation, SPT, CONVERSATION, AdwBin)

GtkWidget *spt_conversation_new (SptMeeting *meeting);
void spt_conversation_set_meeting (SptConversation *self, SptMeeting *meeting);
void spt_conversation_set_zone (SptConversation *self, GTimeZone *zone);
/* Puts the cursor into the field. */
void spt_conversation_focus_entry (SptConversation *self);

G_END_DECLS
