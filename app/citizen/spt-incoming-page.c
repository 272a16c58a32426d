/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-incoming-page.h"

#include <glib/gi18n.h>

#include "citizen/spt-citizen-help.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-slow-spinner.h"

struct _SptIncomingPage
{
  AdwBin parent_instance;

  /* Owned */
  SptMeeting *meeting;
  GCancellable *cancellable;
  guint tick_id;

  /* Template */
  AdwAvatar *avatar;
  GtkLabel *caller;
  GtkLabel *hint;
  GtkWidget *answer;
  SptSlowSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (SptIncomingPage, spt_incoming_page, ADW_TYPE_BIN)

static void
set_enabled (SptIncomingPage *self, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incoming.answer", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "incoming.decline", enabled);
  spt_slow_spinner_set_busy (self->spinner, !enabled);
}

static void
update (SptIncomingPage *self)
{
  const char *name = spt_meeting_get_other_name (self->meeting);
  gint64 left = (spt_meeting_get_ring_until (self->meeting) - g_get_real_time ()) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  gtk_label_set_text (self->caller, name != NULL ? name : "");
  adw_avatar_set_text (self->avatar, name != NULL ? name : _ ("Operator"));
  if (spt_meeting_get_ring_until (self->meeting) > 0 && left > 0)
    text = g_strdup_printf (ngettext ("%d second to answer. If you miss it you are called again.",
                                      "%d seconds to answer. If you miss it you are called again.",
                                      (gulong) left),
                            (int) left);
  gtk_label_set_text (self->hint, text != NULL ? text : " ");
}

static gboolean
tick_cb (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptIncomingPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = spt_meeting_answer_finish (SPT_MEETING (source), result, &error);

  set_enabled (self, TRUE);
  if (!done && self->meeting != NULL)
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptIncomingPage *self = SPT_INCOMING_PAGE (widget);

  if (self->meeting == NULL)
    return;
  set_enabled (self, FALSE);
  spt_meeting_answer_async (self->meeting, self->cancellable, answered_cb, g_object_ref (self));
}

static void
declined_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptIncomingPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = spt_meeting_end_finish (SPT_MEETING (source), result, &error);

  set_enabled (self, TRUE);
  if (!done && self->meeting != NULL)
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
decline (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptIncomingPage *self = SPT_INCOMING_PAGE (widget);

  if (self->meeting == NULL)
    return;
  set_enabled (self, FALSE);
  spt_meeting_end_async (self->meeting, SPT_CALL_END_DECLINED, self->cancellable, declined_cb,
                         g_object_ref (self));
}

static void
spt_incoming_page_dispose (GObject *object)
{
  SptIncomingPage *self = SPT_INCOMING_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->meeting);

  G_OBJECT_CLASS (spt_incoming_page_parent_class)->dispose (object);
}

static void
spt_incoming_page_class_init (SptIncomingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_incoming_page_dispose;

  gtk_widget_class_install_action (widget_class, "incoming.answer", NULL, answer);
  gtk_widget_class_install_action (widget_class, "incoming.decline", NULL, decline);

  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/incoming-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptIncomingPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, SptIncomingPage, caller);
  gtk_widget_class_bind_template_child (widget_class, SptIncomingPage, hint);
  gtk_widget_class_bind_template_child (widget_class, SptIncomingPage, answer);
  gtk_widget_class_bind_template_child (widget_class, SptIncomingPage, spinner);
}

static void
spt_incoming_page_init (SptIncomingPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_incoming_page_new:
 * @session: the window's session
 *
 * Returns: a page without a call
 */
GtkWidget *
spt_incoming_page_new (SptSession *session)
{
  return g_object_new (SPT_TYPE_INCOMING_PAGE, NULL);
}

/**
 * spt_incoming_page_set_meeting:
 * @self: the page
 * @meeting: (nullable): what rings; %NULL when nothing does any more
 */
void
spt_incoming_page_set_meeting (SptIncomingPage *self, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_INCOMING_PAGE (self));

  g_set_object (&self->meeting, meeting);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (meeting == NULL)
    return;
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  set_enabled (self, TRUE);
  update (self);
  gtk_widget_grab_focus (self->answer);
  spt_compat_announce (GTK_WIDGET (self), _ ("The operator calls you"));
}
