/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptHomePage:
 *
 * Where a citizen begins: a search for services, three ways in, the next appointment.
 */
#define SPT_TYPE_HOME_PAGE (spt_home_page_get_type ())
G_DECLARE_FINAL_TYPE (SptHomePage, spt_home_page, SPT, HOME_PAGE, AdwBin)

GtkWidget *spt_home_page_new (SptSession *session);

G_END_DECLS
