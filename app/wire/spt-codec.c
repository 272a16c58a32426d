/* SPDX-License-Identifier: EUPL-1.2 */
/* The codec: between structs and JSON, by the tables of fields, for both sides. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "wire/spt-field.h"
#include "wire/spt-json-scan.h"
#include "wire/spt-type.h"

static gboolean parse_object (const SptType *type,
                              JsonObject *object,
                              SptParseMode mode,
                              const char *prefix,
                              gpointer value,
                              GError **error);

static char *
path_of (const char *prefix, const char *name)
{
  return prefix[0] == '\0' ? g_strdup (name) : g_strconcat (prefix, ".", name, NULL);
}

static gboolean
wrong_kind (const char *path, const char *expected, GError **error)
{
  spt_set_field_error (error, path, "must be %s", expected);
  return FALSE;
}

/* === Reading === */

static gboolean
parse_strings (JsonNode *node, const char *path, GStrv *into, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_kind (path, "an array of strings", error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return wrong_kind (path, "an array of strings", error);
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *into = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
parse_list (const SptField *field,
            JsonNode *node,
            SptParseMode mode,
            const char *path,
            GPtrArray **into,
            GError **error)
{
  g_autoptr (GPtrArray) list = spt_wire_list_new (field->type);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_kind (path, "an array", error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *element_path = g_strdup_printf ("%s[%u]", path, i);
      gpointer item;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return wrong_kind (element_path, "an object", error);
      item = spt_wire_new (field->type);
      g_ptr_array_add (list, item);
      if (!parse_object (field->type, json_node_get_object (element), mode, element_path, item,
                         error))
        return FALSE;
    }
  *into = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
parse_nested (const SptField *field,
              JsonNode *node,
              SptParseMode mode,
              const char *path,
              gpointer *into,
              GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong_kind (path, "an object", error);
  *into = spt_wire_new (field->type);
  return parse_object (field->type, json_node_get_object (node), mode, path, *into, error);
}

static gboolean
parse_member (const SptField *field,
              JsonNode *node,
              SptParseMode mode,
              const char *path,
              gpointer value,
              GError **error)
{
  gpointer member = spt_field_member (field, value);
  GType held = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (field->kind)
    {
    case SPT_KIND_INTEGER:
      if (held != G_TYPE_INT64)
        return wrong_kind (path, "a whole number", error);
      *(gint64 *) member = json_node_get_int (node);
      return TRUE;
    case SPT_KIND_BOOLEAN:
      if (held != G_TYPE_BOOLEAN)
        return wrong_kind (path, "true or false", error);
      *(gboolean *) member = json_node_get_boolean (node);
      return TRUE;
    case SPT_KIND_STRINGS:
      return parse_strings (node, path, member, error);
    case SPT_KIND_OBJECT:
      return parse_nested (field, node, mode, path, member, error);
    case SPT_KIND_LIST:
      return parse_list (field, node, mode, path, member, error);
    case SPT_KIND_ENUM:
      if (held != G_TYPE_STRING)
        return wrong_kind (path, "a string", error);
      /* A later version may know more values; to this one they are unset. */
      return spt_field_from_string (field, value, json_node_get_string (node), path,
                                    mode == SPT_PARSE_REQUEST ? error : NULL)
             || mode == SPT_PARSE_ANSWER;
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
      if (held != G_TYPE_STRING)
        return wrong_kind (path, "a string", error);
      return spt_field_from_string (field, value, json_node_get_string (node), path, error);
    }
  return FALSE;
}

static const SptField *
find_field (const SptType *type, const char *name)
{
  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return field;
  return NULL;
}

static gboolean
refuse_unknown (const SptType *type, JsonObject *object, const char *prefix, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      g_autofree char *shown = NULL;
      g_autofree char *path = NULL;

      if (find_field (type, name) != NULL)
        continue;
      shown = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 64));
      path = path_of (prefix, shown);
      spt_set_field_error (error, path, "is not known");
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_object (const SptType *type,
              JsonObject *object,
              SptParseMode mode,
              const char *prefix,
              gpointer value,
              GError **error)
{
  if (mode == SPT_PARSE_REQUEST && !refuse_unknown (type, object, prefix, error))
    return FALSE;
  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      JsonNode *node = json_object_get_member (object, field->name);
      g_autofree char *path = path_of (prefix, field->name);

      if (node == NULL
          && (field->kind == SPT_KIND_INTEGER || field->kind == SPT_KIND_DURATION
              || field->kind == SPT_KIND_BOOLEAN)
          && field->required)
        {
          spt_set_field_error (error, path, "is missing");
          return FALSE;
        }
      if (node != NULL && !parse_member (field, node, mode, path, value, error))
        return FALSE;
      if (mode == SPT_PARSE_ANSWER && field->kind == SPT_KIND_ENUM && node != NULL)
        continue;
      if (!spt_field_check (field, value, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * spt_wire_parse:
 * @type: what is expected
 * @json: the body as it came from the network
 * @mode: how strict to be
 * @error: %SPT_ERROR_TOO_LARGE, %SPT_ERROR_BAD_JSON, or %SPT_ERROR_INVALID_FIELD with the field's
 *   dotted name
 *
 * Reads and validates. Nothing of an invalid body is returned.
 *
 * Returns: (transfer full) (nullable): a struct of @type
 */
gpointer
spt_wire_parse (const SptType *type, GBytes *json, SptParseMode mode, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  gsize most = mode == SPT_PARSE_REQUEST ? SPT_WIRE_MAX_REQUEST : SPT_WIRE_MAX_ANSWER;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  gpointer value;
  JsonNode *root;

  if (!spt_json_scan (text != NULL ? text : "", length, most, SPT_WIRE_MAX_DEPTH, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_JSON, local->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_JSON, "the body must be an object");
      return NULL;
    }
  value = spt_wire_new (type);
  if (parse_object (type, json_node_get_object (root), mode, "", value, error))
    return value;
  spt_wire_free (type, value);
  return NULL;
}

/* === Writing === */

static void build_object (const SptType *type, gconstpointer value, JsonBuilder *builder);

static void
build_list (const SptType *type, GPtrArray *list, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; list != NULL && i < list->len; i++)
    build_object (type, g_ptr_array_index (list, i), builder);
  json_builder_end_array (builder);
}

static void
build_strings (GStrv strings, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (gsize i = 0; strings != NULL && strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
build_member (const SptField *field, gconstpointer value, JsonBuilder *builder)
{
  gpointer member = spt_field_member (field, (gpointer) value);
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case SPT_KIND_INTEGER:
      json_builder_add_int_value (builder, *(gint64 *) member);
      break;
    case SPT_KIND_BOOLEAN:
      json_builder_add_boolean_value (builder, *(gboolean *) member);
      break;
    case SPT_KIND_STRINGS:
      build_strings (*(GStrv *) member, builder);
      break;
    case SPT_KIND_OBJECT:
      build_object (field->type, *(gpointer *) member, builder);
      break;
    case SPT_KIND_LIST:
      build_list (field->type, *(GPtrArray **) member, builder);
      break;
    case SPT_KIND_STRING:
    case SPT_KIND_DATE:
    case SPT_KIND_INSTANT:
    case SPT_KIND_DURATION:
    case SPT_KIND_ENUM:
      text = spt_field_to_string (field, value);
      json_builder_add_string_value (builder, text != NULL ? text : "");
      break;
    }
}

static void
build_object (const SptType *type, gconstpointer value, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  for (const SptField *field = type->fields; value != NULL && field->name != NULL; field++)
    {
      if (!field->required && !spt_field_is_set (field, value))
        continue;
      json_builder_set_member_name (builder, field->name);
      build_member (field, value, builder);
    }
  json_builder_end_object (builder);
}

/**
 * spt_wire_write:
 * @type: a type
 * @value: a struct of it
 *
 * Returns: (transfer full): its JSON, UTF-8 on one line
 */
GBytes *
spt_wire_write (const SptType *type, gconstpointer value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  gsize length;
  char *text;

  build_object (type, value, builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

/* === A URL's query === */

/**
 * spt_wire_from_strings:
 * @type: what is expected; it has no objects and lists
 * @strings: (nullable) (element-type utf8 utf8): names and values as a URL's query has them
 * @error: %SPT_ERROR_INVALID_FIELD with the field's name
 *
 * Returns: (transfer full) (nullable): a struct of @type
 */
gpointer
spt_wire_from_strings (const SptType *type, GHashTable *strings, GError **error)
{
  gpointer value = spt_wire_new (type);
  GHashTableIter iter;
  gpointer name, text;
  gboolean good = TRUE;

  if (strings != NULL)
    {
      g_hash_table_iter_init (&iter, strings);
      while (good && g_hash_table_iter_next (&iter, &name, &text))
        {
          const SptField *field = find_field (type, name);

          if (field == NULL)
            {
              spt_set_field_error (error, "query", "has a name that is not known");
              good = FALSE;
            }
          else
            good = spt_field_from_string (field, value, text, field->name, error);
        }
    }
  good = good && spt_wire_validate (type, value, error);
  if (good)
    return value;
  spt_wire_free (type, value);
  return NULL;
}

/**
 * spt_wire_to_strings:
 * @type: a type without objects and lists
 * @value: a struct of it
 *
 * Returns: (transfer full) (element-type utf8 utf8): what is set, for a URL's query
 */
GHashTable *
spt_wire_to_strings (const SptType *type, gconstpointer value)
{
  GHashTable *strings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (spt_field_is_set (field, value))
      g_hash_table_insert (strings, (gpointer) field->name, spt_field_to_string (field, value));
  return strings;
}

static gboolean
validate_object (const SptType *type, gconstpointer value, const char *prefix, GError **error)
{
  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      g_autofree char *path = path_of (prefix, field->name);
      gpointer below;

      if (!spt_field_check (field, value, path, error))
        return FALSE;
      if (field->kind != SPT_KIND_OBJECT)
        continue;
      below = *(gpointer *) spt_field_member (field, (gpointer) value);
      if (below != NULL && !validate_object (field->type, below, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * spt_wire_validate:
 * @type: a type
 * @value: a struct of it
 * @error: %SPT_ERROR_INVALID_FIELD with the field's dotted name
 *
 * Checks a struct as it would be checked on arrival: a form uses it before it sends.
 *
 * Returns: whether it is valid
 */
gboolean
spt_wire_validate (const SptType *type, gconstpointer value, GError **error)
{
  return validate_object (type, value, "", error);
}
