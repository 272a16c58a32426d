/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole table: what is allowed is named, and everything else must be refused with its state. */
#include "backend/domain/sptd-transitions.h"

typedef struct
{
  int from;
  int step;
  int to;
} Allowed;

static const Allowed appointments[] = {
  { SPT_APPOINTMENT_BOOKED, SPTD_APPOINTMENT_STEP_CHECK_IN, SPT_APPOINTMENT_CHECKED_IN },
  { SPT_APPOINTMENT_BOOKED, SPTD_APPOINTMENT_STEP_CANCEL, SPT_APPOINTMENT_CANCELLED },
  { SPT_APPOINTMENT_BOOKED, SPTD_APPOINTMENT_STEP_EXPIRE, SPT_APPOINTMENT_EXPIRED },
  { SPT_APPOINTMENT_CHECKED_IN, SPTD_APPOINTMENT_STEP_COMPLETE, SPT_APPOINTMENT_COMPLETED },
  { SPT_APPOINTMENT_CHECKED_IN, SPTD_APPOINTMENT_STEP_MISS, SPT_APPOINTMENT_NO_SHOW },
};

static const Allowed tickets[] = {
  { SPT_TICKET_WAITING, SPTD_TICKET_STEP_CALL, SPT_TICKET_CALLED },
  { SPT_TICKET_WAITING, SPTD_TICKET_STEP_GIVE_UP, SPT_TICKET_NO_SHOW },
  { SPT_TICKET_WAITING, SPTD_TICKET_STEP_LEAVE, SPT_TICKET_LEFT },
  { SPT_TICKET_WAITING, SPTD_TICKET_STEP_GO_AWAY, SPT_TICKET_AWAY },
  { SPT_TICKET_AWAY, SPTD_TICKET_STEP_COME_BACK, SPT_TICKET_WAITING },
  { SPT_TICKET_AWAY, SPTD_TICKET_STEP_GIVE_UP, SPT_TICKET_NO_SHOW },
  { SPT_TICKET_AWAY, SPTD_TICKET_STEP_LEAVE, SPT_TICKET_LEFT },
  { SPT_TICKET_CALLED, SPTD_TICKET_STEP_RETURN, SPT_TICKET_WAITING },
  { SPT_TICKET_CALLED, SPTD_TICKET_STEP_GIVE_UP, SPT_TICKET_NO_SHOW },
  { SPT_TICKET_CALLED, SPTD_TICKET_STEP_ANSWER, SPT_TICKET_SERVING },
  { SPT_TICKET_CALLED, SPTD_TICKET_STEP_RECALL, SPT_TICKET_CALLED },
  { SPT_TICKET_SERVING, SPTD_TICKET_STEP_COMPLETE, SPT_TICKET_COMPLETED },
  { SPT_TICKET_SERVING, SPTD_TICKET_STEP_RECALL, SPT_TICKET_CALLED },
};

