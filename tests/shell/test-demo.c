/* SPDX-License-Identifier: EUPL-1.2 */
/* The demonstration's backend is the real one: it has to be built. */
#include "shell/spt-demo.h"
#include "shell/spt-sample.h"
#include "shell/spt-server-page.h"

#include <glib/gstdio.h>
#include <signal.h>

typedef gboolean (*FinishFunc) (SptDemo *demo, GAsyncResult *result, GError **error);

typedef struct
{
  FinishFunc finish;
  GError *error;
  gboolean done;
  gboolean ended;
} Wait;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->done = wait->finish (SPT_DEMO (source), result, &wait->error);
  wait->ended = TRUE;
}

static void
run_until_ended (Wait *wait)
{
  while (!wait->ended)
    g_main_context_iteration (NULL, TRUE);
}

/* The process that listens on the backend's data folder, found as the system sees it; 0 for none. */
static int
find_backend (const char *data_dir)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *line = NULL;
      gsize length = 0;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &line, &length, NULL))
        continue;
      for (gsize i = 0; i + 1 < length; i++)
        if (line[i] == '\0')
          line[i] = ' ';
      if (line != NULL && strstr (line, "sportello-backend ") != NULL
          && strstr (line, data_dir) != NULL)
        return atoi (name);
    }
  return 0;
}

static gboolean
answers (const char *base_url)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, base_url, 80, NULL, NULL);

  return connection != NULL;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Killed without a word it is there again: the same address, the same data, another process. */
static void
test_restart (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sportello-demo-XXXXXX", NULL);
  SptDemo *demo = spt_demo_new (NULL, dir, NULL);
  Wait start = { .finish = spt_demo_start_finish };
  Wait stop = { .finish = spt_demo_stop_finish };
  guint waker = g_timeout_add (20, wake_cb, NULL);
  gint64 limit = 0;
  int first = 0;
  int second = 0;

  spt_demo_start_async (demo, NULL, ended_cb, &start);
  run_until_ended (&start);
  g_assert_no_error (start.error);
  g_assert_true (start.done);
  g_assert_true (answers (spt_demo_get_base_url (demo)));
  first = find_backend (dir);
  g_assert_cmpint (first, >, 0);

  kill (first, SIGKILL);
  limit = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;
  while (second == 0 || second == first || !answers (spt_demo_get_base_url (demo)))
    {
      g_main_context_iteration (NULL, TRUE);
      second = find_backend (dir);
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
    }

  spt_demo_stop_async (demo, ended_cb, &stop);
  run_until_ended (&stop);
  g_assert_true (stop.done);
  g_assert_cmpint (find_backend (dir), ==, 0);
  g_source_remove (waker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (demo);
  remove_tree (dir);
}

/* What cannot be started says so and leaves nothing behind. */
static void
test_failure (void)
{
  g_autofree char *dir = g_dir_make_tmp ("sportello-demo-XXXXXX", NULL);
  g_autoptr (SptDemo) demo = spt_demo_new ("/bin/false", dir, NULL);
  Wait start = { .finish = spt_demo_start_finish };

  spt_demo_start_async (demo, NULL, ended_cb, &start);
  run_until_ended (&start);
  g_assert_error (start.error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&start.error);
  g_assert_null (spt_demo_get_base_url (demo));
  remove_tree (dir);
}

static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) logins = spt_sample_load_logins (g_getenv ("SPORTELLO_SAMPLE"), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (logins->len, ==, 3);
  for (guint i = 0; i < logins->len; i++)
    {
      const SptSampleLogin *login = g_ptr_array_index (logins, i);

      g_assert_nonnull (login->name);
      g_assert_nonnull (login->username);
      g_assert_nonnull (login->password);
    }
}

static void
test_address (void)
{
  static const struct
  {
    const char *given;
    const char *wanted;
  } cases[] = {
    { "https://sportello.example.org/", "https://sportello.example.org" },
    { "  https://sportello.example.org/counter// ", "https://sportello.example.org/counter" },
    { "http://127.0.0.1:4711", "http://127.0.0.1:4711" },
    { "http://localhost:80/", "http://localhost:80" },
    { "http://sportello.example.org", NULL },
    { "https://", NULL },
    { "sportello.example.org", NULL },
    { "https://someone@sportello.example.org", NULL },
    { "https://sportello.example.org/?q=1", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = spt_server_address_normalize (cases[i].given);

      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shell/demo/restart", test_restart);
  g_test_add_func ("/shell/demo/failure", test_failure);
  g_test_add_func ("/shell/sample/logins", test_sample);
  g_test_add_func ("/shell/server/address", test_address);
  return g_test_run ();
}
