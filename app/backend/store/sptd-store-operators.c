/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-operators.h"

#include "base/spt-error.h"

/* The first column of all rows for one operator. */
static GStrv
load_ids (SptdDatabase *db, const char *sql, const char *operator_id, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (SptdStatement) select = sptd_database_prepare (db, sql, error);
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", operator_id);
  while (sptd_statement_step (select, &row, error))
    {
      if (!row)
        return g_strv_builder_end (ids);
      g_strv_builder_add (ids, sptd_statement_text (select, 0));
    }
  return NULL;
}

static char *
load_name (SptdDatabase *db, const char *operator_id, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT name FROM operator WHERE id = $1", error);
  gboolean row = FALSE;

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "s", operator_id);
  if (!sptd_statement_step (select, &row, error))
    return NULL;
  if (row)
    return sptd_statement_dup_text (select, 0);
  g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such operator");
  return NULL;
}

/**
 * sptd_store_operator_load:
 * @db: a connection
 * @operator_id: an operator
 * @error: %SPT_ERROR_NOT_FOUND, or %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable): the operator with offices and services
 */
SptWireOperator *
sptd_store_operator_load (SptdDatabase *db, const char *operator_id, GError **error)
{
  g_autoptr (SptWireOperator) self = spt_wire_operator_new ();

  self->name = load_name (db, operator_id, error);
  if (self->name == NULL)
    return NULL;
  self->id = g_strdup (operator_id);
  self->office_ids = load_ids (db,
                               "SELECT office_id FROM operator_office WHERE operator_id = $1"
                               " ORDER BY office_id",
                               operator_id, error);
  if (self->office_ids == NULL)
    return NULL;
  self->service_ids = load_ids (db,
                                "SELECT service_id FROM operator_service WHERE operator_id = $1"
                                " ORDER BY service_id",
                                operator_id, error);
  return self->service_ids != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sptd_store_operator_credentials:
 * @db: a connection
 * @username: the name for signing in
 * @operator_id: (out) (transfer full) (nullable): the operator; %NULL where there is none
 * @password_hash: (out) (transfer full) (nullable): what is kept of the password
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: whether the database answered
 */
gboolean
sptd_store_operator_credentials (SptdDatabase *db,
                                 const char *username,
                                 char **operator_id,
                                 char **password_hash,
                                 GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT id, password_hash FROM operator WHERE username = $1",
                             error);
  gboolean row = FALSE;

  *operator_id = *password_hash = NULL;
  if (select == NULL)
    return FALSE;
  sptd_statement_bind (select, "s", username);
  if (!sptd_statement_step (select, &row, error))
    return FALSE;
  if (row)
    {
      *operator_id = sptd_statement_dup_text (select, 0);
      *password_hash = sptd_statement_dup_text (select, 1);
    }
  return TRUE;
}
