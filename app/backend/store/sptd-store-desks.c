/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-desks.h"

#include "backend/store/sptd-store-calls.h"
#include "backend/store/sptd-store-changes.h"
#include "backend/store/sptd-store-operators.h"
#include "backend/store/sptd-store-queue.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-id.h"

typedef struct
{
  SptDeskState state;
  gint64 state_since;
  char *reason;
  char *visit_id;
  char *call_id;
} Row;

static void
row_clear (Row *row)
{
  g_free (row->reason);
  g_free (row->visit_id);
  g_free (row->call_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
read_row (SptdDatabase *db, const char *operator_id, Row *into, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT state, state_since, reason, visit_id, call_id FROM desk WHERE operator_id = $1", "s",
      operator_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such desk");
      return FALSE;
    }
  into->state =
      (SptDeskState) spt_wire_enum_value (spt_desk_state_names, sptd_statement_text (statement, 0));
  into->state_since = sptd_statement_int64 (statement, 1);
  into->reason = sptd_statement_dup_text (statement, 2);
  into->visit_id = sptd_statement_dup_text (statement, 3);
  into->call_id = sptd_statement_dup_text (statement, 4);
  return TRUE;
}

/**
 * sptd_store_desk_load:
 * @db: a connection
 * @operator_id: whose desk
 * @now: the present instant
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): the desk with the visit that is served there
 */
SptWireDesk *
sptd_store_desk_load (SptdDatabase *db, const char *operator_id, gint64 now, GError **error)
{
  g_autoptr (SptWireDesk) desk = spt_wire_desk_new ();
  g_auto (Row) row = { 0 };

  if (!read_row (db, operator_id, &row, error))
    return NULL;
  desk->operator= sptd_store_operator_load (db, operator_id, error);
  if (desk->operator== NULL)
    return NULL;
  desk->state = row.state;
  desk->state_since = row.state_since;
  desk->reason = g_steal_pointer (&row.reason);
  if (row.visit_id != NULL)
    {
      desk->ticket = sptd_store_ticket_load (db, row.visit_id, now, TRUE, error);
      if (desk->ticket == NULL)
        return NULL;
    }
  if (row.call_id != NULL)
    {
      desk->call = sptd_store_call_load (db, row.call_id, error);
      if (desk->call == NULL)
        return NULL;
    }
  return g_steal_pointer (&desk);
}

/**
 * sptd_store_desk_set_status:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @state: available, paused or offline
 * @reason: (nullable): why it pauses
 * @now: when
 * @error: %SPT_ERROR_INVALID_FIELD, %SPT_ERROR_WRONG_STATE, or of the database
 *
 * Returns: whether it was allowed and written
 */
gboolean
sptd_store_desk_set_status (SptdDatabase *db,
                            const char *operator_id,
                            SptDeskState state,
                            const char *reason,
                            gint64 now,
                            GError **error)
{
  SptdDeskStep step = SPTD_DESK_STEP_CLOSE;

  switch (state)
    {
    case SPT_DESK_AVAILABLE:
      step = SPTD_DESK_STEP_OPEN;
      break;
    case SPT_DESK_PAUSED:
      step = SPTD_DESK_STEP_PAUSE;
      break;
    case SPT_DESK_OFFLINE:
      break;
    case SPT_DESK_UNSET:
    case SPT_DESK_RINGING:
    case SPT_DESK_IN_CALL:
    case SPT_DESK_WRAP_UP:
      spt_set_field_error (error, "state", "must be available, paused or offline");
      return FALSE;
    }
  return sptd_store_desk_change (db, operator_id, step, now, error)
         && (state != SPT_DESK_PAUSED
             || sptd_database_run (db, error, "UPDATE desk SET reason = $1 WHERE operator_id = $2",
                                   "ss", reason, operator_id))
         && sptd_store_tell_desk (db, operator_id, now, error);
}

/* A new call that rings for a visit. */
static char *
ring (SptdDatabase *db,
      const char *operator_id,
      const char *visit_id,
      gint64 attempt,
      gint64 now,
      GError **error)
{
  g_autofree char *call_id = spt_id_new ();

  if (sptd_database_run (db, error,
                         "INSERT INTO call (id, visit_id, operator_id, state, channel, attempt,"
                         " rang_at, ring_until) SELECT $1, id, $2, 'ringing', channel, $3, $4, $5"
                         " FROM visit WHERE id = $6",
                         "ssiiis", call_id, operator_id, attempt, now,
                         (gint64) (now + SPTD_RING_TIME), visit_id)
      && sptd_database_run (db, error, "UPDATE ticket SET call_id = $1 WHERE visit_id = $2", "ss",
                            call_id, visit_id)
      && sptd_store_desk_serves (db, operator_id, visit_id, call_id, error))
    return g_steal_pointer (&call_id);
  return NULL;
}

static gboolean
tell_all (SptdDatabase *db,
          const char *visit_id,
          const char *call_id,
          const char *operator_id,
          gint64 now,
          GError **error)
{
  return sptd_store_tell_ticket (db, visit_id, now, error)
         && sptd_store_tell_call (db, call_id, now, error)
         && sptd_store_tell_desk (db, operator_id, now, error);
}

static gboolean
choose (SptdDatabase *db,
        const char *operator_id,
        gint64 now,
        char **visit_id,
        SptdReason *reason,
        GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT office_id FROM operator_office WHERE operator_id = $1 LIMIT 1",
                           "s", operator_id);
  g_autoptr (SptdStoredQueue) queue = NULL;
  gboolean row = FALSE;
  int desk, chosen = -1;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      queue = sptd_store_queue_read (db, sptd_statement_text (statement, 0), now, error);
      if (queue == NULL)
        return FALSE;
      desk = sptd_stored_queue_find_desk (queue, operator_id);
      if (desk >= 0)
        chosen = sptd_queue_choose (queue->queue, (guint) desk, now, reason);
    }
  if (chosen < 0)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_QUEUE_EMPTY,
                           "nobody waits who is to be called now");
      return FALSE;
    }
  *visit_id = g_strdup (g_array_index (queue->queue->waiting, SptdWaiting, chosen).id);
  return TRUE;
}

