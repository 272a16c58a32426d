/* SPDX-License-Identifier: EUPL-1.2 */
#include "support/spt-keyring.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "support/spt-counter.h"

struct _SptKeyring
{
  GSubprocess *bus;
  GSubprocess *daemon;
  char *folder;
};

/* No service is started by its name: what is on this bus was put there. */
#define BUS_CONFIGURATION \
  "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n" \
  " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n" \
  "<busconfig><type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>" \
  "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>" \
  "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n"

const char *
spt_keyring_missing (void)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  if (bus == NULL)
    return "there is no dbus-daemon";
  return daemon == NULL ? "there is no gnome-keyring-daemon" : NULL;
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocess *
launch (const char *folder, GSubprocessFlags flags, const char *const *command)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GNOME_KEYRING_CONTROL");
  /* What makes our own mistakes fatal would do so with those of others. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_PERTURB_");
  process = g_subprocess_launcher_spawnv (launcher, command, &error);
  g_assert_no_error (error);
  return process;
}

static void
start_bus (SptKeyring *self)
{
  g_autofree char *path = g_build_filename (self->folder, "bus.conf", NULL);
  g_autofree char *text = g_strdup_printf (BUS_CONFIGURATION, self->folder);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  const char *command[] = {
    "dbus-daemon", "--nofork", "--nosyslog", option, "--print-address", NULL
  };
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  self->bus = launch (self->folder, G_SUBPROCESS_FLAGS_STDOUT_PIPE, command);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus));
  address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

/* The service is there a moment before its default collection, in which secrets are stored. */
static gboolean
is_open (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  const char *collection = NULL;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                        "org.freedesktop.Secret.Service", "ReadAlias",
                                        g_variant_new ("(s)", "default"), G_VARIANT_TYPE ("(o)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(&o)", &collection);
  return g_strcmp0 (collection, "/") != 0;
}

static void
start_daemon (SptKeyring *self)
{
  static const char password[] = "a password of this test";
  g_autofree char *option = g_strconcat ("--control-directory=", self->folder, NULL);
  const char *command[] = { "gnome-keyring-daemon", "--foreground", "--unlock",
                            "--components=secrets", option,         NULL };
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                           | G_SUBPROCESS_FLAGS_STDERR_SILENCE;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *pipe;

  self->daemon = launch (self->folder, flags, command);
  pipe = g_subprocess_get_stdin_pipe (self->daemon);
  g_output_stream_write_all (pipe, password, strlen (password), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (pipe, NULL, &error);
  g_assert_no_error (error);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  /* The bus goes before this process does. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  spt_counter_await (is_open (bus));
}

SptKeyring *
spt_keyring_start (void)
{
  SptKeyring *self = g_new0 (SptKeyring, 1);

  self->folder = g_dir_make_tmp ("spt-keyring-XXXXXX", NULL);
  start_bus (self);
  start_daemon (self);
  return self;
}

static void
end (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
}

void
spt_keyring_kill (SptKeyring *self)
{
  if (self->daemon != NULL)
    end (self->daemon);
  g_clear_object (&self->daemon);
}

void
spt_keyring_stop (SptKeyring *self)
{
  spt_keyring_kill (self);
  end (self->bus);
  g_object_unref (self->bus);
  spt_counter_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}
