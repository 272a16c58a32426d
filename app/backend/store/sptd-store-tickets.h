/* SPDX-License-Identifier: EUPL-1.2 */
/* Entering the queue, booked or not, and leaving it. All of it belongs into a transaction of the
 * caller, and tells what it changed. */
#pragma once

#include "backend/store/sptd-store-offices.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

gboolean sptd_store_ticket_check_in (SptdDatabase *db,
                                     const SptdOrganization *organization,
                                     const char *visit_id,
                                     gint64 now,
                                     gboolean *made,
                                     GError **error);
gboolean sptd_store_ticket_create (SptdDatabase *db,
                                   const SptdOrganization *organization,
                                   const SptWireTicketRequest *request,
                                   gint64 now,
                                   SptWireTicket **ticket,
                                   GError **error);
gboolean
sptd_store_ticket_leave (SptdDatabase *db, const char *visit_id, gint64 now, GError **error);

G_END_DECLS
