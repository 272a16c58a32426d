/* SPDX-License-Identifier: EUPL-1.2 */
#include "counter-fixture.h"

#define NOW "2026-11-24T09:00:00Z"
#define SERVICE "ambiente-acque-reflue"
#define START "2026-11-25T09:00:00Z"

static SptWireAppointment *
cancel (CounterFixture *self, SptRole role, const char *subject, const char *id, GError **error)
{
  g_autoptr (SptWireCancellation) body = spt_wire_cancellation_new ();

  body->reason = g_strdup ("Imprevisto");
  return counter_call (self, SPT_ROUTE_CANCEL_APPOINTMENT, role, subject, id, body, NULL, error);
}

static void
test_book (void)
{
  CounterFixture self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireAppointment) shown = NULL;
  g_autofree char *operator_id = NULL;

  counter_open (&self, FALSE, NOW);
  made = counter_book (&self, SERVICE, at (START), "anna@example.org", &error);
  g_assert_no_error (error);
  g_assert_nonnull (made->token);
  g_assert_cmpint (made->state, ==, SPT_APPOINTMENT_BOOKED);
  g_assert_cmpint (made->end - made->start, ==, 30 * SPT_MINUTE);
  g_assert_cmpint (made->check_in_from, ==, at ("2026-11-25T08:45:00Z"));
  g_assert_cmpint (made->version, ==, 1);
  operator_id = counter_operator (&self, "tecnico");
  shown = counter_call (&self, SPT_ROUTE_GET_APPOINTMENT, SPT_ROLE_OPERATOR, operator_id, made->id,
                        NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shown->code, ==, made->code);
  g_assert_null (shown->token);
  g_clear_pointer (&operator_id, g_free);
  operator_id = counter_operator (&self, "urp");
  g_assert_null (counter_call (&self, SPT_ROUTE_GET_APPOINTMENT, SPT_ROLE_OPERATOR, operator_id,
                               made->id, NULL, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  /* The mail and the event were written with it, the hold is gone, the slot is taken. */
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT count(*) FROM outbox WHERE kind = 'booked'"),
                   ==, 1);
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT count(*) FROM event WHERE kind = 'appointment'"),
                   ==, 1);
  g_assert_cmpint (store_fixture_number (self.store.database, "SELECT count(*) FROM hold"), ==, 0);
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT count(*) FROM occupation WHERE free_at = 0"),
                   ==, 7);
  counter_close (&self);
}

static SptWireHold *
hold (CounterFixture *self, const char *start)
{
  g_autoptr (SptWireHoldRequest) wanted = spt_wire_hold_request_new ();
  g_autoptr (GError) error = NULL;
  SptWireHold *made;

  wanted->service_id = g_strdup (SERVICE);
  wanted->start = at (start);
  made =
      counter_call (self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted, NULL, &error);
  g_assert_no_error (error);
  return made;
}

static SptWireAppointmentRequest *
form (const SptWireHold *hold)
{
  SptWireAppointmentRequest *body = spt_wire_appointment_request_new ();

  body->hold_id = g_strdup (hold->id);
  body->person = spt_wire_person_new ();
  body->person->name = g_strdup ("Anna");
  body->person->surname = g_strdup ("Prova");
  body->person->email = g_strdup ("anna@example.org");
  body->person->address = g_strdup ("Bari");
  body->channel = SPT_CHANNEL_VOICE;
  body->reason = g_strdup ("Prova");
  body->consent = g_strdup ("2026-1");
  return body;
}

static void
refuse (CounterFixture *self, const char *subject, gpointer body, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (counter_call (self, SPT_ROUTE_CREATE_APPOINTMENT, SPT_ROLE_HOLDER, subject, NULL,
                               body, NULL, &error));
  g_assert_error (error, SPT_ERROR, code);
  g_assert_cmpstr (spt_error_get_field (error), ==, field);
}

