/* SPDX-License-Identifier: EUPL-1.2 */
/* Many want the same slot, each with a connection of its own: as many get it as there are desks. */
#include <sodium.h>

#include "backend/store/sptd-store-bookings.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-tickets.h"
#include "store-fixture.h"

#define N_THREADS 8
#define N_ROUNDS 8

typedef struct
{
  const char *uri;
  const char *service_id;
  gint64 start;
  int *ready;
  int *won;
  int *lost;
} Race;

typedef struct
{
  const Race *race;
  SptWireHold *hold;
} Try;

static gboolean
hold (SptdDatabase *database, gpointer data, GError **error)
{
  Try *self = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (database, error);

  g_clear_pointer (&self->hold, spt_wire_hold_free);
  return organization != NULL
         && sptd_store_hold_create (database, organization, self->race->service_id,
                                    self->race->start, at ("2026-11-23T12:00:00Z"), &self->hold,
                                    error);
}

static gpointer
run (gpointer data)
{
  Try self = { data, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdDatabase) database = sptd_database_open (self.race->uri, &error);

  g_assert_no_error (error);
  g_atomic_int_inc (self.race->ready);
  while (g_atomic_int_get (self.race->ready) < N_THREADS)
    g_thread_yield ();
  if (sptd_database_transact (database, hold, &self, &error))
    g_atomic_int_inc (self.race->won);
  else
    {
      g_assert_error (error, SPT_ERROR, SPT_ERROR_SLOT_TAKEN);
      g_atomic_int_inc (self.race->lost);
    }
  g_clear_pointer (&self.hold, spt_wire_hold_free);
  return NULL;
}

static void
race (StoreFixture *fixture, const char *service_id, const char *first, int desks)
{
  for (int round = 0; round < N_ROUNDS; round++)
    {
      GThread *threads[N_THREADS];
      int ready = 0, won = 0, lost = 0;
      Race data = { fixture->uri, service_id, at (first) + round * SPT_WHOLE_DAY * 7,
                    &ready,       &won,       &lost };

      if (round > 5)
        data.start = at (first) + (round - 5) * SPT_HOUR;
      for (int i = 0; i < N_THREADS; i++)
        threads[i] = g_thread_new ("citizen", run, &data);
      for (int i = 0; i < N_THREADS; i++)
        g_thread_join (threads[i]);
      g_assert_cmpint (won, ==, desks);
      g_assert_cmpint (won + lost, ==, N_THREADS);
    }
}

static void
test_one_desk (void)
{
  StoreFixture self;

  store_fixture_open (&self, FALSE);
  race (&self, "ambiente-acque-reflue", "2026-11-25T08:00:00Z", 1);
  /* 30 and 5 minutes are seven ticks each. */
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(*) FROM occupation"), ==,
                   7 * N_ROUNDS);
  store_fixture_close (&self);
}

static void
test_three_desks (void)
{
  StoreFixture self;

  store_fixture_open (&self, FALSE);
  race (&self, "demografici-certificati", "2026-11-25T07:30:00Z", 3);
  g_assert_cmpint (store_fixture_number (self.database,
                                         "SELECT count(DISTINCT lane) FROM occupation"),
                   ==, 3);
  store_fixture_close (&self);
}

#define N_OPERATORS 4
#define N_TICKETS 3

typedef struct
{
  const char *uri;
  char operator_id[8];
  int *ready;
  int *called;
} Operator;

static gboolean
walk_in (SptdDatabase *database, gpointer data, GError **error)
{
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (database, error);
  g_autoptr (SptWireTicketRequest) request = spt_wire_ticket_request_new ();
  g_autoptr (SptWireTicket) ticket = NULL;

  request->service_id = g_strdup ("urp-informazioni");
  request->person = spt_wire_person_new ();
  request->person->name = g_strdup ("Bruno");
  request->person->surname = g_strdup ("Prova");
  request->channel = SPT_CHANNEL_VIDEO;
  request->consent = g_strdup ("2026-1");
  return organization != NULL
         && sptd_store_ticket_create (database, organization, request, at ("2026-11-24T09:00:00Z"),
                                      &ticket, error);
}

static gboolean
call_next (SptdDatabase *database, gpointer data, GError **error)
{
  return sptd_store_desk_next (database, data, at ("2026-11-24T09:01:00Z"), error);
}

static gpointer
operate (gpointer data)
{
  Operator *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdDatabase) database = sptd_database_open (self->uri, &error);

  g_assert_no_error (error);
  g_atomic_int_inc (self->ready);
  while (g_atomic_int_get (self->ready) < N_OPERATORS)
    g_thread_yield ();
  if (sptd_database_transact (database, call_next, self->operator_id, &error))
    g_atomic_int_inc (self->called);
  else
    g_assert_error (error, SPT_ERROR, SPT_ERROR_QUEUE_EMPTY);
  return NULL;
}

static void
add_operator (SptdDatabase *database, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO operator (id, username, password_hash, name) VALUES ('%s', '%s', 'x', 'N');"
      "INSERT INTO operator_office VALUES ('%s', 'urp');"
      "INSERT INTO operator_service VALUES ('%s', 'urp-informazioni');"
      "INSERT INTO desk (operator_id, state, state_since) VALUES ('%s', 'available', 1)",
      id, id, id, id, id);

  sptd_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

/* Four operators ask at once and three wait: each is called once, and one operator gets nobody. */
static void
test_operators (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  Operator operators[N_OPERATORS];
  GThread *threads[N_OPERATORS];
  int ready = 0, called = 0;

  store_fixture_open (&self, FALSE);
  for (int i = 0; i < N_TICKETS; i++)
    g_assert_true (sptd_database_transact (self.database, walk_in, NULL, &error));
  for (int i = 0; i < N_OPERATORS; i++)
    {
      operators[i] = (Operator){ self.uri, "", &ready, &called };
      g_snprintf (operators[i].operator_id, sizeof operators[i].operator_id, "op%d", i);
      add_operator (self.database, operators[i].operator_id);
    }
  for (int i = 0; i < N_OPERATORS; i++)
    threads[i] = g_thread_new ("operator", operate, &operators[i]);
  for (int i = 0; i < N_OPERATORS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (called, ==, N_TICKETS);
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(DISTINCT visit_id) FROM desk"
                                                        " WHERE state = 'ringing'"),
                   ==, N_TICKETS);
  g_assert_cmpint (store_fixture_number (self.database,
                                         "SELECT count(*) FROM desk WHERE state = 'available'"),
                   ==, 1);
  store_fixture_close (&self);
}

int
main (int argc, char **argv)
{
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/race/one-desk", test_one_desk);
  g_test_add_func ("/store/race/three-desks", test_three_desks);
  g_test_add_func ("/store/race/operators", test_operators);
  return g_test_run ();
}
