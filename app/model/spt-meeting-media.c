/* SPDX-License-Identifier: EUPL-1.2 */
/* The media of a call: the peer, its signals over the backend, and a new peer for one that failed. */
#include "base/spt-clock.h"
#include "call/spt-media.h"
#include "model/spt-meeting-media.h"

/* After how many failed peers a call is given up, and how long a signal waits for a busy backend. */
#define MAX_FAILURES 2
#define SIGNAL_RETRY_MS 400

/* How long an answerer waits for the offer before it asks: the offer is made while it rings, and is
 * only missing where this program was not there to hear it. */
#define OFFER_PATIENCE_MS 1500

static const SptWireSignalKind wire_kinds[] = {
  [SPT_SIGNAL_KIND_OFFER] = SPT_WIRE_SIGNAL_OFFER,
  [SPT_SIGNAL_KIND_ANSWER] = SPT_WIRE_SIGNAL_ANSWER,
  [SPT_SIGNAL_KIND_CANDIDATE] = SPT_WIRE_SIGNAL_CANDIDATE,
  [SPT_SIGNAL_KIND_RENEGOTIATE] = SPT_WIRE_SIGNAL_RENEGOTIATE,
};

/* === Signals of this side === */

/* A signal on its way: the queue may be emptied for another call meanwhile. */
typedef struct
{
  SptMeeting *meeting;
  guint epoch;
} Posting;

static gboolean
signal_timer_cb (gpointer data)
{
  SptMeeting *self = data;

  self->signal_timer = 0;
  spt_meeting_send_signals (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_transient (const GError *error)
{
  return g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE)
         || g_error_matches (error, SPT_ERROR, SPT_ERROR_OVERLOADED)
         || g_error_matches (error, SPT_ERROR, SPT_ERROR_RATE_LIMITED);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Posting *posting = data;
  g_autoptr (SptMeeting) self = posting->meeting;
  g_autoptr (GError) error = NULL;
  gboolean done = spt_client_send_finish (SPT_CLIENT (source), result, NULL, &error);

  self->posting = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (posting->epoch == self->epoch && (done || !is_transient (error)))
    spt_wire_signal_request_free (g_queue_pop_head (&self->outgoing));
  if (done || posting->epoch != self->epoch)
    {
      spt_meeting_send_signals (self);
      return;
    }
  if (!is_transient (error))
    {
      g_message ("A signal of the call was refused: %s", error->message);
      spt_meeting_send_signals (self);
      return;
    }
  spt_meeting_emit_trouble (self, error);
  g_clear_handle_id (&self->signal_timer, g_source_remove);
  self->signal_timer = g_timeout_add (SIGNAL_RETRY_MS, signal_timer_cb, self);
}

void
spt_meeting_send_signals (SptMeeting *self)
{
  Posting *posting;

  if (self->posting || self->call == NULL || g_queue_is_empty (&self->outgoing))
    return;
  self->posting = TRUE;
  posting = g_new0 (Posting, 1);
  posting->meeting = g_object_ref (self);
  posting->epoch = self->epoch;
  spt_client_send_async (self->client, SPT_ROUTE_CREATE_SIGNAL,
                         (const char *[]){ self->call->id, NULL }, NULL,
                         g_queue_peek_head (&self->outgoing), self->token, NULL, self->cancellable,
                         posted_cb, posting);
}

static void
queue_signal (SptMeeting *self,
              SptSignalKind kind,
              const char *sdp,
              const char *candidate,
              guint m_line)
{
  SptWireSignalRequest *request = spt_wire_signal_request_new ();

  request->kind = wire_kinds[kind];
  request->sdp = g_strdup (sdp);
  request->candidate = g_strdup (candidate);
  request->m_line = m_line;
  g_queue_push_tail (&self->outgoing, request);
  spt_meeting_send_signals (self);
}

void
spt_meeting_clear_signals (SptMeeting *self)
{
  self->epoch++;
  g_clear_handle_id (&self->signal_timer, g_source_remove);
  g_queue_clear_full (&self->outgoing, (GDestroyNotify) spt_wire_signal_request_free);
  g_queue_clear_full (&self->kept, (GDestroyNotify) spt_wire_signal_free);
  g_clear_pointer (&self->described, g_free);
}

/* === The peer === */

static void
local_signal_cb (SptPeer *peer,
                 SptSignalKind kind,
                 const char *sdp,
                 const char *candidate,
                 guint m_line,
                 SptMeeting *self)
{
  queue_signal (self, kind, sdp, candidate, m_line);
}

static void
remote_frame_cb (SptPeer *peer, SptFrame *frame, SptMeeting *self)
{
  spt_meeting_emit_frame (self, TRUE, frame);
}

static void
local_frame_cb (SptPeer *peer, SptFrame *frame, SptMeeting *self)
{
  spt_meeting_emit_frame (self, FALSE, frame);
}

/* Properties of the peer that the meeting shows as its own. */
static const struct
{
  const char *name;
  SptMeetingProp prop;
} shown[] = {
  { "quality", SPT_MEETING_PROP_QUALITY },
  { "has-camera", SPT_MEETING_PROP_HAS_CAMERA },
  { "has-microphone", SPT_MEETING_PROP_HAS_MICROPHONE },
  { "remote-microphone", SPT_MEETING_PROP_REMOTE_MICROPHONE },
  { "remote-camera", SPT_MEETING_PROP_REMOTE_CAMERA },
};

static void
peer_notify_cb (SptPeer *peer, GParamSpec *pspec, SptMeeting *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (g_strcmp0 (pspec->name, shown[i].name) == 0)
      spt_meeting_notify (self, shown[i].prop);
}

static void
notify_media (SptMeeting *self)
{
  spt_meeting_notify (self, SPT_MEETING_PROP_PEER);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    spt_meeting_notify (self, shown[i].prop);
}

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_meeting_end_finish (SPT_MEETING (source), result, &error))
    g_message ("The failed call is not ended: %s", error->message);
}

