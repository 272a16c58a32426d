/* SPDX-License-Identifier: EUPL-1.2 */
/* Calls handlers as the server does, on a real database with the sample city. */
#pragma once

#include "backend/api/sptd-api.h"
#include "store-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  StoreFixture store;
  SptdApi api;
  GBytes *key;
  gint64 now;
} CounterFixture;

void counter_open (CounterFixture *self, gboolean always_open, const char *now);
void counter_close (CounterFixture *self);

/* Calls a route as @role with @subject; @body is a struct of its query or request, borrowed. Returns
 * the answer (transfer full) or NULL with @error; a route without an answer returns NULL without. */
gpointer counter_call (CounterFixture *self,
                       SptRouteId id,
                       SptRole role,
                       const char *subject,
                       const char *param,
                       gpointer body,
                       guint *status,
                       GError **error);

char *counter_operator (CounterFixture *self, const char *username);
SptWireAppointment *counter_book (CounterFixture *self,
                                  const char *service_id,
                                  gint64 start,
                                  const char *email,
                                  GError **error);
SptWireTicket *counter_walk_in (CounterFixture *self, const char *service_id, const char *name);
SptWireTicket *counter_check_in (CounterFixture *self, const char *visit_id);
void counter_set_desk (CounterFixture *self, const char *operator_id, SptDeskState state);
SptWireDesk *counter_next (CounterFixture *self, const char *operator_id);
void counter_answer (CounterFixture *self, const SptWireDesk *desk);
void counter_complete (CounterFixture *self, const char *operator_id);

G_END_DECLS
