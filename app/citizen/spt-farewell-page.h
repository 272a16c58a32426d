/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptFarewellPage:
 *
 * The end of a visit: what was exchanged, what comes next.
 */
#define SPT_TYPE_FAREWELL_PAGE (spt_farewell_page_get_type ())
G_DECLARE_FINAL_TYPE (SptFarewellPage, spt_farewell_page, SPT, FAREWELL_PAGE, AdwBin)

GtkWidget *spt_farewell_page_new (SptSession *session);

void spt_farewell_page_show (SptFarewellPage *self);

G_END_DECLS
