/* SPDX-License-Identifier: EUPL-1.2 */
/* Migrations are the files of migrations/, built into the program. Their names begin with the number
 * of the schema that they make; a released one is never changed, a new one is added. */
#include <stdlib.h>

#include "backend/store/sptd-database.h"
#include "sptd-migrations.h"

#define FOLDER "/io/github/sportello_virtuale/backend/migrations"

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static gint64
number_of (const char *name)
{
  return g_ascii_strtoll (name, NULL, 10);
}

static gboolean
read_version (SptdDatabase *database, gint64 *version, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_prepare (database, "SELECT max(version) FROM schema_version", error);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  *version = row ? sptd_statement_int64 (statement, 0) : 0;
  return TRUE;
}

static gboolean
apply (SptdDatabase *database, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, "/", name, NULL);
  g_autoptr (GBytes) sql = g_resource_lookup_data (sptd_migrations_get_resource (), path, 0, error);
  SptdStatement *statement;

  if (sql == NULL)
    return FALSE;
  if (!sptd_database_execute (database, g_bytes_get_data (sql, NULL), error))
    {
      g_prefix_error (error, "migration %s: ", name);
      return FALSE;
    }
  statement =
      sptd_database_prepare (database, "INSERT INTO schema_version (version, name) VALUES ($1, $2)",
                             error);
  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "is", number_of (name), name);
  return sptd_statement_run (statement, error);
}

static gboolean
migrate (SptdDatabase *database, gpointer data, GError **error)
{
  g_auto (GStrv) names =
      g_resource_enumerate_children (sptd_migrations_get_resource (), FOLDER, 0, error);
  gint64 version = 0, newest = 0;
  gsize n_names;

  if (names == NULL)
    return FALSE;
  if (!sptd_database_execute (database,
                              "CREATE TABLE IF NOT EXISTS schema_version ("
                              "version BIGINT PRIMARY KEY, name TEXT NOT NULL)",
                              error)
      || !read_version (database, &version, error))
    return FALSE;
  n_names = g_strv_length (names);
  qsort (names, n_names, sizeof *names, by_name);
  for (gsize i = 0; i < n_names; i++)
    {
      newest = number_of (names[i]);
      if (newest > version && !apply (database, names[i], error))
        return FALSE;
    }
  if (version > newest)
    {
      g_set_error (error, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_FAILED,
                   "the database has schema %" G_GINT64_FORMAT
                   ", this program knows %" G_GINT64_FORMAT ": it was used by a later version",
                   version, newest);
      return FALSE;
    }
  return TRUE;
}

/**
 * sptd_database_migrate:
 * @self: a connection
 * @error: %SPTD_DATABASE_ERROR
 *
 * Brings the schema up to date in one transaction, each migration once, whichever process is first.
 * A database of a later version of the program is refused.
 *
 * Returns: whether the schema is the present one
 */
gboolean
sptd_database_migrate (SptdDatabase *self, GError **error)
{
  return sptd_database_transact (self, migrate, NULL, error);
}
