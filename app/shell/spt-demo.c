/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-demo.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define FIRST_DELAY_MS 200
#define LONGEST_DELAY_MS 5000
#define READY_SECONDS 30
#define STOP_SECONDS 6
#define BACKEND_NAME "sportello-backend"

struct _SptDemo
{
  GObject parent_instance;

  /* Owned */
  char *backend;
  char *data_dir;
  char *sample;
  char *base_url;
  GSubprocess *process; /* NULL while there is none */
  GCancellable *reading;
  GTask *start_task;
  GTask *stop_task;
  guint relaunch_timeout;
  guint limit_timeout; /* for getting ready, then for stopping */

  int port; /* 0 before the first line */
  guint delay_ms;
};

G_DEFINE_FINAL_TYPE (SptDemo, spt_demo, G_TYPE_OBJECT)

static gboolean launch (SptDemo *self, GError **error);

/* Runs in the child between fork and exec: what dies with the parent leaves no orphan. The data can
 * be killed at any moment, that is a promise of the backend. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != GPOINTER_TO_INT (data))
    _exit (1);
}

static char *
find_backend (void)
{
  const char *named = g_getenv ("SPORTELLO_BACKEND");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *here = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *sibling = NULL;
  g_autofree char *installed = NULL;

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  sibling = g_build_filename (here, "..", "backend", "server", BACKEND_NAME, NULL);
  if (g_file_test (sibling, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&sibling);
  installed = g_build_filename (SPT_LIBEXEC_DIR, BACKEND_NAME, NULL);
  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  return g_find_program_in_path (BACKEND_NAME);
}

static char *
find_sample (void)
{
  const char *named = g_getenv ("SPORTELLO_SAMPLE");

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  return g_build_filename (SPT_DATA_DIR, "sample", "bari.json", NULL);
}

static void
end_start (SptDemo *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start_task);

  g_clear_handle_id (&self->limit_timeout, g_source_remove);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
relaunch_cb (gpointer data)
{
  SptDemo *self = data;
  g_autoptr (GError) error = NULL;

  self->relaunch_timeout = 0;
  if (!launch (self, &error))
    {
      g_warning ("The backend could not be started again: %s", error->message);
      self->delay_ms = MIN (self->delay_ms * 2, LONGEST_DELAY_MS);
      self->relaunch_timeout = g_timeout_add (self->delay_ms, relaunch_cb, self);
    }
  return G_SOURCE_REMOVE;
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDemo) self = data;
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  if (self->process != process)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->process);

  if (self->stop_task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->stop_task);

      g_clear_handle_id (&self->limit_timeout, g_source_remove);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->base_url == NULL)
    {
      end_start (self,
                 g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                              _ ("The demonstration's backend ended before it was ready. Perhaps "
                                 "another demonstration is running with the same data.")));
      return;
    }
  g_info ("The backend ended unexpectedly and is started again in %u ms", self->delay_ms);
  self->relaunch_timeout = g_timeout_add (self->delay_ms, relaunch_cb, self);
  self->delay_ms = MIN (self->delay_ms * 2, LONGEST_DELAY_MS);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDemo) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  /* The end of the process is told by exited_cb (). */
  if (line == NULL)
    return;
  uri = g_uri_parse (g_strstrip (line), G_URI_FLAGS_NONE, &error);
  if (uri == NULL || g_uri_get_port (uri) <= 0)
    {
      g_warning ("The backend says something else than its address: %s", line);
      if (self->process != NULL)
        g_subprocess_force_exit (self->process);
      return;
    }
  self->delay_ms = FIRST_DELAY_MS;
  if (self->base_url == NULL)
    {
      self->base_url = g_strdup (line);
      self->port = g_uri_get_port (uri);
    }
  end_start (self, NULL);
}

