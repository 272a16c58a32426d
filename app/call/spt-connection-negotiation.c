/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

#include <string.h>

/* More candidates than this no honest machine has. */
#define MAX_EARLY_CANDIDATES 128

typedef struct
{
  SptSignalKind kind;
  char *sdp;
  char *candidate;
  guint m_line;
  GstWebRTCSessionDescription *description;
} Outgoing;

static void
outgoing_free (gpointer data)
{
  Outgoing *outgoing = data;

  g_free (outgoing->sdp);
  g_free (outgoing->candidate);
  g_clear_pointer (&outgoing->description, gst_webrtc_session_description_free);
  g_free (outgoing);
}

/* --- Servers --- */

/* "turn:host:port?transport=udp" to the form with credentials that the framework takes. */
static char *
relay_uri (const SptIceServer *server, const char *url)
{
  const char *rest = strchr (url, ':') + 1;
  g_autofree char *scheme = g_strndup (url, (gsize) (rest - 1 - url));
  g_autofree char *user =
      g_uri_escape_string (server->username != NULL ? server->username : "", NULL, FALSE);
  g_autofree char *password =
      g_uri_escape_string (server->credential != NULL ? server->credential : "", NULL, FALSE);

  while (*rest == '/')
    rest++;
  return g_strdup_printf ("%s://%s:%s@%s", scheme, user, password, rest);
}

static void
add_server_url (SptConnection *self, const SptIceServer *server, const char *url)
{
  gboolean added = FALSE;

  if (g_str_has_prefix (url, "stun:"))
    {
      const char *rest = url + strlen ("stun:");
      g_autofree char *known = NULL;
      g_autofree char *uri = NULL;

      while (*rest == '/')
        rest++;
      uri = g_strconcat ("stun://", rest, NULL);
      g_object_get (self->webrtc, "stun-server", &known, NULL);
      if (known == NULL)
        g_object_set (self->webrtc, "stun-server", uri, NULL);
    }
  else if (g_str_has_prefix (url, "turn:") || g_str_has_prefix (url, "turns:"))
    {
      g_autofree char *uri = relay_uri (server, url);

      g_signal_emit_by_name (self->webrtc, "add-turn-server", uri, &added);
      if (added)
        atomic_store (&self->waits_for_relay, 1);
      else
        g_info ("A relay's address was not understood: %s", url);
    }
  else
    g_info ("A server of an unknown kind: %s", url);
}

static void
add_servers (SptConnection *self)
{
  for (guint i = 0; i < self->settings->ice_servers->len; i++)
    {
      const SptIceServer *server = g_ptr_array_index (self->settings->ice_servers, i);

      for (guint u = 0; server->urls[u] != NULL; u++)
        add_server_url (self, server, server->urls[u]);
    }
}

/* The agent opens ports on routers and TCP candidates unless it is told not to. */
static void
tame_agent (SptConnection *self)
{
  g_autoptr (GstObject) ice = NULL;
  g_autoptr (GObject) agent = NULL;

  g_object_get (self->webrtc, "ice-agent", &ice, NULL);
  if (ice == NULL)
    return;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (ice), "agent") != NULL)
    g_object_get (ice, "agent", &agent, NULL);
  if (agent != NULL)
    g_object_set (agent, "upnp", FALSE, "ice-tcp", FALSE, NULL);
  if (self->settings->loopback)
    {
      gboolean added = FALSE;

      g_signal_emit_by_name (ice, "add-local-ip-address", "127.0.0.1", &added);
    }
}

/* --- The other side's certificate --- */

static void
tell_verified (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->verified (self->owner);
}

static void
tell_broken (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->broken (self->owner);
}

static void
act_on (SptConnection *self, SptGuardVerdict verdict)
{
  switch (verdict)
    {
    case SPT_GUARD_OPENED:
      spt_connection_post (self, tell_verified, NULL, NULL);
      break;
    case SPT_GUARD_REFUSED:
      spt_connection_post_failed (self, SPT_PEER_ERROR_FINGERPRINT_MISMATCH,
                                  "The certificate on the path is not the one that was named");
      break;
    case SPT_GUARD_WAITING:
    case SPT_GUARD_OPEN:
      break;
    }
}

