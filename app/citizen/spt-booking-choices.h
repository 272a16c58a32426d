/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  SPT_STEP_SERVICE,
  SPT_STEP_TIME,
  SPT_STEP_PERSON,
  SPT_STEP_SUMMARY,
} SptBookingStep;

/**
 * SptBookingChoices:
 *
 * The choices made so far, always in sight, each a way back: a column where there is room, one line
 * where it is narrow. Signal: `step-wanted` (uint, an SptBookingStep).
 */
#define SPT_TYPE_BOOKING_CHOICES (spt_booking_choices_get_type ())
G_DECLARE_FINAL_TYPE (SptBookingChoices, spt_booking_choices, SPT, BOOKING_CHOICES, AdwBin)

void spt_booking_choices_set_step (SptBookingChoices *self, SptBookingStep step);
void spt_booking_choices_set_narrow (SptBookingChoices *self, gboolean narrow);
void
spt_booking_choices_set_service (SptBookingChoices *self, const char *name, const char *duration);
void spt_booking_choices_set_time (SptBookingChoices *self, const char *moment);

G_END_DECLS
