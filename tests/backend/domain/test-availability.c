/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-availability.h"

#define DATE "2026-11-24"

static gint64
at (const char *instant)
{
  gint64 found;

  g_assert_true (spt_instant_parse (instant, &found));
  return found;
}

static SptdCalendar *
new_calendar (gboolean always_open)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  SptdCalendar *calendar = sptd_calendar_new (zone, always_open, 2);

  sptd_calendar_add_opening (calendar, 2, 9 * 60, 11 * 60, 2);
  return calendar;
}

static SptdOffer
new_offer (const SptdCalendar *calendar, const char *now)
{
  return (SptdOffer){ calendar, at (now), 30, 60, 20, 5 };
}

static void
test_plain (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar (FALSE);
  SptdOffer offer = new_offer (calendar, "2026-11-23T12:00:00Z");
  g_autoptr (SptdOccupation) none = sptd_occupation_new (0, 0);
  g_autoptr (GArray) starts = sptd_offer_day (&offer, DATE, none);

  /* 09:00 to 10:40 by tens: a visit ends when the office closes at the latest. */
  g_assert_cmpint (starts->len, ==, 11);
  g_assert_cmpint (g_array_index (starts, SptdStart, 0).start, ==, at ("2026-11-24T08:00:00Z"));
  g_assert_cmpint (g_array_index (starts, SptdStart, 10).end, ==, at ("2026-11-24T10:00:00Z"));
  g_assert_cmpint (g_array_index (starts, SptdStart, 0).free, ==, 2);
}

static void
test_lead_and_horizon (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar (FALSE);
  SptdOffer offer = new_offer (calendar, "2026-11-24T08:35:00Z");
  g_autoptr (SptdOccupation) none = sptd_occupation_new (0, 0);
  g_autoptr (GArray) starts = sptd_offer_day (&offer, DATE, none);
  g_autoptr (GArray) past = sptd_offer_day (&offer, "2026-11-17", none);
  g_autoptr (GArray) last = sptd_offer_day (&offer, "2027-01-19", none);
  g_autoptr (GArray) beyond = sptd_offer_day (&offer, "2027-01-26", none);

  g_assert_cmpint (g_array_index (starts, SptdStart, 0).start, ==, at ("2026-11-24T09:10:00Z"));
  g_assert_cmpint (past->len, ==, 0);
  g_assert_cmpint (last->len, ==, 11);
  g_assert_cmpint (beyond->len, ==, 0);
}

static void
test_occupation (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar (FALSE);
  SptdOffer offer = new_offer (calendar, "2026-11-23T12:00:00Z");
  gint64 nine = at ("2026-11-24T08:00:00Z");
  g_autoptr (SptdOccupation) taken = sptd_occupation_new (nine, nine + 2 * SPT_HOUR);
  SptdStart found;

  /* 09:20 with its buffer on both desks, 10:00 on the first. */
  for (int i = 4; i < 9; i++)
    {
      sptd_occupation_take (taken, 0, nine / SPTD_TICK + i);
      sptd_occupation_take (taken, 1, nine / SPTD_TICK + i);
    }
  sptd_occupation_take (taken, 0, nine / SPTD_TICK + 12);
  /* At 09:00 the visit would fit, the buffer would not. */
  g_assert_false (sptd_offer_has_start (&offer, nine, taken, &found));
  g_assert_false (sptd_offer_has_start (&offer, nine + 40 * SPT_MINUTE, taken, &found));
  g_assert_true (sptd_offer_has_start (&offer, nine + 50 * SPT_MINUTE, taken, &found));
  g_assert_cmpint (found.free, ==, 1);
  g_assert_cmpuint (found.lanes, ==, 2);
  g_assert_true (sptd_offer_has_start (&offer, nine + 70 * SPT_MINUTE, taken, &found));
  g_assert_cmpint (found.free, ==, 2);
  /* Off the grid. */
  g_assert_false (sptd_offer_has_start (&offer, nine + 75 * SPT_MINUTE, taken, &found));
}

static void
test_always_open (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar (TRUE);
  SptdOffer offer = new_offer (calendar, "2026-11-22T22:34:59Z");
  g_autoptr (SptdOccupation) none = sptd_occupation_new (0, 0);
  g_autoptr (GArray) starts = sptd_offer_day (&offer, "2026-11-22", none);

  /* Sunday night, 23:34: the slot that has begun, and the next; a visit ends by midnight. */
  g_assert_cmpint (starts->len, ==, 2);
  g_assert_cmpint (g_array_index (starts, SptdStart, 0).start, ==, at ("2026-11-22T22:30:00Z"));
  offer.now = at ("2026-11-22T22:40:00Z");
  g_array_unref (starts);
  starts = sptd_offer_day (&offer, "2026-11-22", none);
  g_assert_cmpint (starts->len, ==, 1);
  g_assert_cmpint (g_array_index (starts, SptdStart, 0).start, ==, at ("2026-11-22T22:40:00Z"));
}

/* One may book for now as long as the check-in that follows still counts as booked. */
static void
test_begun (void)
{
  g_autoptr (SptdCalendar) calendar = new_calendar (TRUE);
  SptdOffer offer = new_offer (calendar, "2026-11-22T20:39:59Z");
  g_autoptr (SptdOccupation) none = sptd_occupation_new (0, 0);
  SptdStart found;

  offer.minutes = 15;
  g_assert_true (sptd_offer_has_start (&offer, at ("2026-11-22T20:30:00Z"), none, &found));
  offer.now = at ("2026-11-22T20:40:00Z");
  g_assert_false (sptd_offer_has_start (&offer, at ("2026-11-22T20:30:00Z"), none, &found));
  g_assert_true (sptd_offer_has_start (&offer, at ("2026-11-22T20:45:00Z"), none, &found));
}

/* The whole of both odd days is on offer, and never a start twice. */
static void
test_clock_changes (void)
{
  static const struct
  {
    const char *date;
    guint starts;
  } days[] = { { "2026-03-29", 23 * 6 - 1 },
               { "2026-10-25", 25 * 6 - 1 },
               { "2026-10-26", 24 * 6 - 1 } };
  g_autoptr (SptdCalendar) calendar = new_calendar (TRUE);
  g_autoptr (SptdOccupation) none = sptd_occupation_new (0, 0);

  for (gsize d = 0; d < G_N_ELEMENTS (days); d++)
    {
      SptdOffer offer =
          new_offer (calendar, d == 0 ? "2026-03-20T00:00:00Z" : "2026-10-20T00:00:00Z");
      g_autoptr (GArray) starts = sptd_offer_day (&offer, days[d].date, none);

      g_assert_cmpint (starts->len, ==, days[d].starts);
      for (guint i = 1; i < starts->len; i++)
        g_assert_cmpint (g_array_index (starts, SptdStart, i).start
                             - g_array_index (starts, SptdStart, i - 1).start,
                         ==, 10 * SPT_MINUTE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/availability/plain", test_plain);
  g_test_add_func ("/domain/availability/lead-and-horizon", test_lead_and_horizon);
  g_test_add_func ("/domain/availability/occupation", test_occupation);
  g_test_add_func ("/domain/availability/always-open", test_always_open);
  g_test_add_func ("/domain/availability/begun", test_begun);
  g_test_add_func ("/domain/availability/clock-changes", test_clock_changes);
  return g_test_run ();
}
