/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

#define SPTD_TYPE_SQLITE (sptd_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (SptdSqlite, sptd_sqlite, SPTD, SQLITE, GObject)

SptdDatabase *sptd_sqlite_open (const char *path, GError **error);

G_END_DECLS
