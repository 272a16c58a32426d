/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-wire-call.h"

const char *const spt_party_names[] = { "", "citizen", "operator", "office", NULL };
const char *const spt_call_state_names[] = { "", "ringing", "answered", "ended", NULL };
const char *const spt_call_end_names[] = {
  "", "hung-up", "declined", "unanswered", "failed", NULL
};
const char *const spt_wire_signal_kind_names[] = { "",          "offer",       "answer",
                                                   "candidate", "renegotiate", NULL };
const char *const spt_document_state_names[] = { "", "uploading", "ready", "removed", NULL };

static const SptField spt_wire_ice_server_fields[] = {
  SPT_FIELD_STRINGS (SptWireIceServer,
                     urls,
                     SPT_REQUIRED,
                     SPT_FORMAT_LINE,
                     10,
                     "`stun:` and `turn:` addresses."),
  SPT_FIELD_STRING (SptWireIceServer,
                    username,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    200,
                    "For a relay."),
  SPT_FIELD_STRING (SptWireIceServer,
                    credential,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    200,
                    "For a relay, valid for minutes."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireIceServer,
                 spt_wire_ice_server,
                 "IceServer",
                 "A server that helps the two sides to find a path.")

static const SptField spt_wire_call_fields[] = {
  SPT_FIELD_STRING (SptWireCall, id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "Its identifier."),
  SPT_FIELD_STRING (SptWireCall,
                    visit_id,
                    SPT_REQUIRED,
                    SPT_FORMAT_ID,
                    36,
                    36,
                    "The visit it serves."),
  SPT_FIELD_ENUM (SptWireCall, state, SPT_REQUIRED, spt_call_state_names, "Where it stands."),
  SPT_FIELD_ENUM (SptWireCall, end, SPT_OPTIONAL, spt_call_end_names, "How it ended."),
  SPT_FIELD_ENUM (SptWireCall, channel, SPT_REQUIRED, spt_channel_names, "By video or voice."),
  SPT_FIELD_STRING (SptWireCall,
                    operator_name,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "Who calls."),
  SPT_FIELD_STRING (SptWireCall,
                    citizen_name,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    201,
                    "Who is called."),
  SPT_FIELD_INSTANT (SptWireCall, rang_at, SPT_REQUIRED, "When it began to ring."),
  SPT_FIELD_INSTANT (SptWireCall, ring_until, SPT_REQUIRED, "When it stops to ring."),
  SPT_FIELD_INTEGER (SptWireCall, attempt, SPT_REQUIRED, 1, 100, "Which time it rings."),
  SPT_FIELD_INSTANT (SptWireCall, answered_at, SPT_OPTIONAL, "When it was answered."),
  SPT_FIELD_INSTANT (SptWireCall, ended_at, SPT_OPTIONAL, "When it ended."),
  SPT_FIELD_LIST (SptWireCall,
                  ice_servers,
                  SPT_OPTIONAL,
                  10,
                  spt_wire_ice_server,
                  "Servers for finding a path."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireCall, spt_wire_call, "Call", "A meeting of two by video or voice.")

static const SptField spt_wire_call_ending_fields[] = {
  SPT_FIELD_ENUM (SptWireCallEnding,
                  end,
                  SPT_REQUIRED,
                  spt_call_end_names,
                  "`hung-up`, `declined` or `failed`."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireCallEnding, spt_wire_call_ending, "CallEnding", "How a call is ended.")

#define SIGNAL_FIELDS(Type) \
  SPT_FIELD_ENUM (Type, kind, SPT_REQUIRED, spt_wire_signal_kind_names, "What it is."), \
      SPT_FIELD_STRING (Type, sdp, SPT_OPTIONAL, SPT_FORMAT_TEXT, 1, SPT_SDP_MAX, \
                        "The session description of an offer or answer."), \
      SPT_FIELD_STRING (Type, candidate, SPT_OPTIONAL, SPT_FORMAT_LINE, 0, SPT_CANDIDATE_MAX, \
                        "An ICE candidate; empty at the end."), \
      SPT_FIELD_INTEGER (Type, m_line, SPT_OPTIONAL, 0, 64, \
                         "The index of the media line of a candidate.")

static const SptField spt_wire_signal_request_fields[] = {
  SIGNAL_FIELDS (SptWireSignalRequest),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireSignalRequest,
                 spt_wire_signal_request,
                 "SignalRequest",
                 "What one side of a call tells the other.")

static const SptField spt_wire_signal_fields[] = {
  SPT_FIELD_STRING (SptWireSignal, call_id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "The call."),
  SPT_FIELD_ENUM (SptWireSignal, from, SPT_REQUIRED, spt_party_names, "Which side."),
  SIGNAL_FIELDS (SptWireSignal),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireSignal, spt_wire_signal, "Signal", "What one side of a call told.")

static const SptField spt_wire_message_request_fields[] = {
  SPT_FIELD_STRING (SptWireMessageRequest,
                    text,
                    SPT_REQUIRED,
                    SPT_FORMAT_TEXT,
                    1,
                    4000,
                    "What is said."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireMessageRequest,
                 spt_wire_message_request,
                 "MessageRequest",
                 "Something to say in writing.")

static const SptField spt_wire_message_fields[] = {
  SPT_FIELD_STRING (SptWireMessage, id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "Its identifier."),
  SPT_FIELD_STRING (SptWireMessage, visit_id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "The visit."),
  SPT_FIELD_ENUM (SptWireMessage, from, SPT_REQUIRED, spt_party_names, "Which side."),
  SPT_FIELD_STRING (SptWireMessage, author, SPT_REQUIRED, SPT_FORMAT_LINE, 1, 201, "Who wrote."),
  SPT_FIELD_STRING (SptWireMessage, text, SPT_REQUIRED, SPT_FORMAT_TEXT, 1, 4000, "What was said."),
  SPT_FIELD_INSTANT (SptWireMessage, sent_at, SPT_REQUIRED, "When."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireMessage, spt_wire_message, "Message", "Something said in writing.")
SPT_WIRE_DEFINE_LIST (spt_wire_message_list,
                      spt_wire_message,
                      "MessageList",
                      "The conversation of a visit, the oldest first.")

static const SptField spt_wire_document_fields[] = {
  SPT_FIELD_STRING (SptWireDocument, id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "Its identifier."),
  SPT_FIELD_STRING (SptWireDocument, visit_id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "The visit."),
  SPT_FIELD_ENUM (SptWireDocument, from, SPT_REQUIRED, spt_party_names, "Which side."),
  SPT_FIELD_ENUM (SptWireDocument,
                  state,
                  SPT_REQUIRED,
                  spt_document_state_names,
                  "Where it stands."),
  SPT_FIELD_STRING (SptWireDocument,
                    name,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    255,
                    "The file's name."),
  SPT_FIELD_STRING (SptWireDocument,
                    media_type,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    100,
                    "What it is by its content."),
  SPT_FIELD_INTEGER (SptWireDocument, size, SPT_REQUIRED, 0, G_MAXINT32, "Its size in bytes."),
  SPT_FIELD_INTEGER (SptWireDocument,
                     received,
                     SPT_REQUIRED,
                     0,
                     G_MAXINT32,
                     "How many of them have arrived."),
  SPT_FIELD_STRING (SptWireDocument,
                    sha256,
                    SPT_OPTIONAL,
                    SPT_FORMAT_SLUG,
                    64,
                    64,
                    "SHA-256 of its content, hexadecimal, where it is ready."),
  SPT_FIELD_INSTANT (SptWireDocument, created_at, SPT_REQUIRED, "When the upload began."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireDocument, spt_wire_document, "Document", "A file of a visit.")
SPT_WIRE_DEFINE_LIST (spt_wire_document_list,
                      spt_wire_document,
                      "DocumentList",
                      "The documents of a visit, the oldest first.")
