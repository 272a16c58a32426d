/* SPDX-License-Identifier: EUPL-1.2 */
/* An appointment as iCalendar (RFC 5545), and as an invitation by mail (iTIP, RFC 5546). */
#pragma once

#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

/**
 * SptdInvitationMethod:
 * @SPTD_INVITATION_PUBLISH: a file for a calendar
 * @SPTD_INVITATION_REQUEST: an invitation by mail
 * @SPTD_INVITATION_CANCEL: takes it back
 */
typedef enum
{
  SPTD_INVITATION_PUBLISH,
  SPTD_INVITATION_REQUEST,
  SPTD_INVITATION_CANCEL,
} SptdInvitationMethod;

/**
 * SptdInvitation:
 * @method: what the calendar is to do
 * @appointment: what is booked
 * @organization: the name of who receives
 * @organizer: his e-mail address
 * @attendee: (nullable): the citizen's e-mail address
 * @language: (nullable): BCP 47
 * @link: (nullable): opens the appointment
 * @zone: the zone of the counter
 * @now: microseconds
 *
 * What an invitation is made of.
 */
typedef struct
{
  SptdInvitationMethod method;
  const SptWireAppointment *appointment;
  const char *organization;
  const char *organizer;
  const char *attendee;
  const char *language;
  const char *link;
  const char *zone;
  gint64 now;
} SptdInvitation;

const char *sptd_invitation_method_name (SptdInvitationMethod method);
char *sptd_invitation_write (const SptdInvitation *self);
char *sptd_invitation_prepare_list (const SptWireAppointment *appointment, const char *language);

G_END_DECLS
