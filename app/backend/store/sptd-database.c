/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-database.h"

#include <stdarg.h>
#include <string.h>

#include "backend/store/sptd-sqlite.h"
#include "base/spt-id.h"

/* How often a transaction is run again that the engine could not take, and the longest pause. */
#define MAX_TRIES 8
#define MAX_PAUSE_US 50000

G_DEFINE_INTERFACE (SptdDatabase, sptd_database, G_TYPE_OBJECT)
G_DEFINE_QUARK (sptd - database - error - quark, sptd_database_error)
static G_DEFINE_QUARK (sptd - database - depth, depth)

    static void sptd_database_default_init (SptdDatabaseInterface *iface)
{
}

/**
 * sptd_database_open:
 * @uri: `sqlite:PATH`
 * @error: %SPTD_DATABASE_ERROR
 *
 * Opens a connection. Each thread has its own.
 *
 * Returns: (transfer full) (nullable): the connection
 */
SptdDatabase *
sptd_database_open (const char *uri, GError **error)
{
  if (g_str_has_prefix (uri, "sqlite:"))
    return sptd_sqlite_open (uri + strlen ("sqlite:"), error);
  g_set_error (error, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_FAILED,
               "no engine serves the address %s", uri);
  return NULL;
}

/**
 * sptd_database_prepare:
 * @self: a connection
 * @sql: one statement with parameters `$1`, `$2` …
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): the statement; finish it after use
 */
SptdStatement *
sptd_database_prepare (SptdDatabase *self, const char *sql, GError **error)
{
  SptdStatement *statement = SPTD_DATABASE_GET_IFACE (self)->prepare (self, sql, error);

  if (statement != NULL)
    statement->database = self;
  return statement;
}

/**
 * sptd_database_execute:
 * @self: a connection
 * @sql: statements without parameters and rows
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether all of them were run
 */
gboolean
sptd_database_execute (SptdDatabase *self, const char *sql, GError **error)
{
  return SPTD_DATABASE_GET_IFACE (self)->execute (self, sql, error);
}

/**
 * sptd_database_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement inserted, changed or deleted
 */
gint64
sptd_database_changes (SptdDatabase *self)
{
  return SPTD_DATABASE_GET_IFACE (self)->changes (self);
}

static guint
depth_of (SptdDatabase *self)
{
  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (self), depth_quark ()));
}

static void
set_depth (SptdDatabase *self, guint depth)
{
  g_object_set_qdata (G_OBJECT (self), depth_quark (), GUINT_TO_POINTER (depth));
}

/* A transaction inside another is a savepoint: it comes and goes with the outer one. */
static gboolean
transact_inside (SptdDatabase *self, SptdTransactionFunc func, gpointer data, GError **error)
{
  guint depth = depth_of (self);
  gboolean good;

  if (!sptd_database_execute (self, "SAVEPOINT inner_transaction", error))
    return FALSE;
  set_depth (self, depth + 1);
  good = func (self, data, error);
  set_depth (self, depth);
  if (!good)
    sptd_database_execute (self, "ROLLBACK TO SAVEPOINT inner_transaction", NULL);
  return sptd_database_execute (self, "RELEASE SAVEPOINT inner_transaction", good ? error : NULL)
         && good;
}

static gboolean
transact_once (SptdDatabase *self, SptdTransactionFunc func, gpointer data, GError **error)
{
  SptdDatabaseInterface *iface = SPTD_DATABASE_GET_IFACE (self);
  gboolean good;

  if (!iface->begin (self, error))
    return FALSE;
  set_depth (self, 1);
  good = func (self, data, error);
  set_depth (self, 0);
  if (good && iface->commit (self, error))
    return TRUE;
  iface->rollback (self);
  return FALSE;
}

/**
 * sptd_database_transact:
 * @self: a connection
 * @func: what to do
 * @data: what is handed to @func
 * @error: of @func, or %SPTD_DATABASE_ERROR
 *
 * Runs @func in one writing transaction: all of it happens or nothing. Where the engine is busy,
 * @func is run again after a short random pause, a few times; so it changes nothing outside the
 * database before it returns. A transaction inside another is part of that one.
 *
 * Returns: whether @func returned %TRUE and its changes are on disk
 */
