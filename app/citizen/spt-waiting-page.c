/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-waiting-page.h"

#include <glib/gi18n.h>

#include "citizen/spt-citizen-help.h"
#include "room/spt-conversation.h"
#include "room/spt-documents-panel.h"
#include "room/spt-drop-zone.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-slow-spinner.h"
#include "widgets/spt-time-text.h"

/* From when on it is said that it is nearly time: seconds of the forecast's upper end. */
#define NEARLY_SECONDS 180

struct _SptWaitingPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptTicket *ticket;
  SptMeeting *meeting;
  GCancellable *cancellable;
  char *said;

  /* Template */
  SptDropZone *drop_zone;
  SptAdaptiveBin *adaptive;
  GtkBox *halves;
  GtkLabel *number;
  GtkLabel *status;
  GtkStack *figures;
  GtkWidget *nearly;
  GtkLabel *service;
  AdwBin *prepare_place;
  AdwBin *documents_place;
  AdwBin *conversation_place;
  SptSlowSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SptWaitingPage, spt_waiting_page, ADW_TYPE_BIN)

static char *
status_text (SptTicket *ticket)
{
  switch (spt_ticket_get_state (ticket))
    {
    case SPT_TICKET_UNSET:
    case SPT_TICKET_WAITING:
      return NULL;
    case SPT_TICKET_AWAY:
      return g_strdup (_ ("The connection was lost. Your place is kept for ten minutes."));
    case SPT_TICKET_CALLED:
      return g_strdup (_ ("It is your turn: you will be called in a moment. Please stay here."));
    case SPT_TICKET_SERVING:
      return g_strdup (_ ("The operator is dealing with your case."));
    case SPT_TICKET_PARKED:
      return g_strdup (_ ("The operator comes back to you. Please stay here."));
    case SPT_TICKET_TRANSFERRED:
      return g_strdup (_ ("You are being passed on to another operator."));
    case SPT_TICKET_COMPLETED:
    case SPT_TICKET_NO_SHOW:
    case SPT_TICKET_LEFT:
      return g_strdup (_ ("Your visit is over."));
    }
  return NULL;
}

static char *
position_text (SptTicket *ticket)
{
  guint position = spt_ticket_get_position (ticket);

  if (position == 0)
    return g_strdup ("");
  if (position == 1)
    return g_strdup (_ ("You are next"));
  return g_strdup_printf (ngettext ("%u person before you", "%u people before you", position - 1),
                          position - 1);
}

static char *
forecast_text (SptTicket *ticket, GTimeZone *zone)
{
  g_autofree char *wait = NULL;

  if (spt_ticket_get_kind (ticket) == SPT_TICKET_KIND_BOOKED
      && spt_ticket_get_due_at (ticket) > g_get_real_time ())
    {
      g_autofree char *clock = spt_time_text_clock (spt_ticket_get_due_at (ticket), zone);

      /* Translators: %s is a time of day. */
      return g_strdup_printf (_ ("Your appointment is at %s"), clock);
    }
  wait = spt_time_text_wait (spt_ticket_get_wait_low (ticket), spt_ticket_get_wait_high (ticket));
  if (wait == NULL)
    return g_strdup (_ ("The waiting time cannot be told yet"));
  /* Translators: %s is a range of minutes, as "12–18 min". */
  return g_strdup_printf (_ ("Expected wait: %s"), wait);
}

/* Two pages of figures take turns, so that a new one fades in over the old one. */
static void
show_figures (SptWaitingPage *self, const char *position, const char *forecast)
{
  GtkWidget *now = gtk_stack_get_visible_child (self->figures);
  const char *name = gtk_stack_get_visible_child_name (self->figures);
  gboolean first = g_strcmp0 (name, "first") == 0;
  GtkWidget *next = gtk_stack_get_child_by_name (self->figures, first ? "second" : "first");
  GtkLabel *labels[] = { GTK_LABEL (gtk_widget_get_first_child (now)),
                         GTK_LABEL (gtk_widget_get_last_child (now)) };

  if (g_str_equal (gtk_label_get_text (labels[0]), position)
      && g_str_equal (gtk_label_get_text (labels[1]), forecast))
    return;
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (next)), position);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (next)), forecast);
  gtk_stack_set_visible_child (self->figures, next);
}

static void
say (SptWaitingPage *self, const char *text)
{
  if (g_strcmp0 (self->said, text) == 0)
    return;
  g_free (self->said);
  self->said = g_strdup (text);
  spt_compat_announce (GTK_WIDGET (self->figures), text);
}

static void
update (SptWaitingPage *self)
{
  SptTicket *ticket = self->ticket;
  gboolean waiting = spt_ticket_get_state (ticket) == SPT_TICKET_WAITING;
  gint64 high = spt_ticket_get_wait_high (ticket);
  gboolean nearly = waiting && high > 0 && high <= NEARLY_SECONDS;
  g_autofree char *status = status_text (ticket);
  g_autofree char *position = position_text (ticket);
  g_autofree char *forecast = forecast_text (ticket, spt_session_get_zone (self->session));
  g_autofree char *service = g_strdup_printf ("%s · %s", spt_ticket_get_service_name (ticket),
                                              spt_ticket_get_office_name (ticket));

  gtk_label_set_text (self->number, spt_ticket_get_number (ticket));
  gtk_label_set_text (self->service, service);
  gtk_label_set_text (self->status, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), status == NULL);
  gtk_widget_set_visible (self->nearly, nearly);
  show_figures (self, position, forecast);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waiting.leave",
                                 waiting || spt_ticket_get_state (ticket) == SPT_TICKET_AWAY);
  say (self, status != NULL ? status
             : nearly       ? _ ("It is nearly your turn. Please stay here.")
                            : position);
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWaitingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = spt_compat_open_files_finish (result, &error);
  guint n = files != NULL ? g_list_model_get_n_items (files) : 0;

  if (files == NULL)
    spt_citizen_toast_error (GTK_WIDGET (self), error);
  for (guint i = 0; i < n && self->meeting != NULL; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      spt_meeting_send_file (self->meeting, file);
    }
}

