/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-record.h"

#include <string.h>

#include "model/spt-meeting.h"
#include "model/spt-visits.h"

#define LONGEST_NAME 64

static const SptField *
find_field (const SptType *type, const char *property)
{
  char name[LONGEST_NAME];

  g_strlcpy (name, property, sizeof name);
  g_strdelimit (name, "-", '_');
  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return field;
  return NULL;
}

static gconstpointer
member_of (const SptField *field, gconstpointer value)
{
  return (const char *) value + field->offset;
}

/* The registered type of an enumeration of the wire, known by its names. */
static GType
enum_type (const char *const *names)
{
  if (names == spt_channel_names)
    return SPT_TYPE_CHANNEL;
  if (names == spt_appointment_state_names)
    return SPT_TYPE_APPOINTMENT_STATE;
  if (names == spt_ticket_state_names)
    return SPT_TYPE_TICKET_STATE;
  if (names == spt_ticket_kind_names)
    return SPT_TYPE_TICKET_KIND;
  if (names == spt_desk_state_names)
    return SPT_TYPE_DESK_STATE;
  if (names == spt_party_names)
    return SPT_TYPE_PARTY;
  if (names == spt_document_state_names)
    return SPT_TYPE_DOCUMENT_STATE;
  if (names == spt_call_end_names)
    return SPT_TYPE_CALL_END;
  g_return_val_if_reached (G_TYPE_INVALID);
}

static GParamSpec *
make_pspec (const SptField *field, const char *name)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      return g_param_spec_string (name, NULL, field->doc, NULL, flags);
    case SPT_KIND_INTEGER:
      return g_param_spec_uint (name, NULL, field->doc, 0, G_MAXUINT, 0, flags);
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
      return g_param_spec_int64 (name, NULL, field->doc, G_MININT64, G_MAXINT64, 0, flags);
    case SPT_KIND_BOOLEAN:
      return g_param_spec_boolean (name, NULL, field->doc, FALSE, flags);
    case SPT_KIND_ENUM:
      return g_param_spec_enum (name, NULL, field->doc, enum_type (field->values), 0, flags);
    case SPT_KIND_STRINGS:
    case SPT_KIND_OBJECT:
    case SPT_KIND_LIST:
      break;
    }
  return NULL;
}

/**
 * spt_record_install:
 * @klass: a class in its class_init
 * @type: the struct that its objects hold
 * @names: (array zero-terminated=1): properties in kebab-case, each the name of a field
 *
 * Installs the read-only properties that are fields of the struct. Whole numbers become guint,
 * instants and durations gint64.
 */
void
spt_record_install (GObjectClass *klass, const SptType *type, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const SptField *field = find_field (type, names[i]);
      GParamSpec *pspec = field != NULL ? make_pspec (field, names[i]) : NULL;

      g_return_if_fail (pspec != NULL);
      g_object_class_install_property (klass, i + 1, pspec);
    }
}

/**
 * spt_record_get_property:
 * @type: the struct
 * @value: the one that the object holds
 * @pspec: what is asked for
 * @into: where it goes
 *
 * Returns: whether @pspec is a field of the struct
 */
gboolean
spt_record_get_property (const SptType *type, gconstpointer value, GParamSpec *pspec, GValue *into)
{
  const SptField *field = find_field (type, pspec->name);
  gconstpointer member;

  if (field == NULL)
    return FALSE;
  member = member_of (field, value);
  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      g_value_set_string (into, *(char *const *) member);
      return TRUE;
    case SPT_KIND_INTEGER:
      g_value_set_uint (into, (guint) * (const gint64 *) member);
      return TRUE;
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
      g_value_set_int64 (into, *(const gint64 *) member);
      return TRUE;
    case SPT_KIND_BOOLEAN:
      g_value_set_boolean (into, *(const gboolean *) member);
      return TRUE;
    case SPT_KIND_ENUM:
      g_value_set_enum (into, *(const int *) member);
      return TRUE;
    case SPT_KIND_STRINGS:
    case SPT_KIND_OBJECT:
    case SPT_KIND_LIST:
      break;
    }
  return FALSE;
}

static gboolean
strings_equal (GStrv one, GStrv other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_strv_equal ((const char *const *) one, (const char *const *) other);
}

static gboolean
lists_equal (const SptType *type, GPtrArray *one, GPtrArray *other)
{
  guint n = one != NULL ? one->len : 0;

  if (n != (other != NULL ? other->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!spt_record_equal (type, g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

static gboolean
fields_equal (const SptField *field, gconstpointer one, gconstpointer other)
{
  gconstpointer a = member_of (field, one), b = member_of (field, other);

  switch (field->kind)
    {
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
      return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
    case SPT_KIND_INTEGER:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
      return *(const gint64 *) a == *(const gint64 *) b;
    case SPT_KIND_BOOLEAN:
    case SPT_KIND_ENUM:
      return *(const int *) a == *(const int *) b;
    case SPT_KIND_STRINGS:
      return strings_equal (*(const GStrv *) a, *(const GStrv *) b);
    case SPT_KIND_OBJECT:
      return spt_record_equal (field->type, *(const gpointer *) a, *(const gpointer *) b);
    case SPT_KIND_LIST:
      return lists_equal (field->type, *(GPtrArray *const *) a, *(GPtrArray *const *) b);
    }
  return FALSE;
}

/**
 * spt_record_equal:
 * @type: what both are
 * @one: (nullable): a struct
 * @other: (nullable): another
 *
 * Returns: whether both say the same
 */
gboolean
spt_record_equal (const SptType *type, gconstpointer one, gconstpointer other)
{
  if (one == NULL || other == NULL)
    return one == other;
  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (!fields_equal (field, one, other))
      return FALSE;
  return TRUE;
}

/**
 * spt_record_update:
 * @object: the object that holds the struct
 * @type: what it is
 * @held: (transfer full): what it holds
 * @fresh: what it shall hold
 *
 * Freezes the notifications of @object, adds those of the fields that differ and frees @held. The
 * caller keeps the answer, notifies what it derives by itself, and thaws.
 *
 * Returns: (transfer full): a copy of @fresh to hold
 */
gpointer
spt_record_update (GObject *object, const SptType *type, gpointer held, gconstpointer fresh)
{
  GObjectClass *klass = G_OBJECT_GET_CLASS (object);
  gpointer copy = spt_wire_copy (type, fresh);

  g_object_freeze_notify (object);
  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      char name[LONGEST_NAME];
      GParamSpec *pspec;

      /* What is made of structs is an object's own affair. */
      if (field->kind == SPT_KIND_OBJECT || field->kind == SPT_KIND_LIST
          || fields_equal (field, held, fresh))
        continue;
      g_strlcpy (name, field->name, sizeof name);
      g_strdelimit (name, "_", '-');
      pspec = g_object_class_find_property (klass, name);
      if (pspec != NULL)
        g_object_notify_by_pspec (object, pspec);
    }
  spt_wire_free (type, held);
  return copy;
}
