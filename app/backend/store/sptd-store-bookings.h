/* SPDX-License-Identifier: EUPL-1.2 */
/* Holds and appointments. What changes something belongs into a transaction of the caller, and tells
 * what it changed. */
#pragma once

#include "backend/domain/sptd-availability.h"
#include "backend/store/sptd-store-offices.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

/* How long a slot is kept while the form is filled in. */
#define SPTD_HOLD_TIME (10 * SPT_MINUTE)
/* How many appointments still to come one e-mail address may have. */
#define SPTD_MAX_BOOKINGS 3
/* How long after its end the token of an appointment opens it. */
#define SPTD_TOKEN_AFTER (2 * SPT_WHOLE_DAY)

SptdOccupation *sptd_store_occupation_load (SptdDatabase *db,
                                            const char *office_id,
                                            gint64 from,
                                            gint64 until,
                                            gint64 now,
                                            GError **error);

gboolean sptd_store_hold_create (SptdDatabase *db,
                                 const SptdOrganization *organization,
                                 const char *service_id,
                                 gint64 start,
                                 gint64 now,
                                 SptWireHold **hold,
                                 GError **error);
gboolean sptd_store_hold_delete (SptdDatabase *db, const char *hold_id, GError **error);

gboolean sptd_store_appointment_create (SptdDatabase *db,
                                        const SptdOrganization *organization,
                                        const SptWireAppointmentRequest *request,
                                        GBytes *master_key,
                                        gint64 now,
                                        SptWireAppointment **appointment,
                                        GError **error);
gboolean sptd_store_appointment_find (SptdDatabase *db,
                                      const char *code,
                                      const char *email,
                                      gint64 now,
                                      char **visit_id,
                                      gint64 *expires_at,
                                      GError **error);
gboolean sptd_store_appointment_cancel (SptdDatabase *db,
                                        const char *visit_id,
                                        const char *reason,
                                        GBytes *master_key,
                                        gint64 now,
                                        GError **error);

gboolean sptd_store_visit_create (SptdDatabase *db,
                                  const SptdService *service,
                                  const char *visit_id,
                                  const SptWirePerson *person,
                                  SptChannel channel,
                                  const char *reason,
                                  const char *consent,
                                  const char *language,
                                  gboolean assistance,
                                  gint64 now,
                                  GError **error);
gboolean sptd_visit_check (const SptdOrganization *organization,
                           const SptdService *service,
                           SptWirePerson *person,
                           SptChannel channel,
                           const char *consent,
                           GError **error);

G_END_DECLS
