/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-type.h"

#include <string.h>

#include "base/spt-clock.h"
#include "base/spt-id.h"
#include "wire/spt-field.h"

/* === Structs === */

/**
 * spt_wire_new:
 * @type: a type
 *
 * Returns: (transfer full): an empty struct; free it with spt_wire_free()
 */
gpointer
spt_wire_new (const SptType *type)
{
  return g_malloc0 (type->size);
}

/**
 * spt_wire_free:
 * @type: a type
 * @value: (nullable) (transfer full): a struct of it
 *
 * Frees the struct and all that it owns.
 */
void
spt_wire_free (const SptType *type, gpointer value)
{
  if (value == NULL)
    return;
  for (const SptField *field = type->fields; field->name != NULL; field++)
    spt_field_clear (field, value);
  g_free (value);
}

/**
 * spt_wire_list_new:
 * @type: a type
 *
 * Returns: (transfer full): an empty array that owns structs of @type
 */
GPtrArray *
spt_wire_list_new (const SptType *type)
{
  return g_ptr_array_new_with_free_func (type->free_func);
}

static gpointer
copy_element (gconstpointer element, gpointer type)
{
  return spt_wire_copy (type, element);
}

static void
copy_field (const SptField *field, gconstpointer from, gpointer to)
{
  gpointer *member = spt_field_member (field, to);
  gpointer *from_member = spt_field_member (field, (gpointer) from);
  gpointer source;

  /* Only behind the kind is known: an enumeration or boolean need not lie where a pointer may. */
  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      *member = g_strdup (*from_member);
      break;
    case SPT_KIND_STRINGS:
      *member = g_strdupv (*from_member);
      break;
    case SPT_KIND_OBJECT:
      *member = spt_wire_copy (field->type, *from_member);
      break;
    case SPT_KIND_LIST:
      source = *from_member;
      *member = NULL;
      if (source != NULL)
        {
          GPtrArray *list = spt_wire_list_new (field->type);

          for (guint i = 0; i < ((GPtrArray *) source)->len; i++)
            g_ptr_array_add (list, copy_element (g_ptr_array_index ((GPtrArray *) source, i),
                                                 (gpointer) field->type));
          *member = list;
        }
      break;
    case SPT_KIND_INTEGER:
    case SPT_KIND_BOOLEAN:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
    case SPT_KIND_ENUM:
      break;
    }
}

/**
 * spt_wire_copy:
 * @type: a type
 * @value: (nullable): a struct of it
 *
 * Returns: (transfer full) (nullable): a deep copy
 */
gpointer
spt_wire_copy (const SptType *type, gconstpointer value)
{
  gpointer copy;

  if (value == NULL)
    return NULL;
  copy = g_memdup2 (value, type->size);
  for (const SptField *field = type->fields; field->name != NULL; field++)
    copy_field (field, value, copy);
  return copy;
}

/* === Enumerations === */

/**
 * spt_wire_enum_name:
 * @values: the names by value, %NULL-terminated
 * @value: a value
 *
 * Returns: its name; empty for 0 and for a value out of range
 */
const char *
spt_wire_enum_name (const char *const *values, int value)
{
  for (int i = 0; values[i] != NULL; i++)
    if (i == value)
      return values[i];
  return "";
}

/**
 * spt_wire_enum_value:
 * @values: the names by value, %NULL-terminated
 * @name: (nullable): a name
 *
 * Returns: its value; 0 where no value has that name
 */
int
spt_wire_enum_value (const char *const *values, const char *name)
{
  for (int i = 1; name != NULL && values[i] != NULL; i++)
    if (strcmp (values[i], name) == 0)
      return i;
  return 0;
}

/* === Strings === */

static gboolean
is_slug (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-' && *p != '_' && *p != '.')
      return FALSE;
  return TRUE;
}

/* An address that mail can reach as RFC 5321 has it, without quoted local parts and address
 * literals, which no citizen has. */
static gboolean
is_email (const char *text)
{
  const char *at = strrchr (text, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  if (at == NULL || at == text || at - text > 64 || dot == NULL || dot == at + 1 || dot[1] == '\0')
    return FALSE;
  for (const char *p = text; p < at; p++)
    if (!g_ascii_isalnum (*p) && strchr (".!#$%&'*+/=?^_`{|}~-", *p) == NULL)
      return FALSE;
  if (text[0] == '.' || at[-1] == '.' || strstr (text, "..") != NULL)
    return FALSE;
  for (const char *p = at + 1; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
      return FALSE;
  return at[1] != '-' && at[1] != '.';
}

static gboolean
is_language (const char *text)
{
  gsize length = strlen (text);

  if (length < 2 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return text[length - 1] != '-';
}

static gboolean
is_telephone (const char *text)
{
  int digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (strchr (" -./()", *p) == NULL && !(*p == '+' && p == text))
        return FALSE;
    }
  return digits >= 5 && digits <= 15;
}

static gboolean
has_control (const char *text, const char *but)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && (c > 127 || strchr (but, (int) c) == NULL))
        return TRUE;
    }
  return FALSE;
}

/**
 * spt_wire_string_has_format:
 * @text: a text
 * @format: what it shall look like
 *
 * Returns: whether it does
 */
gboolean
spt_wire_string_has_format (const char *text, SptFormat format)
{
  switch (format)
    {
    case SPT_FORMAT_TEXT:
      return !has_control (text, "\n\r\t");
    case SPT_FORMAT_LINE:
      return !has_control (text, "");
    case SPT_FORMAT_ID:
      return spt_id_is_valid (text);
    case SPT_FORMAT_SLUG:
      return is_slug (text);
    case SPT_FORMAT_TOKEN:
      return spt_token_is_valid (text);
    case SPT_FORMAT_EMAIL:
      return is_email (text);
    case SPT_FORMAT_LANGUAGE:
      return is_language (text);
    case SPT_FORMAT_TELEPHONE:
      return is_telephone (text);
    }
  return FALSE;
}
