/* SPDX-License-Identifier: EUPL-1.2 */
/* The set-up of a city from a file: what `--load` reads. */
#pragma once

#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

/**
 * SptdHashFunc:
 * @password: a password
 * @error: why it could not be hashed
 *
 * Returns: (transfer full) (nullable): what is kept of it
 */
typedef char *(*SptdHashFunc) (const char *password, GError **error);

gboolean sptd_store_load_sample (SptdDatabase *db,
                                 const char *file,
                                 gboolean always_open,
                                 SptdHashFunc hash,
                                 GError **error);

G_END_DECLS
