/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/api/sptd-api.h"

#include "backend/api/sptd-api-resources.h"

static const SptdHandler handlers[] = {
  [SPT_ROUTE_GET_STATUS] = sptd_api_get_status,
  [SPT_ROUTE_GET_ORGANIZATION] = sptd_api_get_organization,
  [SPT_ROUTE_LIST_OFFICES] = sptd_api_list_offices,
  [SPT_ROUTE_LIST_SERVICES] = sptd_api_list_services,
  [SPT_ROUTE_LIST_DAYS] = sptd_api_list_days,
  [SPT_ROUTE_LIST_SLOTS] = sptd_api_list_slots,
  [SPT_ROUTE_CREATE_HOLD] = sptd_api_create_hold,
  [SPT_ROUTE_DELETE_HOLD] = sptd_api_delete_hold,
  [SPT_ROUTE_CREATE_APPOINTMENT] = sptd_api_create_appointment,
  [SPT_ROUTE_ACCESS_APPOINTMENT] = sptd_api_access_appointment,
  [SPT_ROUTE_GET_APPOINTMENT] = sptd_api_get_appointment,
  [SPT_ROUTE_GET_CALENDAR] = sptd_api_get_calendar,
  [SPT_ROUTE_CANCEL_APPOINTMENT] = sptd_api_cancel_appointment,
  [SPT_ROUTE_CHECK_IN] = sptd_api_check_in,
  [SPT_ROUTE_CREATE_TICKET] = sptd_api_create_ticket,
  [SPT_ROUTE_GET_TICKET] = sptd_api_get_ticket,
  [SPT_ROUTE_LEAVE_TICKET] = sptd_api_leave_ticket,
  [SPT_ROUTE_CREATE_OPERATOR_SESSION] = sptd_api_create_operator_session,
  [SPT_ROUTE_GET_OPERATOR_SESSION] = sptd_api_get_operator_session,
  [SPT_ROUTE_DELETE_OPERATOR_SESSION] = sptd_api_delete_operator_session,
  [SPT_ROUTE_GET_DESK] = sptd_api_get_desk,
  [SPT_ROUTE_SET_DESK_STATUS] = sptd_api_set_desk_status,
  [SPT_ROUTE_LIST_QUEUE] = sptd_api_list_queue,
  [SPT_ROUTE_CALL_NEXT] = sptd_api_call_next,
  [SPT_ROUTE_RECALL] = sptd_api_recall,
  [SPT_ROUTE_COMPLETE] = sptd_api_complete,
  [SPT_ROUTE_GET_CALL] = sptd_api_get_call,
  [SPT_ROUTE_ANSWER_CALL] = sptd_api_answer_call,
  [SPT_ROUTE_END_CALL] = sptd_api_end_call,
  [SPT_ROUTE_CREATE_SIGNAL] = sptd_api_create_signal,
  [SPT_ROUTE_LIST_MESSAGES] = sptd_api_list_messages,
  [SPT_ROUTE_CREATE_MESSAGE] = sptd_api_create_message,
  [SPT_ROUTE_LIST_DOCUMENTS] = sptd_api_list_documents,
  [SPT_ROUTE_CREATE_DOCUMENT] = sptd_api_create_document,
  [SPT_ROUTE_HEAD_DOCUMENT] = sptd_api_head_document,
  [SPT_ROUTE_APPEND_DOCUMENT] = sptd_api_append_document,
  [SPT_ROUTE_DELETE_DOCUMENT] = sptd_api_delete_document,
  [SPT_ROUTE_GET_CONTENT] = sptd_api_get_content,
  [SPT_ROUTE_EVENTS] = NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (handlers) == SPT_N_ROUTES);

/**
 * sptd_api_handler:
 * @id: a route
 *
 * Returns: (nullable): what handles it; %NULL for the event stream, which the server serves itself
 */
SptdHandler
sptd_api_handler (SptRouteId id)
{
  g_return_val_if_fail (id < SPT_N_ROUTES, NULL);

  return handlers[id];
}

/**
 * sptd_reply_set_header:
 * @self: an answer
 * @name: a header
 * @value: its value
 *
 * Sets a header of the answer; a second value replaces the first.
 */
void
sptd_reply_set_header (SptdReply *self, const char *name, const char *value)
{
  if (self->headers == NULL)
    self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (self->headers, g_strdup (name), g_strdup (value));
}
