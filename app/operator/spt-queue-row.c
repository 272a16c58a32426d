/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-queue-row.h"

#include "config.h"
#include "operator/spt-visit-words.h"
#include "widgets/spt-time-text.h"

#include <glib/gi18n-lib.h>

struct _SptQueueRow
{
  AdwBin parent_instance;

  /* Owned */
  SptTicket *ticket;
  GTimeZone *zone;

  /* Template */
  GtkLabel *number;
  GtkLabel *service;
  GtkImage *kind_icon;
  GtkLabel *kind;
  GtkLabel *since;
  GtkWidget *next_mark;
};

G_DEFINE_FINAL_TYPE (SptQueueRow, spt_queue_row, ADW_TYPE_BIN)

static void
update (SptQueueRow *self)
{
  SptTicket *ticket = self->ticket;
  g_autofree char *clock = spt_time_text_clock (spt_ticket_get_arrived_at (ticket), self->zone);
  g_autofree char *since = NULL;
  g_autofree char *kind = spt_visit_words_kind (ticket, self->zone);

  if (spt_ticket_get_state (ticket) == SPT_TICKET_AWAY)
    since = g_strdup (_ ("Away: the connection is interrupted"));
  else
    /* Translators: the time of day at which somebody entered the queue. */
    since = g_strdup_printf (_ ("Waiting since %s"), clock);
  gtk_label_set_text (self->number, spt_ticket_get_number (ticket));
  gtk_label_set_text (self->service, spt_ticket_get_service_name (ticket));
  gtk_image_set_from_icon_name (self->kind_icon,
                                spt_ticket_get_kind (ticket) == SPT_TICKET_KIND_BOOKED
                                    ? "x-office-calendar-symbolic"
                                    : "system-users-symbolic");
  gtk_label_set_text (self->kind, kind);
  gtk_label_set_text (self->since, since);
  gtk_widget_set_visible (self->next_mark, spt_ticket_get_position (ticket) == 1);
}

static void
ticket_changed_cb (SptTicket *ticket, GParamSpec *pspec, SptQueueRow *self)
{
  update (self);
}

static void
spt_queue_row_dispose (GObject *object)
{
  spt_queue_row_unbind (SPT_QUEUE_ROW (object));
  G_OBJECT_CLASS (spt_queue_row_parent_class)->dispose (object);
}

static void
spt_queue_row_class_init (SptQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_queue_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, number);
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, service);
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, kind);
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, since);
  gtk_widget_class_bind_template_child (widget_class, SptQueueRow, next_mark);
}

static void
spt_queue_row_init (SptQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spt_queue_row_new (void)
{
  return g_object_new (SPT_TYPE_QUEUE_ROW, NULL);
}

void
spt_queue_row_bind (SptQueueRow *self, SptTicket *ticket, GTimeZone *zone)
{
  spt_queue_row_unbind (self);
  self->ticket = g_object_ref (ticket);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_signal_connect (ticket, "notify", G_CALLBACK (ticket_changed_cb), self);
  update (self);
}

void
spt_queue_row_unbind (SptQueueRow *self)
{
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_data (self->ticket, self);
  g_clear_object (&self->ticket);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}
