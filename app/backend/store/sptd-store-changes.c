/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-changes.h"

#include "backend/store/sptd-store-calls.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-visits.h"

/* The state in the first column of the one row of a query. */
static gboolean
read_state (SptdDatabase *db,
            const char *sql,
            const char *id,
            const char *const *names,
            int *state,
            GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (db, error, sql, "s", id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such thing");
      return FALSE;
    }
  *state = spt_wire_enum_value (names, sptd_statement_text (statement, 0));
  return TRUE;
}

/**
 * sptd_store_interval_begin:
 * @db: a connection in a transaction
 * @visit_id: a visit
 * @state: (nullable): the state that begins; %NULL where the visit's life is over
 * @operator_id: (nullable): with whom
 * @now: when
 * @error: of the database
 *
 * Ends the interval that is open and begins the next.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_interval_begin (SptdDatabase *db,
                           const char *visit_id,
                           const char *state,
                           const char *operator_id,
                           gint64 now,
                           GError **error)
{
  if (!sptd_database_run (db, error,
                          "UPDATE visit_interval SET end_at = $1"
                          " WHERE visit_id = $2 AND end_at IS NULL",
                          "is", now, visit_id))
    return FALSE;
  return state == NULL
         || sptd_database_run (
             db, error,
             "INSERT INTO visit_interval (visit_id, begin_at, position, state, operator_id)"
             " SELECT $1, $2, coalesce(max(position), 0) + 1, $3, $4 FROM visit_interval"
             " WHERE visit_id = $1",
             "siss", visit_id, now, state, operator_id);
}

/**
 * sptd_store_visit_is_booked:
 * @db: a connection
 * @visit_id: a visit
 * @booked: (out): whether it has an appointment
 * @error: of the database
 *
 * Returns: whether it could be read
 */
gboolean
sptd_store_visit_is_booked (SptdDatabase *db,
                            const char *visit_id,
                            gboolean *booked,
                            GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT 1 FROM appointment WHERE visit_id = $1", "s",
                           visit_id);

  return statement != NULL && sptd_statement_step (statement, booked, error);
}

/**
 * sptd_store_appointment_change:
 * @db: a connection in a transaction
 * @visit_id: a visit with an appointment
 * @step: what happens
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Changes the state; telling it is left to the caller, who may change more.
 *
 * Returns: whether it was allowed and written
 */
gboolean
sptd_store_appointment_change (SptdDatabase *db,
                               const char *visit_id,
                               SptdAppointmentStep step,
                               gint64 now,
                               GError **error)
{
  SptAppointmentState to;
  int from;

  return read_state (db, "SELECT state FROM appointment WHERE visit_id = $1", visit_id,
                     spt_appointment_state_names, &from, error)
         && sptd_appointment_step ((SptAppointmentState) from, step, &to, error)
         && sptd_database_run (
             db, error,
             "UPDATE appointment SET state = $1, version = version + 1 WHERE visit_id = $2", "ss",
             spt_wire_enum_name (spt_appointment_state_names, (int) to), visit_id);
}

static gboolean
is_over (SptTicketState state)
{
  return state == SPT_TICKET_COMPLETED || state == SPT_TICKET_NO_SHOW || state == SPT_TICKET_LEFT;
}

/**
 * sptd_store_ticket_change:
 * @db: a connection in a transaction
 * @visit_id: a visit with a ticket
 * @step: what happens
 * @operator_id: (nullable): with whom
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Changes the state with its interval. A ticket that waits again is nobody's, and was not chosen.
 *
 * Returns: whether it was allowed and written
 */
gboolean
sptd_store_ticket_change (SptdDatabase *db,
                          const char *visit_id,
                          SptdTicketStep step,
                          const char *operator_id,
                          gint64 now,
                          GError **error)
{
  const char *name;
  SptTicketState to;
  int from;

  if (!read_state (db, "SELECT state FROM ticket WHERE visit_id = $1", visit_id,
                   spt_ticket_state_names, &from, error)
      || !sptd_ticket_step ((SptTicketState) from, step, &to, error))
    return FALSE;
  name = spt_wire_enum_name (spt_ticket_state_names, (int) to);
  if (!sptd_database_run (db, error,
                          "UPDATE ticket SET state = $1, state_since = $2, operator_id = $3,"
                          " call_id = CASE WHEN $3 IS NULL THEN NULL ELSE call_id END,"
                          " why_next = CASE WHEN $1 = 'waiting' THEN NULL ELSE why_next END"
                          " WHERE visit_id = $4",
                          "siss", name, now, operator_id, visit_id))
    return FALSE;
  return sptd_store_interval_begin (db, visit_id, is_over (to) ? NULL : name, operator_id, now,
                                    error);
}

