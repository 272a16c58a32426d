/* SPDX-License-Identifier: EUPL-1.2 */
/* Events: rows written in the transaction of the change that they tell, read by the streams. */
#pragma once

#include "backend/store/sptd-database.h"
#include "wire/spt-wire-event.h"

G_BEGIN_DECLS

/**
 * SptdAudience:
 * @SPTD_AUDIENCE_VISIT: the citizen of the visit and the operators of the office
 * @SPTD_AUDIENCE_CITIZEN: the citizen of the visit
 * @SPTD_AUDIENCE_OPERATOR: the operator that is named
 * @SPTD_AUDIENCE_OFFICE: the operators of the office
 *
 * Who sees an event.
 */
typedef enum
{
  SPTD_AUDIENCE_UNSET,
  SPTD_AUDIENCE_VISIT,
  SPTD_AUDIENCE_CITIZEN,
  SPTD_AUDIENCE_OPERATOR,
  SPTD_AUDIENCE_OFFICE,
} SptdAudience;

gboolean sptd_store_event_add (SptdDatabase *db,
                               const SptWireEvent *event,
                               SptdAudience audience,
                               const char *office_id,
                               const char *visit_id,
                               const char *operator_id,
                               GError **error);

/**
 * SptdStoredEvent:
 * @id: its number; it grows with every event
 * @kind: what it tells
 * @audience: who sees it
 * @office_id: (nullable): the office
 * @visit_id: (nullable): the visit
 * @operator_id: (nullable): the operator
 * @data: the JSON of the Event
 *
 * A row of the table.
 */
typedef struct
{
  gint64 id;
  SptEventKind kind;
  SptdAudience audience;
  char *office_id;
  char *visit_id;
  char *operator_id;
  char *data;
} SptdStoredEvent;

void sptd_stored_event_free (SptdStoredEvent *self);

gint64 sptd_store_event_last (SptdDatabase *db, GError **error);

GPtrArray *sptd_store_events_after (SptdDatabase *db, gint64 after, guint limit, GError **error);

GPtrArray *sptd_store_events_of_visit (SptdDatabase *db,
                                       const char *visit_id,
                                       gint64 after,
                                       guint limit,
                                       GError **error);

GPtrArray *sptd_store_events_of_operator (SptdDatabase *db,
                                          const char *operator_id,
                                          gint64 after,
                                          guint limit,
                                          GError **error);

gboolean sptd_stored_event_is_for_citizen (const SptdStoredEvent *self, const char *visit_id);
gboolean sptd_stored_event_is_for_operator (const SptdStoredEvent *self,
                                            const char *operator_id,
                                            const char *const *office_ids);

gboolean sptd_store_event_sweep (SptdDatabase *db, gint64 before, GError **error);

G_END_DECLS
