/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents of a visit: uploads that go on by themselves, downloads to a file or to the cache. */
#include "base/spt-clock.h"
#include "client/spt-download.h"
#include "model/spt-meeting-private.h"

static SptDocument *
document_at (SptMeeting *self, guint position)
{
  SptDocument *document = g_list_model_get_item (G_LIST_MODEL (self->documents), position);

  /* The list keeps it. */
  if (document != NULL)
    g_object_unref (document);
  return document;
}

static guint
count (SptMeeting *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->documents));
}

static SptDocument *
find_document (SptMeeting *self, const char *id)
{
  for (guint i = 0; i < count (self); i++)
    if (g_strcmp0 (spt_document_get_id (document_at (self, i)), id) == 0)
      return document_at (self, i);
  return NULL;
}

/* An own upload whose creation is not yet answered: the answer tells which document it is. */
static gboolean
is_being_created (SptMeeting *self, const SptWireDocument *wire)
{
  for (guint i = 0; wire->from == self->own && i < count (self); i++)
    {
      SptDocument *document = document_at (self, i);

      if (spt_document_get_id (document) == NULL && spt_document_get_transferring (document)
          && g_strcmp0 (spt_document_get_name (document), wire->name) == 0)
        return TRUE;
    }
  return FALSE;
}

void
spt_meeting_apply_document (SptMeeting *self, const SptWireDocument *wire)
{
  SptDocument *known = find_document (self, wire->id);
  g_autoptr (SptDocument) fresh = NULL;

  if (known != NULL)
    {
      /* A late word does not take back what is ready. */
      if (wire->state >= spt_document_get_state (known))
        spt_document_apply (known, wire);
      return;
    }
  if (wire->state == SPT_DOCUMENT_REMOVED || is_being_created (self, wire))
    return;
  fresh = spt_document_new (wire, self->own);
  g_list_store_append (self->documents, fresh);
}

static void
reply_document (SptMeeting *self, const SptWireDocument *wire)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = SPT_EVENT_DOCUMENT;
  event->at = spt_clock_now (&spt_clock_system);
  event->document = spt_wire_document_copy (wire);
  spt_meeting_emit_reply (self, event);
}

/* === A transfer === */

typedef struct
{
  SptMeeting *meeting;
  SptDocument *document;
  GFile *target; /* of a download */
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_object_unref (transfer->meeting);
  g_object_unref (transfer->document);
  g_clear_object (&transfer->target);
  g_free (transfer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

static Transfer *
transfer_new (SptMeeting *self, SptDocument *document)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->meeting = g_object_ref (self);
  transfer->document = g_object_ref (document);
  return transfer;
}

static void
remove_document (SptMeeting *self, SptDocument *document)
{
  guint at;

  if (g_list_store_find (self->documents, document, &at))
    g_list_store_remove (self->documents, at);
}

/* === Uploading === */

static void run_upload (SptMeeting *self, SptDocument *document);

/* The creation was answered: the document has its name on the wire from now on. */
static void
adopt_document (SptMeeting *self, SptDocument *document)
{
  const SptWireDocument *wire = spt_upload_get_document (spt_document_get_upload (document));
  SptDocument *twin;

  if (wire == NULL || spt_document_get_id (document) != NULL)
    return;
  twin = find_document (self, wire->id);
  if (twin != NULL)
    remove_document (self, twin);
  spt_document_apply (document, wire);
}

static void
progress_cb (SptUpload *upload, GParamSpec *pspec, Transfer *transfer)
{
  adopt_document (transfer->meeting, transfer->document);
  spt_document_set_progress (transfer->document, spt_upload_get_progress (upload));
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Transfer) transfer = data;
  SptUpload *upload = SPT_UPLOAD (source);
  SptDocument *document = transfer->document;
  SptMeeting *self = transfer->meeting;
  GError *error = NULL;
  gboolean done = spt_upload_run_finish (upload, result, &error);

  g_signal_handlers_disconnect_by_func (upload, progress_cb, transfer);
  adopt_document (self, document);
  if (done)
    {
      spt_document_set_progress (document, 1.0);
      if (spt_document_get_state (document) == SPT_DOCUMENT_UPLOADING)
        spt_document_set_state (document, SPT_DOCUMENT_READY);
      spt_document_set_transfer (document, FALSE, NULL);
      return;
    }
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_TYPE_NOT_ALLOWED))
    spt_document_set_state (document, SPT_DOCUMENT_REMOVED);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spt_meeting_emit_trouble (self, error);
  spt_document_set_transfer (document, FALSE, error);
}

static void
run_upload (SptMeeting *self, SptDocument *document)
{
  SptUpload *upload = spt_document_get_upload (document);
  Transfer *transfer = transfer_new (self, document);

  spt_document_set_transfer (document, TRUE, NULL);
  g_signal_connect (upload, "notify::progress", G_CALLBACK (progress_cb), transfer);
  spt_upload_run_async (upload, spt_document_renew_cancellable (document), uploaded_cb, transfer);
}

static void
sized_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Transfer) transfer = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  /* A file that cannot be asked cannot be read: the upload tells why. */
  if (info != NULL && spt_document_get_id (transfer->document) == NULL)
    spt_document_set_size (transfer->document, g_file_info_get_size (info));
}

SptDocument *
spt_meeting_send_file (SptMeeting *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = NULL;
  g_autoptr (SptDocument) document = NULL;
  g_autoptr (SptUpload) upload = NULL;

  g_return_val_if_fail (SPT_IS_MEETING (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_filename_display_name (base);
  document = spt_document_new_own (file, name);
  upload = spt_upload_new (self->client, self->visit_id, self->token, file, name);
  spt_document_set_upload (document, upload);
  g_list_store_append (self->documents, document);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, sized_cb,
                           transfer_new (self, document));
  run_upload (self, document);
  return document;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, NULL, &error))
    g_message ("A cancelled upload stays at the backend until it expires: %s", error->message);
}

