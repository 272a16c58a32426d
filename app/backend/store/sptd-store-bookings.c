/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-bookings.h"

#include <string.h>

#include "backend/domain/sptd-codice-fiscale.h"
#include "backend/store/sptd-store-changes.h"
#include "backend/store/sptd-store-outbox.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-id.h"

/* A cancelled slot is offered again after a while that nobody can foresee. */
#define FREE_AFTER_LEAST 2
#define FREE_AFTER_MOST 9

/**
 * sptd_visit_check:
 * @organization: the organization
 * @service: what is asked for
 * @person: who comes; the codice fiscale is brought to its form
 * @channel: by what
 * @consent: the version of the privacy notice that was agreed to
 * @error: %SPT_ERROR_INVALID_FIELD
 *
 * What the tables of the wire cannot check.
 *
 * Returns: whether a visit may be made of it
 */
gboolean
sptd_visit_check (const SptdOrganization *organization,
                  const SptdService *service,
                  SptWirePerson *person,
                  SptChannel channel,
                  const char *consent,
                  GError **error)
{
  if (g_strcmp0 (consent, organization->privacy_notice_version) != 0)
    {
      spt_set_field_error (error, "consent", "is not the version of the present notice, %s",
                           organization->privacy_notice_version);
      return FALSE;
    }
  if (!sptd_service_has_channel (service, channel))
    {
      spt_set_field_error (error, "channel", "is not one of this service");
      return FALSE;
    }
  if (person->codice_fiscale != NULL)
    {
      char *normal = sptd_codice_fiscale_normalize (person->codice_fiscale);

      if (normal == NULL)
        {
          spt_set_field_error (error, "person.codice_fiscale", "is not a codice fiscale");
          return FALSE;
        }
      g_free (person->codice_fiscale);
      person->codice_fiscale = normal;
    }
  return TRUE;
}

/**
 * sptd_store_visit_create:
 * @db: a connection in a transaction
 * @service: what is asked for
 * @visit_id: its identifier
 * @person: who comes
 * @channel: by what
 * @reason: (nullable): what it is about
 * @consent: the version of the privacy notice
 * @language: BCP 47
 * @assistance: whether the citizen needs assistance
 * @now: when
 * @error: of the database
 *
 * Returns: whether it was written
 */
gboolean
sptd_store_visit_create (SptdDatabase *db,
                         const SptdService *service,
                         const char *visit_id,
                         const SptWirePerson *person,
                         SptChannel channel,
                         const char *reason,
                         const char *consent,
                         const char *language,
                         gboolean assistance,
                         gint64 now,
                         GError **error)
{
  return sptd_database_run (
      db, error,
      "INSERT INTO visit (id, office_id, service_id, channel, name, surname, email, address,"
      " telephone, codice_fiscale, reason, consent, language, assistance, created_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      "sssssssssssssii", visit_id, service->office_id, service->id,
      spt_wire_enum_name (spt_channel_names, (int) channel), person->name, person->surname,
      person->email, person->address, person->telephone, person->codice_fiscale, reason, consent,
      language, (gint64) assistance, now);
}

typedef struct
{
  char *service_id;
  gint64 lane;
  gint64 start;
  gint64 end;
} Hold;

static void
hold_clear (Hold *hold)
{
  g_free (hold->service_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hold, hold_clear)

static gboolean
read_hold (SptdDatabase *db, const char *hold_id, gint64 now, Hold *hold, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT service_id, lane, start_at, end_at FROM hold WHERE id = $1 AND expires_at > $2", "si",
      hold_id, now);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_HOLD_EXPIRED, "the slot is no longer kept");
      return FALSE;
    }
  hold->service_id = sptd_statement_dup_text (statement, 0);
  hold->lane = sptd_statement_int64 (statement, 1);
  hold->start = sptd_statement_int64 (statement, 2);
  hold->end = sptd_statement_int64 (statement, 3);
  return TRUE;
}

static gboolean
check_limit (SptdDatabase *db, const char *email, gint64 now, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT count(*) FROM visit v JOIN appointment a ON a.visit_id = v.id"
      " WHERE lower(v.email) = lower($1) AND a.state = 'booked' AND a.end_at > $2",
      "si", email, now);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (row && sptd_statement_int64 (statement, 0) < SPTD_MAX_BOOKINGS)
    return TRUE;
  g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_MANY_BOOKINGS,
               "this address has %d appointments already", SPTD_MAX_BOOKINGS);
  return FALSE;
}

static gboolean
write_appointment (SptdDatabase *db,
                   const char *visit_id,
                   const char *hold_id,
                   const Hold *hold,
                   gint64 now,
                   GError **error)
{
  g_autofree char *code = spt_code_new ();

  return sptd_database_run (db, error,
                            "INSERT INTO appointment (visit_id, code, state, lane, start_at,"
                            " end_at, version, sequence)"
                            " VALUES ($1, $2, 'booked', $3, $4, $5, 1, 0)",
                            "ssiii", visit_id, code, hold->lane, hold->start, hold->end)
         && sptd_database_run (db, error,
                               "UPDATE occupation SET holder = $1, free_at = 0 WHERE holder = $2",
                               "ss", visit_id, hold_id)
         && sptd_database_run (db, error, "DELETE FROM hold WHERE id = $1", "s", hold_id)
         && sptd_store_interval_begin (db, visit_id, "booked", NULL, now, error);
}

