/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-document-row.h"

#include "config.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"

#include <glib/gi18n-lib.h>

struct _SptDocumentRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  SptMeeting *meeting;
  SptDocument *document;
  GCancellable *cancellable;
  char *problem; /* of the last thing that was asked for here */
  gboolean fetching;

  /* Template */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *words;
  GtkProgressBar *progress;
  GtkWidget *retry_button;
  GtkWidget *cancel_button;
  GtkWidget *open_button;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (SptDocumentRow, spt_document_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_ready (SptDocumentRow *self)
{
  return spt_document_get_state (self->document) == SPT_DOCUMENT_READY;
}

static char *
dup_words (SptDocumentRow *self)
{
  SptDocument *document = self->document;
  const GError *error = spt_document_get_error (document);
  gboolean own = spt_document_get_own (document);
  gboolean transferring = spt_document_get_transferring (document);
  g_autofree char *size = g_format_size ((guint64) MAX (0, spt_document_get_size (document)));
  int percent = (int) (spt_document_get_progress (document) * 100);

  if (transferring && own)
    /* Translators: size, then a number from 0 to 100. */
    return g_strdup_printf (_ ("%s · sending, %d %%"), size, percent);
  if (transferring)
    return g_strdup_printf (_ ("%s · receiving, %d %%"), size, percent);
  if (error != NULL)
    return spt_error_text (error);
  if (self->problem != NULL)
    return g_strdup (self->problem);

  switch (spt_document_get_state (document))
    {
    case SPT_DOCUMENT_REMOVED:
      return g_strdup (_ ("Removed"));
    case SPT_DOCUMENT_READY:
      return own ? g_strdup_printf (_ ("%s · sent"), size)
                 : g_strdup_printf (_ ("%s · received"), size);
    case SPT_DOCUMENT_UNSET:
    case SPT_DOCUMENT_UPLOADING:
      return own ? g_strdup_printf (_ ("%s · waiting to be sent"), size)
                 : g_strdup_printf (_ ("%s · on its way"), size);
    }
  return NULL;
}

static void
update_icon (SptDocumentRow *self)
{
  const char *media_type = spt_document_get_media_type (self->document);
  g_autofree char *content_type = NULL;
  g_autoptr (GIcon) icon = NULL;

  if (media_type != NULL)
    content_type = g_content_type_from_mime_type (media_type);
  else
    content_type = g_content_type_guess (spt_document_get_name (self->document), NULL, 0, NULL);
  if (content_type == NULL)
    return;
  icon = g_content_type_get_symbolic_icon (content_type);
  gtk_image_set_from_gicon (self->icon, icon);
}

static void
update (SptDocumentRow *self)
{
  SptDocument *document = self->document;
  const char *name = spt_document_get_name (document);
  gboolean transferring = spt_document_get_transferring (document);
  gboolean stopped = !transferring && spt_document_get_error (document) != NULL;
  gboolean removed = spt_document_get_state (document) == SPT_DOCUMENT_REMOVED;
  g_autofree char *words = dup_words (self);

  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), transferring);
  gtk_progress_bar_set_fraction (self->progress, spt_document_get_progress (document));
  gtk_widget_set_visible (self->cancel_button, (transferring || stopped) && !removed);
  gtk_widget_set_visible (self->retry_button, stopped && !removed);
  gtk_widget_set_visible (self->open_button, is_ready (self) && !transferring);
  gtk_widget_set_visible (self->save_button, is_ready (self) && !transferring);
  if (stopped || removed || self->problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  update_icon (self);
}

static void
document_changed_cb (SptDocument *document, GParamSpec *pspec, SptDocumentRow *self)
{
  update (self);
}

static void
set_problem (SptDocumentRow *self, const GError *error)
{
  g_clear_pointer (&self->problem, g_free);
  if (error != NULL)
    self->problem = spt_error_text (error);
  if (self->document != NULL)
    update (self);
}

static void
retry_cb (SptDocumentRow *self)
{
  set_problem (self, NULL);
  spt_meeting_retry_transfer (self->meeting, self->document);
}

