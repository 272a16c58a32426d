/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

/* Some of the framework's WebRTC interface calls itself unstable still; what is used here has kept
 * its form from 1.18 on. */
#ifndef GST_USE_UNSTABLE_API
#define GST_USE_UNSTABLE_API
#endif

#include <gst/gst.h>
#include <gst/webrtc/webrtc.h>
#include <stdatomic.h>

#include "call/spt-devices.h"
#include "call/spt-dispatch.h"
#include "call/spt-guard.h"
#include "call/spt-peer.h"
#include "call/spt-sdp.h"

G_BEGIN_DECLS

/*
 * One attempt at a connection: a pipeline from the devices to the network and back, negotiated
 * once. When the path breaks an SptPeer throws it away and makes another, since the framework's
 * ICE restart does nothing.
 *
 * spt-connection.c          life: building in a thread, taking down in a thread, the bus
 * spt-connection-capture.c  from the devices or the test sources to the encoders
 * spt-connection-playback.c from the network to frames and the loudspeaker
 * spt-connection-negotiation.c  descriptions, candidates, servers
 * spt-connection-channel.c  the data channel with its few words
 * spt-connection-stats.c    measurements
 */
typedef struct _SptConnection SptConnection;

/* Counted over all connections of a call, from streaming threads. Reference counted by
 * g_atomic_rc_box. */
typedef struct
{
  atomic_ullong decoded;
  atomic_ullong encoded;
  atomic_llong first_frame_time;
} SptCallCounters;

/* Totals of a connection as the framework counts them. */
typedef struct
{
  gint64 time;
  guint64 packets_received;
  gint64 packets_lost;
  guint64 bytes_received;
  guint64 bytes_sent;
  double jitter_ms;
  double round_trip_ms;
} SptConnectionTotals;

/* What a connection tells its owner; called in the owner's main context, never after
 * spt_connection_stop(). */
typedef struct
{
  void (*started) (gpointer owner, gboolean has_camera, gboolean has_microphone);
  void (*local_signal) (gpointer owner,
                        SptSignalKind kind,
                        const char *sdp,
                        const char *candidate,
                        guint m_line);
  void (*negotiated) (gpointer owner);
  void (*verified) (gpointer owner);
  void (*broken) (gpointer owner);
  void (*failed) (gpointer owner, const char *code, const char *message);
  void (*device_lost) (gpointer owner, SptDeviceKind kind);
  void (*relay_missing) (gpointer owner);
  void (*channel_open) (gpointer owner);
  void (*word) (gpointer owner, const char *word);
  void (*local_frame) (gpointer owner, SptFrame *frame);
  void (*remote_frame) (gpointer owner, SptFrame *frame);
  void (*measured) (gpointer owner, const SptConnectionTotals *totals);
} SptConnectionListener;

struct _SptConnection
{
  /* Owned, constant */
  SptDispatch *dispatch;
  SptPeerSettings *settings;
  SptCallCounters *counters;
  SptGuard *guard;
  SptMailbox *local_box;
  SptMailbox *remote_box;
  SptPeerRole role;

  /* Borrowed, used in the owner's thread */
  gpointer owner;
  const SptConnectionListener *listener;

  /* Owned; built in the worker, constant from then to the end */
  GMutex build_mutex;
  GstElement *pipeline;
  GstElement *webrtc;
  GstElement *video_tee;
  GstElement *audio_tee;
  GstElement *microphone_volume;
  GstElement *remote_video;
  GstElement *remote_audio;
  GstElement *camera_source;
  GstElement *microphone_source;
  gboolean has_camera;
  gboolean has_microphone;
  gboolean stopped;

  /* Owner's thread */
  GstElement *video_valve;
  GstWebRTCDataChannel *channel;
  GPtrArray *early_candidates;
  SptSdpFacts remote;
  GstSDPMessage *early_offer;
  char *tag;
  gboolean built;
  gboolean described;
  gboolean camera_wanted;
  gboolean microphone_wanted;

  /* Any thread */
  atomic_int relay_candidates;
  atomic_int waits_for_relay;
  atomic_llong last_packet_time;
};

/* (transfer full) */
SptConnection *spt_connection_new (SptPeerRole role,
                                   const SptPeerSettings *settings,
                                   SptCallCounters *counters,
                                   const SptConnectionListener *listener,
                                   gpointer owner);
SptConnection *spt_connection_ref (SptConnection *self);
void spt_connection_unref (SptConnection *self);

/* For signal closures and posts. */
void spt_connection_unref_closure (gpointer self, GClosure *closure);
void spt_connection_post (SptConnection *self,
                          SptDispatchFunc func,
                          gpointer data,
                          GDestroyNotify free_data);
void spt_connection_post_failed (SptConnection *self, const char *code, const char *message);

void spt_connection_start (SptConnection *self);

/* Silences the connection at once and takes it down in a thread; callback may be NULL. */
void spt_connection_stop (SptConnection *self, GAsyncReadyCallback callback, gpointer user_data);

void spt_connection_set_camera (SptConnection *self, gboolean on);
void spt_connection_set_microphone (SptConnection *self, gboolean on);

/* spt-connection-capture.c; worker thread */
gboolean spt_connection_add_capture (SptConnection *self, GError **error);
/* Adds encoders and hands them to the network side; before the pipeline plays or while it does. */
gboolean spt_connection_add_senders (SptConnection *self,
                                     int video_payload,
                                     int audio_payload,
                                     GError **error);

/* spt-connection-playback.c; worker thread */
gboolean spt_connection_add_playback (SptConnection *self, GError **error);

/* spt-connection-negotiation.c */
void spt_connection_configure_network (SptConnection *self);
void spt_connection_make_offer (SptConnection *self);
gboolean spt_connection_take_description (SptConnection *self,
                                          SptSignalKind kind,
                                          const char *sdp,
                                          GError **error);
gboolean spt_connection_take_candidate (SptConnection *self,
                                        const char *candidate,
                                        guint m_line,
                                        GError **error);
/* Owner's thread: what had to wait for the pipeline. */
void spt_connection_take_early (SptConnection *self);

/* spt-connection-channel.c */
void spt_connection_offer_channel (SptConnection *self);
void spt_connection_watch_channel (SptConnection *self);
void spt_connection_send_word (SptConnection *self, const char *word);

/* spt-connection-stats.c */
void spt_connection_measure (SptConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptConnection, spt_connection_unref)

G_END_DECLS
