/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-calendar.h"

#include <stdio.h>

#define MINUTES_A_DAY (24 * 60)

/* How far ahead the next opening is looked for. */
#define LOOK_AHEAD_DAYS 60

/**
 * sptd_calendar_new:
 * @zone: whose wall clock is meant
 * @always_open: whether hours, closures and holidays do not count
 * @desks: how many desks receive where @always_open
 *
 * Returns: (transfer full): a calendar without opening hours
 */
SptdCalendar *
sptd_calendar_new (GTimeZone *zone, gboolean always_open, int desks)
{
  SptdCalendar *self = g_new0 (SptdCalendar, 1);

  self->zone = g_time_zone_ref (zone);
  self->always_open = always_open;
  self->desks = desks;
  self->openings = g_array_new (FALSE, FALSE, sizeof (SptdOpening));
  self->holidays = g_array_new (FALSE, FALSE, sizeof (SptdHoliday));
  self->closures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * sptd_calendar_free:
 * @self: (transfer full): a calendar
 */
void
sptd_calendar_free (SptdCalendar *self)
{
  g_time_zone_unref (self->zone);
  g_array_unref (self->openings);
  g_array_unref (self->holidays);
  g_hash_table_unref (self->closures);
  g_free (self);
}

/**
 * sptd_calendar_add_opening:
 * @self: a calendar
 * @weekday: 1 is Monday, 7 Sunday
 * @from: minutes of the wall clock since midnight
 * @until: the same; 1440 is midnight
 * @desks: how many desks receive in parallel
 */
void
sptd_calendar_add_opening (SptdCalendar *self, int weekday, int from, int until, int desks)
{
  SptdOpening opening = { weekday, from, until, desks };

  g_array_append_val (self->openings, opening);
}

/**
 * sptd_calendar_add_holiday:
 * @self: a calendar
 * @month: 1 to 12; 0 where the day follows Easter
 * @day: 1 to 31
 * @easter_offset: days from Easter Sunday, where @month is 0
 */
void
sptd_calendar_add_holiday (SptdCalendar *self, int month, int day, int easter_offset)
{
  SptdHoliday holiday = { month, day, easter_offset };

  g_array_append_val (self->holidays, holiday);
}

/**
 * sptd_calendar_add_closure:
 * @self: a calendar
 * @date: a date as `YYYY-MM-DD`
 */
void
sptd_calendar_add_closure (SptdCalendar *self, const char *date)
{
  g_hash_table_add (self->closures, g_strdup (date));
}

/**
 * sptd_easter:
 * @year: a year of the Gregorian calendar
 * @month: (out): 3 or 4
 * @day: (out): the day of the month
 *
 * Easter Sunday of the Western churches, by the anonymous Gregorian algorithm as J. Meeus has it
 * (Astronomical Algorithms, chapter 8).
 */
void
sptd_easter (int year, int *month, int *day)
{
  int a = year % 19;
  int b = year / 100;
  int c = year % 100;
  int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;

  *month = f / 31;
  *day = f % 31 + 1;
}

static gboolean
parse_date (const char *text, GDate *date)
{
  guint year, month, day;

  if (!spt_date_is_valid (text) || sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3)
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * sptd_date_add_days:
 * @date: a valid date as `YYYY-MM-DD`
 * @days: how many to add; may be negative
 *
 * Returns: (transfer full): that date
 */
char *
sptd_date_add_days (const char *date, int days)
{
  GDate d;

  g_date_clear (&d, 1);
  if (!parse_date (date, &d))
    return g_strdup (date);
  if (days >= 0)
    g_date_add_days (&d, (guint) days);
  else
    g_date_subtract_days (&d, (guint) -days);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&d), g_date_get_month (&d),
                          g_date_get_day (&d));
}

static gboolean
is_holiday (const SptdHoliday *holiday, const GDate *date)
{
  int month = holiday->month;
  int day = holiday->day;
  GDate easter;

  if (month != 0)
    return (int) g_date_get_month (date) == month && g_date_get_day (date) == day;
  sptd_easter (g_date_get_year (date), &month, &day);
  g_date_clear (&easter, 1);
  g_date_set_dmy (&easter, (GDateDay) day, (GDateMonth) month, g_date_get_year (date));
  return g_date_days_between (&easter, date) == holiday->easter_offset;
}