static void
add_document_cb (SptWaitingPage *self, GObject *button)
{
  GtkCheckButton *check = g_object_get_data (button, "check");

  if (check != NULL)
    gtk_check_button_set_active (check, TRUE);
  spt_compat_open_files_async (spt_citizen_window (GTK_WIDGET (self)), _ ("Add Documents"),
                               self->cancellable, files_chosen_cb, g_object_ref (self));
}

static GtkWidget *
make_prepare_row (SptWaitingPage *self, SptRequirement *requirement)
{
  const char *name = spt_requirement_get_name (requirement);
  const char *description = spt_requirement_get_description (requirement);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  /* Translators: %s is the name of a document. */
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (description != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (add), "check", check);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_document_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), add);
  return row;
}

static void
fill_prepare (SptWaitingPage *self)
{
  GListModel *requirements =
      self->ticket != NULL ? spt_ticket_get_requirements (self->ticket) : NULL;
  guint n = requirements != NULL ? g_list_model_get_n_items (requirements) : 0;
  AdwPreferencesGroup *group;

  if (n == 0)
    {
      adw_bin_set_child (self->prepare_place, NULL);
      return;
    }
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ ("Get ready"));
  adw_preferences_group_set_description (
      group, _ ("Tick what you have at hand. You can send documents already now: drop them "
                "anywhere on this page."));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptRequirement) requirement = g_list_model_get_item (requirements, i);

      adw_preferences_group_add (group, make_prepare_row (self, requirement));
    }
  adw_bin_set_child (self->prepare_place, GTK_WIDGET (group));
}

static void
ticket_changed_cb (SptWaitingPage *self)
{
  SptTicket *ticket = spt_session_get_ticket (self->session);

  if (self->ticket == ticket)
    return;
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_data (self->ticket, self);
  g_set_object (&self->ticket, ticket);
  g_clear_pointer (&self->said, g_free);
  fill_prepare (self);
  if (ticket == NULL)
    return;
  g_signal_connect_object (ticket, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ticket, "notify::requirements", G_CALLBACK (fill_prepare), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
meeting_changed_cb (SptWaitingPage *self)
{
  SptMeeting *meeting = spt_session_get_meeting (self->session);
  GtkWidget *conversation = NULL;

  if (!g_set_object (&self->meeting, meeting))
    return;
  spt_drop_zone_set_meeting (self->drop_zone, meeting);
  if (meeting != NULL)
    {
      conversation = spt_conversation_new (meeting);
      spt_conversation_set_zone (SPT_CONVERSATION (conversation),
                                 spt_session_get_zone (self->session));
    }
  adw_bin_set_child (self->conversation_place, conversation);
  adw_bin_set_child (self->documents_place,
                     meeting != NULL ? spt_documents_panel_new (meeting) : NULL);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWaitingPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean left = spt_session_leave_queue_finish (SPT_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  spt_slow_spinner_set_busy (self->spinner, FALSE);
  if (!left)
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWaitingPage) self = data;
  g_autofree char *answer = spt_compat_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "leave") != 0 || self->session == NULL)
    return;
  spt_slow_spinner_set_busy (self->spinner, TRUE);
  spt_session_leave_queue_async (self->session, self->cancellable, left_cb, g_object_ref (self));
}

static void
ask_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const SptAnswer answers[] = {
    { "stay", _ ("_Stay"), SPT_ANSWER_PLAIN },
    { "leave", _ ("_Leave the Queue"), SPT_ANSWER_DESTRUCTIVE },
    { NULL },
  };

  spt_compat_ask_async (spt_citizen_window (widget), _ ("Leave the queue?"),
                        _ ("You lose your place. If you come back you begin at the end."), NULL,
                        answers, NULL, asked_cb, g_object_ref (widget));
}

static void
spt_waiting_page_dispose (GObject *object)
{
  SptWaitingPage *self = SPT_WAITING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->ticket);
  g_clear_object (&self->meeting);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_waiting_page_parent_class)->dispose (object);
}

static void
spt_waiting_page_finalize (GObject *object)
{
  g_free (SPT_WAITING_PAGE (object)->said);

  G_OBJECT_CLASS (spt_waiting_page_parent_class)->finalize (object);
}

static void
spt_waiting_page_class_init (SptWaitingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_waiting_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_waiting_page_finalize;

  gtk_widget_class_install_action (widget_class, "waiting.leave", NULL, ask_leave);

  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (SPT_TYPE_DROP_ZONE);
  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/waiting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, halves);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, number);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, status);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, figures);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, nearly);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, service);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, prepare_place);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, documents_place);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, conversation_place);
  gtk_widget_class_bind_template_child (widget_class, SptWaitingPage, spinner);
}

static void
spt_waiting_page_init (SptWaitingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  spt_adaptive_bin_turn (self->adaptive, GTK_ORIENTABLE (self->halves));
}

/**
 * spt_waiting_page_new:
 * @session: the window's session
 *
 * Returns: a page that follows the session's ticket
 */
GtkWidget *
spt_waiting_page_new (SptSession *session)
{
  SptWaitingPage *self = g_object_new (SPT_TYPE_WAITING_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::ticket", G_CALLBACK (ticket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::meeting", G_CALLBACK (meeting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ticket_changed_cb (self);
  meeting_changed_cb (self);
  return GTK_WIDGET (self);
}
