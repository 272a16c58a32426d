/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-sample.h"

#include <stdio.h>
#include <string.h>

#define TEXT(Type, member, wanted, most) \
  SPT_FIELD_STRING (Type, member, wanted, SPT_FORMAT_TEXT, 1, most, "")
#define LINE(Type, member, wanted, most) \
  SPT_FIELD_STRING (Type, member, wanted, SPT_FORMAT_LINE, 1, most, "")
#define SLUG(Type, member) SPT_FIELD_STRING (Type, member, SPT_REQUIRED, SPT_FORMAT_SLUG, 1, 64, "")
#define NUMBER(Type, member, wanted, least, most) \
  SPT_FIELD_INTEGER (Type, member, wanted, least, most, "")

static const SptField sptd_sample_organization_fields[] = {
  LINE (SptdSampleOrganization, name, SPT_REQUIRED, 200),
  LINE (SptdSampleOrganization, short_name, SPT_REQUIRED, 60),
  LINE (SptdSampleOrganization, time_zone, SPT_REQUIRED, 60),
  LINE (SptdSampleOrganization, privacy_notice_version, SPT_REQUIRED, 40),
  TEXT (SptdSampleOrganization, privacy_notice, SPT_REQUIRED, 20000),
  LINE (SptdSampleOrganization, default_language, SPT_REQUIRED, 35),
  NUMBER (SptdSampleOrganization, lead_minutes, SPT_REQUIRED, 0, 10080),
  NUMBER (SptdSampleOrganization, horizon_days, SPT_REQUIRED, 1, 366),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleOrganization, sptd_sample_organization, "Organization", "")

static const SptField sptd_sample_holiday_fields[] = {
  NUMBER (SptdSampleHoliday, month, SPT_OPTIONAL, 1, 12),
  NUMBER (SptdSampleHoliday, day, SPT_OPTIONAL, 1, 31),
  NUMBER (SptdSampleHoliday, easter_offset, SPT_OPTIONAL, -60, 100),
  LINE (SptdSampleHoliday, name, SPT_REQUIRED, 200),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleHoliday, sptd_sample_holiday, "Holiday", "")

static const SptField sptd_sample_closure_fields[] = {
  SPT_FIELD_DATE (SptdSampleClosure, date, SPT_REQUIRED, ""),
  LINE (SptdSampleClosure, name, SPT_REQUIRED, 200),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleClosure, sptd_sample_closure, "Closure", "")

static const SptField sptd_sample_hours_fields[] = {
  NUMBER (SptdSampleHours, weekday, SPT_REQUIRED, 1, 7),
  LINE (SptdSampleHours, from, SPT_REQUIRED, 5),
  LINE (SptdSampleHours, until, SPT_REQUIRED, 5),
  NUMBER (SptdSampleHours, desks, SPT_REQUIRED, 1, 64),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleHours, sptd_sample_hours, "Hours", "")

static const SptField sptd_sample_document_fields[] = {
  LINE (SptdSampleDocument, name, SPT_REQUIRED, 200),
  TEXT (SptdSampleDocument, description, SPT_OPTIONAL, 1000),
  SPT_FIELD_BOOLEAN (SptdSampleDocument, required, ""),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleDocument, sptd_sample_document, "Document", "")

static const SptField sptd_sample_service_fields[] = {
  SLUG (SptdSampleService, id),
  LINE (SptdSampleService, name, SPT_REQUIRED, 200),
  TEXT (SptdSampleService, description, SPT_OPTIONAL, 2000),
  SPT_FIELD_STRINGS (SptdSampleService, keywords, SPT_OPTIONAL, SPT_FORMAT_LINE, 100, ""),
  NUMBER (SptdSampleService, minutes, SPT_REQUIRED, 5, 480),
  NUMBER (SptdSampleService, buffer_minutes, SPT_REQUIRED, 0, 120),
  NUMBER (SptdSampleService, target_wait_minutes, SPT_REQUIRED, 1, 480),
  LINE (SptdSampleService, prefix, SPT_REQUIRED, 3),
  SPT_FIELD_STRINGS (SptdSampleService, channels, SPT_REQUIRED, SPT_FORMAT_SLUG, 4, ""),
  SPT_FIELD_LIST (SptdSampleService, documents, SPT_OPTIONAL, 50, sptd_sample_document, ""),
  SPT_FIELD_BOOLEAN (SptdSampleService, bookable, ""),
  SPT_FIELD_BOOLEAN (SptdSampleService, walk_in, ""),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleService, sptd_sample_service, "Service", "")

