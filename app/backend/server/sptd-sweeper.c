/* SPDX-License-Identifier: EUPL-1.2 */
/* What nobody asks for: what the clock changes, and mail. */
#define G_LOG_DOMAIN "spt-server"

#include "backend/api/sptd-api-documents.h"
#include "backend/mail/sptd-outbox.h"
#include "backend/server/sptd-server.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-idempotency.h"
#include "backend/store/sptd-store-sweep.h"
#include "backend/store/sptd-store-tokens.h"

/* The longest and the shortest pause between two rounds, in milliseconds. */
#define LONGEST_PAUSE 2000
#define SHORTEST_PAUSE 200

#define TIDY_EVERY (10 * SPT_MINUTE)
#define KEEP_SIGNALS SPT_HOUR
#define KEEP_ANSWERS SPT_WHOLE_DAY

struct _SptdSweeper
{
  /* Borrowed */
  SptdServer *server;

  /* Owned */
  SptdMailTransport *transport;
  guint timer;

  gboolean busy;
  gboolean again;
  gint64 tidied_at;
};

typedef struct
{
  SptdSweeper *sweeper;
  gint64 now;
  gint64 next;
  gboolean tidy;
  gboolean changed;
} Round;

static void
tell (const char *what, GError **error)
{
  if (*error != NULL)
    g_message ("%s: %s", what, (*error)->message);
  g_clear_error (error);
}

/* What is of no use any more. */
static void
tidy (SptdDatabase *database, gint64 now)
{
  g_autoptr (GError) error = NULL;

  if (!sptd_store_token_sweep (database, now, &error))
    tell ("Tokens cannot be tidied", &error);
  if (!sptd_store_event_sweep (database, now - KEEP_SIGNALS, &error))
    tell ("Events cannot be tidied", &error);
  if (!sptd_store_idempotency_sweep (database, now - KEEP_ANSWERS, &error))
    tell ("Answers cannot be tidied", &error);
  if (!sptd_documents_expire (database, now, &error))
    tell ("Uploads cannot be tidied", &error);
}

static void
work (SptdApi *api, gpointer data)
{
  Round *round = data;
  SptdSweeper *self = round->sweeper;
  g_autoptr (GError) error = NULL;
  gint64 before = sptd_store_event_last (api->database, NULL);
  gint64 mail_next = 0;

  if (!sptd_store_sweep (api->database, round->now, &round->next, &error))
    tell ("The clock's changes cannot be written", &error);
  if (round->tidy)
    tidy (api->database, round->now);
  round->changed = sptd_store_event_last (api->database, NULL) != before;
  if (!sptd_outbox_run (api->database, api->master_key, self->transport, self->server->mail_from,
                        round->now, &mail_next, &error))
    tell ("Mail cannot be sent", &error);
  if (mail_next > 0 && (round->next == 0 || mail_next < round->next))
    round->next = mail_next;
}

static gboolean timer_cb (gpointer data);

static void
work_done (gpointer data)
{
  Round *round = data;
  SptdSweeper *self = round->sweeper;
  gint64 pause = LONGEST_PAUSE;

  self->busy = FALSE;
  if (round->changed)
    sptd_streams_look (self->server->streams);
  if (round->next > 0)
    pause = CLAMP ((round->next - g_get_real_time ()) / 1000, SHORTEST_PAUSE, LONGEST_PAUSE);
  if (self->again)
    pause = 0;
  if (!self->server->closing && self->timer == 0)
    self->timer = g_timeout_add ((guint) pause, timer_cb, self);
  g_free (round);
}

static gboolean
timer_cb (gpointer data)
{
  SptdSweeper *self = data;
  Round *round = g_new0 (Round, 1);

  self->timer = 0;
  self->again = FALSE;
  round->sweeper = self;
  round->now = g_get_real_time ();
  round->tidy = round->now - self->tidied_at > TIDY_EVERY;
  if (round->tidy)
    self->tidied_at = round->now;
  self->busy = sptd_pool_push (self->server->errands, work, work_done, round);
  if (!self->busy)
    g_free (round);
  return G_SOURCE_REMOVE;
}

/**
 * sptd_sweeper_look:
 * @self: the sweeper
 *
 * There may be mail to be sent: the next round begins at once, or behind the present one.
 */
void
sptd_sweeper_look (SptdSweeper *self)
{
  self->again = self->busy;
  if (self->busy || self->server->closing)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_idle_add (timer_cb, self);
}

/**
 * sptd_sweeper_new:
 * @server: the server; it must outlive the sweeper
 *
 * Returns: (transfer full): the sweeper; its first round begins at once
 */
SptdSweeper *
sptd_sweeper_new (SptdServer *server)
{
  SptdSweeper *self = g_new0 (SptdSweeper, 1);
  g_autofree char *folder = g_build_filename (server->set_up.data_dir, "mail", NULL);

  self->server = server;
  self->transport = sptd_file_transport_new (folder);
  self->timer = g_idle_add (timer_cb, self);
  return self;
}

/**
 * sptd_sweeper_free:
 * @self: (nullable) (transfer full): the sweeper; no round may be under way
 */
void
sptd_sweeper_free (SptdSweeper *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->transport);
  g_free (self);
}
