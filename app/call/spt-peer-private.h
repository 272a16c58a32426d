/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

/* What the two files of SptPeer share: spt-peer.c is the object as others see it, spt-peer-link.c
 * the life of its connections. */

#include "call/spt-connection.h"
#include "call/spt-peer.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_PEER_PROP_0,
  SPT_PEER_PROP_ROLE,
  SPT_PEER_PROP_STATE,
  SPT_PEER_PROP_ERROR,
  SPT_PEER_PROP_MICROPHONE,
  SPT_PEER_PROP_CAMERA,
  SPT_PEER_PROP_REMOTE_MICROPHONE,
  SPT_PEER_PROP_REMOTE_CAMERA,
  SPT_PEER_PROP_HAS_MICROPHONE,
  SPT_PEER_PROP_HAS_CAMERA,
  SPT_PEER_PROP_RELAY_MISSING,
  SPT_PEER_PROP_QUALITY,
  SPT_PEER_PROP_FRAMES_DECODED,
  SPT_PEER_N_PROPS
} SptPeerProp;

struct _SptPeer
{
  GObject parent_instance;

  /* Owned */
  SptPeerSettings *settings;
  SptConnection *connection;
  SptCallCounters *counters;
  GPtrArray *stop_tasks;
  GSource *connect_timer;
  GSource *tick;
  char *error;

  SptPeerRole role;
  SptPeerState state;
  SptCallQuality quality;
  SptCallStats stats;
  SptConnectionTotals totals;
  guint64 frames_notified;
  gint64 verified_time;
  guint ticks_in_need;
  guint device_losses;
  guint stops_pending;
  gboolean microphone;
  gboolean camera;
  gboolean remote_microphone;
  gboolean remote_camera;
  gboolean has_microphone;
  gboolean has_camera;
  gboolean relay_missing;
  gboolean was_connected;
  gboolean asked;
};

/* spt-peer.c */
void spt_peer_notify (SptPeer *self, SptPeerProp prop);
void spt_peer_set_flag (SptPeer *self, gboolean *flag, gboolean value, SptPeerProp prop);
void spt_peer_emit_signal (SptPeer *self,
                           SptSignalKind kind,
                           const char *sdp,
                           const char *candidate,
                           guint m_line);
void spt_peer_emit_frame (SptPeer *self, gboolean remote, SptFrame *frame);

/* spt-peer-link.c */
void spt_peer_link_init (SptPeer *self);
void spt_peer_link_start (SptPeer *self);
void spt_peer_link_drop (SptPeer *self);
void spt_peer_link_dispose (SptPeer *self);
void spt_peer_link_set_state (SptPeer *self, SptPeerState state);
void spt_peer_link_send_word (SptPeer *self, const char *what, gboolean on);

G_END_DECLS
