/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-peer-settings.h"

G_DEFINE_BOXED_TYPE (SptPeerSettings,
                     spt_peer_settings,
                     spt_peer_settings_copy,
                     spt_peer_settings_free)

static SptIceServer *
spt_ice_server_new (const char *const *urls, const char *username, const char *credential)
{
  SptIceServer *server = g_new0 (SptIceServer, 1);

  server->urls = g_strdupv ((char **) urls);
  server->username = g_strdup (username);
  server->credential = g_strdup (credential);
  return server;
}

static void
spt_ice_server_free (gpointer data)
{
  SptIceServer *server = data;

  g_strfreev (server->urls);
  g_free (server->username);
  g_free (server->credential);
  g_free (server);
}

SptPeerSettings *
spt_peer_settings_new (void)
{
  SptPeerSettings *self = g_new0 (SptPeerSettings, 1);

  self->ice_servers = g_ptr_array_new_with_free_func (spt_ice_server_free);
  self->with_video = TRUE;
  self->latency_ms = SPT_PEER_LATENCY_MS;
  self->connect_timeout_ms = SPT_PEER_CONNECT_TIMEOUT_MS;
  self->frame_priority = SPT_PEER_FRAME_PRIORITY;
  self->width = 640;
  self->height = 480;
  self->frame_rate = 30;
  self->video_bit_rate = 800000;
  return self;
}

SptPeerSettings *
spt_peer_settings_copy (const SptPeerSettings *self)
{
  SptPeerSettings *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (SptPeerSettings, 1);
  *copy = *self;
  copy->ice_servers = g_ptr_array_new_with_free_func (spt_ice_server_free);
  for (guint i = 0; i < self->ice_servers->len; i++)
    {
      const SptIceServer *server = g_ptr_array_index (self->ice_servers, i);

      spt_peer_settings_add_ice_server (copy, (const char *const *) server->urls, server->username,
                                        server->credential);
    }
  copy->camera_id = g_strdup (self->camera_id);
  copy->microphone_id = g_strdup (self->microphone_id);
  copy->speaker_id = g_strdup (self->speaker_id);
  copy->test_label = g_strdup (self->test_label);
  copy->test_picture_uri = g_strdup (self->test_picture_uri);
  return copy;
}

void
spt_peer_settings_free (SptPeerSettings *self)
{
  g_ptr_array_unref (self->ice_servers);
  g_free (self->camera_id);
  g_free (self->microphone_id);
  g_free (self->speaker_id);
  g_free (self->test_label);
  g_free (self->test_picture_uri);
  g_free (self);
}

void
spt_peer_settings_add_ice_server (SptPeerSettings *self,
                                  const char *const *urls,
                                  const char *username,
                                  const char *credential)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (urls != NULL);

  g_ptr_array_add (self->ice_servers, spt_ice_server_new (urls, username, credential));
}
