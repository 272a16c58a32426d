/* SPDX-License-Identifier: EUPL-1.2 */
/* What an event stream begins with and goes on with, as a worker finds it in the database. Nothing
 * here knows of sockets. */
#pragma once

#include "backend/api/sptd-api.h"

G_BEGIN_DECLS

/**
 * SptdStreamStart:
 * @role: citizen or operator
 * @subject: the visit's or the operator's id
 * @token_hash: the token that opened it
 * @office_ids: (array zero-terminated=1): the operator's offices; of a citizen the visit's
 * @text: what is sent first: the events that were missed, then the present state without ids
 * @last_id: behind which event the stream goes on
 * @derived: (nullable): the fingerprint of the derived state in @text
 *
 * The beginning of a stream.
 */
typedef struct
{
  SptRole role;
  char *subject;
  char *token_hash;
  GStrv office_ids;
  GString *text;
  gint64 last_id;
  char *derived;
} SptdStreamStart;

void sptd_stream_start_free (SptdStreamStart *self);

SptdStreamStart *sptd_stream_start_new (SptdApi *api, const SptdRequest *request, GError **error);

SptWireEvent *
sptd_stream_derive (SptdApi *api, SptRole role, const char *subject, gint64 now, GError **error);
char *sptd_stream_fingerprint (SptWireEvent *event);
void sptd_stream_append_state (GString *text, SptWireEvent *event, gint64 now);

void sptd_stream_append_event (GString *text, gint64 id, SptEventKind kind, const char *data);

G_END_DECLS
