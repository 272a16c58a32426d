/* SPDX-License-Identifier: EUPL-1.2 */
/* The operator's own desk: it is always the caller's. */
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-visits.h"

typedef struct
{
  const SptdRequest *request;
  SptWireDesk *desk;
} Work;

/* The servers for finding a path go with the answer to those who meet. */
static void
add_servers (SptdApi *api, SptWireDesk *desk)
{
  if (desk->call == NULL || api->ice_servers == NULL || api->ice_servers->len == 0)
    return;
  desk->call->ice_servers = spt_wire_list_new (&spt_wire_ice_server_type);
  for (guint i = 0; i < api->ice_servers->len; i++)
    g_ptr_array_add (desk->call->ice_servers,
                     spt_wire_ice_server_copy (g_ptr_array_index (api->ice_servers, i)));
}

static gboolean
load (SptdDatabase *db, Work *work, GError **error)
{
  g_clear_pointer (&work->desk, spt_wire_desk_free);
  work->desk = sptd_store_desk_load (db, work->request->caller.subject, work->request->now, error);
  return work->desk != NULL;
}

static gboolean
change (SptdApi *api,
        SptdTransactionFunc func,
        const SptdRequest *request,
        SptdReply *reply,
        GError **error)
{
  Work work = { request, NULL };

  if (!sptd_database_transact (api->database, func, &work, error))
    {
      g_clear_pointer (&work.desk, spt_wire_desk_free);
      return FALSE;
    }
  add_servers (api, work.desk);
  reply->body = work.desk;
  return TRUE;
}

/**
 * sptd_api_get_desk:
 *
 * `GET /desk`.
 */
gboolean
sptd_api_get_desk (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Work work = { request, NULL };

  if (!load (api->database, &work, error))
    return FALSE;
  add_servers (api, work.desk);
  reply->body = work.desk;
  return TRUE;
}

static gboolean
set_status (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const SptWireDeskStatus *body = work->request->body;

  return sptd_store_desk_set_status (db, work->request->caller.subject, body->state, body->reason,
                                     work->request->now, error)
         && load (db, work, error);
}

/**
 * sptd_api_set_desk_status:
 *
 * `PUT /desk/status`: the operator receives, pauses or leaves.
 */
gboolean
sptd_api_set_desk_status (SptdApi *api,
                          const SptdRequest *request,
                          SptdReply *reply,
                          GError **error)
{
  return change (api, set_status, request, reply, error);
}

/**
 * sptd_api_list_queue:
 *
 * `GET /desk/queue`: who waits for what this operator serves, the next first.
 */
gboolean
sptd_api_list_queue (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  GPtrArray *tickets =
      sptd_store_queue_load (api->database, request->caller.subject, request->now, error);
  SptWireList *list;

  if (tickets == NULL)
    return FALSE;
  list = g_new0 (SptWireList, 1);
  list->items = tickets;
  reply->body = list;
  return TRUE;
}

static gboolean
call_next (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;

  return sptd_store_desk_next (db, work->request->caller.subject, work->request->now, error)
         && load (db, work, error);
}

/**
 * sptd_api_call_next:
 *
 * `POST /desk/next`: calls the next citizen by the rules of the queue.
 */
gboolean
sptd_api_call_next (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return change (api, call_next, request, reply, error);
}

static gboolean
recall (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;

  return sptd_store_desk_recall (db, work->request->caller.subject, work->request->now, error)
         && load (db, work, error);
}

/**
 * sptd_api_recall:
 *
 * `POST /desk/recall`: rings again for the citizen who did not answer, or whose meeting broke.
 */
gboolean
sptd_api_recall (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return change (api, recall, request, reply, error);
}

static gboolean
complete (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const SptWireCompletion *body = work->request->body;

  return sptd_store_desk_complete (db, work->request->caller.subject, body->outcome, body->notes,
                                   work->request->now, error)
         && load (db, work, error);
}

/**
 * sptd_api_complete:
 *
 * `POST /desk/completion`: completes the visit.
 */
gboolean
sptd_api_complete (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return change (api, complete, request, reply, error);
}