/* The framework's DTLS thread: nothing has been decrypted yet, and the gate is closed. */
static void
transport_cb (GstWebRTCDTLSTransport *transport, GParamSpec *pspec, gpointer user_data)
{
  SptConnection *self = user_data;
  GstWebRTCDTLSTransportState state;
  g_autofree char *pem = NULL;
  g_autofree char *fingerprint = NULL;

  g_object_get (transport, "state", &state, NULL);
  if (state == GST_WEBRTC_DTLS_TRANSPORT_STATE_CONNECTED)
    {
      g_object_get (transport, "remote-certificate", &pem, NULL);
      fingerprint = spt_sdp_fingerprint_of_pem (pem);
      act_on (self, spt_guard_present (self->guard, fingerprint));
    }
  else if (state == GST_WEBRTC_DTLS_TRANSPORT_STATE_FAILED
           || state == GST_WEBRTC_DTLS_TRANSPORT_STATE_CLOSED)
    spt_connection_post (self, tell_broken, NULL, NULL);
}

static void
watch_transport (SptConnection *self, GObject *end)
{
  g_autoptr (GstWebRTCDTLSTransport) transport = NULL;

  if (end == NULL)
    return;
  g_object_get (end, "transport", &transport, NULL);
  if (transport == NULL || g_object_get_data (G_OBJECT (transport), "spt-watched") != NULL)
    return;
  g_object_set_data (G_OBJECT (transport), "spt-watched", self);
  g_signal_connect_data (transport, "notify::state", G_CALLBACK (transport_cb),
                         spt_connection_ref (self), spt_connection_unref_closure, 0);
  transport_cb (transport, NULL, self);
}

/* Any thread; transports come to be while descriptions are set. */
static void
watch_transports (SptConnection *self)
{
  g_autoptr (GArray) transceivers = NULL;

  g_signal_emit_by_name (self->webrtc, "get-transceivers", &transceivers);
  for (guint i = 0; transceivers != NULL && i < transceivers->len; i++)
    {
      GstWebRTCRTPTransceiver *transceiver =
          g_array_index (transceivers, GstWebRTCRTPTransceiver *, i);
      g_autoptr (GObject) sender = NULL;
      g_autoptr (GObject) receiver = NULL;

      g_object_get (transceiver, "sender", &sender, "receiver", &receiver, NULL);
      watch_transport (self, sender);
      watch_transport (self, receiver);
    }
}

/* --- Candidates --- */

static void
send_outgoing (gpointer owner, gpointer data)
{
  SptConnection *self = owner;
  Outgoing *outgoing = data;

  self->listener->local_signal (self->owner, outgoing->kind, outgoing->sdp, outgoing->candidate,
                                outgoing->m_line);
}

/* The framework's thread. */
static void
candidate_cb (GstElement *webrtc, guint m_line, const char *candidate, gpointer user_data)
{
  SptConnection *self = user_data;
  Outgoing *outgoing = g_new0 (Outgoing, 1);

  if (candidate != NULL && strstr (candidate, " typ relay") != NULL)
    atomic_fetch_add (&self->relay_candidates, 1);
  outgoing->kind = SPT_SIGNAL_KIND_CANDIDATE;
  outgoing->candidate = g_strdup (candidate != NULL ? candidate : "");
  outgoing->m_line = m_line;
  spt_connection_post (self, send_outgoing, outgoing, outgoing_free);
}

static void
tell_relay_missing (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->relay_missing (self->owner);
}

/* A wrong credential gives no error, only no relay candidate. */
static void
gathering_cb (GstElement *webrtc, GParamSpec *pspec, gpointer user_data)
{
  SptConnection *self = user_data;
  GstWebRTCICEGatheringState state;

  g_object_get (webrtc, "ice-gathering-state", &state, NULL);
  if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE && atomic_load (&self->waits_for_relay)
      && atomic_load (&self->relay_candidates) == 0)
    spt_connection_post (self, tell_relay_missing, NULL, NULL);
}

static void
ice_state_cb (GstElement *webrtc, GParamSpec *pspec, gpointer user_data)
{
  SptConnection *self = user_data;
  GstWebRTCICEConnectionState state;

  g_object_get (webrtc, "ice-connection-state", &state, NULL);
  if (state == GST_WEBRTC_ICE_CONNECTION_STATE_FAILED
      || state == GST_WEBRTC_ICE_CONNECTION_STATE_DISCONNECTED)
    spt_connection_post (self, tell_broken, NULL, NULL);
}

