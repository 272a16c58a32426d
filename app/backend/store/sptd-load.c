/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-load.h"

#include "backend/store/sptd-sample.h"
#include "base/spt-clock.h"
#include "base/spt-id.h"

typedef struct
{
  const SptdSample *sample;
  gboolean always_open;
  /* Password hashes by username, of the operators who are not there yet. */
  GHashTable *hashes;
} Load;

static gboolean
load_organization (SptdDatabase *db, const Load *load, GError **error)
{
  const SptdSampleOrganization *o = load->sample->organization;
  SptdStatement *statement = sptd_database_prepare (
      db,
      "INSERT INTO organization (id, name, short_name, time_zone, default_language,"
      " privacy_notice_version, privacy_notice, lead_minutes, horizon_days, always_open)"
      " VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9)"
      " ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,"
      " time_zone = excluded.time_zone, default_language = excluded.default_language,"
      " privacy_notice_version = excluded.privacy_notice_version,"
      " privacy_notice = excluded.privacy_notice, lead_minutes = excluded.lead_minutes,"
      " horizon_days = excluded.horizon_days, always_open = excluded.always_open",
      error);

  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "ssssssiii", o->name, o->short_name, o->time_zone,
                       o->default_language, o->privacy_notice_version, o->privacy_notice,
                       o->lead_minutes, o->horizon_days, (gint64) load->always_open);
  return sptd_statement_run (statement, error);
}

