/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-desk-page.h"

#include "config.h"
#include "operator/spt-desk-centre.h"
#include "operator/spt-queue-panel.h"
#include "operator/spt-visit-panel.h"
#include "operator/spt-visit-words.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"

#include <glib/gi18n-lib.h>

/* From this width on, in pixels, the queue, the meeting with its panel and the visit fit. */
#define ROOM_FOR_ALL 1500

struct _SptDeskPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptDesk *desk;
  SptMeeting *meeting;
  GtkWidget *queue;
  GtkWidget *centre;
  GtkWidget *visit;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;

  /* Template */
  AdwWindowTitle *window_title;
  GtkWidget *status_button;
  GtkImage *status_icon;
  GtkLabel *status_label;
  SptAdaptiveBin *adaptive;
  GtkStack *layout;
  GtkWidget *queue_side;
  AdwBin *wide_queue;
  AdwBin *wide_centre;
  AdwBin *wide_visit;
  AdwViewStack *pages;
  AdwViewStackPage *queue_page;
  AdwBin *narrow_queue;
  AdwBin *narrow_centre;
  AdwBin *narrow_visit;

  SptDeskState shown_state;
  guint busy; /* requests under way that change the desk */
};

G_DEFINE_FINAL_TYPE (SptDeskPage, spt_desk_page, ADW_TYPE_BIN)

typedef gboolean (*FinishFunc) (SptSession *session, GAsyncResult *result, GError **error);

