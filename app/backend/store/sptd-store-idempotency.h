/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers kept by the key that the client gave the request, so that a repeated one changes nothing
 * twice. */
#pragma once

#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

/**
 * SptdIdempotencyKey:
 * @key: what the client named its request
 * @route: the route's name
 * @caller: whose key it is
 * @request_hash: the digest of what was asked
 *
 * A request that may be repeated.
 */
typedef struct
{
  const char *key;
  const char *route;
  const char *caller;
  const char *request_hash;
} SptdIdempotencyKey;

gboolean sptd_store_idempotency_find (SptdDatabase *db,
                                      const SptdIdempotencyKey *key,
                                      GBytes *master_key,
                                      guint *status,
                                      GBytes **answer,
                                      GError **error);

gboolean sptd_store_idempotency_add (SptdDatabase *db,
                                     const SptdIdempotencyKey *key,
                                     GBytes *master_key,
                                     guint status,
                                     GBytes *answer,
                                     gint64 now,
                                     GError **error);

gboolean sptd_store_idempotency_sweep (SptdDatabase *db, gint64 before, GError **error);

G_END_DECLS
