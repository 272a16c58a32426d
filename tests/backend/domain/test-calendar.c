/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-calendar.h"

static gint64
at (const char *instant)
{
  gint64 found;

  g_assert_true (spt_instant_parse (instant, &found));
  return found;
}

static SptdCalendar *
new_calendar (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  SptdCalendar *calendar = sptd_calendar_new (zone, FALSE, 2);

  for (int weekday = 1; weekday <= 5; weekday++)
    sptd_calendar_add_opening (calendar, weekday, 9 * 60, 13 * 60, 2);
  sptd_calendar_add_opening (calendar, 2, 15 * 60, 17 * 60, 1);
  sptd_calendar_add_holiday (calendar, 12, 8, 0);
  sptd_calendar_add_holiday (calendar, 0, 0, 1);
  sptd_calendar_add_closure (calendar, "2026-11-25");
  return calendar;
}

static void
test_easter (void)
{
  static const struct
  {
    int year, month, day;
  } known[] = { { 1818, 3, 22 }, { 1943, 4, 25 }, { 1961, 4, 2 }, { 2000, 4, 23 },
                { 2024, 3, 31 }, { 2025, 4, 20 }, { 2026, 4, 5 }, { 2027, 3, 28 },
                { 2038, 4, 25 }, { 2076, 4, 19 }, { 2285, 3, 22 } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      int month, day;

      sptd_easter (known[i].year, &month, &day);
      g_assert_cmpint (month, ==, known[i].month);
      g_assert_cmpint (day, ==, known[i].day);
    }
}

static void
test_holidays (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar ();

  g_assert_true (sptd_calendar_is_closed_on (calendar, "2026-12-08"));
  /* Easter Monday. */
  g_assert_true (sptd_calendar_is_closed_on (calendar, "2026-04-06"));
  g_assert_true (sptd_calendar_is_closed_on (calendar, "2027-03-29"));
  g_assert_false (sptd_calendar_is_closed_on (calendar, "2027-04-06"));
  g_assert_true (sptd_calendar_is_closed_on (calendar, "2026-11-25"));
  g_assert_false (sptd_calendar_is_closed_on (calendar, "2026-11-24"));
}

static void
test_intervals (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar ();
  g_autoptr (GArray) tuesday = sptd_calendar_intervals (calendar, "2026-11-24");
  g_autoptr (GArray) sunday = sptd_calendar_intervals (calendar, "2026-11-22");
  g_autoptr (GArray) summer = sptd_calendar_intervals (calendar, "2026-07-06");

  g_assert_cmpint (tuesday->len, ==, 2);
  g_assert_cmpint (g_array_index (tuesday, SptdInterval, 0).from, ==, at ("2026-11-24T08:00:00Z"));
  g_assert_cmpint (g_array_index (tuesday, SptdInterval, 1).until, ==, at ("2026-11-24T16:00:00Z"));
  g_assert_cmpint (g_array_index (tuesday, SptdInterval, 1).desks, ==, 1);
  g_assert_cmpint (sunday->len, ==, 0);
  g_assert_cmpint (g_array_index (summer, SptdInterval, 0).from, ==, at ("2026-07-06T07:00:00Z"));
}

/* On 29 March 2026 the clock leaves out 02:00–03:00, on 25 October 2026 it shows it twice. */
static void
test_clock_changes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  g_autoptr (SptdCalendar) night = sptd_calendar_new (zone, FALSE, 1);
  g_autoptr (SptdCalendar) always = sptd_calendar_new (zone, TRUE, 1);
  g_autoptr (GArray) spring = NULL;
  g_autoptr (GArray) autumn = NULL;
  g_autoptr (GArray) short_day = sptd_calendar_intervals (always, "2026-03-29");
  g_autoptr (GArray) long_day = sptd_calendar_intervals (always, "2026-10-25");
  const SptdInterval *one;

  sptd_calendar_add_opening (night, 7, 60, 5 * 60, 1);
  spring = sptd_calendar_intervals (night, "2026-03-29");
  autumn = sptd_calendar_intervals (night, "2026-10-25");
  one = &g_array_index (spring, SptdInterval, 0);
  g_assert_cmpint (one->from, ==, at ("2026-03-29T00:00:00Z"));
  g_assert_cmpint (one->until - one->from, ==, 3 * SPT_HOUR);
  one = &g_array_index (autumn, SptdInterval, 0);
  g_assert_cmpint (one->from, ==, at ("2026-10-24T23:00:00Z"));
  g_assert_cmpint (one->until - one->from, ==, 5 * SPT_HOUR);
  one = &g_array_index (short_day, SptdInterval, 0);
  g_assert_cmpint (one->until - one->from, ==, 23 * SPT_HOUR);
  one = &g_array_index (long_day, SptdInterval, 0);
  g_assert_cmpint (one->until - one->from, ==, 25 * SPT_HOUR);
}

static void
test_open (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar ();
  gint64 closes_at;

  g_assert_true (sptd_calendar_is_open (calendar, at ("2026-11-24T08:00:00Z"), &closes_at));
  g_assert_cmpint (closes_at, ==, at ("2026-11-24T12:00:00Z"));
  g_assert_false (sptd_calendar_is_open (calendar, at ("2026-11-24T12:00:00Z"), &closes_at));
  g_assert_cmpint (sptd_calendar_opens_next (calendar, at ("2026-11-24T12:00:00Z")), ==,
                   at ("2026-11-24T14:00:00Z"));
  /* The 25th is closed. */
  g_assert_cmpint (sptd_calendar_opens_next (calendar, at ("2026-11-24T16:00:00Z")), ==,
                   at ("2026-11-26T08:00:00Z"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/calendar/easter", test_easter);
  g_test_add_func ("/domain/calendar/holidays", test_holidays);
  g_test_add_func ("/domain/calendar/intervals", test_intervals);
  g_test_add_func ("/domain/calendar/clock-changes", test_clock_changes);
  g_test_add_func ("/domain/calendar/open", test_open);
  return g_test_run ();
}