/* A receiving end that the other side's offer made: pictures get their retransmission there too. */
static void
transceiver_cb (GstElement *webrtc, GstWebRTCRTPTransceiver *transceiver, gpointer user_data)
{
  GstWebRTCKind kind;

  g_object_get (transceiver, "kind", &kind, NULL);
  if (kind == GST_WEBRTC_KIND_VIDEO)
    g_object_set (transceiver, "do-nack", TRUE, NULL);
}

static void
connect_signal (SptConnection *self, const char *signal, GCallback callback)
{
  g_signal_connect_data (self->webrtc, signal, callback, spt_connection_ref (self),
                         spt_connection_unref_closure, 0);
}

void
spt_connection_configure_network (SptConnection *self)
{
  gst_util_set_object_arg (G_OBJECT (self->webrtc), "bundle-policy", "max-bundle");
  g_object_set (self->webrtc, "latency", self->settings->latency_ms, NULL);
  if (self->settings->relay_only)
    gst_util_set_object_arg (G_OBJECT (self->webrtc), "ice-transport-policy", "relay");
  tame_agent (self);
  add_servers (self);
  connect_signal (self, "on-ice-candidate", G_CALLBACK (candidate_cb));
  connect_signal (self, "notify::ice-gathering-state", G_CALLBACK (gathering_cb));
  connect_signal (self, "notify::ice-connection-state", G_CALLBACK (ice_state_cb));
  connect_signal (self, "on-new-transceiver", G_CALLBACK (transceiver_cb));
  if (self->role == SPT_PEER_ROLE_ANSWERER)
    spt_connection_watch_channel (self);
}

static void
add_candidate (SptConnection *self, const char *candidate, guint m_line)
{
  if (g_str_has_prefix (candidate, "a="))
    candidate += 2;
  if (*candidate != '\0')
    g_signal_emit_by_name (self->webrtc, "add-ice-candidate", m_line, candidate);
}

static void
add_early_candidates (SptConnection *self)
{
  for (guint i = 0; i < self->early_candidates->len; i++)
    {
      const char *entry = g_ptr_array_index (self->early_candidates, i);
      char *candidate;
      guint m_line = (guint) g_ascii_strtoull (entry, &candidate, 10);

      add_candidate (self, candidate + 1, m_line);
    }
  g_ptr_array_set_size (self->early_candidates, 0);
}

gboolean
spt_connection_take_candidate (SptConnection *self,
                               const char *candidate,
                               guint m_line,
                               GError **error)
{
  if (!spt_sdp_check_candidate (candidate, error))
    return FALSE;
  if (m_line >= SPT_SDP_MAX_MEDIA || self->early_candidates->len >= MAX_EARLY_CANDIDATES)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CANDIDATE_INVALID,
                           "The candidate belongs to no section, or there are too many");
      return FALSE;
    }
  if (self->described)
    add_candidate (self, candidate, m_line);
  else
    g_ptr_array_add (self->early_candidates, g_strdup_printf ("%u %s", m_line, candidate));
  return TRUE;
}

/* --- Descriptions --- */

/* Says why the framework refused, if it did. */
static char *
refusal_of (GstPromise *promise)
{
  const GstStructure *reply;
  g_autoptr (GError) error = NULL;

  if (gst_promise_wait (promise) != GST_PROMISE_RESULT_REPLIED)
    return g_strdup ("The media framework gave no answer");
  reply = gst_promise_get_reply (promise);
  if (reply == NULL || !gst_structure_has_field (reply, "error"))
    return NULL;
  gst_structure_get (reply, "error", G_TYPE_ERROR, &error, NULL);
  return g_strdup (error != NULL ? error->message : "The media framework refused");
}

/* The framework's thread: a description was set, or it was not. */
static void
set_cb (GstPromise *promise, gpointer user_data)
{
  SptConnection *self = user_data;
  g_autofree char *refusal = refusal_of (promise);

  if (refusal != NULL)
    spt_connection_post_failed (self, SPT_PEER_ERROR_NEGOTIATION, refusal);
  else
    watch_transports (self);
}

static void
set_description (SptConnection *self, const char *signal, GstWebRTCSessionDescription *description)
{
  g_autoptr (GstPromise) promise =
      gst_promise_new_with_change_func (set_cb, spt_connection_ref (self),
                                        (GDestroyNotify) spt_connection_unref);

  g_signal_emit_by_name (self->webrtc, signal, description, promise);
}

