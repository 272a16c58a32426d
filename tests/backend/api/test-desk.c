/* SPDX-License-Identifier: EUPL-1.2 */
/* The main job from the operator's side: call, meet, complete. */
#include "counter-fixture.h"

#define NOW "2026-11-23T22:30:10Z"
#define BOOKED_START "2026-11-23T22:30:00Z"

static void
expect_state (GError **error, const char *state)
{
  g_assert_error (*error, SPT_ERROR, SPT_ERROR_WRONG_STATE);
  g_assert_cmpstr (spt_error_get_state (*error), ==, state);
  g_clear_error (error);
}

static void
end_call (CounterFixture *self,
          const SptWireDesk *desk,
          SptRole role,
          const char *subject,
          SptCallEnd end)
{
  g_autoptr (SptWireCallEnding) body = spt_wire_call_ending_new ();
  g_autoptr (SptWireCall) call = NULL;
  g_autoptr (GError) error = NULL;

  body->end = end;
  call = counter_call (self, SPT_ROUTE_END_CALL, role, subject, desk->call->id, body, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (call->state, ==, SPT_CALL_ENDED);
}

static void
test_whole_story (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireAppointment) appointment = NULL;
  g_autoptr (SptWireTicket) walk_in = NULL;
  g_autoptr (SptWireTicket) booked = NULL;
  g_autoptr (SptWireTicket) moved = NULL;
  g_autoptr (SptWireDesk) first = NULL;
  g_autoptr (SptWireDesk) second = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  walk_in = counter_walk_in (&self, "urp-informazioni", "Bruno");
  g_assert_cmpstr (walk_in->number, ==, "U001");
  g_assert_cmpint (walk_in->position, ==, 1);
  g_assert_cmpint (walk_in->wait_high, >, 0);
  appointment =
      counter_book (&self, "urp-informazioni", at (BOOKED_START), "a@example.org", &error);
  g_assert_no_error (error);
  booked = counter_check_in (&self, appointment->id);
  g_assert_cmpint (booked->kind, ==, SPT_TICKET_KIND_BOOKED);
  g_assert_cmpstr (booked->number, ==, "U002");
  g_assert_cmpint (booked->position, ==, 1);

  first = counter_next (&self, operator_id);
  g_assert_cmpstr (first->ticket->id, ==, booked->id);
  g_assert_cmpstr (first->ticket->why_next, ==, "booked-due");
  g_assert_cmpint (first->call->attempt, ==, 1);
  g_assert_null (counter_call (&self, SPT_ROUTE_CALL_NEXT, SPT_ROLE_OPERATOR, operator_id, NULL,
                               NULL, NULL, &error));
  expect_state (&error, "ringing");
  counter_answer (&self, first);
  g_assert_null (counter_call (&self, SPT_ROUTE_ANSWER_CALL, SPT_ROLE_CITIZEN, booked->id,
                               first->call->id, NULL, NULL, &error));
  expect_state (&error, "answered");
  self.now += 7 * SPT_MINUTE;
  end_call (&self, first, SPT_ROLE_OPERATOR, operator_id, SPT_CALL_END_HUNG_UP);
  g_assert_null (counter_call (&self, SPT_ROUTE_CALL_NEXT, SPT_ROLE_OPERATOR, operator_id, NULL,
                               NULL, NULL, &error));
  expect_state (&error, "wrap-up");
  counter_complete (&self, operator_id);
  moved = counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_CITIZEN, booked->id, booked->id, NULL,
                        NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved->state, ==, SPT_TICKET_COMPLETED);
  g_assert_cmpint (moved->outcome, ==, SPT_OUTCOME_RESOLVED);

  second = counter_next (&self, operator_id);
  g_assert_cmpstr (second->ticket->id, ==, walk_in->id);
  g_assert_cmpstr (second->ticket->why_next, ==, "walk-in-due");
  /* The life of the booked one: booked, waiting, called and serving, all of them ended. */
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT count(*) FROM visit_interval i JOIN appointment a"
                                         " ON a.visit_id = i.visit_id WHERE i.end_at IS NOT NULL"),
                   ==, 4);
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT end_at - begin_at FROM visit_interval"
                                         " WHERE state = 'serving'"),
                   ==, 7 * SPT_MINUTE);
  counter_close (&self);
}

static void
test_declined_thrice (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) gone = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  ticket = counter_walk_in (&self, "urp-informazioni", "Bruno");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (SptWireDesk) desk = counter_next (&self, operator_id);

      g_assert_cmpstr (desk->ticket->why_next, ==, i == 0 ? "walk-in-due" : "recalled");
      end_call (&self, desk, SPT_ROLE_CITIZEN, ticket->id, SPT_CALL_END_DECLINED);
      self.now += SPT_MINUTE;
    }
  gone = counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_CITIZEN, ticket->id, ticket->id, NULL,
                       NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gone->state, ==, SPT_TICKET_NO_SHOW);
  g_assert_null (counter_call (&self, SPT_ROUTE_CALL_NEXT, SPT_ROLE_OPERATOR, operator_id, NULL,
                               NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_QUEUE_EMPTY);
  counter_close (&self);
}

