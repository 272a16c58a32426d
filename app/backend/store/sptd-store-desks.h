/* SPDX-License-Identifier: EUPL-1.2 */
/* The desk of an operator: its status, calling the next citizen, completing a visit. All but the
 * loading belongs into a transaction of the caller, and tells what it changed. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-desk.h"

G_BEGIN_DECLS

/* How long a call rings, and how often before the citizen is a no-show. */
#define SPTD_RING_TIME (45 * G_USEC_PER_SEC)
#define SPTD_MAX_RINGS 3
/* How often a citizen may decline before he is a no-show. */
#define SPTD_MAX_RECALLS 3

SptWireDesk *
sptd_store_desk_load (SptdDatabase *db, const char *operator_id, gint64 now, GError **error);

gboolean sptd_store_desk_set_status (SptdDatabase *db,
                                     const char *operator_id,
                                     SptDeskState state,
                                     const char *reason,
                                     gint64 now,
                                     GError **error);
gboolean
sptd_store_desk_next (SptdDatabase *db, const char *operator_id, gint64 now, GError **error);
gboolean
sptd_store_desk_recall (SptdDatabase *db, const char *operator_id, gint64 now, GError **error);
gboolean sptd_store_desk_complete (SptdDatabase *db,
                                   const char *operator_id,
                                   SptOutcome outcome,
                                   const char *notes,
                                   gint64 now,
                                   GError **error);

G_END_DECLS
