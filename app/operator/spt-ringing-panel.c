/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-ringing-panel.h"

#include "config.h"
#include "operator/spt-visit-words.h"

#include <glib/gi18n-lib.h>

struct _SptRingingPanel
{
  AdwBin parent_instance;

  /* Owned */
  SptTicket *ticket;
  SptMeeting *meeting;

  /* Template */
  AdwAvatar *avatar;
  GtkLabel *title;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (SptRingingPanel, spt_ringing_panel, ADW_TYPE_BIN)

static char *
dup_words (SptRingingPanel *self)
{
  gint64 until = self->meeting != NULL ? spt_meeting_get_ring_until (self->meeting) : 0;
  gint64 seconds = (until - g_get_real_time ()) / G_USEC_PER_SEC;

  if (self->meeting != NULL && spt_meeting_get_state (self->meeting) == SPT_MEETING_ENDED)
    return g_strdup (spt_meeting_get_end (self->meeting) == SPT_CALL_END_DECLINED
                         ? _ ("The call was declined.")
                         : _ ("Nobody answered."));
  if (until == 0 || seconds <= 0)
    return g_strdup (_ ("Waiting for an answer"));
  return g_strdup_printf (ngettext ("%d second left to answer", "%d seconds left to answer",
                                    (gulong) seconds),
                          (int) MIN (seconds, G_MAXINT));
}

static void
spt_ringing_panel_dispose (GObject *object)
{
  SptRingingPanel *self = SPT_RINGING_PANEL (object);

  g_clear_object (&self->ticket);
  g_clear_object (&self->meeting);
  G_OBJECT_CLASS (spt_ringing_panel_parent_class)->dispose (object);
}

static void
spt_ringing_panel_class_init (SptRingingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_ringing_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/ringing-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SptRingingPanel, avatar);
  gtk_widget_class_bind_template_child (widget_class, SptRingingPanel, title);
  gtk_widget_class_bind_template_child (widget_class, SptRingingPanel, words);
}

static void
spt_ringing_panel_init (SptRingingPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spt_ringing_panel_new (void)
{
  return g_object_new (SPT_TYPE_RINGING_PANEL, NULL);
}

void
spt_ringing_panel_show (SptRingingPanel *self, SptTicket *ticket, SptMeeting *meeting)
{
  g_autofree char *person = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (SPT_IS_RINGING_PANEL (self));

  g_set_object (&self->ticket, ticket);
  g_set_object (&self->meeting, meeting);
  if (ticket == NULL)
    return;
  person = spt_visit_words_person (ticket);
  /* Translators: a person's name and number: "Ringing… Maria Rossi, A001" */
  title = g_strdup_printf (_ ("Ringing… %s"), person);
  gtk_label_set_text (self->title, title);
  adw_avatar_set_text (self->avatar, spt_ticket_get_person_name (ticket));
  spt_ringing_panel_tick (self);
}

void
spt_ringing_panel_tick (SptRingingPanel *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (SPT_IS_RINGING_PANEL (self));

  words = dup_words (self);
  gtk_label_set_text (self->words, words);
}
