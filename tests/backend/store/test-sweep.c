/* SPDX-License-Identifier: EUPL-1.2 */
/* What the clock alone changes. */
#include <sodium.h>

#include "backend/store/sptd-store-bookings.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-sweep.h"
#include "backend/store/sptd-store-tickets.h"
#include "store-fixture.h"

#define NOW "2026-11-23T22:30:10Z"

typedef struct
{
  StoreFixture store;
  GBytes *key;
  gint64 now;
  char *operator_id;
  SptWireHold *hold;
  SptWireAppointment *appointment;
  SptWireTicket *ticket;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const guint8 key[32] = { 1 };

  g_assert_cmpint (sodium_init (), >=, 0);
  store_fixture_open (&self->store, TRUE);
  self->key = g_bytes_new (key, sizeof key);
  self->now = at (NOW);
  self->operator_id =
      store_fixture_text (self->store.database, "SELECT id FROM operator WHERE username = 'urp'");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_bytes_unref (self->key);
  g_free (self->operator_id);
  g_clear_pointer (&self->hold, spt_wire_hold_free);
  g_clear_pointer (&self->appointment, spt_wire_appointment_free);
  g_clear_pointer (&self->ticket, spt_wire_ticket_free);
  store_fixture_close (&self->store);
}

static SptWirePerson *
person (void)
{
  SptWirePerson *made = spt_wire_person_new ();

  made->name = g_strdup ("Anna");
  made->surname = g_strdup ("Prova");
  made->email = g_strdup ("anna@example.org");
  made->address = g_strdup ("Bari");
  return made;
}

static gboolean
make_hold (SptdDatabase *db, gpointer data, GError **error)
{
  Fixture *self = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);

  return sptd_store_hold_create (db, organization, "urp-informazioni", at ("2026-11-23T22:30:00Z"),
                                 self->now, &self->hold, error);
}

static gboolean
make_appointment (SptdDatabase *db, gpointer data, GError **error)
{
  Fixture *self = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);
  g_autoptr (SptWireAppointmentRequest) request = spt_wire_appointment_request_new ();

  request->hold_id = g_strdup (self->hold->id);
  request->person = person ();
  request->channel = SPT_CHANNEL_VIDEO;
  request->reason = g_strdup ("Prova");
  request->consent = g_strdup ("2026-1");
  return sptd_store_appointment_create (db, organization, request, self->key, self->now,
                                        &self->appointment, error);
}

static gboolean
make_call (SptdDatabase *db, gpointer data, GError **error)
{
  Fixture *self = data;
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);
  g_autoptr (SptWireTicketRequest) request = spt_wire_ticket_request_new ();

  request->service_id = g_strdup ("urp-informazioni");
  request->person = person ();
  request->channel = SPT_CHANNEL_VOICE;
  request->consent = g_strdup ("2026-1");
  return sptd_store_desk_set_status (db, self->operator_id, SPT_DESK_AVAILABLE, NULL, self->now,
                                     error)
         && sptd_store_ticket_create (db, organization, request, self->now, &self->ticket, error)
         && sptd_store_desk_next (db, self->operator_id, self->now, error);
}

static void
transact (Fixture *self, SptdTransactionFunc func)
{
  g_autoptr (GError) error = NULL;

  sptd_database_transact (self->store.database, func, self, &error);
  g_assert_no_error (error);
}

static gint64
sweep (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 next;

  sptd_store_sweep (self->store.database, self->now, &next, &error);
  g_assert_no_error (error);
  return next;
}

static gint64
number (Fixture *self, const char *sql)
{
  return store_fixture_number (self->store.database, sql);
}

static void
expect_text (Fixture *self, const char *sql, const char *want)
{
  g_autofree char *found = store_fixture_text (self->store.database, sql);

  g_assert_cmpstr (found, ==, want);
}

static void
test_hold (Fixture *self, gconstpointer data)
{
  transact (self, make_hold);
  g_assert_cmpint (sweep (self), ==, self->hold->expires_at);
  g_assert_cmpint (number (self, "SELECT count(*) FROM occupation"), ==, 4);
  self->now = self->hold->expires_at;
  sweep (self);
  g_assert_cmpint (number (self, "SELECT count(*) FROM occupation"), ==, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM hold"), ==, 0);
}

/* Rings three times for 45 seconds each, then gives up; the desk is free. */
static void
test_ring (Fixture *self, gconstpointer data)
{
  gint64 next;

  transact (self, make_call);
  for (int attempt = 2; attempt <= 3; attempt++)
    {
      next = sweep (self);
      g_assert_cmpint (next, ==, self->now + 45 * SPT_SECOND);
      self->now = next;
      sweep (self);
      g_assert_cmpint (number (self, "SELECT attempt FROM call"), ==, attempt);
      expect_text (self, "SELECT state FROM call", "ringing");
    }
  self->now += 45 * SPT_SECOND;
  sweep (self);
  expect_text (self, "SELECT state || ' ' || ending FROM call", "ended unanswered");
  expect_text (self, "SELECT state FROM ticket", "no-show");
  expect_text (self, "SELECT state FROM desk WHERE visit_id IS NULL ORDER BY state LIMIT 1",
               "available");
  g_assert_cmpint (number (self, "SELECT count(*) FROM visit_interval WHERE end_at IS NULL"), ==,
                   0);
  /* All of it was told. */
  g_assert_cmpint (number (self, "SELECT count(*) FROM event WHERE kind = 'call'"), ==, 4);
  g_assert_cmpint (number (self, "SELECT count(*) FROM event WHERE kind = 'desk'"), ==, 5);
}

static void
test_nobody_came (Fixture *self, gconstpointer data)
{
  transact (self, make_hold);
  transact (self, make_appointment);
  self->now = at ("2026-11-23T22:59:59Z");
  g_assert_cmpint (sweep (self), ==, at ("2026-11-23T23:00:00Z"));
  expect_text (self, "SELECT state FROM appointment", "booked");
  self->now = at ("2026-11-23T23:00:00Z");
  sweep (self);
  expect_text (self, "SELECT state FROM appointment", "expired");
  g_assert_cmpint (number (self, "SELECT version FROM appointment"), ==, 2);
}

static void
test_not_set_up (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdDatabase) database = sptd_database_open ("sqlite::memory:", &error);
  gint64 next;

  g_assert_no_error (error);
  g_assert_true (sptd_database_migrate (database, &error));
  g_assert_true (sptd_store_sweep (database, at (NOW), &next, &error));
  g_assert_cmpint (next, >, at (NOW));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/sweep/hold", test_hold);
  ADD ("/store/sweep/ring", test_ring);
  ADD ("/store/sweep/nobody-came", test_nobody_came);
  g_test_add_func ("/store/sweep/not-set-up", test_not_set_up);
  return g_test_run ();
}
