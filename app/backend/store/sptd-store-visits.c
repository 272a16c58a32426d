/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-visits.h"

#include "backend/store/sptd-store-offices.h"
#include "backend/store/sptd-store-queue.h"

static gboolean
not_found (GError **error)
{
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such visit");
  return FALSE;
}

/**
 * sptd_store_visit_office:
 * @db: a connection
 * @visit_id: a visit
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): the office that the visit is for
 */
char *
sptd_store_visit_office (SptdDatabase *db, const char *visit_id, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT office_id FROM visit WHERE id = $1", "s", visit_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return sptd_statement_dup_text (statement, 0);
  not_found (error);
  return NULL;
}

/**
 * sptd_store_visit_may_access:
 * @db: a connection
 * @visit_id: a visit
 * @role: who asks
 * @subject: (nullable): the visit of a citizen's token, or the operator
 * @error: %SPT_ERROR_NOT_FOUND, the same for a visit that is not there and for another's
 *
 * A citizen sees the visit of his token, an operator those of the offices that he works for.
 *
 * Returns: whether it may be seen
 */
gboolean
sptd_store_visit_may_access (SptdDatabase *db,
                             const char *visit_id,
                             SptRole role,
                             const char *subject,
                             GError **error)
{
  g_autoptr (SptdStatement) statement = NULL;
  gboolean row = FALSE;

  if (subject == NULL || (role != SPT_ROLE_CITIZEN && role != SPT_ROLE_OPERATOR)
      || (role == SPT_ROLE_CITIZEN && g_strcmp0 (subject, visit_id) != 0))
    return not_found (error);
  if (role == SPT_ROLE_CITIZEN)
    statement = sptd_database_query (db, error, "SELECT 1 FROM visit WHERE id = $1", "s", visit_id);
  else
    statement = sptd_database_query (db, error,
                                     "SELECT 1 FROM visit v JOIN operator_office o"
                                     " ON o.office_id = v.office_id"
                                     " WHERE v.id = $1 AND o.operator_id = $2",
                                     "ss", visit_id, subject);
  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  return row || not_found (error);
}

static SptWirePerson *
person_of_row (SptdStatement *statement, int column)
{
  SptWirePerson *person = spt_wire_person_new ();

  person->name = sptd_statement_dup_text (statement, column);
  person->surname = sptd_statement_dup_text (statement, column + 1);
  person->email = sptd_statement_dup_text (statement, column + 2);
  person->address = sptd_statement_dup_text (statement, column + 3);
  person->telephone = sptd_statement_dup_text (statement, column + 4);
  person->codice_fiscale = sptd_statement_dup_text (statement, column + 5);
  return person;
}

#define PERSON_COLUMNS "v.name, v.surname, v.email, v.address, v.telephone, v.codice_fiscale"

/**
 * sptd_store_appointment_load:
 * @db: a connection
 * @visit_id: a visit
 * @error: %SPT_ERROR_NOT_FOUND where it has no appointment, or of the database
 *
 * Returns: (transfer full) (nullable): the appointment, without a token
 */
