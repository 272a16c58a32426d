/* SPDX-License-Identifier: EUPL-1.2 */
/* What -call and -media of the meeting know of each other. */
#pragma once

#include "model/spt-meeting-private.h"

G_BEGIN_DECLS

/* Whether this side's media are to run now. */
gboolean spt_meeting_wants_media (SptMeeting *self);
void spt_meeting_update_state (SptMeeting *self);
void spt_meeting_start_media (SptMeeting *self);
void spt_meeting_clear_signals (SptMeeting *self);

G_END_DECLS
