/* SPDX-License-Identifier: EUPL-1.2 */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-limits.h"

#include <gio/gio.h>
#include <string.h>

/* How many keys are remembered; beyond it, those that are full again are forgotten, and where that
 * does not help, all are: being generous for a moment is better than growing without a bound. */
#define MAX_KEYS 20000

/* So many wrong guesses cost nothing; each further one doubles the delay. */
#define FREE_GUESSES 5
/* After so long without a guess a key is forgotten. */
#define FORGET_AFTER SPT_HOUR

typedef struct
{
  double level;
  gint64 at;
  guint capacity;
  guint per_second;
} Bucket;

typedef struct
{
  guint wrong;
  gint64 last;
  gint64 not_before;
} Guesses;

struct _SptdLimits
{
  GMutex mutex;
  const SptClock *clock;
  GHashTable *buckets;
  GHashTable *guesses;
};

/**
 * sptd_limits_new:
 * @clock: where the time comes from; it must outlive the limits
 *
 * Returns: (transfer full): the limits, all untouched
 */
SptdLimits *
sptd_limits_new (const SptClock *clock)
{
  SptdLimits *self = g_new0 (SptdLimits, 1);

  g_mutex_init (&self->mutex);
  self->clock = clock;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->guesses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * sptd_limits_free:
 * @self: (nullable) (transfer full): the limits
 */
void
sptd_limits_free (SptdLimits *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  g_hash_table_unref (self->guesses);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
refill (Bucket *bucket, gint64 now)
{
  double passed = (double) MAX (now - bucket->at, 0) / (double) SPT_SECOND;

  bucket->level = MIN (bucket->level + passed * bucket->per_second, (double) bucket->capacity);
  bucket->at = now;
}

static gboolean
bucket_is_full (gpointer key, gpointer value, gpointer now)
{
  refill (value, *(gint64 *) now);
  return ((Bucket *) value)->level >= ((Bucket *) value)->capacity;
}

static gboolean
guesses_are_old (gpointer key, gpointer value, gpointer now)
{
  return *(gint64 *) now - ((Guesses *) value)->last > FORGET_AFTER;
}

/* Makes room for one more key. */
static void
make_room (GHashTable *table, GHRFunc is_dispensable, gint64 now)
{
  if (g_hash_table_size (table) < MAX_KEYS)
    return;
  g_hash_table_foreach_remove (table, is_dispensable, &now);
  if (g_hash_table_size (table) >= MAX_KEYS)
    g_hash_table_remove_all (table);
}

/**
 * sptd_limits_take:
 * @self: the limits
 * @key: whose bucket
 * @capacity: how many requests fit into it
 * @per_second: how many flow in
 * @allowance: (out): what is left
 *
 * Takes one request out of a bucket.
 *
 * Returns: whether there was one
 */
gboolean
sptd_limits_take (SptdLimits *self,
                  const char *key,
                  guint capacity,
                  guint per_second,
                  SptdAllowance *allowance)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = spt_clock_now (self->clock);
  Bucket *bucket = g_hash_table_lookup (self->buckets, key);
  gboolean good;

  if (bucket == NULL)
    {
      make_room (self->buckets, bucket_is_full, now);
      bucket = g_new0 (Bucket, 1);
      bucket->level = capacity;
      bucket->capacity = capacity;
      bucket->per_second = per_second;
      bucket->at = now;
      g_hash_table_insert (self->buckets, g_strdup (key), bucket);
    }
  refill (bucket, now);
  good = bucket->level >= 1;
  if (good)
    bucket->level -= 1;
  allowance->limit = capacity;
  allowance->remaining = (guint) bucket->level;
  allowance->reset = (guint) ((capacity - bucket->level) / per_second + 0.999);
  allowance->retry_after = good ? 0 : 1;
  return good;
}

/**
 * sptd_limits_guess:
 * @self: the limits
 * @key: whose guesses: of an address, or about an account
 * @longest: the longest delay in seconds
 *
 * Counts a guess before its outcome is known, so that guesses made at the same time count, too;
 * sptd_limits_guessed_right() forgets them. The delay grows instead of locking the account: nobody
 * can be shut out by another for long.
 *
 * Returns: 0 where the guess may be made; otherwise in how many seconds to try again
 */
guint
sptd_limits_guess (SptdLimits *self, const char *key, guint longest)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = spt_clock_now (self->clock);
  Guesses *guesses = g_hash_table_lookup (self->guesses, key);
  guint over;

  if (guesses == NULL)
    {
      make_room (self->guesses, guesses_are_old, now);
      guesses = g_new0 (Guesses, 1);
      g_hash_table_insert (self->guesses, g_strdup (key), guesses);
    }
  if (now < guesses->not_before)
    return (guint) ((guesses->not_before - now + SPT_SECOND - 1) / SPT_SECOND);
  if (guesses_are_old (NULL, guesses, &now))
    guesses->wrong = 0;
  guesses->last = now;
  guesses->wrong++;
  over = guesses->wrong > FREE_GUESSES ? guesses->wrong - FREE_GUESSES : 0;
  if (over > 0)
    guesses->not_before = now + MIN (SPT_SECOND << MIN (over, 20), longest * SPT_SECOND);
  return 0;
}

/**
 * sptd_limits_guessed_right:
 * @self: the limits
 * @key: whose guesses
 *
 * Forgets the guesses of a key.
 */
void
sptd_limits_guessed_right (SptdLimits *self, const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->guesses, key);
}

/**
 * sptd_limits_address_key:
 * @address: an IP address
 *
 * One IPv6 subscriber has a /64 at least: all of it is one key.
 *
 * Returns: (transfer full): the key of the address' bucket
 */
char *
sptd_limits_address_key (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  guint8 bytes[16] = { 0 };
  g_autoptr (GInetAddress) network = NULL;
  g_autofree char *text = NULL;

  if (inet == NULL || g_inet_address_get_family (inet) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);
  memcpy (bytes, g_inet_address_to_bytes (inet), 8);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  text = g_inet_address_to_string (network);
  return g_strconcat (text, "/64", NULL);
}
