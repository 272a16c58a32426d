/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-tickets.h"

#include "backend/domain/sptd-order.h"
#include "backend/store/sptd-store-bookings.h"
#include "backend/store/sptd-store-changes.h"
#include "backend/store/sptd-store-queue.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-id.h"

/* How long the token of a walk-in opens his visit. */
#define WALK_IN_TOKEN_TIME (2 * SPT_WHOLE_DAY)

/* The next number of a prefix: from 1 each local day. */
static char *
next_number (SptdDatabase *db,
             const SptdOrganization *organization,
             const SptdService *service,
             gint64 now,
             GError **error)
{
  g_autofree char *date = spt_date_of_instant (now, organization->zone);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "INSERT INTO ticket_counter (office_id, prefix, date, last) VALUES ($1, $2, $3, 1)"
      " ON CONFLICT (office_id, prefix, date) DO UPDATE SET last = ticket_counter.last + 1"
      " RETURNING last",
      "sss", service->office_id, service->prefix, date);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  return g_strdup_printf ("%s%03" G_GINT64_FORMAT, service->prefix,
                          sptd_statement_int64 (statement, 0));
}

static gboolean
write_ticket (SptdDatabase *db,
              const SptdOrganization *organization,
              const SptdService *service,
              const char *visit_id,
              SptTicketKind kind,
              gint64 arrived_at,
              gint64 due_at,
              gint64 now,
              GError **error)
{
  g_autofree char *number = next_number (db, organization, service, now, error);

  return number != NULL
         && sptd_database_run (
             db, error,
             "INSERT INTO ticket (visit_id, number, kind, state, state_since, office_id,"
             " service_id, arrived_at, due_at, recalls)"
             " VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7, $8, 0)",
             "sssissii", visit_id, number, spt_wire_enum_name (spt_ticket_kind_names, (int) kind),
             now, service->office_id, service->id, arrived_at, due_at)
         && sptd_store_interval_begin (db, visit_id, "waiting", NULL, now, error);
}

static gboolean
has_ticket (SptdDatabase *db, const char *visit_id, gboolean *has, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT 1 FROM ticket WHERE visit_id = $1", "s", visit_id);

  return statement != NULL && sptd_statement_step (statement, has, error);
}

static gboolean
check_open (SptdDatabase *db,
            const SptdOrganization *organization,
            const char *office_id,
            gint64 now,
            gint64 *closes_at,
            GError **error)
{
  g_autoptr (SptdCalendar) calendar = sptd_store_calendar_load (db, organization, office_id, error);

  if (calendar == NULL)
    return FALSE;
  if (sptd_calendar_is_open (calendar, now, closes_at))
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_OFFICE_CLOSED, "the office is closed now");
  return FALSE;
}

/* Whoever comes late waits as a walk-in, if the office still receives on the day. */
static gboolean
check_late (SptdDatabase *db,
            const SptdOrganization *organization,
            const SptWireAppointment *appointment,
            gint64 now,
            GError **error)
{
  g_autofree char *booked = spt_date_of_instant (appointment->start, organization->zone);
  g_autofree char *today = spt_date_of_instant (now, organization->zone);
  gint64 closes_at;

  if (g_strcmp0 (booked, today) != 0)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_TOO_LATE, "the day of the visit is over");
      return FALSE;
    }
  return check_open (db, organization, appointment->office_id, now, &closes_at, error);
}

/**
 * sptd_store_ticket_check_in:
 * @db: a connection in a transaction
 * @organization: the organization
 * @visit_id: a visit with an appointment
 * @now: when
 * @made: (out): whether a ticket was made; %FALSE where there was one already
 * @error: %SPT_ERROR_TOO_EARLY, %SPT_ERROR_TOO_LATE, %SPT_ERROR_OFFICE_CLOSED,
 *   %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * A booked citizen enters the queue: in his time as booked, later as a walk-in who has waited since
 * then.
 *
 * Returns: whether he has a ticket
 */
gboolean
sptd_store_ticket_check_in (SptdDatabase *db,
                            const SptdOrganization *organization,
                            const char *visit_id,
                            gint64 now,
                            gboolean *made,
                            GError **error)
{
  g_autoptr (SptWireAppointment) appointment = sptd_store_appointment_load (db, visit_id, error);
  g_autoptr (SptdService) service = NULL;
  SptTicketKind kind = SPT_TICKET_KIND_BOOKED;
  gint64 arrived_at = now, due_at;
  gboolean has;

  if (appointment == NULL || !has_ticket (db, visit_id, &has, error))
    return FALSE;
  *made = !has;
  if (has)
    return TRUE;
  service = sptd_store_service_load (db, appointment->service_id, error);
  if (service == NULL
      || !sptd_store_appointment_change (db, visit_id, SPTD_APPOINTMENT_STEP_CHECK_IN, now, error))
    return FALSE;
  due_at = appointment->start;
  if (now < appointment->check_in_from)
    {
      g_autofree char *from = spt_instant_format (appointment->check_in_from);

      g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_EARLY, "one may check in from %s", from);
      return FALSE;
    }
  if (now > appointment->check_in_until)
    {
      if (!check_late (db, organization, appointment, now, error))
        return FALSE;
      kind = SPT_TICKET_KIND_WALK_IN;
      arrived_at = appointment->start;
      due_at = appointment->start + service->target_wait_minutes * SPT_MINUTE;
    }
  return write_ticket (db, organization, service, visit_id, kind, arrived_at, due_at, now, error)
         && sptd_store_tell_appointment (db, visit_id, now, error)
         && sptd_store_tell_ticket (db, visit_id, now, error);
}

