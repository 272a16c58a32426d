/* SPDX-License-Identifier: EUPL-1.2 */
/* What streams are told without an event: positions and waits, signs of life, and their end where
 * the token has ended. */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-streams-private.h"
#include "backend/store/sptd-store-tokens.h"

/* An office's positions and waits are told at most so often. */
#define DERIVE_EVERY (1 * G_TIME_SPAN_SECOND)

static gboolean derive_cb (gpointer data);

/* What a change makes stale is computed anew, at once or when the last time is a second ago. */
void
sptd_streams_derive_soon (SptdStreams *self)
{
  gint64 wait = self->derived_at + DERIVE_EVERY - g_get_monotonic_time ();

  if (self->derive_timer == 0 && !self->deriving && g_hash_table_size (self->stale) > 0
      && !self->closing)
    self->derive_timer = g_timeout_add ((guint) (MAX (wait, 0) / 1000), derive_cb, self);
}

/* === What moves by itself === */

typedef struct
{
  char *id;
  SptRole role;
  char *subject;
  char *known;
  SptWireEvent *state;
} Derived;

typedef struct
{
  SptdStreams *streams;
  GPtrArray *items;
  gint64 now;
} Deriving;

static void
derived_free (gpointer data)
{
  Derived *derived = data;

  g_free (derived->id);
  g_free (derived->subject);
  g_free (derived->known);
  g_clear_pointer (&derived->state, spt_wire_event_free);
  g_free (derived);
}

static void
derive (SptdApi *api, gpointer data)
{
  Deriving *deriving = data;

  deriving->now = g_get_real_time ();
  for (guint i = 0; i < deriving->items->len; i++)
    {
      Derived *item = g_ptr_array_index (deriving->items, i);
      g_autoptr (GError) error = NULL;
      g_autofree char *fingerprint = NULL;

      item->state = sptd_stream_derive (api, item->role, item->subject, deriving->now, &error);
      if (error != NULL)
        g_warning ("The state of a stream cannot be read: %s", error->message);
      if (item->state == NULL)
        continue;
      fingerprint = sptd_stream_fingerprint (item->state);
      if (g_strcmp0 (fingerprint, item->known) == 0)
        g_clear_pointer (&item->state, spt_wire_event_free);
      g_free (item->known);
      item->known = g_steal_pointer (&fingerprint);
    }
}

static void
derive_done (gpointer data)
{
  Deriving *deriving = data;
  SptdStreams *self = deriving->streams;

  self->deriving = FALSE;
  for (guint i = 0; i < deriving->items->len; i++)
    {
      Derived *item = g_ptr_array_index (deriving->items, i);
      SptdOpenStream *stream = g_hash_table_lookup (self->streams, item->id);
      g_autoptr (GString) text = NULL;

      if (stream == NULL || !stream->open || item->state == NULL)
        continue;
      text = g_string_new (NULL);
      sptd_stream_append_state (text, item->state, deriving->now);
      sptd_open_stream_write (stream, text->str, text->len);
      g_free (stream->derived);
      stream->derived = g_steal_pointer (&item->known);
    }
  g_ptr_array_unref (deriving->items);
  g_free (deriving);
  sptd_streams_derive_soon (self);
}

static gboolean
is_stale (SptdStreams *self, const SptdOpenStream *stream)
{
  if (g_hash_table_contains (self->stale, SPTD_EVERY_OFFICE))
    return TRUE;
  for (gsize i = 0; stream->office_ids != NULL && stream->office_ids[i] != NULL; i++)
    if (g_hash_table_contains (self->stale, stream->office_ids[i]))
      return TRUE;
  return FALSE;
}

static gboolean
derive_cb (gpointer data)
{
  SptdStreams *self = data;
  Deriving *deriving = g_new0 (Deriving, 1);
  GHashTableIter iter;
  gpointer value;

  self->derive_timer = 0;
  self->derived_at = g_get_monotonic_time ();
  deriving->streams = self;
  deriving->items = g_ptr_array_new_with_free_func (derived_free);
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SptdOpenStream *stream = value;
      Derived *item;

      if (!stream->open || !is_stale (self, stream))
        continue;
      item = g_new0 (Derived, 1);
      item->id = g_strdup (stream->id);
      item->role = stream->role;
      item->subject = g_strdup (stream->subject);
      item->known = g_strdup (stream->derived);
      g_ptr_array_add (deriving->items, item);
    }
  g_hash_table_remove_all (self->stale);
  self->deriving = deriving->items->len > 0
                   && sptd_pool_push (self->server->watchers, derive, derive_done, deriving);
  if (!self->deriving)
    {
      g_ptr_array_unref (deriving->items);
      g_free (deriving);
    }
  return G_SOURCE_REMOVE;
}

/* === Upkeep === */

typedef struct
{
  SptdStreams *streams;
  GHashTable *ended;
  GPtrArray *hashes;
} Checking;

static void
check_tokens (SptdApi *api, gpointer data)
{
  Checking *checking = data;
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < checking->hashes->len; i++)
    {
      const char *hash = g_ptr_array_index (checking->hashes, i);
      g_autoptr (GError) error = NULL;
      gboolean live = TRUE;

      if (!sptd_store_token_is_live (api->database, hash, now, &live, &error))
        g_message ("A token cannot be checked: %s", error->message);
      else if (!live)
        g_hash_table_add (checking->ended, (gpointer) hash);
    }
}

static void
check_tokens_done (gpointer data)
{
  Checking *checking = data;
  GHashTableIter iter;
  gpointer hash;

  g_hash_table_iter_init (&iter, checking->ended);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    sptd_streams_end_token (checking->streams, hash);
  checking->streams->checking = FALSE;
  g_hash_table_unref (checking->ended);
  g_ptr_array_unref (checking->hashes);
  g_free (checking);
}

/* Every stream gets a sign of life, and is ended where its token has ended; waits are computed anew,
 * for time alone moves them. */
gboolean
sptd_streams_keep_alive_cb (gpointer data)
{
  SptdStreams *self = data;
  g_autoptr (GPtrArray) all = sptd_streams_all (self);
  Checking *checking;

  if (all->len == 0 || self->checking)
    return G_SOURCE_CONTINUE;
  checking = g_new0 (Checking, 1);
  checking->streams = self;
  checking->ended = g_hash_table_new (g_str_hash, g_str_equal);
  checking->hashes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len; i++)
    {
      SptdOpenStream *stream = g_ptr_array_index (all, i);

      if (!stream->open)
        continue;
      g_ptr_array_add (checking->hashes, g_strdup (stream->token_hash));
      sptd_open_stream_write (stream, ":\n\n", 3);
    }
  self->checking =
      sptd_pool_push (self->server->watchers, check_tokens, check_tokens_done, checking);
  if (!self->checking)
    {
      g_hash_table_unref (checking->ended);
      g_ptr_array_unref (checking->hashes);
      g_free (checking);
    }
  g_hash_table_add (self->stale, g_strdup (SPTD_EVERY_OFFICE));
  sptd_streams_derive_soon (self);
  return G_SOURCE_CONTINUE;
}
