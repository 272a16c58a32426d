/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-tokens.h"

#include <string.h>

#include "backend/store/sptd-vault.h"
#include "base/spt-clock.h"
#include "base/spt-id.h"

/* used_at is written at most this often, so that reading stays reading. */
#define TOUCH_EVERY SPT_MINUTE

/**
 * sptd_role_name:
 * @role: one role
 *
 * Returns: its name in the database and the log
 */
const char *
sptd_role_name (SptRole role)
{
  switch (role)
    {
    case SPT_ROLE_ANYONE:
      return "anyone";
    case SPT_ROLE_HOLDER:
      return "holder";
    case SPT_ROLE_CITIZEN:
      return "citizen";
    case SPT_ROLE_OPERATOR:
      return "operator";
    }
  return "anyone";
}

static SptRole
role_from_name (const char *name)
{
  static const SptRole roles[] = { SPT_ROLE_HOLDER, SPT_ROLE_CITIZEN, SPT_ROLE_OPERATOR };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (name, sptd_role_name (roles[i])) == 0)
      return roles[i];
  return SPT_ROLE_ANYONE;
}

/**
 * sptd_store_token_hash:
 * @token: a token
 *
 * Returns: (transfer full): how it is kept
 */
char *
sptd_store_token_hash (const char *token)
{
  return sptd_vault_digest (token, strlen (token));
}

/**
 * sptd_store_token_create:
 * @db: a connection
 * @role: what it opens
 * @subject: the hold's, visit's or operator's id that it is for
 * @now: microseconds
 * @expires_at: when it ends at the latest, microseconds
 * @idle_seconds: after how long without use it ends; 0: no such limit
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): the token, which is not kept and cannot be told again
 */
char *
sptd_store_token_create (SptdDatabase *db,
                         SptRole role,
                         const char *subject,
                         gint64 now,
                         gint64 expires_at,
                         guint idle_seconds,
                         GError **error)
{
  g_autofree char *token = spt_token_new ();
  g_autofree char *hash = sptd_store_token_hash (token);
  SptdStatement *insert =
      sptd_database_prepare (db,
                             "INSERT INTO token (hash, role, subject, created_at, used_at,"
                             " idle_seconds, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                             error);

  if (insert == NULL)
    return NULL;
  sptd_statement_bind (insert, "sssiiii", hash, sptd_role_name (role), subject, now, now,
                       (gint64) idle_seconds, expires_at);
  return sptd_statement_run (insert, error) ? g_steal_pointer (&token) : NULL;
}

static gboolean
touch (SptdDatabase *db, const char *hash, gint64 now, GError **error)
{
  SptdStatement *update =
      sptd_database_prepare (db, "UPDATE token SET used_at = $1 WHERE hash = $2", error);

  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "is", now, hash);
  return sptd_statement_run (update, error);
}

