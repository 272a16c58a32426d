/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-shortcuts-window.h"

#include "config.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *title;
  const char *accelerator;
} Shortcut;

typedef struct
{
  const char *title;
  const Shortcut *shortcuts;
} Group;

static const Shortcut general[] = {
  { N_ ("New citizen window"), "<Control>n" },
  { N_ ("Preferences"), "<Control>comma" },
  { N_ ("Keyboard shortcuts"), "<Control>question" },
  { N_ ("Back"), "<Alt>Left" },
  { N_ ("Close window"), "<Control>w" },
  { N_ ("Quit"), "<Control>q" },
  { NULL },
};

static const Shortcut meeting[] = {
  { N_ ("Microphone on or off"), "<Control>d" },
  { N_ ("Camera on or off"), "<Control>e" },
  { N_ ("Conversation"), "<Control>m" },
  { N_ ("Documents"), "<Control>o" },
  { N_ ("Close the panel"), "Escape" },
  { N_ ("Hang up"), "<Control><Shift>h" },
  { NULL },
};

static const Shortcut desk[] = {
  { N_ ("Call the next citizen"), "<Control>Return" },
  { NULL },
};

static const Group groups[] = {
  { N_ ("General"), general },
  { N_ ("Meeting"), meeting },
  { N_ ("Desk"), desk },
};

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = NULL;
  GdkModifierType modifiers = 0;
  guint key = 0;
  g_autofree char *label = NULL;

  gtk_accelerator_parse (shortcut->accelerator, &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (label);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (keys, "shortcut-keys");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

static GtkWidget *
create_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
      for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->title != NULL; shortcut++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (shortcut));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  return page;
}

static void
close_by_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

void
spt_shortcuts_window_present (GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = create_page ();

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 460, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  close_by_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
