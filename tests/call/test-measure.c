/* SPDX-License-Identifier: EUPL-1.2 */

/* From totals to measurements, and to a word about them. */

#include "call/spt-peer-measure.h"

static void
test_first (void)
{
  SptConnectionTotals none = { 0 };
  SptConnectionTotals now = { .time = 5, .packets_received = 10, .bytes_received = 1000 };
  SptCallStats stats = { .round_trip_ms = -1 };

  spt_peer_measure_interval (&none, &now, &stats);
  g_assert_cmpuint (stats.packets_received, ==, 10);
  g_assert_cmpuint (stats.bit_rate_in, ==, 0);
  g_assert_cmpfloat (stats.loss_percent, ==, 0);
}

static void
test_interval (void)
{
  SptConnectionTotals before = {
    .time = 1, .packets_received = 100, .packets_lost = 5, .bytes_received = 1000
  };
  SptConnectionTotals now = { .time = 1 + 2 * G_USEC_PER_SEC,
                              .packets_received = 190,
                              .packets_lost = 15,
                              .bytes_received = 51000,
                              .bytes_sent = 25000,
                              .jitter_ms = 3,
                              .round_trip_ms = 40 };
  SptCallStats stats = { .frames_decoded = 7 };

  spt_peer_measure_interval (&before, &now, &stats);
  g_assert_cmpfloat_with_epsilon (stats.loss_percent, 10, 0.001);
  g_assert_cmpuint (stats.bit_rate_in, ==, 200000);
  g_assert_cmpuint (stats.bit_rate_out, ==, 100000);
  g_assert_cmpfloat (stats.jitter_ms, ==, 3);
  g_assert_cmpfloat (stats.round_trip_ms, ==, 40);
  g_assert_cmpuint (stats.frames_decoded, ==, 7);
}

/* Counts that go back, as after repeated packets, are no negative loss and no huge rate. */
static void
test_backwards (void)
{
  SptConnectionTotals before = {
    .time = 1, .packets_received = 100, .packets_lost = 5, .bytes_received = 1000
  };
  SptConnectionTotals now = { .time = 1 + G_USEC_PER_SEC,
                              .packets_received = 90,
                              .packets_lost = -3 };
  SptCallStats stats = { 0 };

  spt_peer_measure_interval (&before, &now, &stats);
  g_assert_cmpfloat (stats.loss_percent, ==, 0);
  g_assert_cmpuint (stats.bit_rate_in, ==, 0);
}

static void
test_quality (void)
{
  static const struct
  {
    double loss;
    double round_trip;
    SptCallQuality quality;
  } cases[] = {
    { 0, -1, SPT_CALL_QUALITY_GOOD },    { 1.9, 249, SPT_CALL_QUALITY_GOOD },
    { 2, 10, SPT_CALL_QUALITY_FAIR },    { 0, 250, SPT_CALL_QUALITY_FAIR },
    { 7.9, 499, SPT_CALL_QUALITY_FAIR }, { 8, 10, SPT_CALL_QUALITY_POOR },
    { 0, 500, SPT_CALL_QUALITY_POOR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SptCallStats stats = { .loss_percent = cases[i].loss, .round_trip_ms = cases[i].round_trip };

      g_assert_cmpint (spt_peer_measure_quality (&stats), ==, cases[i].quality);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call/measure/first", test_first);
  g_test_add_func ("/call/measure/interval", test_interval);
  g_test_add_func ("/call/measure/backwards", test_backwards);
  g_test_add_func ("/call/measure/quality", test_quality);
  return g_test_run ();
}