/* Nothing is lost by a form that was filled in wrongly: the hold stays. */
static void
test_wrong_forms (void)
{
  CounterFixture self;
  g_autoptr (SptWireHold) held = NULL;
  g_autoptr (SptWireAppointmentRequest) body = NULL;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, FALSE, NOW);
  held = hold (&self, START);
  body = form (held);
  refuse (&self, "00000000-0000-4000-8000-000000000000", body, SPT_ERROR_NOT_FOUND, NULL);
  g_free (body->consent);
  body->consent = g_strdup ("2025-1");
  refuse (&self, held->id, body, SPT_ERROR_INVALID_FIELD, "consent");
  g_free (body->consent);
  body->consent = g_strdup ("2026-1");
  body->person->codice_fiscale = g_strdup ("rssmra85t10a562x");
  refuse (&self, held->id, body, SPT_ERROR_INVALID_FIELD, "person.codice_fiscale");
  g_free (body->person->codice_fiscale);
  body->person->codice_fiscale = g_strdup ("rssmra85t10a562s");
  made = counter_call (&self, SPT_ROUTE_CREATE_APPOINTMENT, SPT_ROLE_HOLDER, held->id, NULL, body,
                       NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->person->codice_fiscale, ==, "RSSMRA85T10A562S");
  /* Once a hold has become an appointment it books nothing more. */
  refuse (&self, held->id, body, SPT_ERROR_HOLD_EXPIRED, NULL);
  counter_close (&self);
}

static void
test_expired_hold (void)
{
  CounterFixture self;
  g_autoptr (SptWireHold) held = NULL;
  g_autoptr (SptWireAppointmentRequest) body = NULL;

  counter_open (&self, FALSE, NOW);
  held = hold (&self, START);
  body = form (held);
  self.now += 10 * SPT_MINUTE;
  refuse (&self, held->id, body, SPT_ERROR_HOLD_EXPIRED, NULL);
  counter_close (&self);
}

static void
test_delete_hold (void)
{
  CounterFixture self;
  g_autoptr (SptWireHold) held = NULL;
  g_autoptr (SptWireHold) again = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, FALSE, NOW);
  held = hold (&self, START);
  counter_call (&self, SPT_ROUTE_DELETE_HOLD, SPT_ROLE_HOLDER,
                "00000000-0000-4000-8000-000000000000", held->id, NULL, NULL, &error);
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (int i = 0; i < 2; i++)
    {
      counter_call (&self, SPT_ROUTE_DELETE_HOLD, SPT_ROLE_HOLDER, held->id, held->id, NULL, NULL,
                    &error);
      g_assert_no_error (error);
    }
  again = hold (&self, START);
  counter_close (&self);
}

static void
test_limit (void)
{
  static const char *const starts[] = { "2026-11-25T08:00:00Z", "2026-11-25T08:45:00Z",
                                        "2026-11-25T09:30:00Z", "2026-11-25T10:15:00Z" };
  CounterFixture self;
  g_autoptr (SptWireAppointment) third = NULL;
  g_autoptr (SptWireAppointment) cancelled = NULL;
  g_autoptr (SptWireAppointment) instead = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, FALSE, NOW);
  for (int i = 0; i < 3; i++)
    {
      g_clear_pointer (&third, spt_wire_appointment_free);
      third = counter_book (&self, SERVICE, at (starts[i]),
                            i == 1 ? "ANNA@example.org" : "anna@example.org", &error);
      g_assert_no_error (error);
    }
  g_assert_null (counter_book (&self, SERVICE, at (starts[3]), "anna@EXAMPLE.org", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_TOO_MANY_BOOKINGS);
  g_clear_error (&error);
  self.now += 11 * SPT_MINUTE;
  cancelled = cancel (&self, SPT_ROLE_CITIZEN, third->id, third->id, &error);
  g_assert_no_error (error);
  instead = counter_book (&self, SERVICE, at (starts[3]), "anna@example.org", &error);
  g_assert_no_error (error);
  counter_close (&self);
}

