/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-queue.h"

#include "wire/spt-wire-desk.h"

/* How far ahead appointments matter to the order and the waiting time. */
#define EXPECTED_AHEAD (12 * SPT_HOUR)
/* How many visits a service's length is learned from. */
#define LEARN_FROM 30
/* What is still to come of a meeting that takes longer than expected, and of the work after it. */
#define AT_LEAST_LEFT (2 * SPT_MINUTE)

/**
 * sptd_stored_queue_free:
 * @self: (transfer full): a queue
 */
void
sptd_stored_queue_free (SptdStoredQueue *self)
{
  sptd_queue_free (self->queue);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->offices);
  g_hash_table_unref (self->services);
  g_hash_table_unref (self->lengths);
  g_free (self);
}

/* Adds the offices that share an operator with one of the set, until there is none. */
static gboolean
read_offices (SptdDatabase *db, const char *office_id, GHashTable *offices, GError **error)
{
  gboolean grown = TRUE;

  g_hash_table_add (offices, (gpointer) g_intern_string (office_id));
  while (grown)
    {
      g_autoptr (SptdStatement) statement =
          sptd_database_query (db, error,
                               "SELECT a.office_id, b.office_id FROM operator_office a"
                               " JOIN operator_office b ON b.operator_id = a.operator_id"
                               " AND b.office_id <> a.office_id",
                               "");
      gboolean row = FALSE;
      gboolean good = statement != NULL;

      grown = FALSE;
      while (good && (good = sptd_statement_step (statement, &row, error)) && row)
        if (g_hash_table_contains (offices, g_intern_string (sptd_statement_text (statement, 0))))
          grown |=
              g_hash_table_add (offices,
                                (gpointer) g_intern_string (sptd_statement_text (statement, 1)));
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_services (SptdDatabase *db, GHashTable *services, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT x.operator_id, x.service_id FROM operator_service x"
                           " JOIN service s ON s.id = x.service_id"
                           " JOIN operator_office o ON o.operator_id = x.operator_id"
                           " AND o.office_id = s.office_id",
                           "");
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      const char *operator_id = sptd_statement_text (statement, 0);
      GHashTable *set = g_hash_table_lookup (services, operator_id);

      if (set == NULL)
        {
          set = g_hash_table_new (g_direct_hash, g_direct_equal);
          g_hash_table_insert (services, g_strdup (operator_id), set);
        }
      g_hash_table_add (set, (gpointer) g_intern_string (sptd_statement_text (statement, 1)));
    }
  return good;
}

static gboolean
learn (SptdDatabase *db, const char *service, gint64 planned, gint64 *length, GError **error)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT sum(i.end_at - i.begin_at) FROM (SELECT visit_id, state_since FROM ticket"
      " WHERE service_id = $1 AND state = 'completed' ORDER BY state_since DESC LIMIT $2) t"
      " JOIN visit_interval i ON i.visit_id = t.visit_id AND i.state = 'serving'"
      " AND i.end_at IS NOT NULL GROUP BY t.visit_id",
      "si", service, (gint64) LEARN_FROM);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      gint64 one = sptd_statement_int64 (statement, 0);

      g_array_append_val (lengths, one);
    }
  *length = sptd_learned_length (lengths, planned);
  return good;
}

static gboolean
read_lengths (SptdDatabase *db, SptdStoredQueue *self, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT id, office_id, minutes FROM service", "");
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      const char *service = g_intern_string (sptd_statement_text (statement, 0));
      const char *office = g_intern_string (sptd_statement_text (statement, 1));
      gint64 length;

      if (!g_hash_table_contains (self->offices, office))
        continue;
      good = learn (db, service, sptd_statement_int64 (statement, 2) * SPT_MINUTE, &length, error);
      if (good)
        g_hash_table_insert (self->lengths, (gpointer) service, g_memdup2 (&length, sizeof length));
    }
  return good;
}

