/* SPDX-License-Identifier: EUPL-1.2 */
#include "support/spt-counter.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

#include "base/spt-clock.h"

void
spt_counter_prepare (void)
{
  g_autofree char *cache = g_dir_make_tmp ("spt-cache-XXXXXX", NULL);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
}

void
spt_counter_remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      if (g_file_test (below, G_FILE_TEST_IS_DIR))
        spt_counter_remove_folder (below);
      else
        g_unlink (below);
    }
  g_rmdir (path);
}

/* No backend outlives its test, however the test ends. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
launch (SptCounterBackend *self, const char *listen)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("SPORTELLO_BACKEND");
  const char *sample = g_getenv ("SPORTELLO_SAMPLE");

  g_assert_nonnull (program);
  g_assert_nonnull (sample);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process =
      g_subprocess_launcher_spawn (launcher, &error, program, "--data", self->folder, "--listen",
                                   listen, "--load", sample, "--always-open", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_free (self->base_url);
  self->base_url = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->base_url);
}

SptCounterBackend *
spt_counter_backend_start (void)
{
  SptCounterBackend *self = g_new0 (SptCounterBackend, 1);

  self->folder = g_dir_make_tmp ("spt-backend-XXXXXX", NULL);
  launch (self, "127.0.0.1:0");
  return self;
}

void
spt_counter_backend_kill (SptCounterBackend *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
spt_counter_backend_restart (SptCounterBackend *self)
{
  g_autoptr (GUri) uri = g_uri_parse (self->base_url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uri));

  launch (self, listen);
}

void
spt_counter_backend_stop (SptCounterBackend *self)
{
  if (self->process != NULL)
    {
      g_subprocess_send_signal (self->process, SIGTERM);
      g_subprocess_wait (self->process, NULL, NULL);
      g_object_unref (self->process);
    }
  spt_counter_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->base_url);
  g_free (self);
}

void
spt_counter_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
spt_counter_turn (void)
{
  guint tick = g_timeout_add (50, tick_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, tick) != NULL)
    g_source_remove (tick);
}

SptSession *
spt_counter_session (SptSessionMode mode, SptCounterBackend *backend, const char *profile)
{
  SptSession *session = spt_session_new (mode, backend->base_url, profile);

  spt_session_set_media (session, TRUE, "test");
  spt_session_start (session);
  spt_counter_await (spt_session_get_connection (session) == SPT_CONNECTION_ONLINE);
  return session;
}

SptSession *
spt_counter_operator (SptCounterBackend *backend, const char *profile)
{
  SptSession *operator= spt_counter_session (SPT_SESSION_OPERATOR, backend, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result,
                   spt_session_sign_in_async (operator, SPT_COUNTER_USERNAME, SPT_COUNTER_PASSWORD,
                                              NULL, spt_counter_done_cb, &result));
  spt_session_sign_in_finish (operator, result, &error);
  g_assert_no_error (error);
  spt_counter_run (result, spt_session_set_desk_state_async (operator, SPT_DESK_AVAILABLE, NULL,
                                                             NULL, spt_counter_done_cb, &result));
  spt_session_set_desk_state_finish (operator, result, &error);
  g_assert_no_error (error);
  return operator;
}

SptService *
spt_counter_service (SptSession *session, const char *id)
{
  GListModel *services = spt_session_get_services (session);

  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (SptService) service = g_list_model_get_item (services, i);

      if (g_strcmp0 (spt_service_get_id (service), id) == 0)
        return service;
    }
  g_assert_not_reached ();
}

/* The first free start of a date for which one may check in now as booked. */
static SptSlot *
find_slot (SptSession *citizen, SptService *service, gint64 day)
{
  g_autofree char *date = spt_date_of_instant (day, spt_session_get_zone (citizen));
  gint64 now = spt_clock_now (&spt_clock_system);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) slots = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result, spt_session_load_slots_async (citizen, service, date, NULL,
                                                         spt_counter_done_cb, &result));
  slots = spt_session_load_slots_finish (citizen, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (slots); i++)
    {
      g_autoptr (SptSlot) slot = g_list_model_get_item (slots, i);

      if (spt_slot_get_start (slot) > now - 9 * SPT_MINUTE
          && spt_slot_get_start (slot) < now + 15 * SPT_MINUTE)
        return g_steal_pointer (&slot);
    }
  return NULL;
}

