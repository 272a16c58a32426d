/* SPDX-License-Identifier: EUPL-1.2 */
/* Calls, their signals, messages and documents. */
#pragma once

#include "wire/spt-wire-office.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_PARTY_UNSET,
  SPT_PARTY_CITIZEN,
  SPT_PARTY_OPERATOR,
  SPT_PARTY_OFFICE,
} SptParty;
extern const char *const spt_party_names[];

typedef enum
{
  SPT_CALL_UNSET,
  SPT_CALL_RINGING,
  SPT_CALL_ANSWERED,
  SPT_CALL_ENDED,
} SptCallState;
extern const char *const spt_call_state_names[];

typedef enum
{
  SPT_CALL_END_UNSET,
  SPT_CALL_END_HUNG_UP,
  SPT_CALL_END_DECLINED,
  SPT_CALL_END_UNANSWERED,
  SPT_CALL_END_FAILED,
} SptCallEnd;
extern const char *const spt_call_end_names[];

typedef enum
{
  SPT_WIRE_SIGNAL_UNSET,
  SPT_WIRE_SIGNAL_OFFER,
  SPT_WIRE_SIGNAL_ANSWER,
  SPT_WIRE_SIGNAL_CANDIDATE,
  SPT_WIRE_SIGNAL_RENEGOTIATE,
} SptWireSignalKind;
extern const char *const spt_wire_signal_kind_names[];

/* The longest session description and candidate that are passed on, in characters. */
#define SPT_SDP_MAX 30000
#define SPT_CANDIDATE_MAX 1000

typedef struct
{
  GStrv urls;
  char *username;
  char *credential;
} SptWireIceServer;
SPT_WIRE_DECLARE (SptWireIceServer, spt_wire_ice_server)

typedef struct
{
  char *id;
  char *visit_id;
  SptCallState state;
  SptCallEnd end;
  SptChannel channel;
  char *operator_name;
  char *citizen_name;
  gint64 rang_at;
  gint64 ring_until;
  gint64 attempt;
  gint64 answered_at;
  gint64 ended_at;
  GPtrArray *ice_servers;
} SptWireCall;
SPT_WIRE_DECLARE (SptWireCall, spt_wire_call)

typedef struct
{
  SptCallEnd end;
} SptWireCallEnding;
SPT_WIRE_DECLARE (SptWireCallEnding, spt_wire_call_ending)

typedef struct
{
  SptWireSignalKind kind;
  char *sdp;
  char *candidate;
  gint64 m_line;
} SptWireSignalRequest;
SPT_WIRE_DECLARE (SptWireSignalRequest, spt_wire_signal_request)

typedef struct
{
  char *call_id;
  SptParty from;
  SptWireSignalKind kind;
  char *sdp;
  char *candidate;
  gint64 m_line;
} SptWireSignal;
SPT_WIRE_DECLARE (SptWireSignal, spt_wire_signal)

typedef struct
{
  char *text;
} SptWireMessageRequest;
SPT_WIRE_DECLARE (SptWireMessageRequest, spt_wire_message_request)

typedef struct
{
  char *id;
  char *visit_id;
  SptParty from;
  char *author;
  char *text;
  gint64 sent_at;
} SptWireMessage;
SPT_WIRE_DECLARE (SptWireMessage, spt_wire_message)
SPT_WIRE_DECLARE_LIST (spt_wire_message_list)

typedef enum
{
  SPT_DOCUMENT_UNSET,
  SPT_DOCUMENT_UPLOADING,
  SPT_DOCUMENT_READY,
  SPT_DOCUMENT_REMOVED,
} SptDocumentState;
extern const char *const spt_document_state_names[];

typedef struct
{
  char *id;
  char *visit_id;
  SptParty from;
  SptDocumentState state;
  char *name;
  char *media_type;
  gint64 size;
  gint64 received;
  char *sha256;
  gint64 created_at;
} SptWireDocument;
SPT_WIRE_DECLARE (SptWireDocument, spt_wire_document)
SPT_WIRE_DECLARE_LIST (spt_wire_document_list)

G_END_DECLS