static gboolean
launch (SptDemo *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%d", self->port);
  const char *const arguments[] = {
    self->backend, "--data", self->data_dir,  "--load", self->sample,
    "--listen",    listen,   "--always-open", NULL,
  };

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()),
                                         NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, arguments, error);
  if (self->process == NULL)
    return FALSE;
  self->reading = g_cancellable_new ();
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, self->reading, line_read_cb,
                                       g_object_ref (self));
  g_subprocess_wait_async (self->process, NULL, exited_cb, g_object_ref (self));
  return TRUE;
}

static gboolean
not_ready_cb (gpointer data)
{
  SptDemo *self = data;

  self->limit_timeout = 0;
  end_start (self, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                _ ("The demonstration's backend does not get ready.")));
  return G_SOURCE_REMOVE;
}

static gboolean
not_stopped_cb (gpointer data)
{
  SptDemo *self = data;

  self->limit_timeout = 0;
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  return G_SOURCE_REMOVE;
}

static void
spt_demo_dispose (GObject *object)
{
  SptDemo *self = SPT_DEMO (object);

  g_clear_handle_id (&self->relaunch_timeout, g_source_remove);
  g_clear_handle_id (&self->limit_timeout, g_source_remove);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->reading);
  g_clear_object (&self->start_task);
  g_clear_object (&self->stop_task);
  G_OBJECT_CLASS (spt_demo_parent_class)->dispose (object);
}

static void
spt_demo_finalize (GObject *object)
{
  SptDemo *self = SPT_DEMO (object);

  g_free (self->backend);
  g_free (self->data_dir);
  g_free (self->sample);
  g_free (self->base_url);
  G_OBJECT_CLASS (spt_demo_parent_class)->finalize (object);
}

static void
spt_demo_class_init (SptDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spt_demo_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_demo_finalize;
}

static void
spt_demo_init (SptDemo *self)
{
  self->delay_ms = FIRST_DELAY_MS;
}

SptDemo *
spt_demo_new (const char *backend, const char *data_dir, const char *sample)
{
  SptDemo *self = g_object_new (SPT_TYPE_DEMO, NULL);

  self->backend = backend != NULL ? g_strdup (backend) : find_backend ();
  self->sample = sample != NULL ? g_strdup (sample) : find_sample ();
  self->data_dir = data_dir != NULL
                       ? g_canonicalize_filename (data_dir, NULL)
                       : g_build_filename (g_get_user_data_dir (), "sportello", "demo", NULL);
  return self;
}

const char *
spt_demo_get_sample (SptDemo *self)
{
  g_return_val_if_fail (SPT_IS_DEMO (self), NULL);
  return self->sample;
}

const char *
spt_demo_get_base_url (SptDemo *self)
{
  g_return_val_if_fail (SPT_IS_DEMO (self), NULL);
  return self->base_url;
}

void
spt_demo_start_async (SptDemo *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (SPT_IS_DEMO (self));
  g_return_if_fail (self->process == NULL && self->base_url == NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_demo_start_async);
  if (self->backend == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _ ("The backend (%s) is not installed."), BACKEND_NAME);
      return;
    }
  if (g_mkdir_with_parents (self->data_dir, 0700) != 0)
    {
      int code = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code),
                               _ ("The folder %s cannot be made: %s"), self->data_dir,
                               g_strerror (code));
      return;
    }
  if (!launch (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->start_task = g_steal_pointer (&task);
  self->limit_timeout = g_timeout_add_seconds (READY_SECONDS, not_ready_cb, self);
}

gboolean
spt_demo_start_finish (SptDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
spt_demo_stop_async (SptDemo *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SPT_IS_DEMO (self));
  g_return_if_fail (self->stop_task == NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, spt_demo_stop_async);
  g_clear_handle_id (&self->relaunch_timeout, g_source_remove);
  g_clear_handle_id (&self->limit_timeout, g_source_remove);
  if (self->process == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->stop_task = g_steal_pointer (&task);
  self->limit_timeout = g_timeout_add_seconds (STOP_SECONDS, not_stopped_cb, self);
  g_subprocess_send_signal (self->process, SIGTERM);
}

gboolean
spt_demo_stop_finish (SptDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
