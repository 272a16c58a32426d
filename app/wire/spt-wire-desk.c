/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-wire-desk.h"

const char *const spt_desk_state_names[] = { "",        "offline", "available", "ringing",
                                             "in-call", "wrap-up", "paused",    NULL };

static const SptField spt_wire_operator_fields[] = {
  SPT_FIELD_STRING (SptWireOperator, id, SPT_REQUIRED, SPT_FORMAT_ID, 36, 36, "Its identifier."),
  SPT_FIELD_STRING (SptWireOperator,
                    name,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "The name that citizens see."),
  SPT_FIELD_STRINGS (SptWireOperator,
                     office_ids,
                     SPT_REQUIRED,
                     SPT_FORMAT_SLUG,
                     200,
                     "The offices the operator works for."),
  SPT_FIELD_STRINGS (SptWireOperator,
                     service_ids,
                     SPT_REQUIRED,
                     SPT_FORMAT_SLUG,
                     1000,
                     "The services the operator is able to serve."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireOperator, spt_wire_operator, "Operator", "Who serves.")

static const SptField spt_wire_credentials_fields[] = {
  SPT_FIELD_STRING (SptWireCredentials,
                    username,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    100,
                    "The operator's name for signing in."),
  SPT_FIELD_STRING (SptWireCredentials,
                    password,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "The password."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireCredentials, spt_wire_credentials, "Credentials", "What signs in.")

static const SptField spt_wire_operator_session_fields[] = {
  SPT_FIELD_STRING (SptWireOperatorSession,
                    token,
                    SPT_OPTIONAL,
                    SPT_FORMAT_TOKEN,
                    43,
                    43,
                    "The bearer token, told once."),
  SPT_FIELD_INSTANT (SptWireOperatorSession,
                     expires_at,
                     SPT_REQUIRED,
                     "When the session ends at the latest."),
  SPT_FIELD_OBJECT (SptWireOperatorSession,
                    operator,
                    SPT_REQUIRED,
                    spt_wire_operator,
                    "Who signed in."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireOperatorSession,
                 spt_wire_operator_session,
                 "OperatorSession",
                 "An operator who is signed in.")

static const SptField spt_wire_desk_status_fields[] = {
  SPT_FIELD_ENUM (SptWireDeskStatus,
                  state,
                  SPT_REQUIRED,
                  spt_desk_state_names,
                  "`available`, `paused` or `offline`."),
  SPT_FIELD_STRING (SptWireDeskStatus,
                    reason,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    200,
                    "Why it pauses."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireDeskStatus,
                 spt_wire_desk_status,
                 "DeskStatus",
                 "What the operator sets the desk to.")

static const SptField spt_wire_desk_fields[] = {
  SPT_FIELD_OBJECT (SptWireDesk, operator, SPT_REQUIRED, spt_wire_operator, "Who serves there."),
  SPT_FIELD_ENUM (SptWireDesk, state, SPT_REQUIRED, spt_desk_state_names, "What it is doing."),
  SPT_FIELD_INSTANT (SptWireDesk, state_since, SPT_REQUIRED, "Since when."),
  SPT_FIELD_STRING (SptWireDesk, reason, SPT_OPTIONAL, SPT_FORMAT_LINE, 0, 200, "Why it pauses."),
  SPT_FIELD_OBJECT (SptWireDesk,
                    ticket,
                    SPT_OPTIONAL,
                    spt_wire_ticket,
                    "Who is called, served or wrapped up there."),
  SPT_FIELD_OBJECT (SptWireDesk, call, SPT_OPTIONAL, spt_wire_call, "The call of that ticket."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireDesk, spt_wire_desk, "Desk", "An operator's place in service.")

static const SptField spt_wire_completion_fields[] = {
  SPT_FIELD_ENUM (SptWireCompletion,
                  outcome,
                  SPT_REQUIRED,
                  spt_outcome_names,
                  "What came of the visit."),
  SPT_FIELD_STRING (SptWireCompletion,
                    notes,
                    SPT_OPTIONAL,
                    SPT_FORMAT_TEXT,
                    0,
                    4000,
                    "Notes of the operator."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireCompletion, spt_wire_completion, "Completion", "The end of a visit.")
