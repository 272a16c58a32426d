/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptAppointmentCard:
 *
 * An appointment with its countdown and what can be done with it.
 */
#define SPT_TYPE_APPOINTMENT_CARD (spt_appointment_card_get_type ())
G_DECLARE_FINAL_TYPE (SptAppointmentCard, spt_appointment_card, SPT, APPOINTMENT_CARD, AdwBin)

GtkWidget *spt_appointment_card_new (SptSession *session, SptAppointment *appointment);

G_END_DECLS
