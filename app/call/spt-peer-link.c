/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-peer-private.h"

#include <string.h>

#include "call/spt-peer-measure.h"

/* No packet for this long means that the path is broken; ICE itself says so only after a minute. */
#define SILENCE_LIMIT (5 * G_USEC_PER_SEC / 2)

/* How often an answerer in need repeats its wish for a new offer, in seconds. */
#define ASK_AGAIN_SECONDS 3

/* After so many devices lost in one call it goes on with test sources. */
#define MAX_DEVICE_LOSSES 2

static void begin_reconnecting (SptPeer *self);
static void replace_connection (SptPeer *self, SptConnection *next);
static SptConnection *make_connection (SptPeer *self);

void
spt_peer_link_set_state (SptPeer *self, SptPeerState state)
{
  if (self->state == state)
    return;
  self->state = state;
  spt_peer_notify (self, SPT_PEER_PROP_STATE);
}

static void
set_quality (SptPeer *self, SptCallQuality quality)
{
  if (self->quality == quality)
    return;
  self->quality = quality;
  spt_peer_notify (self, SPT_PEER_PROP_QUALITY);
}

static gboolean
is_over (SptPeer *self)
{
  return self->state == SPT_PEER_STATE_FAILED || self->state == SPT_PEER_STATE_CLOSED;
}

void
spt_peer_link_send_word (SptPeer *self, const char *what, gboolean on)
{
  g_autofree char *word = g_strconcat (what, on ? " on" : " off", NULL);

  if (self->connection != NULL)
    spt_connection_send_word (self->connection, word);
}

static void
notify_frames (SptPeer *self)
{
  guint64 frames = spt_peer_get_frames_decoded (self);

  if (frames == self->frames_notified)
    return;
  self->frames_notified = frames;
  spt_peer_notify (self, SPT_PEER_PROP_FRAMES_DECODED);
}

static GSource *
add_timer (guint milliseconds, GSourceFunc func, gpointer data)
{
  GSource *source = g_timeout_source_new (milliseconds);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
  return source;
}

static void
clear_timer (GSource **timer)
{
  if (*timer == NULL)
    return;
  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

/* --- Endings --- */

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SptPeer) self = user_data;

  if (--self->stops_pending > 0)
    return;
  for (guint i = 0; i < self->stop_tasks->len; i++)
    g_task_return_boolean (g_ptr_array_index (self->stop_tasks, i), TRUE);
  g_ptr_array_set_size (self->stop_tasks, 0);
}

void
spt_peer_link_drop (SptPeer *self)
{
  g_autoptr (SptConnection) connection = g_steal_pointer (&self->connection);

  clear_timer (&self->connect_timer);
  clear_timer (&self->tick);
  if (connection == NULL)
    return;
  self->stops_pending++;
  spt_connection_stop (connection, stopped_cb, g_object_ref (self));
}

