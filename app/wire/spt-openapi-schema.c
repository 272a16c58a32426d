/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-openapi-schema.h"

#include <string.h>

/* Adds a member that is a string. */
void
spt_openapi_member (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/* What a string must look like, as a pattern (ECMA 262) or a format. */
static void
add_string_format (JsonBuilder *builder, SptFormat format)
{
  switch (format)
    {
    case SPT_FORMAT_TEXT:
    case SPT_FORMAT_LINE:
      break;
    case SPT_FORMAT_ID:
      spt_openapi_member (builder, "format", "uuid");
      break;
    case SPT_FORMAT_SLUG:
      spt_openapi_member (builder, "pattern", "^[a-z0-9._-]*$");
      break;
    case SPT_FORMAT_TOKEN:
      spt_openapi_member (builder, "pattern", "^[A-Za-z0-9_-]{43}$");
      break;
    case SPT_FORMAT_EMAIL:
      spt_openapi_member (builder, "format", "email");
      break;
    case SPT_FORMAT_LANGUAGE:
      spt_openapi_member (builder, "pattern", "^[A-Za-z]{2}[A-Za-z0-9-]*$");
      break;
    case SPT_FORMAT_TELEPHONE:
      spt_openapi_member (builder, "pattern", "^\\+?[0-9 ./()-]+$");
      break;
    }
}

static void
add_reference (JsonBuilder *builder, const SptType *type)
{
  g_autofree char *reference = g_strconcat ("#/components/schemas/", type->name, NULL);

  json_builder_begin_object (builder);
  spt_openapi_member (builder, "$ref", reference);
  json_builder_end_object (builder);
}

static void
add_string (JsonBuilder *builder, const SptField *field)
{
  spt_openapi_member (builder, "type", "string");
  if (field->min > 0)
    add_number (builder, "minLength", field->min);
  add_number (builder, "maxLength", field->max);
  add_string_format (builder, field->format);
}

static void
add_enum (JsonBuilder *builder, const SptField *field)
{
  spt_openapi_member (builder, "type", "string");
  json_builder_set_member_name (builder, "enum");
  json_builder_begin_array (builder);
  for (gsize i = 1; field->values[i] != NULL; i++)
    json_builder_add_string_value (builder, field->values[i]);
  json_builder_end_array (builder);
}

/* In a URL's query several strings are one, divided by commas; elsewhere they are an array. */
static void
add_strings (JsonBuilder *builder, const SptField *field)
{
  spt_openapi_member (builder, "type", "array");
  add_number (builder, "maxItems", field->max);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_object (builder);
  spt_openapi_member (builder, "type", "string");
  add_number (builder, "maxLength", 1000);
  add_string_format (builder, field->format);
  json_builder_end_object (builder);
}

static void
add_duration (JsonBuilder *builder)
{
  spt_openapi_member (builder, "type", "string");
  spt_openapi_member (builder, "format", "duration");
  spt_openapi_member (builder, "example", "PT15M");
  add_number (builder, "maxLength", 32);
}

static void
add_members (JsonBuilder *builder, const SptField *field)
{
  switch (field->kind)
    {
    case SPT_KIND_STRING:
      add_string (builder, field);
      break;
    case SPT_KIND_INTEGER:
      spt_openapi_member (builder, "type", "integer");
      spt_openapi_member (builder, "format", "int64");
      add_number (builder, "minimum", field->min);
      add_number (builder, "maximum", field->max);
      break;
    case SPT_KIND_BOOLEAN:
      spt_openapi_member (builder, "type", "boolean");
      break;
    case SPT_KIND_INSTANT:
      spt_openapi_member (builder, "type", "string");
      spt_openapi_member (builder, "format", "date-time");
      spt_openapi_member (builder, "example", "2026-11-23T10:30:00Z");
      break;
    case SPT_KIND_DATE:
      spt_openapi_member (builder, "type", "string");
      spt_openapi_member (builder, "format", "date");
      break;
    case SPT_KIND_DURATION:
      add_duration (builder);
      break;
    case SPT_KIND_ENUM:
      add_enum (builder, field);
      break;
    case SPT_KIND_STRINGS:
      add_strings (builder, field);
      break;
    case SPT_KIND_LIST:
      spt_openapi_member (builder, "type", "array");
      add_number (builder, "maxItems", field->max);
      json_builder_set_member_name (builder, "items");
      add_reference (builder, field->type);
      break;
    case SPT_KIND_OBJECT:
      break;
    }
}

/* Adds the schema of one field, with its description. */
void
spt_openapi_field_schema (JsonBuilder *builder, const SptField *field)
{
  json_builder_begin_object (builder);
  spt_openapi_member (builder, "description", field->doc);
  if (field->kind == SPT_KIND_OBJECT)
    {
      /* Beside $ref nothing else is read in OpenAPI 3.0. */
      json_builder_set_member_name (builder, "allOf");
      json_builder_begin_array (builder);
      add_reference (builder, field->type);
      json_builder_end_array (builder);
    }
  else
    add_members (builder, field);
  json_builder_end_object (builder);
}

/* Puts a type and all that it is made of into @types, by name. */
void
spt_openapi_collect (GHashTable *types, const SptType *type)
{
  if (type == NULL || !g_hash_table_insert (types, (gpointer) type->name, (gpointer) type))
    return;
  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (field->type != NULL && !g_hash_table_contains (types, field->type->name))
      spt_openapi_collect (types, field->type);
}

static void
add_schema (JsonBuilder *builder, const SptType *type)
{
  gboolean required = FALSE;

  json_builder_begin_object (builder);
  spt_openapi_member (builder, "type", "object");
  spt_openapi_member (builder, "description", type->doc);
  for (const SptField *field = type->fields; field->name != NULL; field++)
    required = required || field->required;
  if (required)
    {
      json_builder_set_member_name (builder, "required");
      json_builder_begin_array (builder);
      for (const SptField *field = type->fields; field->name != NULL; field++)
        if (field->required)
          json_builder_add_string_value (builder, field->name);
      json_builder_end_array (builder);
    }
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      json_builder_set_member_name (builder, field->name);
      spt_openapi_field_schema (builder, field);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Adds the object of all schemas, by name in the order of the alphabet. */
void
spt_openapi_schemas (JsonBuilder *builder, GHashTable *types)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (types), (GCompareFunc) strcmp);

  json_builder_begin_object (builder);
  for (GList *l = names; l != NULL; l = l->next)
    {
      json_builder_set_member_name (builder, l->data);
      add_schema (builder, g_hash_table_lookup (types, l->data));
    }
  json_builder_end_object (builder);
}
