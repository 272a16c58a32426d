/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-routes.h"

#include <string.h>

#include "base/spt-id.h"
#include "wire/spt-wire-event.h"

static const SptRoute routes[] = {
  [SPT_ROUTE_GET_STATUS] = {
    .id = SPT_ROUTE_GET_STATUS,
    .name = "getStatus",
    .method = "GET",
    .path = "/status",
    .roles = SPT_ROLE_ANYONE,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_status_type,
    .status = 200,
    .summary = "Tells whether the backend serves requests.",
    .tag = "status",
  },
  [SPT_ROUTE_GET_ORGANIZATION] = {
    .id = SPT_ROUTE_GET_ORGANIZATION,
    .name = "getOrganization",
    .method = "GET",
    .path = "/organization",
    .roles = SPT_ROLE_ANYONE,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_organization_type,
    .status = 200,
    .summary = "Whose counter this is, with the privacy notice.",
    .tag = "organization",
  },
  [SPT_ROUTE_LIST_OFFICES] = {
    .id = SPT_ROUTE_LIST_OFFICES,
    .name = "listOffices",
    .method = "GET",
    .path = "/offices",
    .roles = SPT_ROLE_ANYONE,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_office_list_type,
    .status = 200,
    .summary = "The offices, with what waits there now.",
    .tag = "offices",
  },
  [SPT_ROUTE_LIST_SERVICES] = {
    .id = SPT_ROUTE_LIST_SERVICES,
    .name = "listServices",
    .method = "GET",
    .path = "/services",
    .roles = SPT_ROLE_ANYONE,
    .query = &spt_wire_service_query_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_service_list_type,
    .status = 200,
    .summary = "The services of all offices or of one.",
    .tag = "services",
  },
  [SPT_ROUTE_LIST_DAYS] = {
    .id = SPT_ROUTE_LIST_DAYS,
    .name = "listDays",
    .method = "GET",
    .path = "/services/{service_id}/days",
    .roles = SPT_ROLE_ANYONE,
    .query = &spt_wire_day_query_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_day_list_type,
    .status = 200,
    .summary = "The days of a month with what is free.",
    .tag = "availability",
  },
  [SPT_ROUTE_LIST_SLOTS] = {
    .id = SPT_ROUTE_LIST_SLOTS,
    .name = "listSlots",
    .method = "GET",
    .path = "/services/{service_id}/slots",
    .roles = SPT_ROLE_ANYONE,
    .query = &spt_wire_slot_query_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_slot_list_type,
    .status = 200,
    .summary = "The free slots of a day.",
    .tag = "availability",
  },
  [SPT_ROUTE_CREATE_HOLD] = {
    .id = SPT_ROUTE_CREATE_HOLD,
    .name = "createHold",
    .method = "POST",
    .path = "/holds",
    .roles = SPT_ROLE_ANYONE,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_hold_request_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_hold_type,
    .status = 201,
    .idempotent = TRUE,
    .errors = { SPT_ERROR_SLOT_TAKEN, SPT_ERROR_SLOT_NOT_OFFERED },
    .summary = "Keeps a slot while the form is filled in.",
    .tag = "appointments",
  },
  [SPT_ROUTE_DELETE_HOLD] = {
    .id = SPT_ROUTE_DELETE_HOLD,
    .name = "deleteHold",
    .method = "DELETE",
    .path = "/holds/{hold_id}",
    .roles = SPT_ROLE_HOLDER,
    .status = 204,
    .summary = "Gives a slot back.",
    .tag = "appointments",
  },
  [SPT_ROUTE_CREATE_APPOINTMENT] = {
    .id = SPT_ROUTE_CREATE_APPOINTMENT,
    .name = "createAppointment",
    .method = "POST",
    .path = "/appointments",
    .roles = SPT_ROLE_HOLDER,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_appointment_request_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_appointment_type,
    .status = 201,
    .idempotent = TRUE,
    .errors = { SPT_ERROR_HOLD_EXPIRED, SPT_ERROR_TOO_MANY_BOOKINGS },
    .summary = "Turns a hold into an appointment.",
    .tag = "appointments",
  },
  [SPT_ROUTE_ACCESS_APPOINTMENT] = {
    .id = SPT_ROUTE_ACCESS_APPOINTMENT,
    .name = "accessAppointment",
    .method = "POST",
    .path = "/appointment-accesses",
    .roles = SPT_ROLE_ANYONE,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_access_request_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_appointment_type,
    .status = 201,
    .summary = "Opens an appointment by its code and e-mail address.",
    .tag = "appointments",
  },
  [SPT_ROUTE_GET_APPOINTMENT] = {
    .id = SPT_ROUTE_GET_APPOINTMENT,
    .name = "getAppointment",
    .method = "GET",
    .path = "/appointments/{visit_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_appointment_type,
    .status = 200,
    .summary = "An appointment.",
    .tag = "appointments",
  },
  [SPT_ROUTE_GET_CALENDAR] = {
    .id = SPT_ROUTE_GET_CALENDAR,
    .name = "getCalendar",
    .method = "GET",
    .path = "/appointments/{visit_id}/calendar",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .media_type = "text/calendar",
    .answer_body = SPT_BODY_BYTES,
    .status = 200,
    .summary = "An appointment as an iCalendar file.",
    .tag = "appointments",
  },
  [SPT_ROUTE_CANCEL_APPOINTMENT] = {
    .id = SPT_ROUTE_CANCEL_APPOINTMENT,
    .name = "cancelAppointment",
    .method = "POST",
    .path = "/appointments/{visit_id}/cancellation",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_cancellation_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_appointment_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Cancels an appointment.",
    .tag = "appointments",
  },
  [SPT_ROUTE_CHECK_IN] = {
    .id = SPT_ROUTE_CHECK_IN,
    .name = "checkIn",
    .method = "POST",
    .path = "/appointments/{visit_id}/check-in",
    .roles = SPT_ROLE_CITIZEN,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_ticket_type,
    .status = 201,
    .errors = { SPT_ERROR_WRONG_STATE, SPT_ERROR_TOO_EARLY, SPT_ERROR_TOO_LATE, SPT_ERROR_OFFICE_CLOSED },
    .summary = "A booked citizen enters the queue.",
    .tag = "tickets",
  },
  [SPT_ROUTE_CREATE_TICKET] = {
    .id = SPT_ROUTE_CREATE_TICKET,
    .name = "createTicket",
    .method = "POST",
    .path = "/tickets",
    .roles = SPT_ROLE_ANYONE,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_ticket_request_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_ticket_type,
    .status = 201,
    .idempotent = TRUE,
    .errors = { SPT_ERROR_OFFICE_CLOSED },
    .summary = "A citizen enters the queue without an appointment.",
    .tag = "tickets",
  },
  [SPT_ROUTE_GET_TICKET] = {
    .id = SPT_ROUTE_GET_TICKET,
    .name = "getTicket",
    .method = "GET",
    .path = "/tickets/{visit_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_ticket_type,
    .status = 200,
    .summary = "A ticket with its position and wait.",
    .tag = "tickets",
  },
  [SPT_ROUTE_LEAVE_TICKET] = {
    .id = SPT_ROUTE_LEAVE_TICKET,
    .name = "leaveQueue",
    .method = "POST",
    .path = "/tickets/{visit_id}/departure",
    .roles = SPT_ROLE_CITIZEN,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_ticket_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "The citizen leaves the queue.",
    .tag = "tickets",
  },
  [SPT_ROUTE_CREATE_OPERATOR_SESSION] = {
    .id = SPT_ROUTE_CREATE_OPERATOR_SESSION,
    .name = "createOperatorSession",
    .method = "POST",
    .path = "/operator-sessions",
    .roles = SPT_ROLE_ANYONE,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_credentials_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_operator_session_type,
    .status = 201,
    .errors = { SPT_ERROR_WRONG_CREDENTIALS },
    .summary = "An operator signs in.",
    .tag = "operators",
  },
  [SPT_ROUTE_GET_OPERATOR_SESSION] = {
    .id = SPT_ROUTE_GET_OPERATOR_SESSION,
    .name = "getOperatorSession",
    .method = "GET",
    .path = "/operator-sessions/current",
    .roles = SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_operator_session_type,
    .status = 200,
    .summary = "Who is signed in.",
    .tag = "operators",
  },
  [SPT_ROUTE_DELETE_OPERATOR_SESSION] = {
    .id = SPT_ROUTE_DELETE_OPERATOR_SESSION,
    .name = "deleteOperatorSession",
    .method = "DELETE",
    .path = "/operator-sessions/current",
    .roles = SPT_ROLE_OPERATOR,
    .status = 204,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "The operator signs out.",
    .tag = "operators",
  },
  [SPT_ROUTE_GET_DESK] = {
    .id = SPT_ROUTE_GET_DESK,
    .name = "getDesk",
    .method = "GET",
    .path = "/desk",
    .roles = SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_desk_type,
    .status = 200,
    .summary = "The operator's own desk.",
    .tag = "desk",
  },
  [SPT_ROUTE_SET_DESK_STATUS] = {
    .id = SPT_ROUTE_SET_DESK_STATUS,
    .name = "setDeskStatus",
    .method = "PUT",
    .path = "/desk/status",
    .roles = SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_desk_status_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_desk_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "The operator receives, pauses or leaves.",
    .tag = "desk",
  },
  [SPT_ROUTE_LIST_QUEUE] = {
    .id = SPT_ROUTE_LIST_QUEUE,
    .name = "listQueue",
    .method = "GET",
    .path = "/desk/queue",
    .roles = SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_ticket_list_type,
    .status = 200,
    .summary = "Who waits for what this operator serves, the next first.",
    .tag = "desk",
  },
  [SPT_ROUTE_CALL_NEXT] = {
    .id = SPT_ROUTE_CALL_NEXT,
    .name = "callNext",
    .method = "POST",
    .path = "/desk/next",
    .roles = SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_desk_type,
    .status = 200,
    .errors = { SPT_ERROR_QUEUE_EMPTY, SPT_ERROR_WRONG_STATE },
    .summary = "Calls the next citizen by the rules of the queue.",
    .tag = "desk",
  },
  [SPT_ROUTE_RECALL] = {
    .id = SPT_ROUTE_RECALL,
    .name = "recall",
    .method = "POST",
    .path = "/desk/recall",
    .roles = SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_desk_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Rings again for the citizen who did not answer.",
    .tag = "desk",
  },
  [SPT_ROUTE_COMPLETE] = {
    .id = SPT_ROUTE_COMPLETE,
    .name = "complete",
    .method = "POST",
    .path = "/desk/completion",
    .roles = SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_completion_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_desk_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Completes the visit.",
    .tag = "desk",
  },
  [SPT_ROUTE_GET_CALL] = {
    .id = SPT_ROUTE_GET_CALL,
    .name = "getCall",
    .method = "GET",
    .path = "/calls/{call_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_call_type,
    .status = 200,
    .summary = "A call.",
    .tag = "calls",
  },
  [SPT_ROUTE_ANSWER_CALL] = {
    .id = SPT_ROUTE_ANSWER_CALL,
    .name = "answerCall",
    .method = "POST",
    .path = "/calls/{call_id}/answer",
    .roles = SPT_ROLE_CITIZEN,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_call_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "The citizen answers.",
    .tag = "calls",
  },
  [SPT_ROUTE_END_CALL] = {
    .id = SPT_ROUTE_END_CALL,
    .name = "endCall",
    .method = "POST",
    .path = "/calls/{call_id}/ending",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_call_ending_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_call_type,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Either side ends the call, or the citizen declines it.",
    .tag = "calls",
  },
  [SPT_ROUTE_CREATE_SIGNAL] = {
    .id = SPT_ROUTE_CREATE_SIGNAL,
    .name = "createSignal",
    .method = "POST",
    .path = "/calls/{call_id}/signals",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_signal_request_type,
    .status = 204,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Tells the other side a description or a candidate.",
    .tag = "calls",
  },
  [SPT_ROUTE_LIST_MESSAGES] = {
    .id = SPT_ROUTE_LIST_MESSAGES,
    .name = "listMessages",
    .method = "GET",
    .path = "/visits/{visit_id}/messages",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_message_list_type,
    .status = 200,
    .summary = "The conversation of a visit.",
    .tag = "messages",
  },
  [SPT_ROUTE_CREATE_MESSAGE] = {
    .id = SPT_ROUTE_CREATE_MESSAGE,
    .name = "createMessage",
    .method = "POST",
    .path = "/visits/{visit_id}/messages",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_JSON,
    .request = &spt_wire_message_request_type,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_message_type,
    .status = 201,
    .idempotent = TRUE,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "Says something in writing.",
    .tag = "messages",
  },
  [SPT_ROUTE_LIST_DOCUMENTS] = {
    .id = SPT_ROUTE_LIST_DOCUMENTS,
    .name = "listDocuments",
    .method = "GET",
    .path = "/visits/{visit_id}/documents",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_document_list_type,
    .status = 200,
    .summary = "The documents of a visit.",
    .tag = "documents",
  },
  [SPT_ROUTE_CREATE_DOCUMENT] = {
    .id = SPT_ROUTE_CREATE_DOCUMENT,
    .name = "createDocument",
    .method = "POST",
    .path = "/visits/{visit_id}/documents",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .answer_body = SPT_BODY_JSON,
    .answer = &spt_wire_document_type,
    .status = 201,
    .idempotent = TRUE,
    .errors = { SPT_ERROR_TOO_LARGE, SPT_ERROR_QUOTA_EXCEEDED, SPT_ERROR_WRONG_STATE },
    .summary = "Begins an upload (tus 1.0 creation: Upload-Length, Upload-Metadata).",
    .tag = "documents",
  },
  [SPT_ROUTE_HEAD_DOCUMENT] = {
    .id = SPT_ROUTE_HEAD_DOCUMENT,
    .name = "headDocument",
    .method = "HEAD",
    .path = "/documents/{document_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .status = 200,
    .summary = "How far an upload has come (tus 1.0: Upload-Offset).",
    .tag = "documents",
  },
  [SPT_ROUTE_APPEND_DOCUMENT] = {
    .id = SPT_ROUTE_APPEND_DOCUMENT,
    .name = "appendDocument",
    .method = "PATCH",
    .path = "/documents/{document_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .request_body = SPT_BODY_BYTES,
    .media_type = "application/offset+octet-stream",
    .status = 204,
    .errors = { SPT_ERROR_OFFSET_MISMATCH, SPT_ERROR_CHECKSUM_MISMATCH, SPT_ERROR_TYPE_NOT_ALLOWED, SPT_ERROR_TOO_LARGE, SPT_ERROR_WRONG_STATE },
    .summary = "Adds bytes to an upload (tus 1.0).",
    .tag = "documents",
  },
  [SPT_ROUTE_DELETE_DOCUMENT] = {
    .id = SPT_ROUTE_DELETE_DOCUMENT,
    .name = "deleteDocument",
    .method = "DELETE",
    .path = "/documents/{document_id}",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .status = 204,
    .summary = "Removes one's own document (tus 1.0 termination).",
    .tag = "documents",
  },
  [SPT_ROUTE_GET_CONTENT] = {
    .id = SPT_ROUTE_GET_CONTENT,
    .name = "getContent",
    .method = "GET",
    .path = "/documents/{document_id}/content",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .media_type = "application/octet-stream",
    .answer_body = SPT_BODY_BYTES,
    .status = 200,
    .errors = { SPT_ERROR_WRONG_STATE },
    .summary = "The bytes of a document, as an attachment.",
    .tag = "documents",
  },
  [SPT_ROUTE_EVENTS] = {
    .id = SPT_ROUTE_EVENTS,
    .name = "events",
    .method = "GET",
    .path = "/events",
    .roles = SPT_ROLE_CITIZEN | SPT_ROLE_OPERATOR,
    .media_type = "text/event-stream",
    .answer_body = SPT_BODY_EVENTS,
    .answer = &spt_wire_event_type,
    .status = 200,
    .summary = "What happens, as server-sent events; Last-Event-ID resumes.",
    .tag = "events",
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (routes) == SPT_N_ROUTES);

/**
 * spt_route_get:
 * @id: a route
 *
 * Returns: (transfer none): its entry in the table
 */
const SptRoute *
spt_route_get (SptRouteId id)
{
  g_return_val_if_fail (id < SPT_N_ROUTES, NULL);

  return &routes[id];
}

/* Compares one path with one template; what stands for the braces goes to @params. */
static gboolean
path_matches (const char *template, const char *path, GPtrArray *params)
{
  g_auto (GStrv) wanted = g_strsplit (template, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);

  g_ptr_array_set_size (params, 0);
  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (wanted[i][0] == '{' && given[i][0] != '\0')
        g_ptr_array_add (params, g_strdup (given[i]));
      else if (strcmp (wanted[i], given[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
param_is_valid (const SptRoute *route, const char *param)
{
  SptFormat format = strstr (route->path, "{service_id}") != NULL ? SPT_FORMAT_SLUG : SPT_FORMAT_ID;

  return strlen (param) <= 64 && spt_wire_string_has_format (param, format);
}

/**
 * spt_route_match:
 * @method: an HTTP method
 * @path: the path of a URL, percent-decoded, with %SPT_API_ROOT
 * @params: (out) (transfer full) (array zero-terminated=1): what stands for the braces, in order
 * @error: %SPT_ERROR_NOT_FOUND, or %SPT_ERROR_METHOD_NOT_ALLOWED where the path is one of another
 *   method
 *
 * Returns: (transfer none) (nullable): the route
 */
const SptRoute *
spt_route_match (const char *method, const char *path, char ***params, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  gboolean other_method = FALSE;

  *params = NULL;
  if (!g_str_has_prefix (path, SPT_API_ROOT "/"))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "no such path");
      return NULL;
    }
  path += strlen (SPT_API_ROOT);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const SptRoute *route = &routes[i];

      if (!path_matches (route->path, path, found))
        continue;
      if (strcmp (route->method, method) != 0)
        {
          other_method = TRUE;
          continue;
        }
      if (found->len > 0 && !param_is_valid (route, g_ptr_array_index (found, 0)))
        break;
      g_ptr_array_add (found, NULL);
      *params = (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
      return route;
    }
  if (other_method)
    g_set_error (error, SPT_ERROR, SPT_ERROR_METHOD_NOT_ALLOWED, "not a method of this path");
  else
    g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "no such path");
  return NULL;
}

/**
 * spt_route_build_path:
 * @route: a route
 * @params: (nullable) (array zero-terminated=1): what stands for the braces, in order
 *
 * Returns: (transfer full): the path with %SPT_API_ROOT, percent-encoded
 */
char *
spt_route_build_path (const SptRoute *route, const char *const *params)
{
  g_autoptr (GString) path = g_string_new (SPT_API_ROOT);

  for (const char *p = route->path; *p != '\0'; p++)
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;

      if (close == NULL)
        {
          g_string_append_c (path, *p);
          continue;
        }
      g_return_val_if_fail (params != NULL && *params != NULL, NULL);
      g_string_append_uri_escaped (path, *params++, NULL, FALSE);
      p = close;
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}
