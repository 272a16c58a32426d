/* SPDX-License-Identifier: EUPL-1.2 */
/* What the event stream carries, and the problem of an answer that failed. */
#pragma once

#include "wire/spt-wire-call.h"
#include "wire/spt-wire-desk.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

/**
 * SptEventKind:
 * @SPT_EVENT_APPOINTMENT: an appointment is or has changed
 * @SPT_EVENT_TICKET: a ticket is or has changed
 * @SPT_EVENT_DESK: the operator's own desk has changed
 * @SPT_EVENT_CALL: a call rings, is answered or has ended
 * @SPT_EVENT_SIGNAL: the other side of a call tells something; never sent to the side that told it
 * @SPT_EVENT_MESSAGE: something was written
 * @SPT_EVENT_DOCUMENT: a document began, is ready or was removed
 * @SPT_EVENT_QUEUE: the whole queue that an operator serves, in order, with positions and waits;
 *   derived, without an id, at most once a second
 *
 * Which member of an event is set. Positions and waits of a citizen come as @SPT_EVENT_TICKET
 * without an id whenever they move.
 */
typedef enum
{
  SPT_EVENT_UNSET,
  SPT_EVENT_APPOINTMENT,
  SPT_EVENT_TICKET,
  SPT_EVENT_DESK,
  SPT_EVENT_CALL,
  SPT_EVENT_SIGNAL,
  SPT_EVENT_MESSAGE,
  SPT_EVENT_DOCUMENT,
  SPT_EVENT_QUEUE,
} SptEventKind;
extern const char *const spt_event_kind_names[];

typedef struct
{
  SptEventKind kind;
  gint64 at;
  SptWireAppointment *appointment;
  SptWireTicket *ticket;
  SptWireDesk *desk;
  SptWireCall *call;
  SptWireSignal *signal;
  SptWireMessage *message;
  SptWireDocument *document;
  GPtrArray *queue;
} SptWireEvent;
SPT_WIRE_DECLARE (SptWireEvent, spt_wire_event)

/* RFC 9457, with the members of ours: code, field, state, request_id. */
typedef struct
{
  char *type;
  char *title;
  gint64 status;
  char *detail;
  char *code;
  char *field;
  char *state;
  char *request_id;
} SptWireProblem;
SPT_WIRE_DECLARE (SptWireProblem, spt_wire_problem)

SptWireProblem *spt_wire_problem_from_error (const GError *error, const char *request_id);
GError *spt_wire_problem_to_error (const SptWireProblem *problem);

G_END_DECLS
