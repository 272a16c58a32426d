/* SPDX-License-Identifier: EUPL-1.2 */
/* What may become of an appointment, a ticket and a desk: one function each. */
#pragma once

#include "wire/spt-wire-desk.h"

G_BEGIN_DECLS

/* What happens to an appointment. */
typedef enum
{
  SPTD_APPOINTMENT_STEP_CHECK_IN,
  SPTD_APPOINTMENT_STEP_CANCEL,
  SPTD_APPOINTMENT_STEP_COMPLETE,
  /* He checked in and left, or did not answer. */
  SPTD_APPOINTMENT_STEP_MISS,
  /* He never came. */
  SPTD_APPOINTMENT_STEP_EXPIRE,
} SptdAppointmentStep;

/* What happens to a ticket. */
typedef enum
{
  SPTD_TICKET_STEP_CALL,
  /* Not answered or declined: he waits again. */
  SPTD_TICKET_STEP_RETURN,
  SPTD_TICKET_STEP_GIVE_UP,
  SPTD_TICKET_STEP_ANSWER,
  SPTD_TICKET_STEP_COMPLETE,
  SPTD_TICKET_STEP_LEAVE,
  SPTD_TICKET_STEP_GO_AWAY,
  SPTD_TICKET_STEP_COME_BACK,
  /* The meeting broke, and is rung for again. */
  SPTD_TICKET_STEP_RECALL,
} SptdTicketStep;

/* What happens to a desk. */
typedef enum
{
  SPTD_DESK_STEP_OPEN,
  SPTD_DESK_STEP_PAUSE,
  SPTD_DESK_STEP_CLOSE,
  SPTD_DESK_STEP_CALL,
  SPTD_DESK_STEP_RECALL,
  SPTD_DESK_STEP_ANSWERED,
  SPTD_DESK_STEP_HANG_UP,
  SPTD_DESK_STEP_RELEASE,
  SPTD_DESK_STEP_COMPLETE,
} SptdDeskStep;

gboolean sptd_appointment_step (SptAppointmentState from,
                                SptdAppointmentStep step,
                                SptAppointmentState *to,
                                GError **error);
gboolean
sptd_ticket_step (SptTicketState from, SptdTicketStep step, SptTicketState *to, GError **error);
gboolean sptd_desk_step (SptDeskState from, SptdDeskStep step, SptDeskState *to, GError **error);

G_END_DECLS
