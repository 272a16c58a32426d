/* SPDX-License-Identifier: EUPL-1.2 */
/* The conversation of a visit. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

GPtrArray *sptd_store_messages_list (SptdDatabase *db, const char *visit_id, GError **error);
gboolean sptd_store_message_add (SptdDatabase *db, const SptWireMessage *message, GError **error);

char *sptd_store_visit_person_name (SptdDatabase *db, const char *visit_id, GError **error);
gboolean
sptd_store_visit_is_over (SptdDatabase *db, const char *visit_id, char **state, GError **error);

G_END_DECLS