/**
 * sptd_store_appointment_create:
 * @db: a connection in a transaction
 * @organization: the organization
 * @request: the hold and who comes
 * @master_key: what seals the token in the outbox
 * @now: when
 * @appointment: (out): the appointment with its token
 * @error: %SPT_ERROR_HOLD_EXPIRED, %SPT_ERROR_TOO_MANY_BOOKINGS, %SPT_ERROR_INVALID_FIELD, or of the
 *   database
 *
 * Turns a hold into an appointment, with the mail and the event that tell it.
 *
 * Returns: whether it is booked
 */
gboolean
sptd_store_appointment_create (SptdDatabase *db,
                               const SptdOrganization *organization,
                               const SptWireAppointmentRequest *request,
                               GBytes *master_key,
                               gint64 now,
                               SptWireAppointment **appointment,
                               GError **error)
{
  g_autofree char *visit_id = spt_id_new ();
  g_autofree char *token = NULL;
  g_autoptr (SptdService) service = NULL;
  g_autoptr (SptWireAppointment) made = NULL;
  const char *language =
      request->language != NULL ? request->language : organization->default_language;
  g_auto (Hold) hold = { 0 };

  if (!read_hold (db, request->hold_id, now, &hold, error))
    return FALSE;
  service = sptd_store_service_load (db, hold.service_id, error);
  if (service == NULL
      || !sptd_visit_check (organization, service, request->person, request->channel,
                            request->consent, error)
      || !check_limit (db, request->person->email, now, error)
      || !sptd_store_visit_create (db, service, visit_id, request->person, request->channel,
                                   request->reason, request->consent, language, FALSE, now, error)
      || !write_appointment (db, visit_id, request->hold_id, &hold, now, error))
    return FALSE;
  token = sptd_store_token_create (db, SPT_ROLE_CITIZEN, visit_id, now, hold.end + SPTD_TOKEN_AFTER,
                                   0, error);
  if (token == NULL
      || !sptd_store_outbox_add (db, SPTD_MAIL_BOOKED, visit_id, request->person->email, language,
                                 token, master_key, now, error)
      || !sptd_store_tell_appointment (db, visit_id, now, error))
    return FALSE;
  made = sptd_store_appointment_load (db, visit_id, error);
  if (made == NULL)
    return FALSE;
  made->token = g_steal_pointer (&token);
  *appointment = g_steal_pointer (&made);
  return TRUE;
}

/**
 * sptd_store_appointment_find:
 * @db: a connection
 * @code: a booking code in its form
 * @email: an e-mail address
 * @now: the present instant
 * @visit_id: (out) (nullable): the visit; %NULL where the two open none
 * @expires_at: (out): until when it may be opened
 * @error: of the database
 *
 * Returns: whether it could be looked for
 */
gboolean
sptd_store_appointment_find (SptdDatabase *db,
                             const char *code,
                             const char *email,
                             gint64 now,
                             char **visit_id,
                             gint64 *expires_at,
                             GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT a.visit_id, a.end_at FROM appointment a JOIN visit v ON v.id = a.visit_id"
      " WHERE a.code = $1 AND lower(v.email) = lower($2) AND a.end_at > $3",
      "ssi", code, email, (gint64) (now - SPTD_TOKEN_AFTER));
  gboolean row = FALSE;

  *visit_id = NULL;
  *expires_at = now;
  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      *visit_id = sptd_statement_dup_text (statement, 0);
      *expires_at = sptd_statement_int64 (statement, 1) + SPTD_TOKEN_AFTER;
    }
  return TRUE;
}

static gint64
free_again_at (gint64 start, gint64 now)
{
  guint32 random;

  if (start < now + SPT_HOUR)
    return now;
  spt_random_bytes ((guint8 *) &random, sizeof random);
  return now + FREE_AFTER_LEAST * SPT_MINUTE
         + random % (guint32) ((FREE_AFTER_MOST - FREE_AFTER_LEAST) * 60) * SPT_SECOND;
}

static gboolean
read_language (SptdDatabase *db, const char *visit_id, char **language, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT language FROM visit WHERE id = $1", "s", visit_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  *language = row ? sptd_statement_dup_text (statement, 0) : g_strdup ("it");
  return TRUE;
}

/**
 * sptd_store_appointment_cancel:
 * @db: a connection in a transaction
 * @visit_id: a visit
 * @reason: (nullable): why
 * @master_key: what the outbox seals with
 * @now: when
 * @error: %SPT_ERROR_WRONG_STATE, %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Cancels an appointment. Its slot is offered again after a random few minutes, against those who
 * trade with slots; at once when it begins within the hour.
 *
 * Returns: whether it is cancelled
 */
gboolean
sptd_store_appointment_cancel (SptdDatabase *db,
                               const char *visit_id,
                               const char *reason,
                               GBytes *master_key,
                               gint64 now,
                               GError **error)
{
  g_autoptr (SptWireAppointment) appointment = sptd_store_appointment_load (db, visit_id, error);
  g_autofree char *language = NULL;

  return appointment != NULL
         && sptd_store_appointment_change (db, visit_id, SPTD_APPOINTMENT_STEP_CANCEL, now, error)
         && sptd_database_run (db, error,
                               "UPDATE appointment SET cancel_reason = $1,"
                               " sequence = sequence + 1 WHERE visit_id = $2",
                               "ss", reason, visit_id)
         && sptd_database_run (db, error, "UPDATE occupation SET free_at = $1 WHERE holder = $2",
                               "is", free_again_at (appointment->start, now), visit_id)
         && sptd_store_interval_begin (db, visit_id, NULL, NULL, now, error)
         && read_language (db, visit_id, &language, error)
         && (appointment->person->email == NULL
             || sptd_store_outbox_add (db, SPTD_MAIL_CANCELLED, visit_id,
                                       appointment->person->email, language, NULL, master_key, now,
                                       error))
         && sptd_store_tell_appointment (db, visit_id, now, error);
}
