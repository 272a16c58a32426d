/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "backend/api/sptd-api-documents.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-offices.h"

/* GET /status: the database has answered, or this is not reached. */
gboolean
sptd_api_get_status (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  SptWireStatus *status;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (api->database, error);

  if (organization == NULL)
    return FALSE;
  status = spt_wire_status_new ();
  status->status = g_strdup ("ok");
  status->version = g_strdup (SPT_VERSION);
  status->time = request->now;
  reply->body = status;
  return TRUE;
}

/* GET /organization */
gboolean
sptd_api_get_organization (SptdApi *api,
                           const SptdRequest *request,
                           SptdReply *reply,
                           GError **error)
{
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (api->database, error);
  SptWireOrganization *answer;

  if (organization == NULL)
    return FALSE;
  answer = spt_wire_organization_new ();
  answer->name = g_strdup (organization->name);
  answer->short_name = g_strdup (organization->short_name);
  answer->time_zone = g_strdup (organization->time_zone);
  answer->default_language = g_strdup (organization->default_language);
  answer->privacy_notice_version = g_strdup (organization->privacy_notice_version);
  answer->privacy_notice = g_strdup (organization->privacy_notice);
  answer->max_document_size = SPTD_MAX_DOCUMENT;
  answer->document_types = sptd_document_types ();
  reply->body = answer;
  return TRUE;
}
