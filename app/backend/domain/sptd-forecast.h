/* SPDX-License-Identifier: EUPL-1.2 */
/* How long it will take: a forward simulation of the desks with the real order. */
#pragma once

#include "backend/domain/sptd-order.h"

G_BEGIN_DECLS

/**
 * SptdForecast:
 * @position: the place in the queue, 1 for the next
 * @starts_at: when he is most likely called; 0 where nobody serves him
 * @wait_low: the shorter end of the wait, seconds, whole minutes
 * @wait_high: the longer end; at least a minute, or 0 where it cannot be told
 *
 * What is to be expected for one who waits.
 */
typedef struct
{
  int position;
  gint64 starts_at;
  gint64 wait_low;
  gint64 wait_high;
} SptdForecast;

GArray *sptd_queue_forecast (const SptdQueue *self, gint64 now);
SptdForecast
sptd_queue_forecast_one_more (const SptdQueue *self, const SptdWaiting *one, gint64 now);
gint64 sptd_learned_length (GArray *lengths, gint64 planned);

G_END_DECLS
