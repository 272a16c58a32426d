/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-window.h"

#include "citizen/spt-citizen-view.h"
#include "config.h"
#include "operator/spt-operator-view.h"
#include "shell/spt-server-page.h"
#include "shell/spt-window-alerts.h"
#include "widgets/spt-banner.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"

#include <glib/gi18n-lib.h>

/* A service that is back so soon was not away: nobody is told. */
#define PATIENCE_MS 700

struct _SptWindow
{
  AdwApplicationWindow parent_instance;

  /* Owned */
  SptSession *session;
  SptWindowAlerts *alerts;
  GSettings *settings;
  guint banner_timeout;

  /* Borrowed: children */
  GtkWidget *view;

  /* Template */
  AdwToastOverlay *toasts;
  AdwBin *content;
  SptBanner *banner;

  SptSessionMode mode;
  gboolean keep_size;
  gboolean may_close;
};

G_DEFINE_FINAL_TYPE (SptWindow, spt_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  SERVER_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
update_banner (gpointer data)
{
  SptWindow *self = data;
  SptConnection connection = spt_session_get_connection (self->session);
  gint64 retry_at = spt_session_get_retry_at (self->session);
  gint64 seconds = (retry_at - g_get_real_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *words = NULL;

  if (connection == SPT_CONNECTION_CONNECTING || seconds <= 0)
    words = g_strdup (_ ("The service cannot be reached. Trying again…"));
  else
    words = g_strdup_printf (ngettext ("The service cannot be reached. Trying again in %d second.",
                                       "The service cannot be reached. Trying again in %d seconds.",
                                       (gulong) seconds),
                             (int) MIN (seconds, G_MAXINT));
  spt_banner_set_title (self->banner, words);
  spt_banner_set_busy (self->banner, connection == SPT_CONNECTION_CONNECTING);
  spt_banner_set_button_label (self->banner, _ ("Try Now"));
  spt_banner_set_revealed (self->banner, TRUE);
  return G_SOURCE_CONTINUE;
}

static gboolean
patience_over_cb (gpointer data)
{
  SptWindow *self = data;

  update_banner (self);
  self->banner_timeout = g_timeout_add_seconds (1, update_banner, self);
  return G_SOURCE_REMOVE;
}

static void
connection_changed_cb (SptWindow *self)
{
  if (spt_session_get_connection (self->session) == SPT_CONNECTION_ONLINE)
    {
      g_clear_handle_id (&self->banner_timeout, g_source_remove);
      if (spt_banner_get_revealed (self->banner))
        spt_compat_announce (GTK_WIDGET (self), _ ("The service is back."));
      spt_banner_set_revealed (self->banner, FALSE);
      return;
    }
  if (spt_banner_get_revealed (self->banner))
    update_banner (self);
  else if (self->banner_timeout == 0)
    self->banner_timeout = g_timeout_add (PATIENCE_MS, patience_over_cb, self);
}

static void
retry_cb (SptWindow *self)
{
  if (self->session != NULL)
    spt_session_retry (self->session);
}

static void
notice_cb (SptSession *session, int code, SptWindow *self)
{
  g_autoptr (GError) error = spt_error_new ((SptError) code, "notice");
  g_autofree char *words = spt_error_text (error);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
toast_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptWindow *self = SPT_WINDOW (widget);
  g_autofree char *title = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, 6);
  adw_toast_overlay_add_toast (self->toasts, toast);
  spt_compat_announce (widget, g_variant_get_string (parameter, NULL));
}

static void
server_chosen_cb (SptWindow *self, const char *base_url)
{
  g_signal_emit (self, signals[SERVER_CHOSEN], 0, base_url);
}

static const char *
size_key (SptWindow *self, const char *citizen, const char *operator)
{
  return self->mode == SPT_SESSION_OPERATOR ? operator: citizen;
}

static void
restore_size (SptWindow *self)
{
  const char *width = size_key (self, "window-width", "desk-width");
  const char *height = size_key (self, "window-height", "desk-height");
  g_autoptr (GVariant) default_width = g_settings_get_default_value (self->settings, width);
  g_autoptr (GVariant) default_height = g_settings_get_default_value (self->settings, height);

  if (!self->keep_size)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_variant_get_int32 (default_width),
                                   g_variant_get_int32 (default_height));
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, width),
                               g_settings_get_int (self->settings, height));
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (SptWindow *self)
{
  int width = 0;
  int height = 0;

  if (!self->keep_size)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, size_key (self, "window-width", "desk-width"), width);
      g_settings_set_int (self->settings, size_key (self, "window-height", "desk-height"), height);
    }
}

