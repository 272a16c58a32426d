/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages to citizens, as RFC 5322 and MIME have them. */
#pragma once

#include "backend/mail/sptd-invitation.h"
#include "backend/store/sptd-store-outbox.h"

G_BEGIN_DECLS

/**
 * SptdLetter:
 * @entry: what is to be told, and to whom
 * @appointment: the appointment
 * @organization: the name of who writes
 * @from: his e-mail address
 * @zone: the zone of the counter
 * @zone_name: its name
 * @now: microseconds
 *
 * What a message is made of.
 */
typedef struct
{
  const SptdOutboxEntry *entry;
  const SptWireAppointment *appointment;
  const char *organization;
  const char *from;
  GTimeZone *zone;
  const char *zone_name;
  gint64 now;
} SptdLetter;

char *sptd_letter_link (const char *visit_id, const char *token);
GBytes *sptd_letter_write (const SptdLetter *self, GError **error);

G_END_DECLS