/**
 * sptd_store_desk_next:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @now: when
 * @error: %SPT_ERROR_QUEUE_EMPTY, %SPT_ERROR_WRONG_STATE, or of the database
 *
 * Calls the next citizen by the rules of the queue. The transaction is what keeps two operators from
 * calling the same one.
 *
 * Returns: whether somebody is called
 */
gboolean
sptd_store_desk_next (SptdDatabase *db, const char *operator_id, gint64 now, GError **error)
{
  g_autofree char *visit_id = NULL;
  g_autofree char *call_id = NULL;
  g_auto (Row) row = { 0 };
  SptdReason reason;
  SptDeskState to;

  if (!read_row (db, operator_id, &row, error)
      || !sptd_desk_step (row.state, SPTD_DESK_STEP_CALL, &to, error)
      || !choose (db, operator_id, now, &visit_id, &reason, error)
      || !sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_CALL, now, error)
      || !sptd_store_ticket_change (db, visit_id, SPTD_TICKET_STEP_CALL, operator_id, now, error)
      || !sptd_database_run (db, error, "UPDATE ticket SET why_next = $1 WHERE visit_id = $2", "ss",
                             sptd_reason_name (reason), visit_id))
    return FALSE;
  call_id = ring (db, operator_id, visit_id, 1, now, error);
  return call_id != NULL && tell_all (db, visit_id, call_id, operator_id, now, error);
}

/**
 * sptd_store_desk_recall:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, or of the database
 *
 * Rings once more: in the call that rings, or in a new one where a meeting ended by mistake.
 *
 * Returns: whether it rings
 */
gboolean
sptd_store_desk_recall (SptdDatabase *db, const char *operator_id, gint64 now, GError **error)
{
  g_auto (Row) row = { 0 };
  g_autofree char *call_id = NULL;

  if (!read_row (db, operator_id, &row, error)
      || !sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_RECALL, now, error))
    return FALSE;
  if (row.state == SPT_DESK_RINGING)
    return sptd_database_run (db, error,
                              "UPDATE call SET attempt = attempt + 1, rang_at = $1,"
                              " ring_until = $2 WHERE id = $3 AND state = 'ringing'",
                              "iis", now, (gint64) (now + SPTD_RING_TIME), row.call_id)
           && tell_all (db, row.visit_id, row.call_id, operator_id, now, error);
  if (!sptd_store_ticket_change (db, row.visit_id, SPTD_TICKET_STEP_RECALL, operator_id, now,
                                 error))
    return FALSE;
  call_id = ring (db, operator_id, row.visit_id, 1, now, error);
  return call_id != NULL && tell_all (db, row.visit_id, call_id, operator_id, now, error);
}

static gboolean
end_open_call (SptdDatabase *db, const char *call_id, gint64 now, GError **error)
{
  if (call_id == NULL)
    return TRUE;
  if (!sptd_database_run (db, error,
                          "UPDATE call SET state = 'ended', ending = 'hung-up', ended_at = $1"
                          " WHERE id = $2 AND state <> 'ended'",
                          "is", now, call_id))
    return FALSE;
  return sptd_database_changes (db) == 0 || sptd_store_tell_call (db, call_id, now, error);
}

/**
 * sptd_store_desk_complete:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @outcome: what came of the visit
 * @notes: (nullable): the operator's notes
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, or of the database
 *
 * Completes the visit at the desk, with its appointment; ends the call where it still goes on.
 *
 * Returns: whether the desk is free
 */
gboolean
sptd_store_desk_complete (SptdDatabase *db,
                          const char *operator_id,
                          SptOutcome outcome,
                          const char *notes,
                          gint64 now,
                          GError **error)
{
  g_auto (Row) row = { 0 };
  gboolean booked;

  if (!read_row (db, operator_id, &row, error)
      || !sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_COMPLETE, now, error)
      || !sptd_store_ticket_change (db, row.visit_id, SPTD_TICKET_STEP_COMPLETE, operator_id, now,
                                    error)
      || !sptd_database_run (db, error, "UPDATE visit SET outcome = $1, notes = $2 WHERE id = $3",
                             "sss", spt_wire_enum_name (spt_outcome_names, (int) outcome), notes,
                             row.visit_id)
      || !end_open_call (db, row.call_id, now, error)
      || !sptd_store_visit_is_booked (db, row.visit_id, &booked, error))
    return FALSE;
  if (booked
      && (!sptd_store_appointment_change (db, row.visit_id, SPTD_APPOINTMENT_STEP_COMPLETE, now,
                                          error)
          || !sptd_store_tell_appointment (db, row.visit_id, now, error)))
    return FALSE;
  return sptd_store_tell_ticket (db, row.visit_id, now, error)
         && sptd_store_tell_desk (db, operator_id, now, error);
}
