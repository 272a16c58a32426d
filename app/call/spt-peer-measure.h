/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "call/spt-call-stats.h"
#include "call/spt-connection.h"

G_BEGIN_DECLS

/*
 * Turns two readings of a connection's totals into measurements: shares and rates over the time
 * between them. `before` has time 0 where there is none; then rates stay 0. The counts of pictures
 * are not touched.
 */
void spt_peer_measure_interval (const SptConnectionTotals *before,
                                const SptConnectionTotals *now,
                                SptCallStats *stats);

/*
 * How good a call with these measurements is. The limits follow ITU-T G.114 for the delay (one way
 * up to 150 ms is good, above 400 ms is not acceptable, here halved round trips with some
 * allowance) and practice for loss: what Opus and VP8 with retransmission hide (2 %) and do not
 * (8 %).
 */
SptCallQuality spt_peer_measure_quality (const SptCallStats *stats);

G_END_DECLS
