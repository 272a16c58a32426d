/* SPDX-License-Identifier: EUPL-1.2 */
/* The occupation of lanes, and slots kept for a while. */
#include "backend/store/sptd-store-bookings.h"
#include "backend/store/sptd-store-tokens.h"
#include "base/spt-id.h"

/* For how long a hold's token still tells that the hold has expired. */
#define TOKEN_AFTER SPT_HOUR

/**
 * sptd_store_occupation_load:
 * @db: a connection
 * @office_id: an office
 * @from: the beginning of the time that is asked for
 * @until: its end
 * @now: the present instant: what is free again by now does not count
 * @error: of the database
 *
 * Returns: (transfer full) (nullable): what is taken in that time
 */
SptdOccupation *
sptd_store_occupation_load (SptdDatabase *db,
                            const char *office_id,
                            gint64 from,
                            gint64 until,
                            gint64 now,
                            GError **error)
{
  g_autoptr (SptdOccupation) occupation = sptd_occupation_new (from, until);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT lane, tick FROM occupation WHERE office_id = $1 AND tick >= $2 AND tick <= $3"
      " AND (free_at = 0 OR free_at > $4)",
      "siii", office_id, (gint64) (from / SPTD_TICK), (gint64) (until / SPTD_TICK), now);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    sptd_occupation_take (occupation, (int) sptd_statement_int64 (statement, 0),
                          sptd_statement_int64 (statement, 1));
  return good ? g_steal_pointer (&occupation) : NULL;
}

typedef struct
{
  const char *office_id;
  const char *holder;
  gint64 tick;
  gint64 n_ticks;
  gint64 free_at;
  int lane;
} Taking;

/* Takes all ticks on one lane or none. */
static gboolean
take_lane (SptdDatabase *db, gpointer data, GError **error)
{
  const Taking *taking = data;

  for (gint64 i = 0; i < taking->n_ticks; i++)
    if (!sptd_database_run (db, error,
                            "INSERT INTO occupation (office_id, lane, tick, holder, free_at)"
                            " VALUES ($1, $2, $3, $4, $5)",
                            "siisi", taking->office_id, (gint64) taking->lane, taking->tick + i,
                            taking->holder, taking->free_at))
      return FALSE;
  return TRUE;
}

/* The primary key decides, whatever was read before: who meets a constraint tries the next lane. */
static gboolean
take_first_lane (SptdDatabase *db, Taking *taking, guint64 lanes, GError **error)
{
  for (taking->lane = 0; taking->lane < SPTD_MAX_LANES; taking->lane++)
    {
      g_autoptr (GError) local = NULL;

      if ((lanes & (G_GUINT64_CONSTANT (1) << taking->lane)) == 0)
        continue;
      if (sptd_database_transact (db, take_lane, taking, &local))
        return TRUE;
      if (!g_error_matches (local, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_CONSTRAINT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN, "the slot has just been taken");
  return FALSE;
}

/* Finds the start among those on offer, and says which way it is not. */
static gboolean
find_start (SptdDatabase *db,
            const SptdOffer *offer,
            const char *office_id,
            gint64 start,
            SptdStart *found,
            GError **error)
{
  gint64 until = start + sptd_offer_ticks (offer) * SPTD_TICK;
  g_autoptr (SptdOccupation) none = sptd_occupation_new (start, start);
  g_autoptr (SptdOccupation) taken = NULL;

  if (start % SPT_MINUTE != 0 || !sptd_offer_has_start (offer, start, none, found))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_SLOT_NOT_OFFERED,
                           "no slot of this service begins then");
      return FALSE;
    }
  taken = sptd_store_occupation_load (db, office_id, start, until, offer->now, error);
  if (taken == NULL)
    return FALSE;
  if (sptd_offer_has_start (offer, start, taken, found))
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN, "the slot is taken");
  return FALSE;
}

