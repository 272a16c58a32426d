/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-confirmation-page.h"

#include <glib/gi18n.h>

#include "citizen/spt-citizen-help.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-time-text.h"

struct _SptConfirmationPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptAppointment *appointment;

  /* Template */
  GtkLabel *code;
  GtkLabel *moment;
  GtkLabel *service;
  AdwBin *prepare_place;
  AdwActionRow *mail_row;
  AdwActionRow *check_in_row;
  GtkButton *calendar;
  GtkWidget *check_in;
};

G_DEFINE_FINAL_TYPE (SptConfirmationPage, spt_confirmation_page, ADW_TYPE_BIN)

static void
save_calendar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptConfirmationPage *self = SPT_CONFIRMATION_PAGE (widget);

  if (self->appointment != NULL)
    spt_citizen_save_calendar (widget, self->session, self->appointment);
}

static void
copy_code (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptConfirmationPage *self = SPT_CONFIRMATION_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->code));
  spt_citizen_toast (widget, _ ("The code was copied."));
}

static void
can_check_in_cb (SptConfirmationPage *self)
{
  gboolean can = self->appointment != NULL && spt_appointment_get_can_check_in (self->appointment);

  gtk_widget_set_visible (self->check_in, can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "confirmation.check-in", can);
}

static void
checked_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptConfirmationPage) self = data;
  g_autoptr (GError) error = NULL;

  if (spt_session_check_in_finish (SPT_SESSION (source), result, &error) || self->session == NULL)
    return;
  can_check_in_cb (self);
  spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
check_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptConfirmationPage *self = SPT_CONFIRMATION_PAGE (widget);

  if (self->appointment == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "confirmation.check-in", FALSE);
  spt_session_check_in_async (self->session, self->appointment, NULL, checked_in_cb,
                              g_object_ref (self));
}

static void
spt_confirmation_page_dispose (GObject *object)
{
  SptConfirmationPage *self = SPT_CONFIRMATION_PAGE (object);

  g_clear_object (&self->appointment);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_confirmation_page_parent_class)->dispose (object);
}

static void
spt_confirmation_page_class_init (SptConfirmationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_confirmation_page_dispose;

  gtk_widget_class_install_action (widget_class, "confirmation.calendar", NULL, save_calendar);
  gtk_widget_class_install_action (widget_class, "confirmation.copy", NULL, copy_code);
  gtk_widget_class_install_action (widget_class, "confirmation.check-in", NULL, check_in);
  gtk_widget_class_set_template_from_resource (widget_class, SPT_RESOURCE_PATH
                                               "/ui/citizen/confirmation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, code);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, moment);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, service);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, prepare_place);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, mail_row);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, check_in_row);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, SptConfirmationPage, check_in);
}

static void
spt_confirmation_page_init (SptConfirmationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_confirmation_page_new:
 * @session: the window's session
 *
 * Returns: an empty page
 */
GtkWidget *
spt_confirmation_page_new (SptSession *session)
{
  SptConfirmationPage *self = g_object_new (SPT_TYPE_CONFIRMATION_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * spt_confirmation_page_set_appointment:
 * @self: the page
 * @appointment: what was booked
 */
void
spt_confirmation_page_set_appointment (SptConfirmationPage *self, SptAppointment *appointment)
{
  GTimeZone *zone;
  AdwPreferencesGroup *prepare = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *full = NULL;
  g_autofree char *service = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *from = NULL;
  g_autofree char *opens = NULL;
  g_autofree char *said = NULL;

  g_return_if_fail (SPT_IS_CONFIRMATION_PAGE (self));

  zone = spt_session_get_zone (self->session);
  if (self->appointment != NULL)
    g_signal_handlers_disconnect_by_data (self->appointment, self);
  g_set_object (&self->appointment, appointment);
  g_signal_connect_object (appointment, "notify::can-check-in", G_CALLBACK (can_check_in_cb), self,
                           G_CONNECT_SWAPPED);
  can_check_in_cb (self);
  full = spt_time_text_full (spt_appointment_get_start (appointment), zone);
  service = g_strdup_printf ("%s · %s", spt_appointment_get_service_name (appointment),
                             spt_appointment_get_office_name (appointment));
  opens = spt_time_text_clock (spt_appointment_get_check_in_from (appointment), zone);
  /* Translators: %s is an e-mail address. */
  mail = g_strdup_printf (_ ("The booking and an invitation for your calendar are on their way to "
                             "%s."),
                          spt_appointment_get_email (appointment));
  /* Translators: %s is a time of day. */
  from = g_strdup_printf (_ ("Open this program on the day and check in from %s on."), opens);
  gtk_label_set_text (self->code, spt_appointment_get_code (appointment));
  gtk_label_set_text (self->moment, full);
  gtk_label_set_text (self->service, service);
  adw_action_row_set_subtitle (self->mail_row, mail);
  adw_action_row_set_subtitle (self->check_in_row, from);
  adw_preferences_group_set_title (prepare, _ ("What to prepare"));
  spt_citizen_fill_requirements (prepare, spt_appointment_get_requirements (appointment));
  adw_bin_set_child (self->prepare_place, GTK_WIDGET (prepare));
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
  /* Translators: %s is the code of a booking. */
  said = g_strdup_printf (_ ("Your appointment is booked. The code is %s."),
                          spt_appointment_get_code (appointment));
  spt_compat_announce (GTK_WIDGET (self), said);
}
