/* SPDX-License-Identifier: EUPL-1.2 */
/* Which starts can be booked: opening hours less what is taken, between lead time and horizon. */
#pragma once

#include "backend/domain/sptd-calendar.h"

G_BEGIN_DECLS

/* Occupation is counted in steps of five minutes since the epoch, on at most 64 lanes an office. */
#define SPTD_TICK (5 * SPT_MINUTE)
#define SPTD_MAX_LANES 64

/**
 * SptdOccupation:
 *
 * Which lanes of an office are taken in each tick of a stretch of time.
 */
typedef struct _SptdOccupation SptdOccupation;

SptdOccupation *sptd_occupation_new (gint64 from, gint64 until);
void sptd_occupation_free (SptdOccupation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdOccupation, sptd_occupation_free)
void sptd_occupation_take (SptdOccupation *self, int lane, gint64 tick);

/**
 * SptdOffer:
 * @calendar: when the office receives
 * @now: the present instant
 * @lead_minutes: how long ahead one must book
 * @horizon_days: how far ahead one may book
 * @minutes: the planned length of a visit
 * @buffer_minutes: what is kept free behind it
 *
 * What decides which starts of a service are offered. Where the calendar is always open, the lead
 * time does not count, and the slot that has begun is offered until it would end.
 */
typedef struct
{
  const SptdCalendar *calendar;
  gint64 now;
  gint64 lead_minutes;
  gint64 horizon_days;
  gint64 minutes;
  gint64 buffer_minutes;
} SptdOffer;

/**
 * SptdStart:
 * @start: when the visit begins
 * @end: when it is planned to end, without the buffer
 * @free: at how many desks
 * @lanes: the free lanes, bit 0 is lane 0
 *
 * A start that can be booked.
 */
typedef struct
{
  gint64 start;
  gint64 end;
  int free;
  guint64 lanes;
} SptdStart;

int sptd_offer_step_minutes (const SptdOffer *self);
gint64 sptd_offer_ticks (const SptdOffer *self);
GArray *sptd_offer_day (const SptdOffer *self, const char *date, const SptdOccupation *occupation);
gboolean sptd_offer_has_start (const SptdOffer *self,
                               gint64 start,
                               const SptdOccupation *occupation,
                               SptdStart *found);
gboolean sptd_offer_day_is_open (const SptdOffer *self, const char *date);

G_END_DECLS
