/* SPDX-License-Identifier: EUPL-1.2 */
/* Uploads by tus 1.0: creation, checksum, expiration, termination (https://tus.io/protocols). */
#include <string.h>

#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-documents.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-documents.h"
#include "base/spt-id.h"

#define TUS_VERSION "1.0.0"

/* === Headers === */

static gboolean
header_error (GError **error, const char *name, const char *what)
{
  spt_set_field_error (error, name, "%s", what);
  return FALSE;
}

static gboolean
check_version (const SptdRequest *request, GError **error)
{
  const char *version = g_hash_table_lookup (request->headers, "tus-resumable");

  if (version == NULL || strcmp (version, TUS_VERSION) == 0)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_PRECONDITION_FAILED,
                       "this is version " TUS_VERSION " of tus");
  return FALSE;
}

static gboolean
read_number (const SptdRequest *request, const char *name, gint64 *number, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *text = g_hash_table_lookup (request->headers, lower);

  if (text == NULL)
    return header_error (error, name, "is missing");
  if (!g_ascii_isdigit (text[0])
      || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, number, NULL))
    return header_error (error, name, "is not a whole number");
  return TRUE;
}

/* The `filename` of Upload-Metadata: pairs of a key and a base64 value, divided by commas. */
static char *
read_file_name (const SptdRequest *request, GError **error)
{
  const char *metadata = g_hash_table_lookup (request->headers, "upload-metadata");
  g_auto (GStrv) pairs = g_strsplit (metadata != NULL ? metadata : "", ",", 32);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (g_strstrip (pairs[i]), " ", 2);
      g_autofree char *value = NULL;
      g_autofree char *name = NULL;
      gsize length = 0;

      if (pair[0] == NULL || strcmp (pair[0], "filename") != 0 || pair[1] == NULL)
        continue;
      value = (char *) g_base64_decode (pair[1], &length);
      if (memchr (value, '\0', length) == NULL)
        {
          g_autofree char *text = g_strndup (value, length);

          name = sptd_document_name_clean (text);
        }
      if (name == NULL)
        header_error (error, "Upload-Metadata", "has no usable filename");
      return g_steal_pointer (&name);
    }
  header_error (error, "Upload-Metadata", "has no filename");
  return NULL;
}

static void
set_upload_headers (SptdReply *reply, const SptWireDocument *document)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, document->received);
  g_autofree char *length = g_strdup_printf ("%" G_GINT64_FORMAT, document->size);

  sptd_reply_set_header (reply, "Tus-Resumable", TUS_VERSION);
  sptd_reply_set_header (reply, "Upload-Offset", offset);
  sptd_reply_set_header (reply, "Upload-Length", length);
  if (document->state == SPT_DOCUMENT_UPLOADING)
    {
      gint64 end = (document->created_at + SPTD_UPLOAD_LIFETIME) / SPT_SECOND;
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (end);
      g_autofree char *date = g_date_time_format (when, "%a, %d %b %Y %H:%M:%S GMT");

      sptd_reply_set_header (reply, "Upload-Expires", date);
    }
}

/* === Creation === */

typedef struct
{
  SptdApi *api;
  const SptdRequest *request;
  SptWireDocument *document;
} Upload;

static gboolean
check_quota (SptdDatabase *database, const SptWireDocument *document, GError **error)
{
  gint64 count, bytes;

  if (!sptd_store_documents_usage (database, document->visit_id, &count, &bytes, error))
    return FALSE;
  if (count < SPTD_MAX_DOCUMENTS && bytes + document->size <= SPTD_MAX_DOCUMENTS_SIZE)
    return TRUE;
  g_set_error (error, SPT_ERROR, SPT_ERROR_QUOTA_EXCEEDED,
               "a visit has at most %d documents of %d bytes together", SPTD_MAX_DOCUMENTS,
               SPTD_MAX_DOCUMENTS_SIZE);
  return FALSE;
}

static gboolean
create (SptdDatabase *database, gpointer data, GError **error)
{
  Upload *upload = data;

  return sptd_access_going_visit (database, upload->request, upload->document->visit_id, error)
         && check_quota (database, upload->document, error)
         && sptd_store_document_add (database, upload->document, upload->api->master_key, error)
         && sptd_document_tell (database, upload->document, upload->request->now, error);
}

/* POST /visits/{visit_id}/documents */
gboolean
sptd_api_create_document (SptdApi *api,
                          const SptdRequest *request,
                          SptdReply *reply,
                          GError **error)
{
  g_autoptr (SptWireDocument) document = spt_wire_document_new ();
  g_autofree char *location = NULL;
  Upload upload = { .api = api, .request = request, .document = document };

  /* First who asks, then what: nothing is told to those who have no business here. */
  if (!sptd_access_visit (api->database, request, request->params[0], error)
      || !check_version (request, error)
      || !read_number (request, "Upload-Length", &document->size, error))
    return FALSE;
  if (document->size == 0)
    return header_error (error, "Upload-Length", "must be at least 1");
  if (document->size > SPTD_MAX_DOCUMENT)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE, "a document has at most %d bytes",
                   SPTD_MAX_DOCUMENT);
      return FALSE;
    }
  document->name = read_file_name (request, error);
  if (document->name == NULL)
    return FALSE;
  document->id = spt_id_new ();
  document->visit_id = g_strdup (request->params[0]);
  document->from = sptd_access_party (request);
  document->state = SPT_DOCUMENT_UPLOADING;
  document->created_at = request->now;
  if (!sptd_database_transact (api->database, create, &upload, error))
    return FALSE;
  location = g_strconcat (SPT_API_ROOT "/documents/", document->id, NULL);
  set_upload_headers (reply, document);
  sptd_reply_set_header (reply, "Location", location);
  reply->body = g_steal_pointer (&document);
  return TRUE;
}

