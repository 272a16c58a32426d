/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptConfirmationPage:
 *
 * What was booked: the code, what to prepare, what happens next.
 */
#define SPT_TYPE_CONFIRMATION_PAGE (spt_confirmation_page_get_type ())
G_DECLARE_FINAL_TYPE (SptConfirmationPage, spt_confirmation_page, SPT, CONFIRMATION_PAGE, AdwBin)

GtkWidget *spt_confirmation_page_new (SptSession *session);

void spt_confirmation_page_set_appointment (SptConfirmationPage *self, SptAppointment *appointment);

G_END_DECLS
