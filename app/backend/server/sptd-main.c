/* SPDX-License-Identifier: EUPL-1.2 */
/* sportello-backend: `--data DIR --listen ADDRESS:PORT [--load FILE]`. One line on the standard
 * output, the base URL, says that it is ready. */
#define G_LOG_DOMAIN "spt-server"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend/server/sptd-listener.h"
#include "backend/server/sptd-server.h"
#include "backend/store/sptd-load.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-offices.h"
#include "backend/store/sptd-vault.h"
#include "base/spt-log.h"

#define WORKERS 4
#define MOST_WAITING 256
/* How long requests that are under way get when the program is to end. */
#define LONGEST_FAREWELL 10

typedef struct
{
  char *data;
  char *listen;
  char *load;
  char *mail_from;
  gboolean always_open;
  gboolean allow_remote;
  gboolean version;
} Options;

static gboolean
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data, "The folder of all data", "DIR" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      "Where to listen; port 0 picks a free one", "ADDRESS:PORT" },
    { "load", 0, 0, G_OPTION_ARG_FILENAME, &options->load,
      "Set the organization up from a file; what is there stays", "FILE" },
    { "always-open", 0, 0, G_OPTION_ARG_NONE, &options->always_open,
      "With --load: every office receives at every hour, for demonstrations", NULL },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &options->mail_from,
      "The sender of mail (sportello@localhost)", "ADDRESS" },
    { "allow-remote", 0, 0, G_OPTION_ARG_NONE, &options->allow_remote,
      "Listen on an address that others can reach", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Show the version", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("- the REST backend of a virtual counter");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->version || (options->data != NULL && *argc == 1))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       *argc > 1 ? "there is an argument too many" : "--data is missing");
  return FALSE;
}