static void
test_access (void)
{
  CounterFixture self;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireAppointment) opened = NULL;
  g_autoptr (SptWireAccessRequest) body = spt_wire_access_request_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;

  counter_open (&self, FALSE, NOW);
  made = counter_book (&self, SERVICE, at (START), "anna@example.org", &error);
  g_assert_no_error (error);
  body->code = g_ascii_strdown (made->code, -1);
  body->email = g_strdup ("Anna@Example.org");
  opened = counter_call (&self, SPT_ROUTE_ACCESS_APPOINTMENT, SPT_ROLE_ANYONE, NULL, NULL, body,
                         NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened->id, ==, made->id);
  g_assert_cmpstr (opened->token, !=, made->token);
  /* The wrong address and the wrong code are answered alike. */
  g_free (body->email);
  body->email = g_strdup ("bruno@example.org");
  g_assert_null (counter_call (&self, SPT_ROUTE_ACCESS_APPOINTMENT, SPT_ROLE_ANYONE, NULL, NULL,
                               body, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  first = g_strdup (error->message);
  g_clear_error (&error);
  g_free (body->email);
  g_free (body->code);
  body->email = g_strdup ("anna@example.org");
  body->code = g_strdup ("0000-0000-00");
  g_assert_null (counter_call (&self, SPT_ROUTE_ACCESS_APPOINTMENT, SPT_ROLE_ANYONE, NULL, NULL,
                               body, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, first);
  counter_close (&self);
}

static void
test_cancel (void)
{
  CounterFixture self;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireAppointment) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  gint64 free_at;

  counter_open (&self, FALSE, NOW);
  made = counter_book (&self, SERVICE, at (START), "anna@example.org", &error);
  g_assert_no_error (error);
  cancelled = cancel (&self, SPT_ROLE_CITIZEN, made->id, made->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cancelled->state, ==, SPT_APPOINTMENT_CANCELLED);
  g_assert_cmpint (cancelled->version, ==, 2);
  g_assert_null (cancel (&self, SPT_ROLE_CITIZEN, made->id, made->id, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_WRONG_STATE);
  g_assert_cmpstr (spt_error_get_state (error), ==, "cancelled");
  g_clear_error (&error);
  free_at = store_fixture_number (self.store.database, "SELECT DISTINCT free_at FROM occupation");
  g_assert_cmpint (free_at, >=, self.now + 2 * SPT_MINUTE);
  g_assert_cmpint (free_at, <=, self.now + 9 * SPT_MINUTE);
  g_assert_null (counter_book (&self, SERVICE, at (START), "bruno@example.org", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN);
  g_clear_error (&error);
  g_assert_cmpint (store_fixture_number (self.store.database,
                                         "SELECT count(*) FROM outbox WHERE kind = 'cancelled'"),
                   ==, 1);
  g_clear_pointer (&made, spt_wire_appointment_free);
  self.now = free_at;
  made = counter_book (&self, SERVICE, at (START), "bruno@example.org", &error);
  g_assert_no_error (error);
  counter_close (&self);
}

/* What begins within the hour is offered again at once; an operator of the office may cancel. */
static void
test_cancel_soon (void)
{
  CounterFixture self;
  g_autoptr (SptWireAppointment) made = NULL;
  g_autoptr (SptWireAppointment) cancelled = NULL;
  g_autoptr (SptWireAppointment) instead = NULL;
  g_autofree char *operator_id = NULL;
  g_autofree char *other_id = NULL;
  g_autoptr (GError) error = NULL;

  counter_open (&self, TRUE, "2026-11-25T08:30:00Z");
  operator_id = counter_operator (&self, "tecnico");
  other_id = counter_operator (&self, "urp");
  made = counter_book (&self, SERVICE, at (START), "anna@example.org", &error);
  g_assert_no_error (error);
  g_assert_null (cancel (&self, SPT_ROLE_OPERATOR, other_id, made->id, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cancelled = cancel (&self, SPT_ROLE_OPERATOR, operator_id, made->id, &error);
  g_assert_no_error (error);
  instead = counter_book (&self, SERVICE, at (START), "bruno@example.org", &error);
  g_assert_no_error (error);
  counter_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/appointments/book", test_book);
  g_test_add_func ("/api/appointments/wrong-forms", test_wrong_forms);
  g_test_add_func ("/api/appointments/expired-hold", test_expired_hold);
  g_test_add_func ("/api/appointments/delete-hold", test_delete_hold);
  g_test_add_func ("/api/appointments/limit", test_limit);
  g_test_add_func ("/api/appointments/access", test_access);
  g_test_add_func ("/api/appointments/cancel", test_cancel);
  g_test_add_func ("/api/appointments/cancel-soon", test_cancel_soon);
  return g_test_run ();
}
