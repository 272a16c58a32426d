/* SPDX-License-Identifier: EUPL-1.2 */
#include "counter-fixture.h"

#include <sodium.h>

void
counter_open (CounterFixture *self, gboolean always_open, const char *now)
{
  guint8 key[32] = { 7 };

  *self = (CounterFixture){ 0 };
  g_assert_cmpint (sodium_init (), >=, 0);
  store_fixture_open (&self->store, always_open);
  self->key = g_bytes_new (key, sizeof key);
  self->now = at (now);
  self->api.database = self->store.database;
  self->api.data_dir = self->store.folder;
  self->api.master_key = self->key;
  self->api.zone = g_time_zone_new_identifier ("Europe/Rome");
}

void
counter_close (CounterFixture *self)
{
  g_time_zone_unref (self->api.zone);
  g_bytes_unref (self->key);
  store_fixture_close (&self->store);
}

static void
check_answer (const SptRoute *route, gpointer answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = spt_wire_write (route->answer, answer);
  gpointer back = spt_wire_parse (route->answer, json, SPT_PARSE_ANSWER, &error);

  /* What is sent is what the type says. */
  g_assert_no_error (error);
  spt_wire_free (route->answer, back);
}

gpointer
counter_call (CounterFixture *self,
              SptRouteId id,
              SptRole role,
              const char *subject,
              const char *param,
              gpointer body,
              guint *status,
              GError **error)
{
  const SptRoute *route = spt_route_get (id);
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  char *params[] = { (char *) param, NULL };
  SptdRequest request = { .route = route,
                          .params = params,
                          .headers = headers,
                          .caller = { role, (char *) subject, NULL },
                          .now = self->now,
                          .id = (char *) "test",
                          .address = (char *) "127.0.0.1" };
  SptdReply reply = { 0 };
  gboolean good;

  g_assert_true ((route->roles & role) != 0);
  if (route->query != NULL)
    request.query = body;
  else
    request.body = body;
  good = sptd_api_handler (id) (&self->api, &request, &reply, error);
  g_clear_pointer (&reply.headers, g_hash_table_unref);
  if (!good)
    {
      g_assert_null (reply.body);
      g_assert_true (error == NULL || *error != NULL);
      return NULL;
    }
  if (status != NULL)
    *status = reply.status != 0 ? reply.status : route->status;
  if (route->answer != NULL)
    check_answer (route, reply.body);
  return reply.body;
}

char *
counter_operator (CounterFixture *self, const char *username)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT id FROM operator WHERE username = '%s'", username);

  return store_fixture_text (self->store.database, sql);
}

static SptWirePerson *
person (const char *name, const char *email)
{
  SptWirePerson *made = spt_wire_person_new ();

  made->name = g_strdup (name);
  made->surname = g_strdup ("Prova");
  made->email = g_strdup (email);
  made->address = g_strdup ("Corso Vittorio Emanuele II 84, Bari");
  return made;
}

SptWireAppointment *
counter_book (CounterFixture *self,
              const char *service_id,
              gint64 start,
              const char *email,
              GError **error)
{
  g_autoptr (SptWireHoldRequest) wanted = spt_wire_hold_request_new ();
  g_autoptr (SptWireHold) hold = NULL;
  g_autoptr (SptWireAppointmentRequest) body = spt_wire_appointment_request_new ();

  wanted->service_id = g_strdup (service_id);
  wanted->start = start;
  hold =
      counter_call (self, SPT_ROUTE_CREATE_HOLD, SPT_ROLE_ANYONE, NULL, NULL, wanted, NULL, error);
  if (hold == NULL)
    return NULL;
  g_assert_nonnull (hold->token);
  body->hold_id = g_strdup (hold->id);
  body->person = person ("Anna", email);
  body->channel = SPT_CHANNEL_VIDEO;
  body->reason = g_strdup ("Una domanda");
  body->consent = g_strdup ("2026-1");
  return counter_call (self, SPT_ROUTE_CREATE_APPOINTMENT, SPT_ROLE_HOLDER, hold->id, NULL, body,
                       NULL, error);
}

SptWireTicket *
counter_walk_in (CounterFixture *self, const char *service_id, const char *name)
{
  g_autoptr (SptWireTicketRequest) body = spt_wire_ticket_request_new ();
  g_autoptr (GError) error = NULL;
  SptWireTicket *ticket;

  body->service_id = g_strdup (service_id);
  body->person = person (name, NULL);
  body->channel = SPT_CHANNEL_VIDEO;
  body->consent = g_strdup ("2026-1");
  ticket =
      counter_call (self, SPT_ROUTE_CREATE_TICKET, SPT_ROLE_ANYONE, NULL, NULL, body, NULL, &error);
  g_assert_no_error (error);
  return ticket;
}

SptWireTicket *
counter_check_in (CounterFixture *self, const char *visit_id)
{
  g_autoptr (GError) error = NULL;
  SptWireTicket *ticket = counter_call (self, SPT_ROUTE_CHECK_IN, SPT_ROLE_CITIZEN, visit_id,
                                        visit_id, NULL, NULL, &error);

  g_assert_no_error (error);
  return ticket;
}

void
counter_set_desk (CounterFixture *self, const char *operator_id, SptDeskState state)
{
  g_autoptr (SptWireDeskStatus) body = spt_wire_desk_status_new ();
  g_autoptr (SptWireDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  body->state = state;
  desk = counter_call (self, SPT_ROUTE_SET_DESK_STATUS, SPT_ROLE_OPERATOR, operator_id, NULL, body,
                       NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk->state, ==, state);
}

SptWireDesk *
counter_next (CounterFixture *self, const char *operator_id)
{
  g_autoptr (GError) error = NULL;
  SptWireDesk *desk = counter_call (self, SPT_ROUTE_CALL_NEXT, SPT_ROLE_OPERATOR, operator_id, NULL,
                                    NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (desk->state, ==, SPT_DESK_RINGING);
  return desk;
}

void
counter_answer (CounterFixture *self, const SptWireDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireCall) call =
      counter_call (self, SPT_ROUTE_ANSWER_CALL, SPT_ROLE_CITIZEN, desk->ticket->id, desk->call->id,
                    NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (call->state, ==, SPT_CALL_ANSWERED);
}

void
counter_complete (CounterFixture *self, const char *operator_id)
{
  g_autoptr (SptWireCompletion) body = spt_wire_completion_new ();
  g_autoptr (SptWireDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  body->outcome = SPT_OUTCOME_RESOLVED;
  desk = counter_call (self, SPT_ROUTE_COMPLETE, SPT_ROLE_OPERATOR, operator_id, NULL, body, NULL,
                       &error);
  g_assert_no_error (error);
  g_assert_cmpint (desk->state, ==, SPT_DESK_AVAILABLE);
}
