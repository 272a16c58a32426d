/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-message-row.h"

#include "config.h"
#include "widgets/spt-time-text.h"

#include <glib/gi18n-lib.h>

struct _SptMessageRow
{
  AdwBin parent_instance;

  /* Owned */
  SptMessage *message;
  GTimeZone *zone;

  /* Template */
  GtkWidget *box;
  GtkLabel *byline;
  GtkLabel *text;
  GtkWidget *state_box;
  GtkLabel *state_label;
  GtkWidget *retry_button;
};

G_DEFINE_FINAL_TYPE (SptMessageRow, spt_message_row, ADW_TYPE_BIN)

enum
{
  RESEND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
update (SptMessageRow *self)
{
  gboolean own = spt_message_get_own (self->message);
  gboolean pending = spt_message_get_pending (self->message);
  gboolean failed = spt_message_get_failed (self->message);
  const char *author = spt_message_get_author (self->message);
  gint64 sent_at = spt_message_get_sent_at (self->message);
  g_autofree char *clock = sent_at > 0 ? spt_time_text_clock (sent_at, self->zone) : NULL;
  g_autofree char *byline = NULL;

  if (own)
    author = _ ("You");
  else if (author == NULL || *author == '\0')
    author = _ ("The office");
  if (clock != NULL)
    /* Translators: who wrote, and at what time: "You, 10:32" */
    byline = g_strdup_printf (_ ("%s, %s"), author, clock);
  gtk_label_set_text (self->byline, byline != NULL ? byline : author);
  gtk_label_set_text (self->text, spt_message_get_text (self->message));

  gtk_label_set_text (self->state_label, failed ? _ ("Not sent") : pending ? _ ("Sending…") : "");
  gtk_widget_set_visible (self->state_box, failed || pending);
  gtk_widget_set_visible (self->retry_button, failed);
  gtk_widget_set_halign (self->box, own ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_label_set_xalign (self->byline, own ? 1 : 0);
  if (own)
    gtk_widget_add_css_class (self->box, "own");
  else
    gtk_widget_remove_css_class (self->box, "own");
  if (failed)
    gtk_widget_add_css_class (self->box, "failed");
  else
    gtk_widget_remove_css_class (self->box, "failed");
}

static void
message_changed_cb (SptMessage *message, GParamSpec *pspec, SptMessageRow *self)
{
  update (self);
}

static void
retry_cb (SptMessageRow *self)
{
  if (self->message != NULL)
    g_signal_emit (self, signals[RESEND], 0, self->message);
}

static void
spt_message_row_dispose (GObject *object)
{
  SptMessageRow *self = SPT_MESSAGE_ROW (object);

  spt_message_row_unbind (self);
  G_OBJECT_CLASS (spt_message_row_parent_class)->dispose (object);
}

static void
spt_message_row_class_init (SptMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_message_row_dispose;
  signals[RESEND] = g_signal_new ("resend", SPT_TYPE_MESSAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SPT_TYPE_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, box);
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, byline);
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, text);
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, SptMessageRow, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
spt_message_row_init (SptMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "message-row");
}

GtkWidget *
spt_message_row_new (void)
{
  return g_object_new (SPT_TYPE_MESSAGE_ROW, NULL);
}

void
spt_message_row_bind (SptMessageRow *self, SptMessage *message, GTimeZone *zone)
{
  spt_message_row_unbind (self);
  self->message = g_object_ref (message);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_signal_connect (message, "notify", G_CALLBACK (message_changed_cb), self);
  update (self);
}

void
spt_message_row_unbind (SptMessageRow *self)
{
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}
