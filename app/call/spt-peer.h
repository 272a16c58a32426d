/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

#include "call/spt-call-error.h"
#include "call/spt-call-stats.h"
#include "call/spt-frame.h"
#include "call/spt-peer-settings.h"

G_BEGIN_DECLS

/**
 * SptPeerRole:
 * @SPT_PEER_ROLE_OFFERER: makes the offer, always: the operator
 * @SPT_PEER_ROLE_ANSWERER: answers it, always: the citizen
 */
typedef enum
{
  SPT_PEER_ROLE_OFFERER,
  SPT_PEER_ROLE_ANSWERER,
} SptPeerRole;

/**
 * SptPeerState:
 * @SPT_PEER_STATE_NEW: not started
 * @SPT_PEER_STATE_CONNECTING: looking for a path
 * @SPT_PEER_STATE_CONNECTED: the other side is who the signalling says, media may flow
 * @SPT_PEER_STATE_RECONNECTING: the path broke, a new one is being looked for
 * @SPT_PEER_STATE_FAILED: it did not work; #SptPeer:error says why. Stop the peer, make another
 * @SPT_PEER_STATE_CLOSED: stopped
 */
typedef enum
{
  SPT_PEER_STATE_NEW,
  SPT_PEER_STATE_CONNECTING,
  SPT_PEER_STATE_CONNECTED,
  SPT_PEER_STATE_RECONNECTING,
  SPT_PEER_STATE_FAILED,
  SPT_PEER_STATE_CLOSED,
} SptPeerState;

/**
 * SptSignalKind:
 * @SPT_SIGNAL_KIND_OFFER: carries `sdp`
 * @SPT_SIGNAL_KIND_ANSWER: carries `sdp`
 * @SPT_SIGNAL_KIND_CANDIDATE: carries `candidate` and `m_line`; an empty candidate is the last one
 * @SPT_SIGNAL_KIND_RENEGOTIATE: carries nothing: the answerer asks for a new offer
 *
 * What the two sides tell each other over the backend.
 */
typedef enum
{
  SPT_SIGNAL_KIND_OFFER,
  SPT_SIGNAL_KIND_ANSWER,
  SPT_SIGNAL_KIND_CANDIDATE,
  SPT_SIGNAL_KIND_RENEGOTIATE,
} SptSignalKind;

/**
 * SptCallQuality:
 * @SPT_CALL_QUALITY_UNKNOWN: not measured yet
 * @SPT_CALL_QUALITY_GOOD: nothing to notice
 * @SPT_CALL_QUALITY_FAIR: loss of 2 % or a round trip of 250 ms and more
 * @SPT_CALL_QUALITY_POOR: loss of 8 %, a round trip of 500 ms, or nothing comes in
 */
typedef enum
{
  SPT_CALL_QUALITY_UNKNOWN,
  SPT_CALL_QUALITY_GOOD,
  SPT_CALL_QUALITY_FAIR,
  SPT_CALL_QUALITY_POOR,
} SptCallQuality;

#define SPT_TYPE_PEER_ROLE (spt_peer_role_get_type ())
#define SPT_TYPE_PEER_STATE (spt_peer_state_get_type ())
#define SPT_TYPE_SIGNAL_KIND (spt_signal_kind_get_type ())
#define SPT_TYPE_CALL_QUALITY (spt_call_quality_get_type ())

GType spt_peer_role_get_type (void) G_GNUC_CONST;
GType spt_peer_state_get_type (void) G_GNUC_CONST;
GType spt_signal_kind_get_type (void) G_GNUC_CONST;
GType spt_call_quality_get_type (void) G_GNUC_CONST;

/**
 * SPT_PEER_ERROR_FINGERPRINT_MISMATCH:
 *
 * #SptPeer:error: the certificate met on the path is not the one that the signalling named.
 */
#define SPT_PEER_ERROR_FINGERPRINT_MISMATCH "fingerprint-mismatch"

/**
 * SPT_PEER_ERROR_NO_PATH:
 *
 * #SptPeer:error: no path between the two sides was found in time.
 */
#define SPT_PEER_ERROR_NO_PATH "no-path"

