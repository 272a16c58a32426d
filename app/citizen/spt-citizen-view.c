/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-citizen-view.h"

#include <glib/gi18n.h>

#include "citizen/spt-appointments-page.h"
#include "citizen/spt-booking-page.h"
#include "citizen/spt-citizen-help.h"
#include "citizen/spt-code-page.h"
#include "citizen/spt-confirmation-page.h"
#include "citizen/spt-farewell-page.h"
#include "citizen/spt-home-page.h"
#include "citizen/spt-incoming-page.h"
#include "citizen/spt-waiting-page.h"
#include "citizen/spt-walk-in-page.h"
#include "room/spt-room-view.h"

struct _SptCitizenView
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptTicket *ticket;
  SptMeeting *meeting;

  /* Borrowed: the children of the stack */
  GtkWidget *home;
  GtkWidget *booking;
  GtkWidget *confirmation;
  GtkWidget *walk_in;
  GtkWidget *appointments;
  GtkWidget *code;
  GtkWidget *waiting;
  GtkWidget *incoming;
  GtkWidget *farewell;
  GtkWidget *room;
  GtkWidget *before_code;

  /* Template */
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (SptCitizenView, spt_citizen_view, ADW_TYPE_BIN)

static void follow (SptCitizenView *self);

static gboolean
in_visit (SptCitizenView *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return page == self->waiting || page == self->incoming || page == self->farewell
         || (self->room != NULL && page == self->room);
}

static void
show_page (SptCitizenView *self, GtkWidget *page)
{
  gboolean visit;

  gtk_stack_set_visible_child (self->stack, page);
  visit = in_visit (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citizen.back", !visit && page != self->home);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citizen.book", !visit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citizen.walk-in", !visit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citizen.appointments", !visit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citizen.code", !visit);
}

/* (nullable): the service of @id */
static SptService *
find_service (SptCitizenView *self, GVariant *id)
{
  GListModel *services = spt_session_get_services (self->session);
  guint n = g_list_model_get_n_items (services);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptService) service = g_list_model_get_item (services, i);

      if (g_strcmp0 (spt_service_get_id (service), g_variant_get_string (id, NULL)) == 0)
        return service;
    }
  return NULL;
}

static void
go_home (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (widget);

  show_page (self, self->home);
}

static void
go_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (page == self->booking && spt_booking_page_back (SPT_BOOKING_PAGE (page)))
    return;
  if (page == self->walk_in && spt_walk_in_page_back (SPT_WALK_IN_PAGE (page)))
    return;
  show_page (self,
             page == self->code && self->before_code != NULL ? self->before_code : self->home);
}

static void
go_book (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (widget);

  show_page (self, self->booking);
  spt_booking_page_begin (SPT_BOOKING_PAGE (self->booking), find_service (self, parameter));
}

static void
go_walk_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (widget);

  show_page (self, self->walk_in);
  spt_walk_in_page_begin (SPT_WALK_IN_PAGE (self->walk_in), find_service (self, parameter));
}

static void
go_appointments (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (widget);

  show_page (self, self->appointments);
}

static void
go_code (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spt_citizen_view_open_code (SPT_CITIZEN_VIEW (widget), NULL);
}

static void
booked_cb (SptCitizenView *self, SptAppointment *appointment)
{
  show_page (self, self->confirmation);
  spt_confirmation_page_set_appointment (SPT_CONFIRMATION_PAGE (self->confirmation), appointment);
}

static void
opened_cb (SptCitizenView *self, SptAppointment *appointment)
{
  if (!in_visit (self))
    show_page (self, self->appointments);
}

static void
drop_room (SptCitizenView *self)
{
  if (self->room == NULL)
    return;
  gtk_stack_remove (self->stack, self->room);
  self->room = NULL;
}

static void
show_room (SptCitizenView *self)
{
  if (self->room == NULL)
    {
      self->room = spt_room_view_new (self->session, self->meeting);
      gtk_stack_add_named (self->stack, self->room, "room");
    }
  show_page (self, self->room);
}

static void
show_farewell (SptCitizenView *self)
{
  show_page (self, self->farewell);
  spt_farewell_page_show (SPT_FAREWELL_PAGE (self->farewell));
}

static gboolean
is_over (SptTicket *ticket)
{
  SptTicketState state = spt_ticket_get_state (ticket);

  return state == SPT_TICKET_COMPLETED || state == SPT_TICKET_NO_SHOW || state == SPT_TICKET_LEFT;
}

/* The page follows the visit: the waiting room while there is a ticket, the ring and the room while
 * there is a call, the farewell when it is over. */
