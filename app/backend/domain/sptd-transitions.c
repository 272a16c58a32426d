/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-transitions.h"

/* The states from which a step is allowed, as a set of bits, and where it leads. */
typedef struct
{
  guint from;
  int to;
} Rule;

#define FROM(state) (1u << (state))

static const Rule appointment_rules[] = {
  [SPTD_APPOINTMENT_STEP_CHECK_IN] = { FROM (SPT_APPOINTMENT_BOOKED), SPT_APPOINTMENT_CHECKED_IN },
  [SPTD_APPOINTMENT_STEP_CANCEL] = { FROM (SPT_APPOINTMENT_BOOKED), SPT_APPOINTMENT_CANCELLED },
  [SPTD_APPOINTMENT_STEP_COMPLETE] = { FROM (SPT_APPOINTMENT_CHECKED_IN),
                                       SPT_APPOINTMENT_COMPLETED },
  [SPTD_APPOINTMENT_STEP_MISS] = { FROM (SPT_APPOINTMENT_CHECKED_IN), SPT_APPOINTMENT_NO_SHOW },
  [SPTD_APPOINTMENT_STEP_EXPIRE] = { FROM (SPT_APPOINTMENT_BOOKED), SPT_APPOINTMENT_EXPIRED },
};

static const Rule ticket_rules[] = {
  [SPTD_TICKET_STEP_CALL] = { FROM (SPT_TICKET_WAITING), SPT_TICKET_CALLED },
  [SPTD_TICKET_STEP_RETURN] = { FROM (SPT_TICKET_CALLED), SPT_TICKET_WAITING },
  [SPTD_TICKET_STEP_GIVE_UP] = { FROM (SPT_TICKET_CALLED) | FROM (SPT_TICKET_WAITING)
                                     | FROM (SPT_TICKET_AWAY),
                                 SPT_TICKET_NO_SHOW },
  [SPTD_TICKET_STEP_ANSWER] = { FROM (SPT_TICKET_CALLED), SPT_TICKET_SERVING },
  [SPTD_TICKET_STEP_COMPLETE] = { FROM (SPT_TICKET_SERVING), SPT_TICKET_COMPLETED },
  [SPTD_TICKET_STEP_LEAVE] = { FROM (SPT_TICKET_WAITING) | FROM (SPT_TICKET_AWAY),
                               SPT_TICKET_LEFT },
  [SPTD_TICKET_STEP_GO_AWAY] = { FROM (SPT_TICKET_WAITING), SPT_TICKET_AWAY },
  [SPTD_TICKET_STEP_COME_BACK] = { FROM (SPT_TICKET_AWAY), SPT_TICKET_WAITING },
  [SPTD_TICKET_STEP_RECALL] = { FROM (SPT_TICKET_SERVING) | FROM (SPT_TICKET_CALLED),
                                SPT_TICKET_CALLED },
};

static const Rule desk_rules[] = {
  [SPTD_DESK_STEP_OPEN] = { FROM (SPT_DESK_OFFLINE) | FROM (SPT_DESK_PAUSED)
                                | FROM (SPT_DESK_AVAILABLE),
                            SPT_DESK_AVAILABLE },
  [SPTD_DESK_STEP_PAUSE] = { FROM (SPT_DESK_OFFLINE) | FROM (SPT_DESK_AVAILABLE)
                                 | FROM (SPT_DESK_PAUSED),
                             SPT_DESK_PAUSED },
  [SPTD_DESK_STEP_CLOSE] = { FROM (SPT_DESK_OFFLINE) | FROM (SPT_DESK_AVAILABLE)
                                 | FROM (SPT_DESK_PAUSED),
                             SPT_DESK_OFFLINE },
  [SPTD_DESK_STEP_CALL] = { FROM (SPT_DESK_AVAILABLE), SPT_DESK_RINGING },
  [SPTD_DESK_STEP_RECALL] = { FROM (SPT_DESK_RINGING) | FROM (SPT_DESK_WRAP_UP), SPT_DESK_RINGING },
  [SPTD_DESK_STEP_ANSWERED] = { FROM (SPT_DESK_RINGING), SPT_DESK_IN_CALL },
  [SPTD_DESK_STEP_HANG_UP] = { FROM (SPT_DESK_IN_CALL), SPT_DESK_WRAP_UP },
  [SPTD_DESK_STEP_RELEASE] = { FROM (SPT_DESK_RINGING), SPT_DESK_AVAILABLE },
  [SPTD_DESK_STEP_COMPLETE] = { FROM (SPT_DESK_IN_CALL) | FROM (SPT_DESK_WRAP_UP),
                                SPT_DESK_AVAILABLE },
};

static gboolean
apply (const Rule *rule,
       int from,
       const char *const *names,
       const char *what,
       int *to,
       GError **error)
{
  if ((rule->from & FROM (from)) == 0)
    {
      const char *name = spt_wire_enum_name (names, from);

      spt_set_state_error (error, name, "%s that is %s does not allow it", what, name);
      return FALSE;
    }
  *to = rule->to;
  return TRUE;
}

/**
 * sptd_appointment_step:
 * @from: its state
 * @step: what happens
 * @to: (out): its new state
 * @error: %SPT_ERROR_WRONG_STATE with @from
 *
 * Returns: whether it is allowed
 */
gboolean
sptd_appointment_step (SptAppointmentState from,
                       SptdAppointmentStep step,
                       SptAppointmentState *to,
                       GError **error)
{
  int found;

  if (!apply (&appointment_rules[step], (int) from, spt_appointment_state_names, "an appointment",
              &found, error))
    return FALSE;
  *to = (SptAppointmentState) found;
  return TRUE;
}

/**
 * sptd_ticket_step:
 * @from: its state
 * @step: what happens
 * @to: (out): its new state
 * @error: %SPT_ERROR_WRONG_STATE with @from
 *
 * Returns: whether it is allowed
 */
gboolean
sptd_ticket_step (SptTicketState from, SptdTicketStep step, SptTicketState *to, GError **error)
{
  int found;

  if (!apply (&ticket_rules[step], (int) from, spt_ticket_state_names, "a ticket", &found, error))
    return FALSE;
  *to = (SptTicketState) found;
  return TRUE;
}

/**
 * sptd_desk_step:
 * @from: its state
 * @step: what happens
 * @to: (out): its new state
 * @error: %SPT_ERROR_WRONG_STATE with @from
 *
 * Returns: whether it is allowed
 */
gboolean
sptd_desk_step (SptDeskState from, SptdDeskStep step, SptDeskState *to, GError **error)
{
  int found;

  if (!apply (&desk_rules[step], (int) from, spt_desk_state_names, "a desk", &found, error))
    return FALSE;
  *to = (SptDeskState) found;
  return TRUE;
}
