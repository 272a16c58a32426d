/* SPDX-License-Identifier: EUPL-1.2 */
#include "client/spt-download.h"

#include "base/spt-id.h"
#include "client/spt-client-private.h"

#define CHUNK (64 * 1024)

struct _SptDownload
{
  GObject parent_instance;

  /* Owned */
  SptClient *client;
  SptWireDocument *document;
  char *token;
  GFile *target;
  GFile *part; /* what is written until it is whole */
  SoupMessage *message;
  GInputStream *input;
  GOutputStream *output;
  GBytes *chunk;
  GChecksum *checksum;

  gint64 received;
};

enum
{
  PROP_PROGRESS = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptDownload, spt_download, G_TYPE_OBJECT)

static void read_next (SptDownload *self, GTask *task);

static void
spt_download_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, spt_download_get_progress (SPT_DOWNLOAD (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clear_run (SptDownload *self)
{
  g_clear_object (&self->part);
  g_clear_object (&self->message);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  g_clear_pointer (&self->checksum, g_checksum_free);
}

static void
spt_download_finalize (GObject *object)
{
  SptDownload *self = SPT_DOWNLOAD (object);

  clear_run (self);
  g_clear_object (&self->client);
  spt_wire_document_free (self->document);
  g_free (self->token);
  g_clear_object (&self->target);
  G_OBJECT_CLASS (spt_download_parent_class)->finalize (object);
}

static void
spt_download_class_init (SptDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_download_get_property;
  object_class->finalize = spt_download_finalize;
  props[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_download_init (SptDownload *self)
{
}

SptDownload *
spt_download_new (SptClient *client,
                  const SptWireDocument *document,
                  const char *token,
                  GFile *target)
{
  SptDownload *self = g_object_new (SPT_TYPE_DOWNLOAD, NULL);

  self->client = g_object_ref (client);
  self->document = spt_wire_document_copy (document);
  self->token = g_strdup (token);
  self->target = g_object_ref (target);
  return self;
}

double
spt_download_get_progress (SptDownload *self)
{
  g_return_val_if_fail (SPT_IS_DOWNLOAD (self), 0.0);

  if (self->document->size <= 0)
    return 0.0;
  return (double) self->received / (double) self->document->size;
}

/* === The end === */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error))
    g_message ("A piece of a document stays behind: %s", error->message);
}

/* @error: (transfer full) */
static void
fail (SptDownload *self, GTask *task, GError *error)
{
  if (self->output != NULL)
    g_output_stream_close_async (self->output, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  if (self->part != NULL)
    g_file_delete_async (self->part, G_PRIORITY_DEFAULT, NULL, deleted_cb, NULL);
  clear_run (self);
  g_task_return_error (task, error);
}

/* Takes the target's place. Moving within a folder is a rename: it does not wait for the disk's
 * size, but GLib 2.74 has no asynchronous form for all kinds of files, hence the thread. */
static void
move_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SptDownload *self = source;
  GError *error = NULL;

  if (g_file_move (self->part, self->target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NOFOLLOW_SYMLINKS,
                   cancellable, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptDownload *self = SPT_DOWNLOAD (source);
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, task, error);
      return;
    }
  clear_run (self);
  g_task_return_boolean (task, TRUE);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  g_autoptr (GTask) move = NULL;
  GError *error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    {
      fail (self, task, error);
      return;
    }
  g_clear_object (&self->output);
  move = g_task_new (self, g_task_get_cancellable (task), moved_cb, g_object_ref (task));
  g_task_run_in_thread (move, move_thread);
}

static void
finish_file (SptDownload *self, GTask *task)
{
  const char *sha256 = self->document->sha256;

  if (self->received != self->document->size
      || (sha256 != NULL && g_strcmp0 (sha256, g_checksum_get_string (self->checksum)) != 0))
    {
      fail (self, task,
            spt_error_new (SPT_ERROR_CHECKSUM_MISMATCH, "the bytes are not those of the document"));
      return;
    }
  g_output_stream_close_async (self->output, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                               closed_cb, g_object_ref (task));
}

/* === The bytes === */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      fail (self, task, error);
      return;
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
  read_next (self, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gconstpointer bytes;
  gsize length;

  g_clear_pointer (&self->chunk, g_bytes_unref);
  self->chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (self->chunk == NULL)
    {
      fail (self, task, spt_client_transport_error (error));
      return;
    }
  bytes = g_bytes_get_data (self->chunk, &length);
  if (length == 0)
    {
      finish_file (self, task);
      return;
    }
  self->received += (gint64) length;
  if (self->received > self->document->size)
    {
      fail (self, task, spt_error_new (SPT_ERROR_BAD_ANSWER, "the document is longer than told"));
      return;
    }
  g_checksum_update (self->checksum, bytes, (gssize) length);
  g_output_stream_write_all_async (self->output, bytes, length, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
read_next (SptDownload *self, GTask *task)
{
  g_input_stream_read_bytes_async (self->input, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  GError *error = NULL;
  GFileOutputStream *output = g_file_create_finish (G_FILE (source), result, &error);

  if (output == NULL)
    {
      g_clear_object (&self->part);
      fail (self, task, error);
      return;
    }
  self->output = G_OUTPUT_STREAM (output);
  read_next (self, task);
}

static void
refusal_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  g_autoptr (GBytes) body =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  fail (self, task, spt_client_answer_error (self->message, body));
}

static GFile *
part_of (GFile *target)
{
  g_autoptr (GFile) folder = g_file_get_parent (target);
  g_autofree char *id = spt_id_new ();
  g_autofree char *name = g_strdup_printf (".sportello-%.8s.part", id);

  return folder != NULL ? g_file_get_child (folder, name) : NULL;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptDownload *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->input = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->input == NULL)
    {
      fail (self, task, spt_client_transport_error (error));
      return;
    }
  if (soup_message_get_status (self->message) != SOUP_STATUS_OK)
    {
      g_input_stream_read_bytes_async (self->input, CHUNK, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), refusal_cb,
                                       g_object_ref (task));
      return;
    }
  self->part = part_of (self->target);
  if (self->part == NULL)
    {
      fail (self, task,
            g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a file's place"));
      return;
    }
  g_file_create_async (self->part, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                       g_task_get_cancellable (task), created_cb, g_object_ref (task));
}

void
spt_download_run_async (SptDownload *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  const char *params[] = { NULL, NULL };
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (SPT_IS_DOWNLOAD (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_download_run_async);
  params[0] = self->document->id;
  self->received = 0;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->message =
      spt_client_message (self->client, SPT_ROUTE_GET_CONTENT, params, NULL, self->token, &error);
  if (self->message == NULL)
    {
      fail (self, task, error);
      g_object_unref (task);
      return;
    }
  soup_session_send_async (spt_client_get_requests (self->client), self->message,
                           G_PRIORITY_DEFAULT, cancellable, sent_cb, task);
}

gboolean
spt_download_run_finish (SptDownload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
