/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-wrap-up-panel.h"

#include "config.h"
#include "operator/spt-visit-words.h"
#include "widgets/spt-error-text.h"
#include "widgets/spt-text-row.h"
#include "widgets/spt-time-text.h"

#include <glib/gi18n-lib.h>

struct _SptWrapUpPanel
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  GCancellable *cancellable;
  char *visit_id; /* whose fields these are */

  /* Template */
  GtkLabel *title;
  GtkLabel *timer;
  GtkCheckButton *resolved;
  GtkCheckButton *follow_up;
  GtkCheckButton *incomplete;
  GtkCheckButton *not_competent;
  SptTextRow *notes;
  GtkWidget *complete_button;

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SptWrapUpPanel, spt_wrap_up_panel, ADW_TYPE_BIN)

static SptOutcome
get_outcome (SptWrapUpPanel *self)
{
  if (gtk_check_button_get_active (self->resolved))
    return SPT_OUTCOME_RESOLVED;
  if (gtk_check_button_get_active (self->follow_up))
    return SPT_OUTCOME_FOLLOW_UP;
  if (gtk_check_button_get_active (self->incomplete))
    return SPT_OUTCOME_INCOMPLETE;
  if (gtk_check_button_get_active (self->not_competent))
    return SPT_OUTCOME_NOT_COMPETENT;
  return SPT_OUTCOME_UNSET;
}

static void
update_sensitivity (SptWrapUpPanel *self)
{
  gtk_widget_set_sensitive (self->complete_button,
                            !self->busy && get_outcome (self) != SPT_OUTCOME_UNSET);
}

static void
outcome_toggled_cb (SptWrapUpPanel *self)
{
  update_sensitivity (self);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptWrapUpPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done = spt_session_complete_finish (SPT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  update_sensitivity (self);
  if (done)
    return;
  words = spt_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
complete_cb (SptWrapUpPanel *self)
{
  g_autofree char *notes = spt_text_row_get_text (self->notes);

  self->busy = TRUE;
  update_sensitivity (self);
  spt_session_complete_async (self->session, get_outcome (self), *notes != '\0' ? notes : NULL,
                              self->cancellable, completed_cb, g_object_ref (self));
}

static void
spt_wrap_up_panel_dispose (GObject *object)
{
  SptWrapUpPanel *self = SPT_WRAP_UP_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_wrap_up_panel_parent_class)->dispose (object);
}

static void
spt_wrap_up_panel_finalize (GObject *object)
{
  SptWrapUpPanel *self = SPT_WRAP_UP_PANEL (object);

  g_clear_object (&self->cancellable);
  g_free (self->visit_id);
  G_OBJECT_CLASS (spt_wrap_up_panel_parent_class)->finalize (object);
}

static void
spt_wrap_up_panel_class_init (SptWrapUpPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_wrap_up_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_wrap_up_panel_finalize;
  g_type_ensure (SPT_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/wrap-up-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, title);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, timer);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, resolved);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, follow_up);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, incomplete);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, not_competent);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, notes);
  gtk_widget_class_bind_template_child (widget_class, SptWrapUpPanel, complete_button);
  gtk_widget_class_bind_template_callback (widget_class, outcome_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, complete_cb);
}

static void
spt_wrap_up_panel_init (SptWrapUpPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
spt_wrap_up_panel_new (SptSession *session)
{
  SptWrapUpPanel *self = g_object_new (SPT_TYPE_WRAP_UP_PANEL, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
spt_wrap_up_panel_show (SptWrapUpPanel *self, SptTicket *ticket)
{
  g_autofree char *person = NULL;

  g_return_if_fail (SPT_IS_WRAP_UP_PANEL (self));

  if (ticket == NULL)
    return;
  if (g_strcmp0 (self->visit_id, spt_ticket_get_id (ticket)) != 0)
    {
      g_free (self->visit_id);
      self->visit_id = g_strdup (spt_ticket_get_id (ticket));
      /* What most visits end with is chosen already: the others cost a click. */
      gtk_check_button_set_active (self->resolved, TRUE);
      spt_text_row_set_text (self->notes, "");
    }
  person = spt_visit_words_person (ticket);
  gtk_label_set_text (self->title, person);
  update_sensitivity (self);
  spt_wrap_up_panel_tick (self);
}

void
spt_wrap_up_panel_tick (SptWrapUpPanel *self)
{
  SptDesk *desk = NULL;
  g_autofree char *timer = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (SPT_IS_WRAP_UP_PANEL (self));

  desk = spt_session_get_desk (self->session);
  if (desk == NULL)
    return;
  timer = spt_time_text_stopwatch (MAX (0, g_get_real_time () - spt_desk_get_state_since (desk))
                                   / G_USEC_PER_SEC);
  /* Translators: for how long the visit is being wrapped up: "Wrap-up · 00:42" */
  words = g_strdup_printf (_ ("Wrap-up · %s"), timer);
  gtk_label_set_text (self->timer, words);
}
