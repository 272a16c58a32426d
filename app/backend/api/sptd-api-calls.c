/* SPDX-License-Identifier: EUPL-1.2 */
/* Calls: only the two who meet have to do with one. */
#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-calls.h"

static gboolean
may_access (SptdDatabase *db, const SptdRequest *request, GError **error)
{
  return sptd_store_call_may_access (db, request->params[0], request->caller.role,
                                     request->caller.subject, error);
}

static gboolean
answer (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  SptWireCall *call = sptd_store_call_load (api->database, request->params[0], error);

  if (call == NULL)
    return FALSE;
  if (api->ice_servers != NULL && api->ice_servers->len > 0 && call->state != SPT_CALL_ENDED)
    {
      call->ice_servers = spt_wire_list_new (&spt_wire_ice_server_type);
      for (guint i = 0; i < api->ice_servers->len; i++)
        g_ptr_array_add (call->ice_servers,
                         spt_wire_ice_server_copy (g_ptr_array_index (api->ice_servers, i)));
    }
  reply->body = call;
  return TRUE;
}

/**
 * sptd_api_get_call:
 *
 * `GET /calls/{call_id}`.
 */
gboolean
sptd_api_get_call (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return may_access (api->database, request, error) && answer (api, request, reply, error);
}

static gboolean
take (SptdDatabase *db, gpointer data, GError **error)
{
  const SptdRequest *request = data;

  return may_access (db, request, error)
         && sptd_store_call_answer (db, request->params[0], request->now, error);
}

/**
 * sptd_api_answer_call:
 *
 * `POST /calls/{call_id}/answer`: the citizen answers.
 */
gboolean
sptd_api_answer_call (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return sptd_database_transact (api->database, take, (gpointer) request, error)
         && answer (api, request, reply, error);
}

static gboolean
end (SptdDatabase *db, gpointer data, GError **error)
{
  const SptdRequest *request = data;
  const SptWireCallEnding *body = request->body;
  SptParty party = sptd_access_party (request);

  if (!may_access (db, request, error))
    return FALSE;
  if (body->end == SPT_CALL_END_UNANSWERED
      || (body->end == SPT_CALL_END_DECLINED && party != SPT_PARTY_CITIZEN))
    {
      spt_set_field_error (error, "end", "is not for the caller to say");
      return FALSE;
    }
  return sptd_store_call_end (db, request->params[0], party, body->end, request->now, error);
}

/**
 * sptd_api_end_call:
 *
 * `POST /calls/{call_id}/ending`: either side ends the call, or the citizen declines it.
 */
gboolean
sptd_api_end_call (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return sptd_database_transact (api->database, end, (gpointer) request, error)
         && answer (api, request, reply, error);
}
