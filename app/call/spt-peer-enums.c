/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-peer.h"

G_DEFINE_ENUM_TYPE (SptPeerRole,
                    spt_peer_role,
                    G_DEFINE_ENUM_VALUE (SPT_PEER_ROLE_OFFERER, "offerer"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_ROLE_ANSWERER, "answerer"))

G_DEFINE_ENUM_TYPE (SptPeerState,
                    spt_peer_state,
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_RECONNECTING, "reconnecting"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SPT_PEER_STATE_CLOSED, "closed"))

G_DEFINE_ENUM_TYPE (SptSignalKind,
                    spt_signal_kind,
                    G_DEFINE_ENUM_VALUE (SPT_SIGNAL_KIND_OFFER, "offer"),
                    G_DEFINE_ENUM_VALUE (SPT_SIGNAL_KIND_ANSWER, "answer"),
                    G_DEFINE_ENUM_VALUE (SPT_SIGNAL_KIND_CANDIDATE, "candidate"),
                    G_DEFINE_ENUM_VALUE (SPT_SIGNAL_KIND_RENEGOTIATE, "renegotiate"))

G_DEFINE_ENUM_TYPE (SptCallQuality,
                    spt_call_quality,
                    G_DEFINE_ENUM_VALUE (SPT_CALL_QUALITY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_QUALITY_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_QUALITY_FAIR, "fair"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_QUALITY_POOR, "poor"))
