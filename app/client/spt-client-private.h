/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of client/ share: messages, errors, bounded reading. */
#pragma once

#include <libsoup/soup.h>

#include "client/spt-client.h"

G_BEGIN_DECLS

/* Which of the two connections pools: streams stay open and have no time-out of their own. */
SoupSession *spt_client_get_requests (SptClient *self);
SoupSession *spt_client_get_streams (SptClient *self);

SoupMessage *spt_client_message (SptClient *self,
                                 SptRouteId route,
                                 const char *const *params,
                                 gconstpointer query,
                                 const char *token,
                                 GError **error);

GError *spt_client_transport_error (const GError *error);
GError *spt_client_answer_error (SoupMessage *message, GBytes *body);
gboolean spt_client_was_dropped (const GError *error);

/* Sends and reads an answer of at most %SPT_WIRE_MAX_ANSWER bytes. Returns: (transfer full) */
void spt_client_exchange_async (SptClient *self,
                                SoupMessage *message,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GBytes *spt_client_exchange_finish (SptClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