static const Allowed desks[] = {
  { SPT_DESK_OFFLINE, SPTD_DESK_STEP_OPEN, SPT_DESK_AVAILABLE },
  { SPT_DESK_OFFLINE, SPTD_DESK_STEP_PAUSE, SPT_DESK_PAUSED },
  { SPT_DESK_OFFLINE, SPTD_DESK_STEP_CLOSE, SPT_DESK_OFFLINE },
  { SPT_DESK_AVAILABLE, SPTD_DESK_STEP_OPEN, SPT_DESK_AVAILABLE },
  { SPT_DESK_AVAILABLE, SPTD_DESK_STEP_PAUSE, SPT_DESK_PAUSED },
  { SPT_DESK_AVAILABLE, SPTD_DESK_STEP_CLOSE, SPT_DESK_OFFLINE },
  { SPT_DESK_AVAILABLE, SPTD_DESK_STEP_CALL, SPT_DESK_RINGING },
  { SPT_DESK_PAUSED, SPTD_DESK_STEP_OPEN, SPT_DESK_AVAILABLE },
  { SPT_DESK_PAUSED, SPTD_DESK_STEP_PAUSE, SPT_DESK_PAUSED },
  { SPT_DESK_PAUSED, SPTD_DESK_STEP_CLOSE, SPT_DESK_OFFLINE },
  { SPT_DESK_RINGING, SPTD_DESK_STEP_RECALL, SPT_DESK_RINGING },
  { SPT_DESK_RINGING, SPTD_DESK_STEP_ANSWERED, SPT_DESK_IN_CALL },
  { SPT_DESK_RINGING, SPTD_DESK_STEP_RELEASE, SPT_DESK_AVAILABLE },
  { SPT_DESK_IN_CALL, SPTD_DESK_STEP_HANG_UP, SPT_DESK_WRAP_UP },
  { SPT_DESK_IN_CALL, SPTD_DESK_STEP_COMPLETE, SPT_DESK_AVAILABLE },
  { SPT_DESK_WRAP_UP, SPTD_DESK_STEP_RECALL, SPT_DESK_RINGING },
  { SPT_DESK_WRAP_UP, SPTD_DESK_STEP_COMPLETE, SPT_DESK_AVAILABLE },
};

static int
expected (const Allowed *allowed, gsize n, int from, int step)
{
  for (gsize i = 0; i < n; i++)
    if (allowed[i].from == from && allowed[i].step == step)
      return allowed[i].to;
  return 0;
}

static void
check (gboolean allowed, int to, int want, const char *state, GError **error)
{
  g_assert_cmpint (allowed, ==, want != 0);
  if (allowed)
    g_assert_cmpint (to, ==, want);
  else
    {
      g_assert_error (*error, SPT_ERROR, SPT_ERROR_WRONG_STATE);
      g_assert_cmpstr (spt_error_get_state (*error), ==, state);
    }
  g_clear_error (error);
}

static void
test_appointments (void)
{
  for (int from = 0; from <= SPT_APPOINTMENT_EXPIRED; from++)
    for (int step = 0; step <= SPTD_APPOINTMENT_STEP_EXPIRE; step++)
      {
        SptAppointmentState to = SPT_APPOINTMENT_UNSET;
        GError *error = NULL;
        gboolean allowed = sptd_appointment_step ((SptAppointmentState) from,
                                                  (SptdAppointmentStep) step, &to, &error);

        check (allowed, (int) to, expected (appointments, G_N_ELEMENTS (appointments), from, step),
               spt_appointment_state_names[from], &error);
      }
}

static void
test_tickets (void)
{
  for (int from = 0; from <= SPT_TICKET_LEFT; from++)
    for (int step = 0; step <= SPTD_TICKET_STEP_RECALL; step++)
      {
        SptTicketState to = SPT_TICKET_UNSET;
        GError *error = NULL;
        gboolean allowed =
            sptd_ticket_step ((SptTicketState) from, (SptdTicketStep) step, &to, &error);

        check (allowed, (int) to, expected (tickets, G_N_ELEMENTS (tickets), from, step),
               spt_ticket_state_names[from], &error);
      }
}

static void
test_desks (void)
{
  for (int from = 0; from <= SPT_DESK_PAUSED; from++)
    for (int step = 0; step <= SPTD_DESK_STEP_COMPLETE; step++)
      {
        SptDeskState to = SPT_DESK_UNSET;
        GError *error = NULL;
        gboolean allowed = sptd_desk_step ((SptDeskState) from, (SptdDeskStep) step, &to, &error);

        check (allowed, (int) to, expected (desks, G_N_ELEMENTS (desks), from, step),
               spt_desk_state_names[from], &error);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/transitions/appointments", test_appointments);
  g_test_add_func ("/domain/transitions/tickets", test_tickets);
  g_test_add_func ("/domain/transitions/desks", test_desks);
  return g_test_run ();
}