static gboolean
write_hold (SptdDatabase *db,
            const SptdService *service,
            const SptdOffer *offer,
            const SptdStart *start,
            gint64 now,
            SptWireHold *hold,
            GError **error)
{
  Taking taking = { service->office_id,       hold->id,         start->start / SPTD_TICK,
                    sptd_offer_ticks (offer), hold->expires_at, 0 };

  /* What nobody has any more makes room before the key would object. */
  if (!sptd_database_run (db, error,
                          "DELETE FROM occupation WHERE office_id = $1 AND tick >= $2 AND tick < $3"
                          " AND free_at > 0 AND free_at <= $4",
                          "siii", taking.office_id, taking.tick, taking.tick + taking.n_ticks, now)
      || !take_first_lane (db, &taking, start->lanes, error)
      || !sptd_database_run (db, error,
                             "INSERT INTO hold (id, office_id, service_id, lane, start_at, end_at,"
                             " expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                             "sssiiii", hold->id, service->office_id, service->id,
                             (gint64) taking.lane, start->start, start->end, hold->expires_at))
    return FALSE;
  hold->token = sptd_store_token_create (db, SPT_ROLE_HOLDER, hold->id, now,
                                         hold->expires_at + TOKEN_AFTER, 0, error);
  return hold->token != NULL;
}

/**
 * sptd_store_hold_create:
 * @db: a connection in a transaction
 * @organization: the organization
 * @service_id: a service
 * @start: a start, as it was offered
 * @now: when
 * @hold: (out): the hold with its token
 * @error: %SPT_ERROR_SLOT_TAKEN, %SPT_ERROR_SLOT_NOT_OFFERED, %SPT_ERROR_NOT_FOUND, or of the
 *   database
 *
 * Keeps a slot for %SPTD_HOLD_TIME, on the first lane that is free for the visit and its buffer.
 *
 * Returns: whether it is kept
 */
gboolean
sptd_store_hold_create (SptdDatabase *db,
                        const SptdOrganization *organization,
                        const char *service_id,
                        gint64 start,
                        gint64 now,
                        SptWireHold **hold,
                        GError **error)
{
  g_autoptr (SptdService) service = sptd_store_service_load (db, service_id, error);
  g_autoptr (SptdCalendar) calendar = NULL;
  g_autoptr (SptWireHold) made = spt_wire_hold_new ();
  SptdOffer offer = { 0 };
  SptdStart found;

  if (service == NULL)
    return FALSE;
  if (!service->bookable)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_SLOT_NOT_OFFERED,
                           "this service is not given by appointment");
      return FALSE;
    }
  calendar = sptd_store_calendar_load (db, organization, service->office_id, error);
  if (calendar == NULL)
    return FALSE;
  offer = (SptdOffer){ calendar,
                       now,
                       organization->lead_minutes,
                       organization->horizon_days,
                       service->minutes,
                       service->buffer_minutes };
  if (!find_start (db, &offer, service->office_id, start, &found, error))
    return FALSE;
  made->id = spt_id_new ();
  made->office_id = g_strdup (service->office_id);
  made->service_id = g_strdup (service->id);
  made->start = found.start;
  made->end = found.end;
  made->expires_at = now + SPTD_HOLD_TIME;
  if (!write_hold (db, service, &offer, &found, now, made, error))
    return FALSE;
  *hold = g_steal_pointer (&made);
  return TRUE;
}

/**
 * sptd_store_hold_delete:
 * @db: a connection in a transaction
 * @hold_id: a hold
 * @error: of the database
 *
 * Gives the slot back. One that is gone already is given back.
 *
 * Returns: whether it is free
 */
gboolean
sptd_store_hold_delete (SptdDatabase *db, const char *hold_id, GError **error)
{
  return sptd_database_run (db, error, "DELETE FROM occupation WHERE holder = $1", "s", hold_id)
         && sptd_database_run (db, error, "DELETE FROM hold WHERE id = $1", "s", hold_id);
}
