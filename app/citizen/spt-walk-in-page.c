/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-walk-in-page.h"

#include <glib/gi18n.h>

#include "base/spt-error.h"
#include "citizen/spt-citizen-help.h"
#include "citizen/spt-consent-group.h"
#include "citizen/spt-person-form.h"
#include "citizen/spt-service-list.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"
#include "widgets/spt-slow-spinner.h"

struct _SptWalkInPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptService *service;
  GCancellable *cancellable;

  gboolean busy;

  /* Template */
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkSearchEntry *search;
  SptServiceList *services;
  SptPersonForm *person;
  SptConsentGroup *consent;
  GtkWidget *bar;
  SptSlowSpinner *spinner;
  GtkButton *enter;
};

G_DEFINE_FINAL_TYPE (SptWalkInPage, spt_walk_in_page, ADW_TYPE_BIN)

static gboolean
at_person (SptWalkInPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "person") == 0;
}

static void
show_services (SptWalkInPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "service");
  gtk_widget_set_visible (self->bar, FALSE);
  adw_window_title_set_title (self->title, _ ("Talk to an Operator Now"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
service_chosen_cb (SptWalkInPage *self, SptService *service)
{
  g_set_object (&self->service, service);
  spt_person_form_set_service (self->person, service);
  gtk_stack_set_visible_child_name (self->stack, "person");
  gtk_widget_set_visible (self->bar, TRUE);
  adw_window_title_set_title (self->title, _ ("Your Data"));
  adw_window_title_set_subtitle (self->title, spt_service_get_name (service));
  gtk_widget_child_focus (GTK_WIDGET (self->person), GTK_DIR_TAB_FORWARD);
}

static void
search_changed_cb (SptWalkInPage *self)
{
  spt_service_list_set_search (self->services, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
set_busy (SptWalkInPage *self, gboolean busy)
{
  self->busy = busy;
  spt_slow_spinner_set_busy (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->enter), !busy);
}

static void
book_instead_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWalkInPage) self = data;
  g_autofree char *answer = spt_compat_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "book") == 0 && self->service != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "citizen.book", "s",
                                spt_service_get_id (self->service));
}

/* The office does not take more people: what is left is to book. */
static void
offer_booking (SptWalkInPage *self, const GError *error)
{
  const SptAnswer answers[] = {
    { "close", _ ("_Close"), SPT_ANSWER_PLAIN },
    { "book", _ ("_Book an Appointment"), SPT_ANSWER_SUGGESTED },
    { NULL },
  };

  spt_compat_ask_async (spt_citizen_window (GTK_WIDGET (self)), spt_error_text_what (error),
                        _ ("It would be your turn only after the office has closed. You can book "
                           "one of the next free times instead."),
                        NULL, answers, NULL, book_instead_cb, g_object_ref (self));
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWalkInPage) self = data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  if (spt_session_enter_queue_finish (SPT_SESSION (source), result, &error))
    {
      set_busy (self, FALSE);
      spt_person_form_keep (self->person);
      spt_consent_group_clear (self->consent);
      return;
    }
  set_busy (self, FALSE);
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_OFFICE_CLOSED) && self->service != NULL
      && spt_service_get_bookable (self->service))
    offer_booking (self, error);
  else if (!spt_person_form_show_error (self->person, error))
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
enter_cb (SptWalkInPage *self)
{
  g_autoptr (SptWireTicketRequest) request = NULL;

  if (self->busy || self->service == NULL || !spt_person_form_check (self->person)
      || !spt_consent_group_check (self->consent))
    return;
  request = spt_wire_ticket_request_new ();
  request->service_id = g_strdup (spt_service_get_id (self->service));
  request->person = spt_person_form_get_person (self->person);
  request->channel = spt_person_form_get_channel (self->person);
  request->reason = spt_person_form_get_reason (self->person);
  request->consent = g_strdup (spt_session_get_privacy_version (self->session));
  request->language = spt_citizen_language ();
  set_busy (self, TRUE);
  spt_session_enter_queue_async (self->session, request, self->cancellable, entered_cb,
                                 g_object_ref (self));
}

static void
spt_walk_in_page_dispose (GObject *object)
{
  SptWalkInPage *self = SPT_WALK_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_walk_in_page_parent_class)->dispose (object);
}

static void
spt_walk_in_page_class_init (SptWalkInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_walk_in_page_dispose;

  g_type_ensure (SPT_TYPE_CONSENT_GROUP);
  g_type_ensure (SPT_TYPE_PERSON_FORM);
  g_type_ensure (SPT_TYPE_SERVICE_LIST);
  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/walk-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, title);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, search);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, services);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, person);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, consent);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptWalkInPage, enter);
  gtk_widget_class_bind_template_callback (widget_class, service_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
}

static void
spt_walk_in_page_init (SptWalkInPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_walk_in_page_new:
 * @session: the window's session
 *
 * Returns: a page at its first step
 */
GtkWidget *
spt_walk_in_page_new (SptSession *session)
{
  SptWalkInPage *self = g_object_new (SPT_TYPE_WALK_IN_PAGE, NULL);

  self->session = g_object_ref (session);
  spt_service_list_set_session (self->services, session, SPT_SERVICES_WALK_IN);
  spt_person_form_set_session (self->person, session);
  spt_consent_group_set_session (self->consent, session);
  return GTK_WIDGET (self);
}

/**
 * spt_walk_in_page_begin:
 * @self: the page
 * @service: (nullable): what the visit is for, where that was chosen already
 */
void
spt_walk_in_page_begin (SptWalkInPage *self, SptService *service)
{
  g_return_if_fail (SPT_IS_WALK_IN_PAGE (self));

  spt_consent_group_clear (self->consent);
  if (service != NULL)
    service_chosen_cb (self, service);
  else
    show_services (self);
}

/**
 * spt_walk_in_page_back:
 * @self: the page
 *
 * Goes one step back; what was typed stays.
 *
 * Returns: %FALSE where it is at the first step
 */
gboolean
spt_walk_in_page_back (SptWalkInPage *self)
{
  g_return_val_if_fail (SPT_IS_WALK_IN_PAGE (self), FALSE);

  if (self->busy)
    return TRUE;
  if (!at_person (self))
    return FALSE;
  show_services (self);
  return TRUE;
}
