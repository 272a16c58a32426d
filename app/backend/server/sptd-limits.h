/* SPDX-License-Identifier: EUPL-1.2 */
/* How often who may ask: token buckets, and a growing delay for guessing. Every function may be
 * called from any thread. */
#pragma once

#include "base/spt-clock.h"

G_BEGIN_DECLS

/**
 * SptdAllowance:
 * @limit: how many requests fit into the bucket
 * @remaining: how many are left
 * @reset: seconds until it is full again
 * @retry_after: 0, or seconds until the next request is let through
 *
 * What an answer tells about a bucket.
 */
typedef struct
{
  guint limit;
  guint remaining;
  guint reset;
  guint retry_after;
} SptdAllowance;

typedef struct _SptdLimits SptdLimits;

SptdLimits *sptd_limits_new (const SptClock *clock);
void sptd_limits_free (SptdLimits *self);

gboolean sptd_limits_take (SptdLimits *self,
                           const char *key,
                           guint capacity,
                           guint per_second,
                           SptdAllowance *allowance);

guint sptd_limits_guess (SptdLimits *self, const char *key, guint longest);
void sptd_limits_guessed_right (SptdLimits *self, const char *key);

char *sptd_limits_address_key (const char *address);

G_END_DECLS
