/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

#include "base/spt-error.h"

G_BEGIN_DECLS

/* The largest JSON text that a request may carry, and how deep it may nest. json-glib is only given
 * what has passed these bounds. */
#define SPT_WIRE_MAX_REQUEST (64 * 1024)
#define SPT_WIRE_MAX_ANSWER (4 * 1024 * 1024)
#define SPT_WIRE_MAX_DEPTH 32

typedef struct _SptType SptType;

/**
 * SptKind:
 * @SPT_KIND_STRING: `char *`, UTF-8
 * @SPT_KIND_INTEGER: #gint64
 * @SPT_KIND_BOOLEAN: #gboolean; always written
 * @SPT_KIND_INSTANT: #gint64, microseconds since the epoch; RFC 3339 in UTC
 * @SPT_KIND_DATE: `char *`, `YYYY-MM-DD` in the office's calendar
 * @SPT_KIND_DURATION: #gint64, seconds; ISO 8601
 * @SPT_KIND_ENUM: an enumeration whose value 0 means unset; its name on the wire
 * @SPT_KIND_STRINGS: #GStrv
 * @SPT_KIND_OBJECT: pointer to the struct of the field's type
 * @SPT_KIND_LIST: #GPtrArray of pointers to structs of the field's type, owned by the array
 *
 * How a member of a struct stands in JSON. There is no null: an optional member is left out where it
 * is %NULL or zero, and zero where it was left out.
 */
typedef enum
{
  SPT_KIND_STRING,
  SPT_KIND_INTEGER,
  SPT_KIND_BOOLEAN,
  SPT_KIND_INSTANT,
  SPT_KIND_DATE,
  SPT_KIND_DURATION,
  SPT_KIND_ENUM,
  SPT_KIND_STRINGS,
  SPT_KIND_OBJECT,
  SPT_KIND_LIST,
} SptKind;

/**
 * SptFormat:
 *
 * What a string must look like, beyond its length.
 */
typedef enum
{
  SPT_FORMAT_TEXT,
  SPT_FORMAT_LINE,
  SPT_FORMAT_ID,
  SPT_FORMAT_SLUG,
  SPT_FORMAT_TOKEN,
  SPT_FORMAT_EMAIL,
  SPT_FORMAT_LANGUAGE,
  SPT_FORMAT_TELEPHONE,
} SptFormat;

/**
 * SptField:
 * @name: the field's name on the wire, snake_case
 * @doc: one sentence for the OpenAPI description
 * @kind: how it stands in JSON
 * @format: what a string must look like
 * @required: whether it must be there
 * @offset: where it lies in the struct
 * @min: the least value, or the least length in characters or entries
 * @max: the greatest value, or the greatest length in characters or entries
 * @values: for an enumeration, the names by value, %NULL-terminated; the first is for 0 and empty
 * @type: for objects and lists, what they are made of
 */
typedef struct
{
  const char *name;
  const char *doc;
  SptKind kind;
  SptFormat format;
  gboolean required;
  gsize offset;
  gint64 min;
  gint64 max;
  const char *const *values;
  const SptType *type;
} SptField;

/**
 * SptType:
 * @name: the name of the schema in the OpenAPI description
 * @doc: one sentence for it
 * @size: of the struct
 * @fields: its members, ended by one without a name
 * @free_func: frees one struct with all that it owns
 */
struct _SptType
{
  const char *name;
  const char *doc;
  gsize size;
  const SptField *fields;
  GDestroyNotify free_func;
};

typedef enum
{
  /* A request: a field that is not known is an error. */
  SPT_PARSE_REQUEST,
  /* An answer or event: fields of a later version are passed over, and it may be long. */
  SPT_PARSE_ANSWER,
} SptParseMode;

gpointer spt_wire_new (const SptType *type);
void spt_wire_free (const SptType *type, gpointer value);
gpointer spt_wire_copy (const SptType *type, gconstpointer value);
GPtrArray *spt_wire_list_new (const SptType *type);

gpointer spt_wire_parse (const SptType *type, GBytes *json, SptParseMode mode, GError **error);
GBytes *spt_wire_write (const SptType *type, gconstpointer value);
gpointer spt_wire_from_strings (const SptType *type, GHashTable *strings, GError **error);
GHashTable *spt_wire_to_strings (const SptType *type, gconstpointer value);
gboolean spt_wire_validate (const SptType *type, gconstpointer value, GError **error);

const char *spt_wire_enum_name (const char *const *values, int value);
int spt_wire_enum_value (const char *const *values, const char *name);

gboolean spt_wire_string_has_format (const char *text, SptFormat format);

G_END_DECLS