static void
enable (SptDeskPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (SptDeskPage *self, SptDeskState state)
{
  guint waiting = g_list_model_get_n_items (spt_session_get_queue (self->session));
  gboolean free_to_change =
      state == SPT_DESK_OFFLINE || state == SPT_DESK_AVAILABLE || state == SPT_DESK_PAUSED;
  gboolean ready = self->busy == 0;

  enable (self, "call-next", ready && state == SPT_DESK_AVAILABLE && waiting > 0);
  enable (self, "recall", ready && (state == SPT_DESK_RINGING || state == SPT_DESK_WRAP_UP));
  enable (self, "cancel-call", ready && state == SPT_DESK_RINGING);
  enable (self, "available", ready && free_to_change && state != SPT_DESK_AVAILABLE);
  enable (self, "pause", ready && free_to_change);
  enable (self, "offline", ready && free_to_change && state != SPT_DESK_OFFLINE);
  enable (self, "sign-out", ready && free_to_change);
}

static const char *
status_icon (SptDeskState state)
{
  switch (state)
    {
    case SPT_DESK_AVAILABLE:
      return "emblem-ok-symbolic";
    case SPT_DESK_RINGING:
      return "call-outgoing-symbolic";
    case SPT_DESK_IN_CALL:
      return "call-start-symbolic";
    case SPT_DESK_WRAP_UP:
      return "document-edit-symbolic";
    case SPT_DESK_PAUSED:
      return "media-playback-pause-symbolic";
    case SPT_DESK_UNSET:
    case SPT_DESK_OFFLINE:
      break;
    }
  return "system-shutdown-symbolic";
}

/* When narrow, the page that matters now comes to the front. */
static void
follow_state (SptDeskPage *self, SptDeskState state)
{
  if (state == self->shown_state)
    return;
  if (state == SPT_DESK_RINGING || state == SPT_DESK_IN_CALL || state == SPT_DESK_WRAP_UP)
    adw_view_stack_set_visible_child_name (self->pages, "meeting");
  else if (self->shown_state == SPT_DESK_WRAP_UP)
    adw_view_stack_set_visible_child_name (self->pages, "queue");
  self->shown_state = state;
}

static void
update (SptDeskPage *self)
{
  SptDeskState state = self->desk != NULL ? spt_desk_get_state (self->desk) : SPT_DESK_OFFLINE;
  SptTicket *ticket = self->desk != NULL ? spt_desk_get_ticket (self->desk) : NULL;
  g_autofree char *status = spt_visit_words_desk (self->desk);
  gboolean changed = g_strcmp0 (status, gtk_label_get_text (self->status_label)) != 0;
  /* Translators: the state of the desk. */
  g_autofree char *label = g_strdup_printf (_ ("Status: %s"), status);

  gtk_image_set_from_icon_name (self->status_icon, status_icon (state));
  gtk_label_set_text (self->status_label, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (changed)
    spt_compat_announce (GTK_WIDGET (self), status);
  adw_window_title_set_subtitle (self->window_title,
                                 self->desk != NULL ? spt_desk_get_operator_name (self->desk) : "");
  adw_view_stack_page_set_badge_number (self->queue_page,
                                        g_list_model_get_n_items (
                                            spt_session_get_queue (self->session)));
  update_actions (self, state);
  spt_visit_panel_show (SPT_VISIT_PANEL (self->visit), ticket,
                        ticket != NULL ? self->meeting : NULL);
  spt_desk_centre_update (SPT_DESK_CENTRE (self->centre));
  follow_state (self, state);
}

static void
changed_cb (SptDeskPage *self)
{
  update (self);
}

static void
forget_desk (SptDeskPage *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
forget_meeting (SptDeskPage *self)
{
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  g_clear_object (&self->meeting);
}

static void
desk_changed_cb (SptDeskPage *self)
{
  SptDesk *desk = spt_session_get_desk (self->session);

  if (desk != self->desk)
    {
      forget_desk (self);
      if (desk != NULL)
        {
          self->desk = g_object_ref (desk);
          g_signal_connect_swapped (desk, "notify", G_CALLBACK (changed_cb), self);
        }
    }
  update (self);
}

static void
meeting_changed_cb (SptDeskPage *self)
{
  SptMeeting *meeting = spt_session_get_meeting (self->session);

  if (meeting != self->meeting)
    {
      forget_meeting (self);
      if (meeting != NULL)
        {
          self->meeting = g_object_ref (meeting);
          g_signal_connect_swapped (meeting, "notify::state", G_CALLBACK (changed_cb), self);
        }
    }
  update (self);
}

/* Moves the three parts to where they stand in this layout. */
static void
layout_cb (SptDeskPage *self)
{
  gboolean narrow = spt_adaptive_bin_get_narrow (self->adaptive);
  AdwBin *from[] = { self->wide_queue, self->wide_centre, self->wide_visit };
  AdwBin *to[] = { self->narrow_queue, self->narrow_centre, self->narrow_visit };
  GtkWidget *parts[] = { self->queue, self->centre, self->visit };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL)
        continue;
      adw_bin_set_child (narrow ? from[i] : to[i], NULL);
      adw_bin_set_child (narrow ? to[i] : from[i], parts[i]);
    }
  gtk_stack_set_visible_child_name (self->layout, narrow ? "narrow" : "wide");
}

/* The queue makes room for the meeting while that shows a panel, unless there is room for all. */
static void
crowded_cb (SptDeskPage *self)
{
  gboolean crowded = spt_desk_centre_get_crowded (SPT_DESK_CENTRE (self->centre));

  gtk_widget_set_visible (self->queue_side,
                          !crowded || gtk_widget_get_width (GTK_WIDGET (self)) >= ROOM_FOR_ALL);
}

/* All that the desk is asked for ends here: it worked, or it is said why not. */
static void
end_request (SptDeskPage *self, GObject *source, GAsyncResult *result, FinishFunc finish)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done = finish (SPT_SESSION (source), result, &error);

  if (self->busy > 0)
    self->busy--;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      words = spt_error_text (error);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
    }
  if (self->session != NULL)
    update (self);
  g_object_unref (self);
}

static void
begin_request (SptDeskPage *self)
{
  g_object_ref (self);
  self->busy++;
  update (self);
}

static void
called_next_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  end_request (data, source, result, spt_session_call_next_finish);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  end_request (data, source, result, spt_session_recall_finish);
}

static void
state_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  end_request (data, source, result, spt_session_set_desk_state_finish);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  end_request (data, source, result, spt_session_sign_out_finish);
}

