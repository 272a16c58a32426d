/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-application.h"

#include "call/spt-media.h"
#include "citizen/spt-citizen-view.h"
#include "config.h"
#include "model/spt-link.h"
#include "operator/spt-operator-view.h"
#include "shell/spt-demo.h"
#include "shell/spt-preferences-window.h"
#include "shell/spt-sample.h"
#include "shell/spt-server-page.h"
#include "shell/spt-shortcuts-window.h"
#include "shell/spt-window.h"
#include "widgets/spt-compat.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define WEBSITE "https://github.com/sportello-virtuale/sportello"

struct _SptApplication
{
  AdwApplication parent_instance;

  /* Owned */
  SptDemo *demo; /* NULL but with --demo */
  GPtrArray *logins; /* of the sample city, for the sign-in page */
  GSettings *settings;
  char *server; /* of --server */
  char *demo_data;
  char *link; /* to be opened as soon as there is a counter */
  GCancellable *cancellable;
  guint term_source;
  guint int_source;

  guint citizens; /* windows of citizens opened so far: each of a demonstration is another person */
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (SptApplication, spt_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Try it: a private counter with a sample city"),
    NULL },
  { "operator", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open an operator's window"), NULL },
  { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Address of the counter"), N_ ("URL") },
  { "demo-data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the demonstration's data"),
    N_ ("DIR") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[LINK…]") },
  { NULL },
};

static gboolean
is_loopback (const char *url)
{
  return g_str_has_prefix (url, "http://127.") || g_str_has_prefix (url, "http://localhost")
         || g_str_has_prefix (url, "http://[::1]");
}

static char *
dup_server (SptApplication *self)
{
  g_autofree char *address = NULL;

  if (self->demo != NULL)
    return g_strdup (spt_demo_get_base_url (self->demo));
  if (self->server != NULL)
    return g_strdup (self->server);
  address = g_settings_get_string (self->settings, "server-address");
  return spt_server_address_normalize (address);
}

static char *
dup_profile (SptApplication *self, SptSessionMode mode)
{
  if (self->demo == NULL)
    return g_strdup ("default");
  if (mode == SPT_SESSION_OPERATOR)
    return g_strdup ("demo-operator");
  if (self->citizens < 2)
    return g_strdup ("demo-citizen");
  return g_strdup_printf ("demo-citizen-%u", self->citizens);
}

static void
start_session (SptApplication *self, SptWindow *window, const char *base_url)
{
  SptSessionMode mode = spt_window_get_mode (window);
  g_autofree char *profile = dup_profile (self, mode);
  g_autoptr (SptSession) session = spt_session_new (mode, base_url, profile);

  spt_session_set_media (session, is_loopback (base_url), _ ("No camera: test picture"));
  spt_session_set_test_picture (session,
                                mode == SPT_SESSION_OPERATOR
                                    ? "resource://" SPT_RESOURCE_PATH "/pictures/operator.svg"
                                    : "resource://" SPT_RESOURCE_PATH "/pictures/citizen.svg");
  spt_window_set_session (window, session);
  if (mode == SPT_SESSION_OPERATOR && self->logins != NULL)
    for (guint i = 0; i < self->logins->len; i++)
      {
        const SptSampleLogin *login = g_ptr_array_index (self->logins, i);

        spt_operator_view_add_sample_login (SPT_OPERATOR_VIEW (spt_window_get_view (window)),
                                            login->name, login->username, login->password);
      }
  spt_session_start (session);
}

static void
open_pending_link (SptApplication *self, SptWindow *window)
{
  GtkWidget *view = spt_window_get_view (window);
  g_autofree char *link = NULL;

  if (self->link == NULL || view == NULL || spt_window_get_mode (window) != SPT_SESSION_CITIZEN)
    return;
  link = g_steal_pointer (&self->link);
  spt_citizen_view_open_code (SPT_CITIZEN_VIEW (view), link);
}

static void
server_chosen_cb (SptWindow *window, const char *base_url, SptApplication *self)
{
  g_settings_set_string (self->settings, "server-address", base_url);
  start_session (self, window, base_url);
  open_pending_link (self, window);
}

static SptWindow *
open_window (SptApplication *self, SptSessionMode mode)
{
  SptWindow *window = spt_window_new (GTK_APPLICATION (self), mode, self->demo == NULL);
  g_autofree char *base_url = dup_server (self);

  if (mode == SPT_SESSION_CITIZEN)
    self->citizens++;
  if (base_url != NULL)
    start_session (self, window, base_url);
  else
    g_signal_connect_object (window, "server-chosen", G_CALLBACK (server_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The window of this mode that was used last. */
static SptWindow *
find_window (SptApplication *self, SptSessionMode mode)
{
  for (GList *entry = gtk_application_get_windows (GTK_APPLICATION (self)); entry != NULL;
       entry = entry->next)
    if (SPT_IS_WINDOW (entry->data) && spt_window_get_mode (SPT_WINDOW (entry->data)) == mode)
      return SPT_WINDOW (entry->data);
  return NULL;
}

static void
show_window (SptApplication *self, SptSessionMode mode)
{
  SptWindow *window = find_window (self, mode);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    open_window (self, mode);
}

/* Opens the booking of a link, at once or as soon as there is a counter to ask. Links are opened by
 * people, and by mail scanners: opening one never changes anything. */
static void
open_link (SptApplication *self, const char *link)
{
  SptWindow *window = NULL;

  if (!spt_link_is_link (link))
    {
      g_printerr (_ ("Not a link of Sportello: %s\n"), link);
      return;
    }
  g_free (self->link);
  self->link = g_strdup (link);
  /* A demonstration that is starting opens its windows by itself. */
  if (self->demo != NULL && spt_demo_get_base_url (self->demo) == NULL)
    return;
  show_window (self, SPT_SESSION_CITIZEN);
  window = find_window (self, SPT_SESSION_CITIZEN);
  if (window != NULL)
    open_pending_link (self, window);
}

static void
demo_failed (SptApplication *self, const GError *error)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Demonstration Does Not Start"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Sportello"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 400);
  gtk_window_present (GTK_WINDOW (window));
  g_printerr ("%s\n", error->message);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!spt_demo_start_finish (SPT_DEMO (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        demo_failed (self, error);
      return;
    }
  self->logins = spt_sample_load_logins (spt_demo_get_sample (self->demo), &error);
  if (self->logins == NULL)
    g_warning ("The operators of the sample city cannot be read: %s", error->message);
  open_pending_link (self, open_window (self, SPT_SESSION_CITIZEN));
  open_window (self, SPT_SESSION_OPERATOR);
}

/* The program lives as long as its backend: the last window's end stops the backend, and that ends
 * the program. */
static void
demo_stopped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptApplication) self = data;

  spt_demo_stop_finish (SPT_DEMO (source), result, NULL);
  g_application_release (G_APPLICATION (self));
}

static void
stop_demo (SptApplication *self)
{
  if (self->demo == NULL || self->stopping)
    return;
  self->stopping = TRUE;
  spt_demo_stop_async (self->demo, demo_stopped_cb, g_object_ref (self));
}

static void
start_demo (SptApplication *self)
{
  g_application_hold (G_APPLICATION (self));
  self->demo = spt_demo_new (NULL, self->demo_data, NULL);
  spt_demo_start_async (self->demo, self->cancellable, demo_started_cb, g_object_ref (self));
}

static void
media_prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* A call says so itself when it cannot be made; here it is for who looks at the log. */
  if (!spt_media_prepare_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Calls cannot be made: %s", error->message);
}

static void
quit (SptApplication *self)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *entry = windows; entry != NULL; entry = entry->next)
    gtk_window_destroy (GTK_WINDOW (entry->data));
  g_list_free (windows);
  /* Windows that were not open yet do not tell that they are gone. */
  stop_demo (self);
}

