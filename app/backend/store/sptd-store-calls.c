/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-calls.h"

#include "backend/store/sptd-store-changes.h"
#include "backend/store/sptd-store-desks.h"
#include "base/spt-clock.h"

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such call");
  return FALSE;
}

/**
 * sptd_store_call_load:
 * @db: a connection
 * @call_id: a call
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): the call, without the servers for finding a path
 */
SptWireCall *
sptd_store_call_load (SptdDatabase *db, const char *call_id, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT c.id, c.visit_id, c.state, c.ending, c.channel, p.name, v.name, v.surname,"
      " c.rang_at, c.ring_until, c.attempt, c.answered_at, c.ended_at FROM call c"
      " JOIN visit v ON v.id = c.visit_id JOIN operator p ON p.id = c.operator_id WHERE c.id = $1",
      "s", call_id);
  SptWireCall *self;
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      not_found (error);
      return NULL;
    }
  self = spt_wire_call_new ();
  self->id = sptd_statement_dup_text (statement, 0);
  self->visit_id = sptd_statement_dup_text (statement, 1);
  self->state =
      (SptCallState) spt_wire_enum_value (spt_call_state_names, sptd_statement_text (statement, 2));
  self->end =
      (SptCallEnd) spt_wire_enum_value (spt_call_end_names, sptd_statement_text (statement, 3));
  self->channel =
      (SptChannel) spt_wire_enum_value (spt_channel_names, sptd_statement_text (statement, 4));
  self->operator_name = sptd_statement_dup_text (statement, 5);
  self->citizen_name = g_strdup_printf ("%s %s", sptd_statement_text (statement, 6),
                                        sptd_statement_text (statement, 7));
  self->rang_at = sptd_statement_int64 (statement, 8);
  self->ring_until = sptd_statement_int64 (statement, 9);
  self->attempt = sptd_statement_int64 (statement, 10);
  self->answered_at = sptd_statement_int64 (statement, 11);
  self->ended_at = sptd_statement_int64 (statement, 12);
  return self;
}

/**
 * sptd_store_call_operator:
 * @db: a connection
 * @call_id: a call
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): the operator who calls
 */
char *
sptd_store_call_operator (SptdDatabase *db, const char *call_id, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT operator_id FROM call WHERE id = $1", "s", call_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return sptd_statement_dup_text (statement, 0);
  not_found (error);
  return NULL;
}

/**
 * sptd_store_call_may_access:
 * @db: a connection
 * @call_id: a call
 * @role: who asks
 * @subject: (nullable): the visit of a citizen's token, or the operator
 * @error: %SPT_ERROR_NOT_FOUND, the same for a call that is not there and for another's
 *
 * Only the two who meet have to do with a call.
 *
 * Returns: whether it may be seen
 */
gboolean
sptd_store_call_may_access (SptdDatabase *db,
                            const char *call_id,
                            SptRole role,
                            const char *subject,
                            GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT visit_id, operator_id FROM call WHERE id = $1", "s",
                           call_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (!row || subject == NULL)
    return not_found (error);
  if (role == SPT_ROLE_CITIZEN)
    return g_strcmp0 (sptd_statement_text (statement, 0), subject) == 0 || not_found (error);
  return (role == SPT_ROLE_OPERATOR && g_strcmp0 (sptd_statement_text (statement, 1), subject) == 0)
         || not_found (error);
}

static gboolean
tell_all (SptdDatabase *db,
          const SptWireCall *call,
          const char *operator_id,
          gint64 now,
          GError **error)
{
  return sptd_store_tell_ticket (db, call->visit_id, now, error)
         && sptd_store_tell_call (db, call->id, now, error)
         && sptd_store_tell_desk (db, operator_id, now, error);
}

static gboolean
wrong_state (const SptWireCall *call, GError **error)
{
  const char *name = spt_wire_enum_name (spt_call_state_names, (int) call->state);

  spt_set_state_error (error, name, "a call that is %s does not allow it", name);
  return FALSE;
}

/**
 * sptd_store_call_answer:
 * @db: a connection in a transaction
 * @call_id: a call
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE where it does not ring, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: whether it is answered
 */
gboolean
sptd_store_call_answer (SptdDatabase *db, const char *call_id, gint64 now, GError **error)
{
  g_autoptr (SptWireCall) call = sptd_store_call_load (db, call_id, error);
  g_autofree char *operator_id = NULL;

  if (call == NULL)
    return FALSE;
  if (call->state != SPT_CALL_RINGING)
    return wrong_state (call, error);
  operator_id = sptd_store_call_operator (db, call_id, error);
  return operator_id != NULL
         && sptd_store_ticket_change (db, call->visit_id, SPTD_TICKET_STEP_ANSWER, operator_id, now,
                                      error)
         && sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_ANSWERED, now, error)
         && sptd_database_run (db, error,
                               "UPDATE call SET state = 'answered', answered_at = $1 WHERE id = $2",
                               "is", now, call_id)
         && tell_all (db, call, operator_id, now, error);
}

