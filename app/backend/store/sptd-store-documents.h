/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents: each under a key of its own, which is wrapped by the master key; its content in sealed
 * chunks. Erasing the key erases the document. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

gboolean sptd_store_document_add (SptdDatabase *db,
                                  const SptWireDocument *document,
                                  GBytes *master_key,
                                  GError **error);

SptWireDocument *
sptd_store_document_load (SptdDatabase *db, const char *document_id, GError **error);

GPtrArray *sptd_store_documents_list (SptdDatabase *db, const char *visit_id, GError **error);

gboolean sptd_store_documents_usage (SptdDatabase *db,
                                     const char *visit_id,
                                     gint64 *count,
                                     gint64 *bytes,
                                     GError **error);

gboolean sptd_store_document_append (SptdDatabase *db,
                                     const SptWireDocument *document,
                                     GBytes *piece,
                                     GBytes *master_key,
                                     GError **error);

GBytes *sptd_store_document_content (SptdDatabase *db,
                                     const SptWireDocument *document,
                                     GBytes *master_key,
                                     GError **error);

gboolean
sptd_store_document_ready (SptdDatabase *db, const SptWireDocument *document, GError **error);

gboolean sptd_store_document_remove (SptdDatabase *db, const char *document_id, GError **error);

GPtrArray *sptd_store_documents_stale (SptdDatabase *db, gint64 before, GError **error);

G_END_DECLS
