/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-outbox.h"

#include <string.h>

#include "backend/store/sptd-vault.h"
#include "base/spt-clock.h"
#include "base/spt-id.h"
#include "wire/spt-type.h"

static const char *const kind_names[] = { "", "booked", "cancelled", NULL };

/* Minutes until the next try: doubled each time, up to these. */
#define LONGEST_DELAY (4 * SPT_HOUR)

/**
 * sptd_outbox_entry_free:
 * @self: (nullable) (transfer full): an entry
 */
void
sptd_outbox_entry_free (SptdOutboxEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->visit_id);
  g_free (self->recipient);
  g_free (self->language);
  g_free (self->token);
  g_free (self);
}

/**
 * sptd_store_outbox_add:
 * @db: a connection, inside the transaction of what is told
 * @kind: what the message tells
 * @visit_id: the visit
 * @recipient: the e-mail address
 * @language: BCP 47
 * @token: (nullable): the visit's token, for the link; kept sealed until the message is sent
 * @master_key: the key it is sealed under
 * @now: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the message will be sent once the transaction is committed
 */
gboolean
sptd_store_outbox_add (SptdDatabase *db,
                       SptdMailKind kind,
                       const char *visit_id,
                       const char *recipient,
                       const char *language,
                       const char *token,
                       GBytes *master_key,
                       gint64 now,
                       GError **error)
{
  g_autofree char *id = spt_id_new ();
  g_autoptr (GBytes) secret =
      token != NULL ? sptd_vault_seal (master_key, id, token, strlen (token)) : NULL;
  SptdStatement *insert = sptd_database_prepare (
      db,
      "INSERT INTO outbox (id, kind, visit_id, recipient, language, created_at, next_try_at, tries,"
      " secret) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8)",
      error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "sssssiib", id, spt_wire_enum_name (kind_names, (int) kind),
                       visit_id, recipient, language, now, now, secret);
  return sptd_statement_run (insert, error);
}

static SptdOutboxEntry *
read_entry (SptdStatement *select, GBytes *master_key, GError **error)
{
  g_autoptr (SptdOutboxEntry) entry = g_new0 (SptdOutboxEntry, 1);
  g_autoptr (GBytes) sealed = sptd_statement_blob (select, 7);
  g_autoptr (GBytes) secret = NULL;

  entry->id = sptd_statement_dup_text (select, 0);
  entry->kind = (SptdMailKind) spt_wire_enum_value (kind_names, sptd_statement_text (select, 1));
  entry->visit_id = sptd_statement_dup_text (select, 2);
  entry->recipient = sptd_statement_dup_text (select, 3);
  entry->language = sptd_statement_dup_text (select, 4);
  entry->created_at = sptd_statement_int64 (select, 5);
  entry->tries = sptd_statement_int64 (select, 6);
  if (sealed != NULL && g_bytes_get_size (sealed) > 0)
    {
      secret = sptd_vault_open (master_key, entry->id, sealed, error);
      if (secret == NULL)
        return NULL;
      entry->token = g_strndup (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));
    }
  return g_steal_pointer (&entry);
}

/**
 * sptd_store_outbox_due:
 * @db: a connection
 * @master_key: the key that secrets are sealed under
 * @now: microseconds
 * @entry: (out) (transfer full) (nullable): the oldest message that is due
 * @error: %SPTD_DATABASE_ERROR, or %SPT_ERROR_INTERNAL where its secret does not open
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_outbox_due (SptdDatabase *db,
                       GBytes *master_key,
                       gint64 now,
                       SptdOutboxEntry **entry,
                       GError **error)
{
  g_autoptr (SptdStatement) select = sptd_database_prepare (
      db,
      "SELECT id, kind, visit_id, recipient, language, created_at, tries, secret FROM outbox"
      " WHERE sent_at IS NULL AND next_try_at <= $1 ORDER BY next_try_at, created_at LIMIT 1",
      error);
  gboolean row = FALSE;

  *entry = NULL;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "i", now);
  if (!sptd_statement_step (select, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *entry = read_entry (select, master_key, error);
  return *entry != NULL;
}

/**
 * sptd_store_outbox_sent:
 * @db: a connection
 * @id: the message
 * @now: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Notes that a message has been handed over; its secret is erased.
 *
 * Returns: whether it is noted
 */
gboolean
sptd_store_outbox_sent (SptdDatabase *db, const char *id, gint64 now, GError **error)
{
  SptdStatement *update = sptd_database_prepare (
      db, "UPDATE outbox SET sent_at = $1, secret = NULL, last_error = NULL WHERE id = $2", error);

  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "is", now, id);
  return sptd_statement_run (update, error);
}

/**
 * sptd_store_outbox_failed:
 * @db: a connection
 * @entry: the message
 * @why: what went wrong
 * @now: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Puts a message off: by half a minute the first time, twice as long each time, up to four hours.
 *
 * Returns: whether it is noted
 */
gboolean
sptd_store_outbox_failed (SptdDatabase *db,
                          const SptdOutboxEntry *entry,
                          const char *why,
                          gint64 now,
                          GError **error)
{
  gint64 delay = MIN (30 * SPT_SECOND << MIN (entry->tries, 20), LONGEST_DELAY);
  SptdStatement *update = sptd_database_prepare (
      db, "UPDATE outbox SET tries = tries + 1, next_try_at = $1, last_error = $2 WHERE id = $3",
      error);

  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "iss", now + delay, why, entry->id);
  return sptd_statement_run (update, error);
}

/**
 * sptd_store_outbox_next:
 * @db: a connection
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: when the next message is due, microseconds; 0 where none waits, -1 on an error
 */
gint64
sptd_store_outbox_next (SptdDatabase *db, GError **error)
{
  g_autoptr (SptdStatement) select = sptd_database_prepare (
      db, "SELECT COALESCE (MIN (next_try_at), 0) FROM outbox WHERE sent_at IS NULL", error);
  gboolean row = FALSE;

  if (select == NULL || !sptd_statement_step (select, &row, error))
    return -1;
  return row ? sptd_statement_int64 (select, 0) : 0;
}
