/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-sweep.h"

#include "backend/store/sptd-store-calls.h"
#include "backend/store/sptd-store-changes.h"
#include "backend/store/sptd-store-offices.h"

/* Whoever has not been called for so long is not there any more. */
#define FORGOTTEN_AFTER (12 * SPT_HOUR)

typedef struct
{
  gint64 now;
  gint64 next;
} Sweep;

static GPtrArray *
read_ids (SptdDatabase *db, const char *sql, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SptdStatement) statement = sptd_database_query (db, error, sql, "i", before);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    g_ptr_array_add (ids, sptd_statement_dup_text (statement, 0));
  return good ? g_steal_pointer (&ids) : NULL;
}

static gboolean
sweep_slots (SptdDatabase *db, gint64 now, GError **error)
{
  return sptd_database_run (db, error, "DELETE FROM hold WHERE expires_at <= $1", "i", now)
         && sptd_database_run (db, error,
                               "DELETE FROM occupation WHERE free_at > 0 AND free_at <= $1", "i",
                               now);
}

static gboolean
sweep_calls (SptdDatabase *db, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) ids =
      read_ids (db, "SELECT id FROM call WHERE state = 'ringing' AND ring_until <= $1", now, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!sptd_store_call_unanswered (db, g_ptr_array_index (ids, i), now, error))
      return FALSE;
  return ids != NULL;
}

/* A citizen may come late until the day is over; then the appointment has expired. */
static gboolean
sweep_appointments (SptdDatabase *db, gint64 midnight, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) ids = read_ids (db,
                                        "SELECT visit_id FROM appointment WHERE state = 'booked'"
                                        " AND start_at < $1 ORDER BY start_at",
                                        midnight, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (!sptd_store_appointment_change (db, id, SPTD_APPOINTMENT_STEP_EXPIRE, now, error)
          || !sptd_store_interval_begin (db, id, NULL, NULL, now, error)
          || !sptd_store_tell_appointment (db, id, now, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
sweep_tickets (SptdDatabase *db, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) ids =
      read_ids (db,
                "SELECT t.visit_id FROM office o JOIN ticket t ON t.office_id = o.id"
                " AND t.state IN ('waiting', 'away') WHERE t.state_since <= $1",
                now - FORGOTTEN_AFTER, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      gboolean booked;

      if (!sptd_store_ticket_change (db, id, SPTD_TICKET_STEP_GIVE_UP, NULL, now, error)
          || !sptd_store_visit_is_booked (db, id, &booked, error)
          || (booked
              && (!sptd_store_appointment_change (db, id, SPTD_APPOINTMENT_STEP_MISS, now, error)
                  || !sptd_store_tell_appointment (db, id, now, error)))
          || !sptd_store_tell_ticket (db, id, now, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
find_next (SptdDatabase *db, gint64 midnight, gint64 *next, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT min(at) FROM (SELECT min(expires_at) AS at FROM hold"
                           " UNION ALL SELECT min(free_at) FROM occupation WHERE free_at > 0"
                           " UNION ALL SELECT min(ring_until) FROM call WHERE state = 'ringing'"
                           " UNION ALL SELECT CAST ($1 AS BIGINT)) AS wanted",
                           "i", midnight);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  *next = sptd_statement_int64 (statement, 0);
  return TRUE;
}

static gboolean
sweep (SptdDatabase *db, gpointer data, GError **error)
{
  Sweep *self = data;
  g_autoptr (SptdOrganization) organization = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *today = NULL;
  gint64 now = self->now;

  organization = sptd_store_organization_load (db, &local);
  if (g_error_matches (local, SPT_ERROR, SPT_ERROR_NOT_FOUND))
    return TRUE;
  if (organization == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  today = spt_date_of_instant (now, organization->zone);
  return sweep_slots (db, now, error) && sweep_calls (db, now, error)
         && sweep_appointments (db, spt_instant_of_local (today, 0, organization->zone), now, error)
         && sweep_tickets (db, now, error)
         && find_next (db, spt_instant_of_local (today, 24 * 60, organization->zone), &self->next,
                       error);
}

/**
 * sptd_store_sweep:
 * @db: a connection
 * @now: the present instant
 * @next: (out): when to sweep again at the latest; earlier after something was changed
 * @error: of the database
 *
 * Does in one transaction what the clock alone changes, and tells it: holds that have expired and
 * slots that are free again, calls that rang their time, appointments nobody came to, tickets that
 * were forgotten. A database that has not been set up has nothing to sweep.
 *
 * Returns: whether it was done
 */
gboolean
sptd_store_sweep (SptdDatabase *db, gint64 now, gint64 *next, GError **error)
{
  Sweep data = { now, now + SPT_HOUR };
  gboolean good = sptd_database_transact (db, sweep, &data, error);

  *next = data.next;
  return good;
}
