/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-booking-page.h"

#include <glib/gi18n.h>

#include "base/spt-error.h"
#include "citizen/spt-booking-choices.h"
#include "citizen/spt-booking-summary.h"
#include "citizen/spt-citizen-help.h"
#include "citizen/spt-consent-group.h"
#include "citizen/spt-person-form.h"
#include "citizen/spt-service-list.h"
#include "citizen/spt-time-step.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-slow-spinner.h"
#include "widgets/spt-time-text.h"

struct _SptBookingPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptService *service;
  SptWireHold *hold;
  GCancellable *cancellable;
  guint tick_id;

  SptBookingStep step;
  gboolean busy;

  /* Template */
  AdwWindowTitle *title;
  SptAdaptiveBin *adaptive;
  GtkBox *halves;
  SptBookingChoices *choices;
  GtkStack *stack;
  GtkSearchEntry *search;
  SptServiceList *services;
  SptTimeStep *time;
  SptPersonForm *person;
  SptBookingSummary *summary;
  SptConsentGroup *consent;
  GtkWidget *bar;
  GtkLabel *kept;
  SptSlowSpinner *spinner;
  GtkButton *go_on;
};

enum
{
  BOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const step_pages[] = { "service", "time", "person", "summary" };

G_DEFINE_FINAL_TYPE (SptBookingPage, spt_booking_page, ADW_TYPE_BIN)

static void go_to (SptBookingPage *self, SptBookingStep step);

static const char *
step_title (SptBookingStep step)
{
  switch (step)
    {
    case SPT_STEP_SERVICE:
      return _ ("Choose the Service");
    case SPT_STEP_TIME:
      return _ ("Choose Day and Time");
    case SPT_STEP_PERSON:
      return _ ("Your Data");
    case SPT_STEP_SUMMARY:
      return _ ("Check and Book");
    }
  return "";
}

static void
set_busy (SptBookingPage *self, gboolean busy)
{
  self->busy = busy;
  spt_slow_spinner_set_busy (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), !busy);
}

static void
show_kept (SptBookingPage *self)
{
  gint64 left =
      self->hold != NULL ? (self->hold->expires_at - g_get_real_time ()) / G_USEC_PER_SEC : 0;
  int minutes = (int) ((left + 59) / 60);
  g_autofree char *text = NULL;

  if (self->hold != NULL)
    text = g_strdup_printf (ngettext ("The time is kept for you for %d more minute.",
                                      "The time is kept for you for %d more minutes.",
                                      (gulong) MAX (minutes, 1)),
                            MAX (minutes, 1));
  gtk_label_set_text (self->kept, text != NULL ? text : "");
}

static void
drop_hold (SptBookingPage *self, gboolean give_back)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->hold != NULL && give_back)
    spt_session_release_hold (self->session, self->hold);
  g_clear_pointer (&self->hold, spt_wire_hold_free);
  spt_booking_choices_set_time (self->choices, NULL);
  spt_time_step_set_chosen (self->time, 0);
}

static gboolean
tick_cb (gpointer data)
{
  SptBookingPage *self = data;

  if (self->hold->expires_at > g_get_real_time () || self->busy)
    {
      show_kept (self);
      return G_SOURCE_CONTINUE;
    }
  self->tick_id = 0;
  drop_hold (self, FALSE);
  if (self->step > SPT_STEP_TIME)
    {
      spt_time_step_reload (self->time);
      go_to (self, SPT_STEP_TIME);
      spt_citizen_toast (GTK_WIDGET (self), _ ("The time is no longer kept for you. Please choose "
                                               "one again; your data are still here."));
    }
  return G_SOURCE_REMOVE;
}

static void
focus_step (SptBookingPage *self)
{
  switch (self->step)
    {
    case SPT_STEP_SERVICE:
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
      break;
    case SPT_STEP_TIME:
      gtk_widget_child_focus (GTK_WIDGET (self->time), GTK_DIR_TAB_FORWARD);
      break;
    case SPT_STEP_PERSON:
      gtk_widget_child_focus (GTK_WIDGET (self->person), GTK_DIR_TAB_FORWARD);
      break;
    case SPT_STEP_SUMMARY:
      gtk_widget_child_focus (GTK_WIDGET (self->consent), GTK_DIR_TAB_FORWARD);
      break;
    }
}

