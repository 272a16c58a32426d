/* SPDX-License-Identifier: EUPL-1.2 */
/* What the rules are told of the queue. Rows are written here as the store would. */
#include "backend/store/sptd-store-queue.h"
#include "store-fixture.h"

#define NOW "2026-11-24T09:00:00Z"

static void execute (StoreFixture *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
execute (StoreFixture *self, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  sptd_database_execute (self->database, sql, &error);
  g_assert_no_error (error);
}

static void
add_ticket (StoreFixture *self,
            const char *id,
            const char *office,
            const char *service,
            const char *kind,
            const char *state,
            int arrived)
{
  gint64 when = at (NOW) + arrived * SPT_MINUTE;

  execute (self,
           "INSERT INTO visit (id, office_id, service_id, channel, name, surname, consent,"
           " language, assistance, created_at)"
           " VALUES ('%s', '%s', '%s', 'video', 'A', 'B', '2026-1', 'it', 0, 0);"
           "INSERT INTO ticket (visit_id, number, kind, state, state_since, office_id, service_id,"
           " arrived_at, due_at, recalls) VALUES ('%s', 'X001', '%s', '%s', %" G_GINT64_FORMAT
           ", '%s', '%s', %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 0)",
           id, office, service, id, kind, state, when, office, service, when, when);
}

static SptdStoredQueue *
read_queue (StoreFixture *self, const char *office)
{
  g_autoptr (GError) error = NULL;
  SptdStoredQueue *queue = sptd_store_queue_read (self->database, office, at (NOW), &error);

  g_assert_no_error (error);
  return queue;
}

/* Two offices that one operator serves wait in one queue, a third has its own. */
static void
test_shared (void)
{
  StoreFixture self;
  g_autoptr (SptdStoredQueue) first = NULL;
  g_autoptr (SptdStoredQueue) second = NULL;
  g_autoptr (SptdStoredQueue) third = NULL;

  store_fixture_open (&self, FALSE);
  add_ticket (&self, "a", "ambiente", "ambiente-acque-reflue", "walk-in", "waiting", -5);
  add_ticket (&self, "b", "urbanistica", "urbanistica-sue", "walk-in", "waiting", -4);
  add_ticket (&self, "c", "urp", "urp-informazioni", "walk-in", "waiting", -3);
  add_ticket (&self, "d", "urp", "urp-informazioni", "walk-in", "left", -2);
  first = read_queue (&self, "ambiente");
  second = read_queue (&self, "urbanistica");
  third = read_queue (&self, "urp");
  g_assert_cmpint (first->queue->waiting->len, ==, 2);
  g_assert_cmpint (second->queue->waiting->len, ==, 2);
  g_assert_cmpint (third->queue->waiting->len, ==, 1);
  g_assert_cmpint (sptd_stored_queue_find_visit (third, "c"), ==, 0);
  g_assert_cmpint (sptd_stored_queue_find_visit (third, "a"), ==, -1);
  store_fixture_close (&self);
}

static void
test_desks (void)
{
  StoreFixture self;
  g_autoptr (SptdStoredQueue) none = NULL;
  g_autoptr (SptdStoredQueue) busy = NULL;
  g_autofree char *operator_id = NULL;
  const SptdDesk *desk;
  gint64 since = at (NOW) - 4 * SPT_MINUTE;

  store_fixture_open (&self, FALSE);
  operator_id =
      store_fixture_text (self.database, "SELECT id FROM operator WHERE username = 'urp'");
  execute (&self, "UPDATE desk SET state = 'paused'");
  none = read_queue (&self, "urp");
  g_assert_cmpint (none->queue->desks->len, ==, 0);
  add_ticket (&self, "served", "urp", "urp-informazioni", "walk-in", "serving", -10);
  execute (&self,
           "UPDATE desk SET state = 'in-call', visit_id = 'served', state_since = %" G_GINT64_FORMAT
           " WHERE operator_id = '%s'",
           since, operator_id);
  busy = read_queue (&self, "urp");
  g_assert_cmpint (busy->queue->desks->len, ==, 1);
  g_assert_cmpint (sptd_stored_queue_find_desk (busy, operator_id), ==, 0);
  desk = &g_array_index (busy->queue->desks, SptdDesk, 0);
  g_assert_cmpint (desk->free_at, ==, since + 15 * SPT_MINUTE);
  g_assert_true (g_hash_table_contains (desk->services, g_intern_string ("urp-informazioni")));
  g_assert_false (g_hash_table_contains (desk->services, g_intern_string ("tributi-imu")));
  store_fixture_close (&self);
}

static void
test_learned (void)
{
  StoreFixture self;
  g_autoptr (SptdStoredQueue) queue = NULL;
  const gint64 *length;

  store_fixture_open (&self, FALSE);
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%d", i);

      /* Served in two pieces, 25 minutes in all. */
      add_ticket (&self, id, "urp", "urp-informazioni", "walk-in", "completed", -100 - i);
      execute (&self,
               "INSERT INTO visit_interval (visit_id, begin_at, position, state, end_at) VALUES"
               " ('%s', 0, 1, 'waiting', 1), ('%s', 1000000, 2, 'serving', 601000000),"
               " ('%s', 700000000, 3, 'serving', 1600000000)",
               id, id, id);
    }
  queue = read_queue (&self, "urp");
  length = g_hash_table_lookup (queue->lengths, g_intern_string ("urp-informazioni"));
  /* Ten times 25 and ten times the planned 15. */
  g_assert_cmpint (*length, ==, 20 * SPT_MINUTE);
  length = g_hash_table_lookup (queue->lengths, g_intern_string ("urp-accesso-atti"));
  g_assert_cmpint (*length, ==, 20 * SPT_MINUTE);
  store_fixture_close (&self);
}

