/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of the running server, as they know each other; of use inside server/ only. All of it
 * belongs to the main thread. */
#pragma once

#include <libsoup/soup.h>

#include "backend/server/sptd-exchange.h"
#include "backend/server/sptd-limits.h"
#include "backend/server/sptd-pool.h"

G_BEGIN_DECLS

typedef struct _SptdStreams SptdStreams;
typedef struct _SptdSweeper SptdSweeper;

/**
 * SptdServer:
 * @soup: the HTTP server
 * @workers: what handles requests
 * @watchers: one worker that reads events for the streams, so that these never wait for requests
 * @errands: one worker for what the clock changes and for mail
 * @limits: how often who may ask
 * @streams: the open event streams
 * @sweeper: the timer
 * @under_way: how many requests are being handled
 * @closing: whether it takes no more
 * @quit: what ends the program, once nothing is under way
 */
typedef struct
{
  /* Owned */
  SoupServer *soup;
  SptdPool *workers;
  SptdPool *watchers;
  SptdPool *errands;
  SptdLimits *limits;
  SptdStreams *streams;
  SptdSweeper *sweeper;
  SptdWorkerSetUp set_up;
  char *mail_from;

  guint under_way;
  gboolean closing;
  GMainLoop *loop;
} SptdServer;

void sptd_router_attach (SptdServer *server);
void sptd_server_look (SptdServer *server);

SptdStreams *sptd_streams_new (SptdServer *server, gint64 last_id);
void sptd_streams_free (SptdStreams *self);
gboolean sptd_streams_reserve (SptdStreams *self, SptdExchange *exchange, GError **error);
void sptd_streams_begin (SptdStreams *self, SptdExchange *exchange);
void sptd_streams_give_up (SptdStreams *self, SptdExchange *exchange);
void sptd_streams_look (SptdStreams *self);
void sptd_streams_end_token (SptdStreams *self, const char *token_hash);
void sptd_streams_close (SptdStreams *self);

SptdSweeper *sptd_sweeper_new (SptdServer *server);
void sptd_sweeper_free (SptdSweeper *self);
void sptd_sweeper_look (SptdSweeper *self);

G_END_DECLS
