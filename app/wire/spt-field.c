/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-field.h"

#include <string.h>

#include "base/spt-clock.h"

static gpointer
pointer_of (const SptField *field, gconstpointer value)
{
  return *(gpointer *) spt_field_member (field, (gpointer) value);
}

static gint64
number_of (const SptField *field, gconstpointer value)
{
  gpointer member = spt_field_member (field, (gpointer) value);

  if (field->kind == SPT_KIND_ENUM || field->kind == SPT_KIND_BOOLEAN)
    return *(int *) member;
  return *(gint64 *) member;
}

/* Frees what a member owns and makes it empty. */
void
spt_field_clear (const SptField *field, gpointer value)
{
  gpointer *member = spt_field_member (field, value);

  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      g_clear_pointer (member, g_free);
      break;
    case SPT_KIND_STRINGS:
      g_clear_pointer ((GStrv *) member, g_strfreev);
      break;
    case SPT_KIND_OBJECT:
      spt_wire_free (field->type, g_steal_pointer (member));
      break;
    case SPT_KIND_LIST:
      g_clear_pointer ((GPtrArray **) member, g_ptr_array_unref);
      break;
    case SPT_KIND_INTEGER:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
      *(gint64 *) (gpointer) member = 0;
      break;
    case SPT_KIND_BOOLEAN:
    case SPT_KIND_ENUM:
      *(int *) (gpointer) member = 0;
      break;
    }
}

