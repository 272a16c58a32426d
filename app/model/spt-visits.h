/* SPDX-License-Identifier: EUPL-1.2 */
/* Visits as objects: appointments, tickets and the operator's desk. Read-only outside model/. */
#pragma once

#include <gio/gio.h>

#include "wire/spt-wire-desk.h"
#include "wire/spt-wire-visit.h"

G_BEGIN_DECLS

/* Enumerations of the wire registered for properties and bindings. */
#define SPT_TYPE_CHANNEL (spt_channel_get_type ())
GType spt_channel_get_type (void);
#define SPT_TYPE_APPOINTMENT_STATE (spt_appointment_state_get_type ())
GType spt_appointment_state_get_type (void);
#define SPT_TYPE_TICKET_STATE (spt_ticket_state_get_type ())
GType spt_ticket_state_get_type (void);
#define SPT_TYPE_TICKET_KIND (spt_ticket_kind_get_type ())
GType spt_ticket_kind_get_type (void);
#define SPT_TYPE_DESK_STATE (spt_desk_state_get_type ())
GType spt_desk_state_get_type (void);

/**
 * SptAppointment:
 *
 * Properties: `id`, `code`, `office-name`, `service-name`, `service-id`, `channel`, `state`,
 * `start`, `end`, `check-in-from`, `check-in-until` (int64 instants), `person-name` (name and
 * surname), `email` (nullable), `reason` (nullable), `requirements` (GListModel of SptRequirement),
 * `can-check-in` (boolean: follows the clock and the state), `can-cancel`.
 */
#define SPT_TYPE_APPOINTMENT (spt_appointment_get_type ())
G_DECLARE_FINAL_TYPE (SptAppointment, spt_appointment, SPT, APPOINTMENT, GObject)

const char *spt_appointment_get_id (SptAppointment *self);
const char *spt_appointment_get_code (SptAppointment *self);
const char *spt_appointment_get_office_name (SptAppointment *self);
const char *spt_appointment_get_service_name (SptAppointment *self);
const char *spt_appointment_get_service_id (SptAppointment *self);
SptChannel spt_appointment_get_channel (SptAppointment *self);
SptAppointmentState spt_appointment_get_state (SptAppointment *self);
gint64 spt_appointment_get_start (SptAppointment *self);
gint64 spt_appointment_get_end (SptAppointment *self);
gint64 spt_appointment_get_check_in_from (SptAppointment *self);
gint64 spt_appointment_get_check_in_until (SptAppointment *self);
const char *spt_appointment_get_person_name (SptAppointment *self);
const char *spt_appointment_get_email (SptAppointment *self);
const char *spt_appointment_get_reason (SptAppointment *self);
GListModel *spt_appointment_get_requirements (SptAppointment *self);
gboolean spt_appointment_get_can_check_in (SptAppointment *self);
gboolean spt_appointment_get_can_cancel (SptAppointment *self);

/**
 * SptTicket:
 *
 * Properties: `id`, `number`, `office-name`, `service-name`, `kind`, `state`, `channel`,
 * `assistance`, `arrived-at`, `state-since`, `due-at` (int64 instants), `position` (uint, 0 where it
 * does not wait), `wait-low`, `wait-high` (int64 seconds; high 0: cannot be told), `why-next`
 * (nullable), `operator-name` (nullable), `person-name`, `email`, `telephone`, `address`,
 * `codice-fiscale`, `reason` (all nullable), `requirements` (GListModel of SptRequirement).
 */
#define SPT_TYPE_TICKET (spt_ticket_get_type ())
G_DECLARE_FINAL_TYPE (SptTicket, spt_ticket, SPT, TICKET, GObject)

const char *spt_ticket_get_id (SptTicket *self);
const char *spt_ticket_get_number (SptTicket *self);
const char *spt_ticket_get_office_name (SptTicket *self);
const char *spt_ticket_get_service_name (SptTicket *self);
SptTicketKind spt_ticket_get_kind (SptTicket *self);
SptTicketState spt_ticket_get_state (SptTicket *self);
SptChannel spt_ticket_get_channel (SptTicket *self);
gboolean spt_ticket_get_assistance (SptTicket *self);
gint64 spt_ticket_get_arrived_at (SptTicket *self);
gint64 spt_ticket_get_state_since (SptTicket *self);
gint64 spt_ticket_get_due_at (SptTicket *self);
guint spt_ticket_get_position (SptTicket *self);
gint64 spt_ticket_get_wait_low (SptTicket *self);
gint64 spt_ticket_get_wait_high (SptTicket *self);
const char *spt_ticket_get_why_next (SptTicket *self);
const char *spt_ticket_get_operator_name (SptTicket *self);
const char *spt_ticket_get_person_name (SptTicket *self);
const char *spt_ticket_get_email (SptTicket *self);
const char *spt_ticket_get_telephone (SptTicket *self);
const char *spt_ticket_get_address (SptTicket *self);
const char *spt_ticket_get_codice_fiscale (SptTicket *self);
const char *spt_ticket_get_reason (SptTicket *self);
GListModel *spt_ticket_get_requirements (SptTicket *self);

/**
 * SptDesk:
 *
 * The signed-in operator's desk. Properties: `operator-name`, `state` (SptDeskState), `state-since`
 * (int64), `reason` (nullable), `ticket` (SptTicket, nullable: who is called, served or wrapped up).
 */
#define SPT_TYPE_DESK (spt_desk_get_type ())
G_DECLARE_FINAL_TYPE (SptDesk, spt_desk, SPT, DESK, GObject)

const char *spt_desk_get_operator_name (SptDesk *self);
SptDeskState spt_desk_get_state (SptDesk *self);
gint64 spt_desk_get_state_since (SptDesk *self);
const char *spt_desk_get_reason (SptDesk *self);
SptTicket *spt_desk_get_ticket (SptDesk *self);

G_END_DECLS
