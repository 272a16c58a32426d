/* SPDX-License-Identifier: EUPL-1.2 */
#include "store-fixture.h"

#include <glib/gstdio.h>

#include "backend/store/sptd-load.h"

/* Quick, and still not the password. */
char *
store_fixture_hash (const char *password, GError **error)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, password, -1);
}

/* An instant as RFC 3339 has it. */
gint64
at (const char *instant)
{
  gint64 found;

  g_assert_true (spt_instant_parse (instant, &found));
  return found;
}

void
store_fixture_open (StoreFixture *self, gboolean always_open)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sportello-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->uri = g_strdup_printf ("sqlite:%s/sportello.db", self->folder);
  self->database = sptd_database_open (self->uri, &error);
  g_assert_no_error (error);
  sptd_database_migrate (self->database, &error);
  g_assert_no_error (error);
  sptd_store_load_sample (self->database, g_getenv ("SPORTELLO_SAMPLE"), always_open,
                          store_fixture_hash, &error);
  g_assert_no_error (error);
}

void
store_fixture_close (StoreFixture *self)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  g_assert_finalize_object (self->database);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/sportello.db%s", self->folder, endings[i]);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->uri);
}

char *
store_fixture_text (SptdDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SptdStatement) statement = sptd_database_prepare (database, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (sptd_statement_step (statement, &row, &error));
  g_assert_true (row);
  return sptd_statement_dup_text (statement, 0);
}

gint64
store_fixture_number (SptdDatabase *database, const char *sql)
{
  g_autofree char *text = store_fixture_text (database, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}