/* A call that the operator withdraws does not count against the citizen. */
static void
test_withdrawn (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) waits = NULL;
  g_autoptr (SptWireDesk) first = NULL;
  g_autoptr (SptWireDesk) second = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  ticket = counter_walk_in (&self, "urp-informazioni", "Bruno");
  first = counter_next (&self, operator_id);
  end_call (&self, first, SPT_ROLE_OPERATOR, operator_id, SPT_CALL_END_HUNG_UP);
  waits = counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_CITIZEN, ticket->id, ticket->id, NULL,
                        NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (waits->state, ==, SPT_TICKET_WAITING);
  g_assert_cmpint (waits->position, ==, 1);
  g_assert_null (waits->why_next);
  g_assert_null (waits->operator_name);
  g_assert_null (waits->call_id);
  second = counter_next (&self, operator_id);
  g_assert_cmpstr (second->ticket->why_next, ==, "walk-in-due");
  counter_close (&self);
}

static void
test_recall (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireDesk) first = NULL;
  g_autoptr (SptWireDesk) again = NULL;
  g_autoptr (SptWireDesk) anew = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  ticket = counter_walk_in (&self, "urp-informazioni", "Bruno");
  first = counter_next (&self, operator_id);
  self.now += 20 * SPT_SECOND;
  again = counter_call (&self, SPT_ROUTE_RECALL, SPT_ROLE_OPERATOR, operator_id, NULL, NULL, NULL,
                        &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->call->id, ==, first->call->id);
  g_assert_cmpint (again->call->attempt, ==, 2);
  g_assert_cmpint (again->call->ring_until, ==, self.now + 45 * SPT_SECOND);
  counter_answer (&self, again);
  end_call (&self, again, SPT_ROLE_CITIZEN, ticket->id, SPT_CALL_END_FAILED);
  anew = counter_call (&self, SPT_ROUTE_RECALL, SPT_ROLE_OPERATOR, operator_id, NULL, NULL, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (anew->state, ==, SPT_DESK_RINGING);
  g_assert_cmpint (anew->ticket->state, ==, SPT_TICKET_CALLED);
  g_assert_cmpstr (anew->call->id, !=, first->call->id);
  counter_answer (&self, anew);
  counter_complete (&self, operator_id);
  counter_close (&self);
}

/* Nobody has to do with a call but the two who meet, nor with a visit of another office. */
static void
test_foreign (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autofree char *other_id = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (SptWireTicket) other = NULL;
  g_autoptr (SptWireDesk) desk = NULL;
  SptWireList *queue;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  other_id = counter_operator (&self, "tributi");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  ticket = counter_walk_in (&self, "urp-informazioni", "Bruno");
  self.now += SPT_MINUTE;
  other = counter_walk_in (&self, "urp-accesso-atti", "Carla");
  desk = counter_next (&self, operator_id);
  g_assert_null (counter_call (&self, SPT_ROUTE_GET_CALL, SPT_ROLE_CITIZEN, other->id,
                               desk->call->id, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (counter_call (&self, SPT_ROUTE_GET_CALL, SPT_ROLE_OPERATOR, other_id,
                               desk->call->id, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_CITIZEN, other->id, ticket->id,
                               NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (counter_call (&self, SPT_ROUTE_GET_TICKET, SPT_ROLE_OPERATOR, other_id, ticket->id,
                               NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  queue = counter_call (&self, SPT_ROUTE_LIST_QUEUE, SPT_ROLE_OPERATOR, other_id, NULL, NULL, NULL,
                        &error);
  g_assert_no_error (error);
  g_assert_cmpint (queue->items->len, ==, 0);
  spt_wire_ticket_list_free (queue);
  counter_close (&self);
}

static void
test_status (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireDeskStatus) body = spt_wire_desk_status_new ();
  g_autoptr (SptWireDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, NOW);
  operator_id = counter_operator (&self, "urp");
  g_assert_null (counter_call (&self, SPT_ROUTE_CALL_NEXT, SPT_ROLE_OPERATOR, operator_id, NULL,
                               NULL, NULL, &error));
  expect_state (&error, "offline");
  body->state = SPT_DESK_IN_CALL;
  g_assert_null (counter_call (&self, SPT_ROUTE_SET_DESK_STATUS, SPT_ROLE_OPERATOR, operator_id,
                               NULL, body, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
  g_clear_error (&error);
  body->state = SPT_DESK_PAUSED;
  body->reason = g_strdup ("Riunione");
  desk = counter_call (&self, SPT_ROUTE_SET_DESK_STATUS, SPT_ROLE_OPERATOR, operator_id, NULL, body,
                       NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (desk->reason, ==, "Riunione");
  counter_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/desk/whole-story", test_whole_story);
  g_test_add_func ("/api/desk/declined-thrice", test_declined_thrice);
  g_test_add_func ("/api/desk/withdrawn", test_withdrawn);
  g_test_add_func ("/api/desk/recall", test_recall);
  g_test_add_func ("/api/desk/foreign", test_foreign);
  g_test_add_func ("/api/desk/status", test_status);
  return g_test_run ();
}