static const SptField sptd_sample_office_fields[] = {
  SLUG (SptdSampleOffice, id),
  LINE (SptdSampleOffice, name, SPT_REQUIRED, 200),
  TEXT (SptdSampleOffice, description, SPT_OPTIONAL, 2000),
  LINE (SptdSampleOffice, address, SPT_OPTIONAL, 300),
  LINE (SptdSampleOffice, telephone, SPT_OPTIONAL, 40),
  SPT_FIELD_STRING (SptdSampleOffice, email, SPT_OPTIONAL, SPT_FORMAT_EMAIL, 3, 254, ""),
  NUMBER (SptdSampleOffice, desks, SPT_REQUIRED, 1, 64),
  SPT_FIELD_LIST (SptdSampleOffice, hours, SPT_REQUIRED, 100, sptd_sample_hours, ""),
  SPT_FIELD_LIST (SptdSampleOffice, closures, SPT_OPTIONAL, 366, sptd_sample_closure, ""),
  SPT_FIELD_LIST (SptdSampleOffice, services, SPT_REQUIRED, 200, sptd_sample_service, ""),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleOffice, sptd_sample_office, "Office", "")

static const SptField sptd_sample_operator_fields[] = {
  LINE (SptdSampleOperator, username, SPT_REQUIRED, 100),
  LINE (SptdSampleOperator, password, SPT_REQUIRED, 200),
  LINE (SptdSampleOperator, name, SPT_REQUIRED, 200),
  SPT_FIELD_STRINGS (SptdSampleOperator, offices, SPT_REQUIRED, SPT_FORMAT_SLUG, 200, ""),
  SPT_FIELD_STRINGS (SptdSampleOperator, services, SPT_REQUIRED, SPT_FORMAT_SLUG, 1000, ""),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSampleOperator, sptd_sample_operator, "Operator", "")

static const SptField sptd_sample_fields[] = {
  SPT_FIELD_OBJECT (SptdSample, organization, SPT_REQUIRED, sptd_sample_organization, ""),
  SPT_FIELD_LIST (SptdSample, holidays, SPT_OPTIONAL, 100, sptd_sample_holiday, ""),
  SPT_FIELD_LIST (SptdSample, offices, SPT_REQUIRED, 200, sptd_sample_office, ""),
  SPT_FIELD_LIST (SptdSample, operators, SPT_REQUIRED, 1000, sptd_sample_operator, ""),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptdSample, sptd_sample, "Sample", "")

/**
 * sptd_sample_minute:
 * @text: a time of the day as `HH:MM`, up to `24:00`
 *
 * Returns: minutes since midnight; -1 where @text is no time
 */
int
sptd_sample_minute (const char *text)
{
  int minute;

  if (strlen (text) != 5 || text[2] != ':')
    return -1;
  for (int i = 0; i < 5; i++)
    if (i != 2 && !g_ascii_isdigit (text[i]))
      return -1;
  minute = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return text[3] <= '5' && minute <= 24 * 60 ? minute : -1;
}

static gboolean refuse (GError **error, const char *what, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const char *what, const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  spt_set_field_error (error, path, "%s", what);
  return FALSE;
}

static gboolean
check_hours (const SptdSampleOffice *office, guint o, GError **error)
{
  for (guint h = 0; h < office->hours->len; h++)
    {
      const SptdSampleHours *hours = g_ptr_array_index (office->hours, h);
      int from = sptd_sample_minute (hours->from);
      int until = sptd_sample_minute (hours->until);

      if (from < 0)
        return refuse (error, "is not a time", "offices[%u].hours[%u].from", o, h);
      if (until <= from)
        return refuse (error, "is not a time after from", "offices[%u].hours[%u].until", o, h);
      for (guint before = 0; before < h; before++)
        {
          const SptdSampleHours *other = g_ptr_array_index (office->hours, before);

          if (other->weekday == hours->weekday && sptd_sample_minute (other->from) < until
              && from < sptd_sample_minute (other->until))
            return refuse (error, "overlaps with another", "offices[%u].hours[%u]", o, h);
        }
    }
  return TRUE;
}

