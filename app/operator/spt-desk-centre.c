/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-desk-centre.h"

#include "config.h"
#include "operator/spt-ringing-panel.h"
#include "operator/spt-wrap-up-panel.h"
#include "room/spt-room-view.h"

#include <glib/gi18n-lib.h>

struct _SptDeskCentre
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  guint second_timeout;

  /* Borrowed: children */
  GtkStack *stack;
  AdwStatusPage *idle;
  GtkWidget *idle_button;
  SptRingingPanel *ringing;
  SptWrapUpPanel *wrap_up;
  AdwBin *room;
  SptMeeting *room_meeting; /* of the view in `room`, which holds it */
};

enum
{
  PROP_0,
  PROP_CROWDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptDeskCentre, spt_desk_centre, ADW_TYPE_BIN)

static void
crowded_cb (SptDeskCentre *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CROWDED]);
}

static void
show_idle (SptDeskCentre *self, SptDeskState state)
{
  guint waiting = g_list_model_get_n_items (spt_session_get_queue (self->session));
  g_autofree char *count = NULL;
  const char *icon = NULL;
  const char *title = NULL;
  const char *description = NULL;
  gboolean away = state != SPT_DESK_AVAILABLE;

  if (state == SPT_DESK_PAUSED)
    {
      icon = "media-playback-pause-symbolic";
      title = _ ("You Are on a Break");
      description = _ ("Nobody is put through to you. The queue goes on at the other desks.");
    }
  else if (away)
    {
      icon = "system-shutdown-symbolic";
      title = _ ("Your Desk Is Closed");
      description = _ ("Open it to serve the queue.");
    }
  else if (waiting == 0)
    {
      icon = "emblem-ok-symbolic";
      title = _ ("Ready");
      description = _ ("Nobody is waiting. Who checks in or walks in appears in the queue.");
    }
  else
    {
      icon = "call-start-symbolic";
      count = g_strdup_printf (ngettext ("%u person is waiting", "%u people are waiting", waiting),
                               waiting);
      title = count;
      description = _ ("“Call Next” rings for the first in the queue.");
    }
  adw_status_page_set_icon_name (self->idle, icon);
  adw_status_page_set_title (self->idle, title);
  adw_status_page_set_description (self->idle, description);
  gtk_widget_set_visible (self->idle_button, away);
  gtk_stack_set_visible_child_name (self->stack, "idle");
}

static void
show_room (SptDeskCentre *self, SptMeeting *meeting)
{
  if (self->room_meeting != meeting)
    {
      GtkWidget *view = spt_room_view_new (self->session, meeting);

      spt_room_view_set_embedded (SPT_ROOM_VIEW (view), TRUE);
      g_signal_connect_object (view, "notify::panel", G_CALLBACK (crowded_cb), self,
                               G_CONNECT_SWAPPED);
      adw_bin_set_child (self->room, view);
      self->room_meeting = meeting;
      crowded_cb (self);
    }
  gtk_stack_set_visible_child_name (self->stack, "room");
}

static void
drop_room (SptDeskCentre *self)
{
  adw_bin_set_child (self->room, NULL);
  self->room_meeting = NULL;
  crowded_cb (self);
}

void
spt_desk_centre_update (SptDeskCentre *self)
{
  SptDesk *desk = NULL;
  SptTicket *ticket = NULL;
  SptMeeting *meeting = NULL;
  SptDeskState state = SPT_DESK_OFFLINE;

  g_return_if_fail (SPT_IS_DESK_CENTRE (self));

  desk = spt_session_get_desk (self->session);
  meeting = spt_session_get_meeting (self->session);
  if (desk != NULL)
    {
      state = spt_desk_get_state (desk);
      ticket = spt_desk_get_ticket (desk);
    }
  switch (state)
    {
    case SPT_DESK_RINGING:
      spt_ringing_panel_show (self->ringing, ticket, meeting);
      gtk_stack_set_visible_child_name (self->stack, "ringing");
      break;
    case SPT_DESK_IN_CALL:
      if (meeting != NULL)
        show_room (self, meeting);
      break;
    case SPT_DESK_WRAP_UP:
      spt_wrap_up_panel_show (self->wrap_up, ticket);
      gtk_stack_set_visible_child_name (self->stack, "wrap-up");
      break;
    case SPT_DESK_UNSET:
    case SPT_DESK_OFFLINE:
    case SPT_DESK_AVAILABLE:
    case SPT_DESK_PAUSED:
      show_idle (self, state);
      break;
    }
  if (meeting == NULL || meeting != self->room_meeting)
    drop_room (self);
}