/**
 * sptd_store_desk_change:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @step: what happens
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Changes the state. A desk that is available, paused or offline has no visit.
 *
 * Returns: whether it was allowed and written
 */
gboolean
sptd_store_desk_change (SptdDatabase *db,
                        const char *operator_id,
                        SptdDeskStep step,
                        gint64 now,
                        GError **error)
{
  SptDeskState to;
  gboolean serving;
  int from;

  if (!read_state (db, "SELECT state FROM desk WHERE operator_id = $1", operator_id,
                   spt_desk_state_names, &from, error)
      || !sptd_desk_step ((SptDeskState) from, step, &to, error))
    return FALSE;
  serving = to == SPT_DESK_RINGING || to == SPT_DESK_IN_CALL || to == SPT_DESK_WRAP_UP;
  return sptd_database_run (
             db, error,
             "UPDATE desk SET state = $1, state_since = $2, reason = NULL WHERE operator_id = $3",
             "sis", spt_wire_enum_name (spt_desk_state_names, (int) to), now, operator_id)
         && (serving || sptd_store_desk_serves (db, operator_id, NULL, NULL, error));
}

/**
 * sptd_store_desk_serves:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @visit_id: (nullable): who is called, served or wrapped up there
 * @call_id: (nullable): in which call
 * @error: of the database
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_desk_serves (SptdDatabase *db,
                        const char *operator_id,
                        const char *visit_id,
                        const char *call_id,
                        GError **error)
{
  return sptd_database_run (db, error,
                            "UPDATE desk SET visit_id = $1, call_id = $2 WHERE operator_id = $3",
                            "sss", visit_id, call_id, operator_id);
}

/**
 * sptd_store_tell_appointment:
 * @db: a connection in a transaction
 * @visit_id: a visit with an appointment
 * @now: when
 * @error: of the database
 *
 * Writes the event of an appointment as it is now, for its citizen and the office.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_tell_appointment (SptdDatabase *db, const char *visit_id, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = SPT_EVENT_APPOINTMENT;
  event->at = now;
  event->appointment = sptd_store_appointment_load (db, visit_id, error);
  return event->appointment != NULL
         && sptd_store_event_add (db, event, SPTD_AUDIENCE_VISIT, event->appointment->office_id,
                                  visit_id, NULL, error);
}

/**
 * sptd_store_tell_ticket:
 * @db: a connection in a transaction
 * @visit_id: a visit with a ticket
 * @now: when
 * @error: of the database
 *
 * Writes the event of a ticket as it is now, for its citizen and the office.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_tell_ticket (SptdDatabase *db, const char *visit_id, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = SPT_EVENT_TICKET;
  event->at = now;
  event->ticket = sptd_store_ticket_load (db, visit_id, now, TRUE, error);
  return event->ticket != NULL
         && sptd_store_event_add (db, event, SPTD_AUDIENCE_VISIT, event->ticket->office_id,
                                  visit_id, NULL, error);
}

/**
 * sptd_store_tell_call:
 * @db: a connection in a transaction
 * @call_id: a call
 * @now: when
 * @error: of the database
 *
 * Writes the event of a call as it is now, for its citizen and the office. The servers for finding a
 * path are not in it: their credentials are short-lived, and the call's own answers have them.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_tell_call (SptdDatabase *db, const char *call_id, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();
  g_autofree char *office_id = NULL;

  event->kind = SPT_EVENT_CALL;
  event->at = now;
  event->call = sptd_store_call_load (db, call_id, error);
  if (event->call == NULL)
    return FALSE;
  office_id = sptd_store_visit_office (db, event->call->visit_id, error);
  return office_id != NULL
         && sptd_store_event_add (db, event, SPTD_AUDIENCE_VISIT, office_id, event->call->visit_id,
                                  NULL, error);
}

/**
 * sptd_store_tell_desk:
 * @db: a connection in a transaction
 * @operator_id: whose desk
 * @now: when
 * @error: of the database
 *
 * Writes the event of a desk as it is now, for its operator.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_tell_desk (SptdDatabase *db, const char *operator_id, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = SPT_EVENT_DESK;
  event->at = now;
  event->desk = sptd_store_desk_load (db, operator_id, now, error);
  return event->desk != NULL
         && sptd_store_event_add (db, event, SPTD_AUDIENCE_OPERATOR, NULL, NULL, operator_id,
                                  error);
}
