/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SPT_TYPE_PEER_SETTINGS (spt_peer_settings_get_type ())

/**
 * SPT_PEER_LATENCY_MS:
 *
 * The jitter buffer's length where nothing else is asked for, in milliseconds.
 */
#define SPT_PEER_LATENCY_MS 40

/**
 * SPT_PEER_CONNECT_TIMEOUT_MS:
 *
 * How long a peer looks for a path where nothing else is asked for, in milliseconds.
 */
#define SPT_PEER_CONNECT_TIMEOUT_MS 10000

/**
 * SPT_PEER_FRAME_PRIORITY:
 *
 * The priority at which frames are handed to the main context: just before GTK draws
 * (GDK_PRIORITY_REDRAW − 1, which this folder cannot name).
 */
#define SPT_PEER_FRAME_PRIORITY (G_PRIORITY_HIGH_IDLE + 19)

/**
 * SptIceServer:
 * @urls: (array zero-terminated=1): `stun:host:port`, `turn:host:port?transport=udp`, `turns:…`
 * @username: (nullable): for the relay
 * @credential: (nullable): for the relay
 *
 * A server that helps two peers to find each other.
 */
typedef struct
{
  char **urls;
  char *username;
  char *credential;
} SptIceServer;

/**
 * SptPeerSettings:
 * @ice_servers: (element-type SptIceServer): see spt_peer_settings_add_ice_server()
 * @with_video: whether this side sends a picture; default %TRUE. An offerer without it makes a
 *   voice call; an answerer without it still shows the other side's picture
 * @loopback: use 127.0.0.1 and no other address; for tests and for two peers on one machine
 * @relay_only: never show this machine's addresses to the other side; needs a relay
 * @latency_ms: length of the jitter buffer
 * @connect_timeout_ms: after how long without a path the call fails with `no-path`
 * @frame_priority: priority at which "local-frame" and "remote-frame" are emitted
 * @width: of the picture sent, in pixels; default 640
 * @height: of the picture sent, in pixels; default 480
 * @frame_rate: pictures a second; default 30
 * @video_bit_rate: in bits a second; default 800,000
 * @test_sources: use the test picture and the silent test sound even where there are devices
 * @camera_id: (nullable): #SptDevice:id of the camera, %NULL for the default one
 * @microphone_id: (nullable): #SptDevice:id of the microphone, %NULL for the default one
 * @speaker_id: (nullable): #SptDevice:id of the loudspeaker, %NULL for the default one
 * @test_label: (nullable): words drawn on the test picture; translated by the caller
 * @test_picture_uri: (nullable): a PNG or SVG file that stands in for the camera, such as
 *   `resource:///…/counter.png`; %NULL for a plain soft background
 *
 * What one side of a call is made with. Change the fields between spt_peer_settings_new() and
 * spt_peer_new(); strings are owned by the settings (use g_set_str-like replacement: free, then
 * g_strdup()).
 */
typedef struct
{
  GPtrArray *ice_servers;
  gboolean with_video;
  gboolean loopback;
  gboolean relay_only;
  guint latency_ms;
  guint connect_timeout_ms;
  int frame_priority;
  guint width;
  guint height;
  guint frame_rate;
  guint video_bit_rate;
  gboolean test_sources;
  char *camera_id;
  char *microphone_id;
  char *speaker_id;
  char *test_label;
  char *test_picture_uri;
} SptPeerSettings;

GType spt_peer_settings_get_type (void) G_GNUC_CONST;

/**
 * spt_peer_settings_new:
 *
 * Returns: (transfer full): settings with their defaults
 */
SptPeerSettings *spt_peer_settings_new (void);

/**
 * spt_peer_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): a deep copy
 */
SptPeerSettings *spt_peer_settings_copy (const SptPeerSettings *self);

/**
 * spt_peer_settings_free:
 * @self: (transfer full): settings
 */
void spt_peer_settings_free (SptPeerSettings *self);

/**
 * spt_peer_settings_add_ice_server:
 * @self: settings
 * @urls: (array zero-terminated=1): the server's addresses
 * @username: (nullable): for the relay
 * @credential: (nullable): for the relay
 *
 * Adds a server. Of several STUN addresses the first is used, of TURN addresses all.
 */
void spt_peer_settings_add_ice_server (SptPeerSettings *self,
                                       const char *const *urls,
                                       const char *username,
                                       const char *credential);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptPeerSettings, spt_peer_settings_free)

G_END_DECLS