static void
fail (SptPeer *self, const char *code)
{
  if (is_over (self))
    return;
  spt_peer_link_drop (self);
  self->error = g_strdup (code);
  g_object_freeze_notify (G_OBJECT (self));
  spt_peer_notify (self, SPT_PEER_PROP_ERROR);
  spt_peer_link_set_state (self, SPT_PEER_STATE_FAILED);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
connect_timeout_cb (gpointer user_data)
{
  SptPeer *self = user_data;

  clear_timer (&self->connect_timer);
  fail (self, SPT_PEER_ERROR_NO_PATH);
  return G_SOURCE_REMOVE;
}

static void
begin_connect_timeout (SptPeer *self)
{
  if (self->connect_timer == NULL)
    self->connect_timer = add_timer (self->settings->connect_timeout_ms, connect_timeout_cb, self);
}

/* --- What the connection tells --- */

static void
on_started (gpointer owner, gboolean has_camera, gboolean has_microphone)
{
  SptPeer *self = owner;

  g_object_freeze_notify (G_OBJECT (self));
  spt_peer_set_flag (self, &self->has_camera, has_camera, SPT_PEER_PROP_HAS_CAMERA);
  spt_peer_set_flag (self, &self->has_microphone, has_microphone, SPT_PEER_PROP_HAS_MICROPHONE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_local_signal (gpointer owner,
                 SptSignalKind kind,
                 const char *sdp,
                 const char *candidate,
                 guint m_line)
{
  spt_peer_emit_signal (owner, kind, sdp, candidate, m_line);
}

static void
on_negotiated (gpointer owner)
{
  begin_connect_timeout (owner);
}

static void
on_verified (gpointer owner)
{
  SptPeer *self = owner;

  clear_timer (&self->connect_timer);
  self->verified_time = g_get_monotonic_time ();
  self->was_connected = TRUE;
  self->asked = FALSE;
  memset (&self->totals, 0, sizeof self->totals);
  spt_peer_link_set_state (self, SPT_PEER_STATE_CONNECTED);
}

static void
on_broken (gpointer owner)
{
  SptPeer *self = owner;

  if (self->state == SPT_PEER_STATE_CONNECTED)
    begin_reconnecting (self);
}

static void
on_failed (gpointer owner, const char *code, const char *message)
{
  g_info ("The call failed (%s): %s", code, message);
  fail (owner, code);
}

static void
on_device_lost (gpointer owner, SptDeviceKind kind)
{
  SptPeer *self = owner;

  if (++self->device_losses >= MAX_DEVICE_LOSSES)
    self->settings->test_sources = TRUE;
  if (self->role == SPT_PEER_ROLE_ANSWERER && self->connection->remote.fingerprint == NULL)
    replace_connection (self, make_connection (self));
  else
    begin_reconnecting (self);
}

static void
on_relay_missing (gpointer owner)
{
  SptPeer *self = owner;

  spt_peer_set_flag (self, &self->relay_missing, TRUE, SPT_PEER_PROP_RELAY_MISSING);
}

static void
on_channel_open (gpointer owner)
{
  SptPeer *self = owner;

  spt_peer_link_send_word (self, "camera", self->camera);
  spt_peer_link_send_word (self, "microphone", self->microphone);
}

static void
on_word (gpointer owner, const char *word)
{
  SptPeer *self = owner;

  if (g_str_equal (word, "camera on") || g_str_equal (word, "camera off"))
    spt_peer_set_flag (self, &self->remote_camera, g_str_has_suffix (word, " on"),
                       SPT_PEER_PROP_REMOTE_CAMERA);
  else if (g_str_equal (word, "microphone on") || g_str_equal (word, "microphone off"))
    spt_peer_set_flag (self, &self->remote_microphone, g_str_has_suffix (word, " on"),
                       SPT_PEER_PROP_REMOTE_MICROPHONE);
  else
    g_debug ("A word that is not known");
}

static void
on_local_frame (gpointer owner, SptFrame *frame)
{
  spt_peer_emit_frame (owner, FALSE, frame);
}

static void
on_remote_frame (gpointer owner, SptFrame *frame)
{
  spt_peer_emit_frame (owner, TRUE, frame);
}

static void
on_measured (gpointer owner, const SptConnectionTotals *totals)
{
  SptPeer *self = owner;

  spt_peer_measure_interval (&self->totals, totals, &self->stats);
  self->totals = *totals;
  if (self->state == SPT_PEER_STATE_CONNECTED)
    set_quality (self, spt_peer_measure_quality (&self->stats));
}

static const SptConnectionListener listener = {
  .started = on_started,
  .local_signal = on_local_signal,
  .negotiated = on_negotiated,
  .verified = on_verified,
  .broken = on_broken,
  .failed = on_failed,
  .device_lost = on_device_lost,
  .relay_missing = on_relay_missing,
  .channel_open = on_channel_open,
  .word = on_word,
  .local_frame = on_local_frame,
  .remote_frame = on_remote_frame,
  .measured = on_measured,
};

/* --- Connections come and go --- */

static SptConnection *
make_connection (SptPeer *self)
{
  SptConnection *connection =
      spt_connection_new (self->role, self->settings, self->counters, &listener, self);

  spt_connection_set_camera (connection, self->camera);
  spt_connection_set_microphone (connection, self->microphone);
  return connection;
}

typedef struct
{
  SptPeer *peer;
  SptConnection *next;
} Replacement;

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Replacement *replacement = user_data;

  /* The devices are free again. */
  if (replacement->peer->connection == replacement->next)
    spt_connection_start (replacement->next);
  stopped_cb (NULL, result, replacement->peer);
  spt_connection_unref (replacement->next);
  g_free (replacement);
}

/* Takes `next` (transfer full) in the place of the connection. */
static void
replace_connection (SptPeer *self, SptConnection *next)
{
  g_autoptr (SptConnection) old = g_steal_pointer (&self->connection);
  Replacement *replacement = g_new (Replacement, 1);

  self->connection = next;
  /* What was set while `next` was being made. */
  spt_connection_set_camera (next, self->camera);
  spt_connection_set_microphone (next, self->microphone);
  /* Candidates may come before the offer that they belong to. */
  if (old->remote.fingerprint == NULL)
    g_ptr_array_extend_and_steal (next->early_candidates, g_steal_pointer (&old->early_candidates));
  replacement->peer = g_object_ref (self);
  replacement->next = spt_connection_ref (next);
  self->stops_pending++;
  spt_connection_stop (old, replaced_cb, replacement);
}

static void
ask_for_offer (SptPeer *self)
{
  self->ticks_in_need = 0;
  self->asked = TRUE;
  spt_peer_emit_signal (self, SPT_SIGNAL_KIND_RENEGOTIATE, NULL, NULL, 0);
}

static void
begin_reconnecting (SptPeer *self)
{
  g_autoptr (SptPeer) alive = g_object_ref (self);

  if (self->was_connected)
    {
      begin_connect_timeout (self);
      set_quality (self, SPT_CALL_QUALITY_POOR);
      spt_peer_link_set_state (self, SPT_PEER_STATE_RECONNECTING);
      if (is_over (self))
        return;
    }
  else
    clear_timer (&self->connect_timer);
  if (self->role == SPT_PEER_ROLE_OFFERER)
    replace_connection (self, make_connection (self));
  else
    ask_for_offer (self);
}

static void
check_path (SptPeer *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 last = atomic_load (&self->connection->last_packet_time);

  if (self->asked)
    {
      /* The old connection is kept until a new offer comes: it may get well by itself. */
      if (spt_guard_is_open (self->connection->guard) && now - last < G_USEC_PER_SEC)
        on_verified (self);
      else if (++self->ticks_in_need >= ASK_AGAIN_SECONDS)
        ask_for_offer (self);
    }
  else if (self->state == SPT_PEER_STATE_CONNECTED
           && now - MAX (last, self->verified_time) > SILENCE_LIMIT)
    begin_reconnecting (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  g_autoptr (SptPeer) self = g_object_ref (user_data);

  notify_frames (self);
  if (self->connection != NULL && self->was_connected)
    spt_connection_measure (self->connection);
  if (self->connection != NULL)
    check_path (self);
  return G_SOURCE_CONTINUE;
}

/* --- Signals of the other side --- */

static gboolean
take_offer (SptPeer *self, const char *sdp, GError **error)
{
  g_autoptr (SptConnection) next = NULL;

  if (self->connection->remote.fingerprint == NULL)
    {
      self->asked = FALSE;
      return spt_connection_take_description (self->connection, SPT_SIGNAL_KIND_OFFER, sdp, error);
    }

  /* A second offer means a new connection; a bad one leaves the old as it is. */
  next = make_connection (self);
  if (!spt_connection_take_description (next, SPT_SIGNAL_KIND_OFFER, sdp, error))
    return FALSE;
  self->asked = FALSE;
  if (self->was_connected)
    {
      begin_connect_timeout (self);
      spt_peer_link_set_state (self, SPT_PEER_STATE_RECONNECTING);
    }
  if (!is_over (self))
    replace_connection (self, g_steal_pointer (&next));
  return TRUE;
}

static gboolean
is_expected (SptPeer *self, SptSignalKind kind)
{
  gboolean offers = self->role == SPT_PEER_ROLE_OFFERER;

  if (is_over (self) || self->connection == NULL)
    return FALSE;
  switch (kind)
    {
    case SPT_SIGNAL_KIND_OFFER:
      return !offers;
    case SPT_SIGNAL_KIND_ANSWER:
      return offers && self->connection->built && !self->connection->described;
    case SPT_SIGNAL_KIND_CANDIDATE:
      return TRUE;
    case SPT_SIGNAL_KIND_RENEGOTIATE:
      return offers && self->state != SPT_PEER_STATE_NEW;
    }
  return FALSE;
}

gboolean
spt_peer_take_signal (SptPeer *self,
                      SptSignalKind kind,
                      const char *sdp,
                      const char *candidate,
                      guint m_line,
                      GError **error)
{
  g_return_val_if_fail (SPT_IS_PEER (self), FALSE);

  if (!is_expected (self, kind))
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_WRONG_STATE,
                           "The signal is not expected now");
      return FALSE;
    }
  switch (kind)
    {
    case SPT_SIGNAL_KIND_OFFER:
      return take_offer (self, sdp, error);
    case SPT_SIGNAL_KIND_ANSWER:
      return spt_connection_take_description (self->connection, kind, sdp, error);
    case SPT_SIGNAL_KIND_CANDIDATE:
      return spt_connection_take_candidate (self->connection, candidate, m_line, error);
    case SPT_SIGNAL_KIND_RENEGOTIATE:
      /* While a new offer is on its way already, the wish is fulfilled by it. */
      if (self->connection->built || self->state == SPT_PEER_STATE_CONNECTED)
        begin_reconnecting (self);
      return TRUE;
    }
  return FALSE;
}

void
spt_peer_reconnect (SptPeer *self)
{
  g_return_if_fail (SPT_IS_PEER (self));

  if (!is_over (self) && self->state != SPT_PEER_STATE_NEW)
    begin_reconnecting (self);
}

/* --- For spt-peer.c --- */

void
spt_peer_link_init (SptPeer *self)
{
  self->connection = make_connection (self);
}

void
spt_peer_link_start (SptPeer *self)
{
  self->tick = add_timer (1000, tick_cb, self);
  spt_connection_start (self->connection);
  spt_peer_link_set_state (self, SPT_PEER_STATE_CONNECTING);
}

void
spt_peer_link_dispose (SptPeer *self)
{
  g_autoptr (SptConnection) connection = g_steal_pointer (&self->connection);

  clear_timer (&self->connect_timer);
  clear_timer (&self->tick);
  if (connection != NULL)
    spt_connection_stop (connection, NULL, NULL);
}
