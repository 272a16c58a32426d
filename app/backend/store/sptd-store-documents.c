/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-documents.h"

#include <string.h>

#include "backend/store/sptd-vault.h"
#include "base/spt-error.h"

#define COLUMNS "id, visit_id, party, state, name, media_type, size, received, sha256, created_at"

/**
 * sptd_store_document_add:
 * @db: a connection, inside a transaction
 * @document: a document of which nothing has arrived
 * @master_key: what its own key is wrapped under
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether it is there
 */
gboolean
sptd_store_document_add (SptdDatabase *db,
                         const SptWireDocument *document,
                         GBytes *master_key,
                         GError **error)
{
  g_autoptr (GBytes) key = sptd_vault_key_new ();
  g_autoptr (GBytes) wrapped =
      sptd_vault_seal (master_key, document->id, g_bytes_get_data (key, NULL),
                       g_bytes_get_size (key));
  SptdStatement *insert = sptd_database_prepare (
      db,
      "INSERT INTO document (id, visit_id, party, state, name, size, received, wrapped_key,"
      " created_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
      error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "sssssibi", document->id, document->visit_id,
                       spt_wire_enum_name (spt_party_names, (int) document->from),
                       spt_wire_enum_name (spt_document_state_names, (int) document->state),
                       document->name, document->size, wrapped, document->created_at);
  return sptd_statement_run (insert, error);
}

static SptWireDocument *
read_document (SptdStatement *select)
{
  SptWireDocument *document = spt_wire_document_new ();

  document->id = sptd_statement_dup_text (select, 0);
  document->visit_id = sptd_statement_dup_text (select, 1);
  document->from =
      (SptParty) spt_wire_enum_value (spt_party_names, sptd_statement_text (select, 2));
  document->state = (SptDocumentState) spt_wire_enum_value (spt_document_state_names,
                                                            sptd_statement_text (select, 3));
  document->name = sptd_statement_dup_text (select, 4);
  document->media_type = sptd_statement_dup_text (select, 5);
  document->size = sptd_statement_int64 (select, 6);
  document->received = sptd_statement_int64 (select, 7);
  document->sha256 = sptd_statement_dup_text (select, 8);
  document->created_at = sptd_statement_int64 (select, 9);
  return document;
}

/* Reads what @select finds, and finishes it. */
static GPtrArray *
read_documents (SptdStatement *statement, GError **error)
{
  g_autoptr (SptdStatement) select = statement;
  g_autoptr (GPtrArray) documents = spt_wire_list_new (&spt_wire_document_type);
  gboolean row = FALSE;

  while (sptd_statement_step (select, &row, error))
    {
      if (!row)
        return g_steal_pointer (&documents);
      g_ptr_array_add (documents, read_document (select));
    }
  return NULL;
}

/**
 * sptd_store_document_load:
 * @db: a connection
 * @document_id: a document
 * @error: %SPT_ERROR_NOT_FOUND, %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): the document without its content
 */
SptWireDocument *
sptd_store_document_load (SptdDatabase *db, const char *document_id, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT " COLUMNS " FROM document WHERE id = $1", error);
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", document_id);
  if (!sptd_statement_step (select, &row, error))
    return NULL;
  if (row)
    return read_document (select);
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such document");
  return NULL;
}

/**
 * sptd_store_documents_list:
 * @db: a connection
 * @visit_id: a visit
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptWireDocument): its documents, the oldest
 *   first, without those that were removed
 */
GPtrArray *
sptd_store_documents_list (SptdDatabase *db, const char *visit_id, GError **error)
{
  SptdStatement *select =
      sptd_database_prepare (db,
                             "SELECT " COLUMNS
                             " FROM document WHERE visit_id = $1 AND state <> 'removed'"
                             " ORDER BY created_at, id",
                             error);

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", visit_id);
  return read_documents (select, error);
}

/**
 * sptd_store_documents_stale:
 * @db: a connection
 * @before: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptWireDocument): the uploads that began before
 *   that and never ended
 */
GPtrArray *
sptd_store_documents_stale (SptdDatabase *db, gint64 before, GError **error)
{
  SptdStatement *select =
      sptd_database_prepare (db,
                             "SELECT " COLUMNS
                             " FROM document WHERE state = 'uploading' AND created_at < $1"
                             " ORDER BY created_at LIMIT 50",
                             error);

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "i", before);
  return read_documents (select, error);
}

/**
 * sptd_store_documents_usage:
 * @db: a connection
 * @visit_id: a visit
 * @count: (out): how many documents it has
 * @bytes: (out): how large they are together, as declared
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_documents_usage (SptdDatabase *db,
                            const char *visit_id,
                            gint64 *count,
                            gint64 *bytes,
                            GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db,
                             "SELECT COUNT (*), COALESCE (SUM (size), 0) FROM document"
                             " WHERE visit_id = $1 AND state <> 'removed'",
                             error);
  gboolean row = FALSE;

  *count = *bytes = 0;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "s", visit_id);
  if (!sptd_statement_step (select, &row, error))
    return FALSE;
  if (row)
    {
      *count = sptd_statement_int64 (select, 0);
      *bytes = sptd_statement_int64 (select, 1);
    }
  return TRUE;
}

static GBytes *
load_key (SptdDatabase *db, const char *document_id, GBytes *master_key, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT wrapped_key FROM document WHERE id = $1", error);
  g_autoptr (GBytes) wrapped = NULL;
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", document_id);
  if (!sptd_statement_step (select, &row, error))
    return NULL;
  if (row)
    wrapped = sptd_statement_blob (select, 0);
  return sptd_vault_open (master_key, document_id, wrapped, error);
}

/* A chunk opens at its place in its document only. */
static char *
chunk_context (const char *document_id, gint64 start)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, document_id, start);
}

