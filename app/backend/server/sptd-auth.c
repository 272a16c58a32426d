/* SPDX-License-Identifier: EUPL-1.2 */
/* Who asks: the bearer token of a request, looked up on a worker. */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-exchange.h"
#include "backend/store/sptd-store-tokens.h"

/**
 * sptd_authenticate:
 * @api: a worker's
 * @exchange: the request; its caller is set
 * @error: %SPT_ERROR_UNAUTHENTICATED where the route needs a token and there is none that opens
 *   anything, %SPT_ERROR_FORBIDDEN where it opens something else
 *
 * A route for anyone takes a token, too, and passes over one that has ended: nobody shall have to
 * sign out to look at the offices.
 *
 * Returns: whether the caller may use the route
 */
gboolean
sptd_authenticate (SptdApi *api, SptdExchange *exchange, GError **error)
{
  SptdCaller *caller = &exchange->request.caller;
  SptRole allowed = exchange->request.route->roles;

  caller->role = SPT_ROLE_ANYONE;
  if (exchange->token != NULL
      && !sptd_store_token_find (api->database, exchange->token, exchange->request.now,
                                 &caller->role, &caller->subject, &caller->token_hash, error))
    return FALSE;
  if ((allowed & SPT_ROLE_ANYONE) != 0 || (allowed & caller->role) != 0)
    return TRUE;
  if (caller->role == SPT_ROLE_ANYONE)
    g_set_error_literal (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED,
                         exchange->token == NULL ? "a bearer token is needed"
                                                 : "the token is unknown or has ended");
  else
    g_set_error_literal (error, SPT_ERROR, SPT_ERROR_FORBIDDEN, "the token is for something else");
  return FALSE;
}
