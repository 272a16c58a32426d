/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-clock.h"

static void
test_instants (void)
{
  static const struct
  {
    const char *text;
    gint64 instant;
    gboolean canonical;
  } good[] = {
    { "1970-01-01T00:00:00Z", 0, TRUE },
    { "2026-11-23T10:30:00Z", 1795429800 * SPT_SECOND, TRUE },
    { "2026-11-23T10:30:00.250000Z", 1795429800 * SPT_SECOND + 250000, TRUE },
    { "2026-11-23T11:30:00+01:00", 1795429800 * SPT_SECOND, FALSE },
  };
  static const char *const bad[] = {
    "", "2026-11-23", "2026-11-23T10:30:00", "2026-13-23T10:30:00Z", "10:30:00Z", "now"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 instant = -1;
      g_autofree char *text = NULL;

      g_assert_true (spt_instant_parse (good[i].text, &instant));
      g_assert_cmpint (instant, ==, good[i].instant);
      text = spt_instant_format (instant);
      if (good[i].canonical)
        g_assert_cmpstr (text, ==, good[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 instant;

      g_assert_false (spt_instant_parse (bad[i], &instant));
    }
}

static void
test_durations (void)
{
  static const gint64 lengths[] = { 0, 1, 59, 60, 900, 3600, 5400, 86400, 90061 };
  static const char *const bad[] = { "", "P", "15", "PT", "P1Y", "PT1.5S", "PT-1S", "PTS", "P1S" };
  gint64 seconds;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = spt_duration_format (lengths[i]);

      seconds = -1;
      g_assert_true (spt_duration_parse (text, &seconds));
      g_assert_cmpint (seconds, ==, lengths[i]);
    }
  g_assert_true (spt_duration_parse ("PT15M", &seconds));
  g_assert_cmpint (seconds, ==, 900);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (spt_duration_parse (bad[i], &seconds));
}

static void
test_dates (void)
{
  g_autoptr (GTimeZone) rome = g_time_zone_new_identifier ("Europe/Rome");
  g_autofree char *date = spt_date_of_instant (1795474800 * SPT_SECOND, rome);

  g_assert_true (spt_date_is_valid ("2028-02-29"));
  g_assert_false (spt_date_is_valid ("2027-02-29"));
  g_assert_false (spt_date_is_valid ("2026-1-1"));
  g_assert_false (spt_date_is_valid ("2026-01-01x"));
  /* 23:00 UTC is midnight in Rome. */
  g_assert_cmpstr (date, ==, "2026-11-24");
}

static void
test_clock_change (void)
{
  g_autoptr (GTimeZone) rome = g_time_zone_new_identifier ("Europe/Rome");
  gint64 before, after;

  /* 29 March 2026 has 23 hours, 25 October 2026 has 25. */
  before = spt_instant_of_local ("2026-03-29", 0, rome);
  after = spt_instant_of_local ("2026-03-29", 1440, rome);
  g_assert_cmpint (after - before, ==, 23 * SPT_HOUR);
  before = spt_instant_of_local ("2026-10-25", 0, rome);
  after = spt_instant_of_local ("2026-10-25", 1440, rome);
  g_assert_cmpint (after - before, ==, 25 * SPT_HOUR);
  before = spt_instant_of_local ("2026-10-25", 9 * 60, rome);
  after = spt_instant_of_local ("2026-10-25", 10 * 60, rome);
  g_assert_cmpint (after - before, ==, SPT_HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/instants", test_instants);
  g_test_add_func ("/clock/durations", test_durations);
  g_test_add_func ("/clock/dates", test_dates);
  g_test_add_func ("/clock/clock-change", test_clock_change);
  return g_test_run ();
}
