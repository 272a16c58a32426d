/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-offices.h"

#include "backend/store/sptd-store-queue.h"

/**
 * sptd_organization_free:
 * @self: (transfer full): an organization
 */
void
sptd_organization_free (SptdOrganization *self)
{
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->time_zone);
  g_free (self->default_language);
  g_free (self->privacy_notice_version);
  g_free (self->privacy_notice);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

/**
 * sptd_store_organization_load:
 * @db: a connection
 * @error: %SPT_ERROR_NOT_FOUND where nothing has been set up, or of the database
 *
 * Returns: (transfer full) (nullable): the organization
 */
SptdOrganization *
sptd_store_organization_load (SptdDatabase *db, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT name, short_name, time_zone, default_language, privacy_notice_version,"
      " privacy_notice, lead_minutes, horizon_days, always_open FROM organization WHERE id = 1",
      "");
  SptdOrganization *self;
  gboolean row;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "no organization is set up");
      return NULL;
    }
  self = g_new0 (SptdOrganization, 1);
  self->name = sptd_statement_dup_text (statement, 0);
  self->short_name = sptd_statement_dup_text (statement, 1);
  self->time_zone = sptd_statement_dup_text (statement, 2);
  self->default_language = sptd_statement_dup_text (statement, 3);
  self->privacy_notice_version = sptd_statement_dup_text (statement, 4);
  self->privacy_notice = sptd_statement_dup_text (statement, 5);
  self->lead_minutes = sptd_statement_int64 (statement, 6);
  self->horizon_days = sptd_statement_int64 (statement, 7);
  self->always_open = sptd_statement_int64 (statement, 8) != 0;
  self->zone = g_time_zone_new_identifier (self->time_zone);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  return self;
}

/**
 * sptd_service_free:
 * @self: (transfer full): a service
 */
void
sptd_service_free (SptdService *self)
{
  g_free (self->id);
  g_free (self->office_id);
  g_free (self->name);
  g_free (self->prefix);
  g_strfreev (self->channels);
  g_free (self);
}

/**
 * sptd_service_has_channel:
 * @self: a service
 * @channel: a channel
 *
 * Returns: whether the service is given by it
 */
gboolean
sptd_service_has_channel (const SptdService *self, SptChannel channel)
{
  return g_strv_contains ((const char *const *) self->channels,
                          spt_wire_enum_name (spt_channel_names, (int) channel));
}

/**
 * sptd_store_service_load:
 * @db: a connection
 * @id: a service
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): the service
 */
SptdService *
sptd_store_service_load (SptdDatabase *db, const char *id, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT id, office_id, name, prefix, minutes, buffer_minutes, target_wait_minutes,"
      " bookable, walk_in, channels FROM service WHERE id = $1",
      "s", id);
  SptdService *self;
  gboolean row;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such service");
      return NULL;
    }
  self = g_new0 (SptdService, 1);
  self->id = sptd_statement_dup_text (statement, 0);
  self->office_id = sptd_statement_dup_text (statement, 1);
  self->name = sptd_statement_dup_text (statement, 2);
  self->prefix = sptd_statement_dup_text (statement, 3);
  self->minutes = sptd_statement_int64 (statement, 4);
  self->buffer_minutes = sptd_statement_int64 (statement, 5);
  self->target_wait_minutes = sptd_statement_int64 (statement, 6);
  self->bookable = sptd_statement_int64 (statement, 7) != 0;
  self->walk_in = sptd_statement_int64 (statement, 8) != 0;
  self->channels = g_strsplit (sptd_statement_text (statement, 9), "\n", -1);
  return self;
}

static gboolean
load_openings (SptdDatabase *db, const char *office_id, SptdCalendar *calendar, GError **error)
{
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT weekday, from_minute, until_minute, desks FROM opening_hours WHERE office_id = $1",
      "s", office_id);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    sptd_calendar_add_opening (calendar, (int) sptd_statement_int64 (statement, 0),
                               (int) sptd_statement_int64 (statement, 1),
                               (int) sptd_statement_int64 (statement, 2),
                               (int) sptd_statement_int64 (statement, 3));
  return good;
}

static gboolean
load_closures (SptdDatabase *db, const char *office_id, SptdCalendar *calendar, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT date FROM closure WHERE office_id = $1 OR office_id = ''", "s",
                           office_id);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    sptd_calendar_add_closure (calendar, sptd_statement_text (statement, 0));
  return good;
}

static gboolean
load_holidays (SptdDatabase *db, SptdCalendar *calendar, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT month, day, easter_offset FROM holiday", "");
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    sptd_calendar_add_holiday (calendar, (int) sptd_statement_int64 (statement, 0),
                               (int) sptd_statement_int64 (statement, 1),
                               (int) sptd_statement_int64 (statement, 2));
  return good;
}

static gboolean
office_desks (SptdDatabase *db, const char *office_id, int *desks, GError **error)
{
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error, "SELECT desks FROM office WHERE id = $1", "s", office_id);
  gboolean row = FALSE;

  if (statement == NULL || !sptd_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such office");
      return FALSE;
    }
  *desks = (int) sptd_statement_int64 (statement, 0);
  return TRUE;
}

/**
 * sptd_store_calendar_load:
 * @db: a connection
 * @organization: the organization
 * @office_id: an office
 * @error: %SPT_ERROR_NOT_FOUND, or of the database
 *
 * Returns: (transfer full) (nullable): when the office receives
 */
