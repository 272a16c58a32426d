/* SPDX-License-Identifier: EUPL-1.2 */
/* Calls: ringing, answering, ending. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

SptWireCall *sptd_store_call_load (SptdDatabase *db, const char *call_id, GError **error);

/* Of the transaction of the caller. */
gboolean sptd_store_call_answer (SptdDatabase *db, const char *call_id, gint64 now, GError **error);
gboolean sptd_store_call_end (SptdDatabase *db,
                              const char *call_id,
                              SptParty party,
                              SptCallEnd end,
                              gint64 now,
                              GError **error);

G_END_DECLS
