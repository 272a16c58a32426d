/* SPDX-License-Identifier: EUPL-1.2 */
#include "client/spt-upload.h"

#include <string.h>

#include "base/spt-id.h"
#include "client/spt-client-private.h"

struct _SptUpload
{
  GObject parent_instance;

  /* Owned */
  SptClient *client;
  char *visit_id;
  char *token;
  char *name;
  char *key; /* the same creation twice is one document */
  GFile *file;
  GFileInputStream *input;
  SptWireDocument *document;
  SoupMessage *message;

  goffset size;
  goffset offset;
  gboolean asked; /* the backend was asked for its offset because ours was refused */
};

enum
{
  PROP_PROGRESS = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptUpload, spt_upload, G_TYPE_OBJECT)

static void append_next (SptUpload *self, GTask *task);

static void
spt_upload_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, spt_upload_get_progress (SPT_UPLOAD (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_upload_finalize (GObject *object)
{
  SptUpload *self = SPT_UPLOAD (object);

  g_clear_object (&self->client);
  g_free (self->visit_id);
  g_free (self->token);
  g_free (self->name);
  g_free (self->key);
  g_clear_object (&self->file);
  g_clear_object (&self->input);
  g_clear_object (&self->message);
  spt_wire_document_free (self->document);
  G_OBJECT_CLASS (spt_upload_parent_class)->finalize (object);
}

static void
spt_upload_class_init (SptUploadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_upload_get_property;
  object_class->finalize = spt_upload_finalize;
  props[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_upload_init (SptUpload *self)
{
  self->size = -1;
}

SptUpload *
spt_upload_new (SptClient *client,
                const char *visit_id,
                const char *token,
                GFile *file,
                const char *name)
{
  SptUpload *self = g_object_new (SPT_TYPE_UPLOAD, NULL);

  self->client = g_object_ref (client);
  self->visit_id = g_strdup (visit_id);
  self->token = g_strdup (token);
  self->file = g_object_ref (file);
  self->name = g_strdup (name);
  self->key = spt_id_new ();
  return self;
}

const SptWireDocument *
spt_upload_get_document (SptUpload *self)
{
  g_return_val_if_fail (SPT_IS_UPLOAD (self), NULL);

  return self->document;
}

double
spt_upload_get_progress (SptUpload *self)
{
  g_return_val_if_fail (SPT_IS_UPLOAD (self), 0.0);

  return self->size > 0 ? (double) self->offset / (double) self->size : 0.0;
}

static void
set_offset (SptUpload *self, goffset offset)
{
  if (self->offset == offset)
    return;
  self->offset = offset;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
}

/* === Requests === */

static void
set_header (SptUpload *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_message_get_request_headers (self->message), name, value);
}

/* Makes the message of a step. Returns: whether there is one; else @task has its error. */
static gboolean
begin_message (SptUpload *self, GTask *task, SptRouteId route, const char *id)
{
  const char *params[] = { id, NULL };
  GError *error = NULL;

  g_clear_object (&self->message);
  self->message = spt_client_message (self->client, route, params, NULL, self->token, &error);
  if (self->message == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  set_header (self, "Tus-Resumable", "1.0.0");
  return TRUE;
}

static void
exchange (SptUpload *self, GTask *task, GAsyncReadyCallback callback)
{
  spt_client_exchange_async (self->client, self->message, g_task_get_cancellable (task), callback,
                             g_object_ref (task));
}

/* Returns: (transfer full) (nullable): the body of a success; else @error is set. */
static GBytes *
exchanged (SptUpload *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) body = spt_client_exchange_finish (self->client, result, &local);

  if (body == NULL)
    {
      g_propagate_error (error, spt_client_transport_error (local));
      return NULL;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
    {
      g_propagate_error (error, spt_client_answer_error (self->message, body));
      return NULL;
    }
  return g_steal_pointer (&body);
}

/* Takes the offset that the backend tells. */
static gboolean
take_offset (SptUpload *self, GError **error)
{
  const char *text =
      soup_message_headers_get_one (soup_message_get_response_headers (self->message),
                                    "Upload-Offset");
  guint64 offset;

  if (text == NULL
      || !g_ascii_string_to_unsigned (text, 10, 0, (guint64) self->size, &offset, NULL))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER,
                           "the answer has no offset of the upload");
      return FALSE;
    }
  set_offset (self, (goffset) offset);
  return TRUE;
}

/* === Appending === */

static void
head_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = exchanged (self, result, &error);

  if (body == NULL || !take_offset (self, &error))
    g_task_return_error (task, error);
  else
    append_next (self, task);
}

static void
ask_offset (SptUpload *self, GTask *task)
{
  if (begin_message (self, task, SPT_ROUTE_HEAD_DOCUMENT, self->document->id))
    exchange (self, task, head_cb);
}

static void
appended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = exchanged (self, result, &error);

  if (body != NULL && take_offset (self, &error))
    {
      self->asked = FALSE;
      append_next (self, task);
      return;
    }
  /* An answer that was lost leaves our offset behind: ask once, and go on from there. */
  if (!self->asked
      && (g_error_matches (error, SPT_ERROR, SPT_ERROR_OFFSET_MISMATCH)
          || g_error_matches (error, SPT_ERROR, SPT_ERROR_CHECKSUM_MISMATCH)))
    {
      g_clear_error (&error);
      self->asked = TRUE;
      ask_offset (self, task);
      return;
    }
  g_task_return_error (task, error);
}