void
spt_meeting_cancel_transfer (SptMeeting *self, SptDocument *document)
{
  GCancellable *cancellable;
  const char *id;

  g_return_if_fail (SPT_IS_MEETING (self));
  g_return_if_fail (SPT_IS_DOCUMENT (document));

  cancellable = spt_document_get_cancellable (document);
  id = spt_document_get_id (document);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  if (!spt_document_get_own (document)
      || spt_document_get_state (document) != SPT_DOCUMENT_UPLOADING)
    return;
  if (id != NULL)
    spt_client_send_async (self->client, SPT_ROUTE_DELETE_DOCUMENT, (const char *[]){ id, NULL },
                           NULL, NULL, self->token, NULL, NULL, deleted_cb, NULL);
  remove_document (self, document);
}

void
spt_meeting_retry_transfer (SptMeeting *self, SptDocument *document)
{
  g_return_if_fail (SPT_IS_MEETING (self));
  g_return_if_fail (SPT_IS_DOCUMENT (document));

  if (!spt_document_get_transferring (document) && spt_document_get_upload (document) != NULL
      && spt_document_get_state (document) == SPT_DOCUMENT_UPLOADING)
    run_upload (self, document);
}

void
spt_meeting_resume_transfers (SptMeeting *self)
{
  for (guint i = 0; i < count (self); i++)
    {
      SptDocument *document = document_at (self, i);
      const GError *error = spt_document_get_error (document);

      if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE)
          || g_error_matches (error, SPT_ERROR, SPT_ERROR_OVERLOADED))
        spt_meeting_retry_transfer (self, document);
    }
}

void
spt_meeting_cancel_transfers (SptMeeting *self)
{
  for (guint i = 0; i < count (self); i++)
    {
      GCancellable *cancellable = spt_document_get_cancellable (document_at (self, i));

      if (cancellable != NULL)
        g_cancellable_cancel (cancellable);
    }
}

/* === Downloading === */

/* A name from the network as a name in a folder of ours. */
static char *
safe_name (const char *name)
{
  g_autofree char *safe = g_strdup (name);

  g_strdelimit (safe, "/\\", '_');
  if (safe[0] == '.')
    safe[0] = '_';
  return safe[0] != '\0' ? g_filename_from_utf8 (safe, -1, NULL, NULL, NULL)
                         : g_strdup ("document");
}

static GFile *
cached_copy (SptMeeting *self, SptDocument *document)
{
  g_autofree char *name = safe_name (spt_document_get_name (document));
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "sportello", "documents",
                                              self->visit_id, spt_document_get_id (document), NULL);
  g_autofree char *path = g_build_filename (folder, name != NULL ? name : "document", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_file_new_for_path (path);
}

static void
received_cb (SptDownload *download, GParamSpec *pspec, SptDocument *document)
{
  spt_document_set_progress (document, spt_download_get_progress (download));
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;

  if (!spt_download_run_finish (SPT_DOWNLOAD (source), result, &error))
    {
      spt_meeting_emit_trouble (transfer->meeting, error);
      spt_document_set_transfer (transfer->document, FALSE, g_error_copy (error));
      g_task_return_error (task, error);
      return;
    }
  spt_document_set_progress (transfer->document, 1.0);
  spt_document_set_transfer (transfer->document, FALSE, NULL);
  spt_document_set_saved_file (transfer->document, transfer->target);
  g_task_return_pointer (task, g_object_ref (transfer->target), g_object_unref);
}

void
spt_meeting_save_document_async (SptMeeting *self,
                                 SptDocument *document,
                                 GFile *target,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (SptDownload) download = NULL;
  Transfer *transfer;
  GTask *task;

  g_return_if_fail (SPT_IS_MEETING (self));
  g_return_if_fail (SPT_IS_DOCUMENT (document));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_meeting_save_document_async);
  if (spt_document_get_state (document) != SPT_DOCUMENT_READY)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_WRONG_STATE, "it is not whole yet");
      g_object_unref (task);
      return;
    }
  transfer = transfer_new (self, document);
  transfer->target = target != NULL ? g_object_ref (target) : cached_copy (self, document);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  /* The cached copy took its place when it was whole. */
  if (target == NULL && g_file_query_exists (transfer->target, NULL))
    {
      spt_document_set_saved_file (document, transfer->target);
      g_task_return_pointer (task, g_object_ref (transfer->target), g_object_unref);
      g_object_unref (task);
      return;
    }
  download = spt_download_new (self->client, spt_document_get_wire (document), self->token,
                               transfer->target);
  spt_document_set_progress (document, 0.0);
  spt_document_set_transfer (document, TRUE, NULL);
  g_signal_connect_object (download, "notify::progress", G_CALLBACK (received_cb), document, 0);
  spt_download_run_async (download, cancellable, downloaded_cb, task);
}

GFile *
spt_meeting_save_document_finish (SptMeeting *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* === Loading === */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptMeeting) self = data;
  g_autoptr (GError) error = NULL;
  gpointer answer = NULL;
  SptWireList *list;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        spt_meeting_emit_trouble (self, error);
      return;
    }
  list = answer;
  for (guint i = 0; i < list->items->len; i++)
    reply_document (self, g_ptr_array_index (list->items, i));
  spt_wire_document_list_free (list);
}

void
spt_meeting_load_documents (SptMeeting *self)
{
  spt_client_send_async (self->client, SPT_ROUTE_LIST_DOCUMENTS,
                         (const char *[]){ self->visit_id, NULL }, NULL, NULL, self->token, NULL,
                         self->cancellable, loaded_cb, g_object_ref (self));
}