static gboolean
second_cb (gpointer data)
{
  SptDeskCentre *self = data;
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "ringing") == 0)
    spt_ringing_panel_tick (self->ringing);
  else if (g_strcmp0 (page, "wrap-up") == 0)
    spt_wrap_up_panel_tick (self->wrap_up);
  return G_SOURCE_CONTINUE;
}

static void
spt_desk_centre_map (GtkWidget *widget)
{
  SptDeskCentre *self = SPT_DESK_CENTRE (widget);

  GTK_WIDGET_CLASS (spt_desk_centre_parent_class)->map (widget);
  if (self->second_timeout == 0)
    self->second_timeout = g_timeout_add_seconds (1, second_cb, self);
}

static void
spt_desk_centre_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SPT_DESK_CENTRE (widget)->second_timeout, g_source_remove);
  GTK_WIDGET_CLASS (spt_desk_centre_parent_class)->unmap (widget);
}

static void
spt_desk_centre_dispose (GObject *object)
{
  SptDeskCentre *self = SPT_DESK_CENTRE (object);

  g_clear_handle_id (&self->second_timeout, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_desk_centre_parent_class)->dispose (object);
}

static void
spt_desk_centre_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CROWDED:
      g_value_set_boolean (value, spt_desk_centre_get_crowded (SPT_DESK_CENTRE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_desk_centre_class_init (SptDeskCentreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spt_desk_centre_dispose;
  G_OBJECT_CLASS (klass)->get_property = spt_desk_centre_get_property;
  props[PROP_CROWDED] =
      g_param_spec_boolean ("crowded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  GTK_WIDGET_CLASS (klass)->map = spt_desk_centre_map;
  GTK_WIDGET_CLASS (klass)->unmap = spt_desk_centre_unmap;
}

static void
spt_desk_centre_init (SptDeskCentre *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));

  self->idle = ADW_STATUS_PAGE (adw_status_page_new ());
  self->idle_button = gtk_button_new_with_label (_ ("Become Available"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->idle_button), "desk.available");
  gtk_widget_set_halign (self->idle_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->idle_button, "pill");
  gtk_widget_add_css_class (self->idle_button, "suggested-action");
  adw_status_page_set_child (self->idle, self->idle_button);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->idle), "idle");

  self->ringing = SPT_RINGING_PANEL (spt_ringing_panel_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->ringing), "ringing");
  self->room = ADW_BIN (adw_bin_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->room), "room");
}

GtkWidget *
spt_desk_centre_new (SptSession *session)
{
  SptDeskCentre *self = g_object_new (SPT_TYPE_DESK_CENTRE, NULL);

  self->session = g_object_ref (session);
  self->wrap_up = SPT_WRAP_UP_PANEL (spt_wrap_up_panel_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->wrap_up), "wrap-up");
  spt_desk_centre_update (self);
  return GTK_WIDGET (self);
}

gboolean
spt_desk_centre_get_crowded (SptDeskCentre *self)
{
  GtkWidget *view;
  g_autofree char *panel = NULL;

  g_return_val_if_fail (SPT_IS_DESK_CENTRE (self), FALSE);

  view = adw_bin_get_child (self->room);
  if (view != NULL)
    g_object_get (view, "panel", &panel, NULL);
  return panel != NULL;
}
