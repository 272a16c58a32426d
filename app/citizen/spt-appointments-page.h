/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptAppointmentsPage:
 *
 * The appointments of this citizen as cards, the next ones first.
 */
#define SPT_TYPE_APPOINTMENTS_PAGE (spt_appointments_page_get_type ())
G_DECLARE_FINAL_TYPE (SptAppointmentsPage, spt_appointments_page, SPT, APPOINTMENTS_PAGE, AdwBin)

GtkWidget *spt_appointments_page_new (SptSession *session);

G_END_DECLS
