/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-forecast.h"

#include <stdlib.h>

/* How far ahead the simulation looks, and by how much an idle desk waits for something to happen. */
#define HORIZON (12 * SPT_HOUR)
#define IDLE_STEP SPT_MINUTE

/* The range: visits shorter and nobody else coming, against visits longer and everybody coming. */
#define SHORTER_PERCENT 70
#define LONGER_PERCENT 130

/* How many visits the planned length weighs against those that were seen. */
#define PLANNED_WEIGHT 10

/* A booked citizen who is yet to come stands in the queue without an index of his own. */
#define NOBODY (-1)

typedef struct
{
  SptdQueue *queue;
  /* For each entry of queue->waiting, its index in the result. */
  GArray *origin;
  gint64 *starts;
} Run;

static void
stretch (SptdQueue *queue, gint64 now, int percent)
{
  for (guint i = 0; i < queue->waiting->len; i++)
    {
      SptdWaiting *one = &g_array_index (queue->waiting, SptdWaiting, i);

      one->length = one->length * percent / 100;
    }
  for (guint i = 0; i < queue->expected->len; i++)
    {
      SptdExpected *one = &g_array_index (queue->expected, SptdExpected, i);

      one->length = one->length * percent / 100;
    }
  for (guint i = 0; i < queue->desks->len; i++)
    {
      SptdDesk *desk = &g_array_index (queue->desks, SptdDesk, i);

      desk->free_at = now + MAX (desk->free_at - now, 0) * percent / 100;
    }
}

/* Those whose time has come by @now enter the queue. */
static void
let_in (Run *run, gint64 now)
{
  for (guint i = run->queue->expected->len; i > 0; i--)
    {
      const SptdExpected *one = &g_array_index (run->queue->expected, SptdExpected, i - 1);
      SptdWaiting waiting = { .service = one->service,
                              .booked = TRUE,
                              .arrived_at = one->start,
                              .due_at = one->start,
                              .length = one->length };
      int nobody = NOBODY;

      if (one->start > now)
        continue;
      g_array_append_val (run->queue->waiting, waiting);
      g_array_append_val (run->origin, nobody);
      g_array_remove_index (run->queue->expected, i - 1);
    }
}

static guint
next_desk (const SptdQueue *queue)
{
  guint best = 0;

  for (guint d = 1; d < queue->desks->len; d++)
    if (g_array_index (queue->desks, SptdDesk, d).free_at
        < g_array_index (queue->desks, SptdDesk, best).free_at)
      best = d;
  return best;
}

static gboolean
serves_any (const SptdQueue *queue, guint desk)
{
  GHashTable *services = g_array_index (queue->desks, SptdDesk, desk).services;

  for (guint i = 0; i < queue->waiting->len; i++)
    if (g_hash_table_contains (services, g_array_index (queue->waiting, SptdWaiting, i).service))
      return TRUE;
  for (guint i = 0; i < queue->expected->len; i++)
    if (g_hash_table_contains (services, g_array_index (queue->expected, SptdExpected, i).service))
      return TRUE;
  return FALSE;
}

/* When each of those who wait is called, by index; 0 for who is not in time. */
static gint64 *
simulate (const SptdQueue *self, gint64 now, int percent, gboolean all_come)
{
  g_autoptr (SptdQueue) queue = sptd_queue_copy (self);
  g_autoptr (GArray) origin = g_array_new (FALSE, FALSE, sizeof (int));
  Run run = { queue, origin, g_new0 (gint64, self->waiting->len + 1) };
  guint left = self->waiting->len;

  for (int i = 0; i < (int) self->waiting->len; i++)
    g_array_append_val (origin, i);
  if (!all_come)
    g_array_set_size (queue->expected, 0);
  stretch (queue, now, percent);
  while (left > 0 && queue->desks->len > 0)
    {
      guint d = next_desk (queue);
      SptdDesk *desk = &g_array_index (queue->desks, SptdDesk, d);
      gint64 at = MAX (desk->free_at, now);
      SptdReason reason;
      int chosen, who;

      if (at > now + HORIZON)
        break;
      if (!serves_any (queue, d))
        {
          desk->free_at = G_MAXINT64;
          continue;
        }
      let_in (&run, at);
      chosen = sptd_queue_choose (queue, d, at, &reason);
      if (chosen < 0)
        {
          desk->free_at = at + IDLE_STEP;
          continue;
        }
      who = g_array_index (origin, int, chosen);
      if (who != NOBODY)
        {
          run.starts[who] = at;
          left--;
        }
      sptd_queue_take (queue, d, chosen, at);
      g_array_remove_index (origin, (guint) chosen);
    }
  return run.starts;
}