/**
 * SPT_PEER_ERROR_NEGOTIATION:
 *
 * #SptPeer:error: a description was refused, here or by the media framework.
 */
#define SPT_PEER_ERROR_NEGOTIATION "negotiation-failed"

/**
 * SPT_PEER_ERROR_MEDIA:
 *
 * #SptPeer:error: the media framework failed: a plugin or a device.
 */
#define SPT_PEER_ERROR_MEDIA "media-failed"

#define SPT_TYPE_PEER (spt_peer_get_type ())

/**
 * SptPeer:
 *
 * One side of one call: own camera and microphone to the other side, the other side's picture and
 * voice here. It knows nothing of the network's signalling: what "local-signal" carries is to be
 * brought to the other side's spt_peer_take_signal(), in order.
 *
 * All functions are called in the thread whose thread-default main context was current at
 * spt_peer_new(), and all signals, notifications included, are emitted there.
 *
 * No media passes, in either direction, before the certificate that the other side proved to hold
 * is the one whose fingerprint its description carried.
 *
 * Properties: `role`, `state`, `error` (nullable text code, see SPT_PEER_ERROR_…), `microphone`
 * and `camera` (writable, both %TRUE at first), `remote-microphone`, `remote-camera`,
 * `has-camera` and `has-microphone` (%FALSE while a test source stands in; known when the state
 * is past %SPT_PEER_STATE_NEW), `relay-missing` (relays were given and none answered),
 * `quality`, `frames-decoded` (guint64, notified at most once a second).
 *
 * Signals:
 * - `local-signal` (#SptSignalKind kind, const char *sdp (nullable), const char *candidate
 *   (nullable), guint m_line): to be sent to the other side
 * - `remote-frame` (#SptFrame *frame): the newest decoded picture of the other side; pictures that
 *   were not fetched in time are left out
 * - `local-frame` (#SptFrame *frame): the newest own picture, not mirrored; emitted from the start,
 *   not while the camera is off
 */
G_DECLARE_FINAL_TYPE (SptPeer, spt_peer, SPT, PEER, GObject)

/**
 * spt_peer_new:
 * @role: which side of the negotiation
 * @settings: copied
 *
 * spt_media_prepare_async() must have ended well before.
 *
 * Returns: (transfer full): a peer in %SPT_PEER_STATE_NEW
 */
SptPeer *spt_peer_new (SptPeerRole role, const SptPeerSettings *settings);

/**
 * spt_peer_start:
 * @self: a peer in %SPT_PEER_STATE_NEW
 *
 * Opens the devices and, as offerer, makes the offer; returns at once. Own pictures come before
 * the connection does. What goes wrong later is told by #SptPeer:state and #SptPeer:error.
 */
void spt_peer_start (SptPeer *self);

/**
 * spt_peer_stop_async:
 * @self: a peer
 * @cancellable: (nullable): gives up waiting; the peer stops all the same
 * @callback: called when devices and network are released
 * @user_data: for @callback
 *
 * Ends the call: no signal but notifications is emitted any more, the state becomes
 * %SPT_PEER_STATE_CLOSED at once, the pipeline is taken down in a thread. May be called more
 * than once. A peer that loses its last reference without it does the same.
 */
