/* SPDX-License-Identifier: EUPL-1.2 */
/* The queue, as a citizen meets it. */
#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-tickets.h"
#include "backend/store/sptd-store-visits.h"

typedef struct
{
  const SptdRequest *request;
  SptWireTicket *ticket;
  gboolean made;
} Work;

static gboolean
answer (SptdApi *api, SptdTransactionFunc func, Work *work, SptdReply *reply, GError **error)
{
  if (!sptd_database_transact (api->database, func, work, error))
    {
      g_clear_pointer (&work->ticket, spt_wire_ticket_free);
      return FALSE;
    }
  reply->body = work->ticket;
  return TRUE;
}

static gboolean
load (SptdDatabase *db, Work *work, GError **error)
{
  work->ticket =
      sptd_store_ticket_load (db, work->request->params[0], work->request->now, TRUE, error);
  return work->ticket != NULL;
}

static gboolean
check_in (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const char *visit_id = work->request->params[0];
  g_autoptr (SptdOrganization) organization = NULL;

  g_clear_pointer (&work->ticket, spt_wire_ticket_free);
  if (!sptd_access_visit (db, work->request, visit_id, error))
    return FALSE;
  organization = sptd_store_organization_load (db, error);
  return organization != NULL
         && sptd_store_ticket_check_in (db, organization, visit_id, work->request->now, &work->made,
                                        error)
         && load (db, work, error);
}

/**
 * sptd_api_check_in:
 *
 * `POST /appointments/{visit_id}/check-in`: a booked citizen enters the queue. Doing it again answers
 * with the same ticket and 200.
 */
gboolean
sptd_api_check_in (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Work work = { request, NULL, FALSE };

  if (!answer (api, check_in, &work, reply, error))
    return FALSE;
  if (!work.made)
    reply->status = 200;
  return TRUE;
}

static gboolean
create (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);

  g_clear_pointer (&work->ticket, spt_wire_ticket_free);
  return organization != NULL
         && sptd_store_ticket_create (db, organization, work->request->body, work->request->now,
                                      &work->ticket, error);
}

/**
 * sptd_api_create_ticket:
 *
 * `POST /tickets`: a citizen enters the queue without an appointment.
 */
gboolean
sptd_api_create_ticket (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Work work = { request, NULL, FALSE };

  return answer (api, create, &work, reply, error);
}

/**
 * sptd_api_get_ticket:
 *
 * `GET /tickets/{visit_id}`: a ticket with its position and wait.
 */
gboolean
sptd_api_get_ticket (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  if (!sptd_access_visit (api->database, request, request->params[0], error))
    return FALSE;
  reply->body =
      sptd_store_ticket_load (api->database, request->params[0], request->now, TRUE, error);
  return reply->body != NULL;
}

static gboolean
leave (SptdDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  const char *visit_id = work->request->params[0];

  g_clear_pointer (&work->ticket, spt_wire_ticket_free);
  return sptd_access_visit (db, work->request, visit_id, error)
         && sptd_store_ticket_leave (db, visit_id, work->request->now, error)
         && load (db, work, error);
}

/**
 * sptd_api_leave_ticket:
 *
 * `POST /tickets/{visit_id}/departure`: the citizen leaves the queue.
 */
gboolean
sptd_api_leave_ticket (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Work work = { request, NULL, FALSE };

  return answer (api, leave, &work, reply, error);
}