static gboolean
load_holidays (SptdDatabase *db, const Load *load, GError **error)
{
  if (!sptd_database_execute (db, "DELETE FROM holiday", error))
    return FALSE;
  for (guint i = 0; load->sample->holidays != NULL && i < load->sample->holidays->len; i++)
    {
      const SptdSampleHoliday *holiday = g_ptr_array_index (load->sample->holidays, i);
      g_autofree char *id = g_strdup_printf ("%03u", i);
      SptdStatement *statement = sptd_database_prepare (
          db,
          "INSERT INTO holiday (id, name, month, day, easter_offset) VALUES ($1, $2, $3, $4, $5)",
          error);

      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "ssiii", id, holiday->name, holiday->month, holiday->day,
                           holiday->easter_offset);
      if (!sptd_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Deletes the rows of a table that belong to one owner, to write them anew. */
static gboolean
clear (SptdDatabase *db, const char *sql, const char *owner, GError **error)
{
  SptdStatement *statement = sptd_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "s", owner);
  return sptd_statement_run (statement, error);
}

static gboolean
load_hours (SptdDatabase *db, const SptdSampleOffice *office, GError **error)
{
  if (!clear (db, "DELETE FROM opening_hours WHERE office_id = $1", office->id, error)
      || !clear (db, "DELETE FROM closure WHERE office_id = $1", office->id, error))
    return FALSE;
  for (guint i = 0; i < office->hours->len; i++)
    {
      const SptdSampleHours *hours = g_ptr_array_index (office->hours, i);
      SptdStatement *statement =
          sptd_database_prepare (db,
                                 "INSERT INTO opening_hours (office_id, weekday, from_minute,"
                                 " until_minute, desks) VALUES ($1, $2, $3, $4, $5)",
                                 error);

      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "siiii", office->id, hours->weekday,
                           (gint64) sptd_sample_minute (hours->from),
                           (gint64) sptd_sample_minute (hours->until), hours->desks);
      if (!sptd_statement_run (statement, error))
        return FALSE;
    }
  for (guint i = 0; office->closures != NULL && i < office->closures->len; i++)
    {
      const SptdSampleClosure *closure = g_ptr_array_index (office->closures, i);
      SptdStatement *statement =
          sptd_database_prepare (db,
                                 "INSERT INTO closure (office_id, date, name) VALUES ($1, $2, $3)",
                                 error);

      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "sss", office->id, closure->date, closure->name);
      if (!sptd_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_requirements (SptdDatabase *db, const SptdSampleService *service, GError **error)
{
  if (!clear (db, "DELETE FROM requirement WHERE service_id = $1", service->id, error))
    return FALSE;
  for (guint i = 0; service->documents != NULL && i < service->documents->len; i++)
    {
      const SptdSampleDocument *document = g_ptr_array_index (service->documents, i);
      SptdStatement *statement =
          sptd_database_prepare (db,
                                 "INSERT INTO requirement (service_id, position, name,"
                                 " description, necessary) VALUES ($1, $2, $3, $4, $5)",
                                 error);

      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "sissi", service->id, (gint64) i, document->name,
                           document->description, (gint64) document->required);
      if (!sptd_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_service (SptdDatabase *db,
              const SptdSampleOffice *office,
              guint position,
              const SptdSampleService *service,
              GError **error)
{
  g_autofree char *keywords =
      service->keywords != NULL ? g_strjoinv ("\n", service->keywords) : g_strdup ("");
  g_autofree char *channels = g_strjoinv ("\n", service->channels);
  SptdStatement *statement = sptd_database_prepare (
      db,
      "INSERT INTO service (id, office_id, position, name, description, keywords, prefix, minutes,"
      " buffer_minutes, target_wait_minutes, channels, bookable, walk_in)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
      " ON CONFLICT (id) DO UPDATE SET office_id = excluded.office_id,"
      " position = excluded.position, name = excluded.name, description = excluded.description,"
      " keywords = excluded.keywords, prefix = excluded.prefix, minutes = excluded.minutes,"
      " buffer_minutes = excluded.buffer_minutes,"
      " target_wait_minutes = excluded.target_wait_minutes, channels = excluded.channels,"
      " bookable = excluded.bookable, walk_in = excluded.walk_in",
      error);

  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "ssissssiiisii", service->id, office->id, (gint64) position,
                       service->name, service->description, keywords, service->prefix,
                       service->minutes, service->buffer_minutes, service->target_wait_minutes,
                       channels, (gint64) service->bookable, (gint64) service->walk_in);
  return sptd_statement_run (statement, error) && load_requirements (db, service, error);
}

static gboolean
load_office (SptdDatabase *db, guint position, const SptdSampleOffice *office, GError **error)
{
  SptdStatement *statement = sptd_database_prepare (
      db,
      "INSERT INTO office (id, position, name, description, address, telephone, email, desks)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
      " ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name,"
      " description = excluded.description, address = excluded.address,"
      " telephone = excluded.telephone, email = excluded.email, desks = excluded.desks",
      error);

  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "sisssssi", office->id, (gint64) position, office->name,
                       office->description, office->address, office->telephone, office->email,
                       office->desks);
  if (!sptd_statement_run (statement, error) || !load_hours (db, office, error))
    return FALSE;
  for (guint i = 0; i < office->services->len; i++)
    if (!load_service (db, office, i, g_ptr_array_index (office->services, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
find_operator (SptdDatabase *db, const char *username, char **id, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_prepare (db, "SELECT id FROM operator WHERE username = $1", error);
  gboolean row = FALSE;

  *id = NULL;
  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "s", username);
  if (!sptd_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? sptd_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

/* A password that was changed since is kept: the file's is the first one only. */
static gboolean
write_operator (SptdDatabase *db,
                const Load *load,
                const SptdSampleOperator *
                operator,
                char ** id,
                GError **error)
{
  SptdStatement *statement;

  if (!find_operator (db, operator->username, id, error))
    return FALSE;
  if (*id != NULL)
    {
      statement = sptd_database_prepare (db, "UPDATE operator SET name = $1 WHERE id = $2", error);
      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "ss", operator->name, *id);
      return sptd_statement_run (statement, error);
    }
  *id = spt_id_new ();
  statement = sptd_database_prepare (db,
                                     "INSERT INTO operator (id, username, password_hash, name)"
                                     " VALUES ($1, $2, $3, $4)",
                                     error);
  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (
      statement, "ssss", *id, operator->username,
      (const char *) g_hash_table_lookup (load->hashes, operator->username), operator->name);
  if (!sptd_statement_run (statement, error))
    return FALSE;
  statement = sptd_database_prepare (
      db, "INSERT INTO desk (operator_id, state, state_since) VALUES ($1, 'offline', $2)", error);
  if (statement == NULL)
    return FALSE;
  sptd_statement_bind (statement, "si", *id, spt_clock_now (&spt_clock_system));
  return sptd_statement_run (statement, error);
}

static gboolean
relate (SptdDatabase *db, const char *sql, const char *id, GStrv others, GError **error)
{
  for (gsize i = 0; others[i] != NULL; i++)
    {
      SptdStatement *statement = sptd_database_prepare (db, sql, error);

      if (statement == NULL)
        return FALSE;
      sptd_statement_bind (statement, "ss", id, others[i]);
      if (!sptd_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_operator (SptdDatabase *db,
               const Load *load,
               const SptdSampleOperator *
               operator,
               GError ** error)
{
  g_autofree char *id = NULL;

  return write_operator (db, load, operator, & id, error)
         && clear (db, "DELETE FROM operator_office WHERE operator_id = $1", id, error)
         && clear (db, "DELETE FROM operator_service WHERE operator_id = $1", id, error)
         && relate (db,
                    "INSERT INTO operator_office (operator_id, office_id) VALUES ($1, $2)"
                    " ON CONFLICT DO NOTHING",
                    id, operator->offices, error)
         && relate (db,
                    "INSERT INTO operator_service (operator_id, service_id) VALUES ($1, $2)"
                    " ON CONFLICT DO NOTHING",
                    id, operator->services, error);
}

static gboolean
load_all (SptdDatabase *db, gpointer data, GError **error)
{
  const Load *load = data;
  const SptdSample *sample = load->sample;

  if (!load_organization (db, load, error) || !load_holidays (db, load, error))
    return FALSE;
  for (guint i = 0; i < sample->offices->len; i++)
    if (!load_office (db, i, g_ptr_array_index (sample->offices, i), error))
      return FALSE;
  for (guint i = 0; i < sample->operators->len; i++)
    if (!load_operator (db, load, g_ptr_array_index (sample->operators, i), error))
      return FALSE;
  return TRUE;
}

/* Hashing a password takes long on purpose: outside the transaction, and for new operators only. */
static gboolean
hash_passwords (SptdDatabase *db, Load *load, SptdHashFunc hash, GError **error)
{
  for (guint i = 0; i < load->sample->operators->len; i++)
    {
      const SptdSampleOperator *operator= g_ptr_array_index (load->sample->operators, i);
      g_autofree char *id = NULL;
      char *hashed;

      if (!find_operator (db, operator->username, &id, error))
        return FALSE;
      if (id != NULL)
        continue;
      hashed = hash (operator->password, error);
      if (hashed == NULL)
        return FALSE;
      g_hash_table_insert (load->hashes, g_strdup (operator->username), hashed);
    }
  return TRUE;
}

/**
 * sptd_store_load_sample:
 * @db: a connection, migrated
 * @file: a city's set-up, as `data/sample/bari.json`
 * @always_open: whether offices receive at every hour of every day and a slot may begin now
 * @hash: hashes passwords
 * @error: %SPT_ERROR_INVALID_FIELD with the place in the file, or of the database
 *
 * Brings organization, offices, services and operators to what the file says, in one transaction.
 * Doing it again with the same file changes nothing; an operator who is there keeps his password,
 * and what the file no longer names stays.
 *
 * Returns: whether the database has all of it
 */
gboolean
sptd_store_load_sample (SptdDatabase *db,
                        const char *file,
                        gboolean always_open,
                        SptdHashFunc hash,
                        GError **error)
{
  g_autoptr (SptdSample) sample = sptd_sample_read (file, error);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Load load = { sample, always_open, hashes };

  return sample != NULL && hash_passwords (db, &load, hash, error)
         && sptd_database_transact (db, load_all, &load, error);
}
