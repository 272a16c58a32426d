/* SPDX-License-Identifier: EUPL-1.2 */
#include "counter-fixture.h"

#define SERVICE "ambiente-acque-reflue"
#define START "2026-11-25T09:00:00Z"

static SptWireAppointment *
book (CounterFixture *self)
{
  g_autoptr (GError) error = NULL;
  SptWireAppointment *made = counter_book (self, SERVICE, at (START), "anna@example.org", &error);

  g_assert_no_error (error);
  return made;
}

static void
refuse_check_in (CounterFixture *self, const char *subject, const char *id, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      counter_call (self, SPT_ROUTE_CHECK_IN, SPT_ROLE_CITIZEN, subject, id, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, code);
}

static void
test_check_in (void)
{
  CounterFixture self;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) again = NULL;
  g_autoptr (SptWireAppointment) shown = NULL;
  g_autoptr (GError) error = NULL;
  guint status = 0;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  made = book (&self);
  self.now = made->check_in_from - 1;
  refuse_check_in (&self, made->id, made->id, SPT_ERROR_TOO_EARLY);
  refuse_check_in (&self, "00000000-0000-4000-8000-000000000000", made->id, SPT_ERROR_NOT_FOUND);
  self.now = made->check_in_from;
  ticket = counter_call (&self, SPT_ROUTE_CHECK_IN, SPT_ROLE_CITIZEN, made->id, made->id, NULL,
                         &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 201);
  g_assert_cmpint (ticket->kind, ==, SPT_TICKET_KIND_BOOKED);
  g_assert_cmpint (ticket->due_at, ==, made->start);
  g_assert_cmpstr (ticket->number, ==, "A001");
  self.now += SPT_MINUTE;
  again = counter_call (&self, SPT_ROUTE_CHECK_IN, SPT_ROLE_CITIZEN, made->id, made->id, NULL,
                        &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 200);
  g_assert_cmpstr (again->number, ==, "A001");
  g_assert_cmpint (again->arrived_at, ==, ticket->arrived_at);
  shown = counter_call (&self, SPT_ROUTE_GET_APPOINTMENT, SPT_ROLE_CITIZEN, made->id, made->id,
                        NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (shown->state, ==, SPT_APPOINTMENT_CHECKED_IN);
  counter_close (&self);
}

static void
test_late (void)
{
  CounterFixture self;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  made = book (&self);
  /* The office closes at half past twelve. */
  self.now = at ("2026-11-25T11:30:00Z");
  refuse_check_in (&self, made->id, made->id, SPT_ERROR_OFFICE_CLOSED);
  self.now = at ("2026-11-26T09:00:00Z");
  refuse_check_in (&self, made->id, made->id, SPT_ERROR_TOO_LATE);
  self.now = made->check_in_until + 1;
  ticket = counter_check_in (&self, made->id);
  g_assert_cmpint (ticket->kind, ==, SPT_TICKET_KIND_WALK_IN);
  g_assert_cmpint (ticket->arrived_at, ==, made->start);
  counter_close (&self);
}

static SptWireTicketRequest *
form (const char *service_id)
{
  SptWireTicketRequest *body = spt_wire_ticket_request_new ();

  body->service_id = g_strdup (service_id);
  body->person = spt_wire_person_new ();
  body->person->name = g_strdup ("Bruno");
  body->person->surname = g_strdup ("Prova");
  body->channel = SPT_CHANNEL_VIDEO;
  body->consent = g_strdup ("2026-1");
  return body;
}

static void
refuse (CounterFixture *self, SptWireTicketRequest *body, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (counter_call (self, SPT_ROUTE_CREATE_TICKET, SPT_ROLE_ANYONE, NULL, NULL, body,
                               NULL, &error));
  g_assert_error (error, SPT_ERROR, code);
}

