/* SPDX-License-Identifier: EUPL-1.2 */
/* A visit: who comes, the appointment, the ticket. A visit has one identifier from the booking or the
 * walk-in to its end; its appointment and its ticket, where it has them, carry the same one. */
#pragma once

#include "wire/spt-wire-office.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_APPOINTMENT_UNSET,
  SPT_APPOINTMENT_BOOKED,
  SPT_APPOINTMENT_CHECKED_IN,
  SPT_APPOINTMENT_COMPLETED,
  SPT_APPOINTMENT_NO_SHOW,
  SPT_APPOINTMENT_CANCELLED,
  SPT_APPOINTMENT_EXPIRED,
} SptAppointmentState;
extern const char *const spt_appointment_state_names[];

typedef enum
{
  SPT_TICKET_UNSET,
  SPT_TICKET_WAITING,
  SPT_TICKET_AWAY,
  SPT_TICKET_CALLED,
  SPT_TICKET_SERVING,
  SPT_TICKET_PARKED,
  SPT_TICKET_TRANSFERRED,
  SPT_TICKET_COMPLETED,
  SPT_TICKET_NO_SHOW,
  SPT_TICKET_LEFT,
} SptTicketState;
extern const char *const spt_ticket_state_names[];

typedef enum
{
  SPT_TICKET_KIND_UNSET,
  SPT_TICKET_KIND_BOOKED,
  SPT_TICKET_KIND_WALK_IN,
} SptTicketKind;
extern const char *const spt_ticket_kind_names[];

typedef enum
{
  SPT_OUTCOME_UNSET,
  SPT_OUTCOME_RESOLVED,
  SPT_OUTCOME_FOLLOW_UP,
  SPT_OUTCOME_INCOMPLETE,
  SPT_OUTCOME_NOT_COMPETENT,
} SptOutcome;
extern const char *const spt_outcome_names[];

/* Booking asks for e-mail and address; a walk-in need not give them. The struct is the same, the
 * tables differ. */
typedef struct
{
  char *name;
  char *surname;
  char *email;
  char *address;
  char *telephone;
  char *codice_fiscale;
} SptWirePerson;
SPT_WIRE_DECLARE (SptWirePerson, spt_wire_person)
extern const SptType spt_wire_visitor_type;

typedef struct
{
  char *service_id;
  gint64 start;
} SptWireHoldRequest;
SPT_WIRE_DECLARE (SptWireHoldRequest, spt_wire_hold_request)

typedef struct
{
  char *id;
  char *token;
  char *office_id;
  char *service_id;
  gint64 start;
  gint64 end;
  gint64 expires_at;
} SptWireHold;
SPT_WIRE_DECLARE (SptWireHold, spt_wire_hold)

typedef struct
{
  char *hold_id;
  SptWirePerson *person;
  SptChannel channel;
  char *reason;
  char *consent;
  char *language;
} SptWireAppointmentRequest;
SPT_WIRE_DECLARE (SptWireAppointmentRequest, spt_wire_appointment_request)

typedef struct
{
  char *id;
  char *code;
  char *token;
  char *office_id;
  char *office_name;
  char *service_id;
  char *service_name;
  SptChannel channel;
  SptAppointmentState state;
  gint64 start;
  gint64 end;
  gint64 check_in_from;
  gint64 check_in_until;
  SptWirePerson *person;
  char *reason;
  GPtrArray *requirements;
  gint64 version;
} SptWireAppointment;
SPT_WIRE_DECLARE (SptWireAppointment, spt_wire_appointment)

/* Opens an appointment by what a person knows of it. */
typedef struct
{
  char *code;
  char *email;
} SptWireAccessRequest;
SPT_WIRE_DECLARE (SptWireAccessRequest, spt_wire_access_request)

typedef struct
{
  char *reason;
} SptWireCancellation;
SPT_WIRE_DECLARE (SptWireCancellation, spt_wire_cancellation)

typedef struct
{
  char *service_id;
  SptWirePerson *person;
  SptChannel channel;
  char *reason;
  char *consent;
  char *language;
  gboolean assistance;
} SptWireTicketRequest;
SPT_WIRE_DECLARE (SptWireTicketRequest, spt_wire_ticket_request)

typedef struct
{
  char *id;
  char *token;
  char *number;
  char *office_id;
  char *office_name;
  char *service_id;
  char *service_name;
  SptTicketKind kind;
  SptTicketState state;
  SptChannel channel;
  gboolean assistance;
  gint64 arrived_at;
  gint64 state_since;
  gint64 due_at;
  gint64 position;
  gint64 wait_low;
  gint64 wait_high;
  char *why_next;
  char *call_id;
  char *operator_name;
  SptWirePerson *person;
  char *reason;
  char *language;
  GPtrArray *requirements;
  SptOutcome outcome;
} SptWireTicket;
SPT_WIRE_DECLARE (SptWireTicket, spt_wire_ticket)
SPT_WIRE_DECLARE_LIST (spt_wire_ticket_list)

G_END_DECLS
