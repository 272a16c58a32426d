/* SPDX-License-Identifier: EUPL-1.2 */
/* Secrets where there is no service to keep them. */
#include "client/spt-secrets.h"
#include "support/spt-counter.h"

static GHashTable *
list (SptSecrets *secrets, const char *kind, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result,
                   spt_secrets_list_async (secrets, kind, NULL, spt_counter_done_cb, &result));
  return spt_secrets_list_finish (secrets, result, error);
}

static gboolean
store (SptSecrets *secrets, const char *kind, const char *id, const char *secret, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result, spt_secrets_store_async (secrets, kind, id, "Sportello", secret, NULL,
                                                    spt_counter_done_cb, &result));
  return spt_secrets_store_finish (secrets, result, error);
}

static void
assert_secret (SptSecrets *secrets, const char *kind, const char *id, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = list (secrets, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (found, id), ==, secret);
}

/* No service: an error the first time, memory from then on, and the property says so. */
static void
test_no_service (void)
{
  g_autoptr (SptSecrets) secrets = spt_secrets_new ("https://example.org", "one");
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = list (secrets, SPT_SECRET_VISIT, &error);

  g_assert_null (found);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (spt_secrets_get_lasting (secrets));
  g_assert_false (store (secrets, SPT_SECRET_VISIT, "a", "secret", &error));
  g_assert_nonnull (error);
  assert_secret (secrets, SPT_SECRET_VISIT, "a", "secret");
  assert_secret (secrets, SPT_SECRET_VISIT, "b", NULL);
  spt_secrets_clear (secrets, SPT_SECRET_VISIT, "a");
  g_clear_error (&error);
  g_assert_null (list (secrets, SPT_SECRET_VISIT, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/secrets/no-service", test_no_service);
  return g_test_run ();
}