static void
test_hours (void)
{
  CounterFixture self;
  g_autoptr (SptWireTicketRequest) body = form (SERVICE);
  g_autoptr (SptWireTicketRequest) unknown = form ("nothing");
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) second = NULL;
  g_autofree char *operator_id = NULL;

  counter_open (&self, FALSE, "2026-11-25T07:59:59Z");
  operator_id = counter_operator (&self, "tecnico");
  refuse (&self, unknown, SPT_ERROR_NOT_FOUND);
  refuse (&self, body, SPT_ERROR_OFFICE_CLOSED);
  self.now = at ("2026-11-25T10:45:00Z");
  ticket = counter_walk_in (&self, SERVICE, "Bruno");
  /* One desk: half an hour for him, half an hour for the next, and the office closes at 12:30. */
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  second = counter_walk_in (&self, SERVICE, "Carla");
  refuse (&self, body, SPT_ERROR_OFFICE_CLOSED);
  counter_close (&self);
}

static void
test_numbers (void)
{
  CounterFixture self;
  g_autoptr (SptWireTicket) last = NULL;

  counter_open (&self, TRUE, "2026-11-25T22:58:00Z");
  for (int i = 1; i <= 3; i++)
    {
      g_autoptr (SptWireTicket) ticket = counter_walk_in (&self, "tributi-imu", "Carla");
      g_autofree char *number = g_strdup_printf ("T%03d", i);

      g_assert_cmpstr (ticket->number, ==, number);
      g_assert_cmpint (ticket->position, ==, i);
      /* Nobody is in service. */
      g_assert_cmpint (ticket->wait_high, ==, 0);
      self.now += SPT_SECOND;
    }
  /* Midnight in Rome. */
  self.now = at ("2026-11-25T23:00:00Z");
  last = counter_walk_in (&self, "tributi-tari", "Dario");
  g_assert_cmpstr (last->number, ==, "T001");
  counter_close (&self);
}

static void
test_leave (void)
{
  CounterFixture self;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) left = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, "2026-11-25T22:00:00Z");
  ticket = counter_walk_in (&self, "tributi-imu", "Carla");
  left = counter_call (&self, SPT_ROUTE_LEAVE_TICKET, SPT_ROLE_CITIZEN, ticket->id, ticket->id,
                       NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (left->state, ==, SPT_TICKET_LEFT);
  g_assert_cmpint (left->position, ==, 0);
  g_assert_null (counter_call (&self, SPT_ROUTE_LEAVE_TICKET, SPT_ROLE_CITIZEN, ticket->id,
                               ticket->id, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_WRONG_STATE);
  counter_close (&self);
}

/* Both sides see the same place, and the operator sees them in that order. */
static void
test_same_position (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (GPtrArray) tickets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) spt_wire_ticket_free);
  g_autoptr (GError) error = NULL;
  SptWireList *queue;

  counter_open (&self, TRUE, "2026-11-25T22:00:00Z");
  operator_id = counter_operator (&self, "tecnico");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  for (int i = 0; i < 6; i++)
    {
      g_ptr_array_add (tickets,
                       counter_walk_in (&self, i % 2 == 0 ? SERVICE : "urbanistica-sue", "Carla"));
      self.now += 40 * SPT_SECOND;
    }
  queue = counter_call (&self, SPT_ROUTE_LIST_QUEUE, SPT_ROLE_OPERATOR, operator_id, NULL, NULL,
                        NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (queue->items->len, ==, 6);
  for (guint i = 0; i < queue->items->len; i++)
    {
      const SptWireTicket *seen = g_ptr_array_index (queue->items, i);
      const SptWireTicket *first = g_ptr_array_index (tickets, i);
      g_autoptr (SptWireTicket) own = counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_CITIZEN,
                                                    seen->id, seen->id, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (seen->id, ==, first->id);
      g_assert_cmpint (seen->position, ==, i + 1);
      g_assert_cmpint (own->position, ==, seen->position);
      g_assert_cmpint (own->wait_low, ==, seen->wait_low);
      g_assert_cmpint (own->wait_high, ==, seen->wait_high);
    }
  spt_wire_ticket_list_free (queue);
  counter_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/tickets/check-in", test_check_in);
  g_test_add_func ("/api/tickets/late", test_late);
  g_test_add_func ("/api/tickets/hours", test_hours);
  g_test_add_func ("/api/tickets/numbers", test_numbers);
  g_test_add_func ("/api/tickets/leave", test_leave);
  g_test_add_func ("/api/tickets/same-position", test_same_position);
  return g_test_run ();
}
