/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-citizen-help.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"

/**
 * spt_citizen_toast:
 * @widget: any part of the citizen's view
 * @text: a translated sentence
 *
 * Says something in passing.
 */
void
spt_citizen_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (overlay == NULL)
    {
      g_warning ("Nowhere to say: %s", text);
      return;
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (escaped));
  spt_compat_announce (overlay, text);
}

/**
 * spt_citizen_toast_error:
 * @widget: any part of the citizen's view
 * @error: what failed; nothing is said of what the person broke off
 *
 * Says what happened and what to do.
 */
void
spt_citizen_toast_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = spt_error_text (error);
  spt_citizen_toast (widget, text);
}

/**
 * spt_citizen_window:
 * @widget: any part of a window
 *
 * Returns: (transfer none) (nullable): the window
 */
GtkWindow *
spt_citizen_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * spt_citizen_channels:
 * @service: a service
 *
 * Returns: (transfer full): by which means it is given
 */
char *
spt_citizen_channels (SptService *service)
{
  if (spt_service_get_video (service) && spt_service_get_voice (service))
    return g_strdup (_ ("Video or voice"));
  return g_strdup (spt_service_get_voice (service) ? _ ("Voice") : _ ("Video"));
}

/**
 * spt_citizen_channel:
 * @channel: a channel
 *
 * Returns: its translated name
 */
const char *
spt_citizen_channel (SptChannel channel)
{
  return channel == SPT_CHANNEL_VOICE ? _ ("Voice") : _ ("Video");
}

/**
 * spt_citizen_language:
 *
 * Returns: (transfer full): the language of the interface as BCP 47, for the mails
 */
char *
spt_citizen_language (void)
{
  const char *name = g_get_language_names ()[0];
  gsize length = strcspn (name, "_.@");

  if (length != 2 && length != 3)
    return g_strdup ("en");
  return g_ascii_strdown (name, (gssize) length);
}

/**
 * spt_citizen_fill_requirements:
 * @group: an empty group
 * @requirements: (nullable): a list of #SptRequirement
 *
 * Lists what to prepare; the group is not seen where there is nothing.
 */
void
spt_citizen_fill_requirements (AdwPreferencesGroup *group, GListModel *requirements)
{
  guint n = requirements != NULL ? g_list_model_get_n_items (requirements) : 0;

  gtk_widget_set_visible (GTK_WIDGET (group), n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptRequirement) requirement = g_list_model_get_item (requirements, i);
      const char *description = spt_requirement_get_description (requirement);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     spt_requirement_get_name (requirement));
      if (description != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("text-x-generic-symbolic"));
      if (!spt_requirement_get_necessary (requirement))
        {
          GtkWidget *label = gtk_label_new (_ ("If you have it"));

          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "spt-dim");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
        }
      adw_preferences_group_add (group, row);
    }
}

typedef struct
{
  GtkWidget *widget;
  char *name;
  GBytes *bytes;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->widget);
  g_clear_pointer (&saving->bytes, g_bytes_unref);
  g_free (saving->name);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    spt_citizen_toast (saving->widget, _ ("The appointment was saved for your calendar."));
  else
    spt_citizen_toast_error (saving->widget, error);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = spt_compat_save_file_finish (result, &error);
  GBytes *bytes = saving->bytes;

  if (file == NULL)
    {
      spt_citizen_toast_error (saving->widget, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_steal_pointer (&saving));
}

static void
calendar_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window = spt_citizen_window (saving->widget);
  const char *name = saving->name;

  saving->bytes = spt_session_load_calendar_finish (SPT_SESSION (source), result, &error);
  if (saving->bytes == NULL)
    spt_citizen_toast_error (saving->widget, error);
  else
    spt_compat_save_file_async (window, _ ("Add to Calendar"), name, NULL, place_chosen_cb,
                                g_steal_pointer (&saving));
}

/**
 * spt_citizen_save_calendar:
 * @widget: where it is asked for
 * @session: the window's session
 * @appointment: what is to be put into a calendar
 *
 * Fetches the iCalendar file and lets the person choose where to save it.
 */
void
spt_citizen_save_calendar (GtkWidget *widget, SptSession *session, SptAppointment *appointment)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->name = g_strdup_printf ("%s.ics", spt_appointment_get_code (appointment));
  spt_session_load_calendar_async (session, appointment, NULL, calendar_loaded_cb, saving);
}
