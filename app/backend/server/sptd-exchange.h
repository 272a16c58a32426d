/* SPDX-License-Identifier: EUPL-1.2 */
/* One request and its answer on their way through the server. */
#pragma once

#include <libsoup/soup.h>

#include "backend/api/sptd-api.h"
#include "backend/server/sptd-limits.h"
#include "backend/server/sptd-stream.h"

G_BEGIN_DECLS

/**
 * SptdExchange:
 * @message: the message of libsoup; main thread only. It owns the exchange until the body is there
 * @held: (nullable): a reference to it from then on
 * @request: what is asked
 * @token: (nullable): the bearer token as it was sent
 * @query: (nullable): the URL's query, not yet validated
 * @limits: for the routes that can be used for guessing
 * @allowance: what the answer tells of the caller's bucket
 * @received: how many bytes of the body have come
 * @most: how many may come
 * @answer: (nullable): the body of the answer
 * @media_type: (nullable): of @answer
 * @version: of the entity tag; 0: none
 * @reply: the handler's answer
 * @stream: (nullable): of the event stream, what it begins with
 * @error: (nullable): what went wrong
 * @allow: (nullable): the methods of the path, where the method was none of them
 * @changed: whether it may have changed something
 * @gone: whether the peer went away
 * @server: whose it is
 *
 * Between the main thread and a worker it is handed over whole: only one of them has it.
 */
typedef struct
{
  SoupServerMessage *message;
  SoupServerMessage *held;
  SptdRequest request;
  char *token;
  GHashTable *query;
  SptdLimits *limits;
  GBytes *master_key;
  SptdAllowance allowance;
  gsize received;
  gsize most;
  GBytes *answer;
  char *media_type;
  gint64 version;
  SptdReply reply;
  SptdStreamStart *stream;
  GError *error;
  char *allow;
  gint64 began;
  gboolean changed;
  gboolean gone;
  gpointer server;
} SptdExchange;

SptdExchange *sptd_exchange_new (SoupServerMessage *message);
void sptd_exchange_free (SptdExchange *self);

void sptd_exchange_work (SptdApi *api, gpointer data);
void sptd_exchange_reply (SptdExchange *self);
void sptd_exchange_log (SptdExchange *self);

gboolean sptd_authenticate (SptdApi *api, SptdExchange *exchange, GError **error);

G_END_DECLS
