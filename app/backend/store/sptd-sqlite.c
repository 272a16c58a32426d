/* SPDX-License-Identifier: EUPL-1.2 */
/* The embedded engine. WAL lets readers go on while one writes; synchronous=FULL means that what was
 * acknowledged survives a loss of power; writing transactions begin IMMEDIATE, so that two of them
 * wait for each other at the start and never fail in the middle. */
#include "backend/store/sptd-sqlite.h"

#include <sqlite3.h>
#include <string.h>

#define BUSY_TIMEOUT_MS 5000
#define WAL_TRIES 50

typedef struct
{
  SptdStatement parent;
  sqlite3_stmt *handle;
  gboolean in_use;
  gboolean kept;
} SqliteStatement;

struct _SptdSqlite
{
  GObject parent_instance;

  /* Owned */
  sqlite3 *handle;
  GHashTable *statements;
};

static void sptd_sqlite_database_init (SptdDatabaseInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SptdSqlite,
                               sptd_sqlite,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SPTD_TYPE_DATABASE,
                                                      sptd_sqlite_database_init))

static void
sqlite_statement_free (SqliteStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement);
}

/* The one place where the engine's codes become ours. */
static gboolean
set_error (SptdSqlite *self, int code, const char *what, GError **error)
{
  SptdDatabaseError ours = SPTD_DATABASE_ERROR_FAILED;

  if ((code & 0xff) == SQLITE_CONSTRAINT)
    ours = SPTD_DATABASE_ERROR_CONSTRAINT;
  else if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    ours = SPTD_DATABASE_ERROR_BUSY;
  g_set_error (error, SPTD_DATABASE_ERROR, ours, "%s: %s (%d)", what, sqlite3_errmsg (self->handle),
               code);
  return FALSE;
}

static SptdStatement *
sptd_sqlite_prepare (SptdDatabase *database, const char *sql, GError **error)
{
  SptdSqlite *self = SPTD_SQLITE (database);
  SqliteStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *handle = NULL;
  gboolean keep = statement == NULL;
  int code;

  if (statement != NULL && !statement->in_use)
    {
      statement->in_use = TRUE;
      return &statement->parent;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &handle,
                             NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, sql, error);
      return NULL;
    }
  statement = g_new0 (SqliteStatement, 1);
  statement->handle = handle;
  statement->in_use = TRUE;
  statement->kept = keep;
  if (keep)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return &statement->parent;
}

/* `$N` is a name to SQLite; the numbers of nameless parameters would follow the first appearance. */
static int
parameter (SqliteStatement *statement, int index)
{
  char name[16];
  int found;

  g_snprintf (name, sizeof name, "$%d", index);
  found = sqlite3_bind_parameter_index (statement->handle, name);
  if (found == 0)
    g_critical ("No parameter %s in: %s", name, sqlite3_sql (statement->handle));
  return found;
}

static void
sptd_sqlite_bind_int64 (SptdDatabase *database, SptdStatement *statement, int index, gint64 value)
{
  SqliteStatement *own = (SqliteStatement *) statement;

  sqlite3_bind_int64 (own->handle, parameter (own, index), value);
}

static void
sptd_sqlite_bind_text (SptdDatabase *database,
                       SptdStatement *statement,
                       int index,
                       const char *value)
{
  SqliteStatement *own = (SqliteStatement *) statement;

  sqlite3_bind_text (own->handle, parameter (own, index), value, -1, SQLITE_TRANSIENT);
}

static void
sptd_sqlite_bind_blob (SptdDatabase *database, SptdStatement *statement, int index, GBytes *value)
{
  SqliteStatement *own = (SqliteStatement *) statement;
  gsize length = 0;
  const void *data = value != NULL ? g_bytes_get_data (value, &length) : NULL;

  if (value == NULL)
    sqlite3_bind_null (own->handle, parameter (own, index));
  else
    sqlite3_bind_blob64 (own->handle, parameter (own, index), data != NULL ? data : "", length,
                         SQLITE_TRANSIENT);
}

static gboolean
sptd_sqlite_step (SptdDatabase *database, SptdStatement *statement, gboolean *row, GError **error)
{
  SptdSqlite *self = SPTD_SQLITE (database);
  SqliteStatement *own = (SqliteStatement *) statement;
  int code = sqlite3_step (own->handle);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  return set_error (self, sqlite3_extended_errcode (self->handle), sqlite3_sql (own->handle),
                    error);
}

