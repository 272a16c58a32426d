/* SPDX-License-Identifier: EUPL-1.2 */
/* What a citizen's window shows: home, booking, the waiting room, the meeting. */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

#define SPT_TYPE_CITIZEN_VIEW (spt_citizen_view_get_type ())
G_DECLARE_FINAL_TYPE (SptCitizenView, spt_citizen_view, SPT, CITIZEN_VIEW, AdwBin)

GtkWidget *spt_citizen_view_new (SptSession *session);
void spt_citizen_view_open_code (SptCitizenView *self, const char *code);

G_END_DECLS
