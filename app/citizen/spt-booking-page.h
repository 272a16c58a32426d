/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptBookingPage:
 *
 * Booking in four steps: service, day and time, your data, summary. What was chosen and typed stays
 * when the person goes back. Signal: `booked` (SptAppointment).
 */
#define SPT_TYPE_BOOKING_PAGE (spt_booking_page_get_type ())
G_DECLARE_FINAL_TYPE (SptBookingPage, spt_booking_page, SPT, BOOKING_PAGE, AdwBin)

GtkWidget *spt_booking_page_new (SptSession *session);
void spt_booking_page_begin (SptBookingPage *self, SptService *service);
gboolean spt_booking_page_back (SptBookingPage *self);

G_END_DECLS