/**
 * sptd_calendar_is_closed_on:
 * @self: a calendar
 * @date: a date as `YYYY-MM-DD`
 *
 * Returns: whether the day is a closure or a holiday
 */
gboolean
sptd_calendar_is_closed_on (const SptdCalendar *self, const char *date)
{
  GDate d;

  g_date_clear (&d, 1);
  if (!parse_date (date, &d))
    return TRUE;
  if (self->always_open)
    return FALSE;
  if (g_hash_table_contains (self->closures, date))
    return TRUE;
  for (guint i = 0; i < self->holidays->len; i++)
    if (is_holiday (&g_array_index (self->holidays, SptdHoliday, i), &d))
      return TRUE;
  return FALSE;
}

static int
by_beginning (gconstpointer a, gconstpointer b)
{
  const SptdInterval *first = a, *second = b;

  return (first->from > second->from) - (first->from < second->from);
}

static void
add_interval (const SptdCalendar *self,
              GArray *intervals,
              const char *date,
              int from,
              int until,
              int desks)
{
  SptdInterval interval = { spt_instant_of_local (date, from, self->zone),
                            spt_instant_of_local (date, until, self->zone), desks };

  /* An opening that lies wholly in the hour that the clock leaves out is empty. */
  if (interval.until > interval.from)
    g_array_append_val (intervals, interval);
}

/**
 * sptd_calendar_intervals:
 * @self: a calendar
 * @date: a local date as `YYYY-MM-DD`
 *
 * Returns: (transfer full) (element-type SptdInterval): when the office receives on that date, in
 *   order; empty where it does not
 */
GArray *
sptd_calendar_intervals (const SptdCalendar *self, const char *date)
{
  GArray *intervals = g_array_new (FALSE, FALSE, sizeof (SptdInterval));
  GDate d;

  g_date_clear (&d, 1);
  if (sptd_calendar_is_closed_on (self, date) || !parse_date (date, &d))
    return intervals;
  if (self->always_open)
    {
      add_interval (self, intervals, date, 0, MINUTES_A_DAY, self->desks);
      return intervals;
    }
  for (guint i = 0; i < self->openings->len; i++)
    {
      const SptdOpening *opening = &g_array_index (self->openings, SptdOpening, i);

      if (opening->weekday == (int) g_date_get_weekday (&d))
        add_interval (self, intervals, date, opening->from_minute, opening->until_minute,
                      opening->desks);
    }
  g_array_sort (intervals, by_beginning);
  return intervals;
}

/**
 * sptd_calendar_is_open:
 * @self: a calendar
 * @now: an instant, microseconds
 * @closes_at: (out) (optional): when it closes; 0 where it is closed or never closes
 *
 * Returns: whether the office receives at @now
 */
gboolean
sptd_calendar_is_open (const SptdCalendar *self, gint64 now, gint64 *closes_at)
{
  g_autofree char *date = spt_date_of_instant (now, self->zone);
  g_autoptr (GArray) intervals = sptd_calendar_intervals (self, date);
  gboolean open = FALSE;
  gint64 until = 0;

  for (guint i = 0; i < intervals->len; i++)
    {
      const SptdInterval *interval = &g_array_index (intervals, SptdInterval, i);

      /* Hours that follow one another without a break are one. */
      if (open && interval->from <= until)
        until = MAX (until, interval->until);
      else if (!open && interval->from <= now && now < interval->until)
        {
          open = TRUE;
          until = interval->until;
        }
    }
  if (closes_at != NULL)
    *closes_at = self->always_open ? 0 : until;
  return open;
}

/**
 * sptd_calendar_opens_next:
 * @self: a calendar
 * @now: an instant, microseconds
 *
 * Returns: the next beginning of opening hours after @now; 0 where there is none in two months
 */
gint64
sptd_calendar_opens_next (const SptdCalendar *self, gint64 now)
{
  g_autofree char *date = spt_date_of_instant (now, self->zone);

  for (int day = 0; day <= LOOK_AHEAD_DAYS; day++)
    {
      g_autofree char *wanted = sptd_date_add_days (date, day);
      g_autoptr (GArray) intervals = sptd_calendar_intervals (self, wanted);

      for (guint i = 0; i < intervals->len; i++)
        if (g_array_index (intervals, SptdInterval, i).from > now)
          return g_array_index (intervals, SptdInterval, i).from;
    }
  return 0;
}