/**
 * sptd_store_token_find:
 * @db: a connection
 * @token: a token as it was sent
 * @now: microseconds
 * @role: (out): what it opens; %SPT_ROLE_ANYONE where it opens nothing
 * @subject: (out) (transfer full) (nullable): whom it is for
 * @hash: (out) (transfer full) (nullable): how it is kept
 * @error: %SPTD_DATABASE_ERROR
 *
 * Looks a token up and notes its use. One that is unknown, has expired or lain idle is no error.
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_token_find (SptdDatabase *db,
                       const char *token,
                       gint64 now,
                       SptRole *role,
                       char **subject,
                       char **hash,
                       GError **error)
{
  g_autofree char *wanted = sptd_store_token_hash (token);
  g_autofree char *found = NULL;
  SptdStatement *select =
      sptd_database_prepare (db,
                             "SELECT role, subject, used_at, idle_seconds FROM token"
                             " WHERE hash = $1 AND expires_at > $2",
                             error);
  SptRole found_role = SPT_ROLE_ANYONE;
  gint64 used_at = 0;
  gint64 idle = 0;
  gboolean row = FALSE;

  *role = SPT_ROLE_ANYONE;
  *subject = *hash = NULL;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "si", wanted, now);
  if (!sptd_statement_step (select, &row, error))
    {
      sptd_statement_finish (select);
      return FALSE;
    }
  if (row)
    {
      found_role = role_from_name (sptd_statement_text (select, 0));
      found = sptd_statement_dup_text (select, 1);
      used_at = sptd_statement_int64 (select, 2);
      idle = sptd_statement_int64 (select, 3);
    }
  sptd_statement_finish (select);
  if (!row || (idle > 0 && now - used_at > idle * SPT_SECOND))
    return TRUE;
  if (idle > 0 && now - used_at > TOUCH_EVERY && !touch (db, wanted, now, error))
    return FALSE;
  *role = found_role;
  *subject = g_steal_pointer (&found);
  *hash = g_steal_pointer (&wanted);
  return TRUE;
}

/**
 * sptd_store_token_is_live:
 * @db: a connection
 * @hash: a token as it is kept
 * @now: microseconds
 * @live: (out): whether it still opens something
 * @error: %SPTD_DATABASE_ERROR
 *
 * For an open stream: its use counts as use.
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_token_is_live (SptdDatabase *db,
                          const char *hash,
                          gint64 now,
                          gboolean *live,
                          GError **error)
{
  SptdStatement *select = sptd_database_prepare (
      db, "SELECT used_at, idle_seconds FROM token WHERE hash = $1 AND expires_at > $2", error);
  gint64 used_at = 0;
  gint64 idle = 0;
  gboolean good;

  *live = FALSE;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "si", hash, now);
  good = sptd_statement_step (select, live, error);
  if (good && *live)
    {
      used_at = sptd_statement_int64 (select, 0);
      idle = sptd_statement_int64 (select, 1);
    }
  sptd_statement_finish (select);
  if (!good || !*live || idle == 0 || now - used_at <= TOUCH_EVERY)
    return good;
  return touch (db, hash, now, error);
}

/**
 * sptd_store_token_expires_at:
 * @db: a connection
 * @hash: a token as it is kept
 * @error: %SPTD_DATABASE_ERROR, or %SPT_ERROR_UNAUTHENTICATED where it is gone
 *
 * Returns: when it ends at the latest, microseconds; 0 on an error
 */
gint64
sptd_store_token_expires_at (SptdDatabase *db, const char *hash, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT expires_at FROM token WHERE hash = $1", error);
  gboolean row = FALSE;

  if (select == NULL)
    return 0;
  sptd_statement_bind (select, "s", hash);
  if (!sptd_statement_step (select, &row, error))
    return 0;
  if (row)
    return sptd_statement_int64 (select, 0);
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED, "the token is gone");
  return 0;
}

/**
 * sptd_store_token_revoke:
 * @db: a connection
 * @hash: a token as it is kept
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether it opens nothing any more
 */
gboolean
sptd_store_token_revoke (SptdDatabase *db, const char *hash, GError **error)
{
  SptdStatement *delete = sptd_database_prepare (db, "DELETE FROM token WHERE hash = $1", error);

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "s", hash);
  return sptd_statement_run (delete, error);
}

/**
 * sptd_store_token_revoke_subject:
 * @db: a connection
 * @role: what they open
 * @subject: whom they are for
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether no token of that role opens anything for @subject any more
 */
gboolean
sptd_store_token_revoke_subject (SptdDatabase *db,
                                 SptRole role,
                                 const char *subject,
                                 GError **error)
{
  SptdStatement *delete =
      sptd_database_prepare (db, "DELETE FROM token WHERE subject = $1 AND role = $2", error);

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "ss", subject, sptd_role_name (role));
  return sptd_statement_run (delete, error);
}

/**
 * sptd_store_token_sweep:
 * @db: a connection
 * @now: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the tokens that have expired are gone
 */
gboolean
sptd_store_token_sweep (SptdDatabase *db, gint64 now, GError **error)
{
  SptdStatement *delete =
      sptd_database_prepare (db, "DELETE FROM token WHERE expires_at <= $1", error);

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "i", now);
  return sptd_statement_run (delete, error);
}