static gboolean
signal_cb (gpointer data)
{
  quit (data);
  return G_SOURCE_CONTINUE;
}

static void
quit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  /* As if each was closed: a window asks before it ends a call. */
  for (GList *entry = windows; entry != NULL; entry = entry->next)
    gtk_window_close (GTK_WINDOW (entry->data));
  g_list_free (windows);
}

static void
about_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  spt_compat_show_about (
      gtk_application_get_active_window (data), _ ("Sportello"), SPT_APP_ID, SPT_VERSION,
      _ ("The virtual counter of a city: book, wait, talk, hand over documents."), WEBSITE);
}

static void
shortcuts_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  spt_shortcuts_window_present (gtk_application_get_active_window (data));
}

static void
preferences_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = spt_preferences_window_new (gtk_application_get_active_window (data));

  gtk_window_present (GTK_WINDOW (window));
}

static void
new_citizen_window_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_window (data, SPT_SESSION_CITIZEN);
}

static void
desk_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_window (data, SPT_SESSION_OPERATOR);
}

static void
show_window_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window =
      gtk_application_get_window_by_id (GTK_APPLICATION (data), g_variant_get_uint32 (parameter));

  if (window != NULL)
    gtk_window_present (window);
}

static void
install_actions (SptApplication *self)
{
  const GActionEntry entries[] = {
    { "quit", quit_action_cb },
    { "about", about_action_cb },
    { "shortcuts", shortcuts_action_cb },
    { "preferences", preferences_action_cb },
    { "new-citizen-window", new_citizen_window_action_cb },
    { "desk", desk_action_cb },
    { "show-window", show_window_action_cb, "u" },
  };
  const struct
  {
    const char *action;
    const char *accelerators[2];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.new-citizen-window", { "<Control>n" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].accelerators);
}

static void
style_changed_cb (GSettings *settings, const char *key, SptApplication *self)
{
  const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int style = g_settings_get_enum (settings, "style");

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      schemes[CLAMP (style, 0, 2)]);
}

