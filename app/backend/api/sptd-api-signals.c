/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-calls.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-visits.h"

/* What a kind of signal must have. */
static gboolean
check_signal (const SptWireSignalRequest *body, GError **error)
{
  switch (body->kind)
    {
    case SPT_WIRE_SIGNAL_OFFER:
    case SPT_WIRE_SIGNAL_ANSWER:
      if (body->sdp != NULL)
        return TRUE;
      spt_set_field_error (error, "sdp", "is missing");
      return FALSE;
    case SPT_WIRE_SIGNAL_CANDIDATE:
      if (body->candidate != NULL)
        return TRUE;
      spt_set_field_error (error, "candidate", "is missing");
      return FALSE;
    case SPT_WIRE_SIGNAL_RENEGOTIATE:
    case SPT_WIRE_SIGNAL_UNSET:
      return TRUE;
    }
  return TRUE;
}

/* The two of a call are the citizen of its visit and the operator who called; a colleague in the
 * same office may see the call, but has no say in it. */
static gboolean
load_own_call (SptdDatabase *database,
               const SptdRequest *request,
               char **operator_id,
               SptWireCall **found,
               GError **error)
{
  g_autoptr (SptWireCall) call = sptd_store_call_load (database, request->params[0], error);
  g_autofree char *whose = NULL;
  gboolean own;

  if (call == NULL || !sptd_access_visit (database, request, call->visit_id, error))
    return FALSE;
  whose = sptd_store_call_operator (database, call->id, error);
  if (whose == NULL)
    return FALSE;
  own = request->caller.role == SPT_ROLE_CITIZEN || g_strcmp0 (whose, request->caller.subject) == 0;
  if (!own)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such call");
      return FALSE;
    }
  if (call->state == SPT_CALL_ENDED)
    {
      spt_set_state_error (error, spt_call_state_names[SPT_CALL_ENDED], "the call has ended");
      return FALSE;
    }
  *operator_id = g_steal_pointer (&whose);
  *found = g_steal_pointer (&call);
  return TRUE;
}

static gboolean
pass_on (SptdDatabase *database, gpointer data, GError **error)
{
  const SptdRequest *request = data;
  const SptWireSignalRequest *body = request->body;
  g_autoptr (SptWireCall) call = NULL;
  g_autoptr (SptWireSignal) signal = spt_wire_signal_new ();
  g_autofree char *operator_id = NULL;
  SptWireEvent event = { .kind = SPT_EVENT_SIGNAL, .at = request->now, .signal = signal };
  gboolean citizen = request->caller.role == SPT_ROLE_CITIZEN;

  if (!load_own_call (database, request, &operator_id, &call, error))
    return FALSE;
  signal->call_id = g_strdup (call->id);
  signal->from = sptd_access_party (request);
  signal->kind = body->kind;
  signal->sdp = g_strdup (body->sdp);
  signal->candidate = g_strdup (body->candidate);
  signal->m_line = body->m_line;
  return sptd_store_event_add (database, &event,
                               citizen ? SPTD_AUDIENCE_OPERATOR : SPTD_AUDIENCE_CITIZEN, NULL,
                               call->visit_id, operator_id, error);
}

/* POST /calls/{call_id}/signals: what one side tells reaches the other as an event, and never
 * comes back to the one that told it. */
gboolean
sptd_api_create_signal (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  return check_signal (request->body, error)
         && sptd_database_transact (api->database, pass_on, (gpointer) request, error);
}