static gboolean
add_chunk (SptdDatabase *db,
           const SptWireDocument *document,
           gint64 length,
           GBytes *sealed,
           GError **error)
{
  SptdStatement *insert =
      sptd_database_prepare (db,
                             "INSERT INTO document_chunk (document_id, start, length, sealed)"
                             " VALUES ($1, $2, $3, $4)",
                             error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "siib", document->id, document->received, length, sealed);
  return sptd_statement_run (insert, error);
}

/**
 * sptd_store_document_append:
 * @db: a connection, inside a transaction
 * @document: the document as it is
 * @piece: what follows
 * @master_key: what its key is wrapped under
 * @error: %SPTD_DATABASE_ERROR, or %SPT_ERROR_INTERNAL where its key does not open
 *
 * Seals a piece and adds it behind what has arrived.
 *
 * Returns: whether it is kept
 */
gboolean
sptd_store_document_append (SptdDatabase *db,
                            const SptWireDocument *document,
                            GBytes *piece,
                            GBytes *master_key,
                            GError **error)
{
  gint64 length = (gint64) g_bytes_get_size (piece);
  g_autofree char *context = chunk_context (document->id, document->received);
  g_autoptr (GBytes) key = load_key (db, document->id, master_key, error);
  g_autoptr (GBytes) sealed = NULL;
  SptdStatement *update;

  if (key == NULL)
    return FALSE;
  sealed = sptd_vault_seal (key, context, g_bytes_get_data (piece, NULL), (gsize) length);
  if (!add_chunk (db, document, length, sealed, error))
    return FALSE;
  update = sptd_database_prepare (db, "UPDATE document SET received = $1 WHERE id = $2", error);
  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "is", document->received + length, document->id);
  return sptd_statement_run (update, error);
}

/**
 * sptd_store_document_content:
 * @db: a connection
 * @document: the document
 * @master_key: what its key is wrapped under
 * @error: %SPTD_DATABASE_ERROR, or %SPT_ERROR_INTERNAL where a chunk is missing or does not open
 *
 * Returns: (transfer full) (nullable): all that has arrived of it
 */
GBytes *
sptd_store_document_content (SptdDatabase *db,
                             const SptWireDocument *document,
                             GBytes *master_key,
                             GError **error)
{
  g_autoptr (GBytes) key = load_key (db, document->id, master_key, error);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (SptdStatement) select = NULL;
  gboolean row = FALSE;

  if (key == NULL)
    return NULL;
  select = sptd_database_prepare (
      db, "SELECT start, sealed FROM document_chunk WHERE document_id = $1 ORDER BY start", error);
  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", document->id);
  while (sptd_statement_step (select, &row, error))
    {
      g_autofree char *context = chunk_context (document->id, content->len);
      g_autoptr (GBytes) sealed = NULL;
      g_autoptr (GBytes) piece = NULL;

      if (!row && content->len != document->received)
        {
          g_set_error (error, SPT_ERROR, SPT_ERROR_INTERNAL, "a document has a hole");
          return NULL;
        }
      if (!row)
        return g_byte_array_free_to_bytes (g_steal_pointer (&content));
      sealed = sptd_statement_blob (select, 1);
      piece = sptd_vault_open (key, context, sealed, error);
      if (piece == NULL)
        return NULL;
      g_byte_array_append (content, g_bytes_get_data (piece, NULL),
                           (guint) g_bytes_get_size (piece));
    }
  return NULL;
}

/**
 * sptd_store_document_ready:
 * @db: a connection, inside a transaction
 * @document: a document that is whole, with its media type and digest
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether that is noted
 */
gboolean
sptd_store_document_ready (SptdDatabase *db, const SptWireDocument *document, GError **error)
{
  SptdStatement *update = sptd_database_prepare (
      db, "UPDATE document SET state = 'ready', media_type = $1, sha256 = $2 WHERE id = $3", error);

  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "sss", document->media_type, document->sha256, document->id);
  return sptd_statement_run (update, error);
}

/**
 * sptd_store_document_remove:
 * @db: a connection, inside a transaction
 * @document_id: a document
 * @error: %SPTD_DATABASE_ERROR
 *
 * Erases its content and its key; that there was one stays.
 *
 * Returns: whether it is erased
 */
gboolean
sptd_store_document_remove (SptdDatabase *db, const char *document_id, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  SptdStatement *delete =
      sptd_database_prepare (db, "DELETE FROM document_chunk WHERE document_id = $1", error);
  SptdStatement *update;

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "s", document_id);
  if (!sptd_statement_run (delete, error))
    return FALSE;
  update = sptd_database_prepare (
      db, "UPDATE document SET state = 'removed', wrapped_key = $1, sha256 = NULL WHERE id = $2",
      error);
  if (update == NULL)
    return FALSE;
  sptd_statement_bind (update, "bs", nothing, document_id);
  return sptd_statement_run (update, error);
}
