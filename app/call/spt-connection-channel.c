/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

#include <string.h>

/* The channel's name, and the longest word that is listened to. */
#define CHANNEL_LABEL "state"
#define MAX_WORD 64

static void
tell_word (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  /* What comes before the other side is known to be the right one is not listened to. */
  if (spt_guard_is_open (self->guard))
    self->listener->word (self->owner, data);
}

/* Streaming thread. */
static void
message_cb (GstWebRTCDataChannel *channel, const char *text, gpointer user_data)
{
  SptConnection *self = user_data;

  if (text != NULL && strnlen (text, MAX_WORD + 1) <= MAX_WORD)
    spt_connection_post (self, tell_word, g_strdup (text), g_free);
}

static void
tell_open (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->channel_open (self->owner);
}

/* Streaming thread. */
static void
open_cb (GstWebRTCDataChannel *channel, gpointer user_data)
{
  spt_connection_post (user_data, tell_open, NULL, NULL);
}

static void
adopt (gpointer owner, gpointer data)
{
  SptConnection *self = owner;
  GstWebRTCDataChannelState state;

  g_set_object (&self->channel, data);
  g_object_get (self->channel, "ready-state", &state, NULL);
  if (state == GST_WEBRTC_DATA_CHANNEL_STATE_OPEN)
    self->listener->channel_open (self->owner);
}

static void
connect_channel (SptConnection *self, GstWebRTCDataChannel *channel)
{
  g_signal_connect_data (channel, "on-open", G_CALLBACK (open_cb), spt_connection_ref (self),
                         spt_connection_unref_closure, 0);
  g_signal_connect_data (channel, "on-message-string", G_CALLBACK (message_cb),
                         spt_connection_ref (self), spt_connection_unref_closure, 0);
  spt_connection_post (self, adopt, g_object_ref (channel), g_object_unref);
}

/* Streaming thread. */
static void
channel_cb (GstElement *webrtc, GstWebRTCDataChannel *channel, gpointer user_data)
{
  SptConnection *self = user_data;
  g_autofree char *label = NULL;

  g_object_get (channel, "label", &label, NULL);
  if (g_strcmp0 (label, CHANNEL_LABEL) == 0)
    connect_channel (self, channel);
}

void
spt_connection_watch_channel (SptConnection *self)
{
  g_signal_connect_data (self->webrtc, "on-data-channel", G_CALLBACK (channel_cb),
                         spt_connection_ref (self), spt_connection_unref_closure, 0);
}

void
spt_connection_offer_channel (SptConnection *self)
{
  g_autoptr (GstWebRTCDataChannel) channel = NULL;

  g_signal_emit_by_name (self->webrtc, "create-data-channel", CHANNEL_LABEL, NULL, &channel);
  if (channel != NULL)
    connect_channel (self, channel);
}

void
spt_connection_send_word (SptConnection *self, const char *word)
{
  GstWebRTCDataChannelState state = GST_WEBRTC_DATA_CHANNEL_STATE_CLOSED;

  if (self->channel == NULL || !spt_guard_is_open (self->guard))
    return;
  g_object_get (self->channel, "ready-state", &state, NULL);
  if (state == GST_WEBRTC_DATA_CHANNEL_STATE_OPEN)
    g_signal_emit_by_name (self->channel, "send-string", word);
}
