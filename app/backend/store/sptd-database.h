/* SPDX-License-Identifier: EUPL-1.2 */
/* The thin interface to a database engine. One SQL text serves every engine: parameters are written
 * $1, $2 …, instants are microseconds in 64-bit integers, booleans are 0 and 1, identifiers are
 * text. A connection belongs to one thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptdDatabase:
 *
 * A connection to the database: an interface, implemented once an engine. Statements are prepared
 * once a connection and kept.
 */
#define SPTD_TYPE_DATABASE (sptd_database_get_type ())
G_DECLARE_INTERFACE (SptdDatabase, sptd_database, SPTD, DATABASE, GObject)

/**
 * SptdStatement:
 *
 * A prepared statement in use. Bind, step, read columns, and finish it; the same text may be in use
 * only once at a time. Finishing is not freeing: the statement stays with its connection.
 */
typedef struct _SptdStatement SptdStatement;

struct _SptdDatabaseInterface
{
  GTypeInterface parent_iface;

  SptdStatement *(*prepare) (SptdDatabase *self, const char *sql, GError **error);
  void (*bind_int64) (SptdDatabase *self, SptdStatement *statement, int index, gint64 value);
  void (*bind_text) (SptdDatabase *self, SptdStatement *statement, int index, const char *value);
  void (*bind_blob) (SptdDatabase *self, SptdStatement *statement, int index, GBytes *value);
  gboolean (*step) (SptdDatabase *self, SptdStatement *statement, gboolean *row, GError **error);
  gint64 (*column_int64) (SptdDatabase *self, SptdStatement *statement, int column);
  const char *(*column_text) (SptdDatabase *self, SptdStatement *statement, int column);
  GBytes *(*column_blob) (SptdDatabase *self, SptdStatement *statement, int column);
  void (*finish) (SptdDatabase *self, SptdStatement *statement);
  gint64 (*changes) (SptdDatabase *self);
  gboolean (*execute) (SptdDatabase *self, const char *sql, GError **error);
  gboolean (*begin) (SptdDatabase *self, GError **error);
  gboolean (*commit) (SptdDatabase *self, GError **error);
  void (*rollback) (SptdDatabase *self);
};

/**
 * SptdStatement:
 * @database: (transfer none): whose it is
 *
 * Engines derive their own by having this as the first member.
 */
struct _SptdStatement
{
  SptdDatabase *database;
};

SptdStatement *sptd_database_prepare (SptdDatabase *self, const char *sql, GError **error);
gboolean sptd_database_execute (SptdDatabase *self, const char *sql, GError **error);
gint64 sptd_database_changes (SptdDatabase *self);

/**
 * SptdTransactionFunc:
 * @database: the connection, inside the transaction
 * @data: what was given
 * @error: where to say why it is to be rolled back
 *
 * Returns: whether to commit
 */
typedef gboolean (*SptdTransactionFunc) (SptdDatabase *database, gpointer data, GError **error);

/* Runs @func in one writing transaction. @func may be run again where the engine asks for it
 * (busy, serialization), and so changes nothing outside the database before it returns. */
gboolean sptd_database_transact (SptdDatabase *self,
                                 SptdTransactionFunc func,
                                 gpointer data,
                                 GError **error);

void sptd_statement_bind_int64 (SptdStatement *self, int index, gint64 value);
void sptd_statement_bind_text (SptdStatement *self, int index, const char *value);
void sptd_statement_bind_blob (SptdStatement *self, int index, GBytes *value);

/* Binds a row of parameters at once: 'i' gint64, 's' const char * (nullable), 'b' GBytes *. */
void sptd_statement_bind (SptdStatement *self, const char *kinds, ...);

/* Prepares and binds at once; and for a statement without rows, runs it, too. */
SptdStatement *
sptd_database_query (SptdDatabase *self, GError **error, const char *sql, const char *kinds, ...);
gboolean
sptd_database_run (SptdDatabase *self, GError **error, const char *sql, const char *kinds, ...);

/* Steps to the next row. Returns FALSE on an error; @row tells whether there is one. */
gboolean sptd_statement_step (SptdStatement *self, gboolean *row, GError **error);

/* Steps a statement that returns no row, and finishes it. */
gboolean sptd_statement_run (SptdStatement *self, GError **error);

gint64 sptd_statement_int64 (SptdStatement *self, int column);
/* (transfer none): valid until the next step; NULL for SQL NULL. */
const char *sptd_statement_text (SptdStatement *self, int column);
/* (transfer full) */
char *sptd_statement_dup_text (SptdStatement *self, int column);
GBytes *sptd_statement_blob (SptdStatement *self, int column);

void sptd_statement_finish (SptdStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdStatement, sptd_statement_finish)

/* A constraint that is hit (primary key, unique) is an error of its own: who loses a race sees it. */
typedef enum
{
  SPTD_DATABASE_ERROR_FAILED,
  SPTD_DATABASE_ERROR_CONSTRAINT,
  SPTD_DATABASE_ERROR_BUSY,
} SptdDatabaseError;

#define SPTD_DATABASE_ERROR (sptd_database_error_quark ())
GQuark sptd_database_error_quark (void);

/**
 * sptd_database_open:
 * @uri: `sqlite:PATH`
 * @error: %SPTD_DATABASE_ERROR
 *
 * Opens a connection. Each thread has its own.
 *
 * Returns: (transfer full) (nullable): the connection
 */
SptdDatabase *sptd_database_open (const char *uri, GError **error);

/**
 * sptd_database_migrate:
 * @self: a connection
 * @error: %SPTD_DATABASE_ERROR
 *
 * Brings the schema up to date, each migration once, whichever process is first.
 *
 * Returns: whether the schema is the present one
 */
gboolean sptd_database_migrate (SptdDatabase *self, GError **error);

G_END_DECLS
