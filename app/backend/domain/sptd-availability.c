/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-availability.h"

struct _SptdOccupation
{
  gint64 first;
  gint64 n_ticks;
  guint64 taken[];
};

/**
 * sptd_occupation_new:
 * @from: an instant, microseconds
 * @until: a later one
 *
 * Returns: (transfer full): the occupation of that time, with nothing taken
 */
SptdOccupation *
sptd_occupation_new (gint64 from, gint64 until)
{
  gint64 first = from / SPTD_TICK;
  gint64 n_ticks = MAX ((until + SPTD_TICK - 1) / SPTD_TICK - first, 0);
  SptdOccupation *self = g_malloc0 (sizeof (SptdOccupation) + (gsize) n_ticks * sizeof (guint64));

  self->first = first;
  self->n_ticks = n_ticks;
  return self;
}

/**
 * sptd_occupation_free:
 * @self: (transfer full): an occupation
 */
void
sptd_occupation_free (SptdOccupation *self)
{
  g_free (self);
}

/**
 * sptd_occupation_take:
 * @self: an occupation
 * @lane: which lane
 * @tick: which tick since the epoch; one outside its time is passed over
 */
void
sptd_occupation_take (SptdOccupation *self, int lane, gint64 tick)
{
  if (tick >= self->first && tick < self->first + self->n_ticks && lane >= 0
      && lane < SPTD_MAX_LANES)
    self->taken[tick - self->first] |= G_GUINT64_CONSTANT (1) << lane;
}

static guint64
taken_between (const SptdOccupation *self, gint64 tick, gint64 n_ticks)
{
  guint64 taken = 0;

  for (gint64 i = MAX (tick, self->first); i < MIN (tick + n_ticks, self->first + self->n_ticks);
       i++)
    taken |= self->taken[i - self->first];
  return taken;
}

/**
 * sptd_offer_step_minutes:
 * @self: an offer
 *
 * Starts lie on a grid from the beginning of each opening: the widest of 15, 10 and 5 minutes that
 * divides the visit's length, so that times stay round and little is lost between visits.
 *
 * Returns: minutes between two starts
 */
int
sptd_offer_step_minutes (const SptdOffer *self)
{
  if (self->minutes % 15 == 0)
    return 15;
  return self->minutes % 10 == 0 ? 10 : 5;
}

/**
 * sptd_offer_ticks:
 * @self: an offer
 *
 * Returns: how many ticks a visit takes with its buffer
 */
gint64
sptd_offer_ticks (const SptdOffer *self)
{
  return ((self->minutes + self->buffer_minutes) * SPT_MINUTE + SPTD_TICK - 1) / SPTD_TICK;
}

/* How long after its start a visit may be booked where one may book for now: the time in which its
 * check-in still counts as booked. */
#define LATEST_MINUTES 10

/* The first start that may be booked at all. */
static gint64
earliest (const SptdOffer *self)
{
  /* The slot that has begun, as long as one who books it is still on time. */
  if (self->calendar->always_open)
    return self->now - MIN (sptd_offer_step_minutes (self), LATEST_MINUTES) * SPT_MINUTE + 1;
  return self->now + self->lead_minutes * SPT_MINUTE;
}

static gboolean
within_horizon (const SptdOffer *self, const char *date)
{
  g_autofree char *today = spt_date_of_instant (self->now, self->calendar->zone);
  g_autofree char *last = sptd_date_add_days (today, (int) self->horizon_days);

  /* Dates of this form sort as text. */
  return g_strcmp0 (date, today) >= 0 && g_strcmp0 (date, last) <= 0;
}

static guint64
lanes_of (int desks)
{
  if (desks >= SPTD_MAX_LANES)
    return G_MAXUINT64;
  return (G_GUINT64_CONSTANT (1) << MAX (desks, 0)) - 1;
}

static void
offer_interval (const SptdOffer *self,
                const SptdInterval *interval,
                const SptdOccupation *occupation,
                GArray *starts)
{
  gint64 step = sptd_offer_step_minutes (self) * SPT_MINUTE;
  gint64 length = self->minutes * SPT_MINUTE;
  gint64 first = earliest (self);

  for (gint64 at = interval->from; at + length <= interval->until; at += step)
    {
      guint64 lanes;
      SptdStart start;

      if (at < first)
        continue;
      lanes = lanes_of (interval->desks)
              & ~taken_between (occupation, at / SPTD_TICK, sptd_offer_ticks (self));
      if (lanes == 0)
        continue;
      start = (SptdStart){ at, at + length, __builtin_popcountll (lanes), lanes };
      g_array_append_val (starts, start);
    }
}

/**
 * sptd_offer_day:
 * @self: an offer
 * @date: a local date as `YYYY-MM-DD`
 * @occupation: what is taken on that date, and a visit's length beyond it
 *
 * Returns: (transfer full) (element-type SptdStart): the starts that can be booked, in order
 */
GArray *
sptd_offer_day (const SptdOffer *self, const char *date, const SptdOccupation *occupation)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (SptdStart));
  g_autoptr (GArray) intervals = NULL;

  if (!within_horizon (self, date))
    return starts;
  intervals = sptd_calendar_intervals (self->calendar, date);
  for (guint i = 0; i < intervals->len; i++)
    offer_interval (self, &g_array_index (intervals, SptdInterval, i), occupation, starts);
  return starts;
}

/**
 * sptd_offer_has_start:
 * @self: an offer
 * @start: a start, as it was offered
 * @occupation: what is taken around it
 * @found: (out): the offered start
 *
 * Returns: whether @start is offered
 */
gboolean
sptd_offer_has_start (const SptdOffer *self,
                      gint64 start,
                      const SptdOccupation *occupation,
                      SptdStart *found)
{
  g_autofree char *date = spt_date_of_instant (start, self->calendar->zone);
  g_autoptr (GArray) starts = sptd_offer_day (self, date, occupation);

  for (guint i = 0; i < starts->len; i++)
    {
      *found = g_array_index (starts, SptdStart, i);
      if (found->start == start)
        return TRUE;
    }
  return FALSE;
}

/**
 * sptd_offer_day_is_open:
 * @self: an offer
 * @date: a local date as `YYYY-MM-DD`
 *
 * Returns: whether the office receives by appointment on that date, free or not
 */
gboolean
sptd_offer_day_is_open (const SptdOffer *self, const char *date)
{
  g_autoptr (GArray) intervals = NULL;

  if (!within_horizon (self, date))
    return FALSE;
  intervals = sptd_calendar_intervals (self->calendar, date);
  return intervals->len > 0;
}
