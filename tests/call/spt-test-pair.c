/* SPDX-License-Identifier: EUPL-1.2 */
#include "spt-test-pair.h"

typedef struct
{
  SptTestPair *pair;
  SptPeer *receiver;
  SptSignalKind kind;
  char *sdp;
  char *candidate;
  guint m_line;
} Carried;

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *prepared = user_data;
  g_autoptr (GError) error = NULL;

  if (!spt_media_prepare_finish (result, &error))
    g_error ("%s", error->message);
  *prepared = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
spt_test_pair_prepare (void)
{
  gboolean prepared = FALSE;

  spt_media_prepare_async (NULL, prepared_cb, &prepared);
  if (!spt_test_wait (is_true, &prepared, 60000))
    g_error ("The media framework did not get ready");
}

SptPeerSettings *
spt_test_pair_settings (void)
{
  SptPeerSettings *settings = spt_peer_settings_new ();

  settings->loopback = TRUE;
  settings->test_sources = TRUE;
  settings->test_label = g_strdup ("Test picture");
  return settings;
}

static void
carried_free (gpointer data)
{
  Carried *carried = data;

  g_object_unref (carried->receiver);
  g_free (carried->sdp);
  g_free (carried->candidate);
  g_free (carried);
}

static gboolean
carried_cb (gpointer data)
{
  Carried *carried = data;
  SptTestPair *self = carried->pair;
  SptPeerState state = spt_peer_get_state (carried->receiver);
  g_autoptr (GError) error = NULL;

  if (state == SPT_PEER_STATE_CLOSED || state == SPT_PEER_STATE_FAILED)
    return G_SOURCE_REMOVE;
  if (!spt_peer_take_signal (carried->receiver, carried->kind, carried->sdp, carried->candidate,
                             carried->m_line, &error)
      && self->refusal == NULL)
    self->refusal = g_steal_pointer (&error);
  return G_SOURCE_REMOVE;
}

static void
signal_cb (SptPeer *sender,
           SptSignalKind kind,
           const char *sdp,
           const char *candidate,
           guint m_line,
           SptTestPair *self)
{
  Carried *carried = g_new0 (Carried, 1);

  if (kind == SPT_SIGNAL_KIND_OFFER)
    self->offers++;
  else if (kind == SPT_SIGNAL_KIND_RENEGOTIATE)
    self->asked++;
  carried->pair = self;
  carried->receiver = g_object_ref (sender == self->offerer ? self->answerer : self->offerer);
  carried->kind = kind;
  carried->sdp = g_strdup (sdp);
  carried->candidate = g_strdup (candidate);
  carried->m_line = m_line;
  if (self->change == NULL
      || self->change (self, sender, kind, &carried->sdp, &carried->candidate, self->change_data))
    g_idle_add_full (G_PRIORITY_DEFAULT, carried_cb, carried, carried_free);
  else
    carried_free (carried);
}

static void
frame_cb (SptPeer *peer, SptFrame *frame, SptTestPair *self)
{
  if (peer == self->offerer)
    self->offerer_frames++;
  else
    self->answerer_frames++;
}

static void
connect_peer (SptTestPair *self, SptPeer *peer)
{
  g_signal_connect (peer, "local-signal", G_CALLBACK (signal_cb), self);
  g_signal_connect (peer, "remote-frame", G_CALLBACK (frame_cb), self);
}

SptTestPair *
spt_test_pair_new (const SptPeerSettings *offerer, const SptPeerSettings *answerer)
{
  SptTestPair *self = g_new0 (SptTestPair, 1);

  self->offerer = spt_peer_new (SPT_PEER_ROLE_OFFERER, offerer);
  self->answerer = spt_peer_new (SPT_PEER_ROLE_ANSWERER, answerer);
  connect_peer (self, self->offerer);
  connect_peer (self, self->answerer);
  return self;
}

SptPeer *
spt_test_pair_replace_answerer (SptTestPair *self, const SptPeerSettings *settings)
{
  SptPeer *old = self->answerer;

  g_signal_handlers_disconnect_by_data (old, self);
  self->answerer = spt_peer_new (SPT_PEER_ROLE_ANSWERER, settings);
  connect_peer (self, self->answerer);
  return old;
}

void
spt_test_pair_start (SptTestPair *self)
{
  spt_peer_start (self->answerer);
  spt_peer_start (self->offerer);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *left = user_data;
  g_autoptr (GError) error = NULL;

  spt_peer_stop_finish (SPT_PEER (source), result, &error);
  g_assert_no_error (error);
  (*left)--;
}

static gboolean
is_zero (gpointer data)
{
  return *(guint *) data == 0;
}

void
spt_test_pair_free (SptTestPair *self)
{
  guint left = 2;

  spt_peer_stop_async (self->offerer, NULL, stopped_cb, &left);
  spt_peer_stop_async (self->answerer, NULL, stopped_cb, &left);
  g_assert_true (spt_test_wait (is_zero, &left, 10000));
  g_assert_cmpint (spt_peer_get_state (self->offerer), ==, SPT_PEER_STATE_CLOSED);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (self->offerer);
  g_assert_finalize_object (self->answerer);
  g_clear_error (&self->refusal);
  g_free (self);
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
spt_test_wait (SptTestCondition condition, gpointer data, guint milliseconds)
{
  gboolean over = FALSE;
  guint id = g_timeout_add (milliseconds, timeout_cb, &over);

  while (!over && !condition (data))
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
  return !over;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

void
spt_test_sleep (guint milliseconds)
{
  spt_test_wait (never, NULL, milliseconds);
}

gboolean
spt_test_pair_is_connected (gpointer pair)
{
  SptTestPair *self = pair;

  return spt_peer_get_state (self->offerer) == SPT_PEER_STATE_CONNECTED
         && spt_peer_get_state (self->answerer) == SPT_PEER_STATE_CONNECTED;
}

gboolean
spt_test_pair_has_failed (gpointer pair)
{
  SptTestPair *self = pair;

  return spt_peer_get_state (self->offerer) == SPT_PEER_STATE_FAILED
         || spt_peer_get_state (self->answerer) == SPT_PEER_STATE_FAILED;
}

gboolean
spt_test_pair_has_30_frames (gpointer pair)
{
  SptTestPair *self = pair;

  return spt_peer_get_frames_decoded (self->offerer) >= 30
         && spt_peer_get_frames_decoded (self->answerer) >= 30 && self->offerer_frames > 0
         && self->answerer_frames > 0;
}

gboolean
spt_test_pair_has_first_frames (gpointer pair)
{
  SptTestPair *self = pair;

  return spt_peer_get_first_frame_time (self->offerer) > 0
         && spt_peer_get_first_frame_time (self->answerer) > 0;
}

int
spt_test_run (void)
{
  int status = g_test_run ();

  g_thread_pool_stop_unused_threads ();
  spt_test_sleep (500);
  return status;
}
