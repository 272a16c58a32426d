/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/api/sptd-api-access.h"

#include "backend/store/sptd-store-messages.h"
#include "backend/store/sptd-store-visits.h"

/**
 * sptd_access_visit:
 * @database: a connection
 * @request: who asks
 * @visit_id: for what
 * @error: %SPT_ERROR_NOT_FOUND, whether there is no such visit or it is another's
 *
 * Returns: whether the caller may see the visit
 */
gboolean
sptd_access_visit (SptdDatabase *database,
                   const SptdRequest *request,
                   const char *visit_id,
                   GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sptd_store_visit_may_access (database, visit_id, request->caller.role,
                                   request->caller.subject, &local))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such visit");
  return FALSE;
}

/**
 * sptd_access_going_visit:
 * @database: a connection
 * @request: who asks
 * @visit_id: for what
 * @error: %SPT_ERROR_NOT_FOUND as above, or %SPT_ERROR_WRONG_STATE where the visit is over
 *
 * Returns: whether the caller may add something to the visit
 */
gboolean
sptd_access_going_visit (SptdDatabase *database,
                         const SptdRequest *request,
                         const char *visit_id,
                         GError **error)
{
  g_autofree char *state = NULL;

  if (!sptd_access_visit (database, request, visit_id, error)
      || !sptd_store_visit_is_over (database, visit_id, &state, error))
    return FALSE;
  if (state == NULL)
    return TRUE;
  spt_set_state_error (error, state, "the visit is over");
  return FALSE;
}

/**
 * sptd_access_party:
 * @request: who asks
 *
 * Returns: which side of a visit the caller is
 */
SptParty
sptd_access_party (const SptdRequest *request)
{
  return request->caller.role == SPT_ROLE_OPERATOR ? SPT_PARTY_OPERATOR : SPT_PARTY_CITIZEN;
}