/* Whose turn it is past the ceiling is read from the calls that were made. */
static void
test_turns (void)
{
  StoreFixture self;
  g_autoptr (SptdStoredQueue) before = NULL;
  g_autoptr (SptdStoredQueue) after = NULL;
  g_autoptr (SptdStoredQueue) again = NULL;
  g_autofree char *operator_id = NULL;
  gint64 now = at (NOW);

  store_fixture_open (&self, FALSE);
  operator_id =
      store_fixture_text (self.database, "SELECT id FROM operator WHERE username = 'urp'");
  add_ticket (&self, "old", "urp", "urp-informazioni", "walk-in", "waiting", -60);
  add_ticket (&self, "booked", "urp", "urp-informazioni", "booked", "serving", -20);
  add_ticket (&self, "other", "urp", "urp-informazioni", "walk-in", "serving", -70);
  before = read_queue (&self, "urp");
  g_assert_false (g_array_index (before->queue->waiting, SptdWaiting, 0).overtaken);
  execute (&self,
           "INSERT INTO visit_interval (visit_id, begin_at, position, state, operator_id) VALUES"
           " ('booked', %" G_GINT64_FORMAT ", 1, 'called', '%s')",
           now - 10 * SPT_MINUTE, operator_id);
  after = read_queue (&self, "urp");
  g_assert_true (g_array_index (after->queue->waiting, SptdWaiting, 0).overtaken);
  execute (&self,
           "INSERT INTO visit_interval (visit_id, begin_at, position, state, operator_id) VALUES"
           " ('other', %" G_GINT64_FORMAT ", 1, 'called', '%s')",
           now - 5 * SPT_MINUTE, operator_id);
  again = read_queue (&self, "urp");
  g_assert_false (g_array_index (again->queue->waiting, SptdWaiting, 0).overtaken);
  store_fixture_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/queue/shared", test_shared);
  g_test_add_func ("/store/queue/desks", test_desks);
  g_test_add_func ("/store/queue/learned", test_learned);
  g_test_add_func ("/store/queue/turns", test_turns);
  return g_test_run ();
}
