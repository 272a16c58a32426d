/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-preferences-window.h"

#include "config.h"
#include "shell/spt-server-page.h"

struct _SptPreferencesWindow
{
  AdwWindow parent_instance;

  /* Owned */
  GSettings *settings;

  /* Template */
  GtkWidget *address;
  AdwComboRow *style;
  GtkWidget *sounds;
  GtkWidget *remember;
};

G_DEFINE_FINAL_TYPE (SptPreferencesWindow, spt_preferences_window, ADW_TYPE_WINDOW)

static gboolean
address_is_usable (SptPreferencesWindow *self, char **url)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address));

  if (*text == '\0')
    {
      *url = g_strdup ("");
      return TRUE;
    }
  *url = spt_server_address_normalize (text);
  return *url != NULL;
}

static void
address_changed_cb (SptPreferencesWindow *self)
{
  g_autofree char *url = NULL;
  gboolean usable = address_is_usable (self, &url);

  if (usable)
    gtk_widget_remove_css_class (self->address, "error");
  else
    gtk_widget_add_css_class (self->address, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_STATE_INVALID,
                               usable ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
address_applied_cb (SptPreferencesWindow *self)
{
  g_autofree char *url = NULL;

  if (address_is_usable (self, &url))
    g_settings_set_string (self->settings, "server-address", url);
}

static void
style_selected_cb (SptPreferencesWindow *self)
{
  if (self->settings != NULL)
    g_settings_set_enum (self->settings, "style", (int) adw_combo_row_get_selected (self->style));
}

static void
spt_preferences_window_dispose (GObject *object)
{
  g_clear_object (&SPT_PREFERENCES_WINDOW (object)->settings);
  G_OBJECT_CLASS (spt_preferences_window_parent_class)->dispose (object);
}

static void
spt_preferences_window_class_init (SptPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/shell/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SptPreferencesWindow, address);
  gtk_widget_class_bind_template_child (widget_class, SptPreferencesWindow, style);
  gtk_widget_class_bind_template_child (widget_class, SptPreferencesWindow, sounds);
  gtk_widget_class_bind_template_child (widget_class, SptPreferencesWindow, remember);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, style_selected_cb);
}

static void
spt_preferences_window_init (SptPreferencesWindow *self)
{
  g_autofree char *address = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (SPT_APP_ID);
  address = g_settings_get_string (self->settings, "server-address");
  gtk_editable_set_text (GTK_EDITABLE (self->address), address);
  adw_combo_row_set_selected (self->style, (guint) g_settings_get_enum (self->settings, "style"));
  g_settings_bind (self->settings, "sounds", self->sounds, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "remember-data", self->remember, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
spt_preferences_window_new (GtkWindow *parent)
{
  return g_object_new (SPT_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
}
