/* SPDX-License-Identifier: EUPL-1.2 */
/* Who is next. The order is decided at the moment an operator asks, among those who are present. */
#pragma once

#include <glib.h>

#include "base/spt-clock.h"

G_BEGIN_DECLS

/* After how long a walk-in takes turns with the booked. */
#define SPTD_CEILING (45 * SPT_MINUTE)
/* How late a walk-in may make a booked citizen. */
#define SPTD_LATENESS (5 * SPT_MINUTE)
/* Until how long after his time a booked citizen is on time, and is expected. */
#define SPTD_CHECK_IN_BEFORE (15 * SPT_MINUTE)
#define SPTD_CHECK_IN_AFTER (10 * SPT_MINUTE)
/* By how much a citizen who needs assistance is due earlier. */
#define SPTD_ASSISTANCE (10 * SPT_MINUTE)
/* For how long a citizen who did not answer is passed over while others wait. */
#define SPTD_RECALL_PAUSE (3 * SPT_MINUTE)

/**
 * SptdReason:
 *
 * Which rule chose a ticket.
 */
typedef enum
{
  SPTD_REASON_NONE,
  SPTD_REASON_BOOKED_DUE,
  SPTD_REASON_WALK_IN_DUE,
  SPTD_REASON_CEILING,
  SPTD_REASON_BOOKED_EARLY,
  SPTD_REASON_RECALLED,
} SptdReason;

const char *sptd_reason_name (SptdReason reason);

/**
 * SptdWaiting:
 * @id: (transfer none) (nullable): the visit
 * @service: (transfer none): the service, an interned string
 * @booked: whether he comes by appointment
 * @arrived_at: when he came
 * @due_at: when he ought to be called: the appointment, or arrival and the service's target
 * @length: how long his visit is expected to take, microseconds
 * @not_before: until when he is passed over while others wait; 0 is not at all
 * @recalls: how often he was called in vain
 * @overtaken: whether a booked citizen went before him since it was his turn
 *
 * A citizen who waits.
 */
typedef struct
{
  const char *id;
  const char *service;
  gboolean booked;
  gint64 arrived_at;
  gint64 due_at;
  gint64 length;
  gint64 not_before;
  guint recalls;
  gboolean overtaken;
} SptdWaiting;

/**
 * SptdExpected:
 * @service: (transfer none): the service, an interned string
 * @start: the appointment
 * @length: how long it is expected to take, microseconds
 *
 * A booked citizen who has not checked in yet.
 */
typedef struct
{
  const char *service;
  gint64 start;
  gint64 length;
} SptdExpected;

/**
 * SptdDesk:
 * @operator_id: (transfer none) (nullable): whose it is
 * @services: (transfer none) (element-type utf8): interned names of what is served there, a set
 * @free_at: when it is free again; in the past where it is
 *
 * A desk in service.
 */
typedef struct
{
  const char *operator_id;
  GHashTable *services;
  gint64 free_at;
} SptdDesk;

/**
 * SptdQueue:
 * @waiting: (element-type SptdWaiting): who is present
 * @expected: (element-type SptdExpected): who is booked and not there yet
 * @desks: (element-type SptdDesk): the desks in service
 *
 * All that the order depends on.
 */
typedef struct
{
  GArray *waiting;
  GArray *expected;
  GArray *desks;
} SptdQueue;

SptdQueue *sptd_queue_new (void);
SptdQueue *sptd_queue_copy (const SptdQueue *self);
void sptd_queue_free (SptdQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdQueue, sptd_queue_free)

int sptd_queue_choose (const SptdQueue *self, guint desk, gint64 now, SptdReason *reason);
void sptd_queue_take (SptdQueue *self, guint desk, int chosen, gint64 now);

G_END_DECLS
