/* SPDX-License-Identifier: EUPL-1.2 */
/* How the model's own files make and change records; of use inside model/ only. */
#pragma once

#include "base/spt-clock.h"
#include "model/spt-records.h"
#include "model/spt-visits.h"

G_BEGIN_DECLS

SptOffice *spt_office_new (const SptWireOffice *wire);
void spt_office_update (SptOffice *self, const SptWireOffice *wire);

SptRequirement *spt_requirement_new (const SptWireRequirement *wire);
/* (transfer full): GListModel of SptRequirement; @list may be NULL */
GListModel *spt_requirement_list_new (GPtrArray *list);

/* Both may be NULL. */
gboolean spt_requirements_equal (GPtrArray *one, GPtrArray *other);

SptService *spt_service_new (const SptWireService *wire, SptOffice *office);
gboolean spt_service_is_like (SptService *self, const SptWireService *wire, SptOffice *office);

SptDay *spt_day_new (const SptWireDay *wire);
SptSlot *spt_slot_new (const SptWireSlot *wire);

SptAppointment *spt_appointment_new (const SptWireAppointment *wire, const SptClock *clock);
void spt_appointment_update (SptAppointment *self, const SptWireAppointment *wire);
/* Whether @wire was told before what is known. */
gboolean spt_appointment_is_newer (SptAppointment *self, const SptWireAppointment *wire);

SptTicket *spt_ticket_new (const SptWireTicket *wire);
void spt_ticket_update (SptTicket *self, const SptWireTicket *wire);
gboolean spt_ticket_is_newer (SptTicket *self, const SptWireTicket *wire);
const char *spt_ticket_get_call_id (SptTicket *self);

SptDesk *spt_desk_new (const SptWireDesk *wire);
void spt_desk_update (SptDesk *self, const SptWireDesk *wire);
void spt_desk_update_ticket (SptDesk *self, const SptWireTicket *wire);
gboolean spt_desk_is_newer (SptDesk *self, const SptWireDesk *wire);

/* Makes @store hold @items, keeping the objects that are in both; @items in order. */
void spt_store_assign (GListStore *store, GPtrArray *items);

G_END_DECLS
