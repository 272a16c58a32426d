/* SPDX-License-Identifier: EUPL-1.2 */
/* Slots kept while the form is filled in. */
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-bookings.h"

typedef struct
{
  const SptdRequest *request;
  SptWireHold *hold;
} Work;

static gboolean
create (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const SptWireHoldRequest *body = work->request->body;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);

  g_clear_pointer (&work->hold, spt_wire_hold_free);
  return organization != NULL
         && sptd_store_hold_create (db, organization, body->service_id, body->start,
                                    work->request->now, &work->hold, error);
}

/**
 * sptd_api_create_hold:
 *
 * `POST /holds`: keeps a slot for ten minutes.
 */
gboolean
sptd_api_create_hold (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Work work = { request, NULL };

  if (!sptd_database_transact (api->database, create, &work, error))
    {
      g_clear_pointer (&work.hold, spt_wire_hold_free);
      return FALSE;
    }
  reply->body = work.hold;
  return TRUE;
}

static gboolean delete (SptdDatabase *db, gpointer data, GError **error)
{
  return sptd_store_hold_delete (db, data, error);
}

/**
 * sptd_api_delete_hold:
 *
 * `DELETE /holds/{hold_id}`: gives a slot back; doing it again changes nothing.
 */
gboolean
sptd_api_delete_hold (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  if (g_strcmp0 (request->caller.subject, request->params[0]) != 0)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such hold");
      return FALSE;
    }
  return sptd_database_transact (api->database, delete, request->params[0], error);
}