/* A walk-in is taken only where he will be called before the office closes. */
static gboolean
check_walk_in (SptdDatabase *db,
               const SptdOrganization *organization,
               const SptdService *service,
               gboolean assistance,
               gint64 now,
               GError **error)
{
  SptdForecast forecast;
  gint64 closes_at = 0;

  if (!service->walk_in)
    {
      spt_set_field_error (error, "service_id", "is given by appointment only");
      return FALSE;
    }
  if (!check_open (db, organization, service->office_id, now, &closes_at, error))
    return FALSE;
  if (closes_at == 0)
    return TRUE;
  if (!sptd_store_forecast_walk_in (db, service->office_id, service->id,
                                    service->target_wait_minutes, assistance, now, &forecast,
                                    error))
    return FALSE;
  if (forecast.starts_at < closes_at)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_OFFICE_CLOSED,
                       "those who wait already will be served until the office closes");
  return FALSE;
}

/**
 * sptd_store_ticket_create:
 * @db: a connection in a transaction
 * @organization: the organization
 * @request: who comes, and for what
 * @now: when
 * @ticket: (out): the ticket with its token
 * @error: %SPT_ERROR_OFFICE_CLOSED, %SPT_ERROR_INVALID_FIELD, %SPT_ERROR_NOT_FOUND, or of the
 *   database
 *
 * A citizen enters the queue without an appointment.
 *
 * Returns: whether he has a ticket
 */
gboolean
sptd_store_ticket_create (SptdDatabase *db,
                          const SptdOrganization *organization,
                          const SptWireTicketRequest *request,
                          gint64 now,
                          SptWireTicket **ticket,
                          GError **error)
{
  g_autoptr (SptdService) service = sptd_store_service_load (db, request->service_id, error);
  g_autoptr (SptWireTicket) made = NULL;
  g_autofree char *visit_id = spt_id_new ();
  g_autofree char *token = NULL;
  gint64 due_at;

  if (service == NULL
      || !sptd_visit_check (organization, service, request->person, request->channel,
                            request->consent, error)
      || !check_walk_in (db, organization, service, request->assistance, now, error))
    return FALSE;
  due_at =
      now + service->target_wait_minutes * SPT_MINUTE - (request->assistance ? SPTD_ASSISTANCE : 0);
  if (!sptd_store_visit_create (db, service, visit_id, request->person, request->channel,
                                request->reason, request->consent,
                                request->language != NULL ? request->language
                                                          : organization->default_language,
                                request->assistance, now, error)
      || !write_ticket (db, organization, service, visit_id, SPT_TICKET_KIND_WALK_IN, now, due_at,
                        now, error))
    return FALSE;
  token = sptd_store_token_create (db, SPT_ROLE_CITIZEN, visit_id, now, now + WALK_IN_TOKEN_TIME, 0,
                                   error);
  if (token == NULL || !sptd_store_tell_ticket (db, visit_id, now, error))
    return FALSE;
  made = sptd_store_ticket_load (db, visit_id, now, TRUE, error);
  if (made == NULL)
    return FALSE;
  made->token = g_steal_pointer (&token);
  *ticket = g_steal_pointer (&made);
  return TRUE;
}

/**
 * sptd_store_ticket_leave:
 * @db: a connection in a transaction
 * @visit_id: a visit with a ticket
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * The citizen leaves the queue; his appointment, where he had one, was missed.
 *
 * Returns: whether he has left
 */
gboolean
sptd_store_ticket_leave (SptdDatabase *db, const char *visit_id, gint64 now, GError **error)
{
  gboolean booked;

  if (!sptd_store_ticket_change (db, visit_id, SPTD_TICKET_STEP_LEAVE, NULL, now, error)
      || !sptd_store_visit_is_booked (db, visit_id, &booked, error))
    return FALSE;
  if (booked
      && (!sptd_store_appointment_change (db, visit_id, SPTD_APPOINTMENT_STEP_MISS, now, error)
          || !sptd_store_tell_appointment (db, visit_id, now, error)))
    return FALSE;
  return sptd_store_tell_ticket (db, visit_id, now, error);
}
