/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-time-text.h"

#include <locale.h>

#include "base/spt-clock.h"

typedef struct
{
  GTimeZone *zone;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->zone = g_time_zone_new_identifier ("Europe/Rome");
  /* 09:30 on Tuesday 24 November 2026 in Rome */
  g_assert_true (spt_instant_parse ("2026-11-24T08:30:00Z", &fixture->now));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->zone, g_time_zone_unref);
}

static void
assert_text (char *text, const char *wanted)
{
  g_assert_cmpstr (text, ==, wanted);
  g_free (text);
}

static void
test_moment (Fixture *fixture, gconstpointer data)
{
  gint64 now = fixture->now;
  GTimeZone *zone = fixture->zone;

  assert_text (spt_time_text_moment (now + SPT_HOUR, now, zone), "Today at 10:30");
  assert_text (spt_time_text_moment (now + 24 * SPT_HOUR, now, zone), "Tomorrow at 09:30");
  assert_text (spt_time_text_moment (now - 24 * SPT_HOUR, now, zone), "Yesterday at 09:30");
  /* It is the civil day that counts, not the number of hours. */
  assert_text (spt_time_text_moment (now + 15 * SPT_HOUR, now, zone), "Tomorrow at 00:30");
  assert_text (spt_time_text_moment (now + 48 * SPT_HOUR, now, zone),
               "Thursday 26 November at 09:30");
  assert_text (spt_time_text_moment (now + 40 * 24 * SPT_HOUR, now, zone),
               "Sunday 3 January 2027 at 09:30");
}

/* The clock of the office goes over to summer time on 28 March 2027. */
static void
test_clock_change (Fixture *fixture, gconstpointer data)
{
  gint64 before;
  gint64 after;

  g_assert_true (spt_instant_parse ("2027-03-28T00:30:00Z", &before));
  g_assert_true (spt_instant_parse ("2027-03-28T01:30:00Z", &after));
  assert_text (spt_time_text_clock (before, fixture->zone), "01:30");
  assert_text (spt_time_text_clock (after, fixture->zone), "03:30");
}

static void
test_countdown (Fixture *fixture, gconstpointer data)
{
  gint64 now = fixture->now;

  assert_text (spt_time_text_countdown (now, now), "Now");
  assert_text (spt_time_text_countdown (now - SPT_HOUR, now), "Now");
  assert_text (spt_time_text_countdown (now + 30 * SPT_SECOND, now), "In 1 min");
  assert_text (spt_time_text_countdown (now + 12 * SPT_MINUTE, now), "In 12 min");
  assert_text (spt_time_text_countdown (now + 125 * SPT_MINUTE, now), "In 2 h 5 min");
  assert_text (spt_time_text_countdown (now + 3 * 24 * SPT_HOUR, now), "In 3 days");
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  g_assert_null (spt_time_text_wait (0, 0));
  assert_text (spt_time_text_wait (12 * 60, 18 * 60), "12–18 min");
  assert_text (spt_time_text_wait (10 * 60, 10 * 60), "About 10 min");
  assert_text (spt_time_text_wait (0, 60), "Less than 2 min");
  assert_text (spt_time_text_wait (20, 240), "Less than 4 min");
}

static void
test_duration (Fixture *fixture, gconstpointer data)
{
  assert_text (spt_time_text_duration (1), "1 min");
  assert_text (spt_time_text_duration (900), "15 min");
  assert_text (spt_time_text_duration (3600), "1 h");
  assert_text (spt_time_text_duration (5400), "1 h 30 min");
  assert_text (spt_time_text_stopwatch (247), "4:07");
  assert_text (spt_time_text_stopwatch (3847), "1:04:07");
  assert_text (spt_time_text_capital ("è tardi"), "È tardi");
  assert_text (spt_time_text_capital (""), "");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/widgets/time-text/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("moment", test_moment);
  ADD ("clock-change", test_clock_change);
  ADD ("countdown", test_countdown);
  ADD ("wait", test_wait);
  ADD ("duration", test_duration);
  return g_test_run ();
}