/* === Progress === */

/* The caller's own upload: the other side of the visit sees a document, and does not touch it. */
static SptWireDocument *
load_own (SptdDatabase *database, const SptdRequest *request, GError **error)
{
  g_autoptr (SptWireDocument) document =
      sptd_store_document_load (database, request->params[0], error);

  if (document == NULL || !sptd_access_visit (database, request, document->visit_id, error))
    return NULL;
  if (document->state != SPT_DOCUMENT_REMOVED && document->from == sptd_access_party (request))
    return g_steal_pointer (&document);
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such document");
  return NULL;
}

/* HEAD /documents/{document_id} */
gboolean
sptd_api_head_document (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  g_autoptr (SptWireDocument) document = load_own (api->database, request, error);

  if (document == NULL || !check_version (request, error))
    return FALSE;
  /* Where the process died between the last piece and the end. */
  if (document->state == SPT_DOCUMENT_UPLOADING && document->received == document->size
      && !sptd_document_finish (api, document->id, request->now, error))
    return FALSE;
  set_upload_headers (reply, document);
  return TRUE;
}

static gboolean
check_checksum (const SptdRequest *request, GError **error)
{
  const char *given = g_hash_table_lookup (request->headers, "upload-checksum");
  g_auto (GStrv) parts = g_strsplit (given != NULL ? given : "", " ", 2);
  g_autofree guchar *wanted = NULL;
  g_autoptr (GChecksum) checksum = NULL;
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  gsize wanted_length = 0;

  if (given == NULL)
    return TRUE;
  if (parts[0] == NULL || parts[1] == NULL
      || (strcmp (parts[0], "sha256") != 0 && strcmp (parts[0], "sha1") != 0))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_REQUEST,
                           "Upload-Checksum is sha256 or sha1 and base64");
      return FALSE;
    }
  checksum = g_checksum_new (strcmp (parts[0], "sha1") == 0 ? G_CHECKSUM_SHA1 : G_CHECKSUM_SHA256);
  g_checksum_update (checksum, g_bytes_get_data (request->bytes, NULL),
                     (gssize) g_bytes_get_size (request->bytes));
  g_checksum_get_digest (checksum, digest, &digest_length);
  wanted = g_base64_decode (parts[1], &wanted_length);
  if (wanted_length == digest_length && memcmp (wanted, digest, digest_length) == 0)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_CHECKSUM_MISMATCH,
                       "the piece is not what was sent");
  return FALSE;
}

static gboolean
append (SptdDatabase *database, gpointer data, GError **error)
{
  Upload *upload = data;
  const SptdRequest *request = upload->request;
  g_autoptr (SptWireDocument) document = load_own (database, request, error);
  gint64 length = (gint64) g_bytes_get_size (request->bytes);
  gint64 offset = 0;

  if (document == NULL || !read_number (request, "Upload-Offset", &offset, error))
    return FALSE;
  if (document->state != SPT_DOCUMENT_UPLOADING)
    {
      spt_set_state_error (error, spt_document_state_names[document->state],
                           "the document is not being uploaded");
      return FALSE;
    }
  if (offset != document->received)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_OFFSET_MISMATCH,
                   "the upload stands at %" G_GINT64_FORMAT, document->received);
      return FALSE;
    }
  if (length > document->size - document->received)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE,
                   "%" G_GINT64_FORMAT " bytes are missing, not more",
                   document->size - document->received);
      return FALSE;
    }
  if (length > 0
      && (!sptd_access_going_visit (database, request, document->visit_id, error)
          || !sptd_store_document_append (database, document, request->bytes,
                                          upload->api->master_key, error)))
    return FALSE;
  document->received += length;
  g_clear_pointer (&upload->document, spt_wire_document_free);
  upload->document = g_steal_pointer (&document);
  return TRUE;
}

/* PATCH /documents/{document_id}: what is acknowledged is on the disk. */
gboolean
sptd_api_append_document (SptdApi *api,
                          const SptdRequest *request,
                          SptdReply *reply,
                          GError **error)
{
  g_autoptr (SptWireDocument) document = NULL;
  Upload upload = { .api = api, .request = request };
  gboolean good = check_version (request, error) && check_checksum (request, error)
                  && sptd_database_transact (api->database, append, &upload, error);

  document = upload.document;
  if (!good)
    return FALSE;
  if (document->received == document->size
      && !sptd_document_finish (api, document->id, request->now, error))
    return FALSE;
  set_upload_headers (reply, document);
  return TRUE;
}

/* === Termination === */

static gboolean
terminate (SptdDatabase *database, gpointer data, GError **error)
{
  const SptdRequest *request = data;
  g_autoptr (SptWireDocument) document = load_own (database, request, error);

  if (document == NULL || !sptd_store_document_remove (database, document->id, error))
    return FALSE;
  document->state = SPT_DOCUMENT_REMOVED;
  g_clear_pointer (&document->sha256, g_free);
  return sptd_document_tell (database, document, request->now, error);
}

/* DELETE /documents/{document_id} */
gboolean
sptd_api_delete_document (SptdApi *api,
                          const SptdRequest *request,
                          SptdReply *reply,
                          GError **error)
{
  if (!check_version (request, error)
      || !sptd_database_transact (api->database, terminate, (gpointer) request, error))
    return FALSE;
  sptd_reply_set_header (reply, "Tus-Resumable", TUS_VERSION);
  return TRUE;
}
