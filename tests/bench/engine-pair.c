/* SPDX-License-Identifier: EUPL-1.2 */

/*
 * Measures the time from spt_peer_start() of the offering side to the first decoded picture on
 * both sides: two SptPeer with test sources in one process, over loopback. Prints one JSON line;
 * see bench-runs.h for the options. The counterpart of bare-pair.
 */
#include "bench/bench-runs.h"
#include "spt-test-pair.h"

static double
run_once (gpointer user_data)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptTestPair *pair = spt_test_pair_new (settings, settings);
  gint64 start, end;
  gboolean done;

  /* The citizen's side has been open since the waiting room. */
  spt_peer_start (pair->answerer);
  spt_test_sleep (300);
  start = g_get_monotonic_time ();
  spt_peer_start (pair->offerer);
  done = spt_test_wait (spt_test_pair_has_first_frames, pair, 15000);
  end = MAX (spt_peer_get_first_frame_time (pair->offerer),
             spt_peer_get_first_frame_time (pair->answerer));
  spt_test_pair_free (pair);
  return done ? (double) (end - start) / 1000 : -1;
}

int
main (int argc, char **argv)
{
  spt_test_pair_prepare ();
  return bench_runs_main (argc, argv, "engine-pair", run_once, NULL);
}