static void
options_clear (Options *options)
{
  g_free (options->data);
  g_free (options->listen);
  g_free (options->load);
  g_free (options->mail_from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Makes the folder private and ours alone. Returns the lock, which the kernel gives back when the
 * process ends, however it ends; -1 on an error. */
static int
take_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0 || chmod (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return -1;
    }
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", path,
               errno == EWOULDBLOCK ? "another backend works in this folder" : g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Brings the database up and reads what the workers need. */
static gboolean
prepare_database (SptdServer *server, const Options *options, gint64 *last_event, GError **error)
{
  g_autoptr (SptdDatabase) database = sptd_database_open (server->set_up.database_uri, error);
  g_autoptr (SptdOrganization) organization = NULL;

  if (database == NULL || !sptd_database_migrate (database, error))
    return FALSE;
  if (options->load != NULL
      && !sptd_store_load_sample (database, options->load, options->always_open,
                                  sptd_vault_hash_password, error))
    return FALSE;
  organization = sptd_store_organization_load (database, error);
  if (organization == NULL)
    {
      g_prefix_error (error, "The database has no organization, set one up by --load FILE: ");
      return FALSE;
    }
  server->set_up.zone = g_time_zone_ref (organization->zone);
  *last_event = sptd_store_event_last (database, error);
  return *last_event >= 0;
}

static gboolean
prepare (SptdServer *server, const Options *options, GError **error)
{
  g_autofree char *database = g_build_filename (options->data, "sportello.db", NULL);
  g_autofree char *key = g_build_filename (options->data, "master.key", NULL);
  gint64 last_event = 0;

  server->mail_from =
      g_strdup (options->mail_from != NULL ? options->mail_from : "sportello@localhost");
  server->set_up.data_dir = g_strdup (options->data);
  server->set_up.database_uri = g_strconcat ("sqlite:", database, NULL);
  server->set_up.ice_servers = spt_wire_list_new (&spt_wire_ice_server_type);
  server->set_up.master_key = sptd_vault_key_from_file (key, error);
  if (server->set_up.master_key == NULL || !prepare_database (server, options, &last_event, error))
    return FALSE;
  server->workers = sptd_pool_new ("worker", &server->set_up, WORKERS, MOST_WAITING, error);
  if (server->workers == NULL)
    return FALSE;
  server->watchers = sptd_pool_new ("watcher", &server->set_up, 1, 64, error);
  if (server->watchers == NULL)
    return FALSE;
  server->errands = sptd_pool_new ("errand", &server->set_up, 1, 16, error);
  if (server->errands == NULL)
    return FALSE;
  server->limits = sptd_limits_new (&spt_clock_system);
  server->streams = sptd_streams_new (server, last_event);
  server->sweeper = sptd_sweeper_new (server);
  return TRUE;
}

static gboolean
listen_at (SptdServer *server, const Options *options, char **uri, GError **error)
{
  const char *address = options->listen != NULL ? options->listen : "127.0.0.1:0";
  g_autoptr (GSocket) socket = sptd_listener_open (address, options->allow_remote, error);

  if (socket == NULL)
    return FALSE;
  if (options->allow_remote)
    g_message ("This program is not made to face a network: it has no TLS and trusts its peers to "
               "be slow but honest. Put a front door before it.");
  *uri = sptd_listener_uri (socket, error);
  server->soup = soup_server_new ("server-header", "sportello", NULL);
  sptd_router_attach (server);
  return *uri != NULL && soup_server_listen_socket (server->soup, socket, 0, error);
}

static gboolean
farewell_over_cb (gpointer data)
{
  SptdServer *server = data;

  g_message ("Some requests did not end in time");
  g_main_loop_quit (server->loop);
  return G_SOURCE_REMOVE;
}

/* What is under way is finished, streams are ended, what comes now is refused with 503. */
static gboolean
signal_cb (gpointer data)
{
  SptdServer *server = data;

  if (server->closing)
    return G_SOURCE_CONTINUE;
  server->closing = TRUE;
  sptd_streams_close (server->streams);
  if (server->under_way == 0)
    g_main_loop_quit (server->loop);
  else
    g_timeout_add_seconds (LONGEST_FAREWELL, farewell_over_cb, server);
  return G_SOURCE_CONTINUE;
}

static void
take_down (SptdServer *server)
{
  server->closing = TRUE;
  if (server->streams != NULL)
    sptd_streams_close (server->streams);
  if (server->soup != NULL)
    soup_server_disconnect (server->soup);
  g_clear_pointer (&server->workers, sptd_pool_free);
  g_clear_pointer (&server->watchers, sptd_pool_free);
  g_clear_pointer (&server->errands, sptd_pool_free);
  /* The ends of their last jobs; what they would begin finds no pool any more. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_pointer (&server->sweeper, sptd_sweeper_free);
  g_clear_pointer (&server->streams, sptd_streams_free);
  g_clear_pointer (&server->limits, sptd_limits_free);
  g_clear_object (&server->soup);
  g_clear_pointer (&server->loop, g_main_loop_unref);
  g_clear_pointer (&server->set_up.master_key, g_bytes_unref);
  g_clear_pointer (&server->set_up.zone, g_time_zone_unref);
  g_clear_pointer (&server->set_up.ice_servers, g_ptr_array_unref);
  g_free (server->set_up.data_dir);
  g_free (server->set_up.database_uri);
  g_free (server->mail_from);
}

static gboolean
serve (const Options *options, GError **error)
{
  SptdServer server = { 0 };
  g_autofree char *uri = NULL;
  gboolean good;

  server.loop = g_main_loop_new (NULL, FALSE);
  good = prepare (&server, options, error) && listen_at (&server, options, &uri, error);
  if (good)
    {
      guint term = g_unix_signal_add (SIGTERM, signal_cb, &server);
      guint interrupt = g_unix_signal_add (SIGINT, signal_cb, &server);

      g_print ("%s\n", uri);
      fflush (stdout);
      g_main_loop_run (server.loop);
      g_source_remove (term);
      g_source_remove (interrupt);
    }
  take_down (&server);
  return good;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  int lock;
  gboolean good;

  setlocale (LC_CTYPE, "");
  spt_log_set_up ("sportello-backend");
  umask (077);
  if (!parse_options (&argc, &argv, &options, &error))
    {
      fprintf (stderr, "sportello-backend: %s\n", error->message);
      return 2;
    }
  if (options.version)
    {
      g_print ("sportello-backend %s\n", SPT_VERSION);
      return 0;
    }
  /* Keys and personal data are in memory: no core file has them. */
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0 });
  sptd_vault_init ();
  lock = take_folder (options.data, &error);
  good = lock >= 0 && serve (&options, &error);
  if (lock >= 0)
    close (lock);
  if (good)
    return 0;
  fprintf (stderr, "sportello-backend: %s\n", error->message);
  return 1;
}