static gint64
length_of (const SptdStoredQueue *self, const char *service)
{
  const gint64 *length = g_hash_table_lookup (self->lengths, service);

  return length != NULL ? *length : 15 * SPT_MINUTE;
}

static gboolean
read_waiting (SptdDatabase *db, SptdStoredQueue *self, const char *office_id, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT visit_id, service_id, kind, arrived_at, due_at, recalls, state_since FROM ticket"
      " WHERE office_id = $1 AND state = 'waiting' ORDER BY arrived_at, visit_id",
      "s", office_id);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      SptdWaiting one = {
        .id = g_string_chunk_insert (self->strings, sptd_statement_text (statement, 0)),
        .service = g_intern_string (sptd_statement_text (statement, 1)),
        .booked = g_strcmp0 (sptd_statement_text (statement, 2), "booked") == 0,
        .arrived_at = sptd_statement_int64 (statement, 3),
        .due_at = sptd_statement_int64 (statement, 4),
        .recalls = (guint) sptd_statement_int64 (statement, 5),
      };

      one.length = length_of (self, one.service);
      if (one.recalls > 0)
        one.not_before = sptd_statement_int64 (statement, 6) + SPTD_RECALL_PAUSE;
      g_array_append_val (self->queue->waiting, one);
    }
  return good;
}

static gboolean
read_expected (SptdDatabase *db, SptdStoredQueue *self, gint64 now, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT v.service_id, a.start_at, v.office_id FROM appointment a"
                           " JOIN visit v ON v.id = a.visit_id"
                           " WHERE a.start_at BETWEEN $1 AND $2 AND a.state = 'booked'",
                           "ii", now - SPTD_CHECK_IN_AFTER, now + EXPECTED_AHEAD);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      SptdExpected one = {
        .service = g_intern_string (sptd_statement_text (statement, 0)),
        .start = sptd_statement_int64 (statement, 1),
      };

      one.length = length_of (self, one.service);
      if (g_hash_table_contains (self->offices,
                                 g_intern_string (sptd_statement_text (statement, 2))))
        g_array_append_val (self->queue->expected, one);
    }
  return good;
}

static gint64
free_at (SptDeskState state, gint64 length, gint64 since, gint64 now)
{
  switch (state)
    {
    case SPT_DESK_RINGING:
      return now + length;
    case SPT_DESK_IN_CALL:
      return MAX (since + length, now + AT_LEAST_LEFT);
    case SPT_DESK_WRAP_UP:
      return now + AT_LEAST_LEFT / 2;
    case SPT_DESK_AVAILABLE:
    case SPT_DESK_UNSET:
    case SPT_DESK_OFFLINE:
    case SPT_DESK_PAUSED:
      break;
    }
  return now;
}

static gboolean
serves_here (const SptdStoredQueue *self, GHashTable *services)
{
  GHashTableIter iter;
  gpointer service;

  g_hash_table_iter_init (&iter, services);
  while (g_hash_table_iter_next (&iter, &service, NULL))
    if (g_hash_table_contains (self->lengths, service))
      return TRUE;
  return FALSE;
}

static gboolean
read_desks (SptdDatabase *db, SptdStoredQueue *self, gint64 now, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT d.operator_id, d.state, d.state_since, t.service_id FROM desk d"
      " LEFT JOIN ticket t ON t.visit_id = d.visit_id"
      " WHERE d.state IN ('available', 'ringing', 'in-call', 'wrap-up') ORDER BY d.operator_id",
      "");
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      const char *operator_id =
          g_string_chunk_insert (self->strings, sptd_statement_text (statement, 0));
      const char *service = g_intern_string (sptd_statement_text (statement, 3));
      GHashTable *services = g_hash_table_lookup (self->services, operator_id);
      SptDeskState state = (SptDeskState) spt_wire_enum_value (spt_desk_state_names,
                                                               sptd_statement_text (statement, 1));
      SptdDesk desk = { operator_id, services,
                        free_at (state, service != NULL ? length_of (self, service) : 0,
                                 sptd_statement_int64 (statement, 2), now) };

      if (services != NULL && serves_here (self, services))
        g_array_append_val (self->queue->desks, desk);
    }
  return good;
}

