/* SPDX-License-Identifier: EUPL-1.2 */
/* The queue as the rules need it: who waits, who is expected, which desks are in service. */
#pragma once

#include "backend/domain/sptd-forecast.h"
#include "backend/store/sptd-database.h"
#include "wire/spt-wire-office.h"

G_BEGIN_DECLS

/**
 * SptdStoredQueue:
 * @queue: the queue of an office and of all offices that share operators with it
 * @strings: what @queue borrows
 * @services: (element-type utf8 GHashTable): what each operator serves, by his id
 * @lengths: (element-type utf8 gint64): the expected length of each service, by interned name
 *
 * A queue read from the database. Offices whose operators serve several of them wait in one queue:
 * position and waiting time would be wrong for each of them alone.
 */
typedef struct
{
  SptdQueue *queue;
  GStringChunk *strings;
  GHashTable *offices;
  GHashTable *services;
  GHashTable *lengths;
} SptdStoredQueue;

SptdStoredQueue *
sptd_store_queue_read (SptdDatabase *db, const char *office_id, gint64 now, GError **error);
void sptd_stored_queue_free (SptdStoredQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdStoredQueue, sptd_stored_queue_free)

int sptd_stored_queue_find_desk (const SptdStoredQueue *self, const char *operator_id);
int sptd_stored_queue_find_visit (const SptdStoredQueue *self, const char *visit_id);

gboolean
sptd_store_office_present (SptdDatabase *db, SptWireOffice *office, gint64 now, GError **error);
gboolean sptd_store_forecast_walk_in (SptdDatabase *db,
                                      const char *office_id,
                                      const char *service_id,
                                      gint64 target_wait_minutes,
                                      gboolean assistance,
                                      gint64 now,
                                      SptdForecast *forecast,
                                      GError **error);

G_END_DECLS