static void
follow (SptCitizenView *self)
{
  SptMeetingState state =
      self->meeting != NULL ? spt_meeting_get_state (self->meeting) : SPT_MEETING_NONE;

  spt_incoming_page_set_meeting (SPT_INCOMING_PAGE (self->incoming),
                                 state == SPT_MEETING_RINGING ? self->meeting : NULL);
  if (self->ticket == NULL)
    {
      drop_room (self);
      if (in_visit (self))
        show_page (self, self->home);
      return;
    }
  switch (state)
    {
    case SPT_MEETING_RINGING:
      show_page (self, self->incoming);
      break;
    case SPT_MEETING_CONNECTING:
    case SPT_MEETING_CONNECTED:
    case SPT_MEETING_RECONNECTING:
      show_room (self);
      return;
    case SPT_MEETING_NONE:
    case SPT_MEETING_ENDED:
      if (is_over (self->ticket)
          || (state == SPT_MEETING_ENDED
              && spt_ticket_get_state (self->ticket) == SPT_TICKET_SERVING))
        show_farewell (self);
      else
        show_page (self, self->waiting);
      break;
    }
  drop_room (self);
}

static void
meeting_changed_cb (SptCitizenView *self)
{
  SptMeeting *meeting = spt_session_get_meeting (self->session);

  if (self->meeting == meeting)
    return;
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  drop_room (self);
  g_set_object (&self->meeting, meeting);
  if (meeting != NULL)
    g_signal_connect_object (meeting, "notify::state", G_CALLBACK (follow), self,
                             G_CONNECT_SWAPPED);
  follow (self);
}

static void
ticket_changed_cb (SptCitizenView *self)
{
  SptTicket *ticket = spt_session_get_ticket (self->session);

  if (self->ticket == ticket)
    return;
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_data (self->ticket, self);
  g_set_object (&self->ticket, ticket);
  if (ticket != NULL)
    g_signal_connect_object (ticket, "notify::state", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
}

static void
spt_citizen_view_dispose (GObject *object)
{
  SptCitizenView *self = SPT_CITIZEN_VIEW (object);

  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_data (self->ticket, self);
  g_clear_object (&self->meeting);
  g_clear_object (&self->ticket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_citizen_view_parent_class)->dispose (object);
}

static void
spt_citizen_view_class_init (SptCitizenViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_citizen_view_dispose;

  gtk_widget_class_install_action (widget_class, "citizen.home", NULL, go_home);
  gtk_widget_class_install_action (widget_class, "citizen.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "citizen.book", "s", go_book);
  gtk_widget_class_install_action (widget_class, "citizen.walk-in", "s", go_walk_in);
  gtk_widget_class_install_action (widget_class, "citizen.appointments", NULL, go_appointments);
  gtk_widget_class_install_action (widget_class, "citizen.code", NULL, go_code);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "citizen.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "citizen.back",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/citizen-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SptCitizenView, stack);
}

static void
spt_citizen_view_init (SptCitizenView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
add_page (SptCitizenView *self, GtkWidget *page)
{
  gtk_stack_add_child (self->stack, page);
  return page;
}

/**
 * spt_citizen_view_new:
 * @session: a citizen's session
 *
 * Every page brings its own header bar.
 *
 * Returns: (transfer floating): a view at its home page, or in the visit that is going on
 */
GtkWidget *
spt_citizen_view_new (SptSession *session)
{
  SptCitizenView *self = g_object_new (SPT_TYPE_CITIZEN_VIEW, NULL);

  self->session = g_object_ref (session);
  self->home = add_page (self, spt_home_page_new (session));
  self->booking = add_page (self, spt_booking_page_new (session));
  self->confirmation = add_page (self, spt_confirmation_page_new (session));
  self->walk_in = add_page (self, spt_walk_in_page_new (session));
  self->appointments = add_page (self, spt_appointments_page_new (session));
  self->code = add_page (self, spt_code_page_new (session));
  self->waiting = add_page (self, spt_waiting_page_new (session));
  self->incoming = add_page (self, spt_incoming_page_new (session));
  self->farewell = add_page (self, spt_farewell_page_new (session));
  g_signal_connect_object (self->booking, "booked", G_CALLBACK (booked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::ticket", G_CALLBACK (ticket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::meeting", G_CALLBACK (meeting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_page (self, self->home);
  ticket_changed_cb (self);
  meeting_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * spt_citizen_view_open_code:
 * @self: the view
 * @code: (nullable): a code or a link of a booking
 *
 * Shows the page on which a booking is opened, and opens a link at once. While a visit is going on
 * that is only said.
 */
void
spt_citizen_view_open_code (SptCitizenView *self, const char *code)
{
  GtkWidget *page;

  g_return_if_fail (SPT_IS_CITIZEN_VIEW (self));

  if (in_visit (self))
    {
      spt_citizen_toast (GTK_WIDGET (self), _ ("A visit is going on. Please open the booking when "
                                               "it is over."));
      return;
    }
  page = gtk_stack_get_visible_child (self->stack);
  if (page != self->code)
    self->before_code = page;
  show_page (self, self->code);
  spt_code_page_begin (SPT_CODE_PAGE (self->code), code);
}
