/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-idempotency.h"

#include "backend/store/sptd-vault.h"
#include "base/spt-error.h"

/* Answers carry tokens, which are kept nowhere else in the clear: they are sealed, too. */
static char *
context_of (const SptdIdempotencyKey *key)
{
  return g_strconcat ("idempotency ", key->route, " ", key->caller, " ", key->key, NULL);
}

/**
 * sptd_store_idempotency_find:
 * @db: a connection, inside the transaction of the change
 * @key: the request
 * @master_key: what answers are sealed under
 * @status: (out): the status of the earlier answer; 0 where there was none
 * @answer: (out) (transfer full) (nullable): its body
 * @error: %SPT_ERROR_IDEMPOTENCY_MISMATCH where the key was used for another request,
 *   %SPTD_DATABASE_ERROR
 *
 * Returns: whether the request may be answered, by @answer or by doing it
 */
gboolean
sptd_store_idempotency_find (SptdDatabase *db,
                             const SptdIdempotencyKey *key,
                             GBytes *master_key,
                             guint *status,
                             GBytes **answer,
                             GError **error)
{
  g_autofree char *context = context_of (key);
  g_autoptr (GBytes) sealed = NULL;
  g_autofree guchar *raw = NULL;
  gboolean row = FALSE;
  gsize length = 0;
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db,
                             "SELECT request_hash, status, answer FROM idempotency"
                             " WHERE key = $1 AND route = $2 AND caller = $3",
                             error);

  *status = 0;
  *answer = NULL;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "sss", key->key, key->route, key->caller);
  if (!sptd_statement_step (select, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  if (g_strcmp0 (sptd_statement_text (select, 0), key->request_hash) != 0)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_IDEMPOTENCY_MISMATCH,
                           "this Idempotency-Key belongs to another request");
      return FALSE;
    }
  raw = g_base64_decode (sptd_statement_text (select, 2), &length);
  sealed = g_bytes_new (raw, length);
  *answer = sptd_vault_open (master_key, context, sealed, error);
  if (*answer == NULL)
    return FALSE;
  *status = (guint) sptd_statement_int64 (select, 1);
  return TRUE;
}

/**
 * sptd_store_idempotency_add:
 * @db: a connection, inside the transaction of the change
 * @key: the request
 * @master_key: what answers are sealed under
 * @status: the status of the answer
 * @answer: its body
 * @now: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the answer is kept
 */
gboolean
sptd_store_idempotency_add (SptdDatabase *db,
                            const SptdIdempotencyKey *key,
                            GBytes *master_key,
                            guint status,
                            GBytes *answer,
                            gint64 now,
                            GError **error)
{
  g_autofree char *context = context_of (key);
  g_autoptr (GBytes) sealed = sptd_vault_seal (master_key, context, g_bytes_get_data (answer, NULL),
                                               g_bytes_get_size (answer));
  g_autofree char *text =
      g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  SptdStatement *insert =
      sptd_database_prepare (db,
                             "INSERT INTO idempotency (key, route, caller, request_hash, status,"
                             " answer, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                             error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "ssssisi", key->key, key->route, key->caller, key->request_hash,
                       (gint64) status, text, now);
  return sptd_statement_run (insert, error);
}

/**
 * sptd_store_idempotency_sweep:
 * @db: a connection
 * @before: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the answers from before that instant are gone
 */
gboolean
sptd_store_idempotency_sweep (SptdDatabase *db, gint64 before, GError **error)
{
  SptdStatement *delete =
      sptd_database_prepare (db, "DELETE FROM idempotency WHERE created_at < $1", error);

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "i", before);
  return sptd_statement_run (delete, error);
}
