/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-peer-measure.h"

static guint64
per_second (guint64 before, guint64 now, gint64 microseconds)
{
  return now > before ? (now - before) * 8 * G_USEC_PER_SEC / (guint64) microseconds : 0;
}

void
spt_peer_measure_interval (const SptConnectionTotals *before,
                           const SptConnectionTotals *now,
                           SptCallStats *stats)
{
  gint64 interval = now->time - before->time;
  gint64 lost, received;

  stats->packets_received = now->packets_received;
  stats->packets_lost = now->packets_lost;
  stats->jitter_ms = now->jitter_ms;
  stats->round_trip_ms = now->round_trip_ms;
  if (before->time == 0 || interval <= 0)
    return;

  /* Late and repeated packets are counted back, so a difference may be negative. */
  lost = MAX (0, now->packets_lost - before->packets_lost);
  received = MAX (0, (gint64) now->packets_received - (gint64) before->packets_received);
  stats->loss_percent =
      lost + received > 0 ? 100.0 * (double) lost / (double) (lost + received) : 0;
  stats->bit_rate_in = per_second (before->bytes_received, now->bytes_received, interval);
  stats->bit_rate_out = per_second (before->bytes_sent, now->bytes_sent, interval);
}

SptCallQuality
spt_peer_measure_quality (const SptCallStats *stats)
{
  if (stats->loss_percent >= 8 || stats->round_trip_ms >= 500)
    return SPT_CALL_QUALITY_POOR;
  if (stats->loss_percent >= 2 || stats->round_trip_ms >= 250)
    return SPT_CALL_QUALITY_FAIR;
  return SPT_CALL_QUALITY_GOOD;
}
