/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-queue-panel.h"

#include "config.h"
#include "operator/spt-queue-row.h"

#include <glib/gi18n-lib.h>

struct _SptQueuePanel
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;

  /* Template */
  GtkLabel *heading;
  GtkStack *stack;
  GtkListView *list;
  GtkNoSelection *selection;
};

G_DEFINE_FINAL_TYPE (SptQueuePanel, spt_queue_panel, ADW_TYPE_BIN)

static void
queue_changed_cb (SptQueuePanel *self)
{
  guint count = g_list_model_get_n_items (spt_session_get_queue (self->session));
  g_autofree char *heading = NULL;

  if (count == 0)
    heading = g_strdup (_ ("Queue"));
  else
    heading = g_strdup_printf (ngettext ("Queue: %u person", "Queue: %u people", count), count);
  gtk_label_set_text (self->heading, heading);
  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "queue" : "empty");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptQueuePanel *self)
{
  gtk_list_item_set_child (item, spt_queue_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptQueuePanel *self)
{
  spt_queue_row_bind (SPT_QUEUE_ROW (gtk_list_item_get_child (item)),
                      SPT_TICKET (gtk_list_item_get_item (item)),
                      spt_session_get_zone (self->session));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptQueuePanel *self)
{
  spt_queue_row_unbind (SPT_QUEUE_ROW (gtk_list_item_get_child (item)));
}

static void
spt_queue_panel_dispose (GObject *object)
{
  SptQueuePanel *self = SPT_QUEUE_PANEL (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (spt_session_get_queue (self->session), self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_queue_panel_parent_class)->dispose (object);
}

static void
spt_queue_panel_class_init (SptQueuePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_queue_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/queue-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SptQueuePanel, heading);
  gtk_widget_class_bind_template_child (widget_class, SptQueuePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SptQueuePanel, list);
  gtk_widget_class_bind_template_child (widget_class, SptQueuePanel, selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
spt_queue_panel_init (SptQueuePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spt_queue_panel_new (SptSession *session)
{
  SptQueuePanel *self = g_object_new (SPT_TYPE_QUEUE_PANEL, NULL);
  GListModel *queue = spt_session_get_queue (session);

  self->session = g_object_ref (session);
  gtk_no_selection_set_model (self->selection, queue);
  g_signal_connect_swapped (queue, "items-changed", G_CALLBACK (queue_changed_cb), self);
  queue_changed_cb (self);
  return GTK_WIDGET (self);
}