/* Whether a member has a value: an empty one is left out where it is optional. */
gboolean
spt_field_is_set (const SptField *field, gconstpointer value)
{
  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
    case SPT_KIND_STRINGS:
    case SPT_KIND_OBJECT:
    case SPT_KIND_LIST:
      return pointer_of (field, value) != NULL;
    case SPT_KIND_INTEGER:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
    case SPT_KIND_ENUM:
      return number_of (field, value) != 0;
    case SPT_KIND_BOOLEAN:
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_string (const SptField *field, const char *text, const char *path, GError **error)
{
  glong length;

  if (!g_utf8_validate (text, -1, NULL))
    {
      spt_set_field_error (error, path, "is not UTF-8");
      return FALSE;
    }
  length = g_utf8_strlen (text, -1);
  if (length < field->min)
    {
      spt_set_field_error (error, path, "is too short: at least %" G_GINT64_FORMAT " characters",
                           field->min);
      return FALSE;
    }
  if (length > field->max)
    {
      spt_set_field_error (error, path, "is too long: at most %" G_GINT64_FORMAT " characters",
                           field->max);
      return FALSE;
    }
  if (length > 0 && !spt_wire_string_has_format (text, field->format))
    {
      spt_set_field_error (error, path, "does not have the form that is asked for");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_strings (const SptField *field, const char *const *texts, const char *path, GError **error)
{
  if (g_strv_length ((GStrv) texts) > field->max)
    {
      spt_set_field_error (error, path, "has too many entries: at most %" G_GINT64_FORMAT,
                           field->max);
      return FALSE;
    }
  for (gsize i = 0; texts[i] != NULL; i++)
    if (strlen (texts[i]) > 1000 || !spt_wire_string_has_format (texts[i], field->format))
      {
        spt_set_field_error (error, path, "has an entry that is not valid");
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_number (const SptField *field, gint64 number, const char *path, GError **error)
{
  if (number >= field->min && number <= field->max)
    return TRUE;
  spt_set_field_error (error, path,
                       "is out of range: from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                       field->min, field->max);
  return FALSE;
}

/* Checks one member of a struct, and what lies below it, against the field's bounds. */
gboolean
spt_field_check (const SptField *field, gconstpointer value, const char *path, GError **error)
{
  if (!spt_field_is_set (field, value))
    {
      gboolean number = field->kind == SPT_KIND_INTEGER || field->kind == SPT_KIND_DURATION;

      if (!field->required || number)
        return !number || !field->required || check_number (field, 0, path, error);
      spt_set_field_error (error, path, "is missing");
      return FALSE;
    }
  switch (field->kind)
    {
    case SPT_KIND_STRING:
      return check_string (field, pointer_of (field, value), path, error);
    case SPT_KIND_DATE:
      if (spt_date_is_valid (pointer_of (field, value)))
        return TRUE;
      spt_set_field_error (error, path, "is not a date");
      return FALSE;
    case SPT_KIND_STRINGS:
      return check_strings (field, pointer_of (field, value), path, error);
    case SPT_KIND_INTEGER:
    case SPT_KIND_DURATION:
      return check_number (field, number_of (field, value), path, error);
    case SPT_KIND_LIST:
      if (((GPtrArray *) pointer_of (field, value))->len <= field->max)
        return TRUE;
      spt_set_field_error (error, path, "has too many entries: at most %" G_GINT64_FORMAT,
                           field->max);
      return FALSE;
    case SPT_KIND_INSTANT:
    case SPT_KIND_BOOLEAN:
    case SPT_KIND_ENUM:
    case SPT_KIND_OBJECT:
      return TRUE;
    }
  return FALSE;
}

static gboolean
enum_from_string (const SptField *field,
                  gpointer member,
                  const char *text,
                  const char *path,
                  GError **error)
{
  int found = spt_wire_enum_value (field->values, text);

  if (found == 0)
    {
      g_autofree char *allowed = g_strjoinv (", ", (GStrv) field->values + 1);

      spt_set_field_error (error, path, "must be one of %s", allowed);
      return FALSE;
    }
  *(int *) member = found;
  return TRUE;
}

/* Sets a member that is a string on the wire, or one of a URL's query. The member must be empty. */
gboolean
spt_field_from_string (const SptField *field,
                       gpointer value,
                       const char *text,
                       const char *path,
                       GError **error)
{
  gpointer member = spt_field_member (field, value);

  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      *(char **) member = g_strdup (text);
      return TRUE;
    case SPT_KIND_STRINGS:
      *(GStrv *) member = g_strsplit (text, ",", -1);
      return TRUE;
    case SPT_KIND_ENUM:
      return enum_from_string (field, member, text, path, error);
    case SPT_KIND_INSTANT:
      if (spt_instant_parse (text, member))
        return TRUE;
      spt_set_field_error (error, path, "is not a date and time with its zone");
      return FALSE;
    case SPT_KIND_DURATION:
      if (spt_duration_parse (text, member))
        return TRUE;
      spt_set_field_error (error, path, "is not a duration");
      return FALSE;
    case SPT_KIND_INTEGER:
      if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, member, NULL))
        return TRUE;
      spt_set_field_error (error, path, "is not a whole number");
      return FALSE;
    case SPT_KIND_BOOLEAN:
      *(gboolean *) member = strcmp (text, "true") == 0;
      if (*(gboolean *) member || strcmp (text, "false") == 0)
        return TRUE;
      spt_set_field_error (error, path, "is neither true nor false");
      return FALSE;
    case SPT_KIND_OBJECT:
    case SPT_KIND_LIST:
      break;
    }
  spt_set_field_error (error, path, "must be an object");
  return FALSE;
}

/* The text of a member that is a string on the wire, or of any simple one in a URL's query;
 * %NULL for objects and lists. */
char *
spt_field_to_string (const SptField *field, gconstpointer value)
{
  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      return g_strdup (pointer_of (field, value));
    case SPT_KIND_STRINGS:
      return g_strjoinv (",", pointer_of (field, value));
    case SPT_KIND_ENUM:
      return g_strdup (spt_wire_enum_name (field->values, (int) number_of (field, value)));
    case SPT_KIND_INSTANT:
      return spt_instant_format (number_of (field, value));
    case SPT_KIND_DURATION:
      return spt_duration_format (number_of (field, value));
    case SPT_KIND_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number_of (field, value));
    case SPT_KIND_BOOLEAN:
      return g_strdup (number_of (field, value) != 0 ? "true" : "false");
    case SPT_KIND_OBJECT:
    case SPT_KIND_LIST:
      break;
    }
  return NULL;
}
