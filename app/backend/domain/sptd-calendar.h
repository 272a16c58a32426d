/* SPDX-License-Identifier: EUPL-1.2 */
/* When an office receives: weekly hours by the wall clock, less closures and holidays. */
#pragma once

#include <glib.h>

#include "base/spt-clock.h"

G_BEGIN_DECLS

/**
 * SptdOpening:
 * @weekday: 1 is Monday, 7 Sunday
 * @from_minute: minutes of the wall clock since midnight
 * @until_minute: the same; 1440 is midnight
 * @desks: how many desks receive in parallel
 *
 * Weekly hours.
 */
typedef struct
{
  int weekday;
  int from_minute;
  int until_minute;
  int desks;
} SptdOpening;

/**
 * SptdHoliday:
 * @month: 1 to 12; 0 where the day follows Easter
 * @day: 1 to 31
 * @easter_offset: days from Easter Sunday, where @month is 0
 *
 * A day that returns every year. Which ones are kept differs by city, so they are data.
 */
typedef struct
{
  int month;
  int day;
  int easter_offset;
} SptdHoliday;

/**
 * SptdInterval:
 * @from: microseconds since the epoch
 * @until: the same; not part of it
 * @desks: how many desks receive in parallel
 *
 * A stretch of time in which an office receives.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  int desks;
} SptdInterval;

/**
 * SptdCalendar:
 * @zone: whose wall clock is meant
 * @always_open: whether hours, closures and holidays do not count
 * @desks: how many desks receive where @always_open
 * @openings: (element-type SptdOpening): weekly hours
 * @holidays: (element-type SptdHoliday): days that return every year
 * @closures: (element-type utf8): single dates, a set
 *
 * All that decides when one office receives.
 */
typedef struct
{
  GTimeZone *zone;
  gboolean always_open;
  int desks;
  GArray *openings;
  GArray *holidays;
  GHashTable *closures;
} SptdCalendar;

SptdCalendar *sptd_calendar_new (GTimeZone *zone, gboolean always_open, int desks);
void sptd_calendar_free (SptdCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdCalendar, sptd_calendar_free)

void sptd_calendar_add_opening (SptdCalendar *self, int weekday, int from, int until, int desks);
void sptd_calendar_add_holiday (SptdCalendar *self, int month, int day, int easter_offset);
void sptd_calendar_add_closure (SptdCalendar *self, const char *date);

void sptd_easter (int year, int *month, int *day);
char *sptd_date_add_days (const char *date, int days);
gboolean sptd_calendar_is_closed_on (const SptdCalendar *self, const char *date);
GArray *sptd_calendar_intervals (const SptdCalendar *self, const char *date);
gboolean sptd_calendar_is_open (const SptdCalendar *self, gint64 now, gint64 *closes_at);
gint64 sptd_calendar_opens_next (const SptdCalendar *self, gint64 now);

G_END_DECLS
