/* SPDX-License-Identifier: EUPL-1.2 */
/* Secrets without a service; and with a real one, on a bus of the test's own, where it is installed. */
#include <signal.h>

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

static void
test_service (void)
{
  g_autoptr (SptSecrets) one = spt_secrets_new ("http://127.0.0.1:4711", "one");
  g_autoptr (SptSecrets) later = spt_secrets_new ("http://127.0.0.1:4712", "one");
  g_autoptr (SptSecrets) other = spt_secrets_new ("http://127.0.0.1:4711", "other");
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GError) error = NULL;

  none = list (one, SPT_SECRET_VISIT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_assert_true (spt_secrets_get_lasting (one));
  store (one, SPT_SECRET_VISIT, "a", "secret of a", &error);
  g_assert_no_error (error);
  store (one, SPT_SECRET_VISIT, "b", "secret of b", &error);
  g_assert_no_error (error);
  store (one, SPT_SECRET_OPERATOR_SESSION, "current", "session", &error);
  g_assert_no_error (error);

  /* Another run of the program, at another port: the same backend. Another profile: not. */
  assert_secret (later, SPT_SECRET_VISIT, "a", "secret of a");
  assert_secret (later, SPT_SECRET_VISIT, "b", "secret of b");
  assert_secret (later, SPT_SECRET_VISIT, "current", NULL);
  assert_secret (later, SPT_SECRET_OPERATOR_SESSION, "current", "session");
  assert_secret (other, SPT_SECRET_VISIT, "a", NULL);
  spt_secrets_clear (later, SPT_SECRET_VISIT, "a");
  for (int i = 0; i < 4; i++)
    spt_counter_turn ();
  assert_secret (later, SPT_SECRET_VISIT, "a", NULL);
  assert_secret (later, SPT_SECRET_VISIT, "b", "secret of b");
}

/* A keyring that is unlocked by its password on the standard input, as at sign-in. */
static GSubprocess *
start_keyring (const char *home)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  GSubprocess *keyring;
  GOutputStream *input;

  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  keyring = g_subprocess_launcher_spawn (launcher, NULL, "gnome-keyring-daemon", "--foreground",
                                         "--unlock", "--components=secrets", NULL);
  input = g_subprocess_get_stdin_pipe (keyring);
  g_output_stream_write_all (input, "password\n", 9, NULL, NULL, NULL);
  g_output_stream_close (input, NULL, NULL);
  return keyring;
}

static gboolean
service_is_there (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "NameHasOwner",
                                   g_variant_new ("(s)", "org.freedesktop.secrets"),
                                   G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean there = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &there);
  return there;
}

/* The bus must be there before the first secret is asked for, hence a process of its own. */
static void
test_service_apart (void)
{
  g_autofree char *keyring_path = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *daemon_path = g_find_program_in_path ("dbus-daemon");
  g_autofree char *home = NULL;
  g_autoptr (GSubprocess) keyring = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  GTestDBus *bus;

  if (keyring_path == NULL || daemon_path == NULL)
    {
      g_test_skip ("no secret service is installed");
      return;
    }
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  home = g_dir_make_tmp ("spt-keyring-XXXXXX", NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  keyring = start_keyring (home);
  connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);
  spt_counter_await (service_is_there (connection));
  test_service ();
  g_subprocess_send_signal (keyring, SIGTERM);
  g_subprocess_wait (keyring, NULL, NULL);
  g_test_dbus_stop (bus);
  g_object_unref (bus);
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/secrets/no-service", test_no_service);
  g_test_add_func ("/client/secrets/service", test_service_apart);
  return g_test_run ();
}