typedef struct
{
  guint index;
  gint64 start;
  gint64 due;
} Place;

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  if ((first->start == 0) != (second->start == 0))
    return first->start == 0 ? 1 : -1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  if (first->due != second->due)
    return first->due < second->due ? -1 : 1;
  return (first->index > second->index) - (first->index < second->index);
}

static void
set_positions (const SptdQueue *self, const gint64 *starts, GArray *forecasts)
{
  g_autofree Place *places = g_new (Place, self->waiting->len + 1);

  for (guint i = 0; i < self->waiting->len; i++)
    places[i] = (Place){ i, starts[i], g_array_index (self->waiting, SptdWaiting, i).due_at };
  qsort (places, self->waiting->len, sizeof *places, by_place);
  for (guint i = 0; i < self->waiting->len; i++)
    g_array_index (forecasts, SptdForecast, places[i].index).position = (int) i + 1;
}

/**
 * sptd_queue_forecast:
 * @self: the queue
 * @now: the present instant
 *
 * Simulates the desks in service with the order that sptd_queue_choose() has, three times: as
 * planned, which gives the positions; with shorter visits and without those who are yet to come; and
 * with longer visits. The last two give the range.
 *
 * Returns: (transfer full) (element-type SptdForecast): one for each entry of `waiting`
 */
GArray *
sptd_queue_forecast (const SptdQueue *self, gint64 now)
{
  GArray *forecasts = g_array_new (FALSE, TRUE, sizeof (SptdForecast));
  g_autofree gint64 *likely = simulate (self, now, 100, TRUE);
  g_autofree gint64 *soon = simulate (self, now, SHORTER_PERCENT, FALSE);
  g_autofree gint64 *late = simulate (self, now, LONGER_PERCENT, TRUE);

  g_array_set_size (forecasts, self->waiting->len);
  for (guint i = 0; i < self->waiting->len; i++)
    {
      SptdForecast *one = &g_array_index (forecasts, SptdForecast, i);
      gint64 low = MIN (soon[i], likely[i]) - now;
      gint64 high = MAX (late[i], MAX (soon[i], likely[i])) - now;

      one->starts_at = likely[i];
      if (soon[i] == 0 || likely[i] == 0 || late[i] == 0)
        continue;
      one->wait_low = MAX (low, 0) / SPT_MINUTE * 60;
      one->wait_high = MAX ((high + SPT_MINUTE - 1) / SPT_MINUTE, 1) * 60;
    }
  set_positions (self, likely, forecasts);
  return forecasts;
}

/**
 * sptd_queue_forecast_one_more:
 * @self: the queue
 * @one: who would come now
 * @now: the present instant
 *
 * Returns: what he would have to expect
 */
SptdForecast
sptd_queue_forecast_one_more (const SptdQueue *self, const SptdWaiting *one, gint64 now)
{
  g_autoptr (SptdQueue) queue = sptd_queue_copy (self);
  g_autoptr (GArray) forecasts = NULL;

  g_array_append_val (queue->waiting, *one);
  forecasts = sptd_queue_forecast (queue, now);
  return g_array_index (forecasts, SptdForecast, queue->waiting->len - 1);
}

static int
by_length (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * sptd_learned_length:
 * @lengths: (element-type gint64): how long the last visits took, microseconds; is sorted
 * @planned: how long they are planned for
 *
 * The median, so that one endless visit counts for little, drawn to the planned length as long as few
 * were seen.
 *
 * Returns: how long a visit is expected to take
 */
gint64
sptd_learned_length (GArray *lengths, gint64 planned)
{
  gint64 n = lengths->len;
  gint64 median;

  if (n == 0)
    return planned;
  g_array_sort (lengths, by_length);
  median =
      (g_array_index (lengths, gint64, (n - 1) / 2) + g_array_index (lengths, gint64, n / 2)) / 2;
  return (median * n + planned * PLANNED_WEIGHT) / (n + PLANNED_WEIGHT);
}