/* The citizen of a call that was not taken waits again, or is a no-show. */
static gboolean
give_back (SptdDatabase *db,
           const char *visit_id,
           gboolean counted,
           gboolean give_up,
           gint64 now,
           GError **error)
{
  g_autoptr (SptdStatement) statement = NULL;
  gboolean booked, row = FALSE;
  gint64 recalls;

  if (counted
      && !sptd_database_run (db, error,
                             "UPDATE ticket SET recalls = recalls + 1 WHERE visit_id = $1", "s",
                             visit_id))
    return FALSE;
  statement = sptd_database_query (db, error, "SELECT recalls FROM ticket WHERE visit_id = $1", "s",
                                   visit_id);
  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  recalls = row ? sptd_statement_int64 (statement, 0) : 0;
  if (!give_up && recalls < SPTD_MAX_RECALLS)
    return sptd_store_ticket_change (db, visit_id, SPTD_TICKET_STEP_RETURN, NULL, now, error);
  if (!sptd_store_ticket_change (db, visit_id, SPTD_TICKET_STEP_GIVE_UP, NULL, now, error)
      || !sptd_store_visit_is_booked (db, visit_id, &booked, error))
    return FALSE;
  return !booked
         || (sptd_store_appointment_change (db, visit_id, SPTD_APPOINTMENT_STEP_MISS, now, error)
             && sptd_store_tell_appointment (db, visit_id, now, error));
}

static gboolean
set_ended (SptdDatabase *db, const char *call_id, SptCallEnd end, gint64 now, GError **error)
{
  return sptd_database_run (
      db, error, "UPDATE call SET state = 'ended', ending = $1, ended_at = $2 WHERE id = $3", "sis",
      spt_wire_enum_name (spt_call_end_names, (int) end), now, call_id);
}

/**
 * sptd_store_call_end:
 * @db: a connection in a transaction
 * @call_id: a call
 * @party: which side ends it
 * @end: how
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * A meeting that ends leaves the desk wrapping up. A call that rings and is declined puts the citizen
 * back into the queue, the third time out of it; one that the operator withdraws puts him back
 * without counting.
 *
 * Returns: whether it has ended
 */
gboolean
sptd_store_call_end (SptdDatabase *db,
                     const char *call_id,
                     SptParty party,
                     SptCallEnd end,
                     gint64 now,
                     GError **error)
{
  g_autoptr (SptWireCall) call = sptd_store_call_load (db, call_id, error);
  g_autofree char *operator_id = NULL;
  gboolean good = FALSE;

  if (call == NULL)
    return FALSE;
  operator_id = sptd_store_call_operator (db, call_id, error);
  if (operator_id == NULL)
    return FALSE;
  switch (call->state)
    {
    case SPT_CALL_RINGING:
      good = set_ended (db, call_id, party == SPT_PARTY_CITIZEN ? SPT_CALL_END_DECLINED : end, now,
                        error)
             && give_back (db, call->visit_id, party == SPT_PARTY_CITIZEN, FALSE, now, error)
             && sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_RELEASE, now, error);
      break;
    case SPT_CALL_ANSWERED:
      if (end == SPT_CALL_END_DECLINED)
        return wrong_state (call, error);
      good = set_ended (db, call_id, end, now, error)
             && sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_HANG_UP, now, error);
      break;
    case SPT_CALL_UNSET:
    case SPT_CALL_ENDED:
      return wrong_state (call, error);
    }
  return good && tell_all (db, call, operator_id, now, error);
}

/**
 * sptd_store_call_unanswered:
 * @db: a connection in a transaction
 * @call_id: a call that rang its time
 * @now: when
 * @error: of the database
 *
 * Rings again, or gives up after %SPTD_MAX_RINGS: the citizen is a no-show and the desk free.
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_call_unanswered (SptdDatabase *db, const char *call_id, gint64 now, GError **error)
{
  g_autoptr (SptWireCall) call = sptd_store_call_load (db, call_id, error);
  g_autofree char *operator_id = NULL;

  if (call == NULL || call->state != SPT_CALL_RINGING)
    return call != NULL;
  operator_id = sptd_store_call_operator (db, call_id, error);
  if (operator_id == NULL)
    return FALSE;
  if (call->attempt < SPTD_MAX_RINGS)
    return sptd_store_desk_recall (db, operator_id, now, error);
  return set_ended (db, call_id, SPT_CALL_END_UNANSWERED, now, error)
         && give_back (db, call->visit_id, TRUE, TRUE, now, error)
         && sptd_store_desk_change (db, operator_id, SPTD_DESK_STEP_RELEASE, now, error)
         && tell_all (db, call, operator_id, now, error);
}