/* Sends our description before it is set, so that it leaves before its candidates do. */
static void
send_description (gpointer owner, gpointer data)
{
  SptConnection *self = owner;
  Outgoing *outgoing = data;

  send_outgoing (owner, data);
  if (spt_dispatch_is_closed (self->dispatch))
    return;
  set_description (self, "set-local-description", outgoing->description);
  if (outgoing->kind == SPT_SIGNAL_KIND_ANSWER)
    self->listener->negotiated (self->owner);
}

/* The framework's thread: our description was made. */
static void
created_cb (GstPromise *promise, gpointer user_data)
{
  SptConnection *self = user_data;
  gboolean offers = self->role == SPT_PEER_ROLE_OFFERER;
  g_autofree char *refusal = refusal_of (promise);
  g_autofree char *text = NULL;
  Outgoing *outgoing;
  GstWebRTCSessionDescription *description = NULL;

  if (refusal == NULL)
    gst_structure_get (gst_promise_get_reply (promise), offers ? "offer" : "answer",
                       GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &description, NULL);
  if (description == NULL)
    {
      spt_connection_post_failed (self, SPT_PEER_ERROR_NEGOTIATION,
                                  refusal != NULL ? refusal : "No description was made");
      return;
    }
  text = gst_sdp_message_as_text (description->sdp);
  outgoing = g_new0 (Outgoing, 1);
  outgoing->kind = offers ? SPT_SIGNAL_KIND_OFFER : SPT_SIGNAL_KIND_ANSWER;
  outgoing->description = description;
  outgoing->sdp = offers || self->remote.tag != NULL
                      ? spt_sdp_with_tag (text, offers ? self->tag : self->remote.tag)
                      : g_strdup (text);
  spt_connection_post (self, send_description, outgoing, outgoing_free);
}

static void
create_description (SptConnection *self, const char *signal)
{
  g_autoptr (GstPromise) promise =
      gst_promise_new_with_change_func (created_cb, spt_connection_ref (self),
                                        (GDestroyNotify) spt_connection_unref);

  g_signal_emit_by_name (self->webrtc, signal, NULL, promise);
}

void
spt_connection_make_offer (SptConnection *self)
{
  create_description (self, "create-offer");
}

static void
set_remote (SptConnection *self, GstWebRTCSDPType type, GstSDPMessage *message)
{
  g_autoptr (GstWebRTCSessionDescription) description =
      gst_webrtc_session_description_new (type, message);

  act_on (self, spt_guard_expect (self->guard, self->remote.fingerprint));
  set_description (self, "set-remote-description", description);
  self->described = TRUE;
  add_early_candidates (self);
}

/* The answer's senders take their payload types from the offer, so they can be made only now. */
static void
answer (SptConnection *self, GstSDPMessage *offer)
{
  g_autoptr (GError) error = NULL;

  if (!spt_connection_add_senders (self, self->remote.video_payload, self->remote.audio_payload,
                                   &error))
    {
      gst_sdp_message_free (offer);
      spt_connection_post_failed (self, SPT_PEER_ERROR_MEDIA, error->message);
      return;
    }
  /* Both go to the framework's one thread, in this order. */
  set_remote (self, GST_WEBRTC_SDP_TYPE_OFFER, offer);
  create_description (self, "create-answer");
}

void
spt_connection_take_early (SptConnection *self)
{
  if (self->early_offer != NULL)
    answer (self, g_steal_pointer (&self->early_offer));
}

gboolean
spt_connection_take_description (SptConnection *self,
                                 SptSignalKind kind,
                                 const char *sdp,
                                 GError **error)
{
  SptSdpFacts facts;
  GstSDPMessage *message = spt_sdp_parse (sdp, &facts, error);

  if (message == NULL)
    return FALSE;
  if (kind == SPT_SIGNAL_KIND_ANSWER && facts.tag != NULL && !g_str_equal (facts.tag, self->tag))
    {
      g_debug ("An answer to an earlier offer is left aside");
      spt_sdp_facts_clear (&facts);
      gst_sdp_message_free (message);
      return TRUE;
    }
  spt_sdp_facts_clear (&self->remote);
  self->remote = facts;
  if (kind == SPT_SIGNAL_KIND_ANSWER)
    {
      set_remote (self, GST_WEBRTC_SDP_TYPE_ANSWER, message);
      self->listener->negotiated (self->owner);
    }
  else if (self->built)
    answer (self, message);
  else
    self->early_offer = message;
  return TRUE;
}