static void
cancel_cb (SptDocumentRow *self)
{
  spt_meeting_cancel_transfer (self->meeting, self->document);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&self->problem, g_free);
      self->problem = g_strdup (_ ("There is no program that opens it. Save it instead."));
      update (self);
    }
}

static void
fetched_to_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = spt_meeting_save_document_finish (SPT_MEETING (source), result, &error);
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  g_autoptr (GdkAppLaunchContext) context = NULL;
  g_autofree char *uri = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_problem (self, error);
  if (file == NULL)
    return;
  context = gdk_display_get_app_launch_context (display);
  uri = g_file_get_uri (file);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), self->cancellable,
                                           launched_cb, g_object_ref (self));
}

static void
open_cb (SptDocumentRow *self)
{
  set_problem (self, NULL);
  spt_meeting_save_document_async (self->meeting, self->document, NULL, self->cancellable,
                                   fetched_to_open_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = spt_meeting_save_document_finish (SPT_MEETING (source), result, &error);
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_problem (self, error);
  if (file == NULL)
    return;
  shown = g_file_get_parse_name (file);
  /* Translators: the path of the file. */
  words = g_strdup_printf (_ ("Saved as %s"), shown);
  gtk_label_set_text (self->words, words);
  spt_compat_announce (GTK_WIDGET (self), words);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) target = spt_compat_save_file_finish (result, &error);

  if (target == NULL || self->meeting == NULL)
    return;
  spt_meeting_save_document_async (self->meeting, self->document, target, self->cancellable,
                                   saved_cb, g_object_ref (self));
}

static void
save_cb (SptDocumentRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  set_problem (self, NULL);
  spt_compat_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Save Document"),
                              spt_document_get_name (self->document), self->cancellable,
                              target_chosen_cb, g_object_ref (self));
}

static void
fetched_to_drag_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptDocumentRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = spt_meeting_save_document_finish (SPT_MEETING (source), result, &error);

  self->fetching = FALSE;
  if (file == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_problem (self, error);
}

/* A drag needs its file at once: the copy is fetched when the pointer comes near. */
static void
pointer_near_cb (GtkEventControllerMotion *motion, double x, double y, SptDocumentRow *self)
{
  if (self->fetching || spt_document_get_own (self->document) || !is_ready (self)
      || spt_document_get_saved_file (self->document) != NULL
      || spt_document_get_transferring (self->document))
    return;
  self->fetching = TRUE;
  spt_meeting_save_document_async (self->meeting, self->document, NULL, self->cancellable,
                                   fetched_to_drag_cb, g_object_ref (self));
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, SptDocumentRow *self)
{
  GFile *file = spt_document_get_saved_file (self->document);
  g_autoptr (GSList) files = NULL;
  GdkFileList *list = NULL;
  GdkContentProvider *provider = NULL;

  if (file == NULL || !is_ready (self))
    return NULL;
  files = g_slist_prepend (NULL, file);
  list = gdk_file_list_new_from_list (files);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return provider;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, SptDocumentRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self->icon));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
spt_document_row_dispose (GObject *object)
{
  SptDocumentRow *self = SPT_DOCUMENT_ROW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->meeting);
  G_OBJECT_CLASS (spt_document_row_parent_class)->dispose (object);
}

static void
spt_document_row_finalize (GObject *object)
{
  SptDocumentRow *self = SPT_DOCUMENT_ROW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (spt_document_row_parent_class)->finalize (object);
}

static void
spt_document_row_class_init (SptDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_document_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_document_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, words);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, progress);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, SptDocumentRow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
spt_document_row_init (SptDocumentRow *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "enter", G_CALLBACK (pointer_near_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

GtkWidget *
spt_document_row_new (SptMeeting *meeting, SptDocument *document)
{
  SptDocumentRow *self = g_object_new (SPT_TYPE_DOCUMENT_ROW, NULL);

  self->meeting = g_object_ref (meeting);
  self->document = g_object_ref (document);
  g_signal_connect (document, "notify", G_CALLBACK (document_changed_cb), self);
  update (self);
  return GTK_WIDGET (self);
}
