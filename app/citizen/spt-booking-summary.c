/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-booking-summary.h"

#include <glib/gi18n.h>

#include "citizen/spt-citizen-help.h"
#include "widgets/spt-time-text.h"

struct _SptBookingSummary
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SptBookingSummary, spt_booking_summary, ADW_TYPE_BIN)

static void
add_line (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "spt-property");
  adw_preferences_group_add (group, row);
}

static void
spt_booking_summary_class_init (SptBookingSummaryClass *klass)
{
}

static void
spt_booking_summary_init (SptBookingSummary *self)
{
}

/**
 * spt_booking_summary_fill:
 * @self: the summary
 * @service: what is booked
 * @start: when it begins, an instant
 * @zone: where the clock hangs
 * @person: who comes
 * @channel: by video or voice
 * @reason: what it is about
 */
void
spt_booking_summary_fill (SptBookingSummary *self,
                          SptService *service,
                          gint64 start,
                          GTimeZone *zone,
                          const SptWirePerson *person,
                          SptChannel channel,
                          const char *reason)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  AdwPreferencesGroup *visit = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *who = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *when = spt_time_text_full (start, zone);
  g_autofree char *duration = spt_time_text_duration (spt_service_get_duration (service));
  /* Translators: given name and surname. */
  g_autofree char *name = g_strdup_printf (_ ("%1$s %2$s"), person->name, person->surname);

  g_return_if_fail (SPT_IS_BOOKING_SUMMARY (self));

  adw_preferences_group_set_title (visit, _ ("Your Visit"));
  add_line (visit, _ ("Service"), spt_service_get_name (service));
  add_line (visit, _ ("Office"), spt_office_get_name (spt_service_get_office (service)));
  add_line (visit, _ ("Day and Time"), when);
  add_line (visit, _ ("Duration"), duration);
  add_line (visit, _ ("Meeting"), spt_citizen_channel (channel));
  add_line (visit, _ ("Reason"), reason);
  adw_preferences_group_set_title (who, _ ("Your Data"));
  add_line (who, _ ("Name"), name);
  add_line (who, _ ("E-mail"), person->email);
  add_line (who, _ ("Address"), person->address);
  add_line (who, _ ("Telephone"), person->telephone);
  add_line (who, _ ("Codice fiscale"), person->codice_fiscale);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (visit));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (who));
  adw_bin_set_child (ADW_BIN (self), box);
}
