/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptBookingSummary:
 *
 * Everything that is about to be booked, to be read once more.
 */
#define SPT_TYPE_BOOKING_SUMMARY (spt_booking_summary_get_type ())
G_DECLARE_FINAL_TYPE (SptBookingSummary, spt_booking_summary, SPT, BOOKING_SUMMARY, AdwBin)

void spt_booking_summary_fill (SptBookingSummary *self,
                               SptService *service,
                               gint64 start,
                               GTimeZone *zone,
                               const SptWirePerson *person,
                               SptChannel channel,
                               const char *reason);

G_END_DECLS
