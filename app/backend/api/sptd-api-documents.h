/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents: what they may be, and what becomes of them when they are whole. */
#pragma once

#include "backend/api/sptd-api.h"

G_BEGIN_DECLS

/* The largest document, and what a visit may have of them. */
#define SPTD_MAX_DOCUMENT (20 * 1024 * 1024)
#define SPTD_MAX_DOCUMENTS 50
#define SPTD_MAX_DOCUMENTS_SIZE (100 * 1024 * 1024)

/* After so long an upload that never ended is removed. */
#define SPTD_UPLOAD_LIFETIME SPT_WHOLE_DAY

GStrv sptd_document_types (void);
const char *sptd_document_type_of (GBytes *content);
char *sptd_document_name_clean (const char *name);
char *sptd_document_disposition (const char *name);

gboolean sptd_document_tell (SptdDatabase *database,
                             const SptWireDocument *document,
                             gint64 now,
                             GError **error);
gboolean sptd_document_finish (SptdApi *api, const char *document_id, gint64 now, GError **error);
gboolean sptd_documents_expire (SptdDatabase *database, gint64 now, GError **error);

G_END_DECLS
