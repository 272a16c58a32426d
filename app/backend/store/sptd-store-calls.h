/* SPDX-License-Identifier: EUPL-1.2 */
/* Calls: ringing, answering, ending. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-routes.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

SptWireCall *sptd_store_call_load (SptdDatabase *db, const char *call_id, GError **error);

char *sptd_store_call_operator (SptdDatabase *db, const char *call_id, GError **error);
gboolean sptd_store_call_may_access (SptdDatabase *db,
                                     const char *call_id,
                                     SptRole role,
                                     const char *subject,
                                     GError **error);

/* Of the transaction of the caller. */
gboolean sptd_store_call_answer (SptdDatabase *db, const char *call_id, gint64 now, GError **error);
gboolean sptd_store_call_end (SptdDatabase *db,
                              const char *call_id,
                              SptParty party,
                              SptCallEnd end,
                              gint64 now,
                              GError **error);
gboolean
sptd_store_call_unanswered (SptdDatabase *db, const char *call_id, gint64 now, GError **error);

G_END_DECLS