/* One more call that was made: who waits past the ceiling remembers whether it was a booked one. */
static void
note_call (SptdStoredQueue *self, GHashTable *services, gint64 at, gboolean booked)
{
  for (guint i = 0; i < self->queue->waiting->len; i++)
    {
      SptdWaiting *one = &g_array_index (self->queue->waiting, SptdWaiting, i);

      if (!one->booked && one->arrived_at + SPTD_CEILING <= at
          && g_hash_table_contains (services, one->service))
        one->overtaken = booked;
    }
}

static gboolean
read_turns (SptdDatabase *db, SptdStoredQueue *self, gint64 now, GError **error)
{
  g_autoptr (SptdStatement) statement = NULL;
  gint64 oldest = now;
  gboolean row = FALSE;
  gboolean good;

  for (guint i = 0; i < self->queue->waiting->len; i++)
    {
      const SptdWaiting *one = &g_array_index (self->queue->waiting, SptdWaiting, i);

      if (!one->booked)
        oldest = MIN (oldest, one->arrived_at + SPTD_CEILING);
    }
  if (oldest >= now)
    return TRUE;
  statement = sptd_database_query (db, error,
                                   "SELECT i.begin_at, i.operator_id, t.kind FROM visit_interval i"
                                   " JOIN ticket t ON t.visit_id = i.visit_id"
                                   " WHERE i.state = 'called' AND i.begin_at >= $1"
                                   " ORDER BY i.begin_at",
                                   "i", oldest);
  good = statement != NULL;
  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      const char *operator_id = sptd_statement_text (statement, 1);
      GHashTable *services =
          operator_id != NULL ? g_hash_table_lookup (self->services, operator_id) : NULL;

      if (services != NULL)
        note_call (self, services, sptd_statement_int64 (statement, 0),
                   g_strcmp0 (sptd_statement_text (statement, 2), "booked") == 0);
    }
  return good;
}

/**
 * sptd_store_queue_read:
 * @db: a connection
 * @office_id: an office
 * @now: the present instant
 * @error: of the database
 *
 * Returns: (transfer full) (nullable): the queue in which this office's citizens wait
 */
