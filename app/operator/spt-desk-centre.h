/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptDeskCentre:
 *
 * The middle of the desk: what the operator is doing. Idle it says what comes next, then it rings, is
 * the meeting, and asks what came of it. Its property `crowded` (boolean, read-only) is %TRUE while
 * the meeting shows a panel beside the picture: then it wants the room of the queue.
 */
#define SPT_TYPE_DESK_CENTRE (spt_desk_centre_get_type ())
G_DECLARE_FINAL_TYPE (SptDeskCentre, spt_desk_centre, SPT, DESK_CENTRE, AdwBin)

GtkWidget *spt_desk_centre_new (SptSession *session);
gboolean spt_desk_centre_get_crowded (SptDeskCentre *self);
/* Follows the desk, its meeting and the length of the queue. */
void spt_desk_centre_update (SptDeskCentre *self);

G_END_DECLS
