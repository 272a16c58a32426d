/* SPDX-License-Identifier: EUPL-1.2 */
/* Bearer tokens. The table has their BLAKE2b-256 only: who reads the database opens nothing. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-routes.h"

G_BEGIN_DECLS

char *sptd_store_token_hash (const char *token);

char *sptd_store_token_create (SptdDatabase *db,
                               SptRole role,
                               const char *subject,
                               gint64 now,
                               gint64 expires_at,
                               guint idle_seconds,
                               GError **error);

gboolean sptd_store_token_find (SptdDatabase *db,
                                const char *token,
                                gint64 now,
                                SptRole *role,
                                char **subject,
                                char **hash,
                                GError **error);

gboolean sptd_store_token_is_live (SptdDatabase *db,
                                   const char *hash,
                                   gint64 now,
                                   gboolean *live,
                                   GError **error);

gint64 sptd_store_token_expires_at (SptdDatabase *db, const char *hash, GError **error);

gboolean sptd_store_token_revoke (SptdDatabase *db, const char *hash, GError **error);

gboolean sptd_store_token_revoke_subject (SptdDatabase *db,
                                          SptRole role,
                                          const char *subject,
                                          GError **error);

gboolean sptd_store_token_sweep (SptdDatabase *db, gint64 now, GError **error);

const char *sptd_role_name (SptRole role);

G_END_DECLS
