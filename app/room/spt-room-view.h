/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptRoomView:
 *
 * The meeting as both sides see it: the other's picture, the own one in a corner, the buttons of the
 * call, the conversation and the documents beside it. It brings its own header bar.
 *
 * Properties: `session`, `meeting` (both construct-only), `embedded` (boolean: it is a part of a page
 * that has a header bar already: no window buttons of its own), `panel` (nullable string:
 * `conversation`, `documents`, or %NULL while no panel is open).
 *
 * It never ends by itself: who shows it follows #SptMeeting:state.
 */
#define SPT_TYPE_ROOM_VIEW (spt_room_view_get_type ())
G_DECLARE_FINAL_TYPE (SptRoomView, spt_room_view, SPT, ROOM_VIEW, AdwBin)

/**
 * spt_room_view_new:
 * @session: the window's session
 * @meeting: what is shown
 *
 * Returns: (transfer floating): a page for @meeting
 */
GtkWidget *spt_room_view_new (SptSession *session, SptMeeting *meeting);

/**
 * spt_room_view_set_embedded:
 * @self: a room
 * @embedded: whether the page around it has the window's buttons
 */
void spt_room_view_set_embedded (SptRoomView *self, gboolean embedded);

/**
 * spt_room_view_show_panel:
 * @self: a room
 * @panel: (nullable): `conversation`, `documents`, or %NULL to close it
 */
void spt_room_view_show_panel (SptRoomView *self, const char *panel);

G_END_DECLS
