/* SPDX-License-Identifier: EUPL-1.2 */
/* What the clock alone changes. */
#pragma once

#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

gboolean sptd_store_sweep (SptdDatabase *db, gint64 now, gint64 *next, GError **error);

G_END_DECLS
