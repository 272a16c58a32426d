/* SPDX-License-Identifier: EUPL-1.2 */
/* Many want the same slot, each with a connection of its own: as many get it as there are desks. */
#include <sodium.h>

#include "backend/store/sptd-store-bookings.h"
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

int
main (int argc, char **argv)
{
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/race/one-desk", test_one_desk);
  g_test_add_func ("/store/race/three-desks", test_three_desks);
  return g_test_run ();
}