void spt_peer_stop_async (SptPeer *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * spt_peer_stop_finish:
 * @self: a peer
 * @result: the result given to the callback
 * @error: return location; %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when everything is released
 */
gboolean spt_peer_stop_finish (SptPeer *self, GAsyncResult *result, GError **error);

/**
 * spt_peer_take_signal:
 * @self: a peer
 * @kind: what came
 * @sdp: (nullable): the description, for an offer or an answer
 * @candidate: (nullable): the candidate
 * @m_line: the candidate's media line
 * @error: return location; %SPT_CALL_ERROR
 *
 * Takes what the other side's "local-signal" said. May be called before spt_peer_start() and
 * before the description that a candidate belongs to: it waits for it.
 *
 * A description is refused, with an error and without any effect, when it is too large or not
 * readable, names no or more than one certificate, or has no codec that is allowed (VP8, Opus and
 * the retransmission of VP8); sections with other codecs are refused as a whole description, since
 * this program never makes them. A second offer to an answerer that has been connected rebuilds
 * the connection; so does %SPT_SIGNAL_KIND_RENEGOTIATE to an offerer.
 *
 * Returns: %FALSE with @error set when the signal was refused; the call goes on as it was
 */
gboolean spt_peer_take_signal (SptPeer *self,
                               SptSignalKind kind,
                               const char *sdp,
                               const char *candidate,
                               guint m_line,
                               GError **error);

/**
 * spt_peer_reconnect:
 * @self: a peer that is connected or was
 *
 * Looks for a new path, as after a change of the network: the offerer sends a new offer, the
 * answerer asks for one. A peer does this by itself when the path breaks.
 */
void spt_peer_reconnect (SptPeer *self);

/**
 * spt_peer_get_role:
 * @self: a peer
 *
 * Returns: its side of the negotiation
 */
SptPeerRole spt_peer_get_role (SptPeer *self);

/**
 * spt_peer_get_state:
 * @self: a peer
 *
 * Returns: the state of the connection
 */
SptPeerState spt_peer_get_state (SptPeer *self);

/**
 * spt_peer_get_error:
 * @self: a peer
 *
 * Returns: (nullable): the code of what went wrong, in %SPT_PEER_STATE_FAILED
 */
const char *spt_peer_get_error (SptPeer *self);

/**
 * spt_peer_get_microphone:
 * @self: a peer
 *
 * Returns: whether the own voice is sent
 */
gboolean spt_peer_get_microphone (SptPeer *self);

/**
 * spt_peer_set_microphone:
 * @self: a peer
 * @on: whether to send the own voice
 *
 * Takes effect at once and is told to the other side.
 */
void spt_peer_set_microphone (SptPeer *self, gboolean on);

/**
 * spt_peer_get_camera:
 * @self: a peer
 *
 * Returns: whether the own picture is sent
 */
gboolean spt_peer_get_camera (SptPeer *self);

/**
 * spt_peer_set_camera:
 * @self: a peer
 * @on: whether to send the own picture
 *
 * Takes effect at once and is told to the other side. The device stays open.
 */
void spt_peer_set_camera (SptPeer *self, gboolean on);

/**
 * spt_peer_get_remote_microphone:
 * @self: a peer
 *
 * Returns: whether the other side sends its voice; %TRUE until it says otherwise
 */
gboolean spt_peer_get_remote_microphone (SptPeer *self);

/**
 * spt_peer_get_remote_camera:
 * @self: a peer
 *
 * Returns: whether the other side sends its picture; %TRUE until it says otherwise
 */
gboolean spt_peer_get_remote_camera (SptPeer *self);

/**
 * spt_peer_get_has_camera:
 * @self: a peer
 *
 * Returns: whether the own picture comes from a camera; %FALSE for the test picture
 */
gboolean spt_peer_get_has_camera (SptPeer *self);

/**
 * spt_peer_get_has_microphone:
 * @self: a peer
 *
 * Returns: whether the own voice comes from a microphone; %FALSE for the silent test sound
 */
gboolean spt_peer_get_has_microphone (SptPeer *self);

/**
 * spt_peer_get_relay_missing:
 * @self: a peer
 *
 * Returns: whether relays were given and none answered, which a wrong credential looks like too
 */
gboolean spt_peer_get_relay_missing (SptPeer *self);

/**
 * spt_peer_get_quality:
 * @self: a peer
 *
 * Returns: how good the connection is
 */
SptCallQuality spt_peer_get_quality (SptPeer *self);

/**
 * spt_peer_get_frames_decoded:
 * @self: a peer
 *
 * Returns: remote pictures decoded since the call began; exact at every moment
 */
guint64 spt_peer_get_frames_decoded (SptPeer *self);

/**
 * spt_peer_get_first_frame_time:
 * @self: a peer
 *
 * Returns: g_get_monotonic_time() of the first decoded remote picture, or 0 while there is none
 */
gint64 spt_peer_get_first_frame_time (SptPeer *self);

/**
 * spt_peer_dup_stats:
 * @self: a peer
 *
 * Returns: (transfer full): the newest measurements; zeros before the connection
 */
SptCallStats *spt_peer_dup_stats (SptPeer *self);

G_END_DECLS