static void
fill_summary (SptBookingPage *self)
{
  g_autoptr (SptWirePerson) person = spt_person_form_get_person (self->person);
  g_autofree char *reason = spt_person_form_get_reason (self->person);

  spt_booking_summary_fill (self->summary, self->service, self->hold->start,
                            spt_session_get_zone (self->session), person,
                            spt_person_form_get_channel (self->person), reason);
}

static void
go_to (SptBookingPage *self, SptBookingStep step)
{
  self->step = step;
  if (step == SPT_STEP_SUMMARY)
    fill_summary (self);
  gtk_stack_set_visible_child_name (self->stack, step_pages[step]);
  adw_window_title_set_title (self->title, step_title (step));
  spt_booking_choices_set_step (self->choices, step);
  gtk_widget_set_visible (self->bar, step >= SPT_STEP_PERSON);
  gtk_button_set_label (self->go_on,
                        step == SPT_STEP_SUMMARY ? _ ("Book Appointment") : _ ("Continue"));
  show_kept (self);
  spt_compat_announce (GTK_WIDGET (self->stack), step_title (step));
  focus_step (self);
}

static void
choose_service (SptBookingPage *self, SptService *service)
{
  g_autofree char *duration = spt_time_text_duration (spt_service_get_duration (service));

  if (self->service != service)
    drop_hold (self, TRUE);
  g_set_object (&self->service, service);
  spt_booking_choices_set_service (self->choices, spt_service_get_name (service), duration);
  spt_person_form_set_service (self->person, service);
  spt_time_step_set_service (self->time, service);
  go_to (self, SPT_STEP_TIME);
}

static void
service_chosen_cb (SptBookingPage *self, SptService *service)
{
  choose_service (self, service);
}

static void
search_changed_cb (SptBookingPage *self)
{
  spt_service_list_set_search (self->services, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptBookingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *moment = NULL;
  SptWireHold *hold = spt_session_hold_finish (SPT_SESSION (source), result, &error);

  if (self->session == NULL)
    {
      g_clear_pointer (&hold, spt_wire_hold_free);
      return;
    }
  set_busy (self, FALSE);
  if (hold == NULL)
    {
      spt_time_step_set_chosen (self->time, 0);
      spt_citizen_toast_error (GTK_WIDGET (self), error);
      if (!g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE))
        spt_time_step_reload (self->time);
      return;
    }
  drop_hold (self, TRUE);
  self->hold = hold;
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  moment =
      spt_time_text_moment (hold->start, g_get_real_time (), spt_session_get_zone (self->session));
  spt_booking_choices_set_time (self->choices, moment);
  spt_time_step_set_chosen (self->time, hold->start);
  go_to (self, SPT_STEP_PERSON);
}

static void
time_chosen_cb (SptBookingPage *self, SptSlot *slot)
{
  if (self->busy)
    return;
  if (self->hold != NULL && self->hold->start == spt_slot_get_start (slot))
    {
      go_to (self, SPT_STEP_PERSON);
      return;
    }
  set_busy (self, TRUE);
  spt_session_hold_async (self->session, self->service, slot, self->cancellable, held_cb,
                          g_object_ref (self));
}

static void
booked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptBookingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptAppointment) appointment =
      spt_session_book_finish (SPT_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  if (appointment != NULL)
    {
      drop_hold (self, FALSE);
      spt_person_form_keep (self->person);
      g_signal_emit (self, signals[BOOKED], 0, appointment);
      return;
    }
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD))
    {
      go_to (self, SPT_STEP_PERSON);
      if (spt_person_form_show_error (self->person, error))
        return;
    }
  else if (g_error_matches (error, SPT_ERROR, SPT_ERROR_HOLD_EXPIRED)
           || g_error_matches (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN))
    {
      drop_hold (self, FALSE);
      spt_time_step_reload (self->time);
      go_to (self, SPT_STEP_TIME);
    }
  spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