SptdStoredQueue *
sptd_store_queue_read (SptdDatabase *db, const char *office_id, gint64 now, GError **error)
{
  g_autoptr (SptdStoredQueue) self = g_new0 (SptdStoredQueue, 1);
  GHashTableIter iter;
  gpointer office;

  self->queue = sptd_queue_new ();
  self->strings = g_string_chunk_new (512);
  self->offices = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->services =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->lengths = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  if (!read_offices (db, office_id, self->offices, error)
      || !read_services (db, self->services, error) || !read_lengths (db, self, error))
    return NULL;
  g_hash_table_iter_init (&iter, self->offices);
  while (g_hash_table_iter_next (&iter, &office, NULL))
    if (!read_waiting (db, self, office, error))
      return NULL;
  if (!read_expected (db, self, now, error) || !read_desks (db, self, now, error)
      || !read_turns (db, self, now, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sptd_stored_queue_find_desk:
 * @self: a queue
 * @operator_id: an operator
 *
 * Returns: the index of his desk; -1 where it is not in service
 */
int
sptd_stored_queue_find_desk (const SptdStoredQueue *self, const char *operator_id)
{
  for (guint i = 0; i < self->queue->desks->len; i++)
    if (g_strcmp0 (g_array_index (self->queue->desks, SptdDesk, i).operator_id, operator_id) == 0)
      return (int) i;
  return -1;
}

/**
 * sptd_stored_queue_find_visit:
 * @self: a queue
 * @visit_id: a visit
 *
 * Returns: its index in `waiting`; -1 where it does not wait
 */
int
sptd_stored_queue_find_visit (const SptdStoredQueue *self, const char *visit_id)
{
  for (guint i = 0; i < self->queue->waiting->len; i++)
    if (g_strcmp0 (g_array_index (self->queue->waiting, SptdWaiting, i).id, visit_id) == 0)
      return (int) i;
  return -1;
}

static SptdForecast
forecast_walk_in (const SptdStoredQueue *self,
                  const char *service,
                  gint64 target_wait_minutes,
                  gboolean assistance,
                  gint64 now)
{
  SptdWaiting one = { .service = service,
                      .arrived_at = now,
                      .due_at = now + target_wait_minutes * SPT_MINUTE,
                      .length = length_of (self, service) };

  if (assistance)
    one.due_at -= SPTD_ASSISTANCE;
  return sptd_queue_forecast_one_more (self->queue, &one, now);
}

/**
 * sptd_store_forecast_walk_in:
 * @db: a connection
 * @office_id: an office
 * @service_id: one of its services
 * @target_wait_minutes: after how long a walk-in is due
 * @assistance: whether he needs assistance
 * @now: the present instant
 * @forecast: (out): what a walk-in would have to expect now
 * @error: of the database
 *
 * Returns: whether the queue could be read
 */
gboolean
sptd_store_forecast_walk_in (SptdDatabase *db,
                             const char *office_id,
                             const char *service_id,
                             gint64 target_wait_minutes,
                             gboolean assistance,
                             gint64 now,
                             SptdForecast *forecast,
                             GError **error)
{
  g_autoptr (SptdStoredQueue) queue = sptd_store_queue_read (db, office_id, now, error);

  if (queue == NULL)
    return FALSE;
  *forecast =
      forecast_walk_in (queue, g_intern_string (service_id), target_wait_minutes, assistance, now);
  return TRUE;
}

static gboolean
desk_serves (const SptdStoredQueue *self, const char *service)
{
  for (guint i = 0; i < self->queue->desks->len; i++)
    if (g_hash_table_contains (g_array_index (self->queue->desks, SptdDesk, i).services, service))
      return TRUE;
  return FALSE;
}

static gboolean
count (SptdDatabase *db, const char *sql, const char *office_id, gint64 *found, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (db, error, sql, "s", office_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  *found = row ? sptd_statement_int64 (statement, 0) : 0;
  return TRUE;
}

/* The wait is told for the first service of the office that somebody serves now. */
static gboolean
add_wait (SptdDatabase *db, SptWireOffice *office, gint64 now, GError **error)
{
  g_autoptr (SptdStoredQueue) queue = sptd_store_queue_read (db, office->id, now, error);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT id, target_wait_minutes FROM service WHERE office_id = $1 AND walk_in = 1"
      " ORDER BY position, id",
      "s", office->id);
  gboolean row = FALSE;
  gboolean good = queue != NULL && statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      const char *service = g_intern_string (sptd_statement_text (statement, 0));
      SptdForecast forecast;

      if (!desk_serves (queue, service))
        continue;
      forecast = forecast_walk_in (queue, service, sptd_statement_int64 (statement, 1), FALSE, now);
      office->wait_low = forecast.wait_low;
      office->wait_high = forecast.wait_high;
      break;
    }
  return good;
}

/**
 * sptd_store_office_present:
 * @db: a connection
 * @office: an office with its id
 * @now: the present instant
 * @error: of the database
 *
 * Sets what is going on there: desks in service, who waits, how long a walk-in would.
 *
 * Returns: whether it could be read
 */
gboolean
sptd_store_office_present (SptdDatabase *db, SptWireOffice *office, gint64 now, GError **error)
{
  return count (db,
                "SELECT count(*) FROM desk d JOIN operator_office o"
                " ON o.operator_id = d.operator_id WHERE o.office_id = $1"
                " AND d.state IN ('available', 'ringing', 'in-call', 'wrap-up')",
                office->id, &office->desks, error)
         && count (db, "SELECT count(*) FROM ticket WHERE office_id = $1 AND state = 'waiting'",
                   office->id, &office->waiting, error)
         && (!office->open || add_wait (db, office, now, error));
}
