/* SPDX-License-Identifier: EUPL-1.2 */
/* Visits as the wire has them, and who may see them. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-routes.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

SptWireAppointment *
sptd_store_appointment_load (SptdDatabase *db, const char *visit_id, GError **error);

SptWireTicket *sptd_store_ticket_load (SptdDatabase *db,
                                       const char *visit_id,
                                       gint64 now,
                                       gboolean with_person,
                                       GError **error);

GPtrArray *
sptd_store_queue_load (SptdDatabase *db, const char *operator_id, gint64 now, GError **error);

gboolean sptd_store_visit_may_access (SptdDatabase *db,
                                      const char *visit_id,
                                      SptRole role,
                                      const char *subject,
                                      GError **error);

char *sptd_store_visit_office (SptdDatabase *db, const char *visit_id, GError **error);

G_END_DECLS
