/* SPDX-License-Identifier: EUPL-1.2 */
/* Operators and their signing in and out. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-desk.h"

G_BEGIN_DECLS

SptWireOperator *
sptd_store_operator_load (SptdDatabase *db, const char *operator_id, GError **error);

gboolean sptd_store_operator_credentials (SptdDatabase *db,
                                          const char *username,
                                          char **operator_id,
                                          char **password_hash,
                                          GError **error);

G_END_DECLS
