/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-messages.h"
#include "backend/store/sptd-store-operators.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-id.h"

/* GET /visits/{visit_id}/messages */
gboolean
sptd_api_list_messages (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  SptWireList *list;
  g_autoptr (GPtrArray) messages = NULL;

  if (!sptd_access_visit (api->database, request, request->params[0], error))
    return FALSE;
  messages = sptd_store_messages_list (api->database, request->params[0], error);
  if (messages == NULL)
    return FALSE;
  list = spt_wire_new (&spt_wire_message_list_type);
  list->items = g_steal_pointer (&messages);
  reply->body = list;
  return TRUE;
}

static char *
author_of (SptdDatabase *database, const SptdRequest *request, GError **error)
{
  g_autoptr (SptWireOperator) who = NULL;

  if (request->caller.role != SPT_ROLE_OPERATOR)
    return sptd_store_visit_person_name (database, request->params[0], error);
  who = sptd_store_operator_load (database, request->caller.subject, error);
  return who != NULL ? g_steal_pointer (&who->name) : NULL;
}

typedef struct
{
  const SptdRequest *request;
  SptWireMessage *message;
} Writing;

static gboolean
write_message (SptdDatabase *database, gpointer data, GError **error)
{
  Writing *writing = data;
  const SptdRequest *request = writing->request;
  const SptWireMessageRequest *body = request->body;
  g_autoptr (SptWireMessage) message = spt_wire_message_new ();
  g_autofree char *office = NULL;
  SptWireEvent event = { .kind = SPT_EVENT_MESSAGE, .at = request->now };

  if (!sptd_access_going_visit (database, request, request->params[0], error))
    return FALSE;
  message->id = spt_id_new ();
  message->visit_id = g_strdup (request->params[0]);
  message->from = sptd_access_party (request);
  message->author = author_of (database, request, error);
  message->text = g_strdup (body->text);
  message->sent_at = request->now;
  if (message->author == NULL || !sptd_store_message_add (database, message, error))
    return FALSE;
  office = sptd_store_visit_office (database, request->params[0], error);
  event.message = message;
  if (office == NULL
      || !sptd_store_event_add (database, &event, SPTD_AUDIENCE_VISIT, office, request->params[0],
                                NULL, error))
    return FALSE;
  g_clear_pointer (&writing->message, spt_wire_message_free);
  writing->message = g_steal_pointer (&message);
  return TRUE;
}

/* POST /visits/{visit_id}/messages */
gboolean
sptd_api_create_message (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  Writing writing = { .request = request };

  if (!sptd_database_transact (api->database, write_message, &writing, error))
    {
      g_clear_pointer (&writing.message, spt_wire_message_free);
      return FALSE;
    }
  reply->body = writing.message;
  return TRUE;
}