static void
close_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWindow) self = data;
  g_autofree char *answer = spt_compat_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "close") != 0)
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
spt_window_close_request (GtkWindow *window)
{
  SptWindow *self = SPT_WINDOW (window);
  const SptAnswer answers[] = {
    { "stay", _ ("Stay"), SPT_ANSWER_PLAIN },
    { "close", _ ("End Call"), SPT_ANSWER_DESTRUCTIVE },
    { NULL },
  };

  if (!self->may_close && self->alerts != NULL && spt_window_alerts_get_in_call (self->alerts))
    {
      spt_compat_ask_async (window, _ ("End the Call?"),
                            _ ("A call is in progress. It ends when the window is closed."), NULL,
                            answers, NULL, close_answered_cb, g_object_ref (self));
      return GDK_EVENT_STOP;
    }
  save_size (self);
  return GTK_WINDOW_CLASS (spt_window_parent_class)->close_request (window);
}

static void
spt_window_dispose (GObject *object)
{
  SptWindow *self = SPT_WINDOW (object);

  g_clear_handle_id (&self->banner_timeout, g_source_remove);
  g_clear_object (&self->alerts);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spt_window_parent_class)->dispose (object);
}

static void
spt_window_class_init (SptWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = spt_window_close_request;

  signals[SERVER_CHOSEN] = g_signal_new ("server-chosen", SPT_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (SPT_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/shell/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SptWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SptWindow, content);
  gtk_widget_class_bind_template_child (widget_class, SptWindow, banner);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action_cb);
}

static void
spt_window_init (SptWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SPT_APP_ID);
}

SptWindow *
spt_window_new (GtkApplication *application, SptSessionMode mode, gboolean keep_size)
{
  SptWindow *self = g_object_new (SPT_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *page = spt_server_page_new ();

  self->mode = mode;
  self->keep_size = keep_size;
  gtk_window_set_title (GTK_WINDOW (self),
                        mode == SPT_SESSION_OPERATOR ? _ ("Sportello – Desk") : _ ("Sportello"));
  restore_size (self);
  g_signal_connect_object (page, "chosen", G_CALLBACK (server_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->content, page);
  return self;
}

SptSession *
spt_window_get_session (SptWindow *self)
{
  g_return_val_if_fail (SPT_IS_WINDOW (self), NULL);
  return self->session;
}

void
spt_window_set_session (SptWindow *self, SptSession *session)
{
  g_return_if_fail (SPT_IS_WINDOW (self));
  g_return_if_fail (SPT_IS_SESSION (session) && self->session == NULL);

  self->session = g_object_ref (session);
  self->alerts = spt_window_alerts_new (GTK_WINDOW (self), session);
  g_signal_connect_swapped (session, "notify::connection", G_CALLBACK (connection_changed_cb),
                            self);
  g_signal_connect_swapped (session, "notify::retry-at", G_CALLBACK (connection_changed_cb), self);
  g_signal_connect (session, "notice", G_CALLBACK (notice_cb), self);
  if (self->mode == SPT_SESSION_OPERATOR)
    self->view = spt_operator_view_new (session);
  else
    self->view = spt_citizen_view_new (session);
  adw_bin_set_child (self->content, self->view);
  connection_changed_cb (self);
}

GtkWidget *
spt_window_get_view (SptWindow *self)
{
  g_return_val_if_fail (SPT_IS_WINDOW (self), NULL);
  return self->view;
}

SptSessionMode
spt_window_get_mode (SptWindow *self)
{
  g_return_val_if_fail (SPT_IS_WINDOW (self), SPT_SESSION_CITIZEN);
  return self->mode;
}
