/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-outbox.h"

#include "backend/mail/sptd-message.h"
#include "backend/store/sptd-store-offices.h"
#include "backend/store/sptd-store-visits.h"
#include "base/spt-error.h"

/* How many messages one run sends; the next one follows at once. */
#define MOST_AT_ONCE 20

/* Writes and sends one message. A booking that has been cancelled meanwhile needs no confirmation:
 * the cancellation follows. */
static gboolean
send_entry (SptdDatabase *db,
            const SptdOutboxEntry *entry,
            SptdMailTransport *transport,
            const char *from,
            gint64 now,
            GError **error)
{
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);
  g_autoptr (SptWireAppointment) appointment = NULL;
  g_autoptr (GBytes) message = NULL;
  SptdLetter letter = { .entry = entry, .from = from, .now = now };

  if (organization == NULL)
    return FALSE;
  appointment = sptd_store_appointment_load (db, entry->visit_id, error);
  if (appointment == NULL)
    return FALSE;
  if (entry->kind == SPTD_MAIL_BOOKED && appointment->state == SPT_APPOINTMENT_CANCELLED)
    return TRUE;
  letter.appointment = appointment;
  letter.organization = organization->name;
  letter.zone = organization->zone;
  letter.zone_name = organization->time_zone;
  message = sptd_letter_write (&letter, error);
  return message != NULL
         && sptd_mail_transport_send (transport, entry->id, entry->created_at, entry->recipient,
                                      message, error);
}

/**
 * sptd_outbox_run:
 * @db: a connection
 * @master_key: what secrets are sealed under
 * @transport: how mail leaves
 * @from: the sender's e-mail address
 * @now: microseconds
 * @next: (out): when the next message is due, microseconds; 0 where none waits
 * @error: %SPTD_DATABASE_ERROR, or %SPT_ERROR_INTERNAL
 *
 * Sends what is due, one message behind the other. One that cannot be sent is put off and holds up
 * no other. Not to be run twice at the same time.
 *
 * Returns: whether the database answered
 */
gboolean
sptd_outbox_run (SptdDatabase *db,
                 GBytes *master_key,
                 SptdMailTransport *transport,
                 const char *from,
                 gint64 now,
                 gint64 *next,
                 GError **error)
{
  *next = 0;
  for (guint i = 0; i < MOST_AT_ONCE; i++)
    {
      g_autoptr (SptdOutboxEntry) entry = NULL;
      g_autoptr (GError) why = NULL;

      if (!sptd_store_outbox_due (db, master_key, now, &entry, error))
        return FALSE;
      if (entry == NULL)
        break;
      if (send_entry (db, entry, transport, from, now, &why))
        {
          if (!sptd_store_outbox_sent (db, entry->id, now, error))
            return FALSE;
          continue;
        }
      g_message ("Message %s is put off: %s", entry->id, why->message);
      if (!sptd_store_outbox_failed (db, entry, why->message, now, error))
        return FALSE;
    }
  *next = sptd_store_outbox_next (db, error);
  return *next >= 0;
}
