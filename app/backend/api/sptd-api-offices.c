/* SPDX-License-Identifier: EUPL-1.2 */
/* Offices and services. */
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-offices.h"

static gboolean
answer_list (SptdReply *reply, GPtrArray *items)
{
  SptWireList *list;

  if (items == NULL)
    return FALSE;
  list = g_new0 (SptWireList, 1);
  list->items = items;
  reply->body = list;
  return TRUE;
}

/**
 * sptd_api_list_offices:
 *
 * `GET /offices`: the offices, with what waits there now.
 */
gboolean
sptd_api_list_offices (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return answer_list (reply, sptd_store_offices_list (api->database, request->now, error));
}

/**
 * sptd_api_list_services:
 *
 * `GET /services`: all services, or those of one office.
 */
gboolean
sptd_api_list_services (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  const SptWireServiceQuery *query = request->query;

  return answer_list (reply,
                      sptd_store_services_list (api->database,
                                                query != NULL ? query->office_id : NULL, error));
}
