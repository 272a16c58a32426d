/* SPDX-License-Identifier: EUPL-1.2 */
/* Mail that is still to be sent, written in the transaction of what it tells. */
#pragma once

#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

/**
 * SptdMailKind:
 * @SPTD_MAIL_BOOKED: an appointment has been booked; carries an invitation
 * @SPTD_MAIL_CANCELLED: it has been cancelled; takes the invitation back
 */
typedef enum
{
  SPTD_MAIL_UNSET,
  SPTD_MAIL_BOOKED,
  SPTD_MAIL_CANCELLED,
} SptdMailKind;

/**
 * SptdOutboxEntry:
 * @id: its identifier
 * @kind: what it tells
 * @visit_id: the visit
 * @recipient: the e-mail address
 * @language: BCP 47
 * @created_at: when it was written
 * @tries: how often sending has failed
 * @token: (nullable): the visit's token, for the link
 *
 * A message to be sent.
 */
typedef struct
{
  char *id;
  SptdMailKind kind;
  char *visit_id;
  char *recipient;
  char *language;
  gint64 created_at;
  gint64 tries;
  char *token;
} SptdOutboxEntry;

void sptd_outbox_entry_free (SptdOutboxEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdOutboxEntry, sptd_outbox_entry_free)

gboolean sptd_store_outbox_add (SptdDatabase *db,
                                SptdMailKind kind,
                                const char *visit_id,
                                const char *recipient,
                                const char *language,
                                const char *token,
                                GBytes *master_key,
                                gint64 now,
                                GError **error);

gboolean sptd_store_outbox_due (SptdDatabase *db,
                                GBytes *master_key,
                                gint64 now,
                                SptdOutboxEntry **entry,
                                GError **error);

gboolean sptd_store_outbox_sent (SptdDatabase *db, const char *id, gint64 now, GError **error);

gboolean sptd_store_outbox_failed (SptdDatabase *db,
                                   const SptdOutboxEntry *entry,
                                   const char *why,
                                   gint64 now,
                                   GError **error);

gint64 sptd_store_outbox_next (SptdDatabase *db, GError **error);

G_END_DECLS