static gboolean
restart_cb (gpointer data)
{
  SptMeeting *self = data;

  self->restart = 0;
  spt_meeting_stop_media (self);
  if (spt_meeting_wants_media (self))
    spt_meeting_start_media (self);
  spt_meeting_update_state (self);
  return G_SOURCE_REMOVE;
}

static gboolean
give_up_cb (gpointer data)
{
  SptMeeting *self = data;

  self->restart = 0;
  spt_meeting_end_async (self, SPT_CALL_END_FAILED, NULL, given_up_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* A path that was not found may be there the next time; a wrong certificate is somebody else. The
 * peer is still telling its failure: what follows waits for it to end. */
static void
peer_failed (SptMeeting *self)
{
  const char *code = spt_peer_get_error (self->peer);
  gboolean hopeless = g_strcmp0 (code, SPT_PEER_ERROR_FINGERPRINT_MISMATCH) == 0;

  spt_meeting_take_error (self, g_error_new (SPT_CALL_ERROR, SPT_CALL_ERROR_FAILED, "%s",
                                             code != NULL ? code : "unknown"));
  g_clear_handle_id (&self->restart, g_source_remove);
  self->restart =
      g_idle_add (hopeless || ++self->failures > MAX_FAILURES ? give_up_cb : restart_cb, self);
}

static void
peer_state_cb (SptPeer *peer, GParamSpec *pspec, SptMeeting *self)
{
  switch (spt_peer_get_state (peer))
    {
    case SPT_PEER_STATE_CONNECTED:
      spt_meeting_take_error (self, NULL);
      if (self->connected_at == 0)
        {
          self->connected_at = spt_clock_now (&spt_clock_system);
          spt_meeting_notify (self, SPT_MEETING_PROP_CONNECTED_AT);
        }
      break;
    case SPT_PEER_STATE_FAILED:
      peer_failed (self);
      break;
    case SPT_PEER_STATE_NEW:
    case SPT_PEER_STATE_CONNECTING:
    case SPT_PEER_STATE_RECONNECTING:
    case SPT_PEER_STATE_CLOSED:
      break;
    }
  spt_meeting_update_state (self);
}

static SptPeerSettings *
settings_of_call (SptMeeting *self)
{
  SptPeerSettings *settings = spt_peer_settings_copy (self->media);
  GPtrArray *servers = self->call->ice_servers;

  settings->with_video = self->call->channel != SPT_CHANNEL_VOICE;
  for (guint i = 0; !settings->loopback && servers != NULL && i < servers->len; i++)
    {
      const SptWireIceServer *server = g_ptr_array_index (servers, i);

      spt_peer_settings_add_ice_server (settings, (const char *const *) server->urls,
                                        server->username, server->credential);
    }
  return settings;
}

static gboolean
offer_timer_cb (gpointer data)
{
  SptMeeting *self = data;

  self->offer_timer = 0;
  queue_signal (self, SPT_SIGNAL_KIND_RENEGOTIATE, NULL, NULL, 0);
  return G_SOURCE_REMOVE;
}

static void
give_signal (SptMeeting *self, const SptWireSignal *signal)
{
  g_autoptr (GError) error = NULL;

  if (signal->kind == SPT_WIRE_SIGNAL_OFFER)
    g_clear_handle_id (&self->offer_timer, g_source_remove);
  for (guint kind = 0; kind < G_N_ELEMENTS (wire_kinds); kind++)
    if (wire_kinds[kind] == signal->kind
        && !spt_peer_take_signal (self->peer, (SptSignalKind) kind, signal->sdp,
                                  kind == SPT_SIGNAL_KIND_CANDIDATE && signal->candidate == NULL
                                      ? ""
                                      : signal->candidate,
                                  (guint) signal->m_line, &error))
      g_message ("A signal of the other side is refused: %s", error->message);
}

static void
make_peer (SptMeeting *self)
{
  gboolean offers = self->own == SPT_PARTY_OPERATOR;
  g_autoptr (SptPeerSettings) settings = settings_of_call (self);
  SptWireSignal *signal;

  self->peer = spt_peer_new (offers ? SPT_PEER_ROLE_OFFERER : SPT_PEER_ROLE_ANSWERER, settings);
  g_signal_connect_object (self->peer, "local-signal", G_CALLBACK (local_signal_cb), self, 0);
  g_signal_connect_object (self->peer, "remote-frame", G_CALLBACK (remote_frame_cb), self, 0);
  g_signal_connect_object (self->peer, "local-frame", G_CALLBACK (local_frame_cb), self, 0);
  g_signal_connect_object (self->peer, "notify::state", G_CALLBACK (peer_state_cb), self, 0);
  g_signal_connect_object (self->peer, "notify", G_CALLBACK (peer_notify_cb), self, 0);
  spt_peer_set_microphone (self->peer, self->microphone);
  spt_peer_set_camera (self->peer, self->camera);
  spt_peer_start (self->peer);
  if (!offers)
    self->offer_timer = g_timeout_add (OFFER_PATIENCE_MS, offer_timer_cb, self);
  while ((signal = g_queue_pop_head (&self->kept)) != NULL)
    {
      give_signal (self, signal);
      spt_wire_signal_free (signal);
    }
  notify_media (self);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptMeeting) self = data;
  GError *error = NULL;

  self->preparing = FALSE;
  if (!spt_media_prepare_finish (result, &error))
    {
      spt_meeting_take_error (self, error);
      if (spt_meeting_wants_media (self))
        spt_meeting_end_async (self, SPT_CALL_END_FAILED, NULL, given_up_cb, NULL);
      return;
    }
  if (spt_meeting_wants_media (self))
    spt_meeting_start_media (self);
}

void
spt_meeting_start_media (SptMeeting *self)
{
  if (self->peer != NULL || self->preparing || self->restart != 0)
    return;
  if (spt_media_is_prepared ())
    {
      make_peer (self);
      return;
    }
  self->preparing = TRUE;
  spt_media_prepare_async (NULL, prepared_cb, g_object_ref (self));
}

void
spt_meeting_stop_media (SptMeeting *self)
{
  g_autoptr (SptPeer) peer = g_steal_pointer (&self->peer);

  g_clear_handle_id (&self->offer_timer, g_source_remove);
  if (peer == NULL)
    return;
  g_signal_handlers_disconnect_by_data (peer, self);
  spt_peer_stop_async (peer, NULL, NULL, NULL);
  notify_media (self);
}

/* A description that was told again, because the answer to it was lost, is no new offer. */
static gboolean
is_repeated (SptMeeting *self, const SptWireSignal *signal)
{
  if (signal->sdp == NULL)
    return FALSE;
  if (g_strcmp0 (self->described, signal->sdp) == 0)
    return TRUE;
  g_free (self->described);
  self->described = g_strdup (signal->sdp);
  return FALSE;
}

void
spt_meeting_apply_signal (SptMeeting *self, const SptWireSignal *signal)
{
  if (self->call == NULL || self->call->state == SPT_CALL_ENDED
      || g_strcmp0 (self->call->id, signal->call_id) != 0 || signal->from == self->own
      || is_repeated (self, signal))
    return;
  if (self->peer != NULL)
    {
      give_signal (self, signal);
      return;
    }
  /* A new offer takes the place of all that was told before it. */
  if (signal->kind == SPT_WIRE_SIGNAL_OFFER)
    g_queue_clear_full (&self->kept, (GDestroyNotify) spt_wire_signal_free);
  g_queue_push_tail (&self->kept, spt_wire_signal_copy (signal));
}

void
spt_meeting_set_microphone (SptMeeting *self, gboolean on)
{
  g_return_if_fail (SPT_IS_MEETING (self));

  if (self->microphone == on)
    return;
  self->microphone = on;
  if (self->peer != NULL)
    spt_peer_set_microphone (self->peer, on);
  spt_meeting_notify (self, SPT_MEETING_PROP_MICROPHONE);
}

void
spt_meeting_set_camera (SptMeeting *self, gboolean on)
{
  g_return_if_fail (SPT_IS_MEETING (self));

  if (self->camera == on)
    return;
  self->camera = on;
  if (self->peer != NULL)
    spt_peer_set_camera (self->peer, on);
  spt_meeting_notify (self, SPT_MEETING_PROP_CAMERA);
}
