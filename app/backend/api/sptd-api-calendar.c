/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/mail/sptd-invitation.h"
#include "backend/store/sptd-store-offices.h"
#include "backend/store/sptd-store-visits.h"

/* Who a calendar file says that it is from: nobody who takes answers. */
#define ORGANIZER "sportello@localhost"

/* GET /appointments/{visit_id}/calendar */
gboolean
sptd_api_get_calendar (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  g_autoptr (SptdOrganization) organization = NULL;
  g_autoptr (SptWireAppointment) appointment = NULL;
  SptdInvitation invitation = { .method = SPTD_INVITATION_PUBLISH, .organizer = ORGANIZER };
  char *text;

  if (!sptd_access_visit (api->database, request, request->params[0], error))
    return FALSE;
  organization = sptd_store_organization_load (api->database, error);
  if (organization == NULL)
    return FALSE;
  appointment = sptd_store_appointment_load (api->database, request->params[0], error);
  if (appointment == NULL)
    return FALSE;
  invitation.appointment = appointment;
  invitation.organization = organization->name;
  invitation.language = organization->default_language;
  invitation.zone = organization->time_zone;
  invitation.now = request->now;
  text = sptd_invitation_write (&invitation);
  reply->bytes = g_bytes_new_take (text, strlen (text));
  reply->media_type = g_strdup ("text/calendar; charset=utf-8; method=PUBLISH");
  sptd_reply_set_header (reply, "Content-Disposition", "attachment; filename=\"sportello.ics\"");
  return TRUE;
}