SptdCalendar *
sptd_store_calendar_load (SptdDatabase *db,
                          const SptdOrganization *organization,
                          const char *office_id,
                          GError **error)
{
  g_autoptr (SptdCalendar) calendar = NULL;
  int desks = 0;

  if (!office_desks (db, office_id, &desks, error))
    return NULL;
  calendar = sptd_calendar_new (organization->zone, organization->always_open, desks);
  if (!load_openings (db, office_id, calendar, error)
      || !load_closures (db, office_id, calendar, error) || !load_holidays (db, calendar, error))
    return NULL;
  return g_steal_pointer (&calendar);
}

static gboolean
add_present (SptdDatabase *db,
             const SptdOrganization *organization,
             SptWireOffice *office,
             gint64 now,
             GError **error)
{
  g_autoptr (SptdCalendar) calendar =
      sptd_store_calendar_load (db, organization, office->id, error);

  if (calendar == NULL)
    return FALSE;
  office->open = sptd_calendar_is_open (calendar, now, &office->closes_at);
  if (!office->open)
    office->opens_at = sptd_calendar_opens_next (calendar, now);
  return sptd_store_office_present (db, office, now, error);
}

/**
 * sptd_store_offices_list:
 * @db: a connection
 * @now: the present instant
 * @error: of the database
 *
 * Returns: (transfer full) (nullable) (element-type SptWireOffice): the offices in their order, each
 *   with what is going on there now
 */
GPtrArray *
sptd_store_offices_list (SptdDatabase *db, gint64 now, GError **error)
{
  g_autoptr (SptdOrganization) organization = sptd_store_organization_load (db, error);
  g_autoptr (GPtrArray) offices = spt_wire_list_new (&spt_wire_office_type);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT id, name, description, address, telephone FROM office ORDER BY position, id", "");
  gboolean row = FALSE;
  gboolean good = organization != NULL && statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      SptWireOffice *office = spt_wire_office_new ();

      office->id = sptd_statement_dup_text (statement, 0);
      office->name = sptd_statement_dup_text (statement, 1);
      office->description = sptd_statement_dup_text (statement, 2);
      office->address = sptd_statement_dup_text (statement, 3);
      office->telephone = sptd_statement_dup_text (statement, 4);
      g_ptr_array_add (offices, office);
    }
  for (guint i = 0; good && i < offices->len; i++)
    good = add_present (db, organization, g_ptr_array_index (offices, i), now, error);
  return good ? g_steal_pointer (&offices) : NULL;
}

/**
 * sptd_store_requirements_load:
 * @db: a connection
 * @service_id: a service
 * @error: of the database
 *
 * Returns: (transfer full) (nullable) (element-type SptWireRequirement): what to prepare for it
 */
GPtrArray *
sptd_store_requirements_load (SptdDatabase *db, const char *service_id, GError **error)
{
  g_autoptr (GPtrArray) requirements = spt_wire_list_new (&spt_wire_requirement_type);
  g_autoptr (SptdStatement) statement =
      sptd_database_query (db, error,
                           "SELECT name, description, necessary FROM requirement WHERE service_id "
                           "= $1 ORDER BY position",
                           "s", service_id);
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      SptWireRequirement *requirement = spt_wire_requirement_new ();

      requirement->name = sptd_statement_dup_text (statement, 0);
      requirement->description = sptd_statement_dup_text (statement, 1);
      requirement->necessary = sptd_statement_int64 (statement, 2) != 0;
      g_ptr_array_add (requirements, requirement);
    }
  return good ? g_steal_pointer (&requirements) : NULL;
}

static SptWireService *
service_of_row (SptdStatement *statement)
{
  SptWireService *service = spt_wire_service_new ();
  const char *keywords = sptd_statement_text (statement, 4);

  service->id = sptd_statement_dup_text (statement, 0);
  service->office_id = sptd_statement_dup_text (statement, 1);
  service->name = sptd_statement_dup_text (statement, 2);
  service->description = sptd_statement_dup_text (statement, 3);
  if (keywords[0] != '\0')
    service->keywords = g_strsplit (keywords, "\n", -1);
  service->prefix = sptd_statement_dup_text (statement, 5);
  service->duration = sptd_statement_int64 (statement, 6) * 60;
  service->channels = g_strsplit (sptd_statement_text (statement, 7), "\n", -1);
  service->bookable = sptd_statement_int64 (statement, 8) != 0;
  service->walk_in = sptd_statement_int64 (statement, 9) != 0;
  return service;
}

/**
 * sptd_store_services_list:
 * @db: a connection
 * @office_id: (nullable): only of this office
 * @error: of the database
 *
 * Returns: (transfer full) (nullable) (element-type SptWireService): the services in the order of
 *   offices and their own
 */
GPtrArray *
sptd_store_services_list (SptdDatabase *db, const char *office_id, GError **error)
{
  g_autoptr (GPtrArray) services = spt_wire_list_new (&spt_wire_service_type);
  g_autoptr (SptdStatement) statement = sptd_database_query (
      db, error,
      "SELECT s.id, s.office_id, s.name, s.description, s.keywords, s.prefix, s.minutes,"
      " s.channels, s.bookable, s.walk_in FROM service s JOIN office o ON o.id = s.office_id"
      " WHERE $1 = '' OR s.office_id = $1 ORDER BY o.position, o.id, s.position, s.id",
      "s", office_id != NULL ? office_id : "");
  gboolean row = FALSE;
  gboolean good = statement != NULL;

  while (good && (good = sptd_statement_step (statement, &row, error)) && row)
    {
      SptWireService *service = service_of_row (statement);

      g_ptr_array_add (services, service);
      service->requirements = sptd_store_requirements_load (db, service->id, error);
      good = service->requirements != NULL;
    }
  return good ? g_steal_pointer (&services) : NULL;
}
