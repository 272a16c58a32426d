/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-appointment-card.h"

#include <glib/gi18n.h>

#include "citizen/spt-citizen-help.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-slow-spinner.h"
#include "widgets/spt-time-text.h"

#define TICK_SECONDS 15

struct _SptAppointmentCard
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptAppointment *appointment;
  GCancellable *cancellable;
  guint tick_id;

  /* Borrowed, while the question is open */
  GtkEditable *reason;

  /* Template */
  GtkLabel *moment;
  GtkLabel *countdown;
  GtkLabel *service;
  GtkLabel *office;
  GtkLabel *code;
  GtkLabel *state;
  SptSlowSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SptAppointmentCard, spt_appointment_card, ADW_TYPE_BIN)

static const char *
state_text (SptAppointmentState state)
{
  switch (state)
    {
    case SPT_APPOINTMENT_UNSET:
    case SPT_APPOINTMENT_BOOKED:
      return NULL;
    case SPT_APPOINTMENT_CHECKED_IN:
      return _ ("You are in the waiting room");
    case SPT_APPOINTMENT_COMPLETED:
      return _ ("Done");
    case SPT_APPOINTMENT_NO_SHOW:
      return _ ("You did not come");
    case SPT_APPOINTMENT_CANCELLED:
      return _ ("Cancelled");
    case SPT_APPOINTMENT_EXPIRED:
      return _ ("Expired");
    }
  return NULL;
}

static void
update (SptAppointmentCard *self)
{
  SptAppointment *appointment = self->appointment;
  GTimeZone *zone = spt_session_get_zone (self->session);
  gint64 now = g_get_real_time ();
  gint64 start = spt_appointment_get_start (appointment);
  gboolean booked = spt_appointment_get_state (appointment) == SPT_APPOINTMENT_BOOKED;
  gboolean can_check_in = spt_appointment_get_can_check_in (appointment);
  const char *state = state_text (spt_appointment_get_state (appointment));
  g_autofree char *moment = spt_time_text_moment (start, now, zone);
  g_autofree char *full = spt_time_text_full (start, zone);
  g_autofree char *countdown = spt_time_text_countdown (start, now);
  g_autofree char *code
      /* Translators: %s is the code of a booking, as "K7QF-2M9T-6W". */
      = g_strdup_printf (_ ("Code %s"), spt_appointment_get_code (appointment));
  g_autofree char *from = NULL;

  gtk_label_set_text (self->moment, moment);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->moment), full);
  gtk_label_set_text (self->countdown, countdown);
  gtk_widget_set_visible (GTK_WIDGET (self->countdown), booked);
  gtk_label_set_text (self->service, spt_appointment_get_service_name (appointment));
  gtk_label_set_text (self->office, spt_appointment_get_office_name (appointment));
  gtk_label_set_text (self->code, code);
  if (booked && !can_check_in && spt_appointment_get_check_in_from (appointment) > now)
    {
      g_autofree char *opens =
          spt_time_text_moment (spt_appointment_get_check_in_from (appointment), now, zone);

      /* Translators: %s is a day and a time, as "Today at 10:15". */
      from = g_strdup_printf (_ ("You can check in from: %s"), opens);
      state = from;
    }
  gtk_label_set_text (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appointment.check-in", can_check_in);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appointment.cancel",
                                 spt_appointment_get_can_cancel (appointment));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appointment.calendar", booked);
}

static gboolean
tick_cb (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
checked_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptAppointmentCard) self = data;
  g_autoptr (GError) error = NULL;

  spt_slow_spinner_set_busy (self->spinner, FALSE);
  if (!spt_session_check_in_finish (SPT_SESSION (source), result, &error)
      && self->appointment != NULL)
    {
      update (self);
      spt_citizen_toast_error (GTK_WIDGET (self), error);
    }
}

static void
check_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptAppointmentCard *self = SPT_APPOINTMENT_CARD (widget);

  spt_slow_spinner_set_busy (self->spinner, TRUE);
  gtk_widget_action_set_enabled (widget, "appointment.check-in", FALSE);
  spt_session_check_in_async (self->session, self->appointment, self->cancellable, checked_in_cb,
                              g_object_ref (self));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptAppointmentCard) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = spt_session_cancel_finish (SPT_SESSION (source), result, &error);

  if (self->appointment == NULL)
    return;
  spt_slow_spinner_set_busy (self->spinner, FALSE);
  update (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (done)
    spt_citizen_toast (GTK_WIDGET (self), _ ("The appointment is cancelled."));
  else
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptAppointmentCard) self = data;
  g_autofree char *answer = spt_compat_ask_finish (result, NULL);
  g_autofree char *reason =
      self->reason != NULL ? g_strstrip (g_strdup (gtk_editable_get_text (self->reason))) : NULL;

  g_clear_object (&self->reason);
  if (g_strcmp0 (answer, "cancel") != 0 || self->appointment == NULL)
    return;
  spt_slow_spinner_set_busy (self->spinner, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appointment.cancel", FALSE);
  spt_session_cancel_async (self->session, self->appointment,
                            reason != NULL && *reason != '\0' ? reason : NULL, self->cancellable,
                            cancelled_cb, g_object_ref (self));
}

static void
ask_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptAppointmentCard *self = SPT_APPOINTMENT_CARD (widget);
  const SptAnswer answers[] = {
    { "keep", _ ("_Keep It"), SPT_ANSWER_PLAIN },
    { "cancel", _ ("_Cancel Appointment"), SPT_ANSWER_DESTRUCTIVE },
    { NULL },
  };
  g_autofree char *full = spt_time_text_full (spt_appointment_get_start (self->appointment),
                                              spt_session_get_zone (self->session));
  g_autofree char *body =
      g_strdup_printf ("%s\n%s", spt_appointment_get_service_name (self->appointment), full);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  if (self->reason != NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reason (if you like)"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->reason = GTK_EDITABLE (g_object_ref (row));
  spt_compat_ask_async (spt_citizen_window (widget), _ ("Cancel this appointment?"), body, group,
                        answers, NULL, asked_cb, g_object_ref (self));
}

static void
save_calendar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptAppointmentCard *self = SPT_APPOINTMENT_CARD (widget);

  spt_citizen_save_calendar (widget, self->session, self->appointment);
}

static void
spt_appointment_card_dispose (GObject *object)
{
  SptAppointmentCard *self = SPT_APPOINTMENT_CARD (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reason);
  g_clear_object (&self->appointment);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_appointment_card_parent_class)->dispose (object);
}

static void
spt_appointment_card_class_init (SptAppointmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_appointment_card_dispose;

  gtk_widget_class_install_action (widget_class, "appointment.check-in", NULL, check_in);
  gtk_widget_class_install_action (widget_class, "appointment.cancel", NULL, ask_cancel);
  gtk_widget_class_install_action (widget_class, "appointment.calendar", NULL, save_calendar);

  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/appointment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, moment);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, countdown);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, service);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, office);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, code);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, state);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentCard, spinner);
}

static void
spt_appointment_card_init (SptAppointmentCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_appointment_card_new:
 * @session: the window's session
 * @appointment: what is shown
 *
 * Returns: a card
 */
GtkWidget *
spt_appointment_card_new (SptSession *session, SptAppointment *appointment)
{
  SptAppointmentCard *self = g_object_new (SPT_TYPE_APPOINTMENT_CARD, NULL);

  self->session = g_object_ref (session);
  self->appointment = g_object_ref (appointment);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  g_signal_connect_object (appointment, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