gboolean
sptd_database_transact (SptdDatabase *self, SptdTransactionFunc func, gpointer data, GError **error)
{
  if (depth_of (self) > 0)
    return transact_inside (self, func, data, error);
  for (int attempt = 1;; attempt++)
    {
      g_autoptr (GError) local = NULL;
      guint16 jitter;

      if (transact_once (self, func, data, &local))
        return TRUE;
      if (attempt == MAX_TRIES
          || !g_error_matches (local, SPTD_DATABASE_ERROR, SPTD_DATABASE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      spt_random_bytes ((guint8 *) &jitter, sizeof jitter);
      g_usleep (1000 + jitter % MIN (MAX_PAUSE_US, 1000 << attempt));
    }
}

/**
 * sptd_statement_bind_int64:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: what it is
 */
void
sptd_statement_bind_int64 (SptdStatement *self, int index, gint64 value)
{
  SPTD_DATABASE_GET_IFACE (self->database)->bind_int64 (self->database, self, index, value);
}

/**
 * sptd_statement_bind_text:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: (nullable): what it is; copied
 */
void
sptd_statement_bind_text (SptdStatement *self, int index, const char *value)
{
  SPTD_DATABASE_GET_IFACE (self->database)->bind_text (self->database, self, index, value);
}

/**
 * sptd_statement_bind_blob:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: (nullable): what it is; copied
 */
void
sptd_statement_bind_blob (SptdStatement *self, int index, GBytes *value)
{
  SPTD_DATABASE_GET_IFACE (self->database)->bind_blob (self->database, self, index, value);
}

static void
bind_all (SptdStatement *self, const char *kinds, va_list args)
{
  for (int i = 0; kinds[i] != '\0'; i++)
    {
      if (kinds[i] == 'i')
        sptd_statement_bind_int64 (self, i + 1, va_arg (args, gint64));
      else if (kinds[i] == 's')
        sptd_statement_bind_text (self, i + 1, va_arg (args, const char *));
      else if (kinds[i] == 'b')
        sptd_statement_bind_blob (self, i + 1, va_arg (args, GBytes *));
      else
        g_assert_not_reached ();
    }
}

/**
 * sptd_statement_bind:
 * @self: a statement
 * @kinds: one letter a parameter: `i` #gint64, `s` nullable string, `b` nullable #GBytes
 * @...: the values, in order
 *
 * Binds all parameters at once. Beware that C passes a plain `0` as int: cast to #gint64.
 */
void
sptd_statement_bind (SptdStatement *self, const char *kinds, ...)
{
  va_list args;

  va_start (args, kinds);
  bind_all (self, kinds, args);
  va_end (args);
}

/**
 * sptd_database_query:
 * @self: a connection
 * @error: %SPTD_DATABASE_ERROR
 * @sql: one statement with parameters `$1`, `$2` …
 * @kinds: as sptd_statement_bind() has them
 * @...: the values, in order
 *
 * Prepares a statement and binds its parameters.
 *
 * Returns: (transfer full) (nullable): the statement before its first row
 */
SptdStatement *
sptd_database_query (SptdDatabase *self, GError **error, const char *sql, const char *kinds, ...)
{
  SptdStatement *statement = sptd_database_prepare (self, sql, error);
  va_list args;

  va_start (args, kinds);
  if (statement != NULL)
    bind_all (statement, kinds, args);
  va_end (args);
  return statement;
}

/**
 * sptd_database_run:
 * @self: a connection
 * @error: %SPTD_DATABASE_ERROR
 * @sql: one statement with parameters `$1`, `$2` … that returns no row
 * @kinds: as sptd_statement_bind() has them
 * @...: the values, in order
 *
 * Returns: whether it was run
 */
gboolean
sptd_database_run (SptdDatabase *self, GError **error, const char *sql, const char *kinds, ...)
{
  SptdStatement *statement = sptd_database_prepare (self, sql, error);
  va_list args;

  va_start (args, kinds);
  if (statement != NULL)
    bind_all (statement, kinds, args);
  va_end (args);
  return statement != NULL && sptd_statement_run (statement, error);
}

/**
 * sptd_statement_step:
 * @self: a statement
 * @row: (out): whether there is a row
 * @error: %SPTD_DATABASE_ERROR
 *
 * Steps to the next row.
 *
 * Returns: %FALSE on an error
 */
gboolean
sptd_statement_step (SptdStatement *self, gboolean *row, GError **error)
{
  return SPTD_DATABASE_GET_IFACE (self->database)->step (self->database, self, row, error);
}

/**
 * sptd_statement_run:
 * @self: (transfer full): a statement that returns no row
 * @error: %SPTD_DATABASE_ERROR
 *
 * Steps it once and finishes it.
 *
 * Returns: whether it was run
 */
gboolean
sptd_statement_run (SptdStatement *self, GError **error)
{
  gboolean row;
  gboolean good = sptd_statement_step (self, &row, error);

  sptd_statement_finish (self);
  return good;
}

/**
 * sptd_statement_int64:
 * @self: a statement on a row
 * @column: from 0
 *
 * Returns: the number; 0 for NULL
 */
gint64
sptd_statement_int64 (SptdStatement *self, int column)
{
  return SPTD_DATABASE_GET_IFACE (self->database)->column_int64 (self->database, self, column);
}

/**
 * sptd_statement_text:
 * @self: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step; %NULL for NULL
 */
const char *
sptd_statement_text (SptdStatement *self, int column)
{
  return SPTD_DATABASE_GET_IFACE (self->database)->column_text (self->database, self, column);
}

/**
 * sptd_statement_dup_text:
 * @self: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the text; %NULL for NULL
 */
char *
sptd_statement_dup_text (SptdStatement *self, int column)
{
  return g_strdup (sptd_statement_text (self, column));
}

/**
 * sptd_statement_blob:
 * @self: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL for NULL
 */
GBytes *
sptd_statement_blob (SptdStatement *self, int column)
{
  return SPTD_DATABASE_GET_IFACE (self->database)->column_blob (self->database, self, column);
}

/**
 * sptd_statement_finish:
 * @self: (transfer full) (nullable): a statement
 *
 * Gives it back to its connection, which keeps it for the next use.
 */
void
sptd_statement_finish (SptdStatement *self)
{
  if (self != NULL)
    SPTD_DATABASE_GET_IFACE (self->database)->finish (self->database, self);
}
