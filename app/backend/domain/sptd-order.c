/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-order.h"

static const char *const reason_names[] = { NULL,      "booked-due",   "walk-in-due",
                                            "ceiling", "booked-early", "recalled" };

/**
 * sptd_reason_name:
 * @reason: a reason
 *
 * Returns: (nullable): its name on the wire
 */
const char *
sptd_reason_name (SptdReason reason)
{
  return reason < G_N_ELEMENTS (reason_names) ? reason_names[reason] : NULL;
}

/**
 * sptd_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
SptdQueue *
sptd_queue_new (void)
{
  SptdQueue *self = g_new0 (SptdQueue, 1);

  self->waiting = g_array_new (FALSE, TRUE, sizeof (SptdWaiting));
  self->expected = g_array_new (FALSE, TRUE, sizeof (SptdExpected));
  self->desks = g_array_new (FALSE, TRUE, sizeof (SptdDesk));
  return self;
}

/**
 * sptd_queue_copy:
 * @self: a queue
 *
 * Returns: (transfer full): a copy that borrows the same strings and sets
 */
SptdQueue *
sptd_queue_copy (const SptdQueue *self)
{
  SptdQueue *copy = g_new0 (SptdQueue, 1);

  copy->waiting = g_array_copy (self->waiting);
  copy->expected = g_array_copy (self->expected);
  copy->desks = g_array_copy (self->desks);
  return copy;
}

/**
 * sptd_queue_free:
 * @self: (transfer full): a queue
 */
void
sptd_queue_free (SptdQueue *self)
{
  g_array_unref (self->waiting);
  g_array_unref (self->expected);
  g_array_unref (self->desks);
  g_free (self);
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const SptdExpected *first = a, *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/* The booked citizens, present or still expected, whose time comes before @until. */
static GArray *
booked_before (const SptdQueue *self, gint64 now, gint64 until)
{
  GArray *booked = g_array_new (FALSE, FALSE, sizeof (SptdExpected));

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const SptdWaiting *waiting = &g_array_index (self->waiting, SptdWaiting, i);
      SptdExpected one = { waiting->service, waiting->due_at, waiting->length };

      if (waiting->booked && waiting->due_at < until)
        g_array_append_val (booked, one);
    }
  for (guint i = 0; i < self->expected->len; i++)
    {
      const SptdExpected *expected = &g_array_index (self->expected, SptdExpected, i);

      if (expected->start < until && now <= expected->start + SPTD_CHECK_IN_AFTER)
        g_array_append_val (booked, *expected);
    }
  g_array_sort (booked, by_start);
  return booked;
}

/* The desk at which a service can begin first; -1 where none serves it. */
static int
first_desk (const SptdQueue *self, const gint64 *free_at, const char *service)
{
  int best = -1;

  for (guint d = 0; d < self->desks->len; d++)
    if (g_hash_table_contains (g_array_index (self->desks, SptdDesk, d).services, service)
        && (best < 0 || free_at[d] < free_at[best]))
      best = (int) d;
  return best;
}

/* By how much each of @booked starts late where @desk is taken until @taken_until. */
static void
lateness (const SptdQueue *self,
          GArray *booked,
          guint desk,
          gint64 now,
          gint64 taken_until,
          gint64 *late)
{
  g_autofree gint64 *free_at = g_new (gint64, self->desks->len);

  for (guint d = 0; d < self->desks->len; d++)
    free_at[d] = MAX (g_array_index (self->desks, SptdDesk, d).free_at, now);
  free_at[desk] = taken_until;
  for (guint i = 0; i < booked->len; i++)
    {
      const SptdExpected *one = &g_array_index (booked, SptdExpected, i);
      int at = first_desk (self, free_at, one->service);
      gint64 begin;

      late[i] = 0;
      if (at < 0)
        continue;
      begin = MAX (free_at[at], one->start);
      late[i] = begin - one->start;
      free_at[at] = begin + one->length;
    }
}

/* Whether a walk-in of @length at @desk would make a booked citizen start too late who would not be
 * as late without it. */
static gboolean
delays_booked (const SptdQueue *self, guint desk, gint64 now, gint64 length)
{
  g_autoptr (GArray) booked = booked_before (self, now, now + length);
  g_autofree gint64 *with = g_new0 (gint64, booked->len + 1);
  g_autofree gint64 *without = g_new0 (gint64, booked->len + 1);

  if (booked->len == 0)
    return FALSE;
  lateness (self, booked, desk, now, now + length, with);
  lateness (self, booked, desk, now, now, without);
  for (guint i = 0; i < booked->len; i++)
    if (with[i] > SPTD_LATENESS && with[i] > without[i])
      return TRUE;
  return FALSE;
}

static gboolean
past_ceiling (const SptdWaiting *waiting, gint64 now)
{
  return !waiting->booked && waiting->arrived_at + SPTD_CEILING <= now;
}