book (SptBookingPage *self)
{
  g_autoptr (SptWireAppointmentRequest) request = NULL;

  if (!spt_consent_group_check (self->consent))
    return;
  request = spt_wire_appointment_request_new ();
  request->hold_id = g_strdup (self->hold->id);
  request->person = spt_person_form_get_person (self->person);
  request->channel = spt_person_form_get_channel (self->person);
  request->reason = spt_person_form_get_reason (self->person);
  request->consent = g_strdup (spt_session_get_privacy_version (self->session));
  request->language = spt_citizen_language ();
  set_busy (self, TRUE);
  spt_session_book_async (self->session, self->hold, request, self->cancellable, booked_cb,
                          g_object_ref (self));
}

static void
go_on_cb (SptBookingPage *self)
{
  if (self->busy || self->hold == NULL)
    return;
  if (self->step == SPT_STEP_SUMMARY)
    book (self);
  else if (spt_person_form_check (self->person))
    go_to (self, SPT_STEP_SUMMARY);
}

static void
step_wanted_cb (SptBookingPage *self, guint step)
{
  if (!self->busy && step < self->step)
    go_to (self, (SptBookingStep) step);
}

static void
narrow_cb (SptBookingPage *self)
{
  spt_booking_choices_set_narrow (self->choices, spt_adaptive_bin_get_narrow (self->adaptive));
}

static void
spt_booking_page_dispose (GObject *object)
{
  SptBookingPage *self = SPT_BOOKING_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->hold, spt_wire_hold_free);
  g_clear_object (&self->service);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_booking_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, title);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, halves);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, choices);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, search);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, services);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, time);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, person);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, summary);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, consent);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, kept);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptBookingPage, go_on);
}

static void
spt_booking_page_class_init (SptBookingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_booking_page_dispose;

  signals[BOOKED] = g_signal_new ("booked", SPT_TYPE_BOOKING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SPT_TYPE_APPOINTMENT);

  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (SPT_TYPE_BOOKING_CHOICES);
  g_type_ensure (SPT_TYPE_BOOKING_SUMMARY);
  g_type_ensure (SPT_TYPE_CONSENT_GROUP);
  g_type_ensure (SPT_TYPE_PERSON_FORM);
  g_type_ensure (SPT_TYPE_SERVICE_LIST);
  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  g_type_ensure (SPT_TYPE_TIME_STEP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/booking-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, service_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
spt_booking_page_init (SptBookingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  spt_adaptive_bin_turn (self->adaptive, GTK_ORIENTABLE (self->halves));
}

/**
 * spt_booking_page_new:
 * @session: the window's session
 *
 * Returns: a page at its first step
 */
GtkWidget *
spt_booking_page_new (SptSession *session)
{
  SptBookingPage *self = g_object_new (SPT_TYPE_BOOKING_PAGE, NULL);

  self->session = g_object_ref (session);
  spt_service_list_set_session (self->services, session, SPT_SERVICES_BOOKABLE);
  spt_time_step_set_session (self->time, session);
  spt_person_form_set_session (self->person, session);
  spt_consent_group_set_session (self->consent, session);
  return GTK_WIDGET (self);
}

/**
 * spt_booking_page_begin:
 * @self: the page
 * @service: (nullable): what the visit is for, where that was chosen already
 *
 * Begins a booking; personal data typed before are still there, the consent is not.
 */
void
spt_booking_page_begin (SptBookingPage *self, SptService *service)
{
  g_return_if_fail (SPT_IS_BOOKING_PAGE (self));

  spt_consent_group_clear (self->consent);
  if (service != NULL)
    choose_service (self, service);
  else
    go_to (self, SPT_STEP_SERVICE);
}

/**
 * spt_booking_page_back:
 * @self: the page
 *
 * Goes one step back.
 *
 * Returns: %FALSE where it is at the first step
 */
gboolean
spt_booking_page_back (SptBookingPage *self)
{
  g_return_val_if_fail (SPT_IS_BOOKING_PAGE (self), FALSE);

  if (self->busy)
    return TRUE;
  if (self->step == SPT_STEP_SERVICE)
    return FALSE;
  go_to (self, self->step - 1);
  return TRUE;
}
