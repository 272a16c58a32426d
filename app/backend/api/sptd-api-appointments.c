/* SPDX-License-Identifier: EUPL-1.2 */
/* Appointments. */
#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-bookings.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-id.h"

typedef struct
{
  SptdApi *api;
  const SptdRequest *request;
  SptWireAppointment *appointment;
} Work;

static gboolean
answer (Work *work, gboolean good, SptdReply *reply)
{
  if (good)
    reply->body = work->appointment;
  else
    g_clear_pointer (&work->appointment, spt_wire_appointment_free);
  return good;
}

static gboolean
create (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);

  g_clear_pointer (&work->appointment, spt_wire_appointment_free);
  return organization != NULL
         && sptd_store_appointment_create (db, organization, work->request->body,
                                           work->api->master_key, work->request->now,
                                           &work->appointment, error);
}

/**
 * sptd_api_create_appointment:
 *
 * `POST /appointments`: turns the caller's hold into an appointment.
 */
gboolean
sptd_api_create_appointment (SptdApi *api,
                             const SptdRequest *request,
                             SptdReply *reply,
                             GError **error)
{
  const SptWireAppointmentRequest *body = request->body;
  Work work = { api, request, NULL };

  if (g_strcmp0 (request->caller.subject, body->hold_id) != 0)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such hold");
      return FALSE;
    }
  return answer (&work, sptd_database_transact (api->database, create, &work, error), reply);
}

/* A code and an address that open nothing cost the same: a token is written for them, too, one that
 * nobody is told and that is over already. */
static gboolean
open_by_code (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const SptWireAccessRequest *body = work->request->body;
  g_autofree char *code = spt_code_normalize (body->code);
  g_autofree char *visit_id = NULL;
  g_autofree char *nobody = spt_id_new ();
  g_autofree char *token = NULL;
  gint64 expires_at;

  g_clear_pointer (&work->appointment, spt_wire_appointment_free);
  if (!sptd_store_appointment_find (db, code != NULL ? code : "", body->email, work->request->now,
                                    &visit_id, &expires_at, error))
    return FALSE;
  token = sptd_store_token_create (db, SPT_ROLE_CITIZEN, visit_id != NULL ? visit_id : nobody,
                                   work->request->now, expires_at, 0, error);
  if (token == NULL || visit_id == NULL)
    return token != NULL;
  work->appointment = sptd_store_appointment_load (db, visit_id, error);
  if (work->appointment == NULL)
    return FALSE;
  work->appointment->token = g_steal_pointer (&token);
  return TRUE;
}

/**
 * sptd_api_access_appointment:
 *
 * `POST /appointment-accesses`: opens an appointment by its code and e-mail address. The answer does
 * not tell which of the two is not known.
 */
gboolean
sptd_api_access_appointment (SptdApi *api,
                             const SptdRequest *request,
                             SptdReply *reply,
                             GError **error)
{
  Work work = { api, request, NULL };

  if (!answer (&work, sptd_database_transact (api->database, open_by_code, &work, error), reply))
    return FALSE;
  if (work.appointment != NULL)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND,
                       "no appointment has this code and address");
  return FALSE;
}

/**
 * sptd_api_get_appointment:
 *
 * `GET /appointments/{visit_id}`.
 */
gboolean
sptd_api_get_appointment (SptdApi *api,
                          const SptdRequest *request,
                          SptdReply *reply,
                          GError **error)
{
  if (!sptd_access_visit (api->database, request, request->params[0], error))
    return FALSE;
  reply->body = sptd_store_appointment_load (api->database, request->params[0], error);
  return reply->body != NULL;
}

static gboolean
cancel (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const SptWireCancellation *body = work->request->body;
  const char *visit_id = work->request->params[0];

  g_clear_pointer (&work->appointment, spt_wire_appointment_free);
  if (!sptd_access_visit (db, work->request, visit_id, error)
      || !sptd_store_appointment_cancel (db, visit_id, body != NULL ? body->reason : NULL,
                                         work->api->master_key, work->request->now, error))
    return FALSE;
  work->appointment = sptd_store_appointment_load (db, visit_id, error);
  return work->appointment != NULL;
}

/**
 * sptd_api_cancel_appointment:
 *
 * `POST /appointments/{visit_id}/cancellation`: by its citizen or an operator of the office.
 */
gboolean
sptd_api_cancel_appointment (SptdApi *api,
                             const SptdRequest *request,
                             SptdReply *reply,
                             GError **error)
{
  Work work = { api, request, NULL };

  return answer (&work, sptd_database_transact (api->database, cancel, &work, error), reply);
}
