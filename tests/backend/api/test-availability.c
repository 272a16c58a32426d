/* SPDX-License-Identifier: EUPL-1.2 */
#include "counter-fixture.h"

static SptWireList *
slots (CounterFixture *self, const char *service_id, const char *date)
{
  g_autoptr (SptWireSlotQuery) query = spt_wire_slot_query_new ();
  g_autoptr (GError) error = NULL;
  SptWireList *list;

  query->date = g_strdup (date);
  list = counter_call (self, SPT_ROUTE_LIST_SLOTS, SPT_ROLE_ANYONE, NULL, service_id, query, NULL,
                       &error);
  g_assert_no_error (error);
  return list;
}

static SptWireList *
days (CounterFixture *self, const char *service_id, const char *month, GError **error)
{
  g_autoptr (SptWireDayQuery) query = spt_wire_day_query_new ();

  query->month = g_strdup (month);
  return counter_call (self, SPT_ROUTE_LIST_DAYS, SPT_ROLE_ANYONE, NULL, service_id, query, NULL,
                       error);
}

static void
test_offices (void)
{
  CounterFixture self;
  g_autoptr (GError) error = NULL;
  SptWireList *list;
  SptWireOffice *office;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  list =
      counter_call (&self, SPT_ROUTE_LIST_OFFICES, SPT_ROLE_ANYONE, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->items->len, ==, 5);
  office = g_ptr_array_index (list->items, 0);
  g_assert_true (office->open);
  g_assert_cmpint (office->closes_at, ==, at ("2026-11-24T12:00:00Z"));
  g_assert_cmpint (office->desks, ==, 0);
  /* On Tuesdays this one opens in the afternoon. */
  office = g_ptr_array_index (list->items, 1);
  g_assert_false (office->open);
  g_assert_cmpint (office->opens_at, ==, at ("2026-11-24T14:00:00Z"));
  spt_wire_office_list_free (list);
  counter_close (&self);
}

static void
test_office_wait (void)
{
  CounterFixture self;
  g_autofree char *operator_id = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  g_autoptr (GError) error = NULL;
  SptWireList *list;
  SptWireOffice *office;

  counter_open (&self, TRUE, "2026-11-22T23:30:00Z");
  operator_id = counter_operator (&self, "urp");
  counter_set_desk (&self, operator_id, SPT_DESK_AVAILABLE);
  ticket = counter_walk_in (&self, "urp-informazioni", "Bruno");
  list =
      counter_call (&self, SPT_ROUTE_LIST_OFFICES, SPT_ROLE_ANYONE, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  office = g_ptr_array_index (list->items, 0);
  g_assert_true (office->open);
  g_assert_cmpint (office->closes_at, ==, 0);
  g_assert_cmpint (office->desks, ==, 1);
  g_assert_cmpint (office->waiting, ==, 1);
  g_assert_cmpint (office->wait_low, ==, 10 * 60);
  g_assert_cmpint (office->wait_high, ==, 20 * 60);
  spt_wire_office_list_free (list);
  counter_close (&self);
}

static void
test_services (void)
{
  CounterFixture self;
  g_autoptr (SptWireServiceQuery) query = spt_wire_service_query_new ();
  g_autoptr (GError) error = NULL;
  SptWireList *list;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  list = counter_call (&self, SPT_ROUTE_LIST_SERVICES, SPT_ROLE_ANYONE, NULL, NULL, query, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->items->len, ==, 19);
  spt_wire_service_list_free (list);
  query->office_id = g_strdup ("ambiente");
  list = counter_call (&self, SPT_ROUTE_LIST_SERVICES, SPT_ROLE_ANYONE, NULL, NULL, query, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->items->len, ==, 2);
  spt_wire_service_list_free (list);
  counter_close (&self);
}

static void
test_days (void)
{
  CounterFixture self;
  g_autoptr (GError) error = NULL;
  SptWireList *list;
  SptWireDay *day;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  list = days (&self, "urp-informazioni", "2026-12", &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->items->len, ==, 31);
  day = g_ptr_array_index (list->items, 0);
  g_assert_cmpstr (day->date, ==, "2026-12-01");
  g_assert_true (day->open);
  /* 09–13 and 15–17, visits of a quarter of an hour. */
  g_assert_cmpint (day->free, ==, 16 + 8);
  day = g_ptr_array_index (list->items, 4);
  g_assert_false (day->open);
  /* Immacolata. */
  day = g_ptr_array_index (list->items, 7);
  g_assert_false (day->open);
  g_assert_cmpint (day->free, ==, 0);
  spt_wire_day_list_free (list);
  g_assert_null (days (&self, "urp-informazioni", "2026-13", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
  g_clear_error (&error);
  g_assert_null (days (&self, "nothing", "2026-12", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  counter_close (&self);
}

/* What is held is not offered, and is again when its time is over. */
static void
test_slots (void)
{
  CounterFixture self;
  g_autoptr (SptWireHoldRequest) wanted = spt_wire_hold_request_new ();
  g_autoptr (SptWireHold) hold = NULL;
  g_autoptr (GError) error = NULL;
  SptWireList *list;

  counter_open (&self, FALSE, "2026-11-24T09:00:00Z");
  list = slots (&self, "ambiente-acque-reflue", "2026-11-25");
  g_assert_cmpint (list->items->len, ==, 13);
  spt_wire_slot_list_free (list);
  wanted->service_id = g_strdup ("ambiente-acque-reflue");
  wanted->start = at ("2026-11-25T09:00:00Z");
  hold = counter_call (&self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted, NULL,
                       &error);
  g_assert_no_error (error);
  list = slots (&self, "ambiente-acque-reflue", "2026-11-25");
  /* 10:00 with its buffer, and what would run into it. */
  g_assert_cmpint (list->items->len, ==, 13 - 5);
  spt_wire_slot_list_free (list);
  g_assert_null (counter_call (&self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted,
                               NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN);
  g_clear_error (&error);
  self.now = hold->expires_at;
  list = slots (&self, "ambiente-acque-reflue", "2026-11-25");
  g_assert_cmpint (list->items->len, ==, 13);
  spt_wire_slot_list_free (list);
  /* Nobody swept, and it can be held all the same. */
  g_clear_pointer (&hold, spt_wire_hold_free);
  hold = counter_call (&self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted, NULL,
                       &error);
  g_assert_no_error (error);
  wanted->start += 5 * SPT_MINUTE;
  g_assert_null (counter_call (&self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted,
                               NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_SLOT_NOT_OFFERED);
  counter_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/availability/offices", test_offices);
  g_test_add_func ("/api/availability/office-wait", test_office_wait);
  g_test_add_func ("/api/availability/services", test_services);
  g_test_add_func ("/api/availability/days", test_days);
  g_test_add_func ("/api/availability/slots", test_slots);
  return g_test_run ();
}