static void
send_chunk (SptUpload *self, GTask *task, GBytes *chunk)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *offset = g_strdup_printf ("%" G_GOFFSET_FORMAT, self->offset);
  g_autofree char *encoded = NULL;
  g_autofree char *header = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  if (!begin_message (self, task, SPT_ROUTE_APPEND_DOCUMENT, self->document->id))
    return;
  g_checksum_update (checksum, g_bytes_get_data (chunk, NULL), (gssize) g_bytes_get_size (chunk));
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);
  header = g_strconcat ("sha256 ", encoded, NULL);
  set_header (self, "Upload-Offset", offset);
  set_header (self, "Upload-Checksum", header);
  soup_message_set_request_body_from_bytes (self->message, "application/offset+octet-stream",
                                            chunk);
  exchange (self, task, appended_cb);
}

/* A piece that was read whole or up to the end of the file. */
static void
chunk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  g_autofree guint8 *buffer = g_steal_pointer ((guint8 **) g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr (GBytes) chunk = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (length == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                               "the file became shorter while it was sent");
      return;
    }
  chunk = g_bytes_new_take (g_steal_pointer (&buffer), length);
  send_chunk (self, task, chunk);
}

static void
append_next (SptUpload *self, GTask *task)
{
  gsize length = (gsize) MIN (self->size - self->offset, SPT_UPLOAD_CHUNK);
  guint8 **buffer = g_task_get_task_data (task);
  GError *error = NULL;

  if (length == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!g_seekable_seek (G_SEEKABLE (self->input), self->offset, G_SEEK_SET, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (*buffer);
  *buffer = g_malloc (length);
  g_input_stream_read_all_async (G_INPUT_STREAM (self->input), *buffer, length, G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task), chunk_cb, g_object_ref (task));
}

/* === Beginning === */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = exchanged (self, result, &error);

  if (body != NULL)
    self->document = spt_wire_parse (&spt_wire_document_type, body, SPT_PARSE_ANSWER, &error);
  if (self->document == NULL)
    {
      if (body != NULL)
        g_prefix_error (&error, "the new document: ");
      g_task_return_error (task, error);
      return;
    }
  append_next (self, task);
}

static void
create (SptUpload *self, GTask *task)
{
  g_autofree char *length = g_strdup_printf ("%" G_GOFFSET_FORMAT, self->size);
  g_autofree char *name = g_base64_encode ((const guchar *) self->name, strlen (self->name));
  g_autofree char *metadata = g_strconcat ("filename ", name, NULL);

  if (!begin_message (self, task, SPT_ROUTE_CREATE_DOCUMENT, self->visit_id))
    return;
  set_header (self, "Accept", "application/json, application/problem+json");
  set_header (self, "Upload-Length", length);
  set_header (self, "Upload-Metadata", metadata);
  set_header (self, "Idempotency-Key", self->key);
  exchange (self, task, created_cb);
}

static void
info_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GFileInfo) info =
      g_file_input_stream_query_info_finish (G_FILE_INPUT_STREAM (source), result, &error);

  if (info == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->document != NULL && g_file_info_get_size (info) != self->size)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                               "the file has changed since the upload began");
      return;
    }
  self->size = g_file_info_get_size (info);
  self->asked = FALSE;
  if (self->document != NULL)
    ask_offset (self, task);
  else
    create (self, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptUpload *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_object (&self->input);
  self->input = g_file_read_finish (G_FILE (source), result, &error);
  if (self->input == NULL)
    g_task_return_error (task, error);
  else
    g_file_input_stream_query_info_async (self->input, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                          G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                          info_cb, g_object_ref (task));
}

static void
buffer_free (guint8 **buffer)
{
  g_free (*buffer);
  g_free (buffer);
}

void
spt_upload_run_async (SptUpload *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task;

  g_return_if_fail (SPT_IS_UPLOAD (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_upload_run_async);
  g_task_set_task_data (task, g_new0 (guint8 *, 1), (GDestroyNotify) buffer_free);
  g_file_read_async (self->file, G_PRIORITY_DEFAULT, cancellable, opened_cb, task);
}

gboolean
spt_upload_run_finish (SptUpload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