static int
spt_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("sportello %s\n", SPT_VERSION);
      return 0;
    }
  /* A demonstration is on its own: it is not handed to a program that runs already. */
  if (g_variant_dict_contains (dict, "demo"))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static int
spt_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  SptApplication *self = SPT_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (line);
  g_autofree char *server = NULL;
  g_autofree const char **links = NULL;

  if (g_variant_dict_lookup (dict, "server", "s", &server))
    {
      g_free (self->server);
      self->server = spt_server_address_normalize (server);
      if (self->server == NULL)
        {
          g_application_command_line_printerr (line, _ ("Not an address of a counter: %s\n"),
                                               server);
          return 1;
        }
    }
  if (g_variant_dict_contains (dict, "demo"))
    {
      g_variant_dict_lookup (dict, "demo-data", "^ay", &self->demo_data);
      if (self->demo == NULL)
        start_demo (self);
    }
  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &links))
    for (gsize i = 0; links[i] != NULL; i++)
      open_link (self, links[i]);
  else if (self->demo == NULL)
    show_window (self, g_variant_dict_contains (dict, "operator") ? SPT_SESSION_OPERATOR
                                                                  : SPT_SESSION_CITIZEN);
  return 0;
}

static void
spt_application_activate (GApplication *application)
{
  show_window (SPT_APPLICATION (application), SPT_SESSION_CITIZEN);
}

static void
spt_application_startup (GApplication *application)
{
  SptApplication *self = SPT_APPLICATION (application);

  G_APPLICATION_CLASS (spt_application_parent_class)->startup (application);
  self->settings = g_settings_new (SPT_APP_ID);
  g_signal_connect (self->settings, "changed::style", G_CALLBACK (style_changed_cb), self);
  style_changed_cb (self->settings, "style", self);
  install_actions (self);
  self->term_source = g_unix_signal_add (SIGTERM, signal_cb, self);
  self->int_source = g_unix_signal_add (SIGINT, signal_cb, self);
  spt_media_prepare_async (self->cancellable, media_prepared_cb, NULL);
}

static void
spt_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  SptApplication *self = SPT_APPLICATION (application);

  GTK_APPLICATION_CLASS (spt_application_parent_class)->window_removed (application, window);
  for (GList *entry = gtk_application_get_windows (application); entry != NULL; entry = entry->next)
    if (entry->data != window)
      return;
  stop_demo (self);
}

static void
spt_application_dispose (GObject *object)
{
  SptApplication *self = SPT_APPLICATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->term_source, g_source_remove);
  g_clear_handle_id (&self->int_source, g_source_remove);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo);
  g_clear_pointer (&self->logins, g_ptr_array_unref);
  G_OBJECT_CLASS (spt_application_parent_class)->dispose (object);
}

static void
spt_application_finalize (GObject *object)
{
  SptApplication *self = SPT_APPLICATION (object);

  g_free (self->server);
  g_free (self->demo_data);
  g_free (self->link);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (spt_application_parent_class)->finalize (object);
}

static void
spt_application_class_init (SptApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_application_finalize;
  application_class->handle_local_options = spt_application_handle_local_options;
  application_class->command_line = spt_application_command_line;
  application_class->activate = spt_application_activate;
  application_class->startup = spt_application_startup;
  GTK_APPLICATION_CLASS (klass)->window_removed = spt_application_window_removed;
}

static void
spt_application_init (SptApplication *self)
{
  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SptApplication *
spt_application_new (void)
{
  return g_object_new (SPT_TYPE_APPLICATION, "application-id", SPT_APP_ID, "resource-base-path",
                       SPT_RESOURCE_PATH, "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
