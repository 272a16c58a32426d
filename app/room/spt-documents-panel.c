/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-documents-panel.h"

#include "config.h"
#include "room/spt-document-row.h"
#include "room/spt-drop-zone.h"
#include "widgets/spt-compat.h"

#include <glib/gi18n-lib.h>

struct _SptDocumentsPanel
{
  AdwBin parent_instance;

  /* Owned */
  SptMeeting *meeting;
  GCancellable *cancellable;

  /* Template */
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (SptDocumentsPanel, spt_documents_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MEETING,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
documents_changed_cb (SptDocumentsPanel *self)
{
  guint count = self->meeting != NULL
                    ? g_list_model_get_n_items (spt_meeting_get_documents (self->meeting))
                    : 0;

  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "documents" : "empty");
  gtk_widget_set_sensitive (self->add_button, self->meeting != NULL);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  SptDocumentsPanel *self = data;

  return spt_document_row_new (self->meeting, SPT_DOCUMENT (item));
}

/* By the rules of the drop zone around the panel where there is one: it refuses in words. */
static void
send_files (SptDocumentsPanel *self, const GSList *files)
{
  GtkWidget *zone = gtk_widget_get_ancestor (GTK_WIDGET (self), SPT_TYPE_DROP_ZONE);

  if (zone != NULL)
    {
      spt_drop_zone_send (SPT_DROP_ZONE (zone), files);
      return;
    }
  for (const GSList *entry = files; entry != NULL; entry = entry->next)
    spt_meeting_send_file (self->meeting, G_FILE (entry->data));
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentsPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) chosen = spt_compat_open_files_finish (result, &error);
  GSList *files = NULL;

  if (chosen == NULL || self->meeting == NULL)
    return;
  for (guint i = g_list_model_get_n_items (chosen); i > 0; i--)
    files = g_slist_prepend (files, g_list_model_get_item (chosen, i - 1));
  send_files (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
add_cb (SptDocumentsPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  spt_compat_open_files_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Add Files"),
                               self->cancellable, files_chosen_cb, g_object_ref (self));
}

static void
forget_meeting (SptDocumentsPanel *self)
{
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (spt_meeting_get_documents (self->meeting), self);
  g_clear_object (&self->meeting);
}

static void
spt_documents_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MEETING:
      g_value_set_object (value, SPT_DOCUMENTS_PANEL (object)->meeting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_documents_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MEETING:
      spt_documents_panel_set_meeting (SPT_DOCUMENTS_PANEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_documents_panel_dispose (GObject *object)
{
  SptDocumentsPanel *self = SPT_DOCUMENTS_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  forget_meeting (self);
  G_OBJECT_CLASS (spt_documents_panel_parent_class)->dispose (object);
}

static void
spt_documents_panel_finalize (GObject *object)
{
  g_clear_object (&SPT_DOCUMENTS_PANEL (object)->cancellable);
  G_OBJECT_CLASS (spt_documents_panel_parent_class)->finalize (object);
}

static void
spt_documents_panel_class_init (SptDocumentsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = spt_documents_panel_get_property;
  object_class->set_property = spt_documents_panel_set_property;
  object_class->dispose = spt_documents_panel_dispose;
  object_class->finalize = spt_documents_panel_finalize;

  props[PROP_MEETING] =
      g_param_spec_object ("meeting", NULL, NULL, SPT_TYPE_MEETING,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/documents-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SptDocumentsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentsPanel, add_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
spt_documents_panel_init (SptDocumentsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  documents_changed_cb (self);
}

GtkWidget *
spt_documents_panel_new (SptMeeting *meeting)
{
  return g_object_new (SPT_TYPE_DOCUMENTS_PANEL, "meeting", meeting, NULL);
}

void
spt_documents_panel_set_meeting (SptDocumentsPanel *self, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_DOCUMENTS_PANEL (self));

  if (self->meeting == meeting)
    return;
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  forget_meeting (self);
  if (meeting != NULL)
    {
      GListModel *documents = spt_meeting_get_documents (meeting);

      self->meeting = g_object_ref (meeting);
      gtk_list_box_bind_model (self->list, documents, create_row, self, NULL);
      g_signal_connect_swapped (documents, "items-changed", G_CALLBACK (documents_changed_cb),
                                self);
    }
  documents_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEETING]);
}