SptWireAppointment *
sptd_store_appointment_load (SptdDatabase *db, const char *visit_id, GError **error)
{
  g_autoptr (SptWireAppointment) self = spt_wire_appointment_new ();
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT a.visit_id, a.code, a.state, a.start_at, a.end_at, a.version, v.office_id, o.name,"
      " v.service_id, s.name, v.channel, v.reason, " PERSON_COLUMNS
      " FROM appointment a JOIN visit v ON v.id = a.visit_id JOIN office o ON o.id = v.office_id"
      " JOIN service s ON s.id = v.service_id WHERE a.visit_id = $1",
      "s", visit_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      not_found (error);
      return NULL;
    }
  self->id = sptd_statement_dup_text (statement, 0);
  self->code = sptd_statement_dup_text (statement, 1);
  self->state = (SptAppointmentState) spt_wire_enum_value (spt_appointment_state_names,
                                                           sptd_statement_text (statement, 2));
  self->start = sptd_statement_int64 (statement, 3);
  self->end = sptd_statement_int64 (statement, 4);
  self->check_in_from = self->start - SPTD_CHECK_IN_BEFORE;
  self->check_in_until = self->start + SPTD_CHECK_IN_AFTER;
  self->version = sptd_statement_int64 (statement, 5);
  self->office_id = sptd_statement_dup_text (statement, 6);
  self->office_name = sptd_statement_dup_text (statement, 7);
  self->service_id = sptd_statement_dup_text (statement, 8);
  self->service_name = sptd_statement_dup_text (statement, 9);
  self->channel =
      (SptChannel) spt_wire_enum_value (spt_channel_names, sptd_statement_text (statement, 10));
  self->reason = sptd_statement_dup_text (statement, 11);
  self->person = person_of_row (statement, 12);
  self->requirements = sptd_store_requirements_load (db, self->service_id, error);
  return self->requirements != NULL ? g_steal_pointer (&self) : NULL;
}

static void
ticket_of_row (SptWireTicket *self, SptdStatement *statement)
{
  self->id = sptd_statement_dup_text (statement, 0);
  self->number = sptd_statement_dup_text (statement, 1);
  self->kind = (SptTicketKind) spt_wire_enum_value (spt_ticket_kind_names,
                                                    sptd_statement_text (statement, 2));
  self->state = (SptTicketState) spt_wire_enum_value (spt_ticket_state_names,
                                                      sptd_statement_text (statement, 3));
  self->state_since = sptd_statement_int64 (statement, 4);
  self->arrived_at = sptd_statement_int64 (statement, 5);
  self->due_at = sptd_statement_int64 (statement, 6);
  self->why_next = sptd_statement_dup_text (statement, 7);
  self->call_id = sptd_statement_dup_text (statement, 8);
  self->operator_name = sptd_statement_dup_text (statement, 9);
  self->office_id = sptd_statement_dup_text (statement, 10);
  self->office_name = sptd_statement_dup_text (statement, 11);
  self->service_id = sptd_statement_dup_text (statement, 12);
  self->service_name = sptd_statement_dup_text (statement, 13);
  self->channel =
      (SptChannel) spt_wire_enum_value (spt_channel_names, sptd_statement_text (statement, 14));
  self->assistance = sptd_statement_int64 (statement, 15) != 0;
  self->reason = sptd_statement_dup_text (statement, 16);
  self->language = sptd_statement_dup_text (statement, 17);
  self->outcome =
      (SptOutcome) spt_wire_enum_value (spt_outcome_names, sptd_statement_text (statement, 18));
}

/* Without the place in the queue. */
static SptWireTicket *
load_ticket (SptdDatabase *db, const char *visit_id, gboolean with_person, GError **error)
{
  g_autoptr (SptWireTicket) self = spt_wire_ticket_new ();
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT t.visit_id, t.number, t.kind, t.state, t.state_since, t.arrived_at, t.due_at,"
      " t.why_next, t.call_id, p.name, t.office_id, o.name, t.service_id, s.name, v.channel,"
      " v.assistance, v.reason, v.language, v.outcome, " PERSON_COLUMNS
      " FROM ticket t JOIN visit v ON v.id = t.visit_id JOIN office o ON o.id = t.office_id"
      " JOIN service s ON s.id = t.service_id LEFT JOIN operator p ON p.id = t.operator_id"
      " WHERE t.visit_id = $1",
      "s", visit_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      not_found (error);
      return NULL;
    }
  ticket_of_row (self, statement);
  if (with_person)
    self->person = person_of_row (statement, 19);
  self->requirements = sptd_store_requirements_load (db, self->service_id, error);
  return self->requirements != NULL ? g_steal_pointer (&self) : NULL;
}

static void
set_forecast (SptWireTicket *ticket, const SptdForecast *forecast)
{
  ticket->position = forecast->position;
  ticket->wait_low = forecast->wait_low;
  ticket->wait_high = forecast->wait_high;
}