static gboolean
check_channels (const SptdSampleService *service, guint o, guint s, GError **error)
{
  static const char *const known[] = { "video", "voice", NULL };

  for (gsize i = 0; service->channels[i] != NULL; i++)
    if (!g_strv_contains (known, service->channels[i]))
      return refuse (error, "must be video or voice", "offices[%u].services[%u].channels[%zu]", o,
                     s, i);
  if (service->channels[0] == NULL)
    return refuse (error, "is empty", "offices[%u].services[%u].channels", o, s);
  return TRUE;
}

static gboolean
check_offices (const SptdSample *sample, GHashTable *ids, GError **error)
{
  for (guint o = 0; o < sample->offices->len; o++)
    {
      const SptdSampleOffice *office = g_ptr_array_index (sample->offices, o);
      g_autofree char *office_key = g_strconcat ("office ", office->id, NULL);

      if (!g_hash_table_add (ids, g_steal_pointer (&office_key)))
        return refuse (error, "is there twice", "offices[%u].id", o);
      if (!check_hours (office, o, error))
        return FALSE;
      for (guint s = 0; s < office->services->len; s++)
        {
          const SptdSampleService *service = g_ptr_array_index (office->services, s);

          if (!g_hash_table_add (ids, g_strconcat ("service ", service->id, NULL)))
            return refuse (error, "is there twice", "offices[%u].services[%u].id", o, s);
          if (!check_channels (service, o, s, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_references (GHashTable *ids,
                  const char *kind,
                  GStrv references,
                  guint o,
                  const char *field,
                  GError **error)
{
  for (gsize i = 0; references[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (kind, " ", references[i], NULL);

      if (!g_hash_table_contains (ids, key))
        return refuse (error, "names what is not there", "operators[%u].%s[%zu]", o, field, i);
    }
  return TRUE;
}

static gboolean
check (const SptdSample *sample, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (sample->organization->time_zone);

  if (zone == NULL)
    return refuse (error, "is not known", "organization.time_zone");
  for (guint h = 0; sample->holidays != NULL && h < sample->holidays->len; h++)
    {
      const SptdSampleHoliday *holiday = g_ptr_array_index (sample->holidays, h);

      if ((holiday->month == 0) != (holiday->day == 0))
        return refuse (error, "needs month and day, or easter_offset", "holidays[%u]", h);
    }
  if (!check_offices (sample, ids, error))
    return FALSE;
  for (guint o = 0; o < sample->operators->len; o++)
    {
      const SptdSampleOperator *operator= g_ptr_array_index (sample->operators, o);

      if (!g_hash_table_add (ids, g_strconcat ("operator ", operator->username, NULL)))
        return refuse (error, "is there twice", "operators[%u].username", o);
      if (!check_references (ids, "office", operator->offices, o, "offices", error)
          || !check_references (ids, "service", operator->services, o, "services", error))
        return FALSE;
    }
  return TRUE;
}

/**
 * sptd_sample_read:
 * @file: a path
 * @error: %SPT_ERROR_INVALID_FIELD with the place in the file, or why it cannot be read
 *
 * Returns: (transfer full) (nullable): what the file says, free of contradictions
 */
SptdSample *
sptd_sample_read (const char *file, GError **error)
{
  g_autoptr (SptdSample) sample = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  const char *field;
  char *text;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, error))
    return NULL;
  bytes = g_bytes_new_take (text, length);
  sample = spt_wire_parse (&sptd_sample_type, bytes, SPT_PARSE_REQUEST, &local);
  if (sample != NULL && check (sample, &local))
    return g_steal_pointer (&sample);
  field = spt_error_get_field (local);
  g_prefix_error (&local, "%s: %s%s", file, field != NULL ? field : "", field != NULL ? " " : "");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
