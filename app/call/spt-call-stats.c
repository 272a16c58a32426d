/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-call-stats.h"

G_DEFINE_BOXED_TYPE (SptCallStats, spt_call_stats, spt_call_stats_copy, spt_call_stats_free)

SptCallStats *
spt_call_stats_copy (const SptCallStats *self)
{
  SptCallStats *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (SptCallStats, 1);
  *copy = *self;
  return copy;
}

void
spt_call_stats_free (SptCallStats *self)
{
  g_free (self);
}
