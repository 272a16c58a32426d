/* SPDX-License-Identifier: EUPL-1.2 */
/* What is kept secret: sealing, passwords, tokens, answers to repeated requests. */
#include <glib/gstdio.h>
#include <string.h>

#include "backend/store/sptd-store-idempotency.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-vault.h"
#include "base/spt-clock.h"
#include "base/spt-error.h"

static SptdDatabase *
open_database (void)
{
  g_autoptr (GError) error = NULL;
  SptdDatabase *database = sptd_database_open ("sqlite::memory:", &error);

  g_assert_no_error (error);
  g_assert_true (sptd_database_migrate (database, &error));
  g_assert_no_error (error);
  return database;
}

static void
test_seal (void)
{
  g_autoptr (GBytes) key = sptd_vault_key_new ();
  g_autoptr (GBytes) other = sptd_vault_key_new ();
  g_autoptr (GBytes) sealed = sptd_vault_seal (key, "here", "content", 7);
  g_autoptr (GBytes) again = sptd_vault_seal (key, "here", "content", 7);
  g_autoptr (GBytes) opened = sptd_vault_open (key, "here", sealed, NULL);

  g_assert_cmpuint (g_bytes_get_size (sealed), ==, 7 + SPTD_VAULT_OVERHEAD);
  g_assert_false (g_bytes_equal (sealed, again));
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), "content", 7);
  g_assert_null (sptd_vault_open (other, "here", sealed, NULL));
  g_assert_null (sptd_vault_open (key, "elsewhere", sealed, NULL));
  for (gsize i = 0; i < g_bytes_get_size (sealed); i++)
    {
      g_autofree guint8 *bytes =
          g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (sealed, 0, i);

      bytes[i] ^= 1;
      changed = g_bytes_new (bytes, g_bytes_get_size (sealed));
      g_assert_null (sptd_vault_open (key, "here", changed, NULL));
      g_assert_null (sptd_vault_open (key, "here", shorter, NULL));
    }
}

static void
test_key_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sportello-key-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = sptd_vault_key_from_file (path, &error);
  g_autoptr (GBytes) second = sptd_vault_key_from_file (path, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_null (sptd_vault_key_from_file (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_passwords (void)
{
  g_autofree char *hash = sptd_vault_hash_password ("a password", NULL);

  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_true (sptd_vault_verify_password (hash, "a password"));
  g_assert_false (sptd_vault_verify_password (hash, "another"));
  g_assert_false (sptd_vault_verify_password (NULL, "a password"));
}

static SptRole
role_of (SptdDatabase *database, const char *token, gint64 now)
{
  g_autofree char *subject = NULL;
  g_autofree char *hash = NULL;
  SptRole role;

  g_assert_true (sptd_store_token_find (database, token, now, &role, &subject, &hash, NULL));
  g_assert_true ((role == SPT_ROLE_ANYONE) == (subject == NULL));
  return role;
}

static void
test_tokens (void)
{
  g_autoptr (SptdDatabase) database = open_database ();
  gint64 now = 1795429800 * SPT_SECOND;
  g_autofree char *token =
      sptd_store_token_create (database, SPT_ROLE_OPERATOR, "who", now, now + SPT_HOUR, 600, NULL);
  g_autofree char *other =
      sptd_store_token_create (database, SPT_ROLE_CITIZEN, "who", now, now + SPT_HOUR, 0, NULL);
  g_autoptr (SptdStatement) select = NULL;
  gboolean row = FALSE;

  g_assert_cmpuint (role_of (database, token, now), ==, SPT_ROLE_OPERATOR);
  g_assert_cmpuint (role_of (database, other, now + SPT_HOUR - 1), ==, SPT_ROLE_CITIZEN);
  g_assert_cmpuint (role_of (database, other, now + SPT_HOUR), ==, SPT_ROLE_ANYONE);
  /* Use keeps a session alive, idleness ends it, and the absolute end comes in any case. */
  for (int i = 1; i <= 5; i++)
    g_assert_cmpuint (role_of (database, token, now + i * 500 * SPT_SECOND), ==, SPT_ROLE_OPERATOR);
  g_assert_cmpuint (role_of (database, token, now + 3101 * SPT_SECOND), ==, SPT_ROLE_ANYONE);

  select = sptd_database_prepare (database, "SELECT COUNT (*) FROM token WHERE hash = $1", NULL);
  sptd_statement_bind (select, "s", token);
  g_assert_true (sptd_statement_step (select, &row, NULL));
  g_assert_cmpint (sptd_statement_int64 (select, 0), ==, 0);

  g_assert_true (sptd_store_token_revoke_subject (database, SPT_ROLE_CITIZEN, "who", NULL));
  g_assert_cmpuint (role_of (database, other, now), ==, SPT_ROLE_ANYONE);
  g_assert_cmpuint (role_of (database, token, now), ==, SPT_ROLE_OPERATOR);
}

static void
test_answers (void)
{
  g_autoptr (SptdDatabase) database = open_database ();
  g_autoptr (GBytes) key = sptd_vault_key_new ();
  g_autoptr (GBytes) answer = g_bytes_new_static ("{\"token\":\"secret\"}", 18);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  SptdIdempotencyKey name = { "key", "createHold", "anyone 127.0.0.1", "hash" };
  guint status = 0;

  g_assert_true (sptd_store_idempotency_find (database, &name, key, &status, &found, &error));
  g_assert_null (found);
  g_assert_true (sptd_store_idempotency_add (database, &name, key, 201, answer, 1, &error));
  g_assert_true (sptd_store_idempotency_find (database, &name, key, &status, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 201);
  g_assert_true (g_bytes_equal (answer, found));
  g_clear_pointer (&found, g_bytes_unref);
  name.caller = "anyone 192.0.2.1";
  g_assert_true (sptd_store_idempotency_find (database, &name, key, &status, &found, &error));
  g_assert_null (found);
  name.caller = "anyone 127.0.0.1";
  name.request_hash = "another";
  g_assert_false (sptd_store_idempotency_find (database, &name, key, &status, &found, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_IDEMPOTENCY_MISMATCH);
}

int
main (int argc, char **argv)
{
  sptd_vault_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secrets/seal", test_seal);
  g_test_add_func ("/secrets/key-file", test_key_file);
  g_test_add_func ("/secrets/passwords", test_passwords);
  g_test_add_func ("/secrets/tokens", test_tokens);
  g_test_add_func ("/secrets/answers", test_answers);
  return g_test_run ();
}
