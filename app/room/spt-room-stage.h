/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptRoomStage:
 *
 * The pictures of a meeting: the other side's fills it, the own one stands in a corner, and a picture
 * that is absent or stands still is explained in words.
 */
#define SPT_TYPE_ROOM_STAGE (spt_room_stage_get_type ())
G_DECLARE_FINAL_TYPE (SptRoomStage, spt_room_stage, SPT, ROOM_STAGE, AdwBin)

void spt_room_stage_set_meeting (SptRoomStage *self, SptMeeting *meeting);
/* How many pixels at the bottom belong to the buttons. */
void spt_room_stage_set_reserved (SptRoomStage *self, int reserved);
/* To be called once a second: a picture that stands still is noticed here. */
void spt_room_stage_tick (SptRoomStage *self);

G_END_DECLS
