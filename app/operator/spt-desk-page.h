/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptDeskPage:
 *
 * The operator's desk: the queue, the meeting, the visit; side by side, or three pages when narrow.
 * Actions: `desk.call-next`, `desk.recall`, `desk.cancel-call`, `desk.available`, `desk.pause` (s),
 * `desk.offline`, `desk.sign-out`.
 */
#define SPT_TYPE_DESK_PAGE (spt_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (SptDeskPage, spt_desk_page, SPT, DESK_PAGE, AdwBin)

GtkWidget *spt_desk_page_new (SptSession *session);

G_END_DECLS
