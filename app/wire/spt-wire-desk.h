/* SPDX-License-Identifier: EUPL-1.2 */
/* Operators and their desks. */
#pragma once

#include "wire/spt-wire-call.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_DESK_UNSET,
  SPT_DESK_OFFLINE,
  SPT_DESK_AVAILABLE,
  SPT_DESK_RINGING,
  SPT_DESK_IN_CALL,
  SPT_DESK_WRAP_UP,
  SPT_DESK_PAUSED,
} SptDeskState;
extern const char *const spt_desk_state_names[];

typedef struct
{
  char *id;
  char *name;
  GStrv office_ids;
  GStrv service_ids;
} SptWireOperator;
SPT_WIRE_DECLARE (SptWireOperator, spt_wire_operator)

typedef struct
{
  char *username;
  char *password;
} SptWireCredentials;
SPT_WIRE_DECLARE (SptWireCredentials, spt_wire_credentials)

typedef struct
{
  char *token;
  gint64 expires_at;
  SptWireOperator *operator;
} SptWireOperatorSession;
SPT_WIRE_DECLARE (SptWireOperatorSession, spt_wire_operator_session)

typedef struct
{
  SptDeskState state;
  char *reason;
} SptWireDeskStatus;
SPT_WIRE_DECLARE (SptWireDeskStatus, spt_wire_desk_status)

typedef struct
{
  SptWireOperator *operator;
  SptDeskState state;
  gint64 state_since;
  char *reason;
  SptWireTicket *ticket;
  SptWireCall *call;
} SptWireDesk;
SPT_WIRE_DECLARE (SptWireDesk, spt_wire_desk)

typedef struct
{
  SptOutcome outcome;
  char *notes;
} SptWireCompletion;
SPT_WIRE_DECLARE (SptWireCompletion, spt_wire_completion)

G_END_DECLS
