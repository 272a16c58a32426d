/* SPDX-License-Identifier: EUPL-1.2 */
#include "store-fixture.h"

static void
test_migrate_twice (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdDatabase) second = NULL;

  store_fixture_open (&self, FALSE);
  g_assert_true (sptd_database_migrate (self.database, &error));
  second = sptd_database_open (self.uri, &error);
  g_assert_no_error (error);
  g_assert_true (sptd_database_migrate (second, &error));
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(*) FROM schema_version"), ==,
                   1);
  g_clear_object (&second);
  store_fixture_close (&self);
}

/* A database that a later version made is not touched. */
static void
test_later_schema (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;

  store_fixture_open (&self, FALSE);
  g_assert_true (sptd_database_execute (
      self.database, "INSERT INTO schema_version (version, name) VALUES (9999, 'later')", &error));
  g_assert_false (sptd_database_migrate (self.database, &error));
  g_assert_error (error, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_FAILED);
  store_fixture_close (&self);
}

static void
test_settings (void)
{
  StoreFixture self;
  g_autofree char *mode = NULL;

  store_fixture_open (&self, FALSE);
  mode = store_fixture_text (self.database, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_cmpint (store_fixture_number (self.database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (store_fixture_number (self.database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (store_fixture_number (self.database, "PRAGMA busy_timeout"), ==, 5000);
  store_fixture_close (&self);
}

static void
test_values (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdStatement) statement = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) back = NULL;
  gboolean row;

  store_fixture_open (&self, FALSE);
  g_assert_true (sptd_database_execute (self.database,
                                        "CREATE TABLE t (i BIGINT, s TEXT, b BYTEA, n TEXT)",
                                        &error));
  /* Parameters go by their number, wherever they stand. */
  g_assert_true (sptd_database_run (self.database, &error,
                                    "INSERT INTO t (n, b, s, i) VALUES ($4, $3, $2, $1)", "isbs",
                                    G_MININT64, "è ' \" ; --", bytes, NULL));
  g_assert_cmpint (sptd_database_changes (self.database), ==, 1);
  statement = sptd_database_query (self.database, &error, "SELECT i, s, b, n FROM t", "");
  g_assert_true (sptd_statement_step (statement, &row, &error));
  g_assert_true (row);
  g_assert_cmpint (sptd_statement_int64 (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (sptd_statement_text (statement, 1), ==, "è ' \" ; --");
  back = sptd_statement_blob (statement, 2);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_null (sptd_statement_text (statement, 3));
  g_assert_true (sptd_statement_step (statement, &row, &error));
  g_assert_false (row);
  g_clear_pointer (&statement, sptd_statement_finish);
  g_assert_null (sptd_database_prepare (self.database, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_FAILED);
  store_fixture_close (&self);
}

/* The same text twice at a time is two statements. */
static void
test_nested_statements (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  const char *sql = "SELECT id FROM office ORDER BY position";
  g_autoptr (SptdStatement) outer = NULL;
  g_autoptr (SptdStatement) inner = NULL;
  gboolean row;

  store_fixture_open (&self, FALSE);
  outer = sptd_database_prepare (self.database, sql, &error);
  g_assert_true (sptd_statement_step (outer, &row, &error));
  inner = sptd_database_prepare (self.database, sql, &error);
  g_assert_true (sptd_statement_step (inner, &row, &error));
  g_assert_true (sptd_statement_step (inner, &row, &error));
  g_assert_cmpstr (sptd_statement_text (outer, 0), ==, "urp");
  g_assert_cmpstr (sptd_statement_text (inner, 0), ==, "ambiente");
  g_clear_pointer (&inner, sptd_statement_finish);
  g_assert_true (sptd_statement_step (outer, &row, &error));
  g_assert_cmpstr (sptd_statement_text (outer, 0), ==, "ambiente");
  g_clear_pointer (&outer, sptd_statement_finish);
  store_fixture_close (&self);
}

static gboolean
add (SptdDatabase *database, gint64 number, GError **error)
{
  return sptd_database_run (database, error, "INSERT INTO t (i) VALUES ($1)", "i", number);
}

static gboolean
add_and_fail (SptdDatabase *database, gpointer data, GError **error)
{
  g_assert_true (add (database, 2, error));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not this time");
  return FALSE;
}

static gboolean
add_twice (SptdDatabase *database, gpointer data, GError **error)
{
  return add (database, 3, error) && add (database, 3, error);
}

static gboolean
add_around (SptdDatabase *database, gpointer data, GError **error)
{
  GError *inner = NULL;

  g_assert_true (add (database, 1, error));
  g_assert_false (sptd_database_transact (database, add_and_fail, NULL, &inner));
  g_assert_error (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&inner);
  g_assert_false (sptd_database_transact (database, add_twice, NULL, &inner));
  g_assert_error (inner, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_CONSTRAINT);
  g_clear_error (&inner);
  return add (database, 4, error);
}

static void
test_transactions (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  store_fixture_open (&self, FALSE);
  g_assert_true (
      sptd_database_execute (self.database, "CREATE TABLE t (i BIGINT PRIMARY KEY)", &error));
  g_assert_false (sptd_database_transact (self.database, add_and_fail, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (sptd_database_transact (self.database, add_around, NULL, &error));
  left = store_fixture_text (self.database,
                             "SELECT group_concat(i) FROM (SELECT i FROM t ORDER BY i)");
  g_assert_cmpstr (left, ==, "1,4");
  store_fixture_close (&self);
}

#define N_THREADS 6
#define N_ADDS 40

static gboolean
count_up (SptdDatabase *database, gpointer data, GError **error)
{
  return sptd_database_run (database, error, "UPDATE t SET i = i + 1", "");
}

static gpointer
count_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdDatabase) database = sptd_database_open (data, &error);

  g_assert_no_error (error);
  for (int i = 0; i < N_ADDS; i++)
    {
      sptd_database_transact (database, count_up, NULL, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

static void
test_threads (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  GThread *threads[N_THREADS];

  store_fixture_open (&self, FALSE);
  g_assert_true (sptd_database_execute (self.database,
                                        "CREATE TABLE t (i BIGINT); INSERT INTO t VALUES (0)",
                                        &error));
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", count_in_thread, self.uri);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (store_fixture_number (self.database, "SELECT i FROM t"), ==, N_THREADS * N_ADDS);
  store_fixture_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/database/migrate-twice", test_migrate_twice);
  g_test_add_func ("/store/database/later-schema", test_later_schema);
  g_test_add_func ("/store/database/settings", test_settings);
  g_test_add_func ("/store/database/values", test_values);
  g_test_add_func ("/store/database/nested-statements", test_nested_statements);
  g_test_add_func ("/store/database/transactions", test_transactions);
  g_test_add_func ("/store/database/threads", test_threads);
  return g_test_run ();
}
