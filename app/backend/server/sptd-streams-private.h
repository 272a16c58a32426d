/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two files of the streams have in common. */
#pragma once

#include "backend/server/sptd-server.h"

G_BEGIN_DECLS

/* The office that stands for all of them. */
#define SPTD_EVERY_OFFICE "*"

/**
 * SptdOpenStream:
 * @message: the answer that never ends
 * @watch: tells when the peer is gone
 * @derived: (nullable): the fingerprint of the derived state that was sent last
 * @last_id: the event that was sent last
 * @unread: how many bytes the peer has not taken yet
 * @open: whether it has begun and not ended
 * @kept: (nullable) (element-type SptdStoredEvent): what happened while it begins
 *
 * One stream.
 */
typedef struct
{
  guint ref_count;
  SptdStreams *streams;
  SoupServerMessage *message;
  GSource *watch;
  char *id;
  SptRole role;
  char *subject;
  char *token_hash;
  GStrv office_ids;
  char *derived;
  gint64 last_id;
  gsize unread;
  gboolean open;
  GPtrArray *kept;
} SptdOpenStream;

/* The streams: those that begin and those that are open, by the number of their request. */
struct _SptdStreams
{
  /* Borrowed */
  SptdServer *server;

  /* Owned */
  GHashTable *streams;
  GHashTable *stale;
  guint keep_alive;
  guint derive_timer;

  gint64 last_id;
  gint64 derived_at;
  gboolean reading;
  gboolean read_again;
  gboolean deriving;
  gboolean checking;
  gboolean closing;
};

void sptd_open_stream_write (SptdOpenStream *self, const char *text, gsize length);
GPtrArray *sptd_streams_all (SptdStreams *self);
void sptd_streams_derive_soon (SptdStreams *self);
gboolean sptd_streams_keep_alive_cb (gpointer data);

G_END_DECLS