static SptWireHold *
hold_first_slot (SptSession *citizen)
{
  SptService *service = spt_counter_service (citizen, SPT_COUNTER_SERVICE);
  gint64 now = spt_clock_now (&spt_clock_system);
  g_autoptr (SptSlot) slot = find_slot (citizen, service, now);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SptWireHold *hold;

  /* Shortly before midnight the next one is tomorrow's. */
  if (slot == NULL)
    slot = find_slot (citizen, service, now + 15 * SPT_MINUTE);
  g_assert_nonnull (slot);
  spt_counter_run (result, spt_session_hold_async (citizen, service, slot, NULL,
                                                   spt_counter_done_cb, &result));
  hold = spt_session_hold_finish (citizen, result, &error);
  g_assert_no_error (error);
  return hold;
}

SptAppointment *
spt_counter_book (SptSession *citizen, const char *name)
{
  g_autoptr (SptWireHold) hold = hold_first_slot (citizen);
  g_autofree char *email = g_strdup_printf ("%s@example.org", name);
  SptWirePerson person = {
    .name = (char *) name,
    .surname = (char *) "Prova",
    .email = email,
    .address = (char *) "Via Prova 1, Bari",
  };
  SptWireAppointmentRequest request = {
    .person = &person,
    .channel = SPT_CHANNEL_VIDEO,
    .reason = (char *) "Informazioni",
    .consent = (char *) spt_session_get_privacy_version (citizen),
    .language = (char *) "it",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SptAppointment *appointment;

  spt_counter_run (result, spt_session_book_async (citizen, hold, &request, NULL,
                                                   spt_counter_done_cb, &result));
  appointment = spt_session_book_finish (citizen, result, &error);
  g_assert_no_error (error);
  return appointment;
}

void
spt_counter_check_in (SptSession *citizen, SptAppointment *appointment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result, spt_session_check_in_async (citizen, appointment, NULL,
                                                       spt_counter_done_cb, &result));
  spt_session_check_in_finish (citizen, result, &error);
  g_assert_no_error (error);
}

void
spt_counter_walk_in (SptSession *citizen, const char *name)
{
  SptWirePerson person = { .name = (char *) name, .surname = (char *) "Prova" };
  SptWireTicketRequest request = {
    .service_id = (char *) SPT_COUNTER_SERVICE,
    .person = &person,
    .channel = SPT_CHANNEL_VIDEO,
    .reason = (char *) "Una domanda",
    .consent = (char *) spt_session_get_privacy_version (citizen),
    .language = (char *) "it",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result, spt_session_enter_queue_async (citizen, &request, NULL,
                                                          spt_counter_done_cb, &result));
  spt_session_enter_queue_finish (citizen, result, &error);
  g_assert_no_error (error);
}

void
spt_counter_end_session (SptSession *session)
{
  GWeakRef weak;
  gint64 until = g_get_monotonic_time () + SPT_COUNTER_PATIENCE;

  g_weak_ref_init (&weak, session);
  g_object_run_dispose (G_OBJECT (session));
  g_object_unref (session);
  while (g_get_monotonic_time () < until)
    {
      g_autoptr (GObject) left = g_weak_ref_get (&weak);

      if (left == NULL)
        break;
      g_clear_object (&left);
      spt_counter_turn ();
    }
  g_assert_null (g_weak_ref_get (&weak));
  g_weak_ref_clear (&weak);
}
