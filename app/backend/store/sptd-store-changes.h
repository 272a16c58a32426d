/* SPDX-License-Identifier: EUPL-1.2 */
/* The states of appointments, tickets and desks: every change goes through the rule of the domain,
 * is written with its interval, and is told by an event. All of it belongs into a transaction of the
 * caller. */
#pragma once

#include "backend/domain/sptd-transitions.h"
#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

gboolean sptd_store_interval_begin (SptdDatabase *db,
                                    const char *visit_id,
                                    const char *state,
                                    const char *operator_id,
                                    gint64 now,
                                    GError **error);

gboolean sptd_store_appointment_change (SptdDatabase *db,
                                        const char *visit_id,
                                        SptdAppointmentStep step,
                                        gint64 now,
                                        GError **error);
gboolean sptd_store_ticket_change (SptdDatabase *db,
                                   const char *visit_id,
                                   SptdTicketStep step,
                                   const char *operator_id,
                                   gint64 now,
                                   GError **error);
gboolean sptd_store_desk_change (SptdDatabase *db,
                                 const char *operator_id,
                                 SptdDeskStep step,
                                 gint64 now,
                                 GError **error);
gboolean sptd_store_desk_serves (SptdDatabase *db,
                                 const char *operator_id,
                                 const char *visit_id,
                                 const char *call_id,
                                 GError **error);

gboolean sptd_store_visit_is_booked (SptdDatabase *db,
                                     const char *visit_id,
                                     gboolean *booked,
                                     GError **error);

gboolean
sptd_store_tell_appointment (SptdDatabase *db, const char *visit_id, gint64 now, GError **error);
gboolean
sptd_store_tell_ticket (SptdDatabase *db, const char *visit_id, gint64 now, GError **error);
gboolean sptd_store_tell_call (SptdDatabase *db, const char *call_id, gint64 now, GError **error);
gboolean
sptd_store_tell_desk (SptdDatabase *db, const char *operator_id, gint64 now, GError **error);

G_END_DECLS
