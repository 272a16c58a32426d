/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents of a visit: the list, the content, and how an upload ends. */
#include "backend/api/sptd-api-documents.h"

#include "backend/api/sptd-api-access.h"
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-documents.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-visits.h"

/**
 * sptd_document_tell:
 * @database: a connection, inside the transaction of the change
 * @document: the document as it is now
 * @now: microseconds
 * @error: the database's
 *
 * Returns: whether both sides will be told
 */
gboolean
sptd_document_tell (SptdDatabase *database,
                    const SptWireDocument *document,
                    gint64 now,
                    GError **error)
{
  g_autofree char *office = sptd_store_visit_office (database, document->visit_id, error);
  const SptWireEvent event = {
    .kind = SPT_EVENT_DOCUMENT,
    .at = now,
    .document = (SptWireDocument *) document,
  };

  return office != NULL
         && sptd_store_event_add (database, &event, SPTD_AUDIENCE_VISIT, office, document->visit_id,
                                  NULL, error);
}

/* GET /visits/{visit_id}/documents */
gboolean
sptd_api_list_documents (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) documents = NULL;
  SptWireList *list;

  if (!sptd_access_visit (api->database, request, request->params[0], error))
    return FALSE;
  documents = sptd_store_documents_list (api->database, request->params[0], error);
  if (documents == NULL)
    return FALSE;
  list = spt_wire_new (&spt_wire_document_list_type);
  list->items = g_steal_pointer (&documents);
  reply->body = list;
  return TRUE;
}

/* GET /documents/{document_id}/content */
gboolean
sptd_api_get_content (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  g_autoptr (SptWireDocument) document =
      sptd_store_document_load (api->database, request->params[0], error);
  g_autofree char *disposition = NULL;
  g_autofree char *tag = NULL;

  if (document == NULL || !sptd_access_visit (api->database, request, document->visit_id, error))
    return FALSE;
  if (document->state == SPT_DOCUMENT_REMOVED)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "the document was removed");
      return FALSE;
    }
  if (document->state != SPT_DOCUMENT_READY)
    {
      spt_set_state_error (error, spt_document_state_names[document->state],
                           "the document has not arrived yet");
      return FALSE;
    }
  reply->bytes = sptd_store_document_content (api->database, document, api->master_key, error);
  if (reply->bytes == NULL)
    return FALSE;
  reply->media_type = g_strdup (document->media_type);
  disposition = sptd_document_disposition (document->name);
  tag = g_strdup_printf ("\"%s\"", document->sha256);
  sptd_reply_set_header (reply, "Content-Disposition", disposition);
  sptd_reply_set_header (reply, "Content-Security-Policy", "sandbox; default-src 'none'");
  sptd_reply_set_header (reply, "ETag", tag);
  return TRUE;
}

/* === The end of an upload === */

typedef struct
{
  SptWireDocument *document;
  gint64 now;
} Ending;

static gboolean
write_ending (SptdDatabase *database, gpointer data, GError **error)
{
  const Ending *ending = data;
  SptWireDocument *document = ending->document;
  g_autoptr (SptWireDocument) present = sptd_store_document_load (database, document->id, error);

  if (present == NULL)
    return FALSE;
  /* Another worker was first. */
  if (present->state != SPT_DOCUMENT_UPLOADING)
    return TRUE;
  if (document->state == SPT_DOCUMENT_READY
          ? !sptd_store_document_ready (database, document, error)
          : !sptd_store_document_remove (database, document->id, error))
    return FALSE;
  return sptd_document_tell (database, document, ending->now, error);
}

/**
 * sptd_document_finish:
 * @api: a worker's
 * @document_id: a document
 * @now: microseconds
 * @error: %SPT_ERROR_TYPE_NOT_ALLOWED where its content is nothing that offices take: it has been
 *   removed then, and both sides are told
 *
 * Looks at a document of which everything has arrived. Reading it holds up no writer; a process that
 * dies between the last piece and this finds it again by the next HEAD.
 *
 * Returns: whether it is ready, or not whole yet
 */
gboolean
sptd_document_finish (SptdApi *api, const char *document_id, gint64 now, GError **error)
{
  g_autoptr (SptWireDocument) document =
      sptd_store_document_load (api->database, document_id, error);
  g_autoptr (GBytes) content = NULL;
  Ending ending = { .now = now };
  const char *type;

  if (document == NULL)
    return FALSE;
  if (document->state != SPT_DOCUMENT_UPLOADING || document->received < document->size)
    return TRUE;
  content = sptd_store_document_content (api->database, document, api->master_key, error);
  if (content == NULL)
    return FALSE;
  type = sptd_document_type_of (content);
  document->state = type != NULL ? SPT_DOCUMENT_READY : SPT_DOCUMENT_REMOVED;
  document->media_type = g_strdup (type);
  if (type != NULL)
    document->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  ending.document = document;
  if (!sptd_database_transact (api->database, write_ending, &ending, error))
    return FALSE;
  if (type != NULL)
    return TRUE;
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_TYPE_NOT_ALLOWED,
                       "by its content it is no document that is taken");
  return FALSE;
}

/**
 * sptd_documents_expire:
 * @database: a connection
 * @now: microseconds
 * @error: the database's
 *
 * Removes the uploads that began long ago and never ended.
 *
 * Returns: whether they are gone
 */
gboolean
sptd_documents_expire (SptdDatabase *database, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) stale =
      sptd_store_documents_stale (database, now - SPTD_UPLOAD_LIFETIME, error);

  for (guint i = 0; stale != NULL && i < stale->len; i++)
    {
      SptWireDocument *document = g_ptr_array_index (stale, i);
      Ending ending = { .document = document, .now = now };

      document->state = SPT_DOCUMENT_REMOVED;
      if (!sptd_database_transact (database, write_ending, &ending, error))
        return FALSE;
    }
  return stale != NULL;
}
