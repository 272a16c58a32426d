/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptWalkInPage:
 *
 * Asking for an operator now: the service, a few data, and into the queue.
 */
#define SPT_TYPE_WALK_IN_PAGE (spt_walk_in_page_get_type ())
G_DECLARE_FINAL_TYPE (SptWalkInPage, spt_walk_in_page, SPT, WALK_IN_PAGE, AdwBin)

GtkWidget *spt_walk_in_page_new (SptSession *session);

void spt_walk_in_page_begin (SptWalkInPage *self, SptService *service);
gboolean spt_walk_in_page_back (SptWalkInPage *self);

G_END_DECLS