/**
 * sptd_store_ticket_load:
 * @db: a connection
 * @visit_id: a visit
 * @now: the present instant
 * @with_person: whether to tell who comes
 * @error: %SPT_ERROR_NOT_FOUND where it has no ticket, or of the database
 *
 * Returns: (transfer full) (nullable): the ticket, without a token; with position and wait while it
 *   waits
 */
SptWireTicket *
sptd_store_ticket_load (SptdDatabase *db,
                        const char *visit_id,
                        gint64 now,
                        gboolean with_person,
                        GError **error)
{
  g_autoptr (SptWireTicket) self = load_ticket (db, visit_id, with_person, error);
  g_autoptr (SptdStoredQueue) queue = NULL;
  g_autoptr (GArray) forecasts = NULL;
  int index;

  if (self == NULL || self->state != SPT_TICKET_WAITING)
    return g_steal_pointer (&self);
  queue = sptd_store_queue_read (db, self->office_id, now, error);
  if (queue == NULL)
    return NULL;
  forecasts = sptd_queue_forecast (queue->queue, now);
  index = sptd_stored_queue_find_visit (queue, visit_id);
  if (index >= 0)
    set_forecast (self, &g_array_index (forecasts, SptdForecast, index));
  return g_steal_pointer (&self);
}

static int
by_position (gconstpointer a, gconstpointer b)
{
  const SptWireTicket *first = *(SptWireTicket *const *) a;
  const SptWireTicket *second = *(SptWireTicket *const *) b;

  return (first->position > second->position) - (first->position < second->position);
}

static gboolean
add_waiting (SptdDatabase *db,
             const char *operator_id,
             const char *office_id,
             gint64 now,
             GPtrArray *tickets,
             GHashTable *seen,
             GError **error)
{
  g_autoptr (SptdStoredQueue) queue = NULL;
  g_autoptr (GArray) forecasts = NULL;
  GHashTable *services;
  GHashTableIter iter;
  gpointer office;

  if (g_hash_table_contains (seen, g_intern_string (office_id)))
    return TRUE;
  queue = sptd_store_queue_read (db, office_id, now, error);
  if (queue == NULL)
    return FALSE;
  forecasts = sptd_queue_forecast (queue->queue, now);
  services = g_hash_table_lookup (queue->services, operator_id);
  for (guint i = 0; services != NULL && i < queue->queue->waiting->len; i++)
    {
      const SptdWaiting *one = &g_array_index (queue->queue->waiting, SptdWaiting, i);
      SptWireTicket *ticket;

      if (!g_hash_table_contains (services, one->service))
        continue;
      ticket = load_ticket (db, one->id, TRUE, error);
      if (ticket == NULL)
        return FALSE;
      set_forecast (ticket, &g_array_index (forecasts, SptdForecast, i));
      g_ptr_array_add (tickets, ticket);
    }
  /* Offices that share this queue are done with it. */
  g_hash_table_iter_init (&iter, queue->offices);
  while (g_hash_table_iter_next (&iter, &office, NULL))
    g_hash_table_add (seen, office);
  return TRUE;
}

/**
 * sptd_store_queue_load:
 * @db: a connection
 * @operator_id: an operator
 * @now: the present instant
 * @error: of the database
 *
 * Position and wait are those that the citizens see: one simulation tells both sides.
 *
 * Returns: (transfer full) (nullable) (element-type SptWireTicket): who waits for what this operator
 *   serves, the next first
 */
GPtrArray *
sptd_store_queue_load (SptdDatabase *db, const char *operator_id, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) tickets = spt_wire_list_new (&spt_wire_ticket_type);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error, "SELECT office_id FROM operator_office WHERE operator_id = $1 ORDER BY office_id",
      "s", operator_id);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    good = add_waiting (db, operator_id, sptd_statement_text (statement, 0), now, tickets, seen,
                        error);
  g_ptr_array_sort (tickets, by_position);
  return good ? g_steal_pointer (&tickets) : NULL;
}