static void
call_cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDeskPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (spt_meeting_end_finish (SPT_MEETING (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = spt_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
call_next_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SptDeskPage *self = data;

  begin_request (self);
  spt_session_call_next_async (self->session, self->cancellable, called_next_cb, self);
}

static void
recall_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SptDeskPage *self = data;

  begin_request (self);
  spt_session_recall_async (self->session, self->cancellable, recalled_cb, self);
}

static void
cancel_call_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SptDeskPage *self = data;

  if (self->meeting != NULL)
    spt_meeting_end_async (self->meeting, SPT_CALL_END_HUNG_UP, self->cancellable,
                           call_cancelled_cb, g_object_ref (self));
}

static void
set_desk_state (SptDeskPage *self, SptDeskState state, const char *reason)
{
  begin_request (self);
  spt_session_set_desk_state_async (self->session, state, reason, self->cancellable, state_set_cb,
                                    self);
}

static void
available_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_desk_state (data, SPT_DESK_AVAILABLE, NULL);
}

static void
pause_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_desk_state (data, SPT_DESK_PAUSED, g_variant_get_string (parameter, NULL));
}

static void
offline_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_desk_state (data, SPT_DESK_OFFLINE, NULL);
}

static void
sign_out_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SptDeskPage *self = data;

  begin_request (self);
  spt_session_sign_out_async (self->session, self->cancellable, signed_out_cb, self);
}

static void
install_actions (SptDeskPage *self)
{
  const GActionEntry entries[] = {
    { "call-next", call_next_action_cb },     { "recall", recall_action_cb },
    { "cancel-call", cancel_call_action_cb }, { "available", available_action_cb },
    { "pause", pause_action_cb, "s" },        { "offline", offline_action_cb },
    { "sign-out", sign_out_action_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "desk", G_ACTION_GROUP (self->actions));
}

static void
spt_desk_page_dispose (GObject *object)
{
  SptDeskPage *self = SPT_DESK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  forget_desk (self);
  forget_meeting (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (spt_session_get_queue (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_object (&self->session);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "desk", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->queue);
  g_clear_object (&self->centre);
  g_clear_object (&self->visit);
  G_OBJECT_CLASS (spt_desk_page_parent_class)->dispose (object);
}

static void
spt_desk_page_finalize (GObject *object)
{
  g_clear_object (&SPT_DESK_PAGE (object)->cancellable);
  G_OBJECT_CLASS (spt_desk_page_parent_class)->finalize (object);
}

static void
spt_desk_page_class_init (SptDeskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_desk_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_desk_page_finalize;
  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, status_button);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, layout);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, queue_side);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, wide_queue);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, wide_centre);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, wide_visit);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, pages);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, queue_page);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, narrow_queue);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, narrow_centre);
  gtk_widget_class_bind_template_child (widget_class, SptDeskPage, narrow_visit);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
}

static void
spt_desk_page_init (SptDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  install_actions (self);
}

GtkWidget *
spt_desk_page_new (SptSession *session)
{
  SptDeskPage *self = g_object_new (SPT_TYPE_DESK_PAGE, NULL);

  self->session = g_object_ref (session);
  self->queue = g_object_ref_sink (spt_queue_panel_new (session));
  self->centre = g_object_ref_sink (spt_desk_centre_new (session));
  self->visit = g_object_ref_sink (spt_visit_panel_new (session));
  layout_cb (self);
  g_signal_connect_object (self->centre, "notify::crowded", G_CALLBACK (crowded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (session, "notify::desk", G_CALLBACK (desk_changed_cb), self);
  g_signal_connect_swapped (session, "notify::meeting", G_CALLBACK (meeting_changed_cb), self);
  g_signal_connect_swapped (spt_session_get_queue (session), "items-changed",
                            G_CALLBACK (changed_cb), self);
  meeting_changed_cb (self);
  desk_changed_cb (self);
  return GTK_WIDGET (self);
}
