/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-operators.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-vault.h"

/* A session ends after so long without use, and after a working day in any case. */
#define IDLE_SECONDS (8 * 60 * 60)
#define LONGEST_SESSION (16 * SPT_HOUR)

/* POST /operator-sessions: the same work and the same answer, whether the name or the password is
 * wrong. Guessing is slowed down by the server before this is reached. */
gboolean
sptd_api_create_operator_session (SptdApi *api,
                                  const SptdRequest *request,
                                  SptdReply *reply,
                                  GError **error)
{
  const SptWireCredentials *credentials = request->body;
  g_autoptr (SptWireOperatorSession) session = spt_wire_operator_session_new ();
  g_autofree char *operator_id = NULL;
  g_autofree char *hash = NULL;

  if (!sptd_store_operator_credentials (api->database, credentials->username, &operator_id, &hash,
                                        error))
    return FALSE;
  if (!sptd_vault_verify_password (hash, credentials->password))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_WRONG_CREDENTIALS,
                           "the name or the password is wrong");
      return FALSE;
    }
  session->expires_at = request->now + LONGEST_SESSION;
  session->operator= sptd_store_operator_load (api->database, operator_id, error);
  if (session->operator== NULL)
    return FALSE;
  session->token = sptd_store_token_create (api->database, SPT_ROLE_OPERATOR, operator_id,
                                            request->now, session->expires_at, IDLE_SECONDS, error);
  if (session->token == NULL)
    return FALSE;
  reply->body = g_steal_pointer (&session);
  return TRUE;
}

/* GET /operator-sessions/current */
gboolean
sptd_api_get_operator_session (SptdApi *api,
                               const SptdRequest *request,
                               SptdReply *reply,
                               GError **error)
{
  g_autoptr (SptWireOperatorSession) session = spt_wire_operator_session_new ();

  session->expires_at =
      sptd_store_token_expires_at (api->database, request->caller.token_hash, error);
  if (session->expires_at == 0)
    return FALSE;
  session->operator= sptd_store_operator_load (api->database, request->caller.subject, error);
  if (session->operator== NULL)
    return FALSE;
  reply->body = g_steal_pointer (&session);
  return TRUE;
}

static gboolean
sign_out (SptdDatabase *database, gpointer data, GError **error)
{
  const SptdRequest *request = data;
  g_autoptr (SptWireDesk) desk =
      sptd_store_desk_load (database, request->caller.subject, request->now, error);

  if (desk == NULL)
    return FALSE;
  if (desk->state != SPT_DESK_OFFLINE
      && !sptd_store_desk_set_status (database, request->caller.subject, SPT_DESK_OFFLINE, NULL,
                                      request->now, error))
    return FALSE;
  return sptd_store_token_revoke (database, request->caller.token_hash, error);
}

/* DELETE /operator-sessions/current: the desk is closed with it; not while a citizen is there. */
gboolean
sptd_api_delete_operator_session (SptdApi *api,
                                  const SptdRequest *request,
                                  SptdReply *reply,
                                  GError **error)
{
  return sptd_database_transact (api->database, sign_out, (gpointer) request, error);
}
