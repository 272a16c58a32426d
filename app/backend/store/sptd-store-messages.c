/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-messages.h"

#include "base/spt-error.h"
#include "wire/spt-wire-visit.h"

/**
 * sptd_store_messages_list:
 * @db: a connection
 * @visit_id: a visit
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptWireMessage): its conversation, the oldest
 *   first; the newest 1000
 */
GPtrArray *
sptd_store_messages_list (SptdDatabase *db, const char *visit_id, GError **error)
{
  g_autoptr (GPtrArray) messages = spt_wire_list_new (&spt_wire_message_type);
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db,
                             "SELECT id, party, author, text, sent_at FROM (SELECT * FROM message"
                             " WHERE visit_id = $1 ORDER BY sent_at DESC, id DESC LIMIT 1000)"
                             " AS newest ORDER BY sent_at, id",
                             error);
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", visit_id);
  while (sptd_statement_step (select, &row, error))
    {
      SptWireMessage *message;

      if (!row)
        return g_steal_pointer (&messages);
      message = spt_wire_message_new ();
      message->id = sptd_statement_dup_text (select, 0);
      message->visit_id = g_strdup (visit_id);
      message->from =
          (SptParty) spt_wire_enum_value (spt_party_names, sptd_statement_text (select, 1));
      message->author = sptd_statement_dup_text (select, 2);
      message->text = sptd_statement_dup_text (select, 3);
      message->sent_at = sptd_statement_int64 (select, 4);
      g_ptr_array_add (messages, message);
    }
  return NULL;
}

/**
 * sptd_store_message_add:
 * @db: a connection, inside a transaction
 * @message: what was written
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether it is kept
 */
gboolean
sptd_store_message_add (SptdDatabase *db, const SptWireMessage *message, GError **error)
{
  SptdStatement *insert =
      sptd_database_prepare (db,
                             "INSERT INTO message (id, visit_id, party, author, text, sent_at)"
                             " VALUES ($1, $2, $3, $4, $5, $6)",
                             error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "sssssi", message->id, message->visit_id,
                       spt_wire_enum_name (spt_party_names, (int) message->from), message->author,
                       message->text, message->sent_at);
  return sptd_statement_run (insert, error);
}

/**
 * sptd_store_visit_person_name:
 * @db: a connection
 * @visit_id: a visit
 * @error: %SPT_ERROR_NOT_FOUND, %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): name and surname of who comes
 */
char *
sptd_store_visit_person_name (SptdDatabase *db, const char *visit_id, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT name || ' ' || surname FROM visit WHERE id = $1", error);
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", visit_id);
  if (!sptd_statement_step (select, &row, error))
    return NULL;
  if (row)
    return sptd_statement_dup_text (select, 0);
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such visit");
  return NULL;
}

/**
 * sptd_store_visit_is_over:
 * @db: a connection
 * @visit_id: a visit
 * @state: (out) (transfer full) (nullable): the state that ended it, by its wire name; %NULL while
 *   it goes on
 * @error: %SPTD_DATABASE_ERROR
 *
 * A visit is over when its ticket is, and one without a ticket when its appointment is: nothing is
 * said or handed over from then on.
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_visit_is_over (SptdDatabase *db, const char *visit_id, char **state, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db,
                             "SELECT ticket.state, appointment.state FROM visit"
                             " LEFT JOIN ticket ON ticket.visit_id = visit.id"
                             " LEFT JOIN appointment ON appointment.visit_id = visit.id"
                             " WHERE visit.id = $1",
                             error);
  const char *ticket, *appointment;
  gboolean row = FALSE;
  int found;

  *state = NULL;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "s", visit_id);
  if (!sptd_statement_step (select, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  ticket = sptd_statement_text (select, 0);
  appointment = sptd_statement_text (select, 1);
  if (ticket != NULL)
    {
      found = spt_wire_enum_value (spt_ticket_state_names, ticket);
      if (found >= SPT_TICKET_COMPLETED)
        *state = g_strdup (ticket);
      return TRUE;
    }
  found = spt_wire_enum_value (spt_appointment_state_names, appointment);
  if (found >= SPT_APPOINTMENT_COMPLETED)
    *state = g_strdup (appointment);
  return TRUE;
}
