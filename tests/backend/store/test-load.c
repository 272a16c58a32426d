/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gstdio.h>
#include <string.h>

#include "backend/store/sptd-load.h"
#include "base/spt-error.h"
#include "store-fixture.h"

static int n_hashed;

static char *
counting_hash (const char *password, GError **error)
{
  n_hashed++;
  return store_fixture_hash (password, error);
}

/* Everything that a load writes, as one text. */
static char *
contents (SptdDatabase *database)
{
  static const char *const tables[] = { "organization", "office",          "opening_hours",
                                        "holiday",      "service",         "requirement",
                                        "operator",     "operator_office", "operator_service",
                                        "desk" };
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *columns_sql =
          g_strdup_printf ("SELECT group_concat('coalesce(' || name || ', ''-'')', ' || ''|'' || ')"
                           " FROM pragma_table_info('%s')",
                           tables[i]);
      g_autofree char *columns = store_fixture_text (database, columns_sql);
      g_autofree char *sql = g_strdup_printf (
          "SELECT group_concat(line, char(10)) FROM (SELECT %s AS line FROM %s ORDER BY 1)",
          columns, tables[i]);
      g_autofree char *text = store_fixture_text (database, sql);

      g_string_append_printf (all, "%s:\n%s\n", tables[i], text);
    }
  return g_string_free (all, FALSE);
}

static void
test_twice (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_open (&self, FALSE);
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(*) FROM office"), ==, 5);
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(*) FROM operator"), ==, 3);
  g_assert_cmpint (store_fixture_number (self.database, "SELECT count(*) FROM holiday"), ==, 14);
  before = contents (self.database);
  n_hashed = 0;
  sptd_store_load_sample (self.database, g_getenv ("SPORTELLO_SAMPLE"), FALSE, counting_hash,
                          &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_hashed, ==, 0);
  after = contents (self.database);
  g_assert_cmpstr (after, ==, before);
  store_fixture_close (&self);
}

/* A password that was changed, and a desk that is open, are left as they are. */
static void
test_keeps (void)
{
  StoreFixture self;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  g_autofree char *state = NULL;

  store_fixture_open (&self, FALSE);
  g_assert_true (sptd_database_execute (self.database,
                                        "UPDATE operator SET password_hash = 'own';"
                                        "UPDATE desk SET state = 'paused'",
                                        &error));
  sptd_store_load_sample (self.database, g_getenv ("SPORTELLO_SAMPLE"), TRUE, counting_hash,
                          &error);
  g_assert_no_error (error);
  password = store_fixture_text (self.database, "SELECT DISTINCT password_hash FROM operator");
  g_assert_cmpstr (password, ==, "own");
  state = store_fixture_text (self.database, "SELECT DISTINCT state FROM desk");
  g_assert_cmpstr (state, ==, "paused");
  g_assert_cmpint (store_fixture_number (self.database, "SELECT always_open FROM organization"), ==,
                   1);
  store_fixture_close (&self);
}

/* What is wrong is named with its place, and nothing of the file is written. */
static void
test_wrong_files (void)
{
  static const struct
  {
    const char *from, *to, *field;
  } wrong[] = {
    { "\"Europe/Rome\"", "\"Europe/Bari\"", "organization.time_zone" },
    { "\"lead_minutes\": 30", "\"lead_minutes\": \"30\"", "organization.lead_minutes" },
    { "\"lead_minutes\": 30", "\"lead_minutes\": 30, \"lag\": 1", "organization.lag" },
    { "\"from\": \"09:00\"", "\"from\": \"9:00\"", "offices[0].hours[0].from" },
    { "\"until\": \"13:00\"", "\"until\": \"08:00\"", "offices[0].hours[0].until" },
    { "{\"weekday\": 2, \"from\": \"09:00\"", "{\"weekday\": 1, \"from\": \"12:00\"",
      "offices[0].hours[1]" },
    { "\"id\": \"urp-accesso-atti\"", "\"id\": \"urp-informazioni\"", "offices[0].services[1].id" },
    { "[\"video\", \"voice\"]", "[\"video\", \"smoke\"]", "offices[0].services[0].channels[1]" },
    { "\"offices\": [\"urp\"]", "\"offices\": [\"urb\"]", "operators[0].offices[0]" },
  };
  g_autofree char *text = NULL;
  StoreFixture self;
  g_autofree char *path = NULL;

  store_fixture_open (&self, FALSE);
  path = g_build_filename (self.folder, "city.json", NULL);
  g_assert_true (g_file_get_contents (g_getenv ("SPORTELLO_SAMPLE"), &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) changed = g_string_new (text);

      g_assert_cmpint (g_string_replace (changed, wrong[i].from, wrong[i].to, 1), ==, 1);
      g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
      g_assert_false (
          sptd_store_load_sample (self.database, path, TRUE, store_fixture_hash, &error));
      g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
      g_assert_cmpstr (spt_error_get_field (error), ==, wrong[i].field);
      g_assert_nonnull (strstr (error->message, wrong[i].field));
    }
  g_assert_cmpint (store_fixture_number (self.database, "SELECT always_open FROM organization"), ==,
                   0);
  g_unlink (path);
  store_fixture_close (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/load/twice", test_twice);
  g_test_add_func ("/store/load/keeps", test_keeps);
  g_test_add_func ("/store/load/wrong-files", test_wrong_files);
  return g_test_run ();
}