static gint64
sptd_sqlite_column_int64 (SptdDatabase *database, SptdStatement *statement, int column)
{
  return sqlite3_column_int64 (((SqliteStatement *) statement)->handle, column);
}

static const char *
sptd_sqlite_column_text (SptdDatabase *database, SptdStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (((SqliteStatement *) statement)->handle, column);
}

static GBytes *
sptd_sqlite_column_blob (SptdDatabase *database, SptdStatement *statement, int column)
{
  sqlite3_stmt *handle = ((SqliteStatement *) statement)->handle;
  const void *data;

  if (sqlite3_column_type (handle, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (handle, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (handle, column));
}

static void
sptd_sqlite_finish (SptdDatabase *database, SptdStatement *statement)
{
  SqliteStatement *own = (SqliteStatement *) statement;

  if (!own->kept)
    {
      sqlite_statement_free (own);
      return;
    }
  sqlite3_reset (own->handle);
  sqlite3_clear_bindings (own->handle);
  own->in_use = FALSE;
}

static gint64
sptd_sqlite_changes (SptdDatabase *database)
{
  return sqlite3_changes64 (SPTD_SQLITE (database)->handle);
}

static gboolean
sptd_sqlite_execute (SptdDatabase *database, const char *sql, GError **error)
{
  SptdSqlite *self = SPTD_SQLITE (database);
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || set_error (self, sqlite3_extended_errcode (self->handle), sql, error);
}

static gboolean
sptd_sqlite_begin (SptdDatabase *database, GError **error)
{
  return sptd_sqlite_execute (database, "BEGIN IMMEDIATE", error);
}

static gboolean
sptd_sqlite_commit (SptdDatabase *database, GError **error)
{
  return sptd_sqlite_execute (database, "COMMIT", error);
}

static void
sptd_sqlite_rollback (SptdDatabase *database)
{
  SptdSqlite *self = SPTD_SQLITE (database);

  /* Some failures have rolled back already. */
  if (!sqlite3_get_autocommit (self->handle))
    sptd_sqlite_execute (database, "ROLLBACK", NULL);
}

static void
sptd_sqlite_database_init (SptdDatabaseInterface *iface)
{
  iface->prepare = sptd_sqlite_prepare;
  iface->bind_int64 = sptd_sqlite_bind_int64;
  iface->bind_text = sptd_sqlite_bind_text;
  iface->bind_blob = sptd_sqlite_bind_blob;
  iface->step = sptd_sqlite_step;
  iface->column_int64 = sptd_sqlite_column_int64;
  iface->column_text = sptd_sqlite_column_text;
  iface->column_blob = sptd_sqlite_column_blob;
  iface->finish = sptd_sqlite_finish;
  iface->changes = sptd_sqlite_changes;
  iface->execute = sptd_sqlite_execute;
  iface->begin = sptd_sqlite_begin;
  iface->commit = sptd_sqlite_commit;
  iface->rollback = sptd_sqlite_rollback;
}

static void
sptd_sqlite_finalize (GObject *object)
{
  SptdSqlite *self = SPTD_SQLITE (object);

  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->handle);

  G_OBJECT_CLASS (sptd_sqlite_parent_class)->finalize (object);
}

static void
sptd_sqlite_class_init (SptdSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sptd_sqlite_finalize;
}

static void
sptd_sqlite_init (SptdSqlite *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) sqlite_statement_free);
}

/* The first connections of several processes may meet here, and this lock does not wait by itself. */
static gboolean
set_wal (SptdSqlite *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (int i = 0; i < WAL_TRIES; i++)
    {
      g_clear_error (&local);
      if (sptd_sqlite_execute (SPTD_DATABASE (self), "PRAGMA journal_mode = WAL", &local))
        return TRUE;
      if (!g_error_matches (local, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_BUSY))
        break;
      g_usleep (10000);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * sptd_sqlite_open:
 * @path: the database file; made where it is not there
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): a connection for the calling thread
 */
SptdDatabase *
sptd_sqlite_open (const char *path, GError **error)
{
  g_autoptr (SptdSqlite) self = g_object_new (SPTD_TYPE_SQLITE, NULL);
  int code = sqlite3_open_v2 (path, &self->handle,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
                                  | SQLITE_OPEN_EXRESCODE,
                              NULL);

  if (code != SQLITE_OK)
    {
      set_error (self, code, path, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!set_wal (self, error)
      || !sptd_sqlite_execute (SPTD_DATABASE (self),
                               "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                               "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF",
                               error))
    return NULL;
  return SPTD_DATABASE (g_steal_pointer (&self));
}
