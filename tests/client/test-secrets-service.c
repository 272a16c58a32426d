/* SPDX-License-Identifier: EUPL-1.2 */
/* Secrets in a real keyring on a session bus of its own. */
#include "client/spt-secrets.h"
#include "support/spt-counter.h"
#include "support/spt-keyring.h"

static SptKeyring *keyring;

static GHashTable *
list (SptSecrets *secrets, const char *kind, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result,
                   spt_secrets_list_async (secrets, kind, NULL, spt_counter_done_cb, &result));
  return spt_secrets_list_finish (secrets, result, error);
}

static void
store (SptSecrets *secrets, const char *kind, const char *id, const char *secret)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result, spt_secrets_store_async (secrets, kind, id, "Sportello", secret, NULL,
                                                    spt_counter_done_cb, &result));
  spt_secrets_store_finish (secrets, result, &error);
  g_assert_no_error (error);
}

/* What a window opened now would find; nothing of an earlier one's memory helps it. */
static GHashTable *
found_anew (const char *server, const char *profile, const char *kind)
{
  g_autoptr (SptSecrets) secrets = spt_secrets_new (server, profile);
  g_autoptr (GError) error = NULL;
  GHashTable *found = list (secrets, kind, &error);

  g_assert_no_error (error);
  g_assert_true (spt_secrets_get_lasting (secrets));
  return found;
}

static char *
one_anew (const char *server, const char *profile, const char *kind, const char *id)
{
  g_autoptr (GHashTable) found = found_anew (server, profile, kind);

  return g_strdup (g_hash_table_lookup (found, id));
}

#define assert_kept(server, profile, kind, id, secret) \
  G_STMT_START \
  { \
    g_autofree char *spt_kept = one_anew (server, profile, kind, id); \
    g_assert_cmpstr (spt_kept, ==, secret); \
  } \
  G_STMT_END

/* "No entry" is an empty answer, not an error. */
static void
test_empty (void)
{
  g_autoptr (GHashTable) found =
      found_anew ("https://empty.example.org", "default", SPT_SECRET_VISIT);

  g_assert_cmpuint (g_hash_table_size (found), ==, 0);
}

static void
test_kept (void)
{
  const char *server = "https://kept.example.org";
  g_autoptr (SptSecrets) secrets = spt_secrets_new (server, "default");
  g_autoptr (GHashTable) found = NULL;

  store (secrets, SPT_SECRET_VISIT, "a", "one");
  store (secrets, SPT_SECRET_VISIT, "b", "due è");
  store (secrets, SPT_SECRET_OPERATOR_SESSION, "a", "three");
  found = found_anew (server, "default", SPT_SECRET_VISIT);
  g_assert_cmpuint (g_hash_table_size (found), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (found, "a"), ==, "one");
  g_assert_cmpstr (g_hash_table_lookup (found, "b"), ==, "due è");
  store (secrets, SPT_SECRET_VISIT, "a", "another");
  assert_kept (server, "default", SPT_SECRET_VISIT, "a", "another");
  assert_kept (server, "default", SPT_SECRET_OPERATOR_SESSION, "a", "three");
}

/* Windows of another profile and another counter's secrets are not seen; the port of a backend on
 * this machine does not matter. */
static void
test_apart (void)
{
  const char *server = "https://apart.example.org";
  g_autoptr (SptSecrets) secrets = spt_secrets_new (server, "default");
  g_autoptr (SptSecrets) local = spt_secrets_new ("http://127.0.0.1:4711", "default");

  store (secrets, SPT_SECRET_VISIT, "a", "mine");
  assert_kept (server, "second", SPT_SECRET_VISIT, "a", NULL);
  assert_kept ("https://other.example.org", "default", SPT_SECRET_VISIT, "a", NULL);
  assert_kept ("https://apart.example.org:8443", "default", SPT_SECRET_VISIT, "a", NULL);
  store (local, SPT_SECRET_VISIT, "a", "local");
  assert_kept ("http://127.0.0.1:1174", "default", SPT_SECRET_VISIT, "a", "local");
}

/* Nobody is told when a secret is forgotten; and libsecret 0.20 complains of itself where a search
 * meets an entry on its way out. */
static void
pause_briefly (void)
{
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while (g_get_monotonic_time () < until)
    spt_counter_turn ();
}

static void
test_cleared (void)
{
  const char *server = "https://cleared.example.org";
  g_autoptr (SptSecrets) secrets = spt_secrets_new (server, "default");

  store (secrets, SPT_SECRET_VISIT, "a", "one");
  store (secrets, SPT_SECRET_VISIT, "b", "two");
  spt_secrets_clear (secrets, SPT_SECRET_VISIT, "a");
  pause_briefly ();
  assert_kept (server, "default", SPT_SECRET_VISIT, "a", NULL);
  assert_kept (server, "default", SPT_SECRET_VISIT, "b", "two");
  spt_secrets_clear (secrets, SPT_SECRET_VISIT, "never there");
}

/* A service that goes away is noticed, and what was stored meanwhile is kept in memory. */
static void
test_gone (void)
{
  g_autoptr (SptSecrets) secrets = spt_secrets_new ("https://gone.example.org", "default");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;

  store (secrets, SPT_SECRET_VISIT, "a", "one");
  g_assert_true (spt_secrets_get_lasting (secrets));
  spt_keyring_kill (keyring);
  spt_counter_run (result, spt_secrets_store_async (secrets, SPT_SECRET_VISIT, "b", "Sportello",
                                                    "two", NULL, spt_counter_done_cb, &result));
  g_assert_false (spt_secrets_store_finish (secrets, result, &error));
  g_assert_nonnull (error);
  g_assert_false (spt_secrets_get_lasting (secrets));
  g_clear_error (&error);
  found = list (secrets, SPT_SECRET_VISIT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (found, "a"), ==, "one");
  g_assert_cmpstr (g_hash_table_lookup (found, "b"), ==, "two");
}

int
main (int argc, char **argv)
{
  const char *missing = spt_keyring_missing ();
  int status;

  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  if (missing != NULL)
    {
      g_print ("1..0 # SKIP %s\n", missing);
      return 0;
    }
  keyring = spt_keyring_start ();
  g_test_add_func ("/client/secrets/service/empty", test_empty);
  g_test_add_func ("/client/secrets/service/kept", test_kept);
  g_test_add_func ("/client/secrets/service/apart", test_apart);
  g_test_add_func ("/client/secrets/service/cleared", test_cleared);
  g_test_add_func ("/client/secrets/service/gone", test_gone);
  status = g_test_run ();
  spt_keyring_stop (keyring);
  return status;
}
