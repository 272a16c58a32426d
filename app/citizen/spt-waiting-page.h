/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptWaitingPage:
 *
 * The waiting room: the number, the position and the forecast; what to prepare; the conversation.
 */
#define SPT_TYPE_WAITING_PAGE (spt_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (SptWaitingPage, spt_waiting_page, SPT, WAITING_PAGE, AdwBin)

GtkWidget *spt_waiting_page_new (SptSession *session);

G_END_DECLS
