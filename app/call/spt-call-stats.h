/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SPT_TYPE_CALL_STATS (spt_call_stats_get_type ())

/**
 * SptCallStats:
 * @frames_decoded: remote pictures decoded since the call began
 * @frames_encoded: own pictures encoded since the call began
 * @packets_received: RTP packets received on this connection, audio and video
 * @packets_lost: RTP packets lost on the way in, on this connection, audio and video
 * @loss_percent: share of incoming packets lost in the last interval, 0–100
 * @jitter_ms: the larger of the audio and the video interarrival jitter, in milliseconds
 * @round_trip_ms: round-trip time in milliseconds, or -1 while the other side has reported none
 * @bit_rate_in: bits a second received in the last interval
 * @bit_rate_out: bits a second sent in the last interval
 *
 * What was measured; refreshed once a second while a call is connected.
 */
typedef struct
{
  guint64 frames_decoded;
  guint64 frames_encoded;
  guint64 packets_received;
  gint64 packets_lost;
  double loss_percent;
  double jitter_ms;
  double round_trip_ms;
  guint64 bit_rate_in;
  guint64 bit_rate_out;
} SptCallStats;

GType spt_call_stats_get_type (void) G_GNUC_CONST;

/**
 * spt_call_stats_copy:
 * @self: measurements
 *
 * Returns: (transfer full): a copy
 */
SptCallStats *spt_call_stats_copy (const SptCallStats *self);

/**
 * spt_call_stats_free:
 * @self: (transfer full): measurements
 */
void spt_call_stats_free (SptCallStats *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptCallStats, spt_call_stats_free)

G_END_DECLS
