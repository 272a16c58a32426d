/* SPDX-License-Identifier: EUPL-1.2 */
/* The handlers of all routes, by the file that has them; of use inside api/ only. */
#pragma once

#include "backend/api/sptd-api.h"

G_BEGIN_DECLS

#define SPTD_HANDLER(name) \
  gboolean name (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error);

/* sptd-api-offices.c */
SPTD_HANDLER (sptd_api_list_offices)
SPTD_HANDLER (sptd_api_list_services)

/* sptd-api-availability.c */
SPTD_HANDLER (sptd_api_list_days)
SPTD_HANDLER (sptd_api_list_slots)

/* sptd-api-holds.c */
SPTD_HANDLER (sptd_api_create_hold)
SPTD_HANDLER (sptd_api_delete_hold)

/* sptd-api-appointments.c */
SPTD_HANDLER (sptd_api_create_appointment)
SPTD_HANDLER (sptd_api_access_appointment)
SPTD_HANDLER (sptd_api_get_appointment)
SPTD_HANDLER (sptd_api_cancel_appointment)

/* sptd-api-tickets.c */
SPTD_HANDLER (sptd_api_check_in)
SPTD_HANDLER (sptd_api_create_ticket)
SPTD_HANDLER (sptd_api_get_ticket)
SPTD_HANDLER (sptd_api_leave_ticket)

/* sptd-api-desk.c */
SPTD_HANDLER (sptd_api_get_desk)
SPTD_HANDLER (sptd_api_set_desk_status)
SPTD_HANDLER (sptd_api_list_queue)
SPTD_HANDLER (sptd_api_call_next)
SPTD_HANDLER (sptd_api_recall)
SPTD_HANDLER (sptd_api_complete)

/* sptd-api-calls.c */
SPTD_HANDLER (sptd_api_get_call)
SPTD_HANDLER (sptd_api_answer_call)
SPTD_HANDLER (sptd_api_end_call)

/* sptd-api-organization.c */
SPTD_HANDLER (sptd_api_get_status)
SPTD_HANDLER (sptd_api_get_organization)

/* sptd-api-calendar.c */
SPTD_HANDLER (sptd_api_get_calendar)

/* sptd-api-operators.c */
SPTD_HANDLER (sptd_api_create_operator_session)
SPTD_HANDLER (sptd_api_get_operator_session)
SPTD_HANDLER (sptd_api_delete_operator_session)

/* sptd-api-signals.c */
SPTD_HANDLER (sptd_api_create_signal)

/* sptd-api-messages.c */
SPTD_HANDLER (sptd_api_list_messages)
SPTD_HANDLER (sptd_api_create_message)

/* sptd-api-documents.c */
SPTD_HANDLER (sptd_api_list_documents)
SPTD_HANDLER (sptd_api_create_document)
SPTD_HANDLER (sptd_api_head_document)
SPTD_HANDLER (sptd_api_append_document)
SPTD_HANDLER (sptd_api_delete_document)
SPTD_HANDLER (sptd_api_get_content)

#undef SPTD_HANDLER

G_END_DECLS