static gboolean
is_candidate (const SptdQueue *self,
              const SptdWaiting *waiting,
              guint desk,
              gint64 now,
              gboolean patient)
{
  return g_hash_table_contains (g_array_index (self->desks, SptdDesk, desk).services,
                                waiting->service)
         && (!patient || waiting->not_before <= now);
}

/* The earliest due time of those who may go; a walk-in may not where he would delay a booked one. */
static int
earliest_due (const SptdQueue *self, guint desk, gint64 now, gboolean patient, SptdReason *reason)
{
  /* What delays at one length delays at every greater one. */
  gint64 too_long = G_MAXINT64;

  for (;;)
    {
      const SptdWaiting *best = NULL;
      int index = -1;

      for (guint i = 0; i < self->waiting->len; i++)
        {
          const SptdWaiting *one = &g_array_index (self->waiting, SptdWaiting, i);

          if (!is_candidate (self, one, desk, now, patient)
              || (!one->booked && one->length >= too_long))
            continue;
          if (best == NULL || one->due_at < best->due_at)
            {
              best = one;
              index = (int) i;
            }
        }
      if (best == NULL)
        return -1;
      if (best->booked || !delays_booked (self, desk, now, best->length))
        {
          *reason = best->booked ? SPTD_REASON_BOOKED_EARLY : SPTD_REASON_WALK_IN_DUE;
          return index;
        }
      too_long = best->length;
    }
}

static int
choose (const SptdQueue *self, guint desk, gint64 now, gboolean patient, SptdReason *reason)
{
  const SptdWaiting *due = NULL, *ceiling = NULL;
  int due_index = -1, ceiling_index = -1;

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const SptdWaiting *one = &g_array_index (self->waiting, SptdWaiting, i);

      if (!is_candidate (self, one, desk, now, patient))
        continue;
      if (one->booked && one->due_at <= now && (due == NULL || one->due_at < due->due_at))
        {
          due = one;
          due_index = (int) i;
        }
      if (past_ceiling (one, now) && (ceiling == NULL || one->arrived_at < ceiling->arrived_at))
        {
          ceiling = one;
          ceiling_index = (int) i;
        }
    }
  if (ceiling != NULL && (due == NULL || ceiling->overtaken))
    {
      *reason = SPTD_REASON_CEILING;
      return ceiling_index;
    }
  if (due != NULL)
    {
      *reason = SPTD_REASON_BOOKED_DUE;
      return due_index;
    }
  return earliest_due (self, desk, now, patient, reason);
}

/**
 * sptd_queue_choose:
 * @self: the queue
 * @desk: which of its desks asks
 * @now: when
 * @reason: (out): which rule decided
 *
 * Chooses the next citizen for a desk:
 *
 * 1. a booked citizen whose time has come; but a walk-in who has waited longer than %SPTD_CEILING
 *    goes as soon as one booked citizen went before him;
 * 2. otherwise whoever is due first, where a walk-in is not begun who would make a booked citizen,
 *    present or still expected, start more than %SPTD_LATENESS late, counting all desks.
 *
 * Who was called in vain is passed over for a while, unless there is nobody else.
 *
 * Returns: the index in `waiting`; -1 where nobody is to be called now
 */
int
sptd_queue_choose (const SptdQueue *self, guint desk, gint64 now, SptdReason *reason)
{
  int chosen;

  *reason = SPTD_REASON_NONE;
  chosen = choose (self, desk, now, TRUE, reason);
  if (chosen < 0)
    chosen = choose (self, desk, now, FALSE, reason);
  if (chosen >= 0 && g_array_index (self->waiting, SptdWaiting, chosen).recalls > 0)
    *reason = SPTD_REASON_RECALLED;
  return chosen;
}

/**
 * sptd_queue_take:
 * @self: the queue
 * @desk: which of its desks takes
 * @chosen: an index in `waiting`
 * @now: when
 *
 * Does what a call changes: the citizen waits no longer, the desk is busy as long as his visit is
 * expected to take, and those past the ceiling remember whether a booked citizen went before them.
 */
void
sptd_queue_take (SptdQueue *self, guint desk, int chosen, gint64 now)
{
  SptdWaiting taken = g_array_index (self->waiting, SptdWaiting, chosen);
  SptdDesk *at = &g_array_index (self->desks, SptdDesk, desk);

  g_array_remove_index (self->waiting, (guint) chosen);
  at->free_at = now + taken.length;
  for (guint i = 0; i < self->waiting->len; i++)
    {
      SptdWaiting *one = &g_array_index (self->waiting, SptdWaiting, i);

      if (g_hash_table_contains (at->services, one->service))
        one->overtaken = taken.booked && past_ceiling (one, now);
    }
}
