/* SPDX-License-Identifier: EUPL-1.2 */
/* How the tables of types are written. SPT_WIRE_DECLARE stands in the header behind a struct,
 * SPT_WIRE_DEFINE in the source behind its table of fields. */
#pragma once

#include "wire/spt-type.h"

G_BEGIN_DECLS

#define SPT_WIRE_DECLARE(Type, prefix) \
  extern const SptType prefix##_type; \
  void prefix##_free (Type *self); \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_free) \
  static inline Type *prefix##_new (void) \
  { \
    return spt_wire_new (&prefix##_type); \
  } \
  static inline Type *prefix##_copy (const Type *self) \
  { \
    return spt_wire_copy (&prefix##_type, self); \
  }

#define SPT_WIRE_DEFINE(Type, prefix, schema, description) \
  void prefix##_free (Type *self) \
  { \
    spt_wire_free (&prefix##_type, self); \
  } \
  const SptType prefix##_type = { \
    .name = schema, \
    .doc = description, \
    .size = sizeof (Type), \
    .fields = prefix##_fields, \
    .free_func = (GDestroyNotify) (void (*) (void)) prefix##_free, \
  };

/* A list of structs as an answer: every one is a SptWireList. */
#define SPT_WIRE_DEFINE_LIST(prefix, element, schema, description) \
  static const SptField prefix##_fields[] = { \
    { "items", "The entries, in order.", SPT_KIND_LIST, .required = TRUE, \
      .offset = G_STRUCT_OFFSET (SptWireList, items), .max = 10000, .type = &element##_type }, \
    { "next_cursor", "Where the next page begins; absent on the last.", SPT_KIND_STRING, \
      SPT_FORMAT_LINE, .offset = G_STRUCT_OFFSET (SptWireList, next_cursor), .max = 200 }, \
    { NULL }, \
  }; \
  const SptType prefix##_type = { \
    .name = schema, \
    .doc = description, \
    .size = sizeof (SptWireList), \
    .fields = prefix##_fields, \
    .free_func = (GDestroyNotify) (void (*) (void)) prefix##_free, \
  }; \
  void prefix##_free (SptWireList *self) \
  { \
    spt_wire_free (&prefix##_type, self); \
  }

#define SPT_FIELD_STRING(Type, member, wanted, form, least, most, about) \
  { \
#member, about, SPT_KIND_STRING, form, wanted, G_STRUCT_OFFSET(Type, member), least, most \
  }
#define SPT_FIELD_INTEGER(Type, member, wanted, least, most, about) \
  { \
#member, about, SPT_KIND_INTEGER, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member), \
        least, most \
  }
#define SPT_FIELD_BOOLEAN(Type, member, about) \
  { \
#member, about, SPT_KIND_BOOLEAN, SPT_FORMAT_TEXT, FALSE, G_STRUCT_OFFSET(Type, member) \
  }
#define SPT_FIELD_INSTANT(Type, member, wanted, about) \
  { \
#member, about, SPT_KIND_INSTANT, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member) \
  }
#define SPT_FIELD_DATE(Type, member, wanted, about) \
  { \
#member, about, SPT_KIND_DATE, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member) \
  }
#define SPT_FIELD_DURATION(Type, member, wanted, most, about) \
  { \
#member, about, SPT_KIND_DURATION, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member), 0, \
        most \
  }
#define SPT_FIELD_ENUM(Type, member, wanted, names, about) \
  { \
#member, about, SPT_KIND_ENUM, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member), 0, 0, \
        names \
  }
#define SPT_FIELD_STRINGS(Type, member, wanted, form, most, about) \
  { \
#member, about, SPT_KIND_STRINGS, form, wanted, G_STRUCT_OFFSET(Type, member), 0, most \
  }
#define SPT_FIELD_OBJECT(Type, member, wanted, of, about) \
  { \
#member, about, SPT_KIND_OBJECT, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member), 0, 0, \
        NULL, &of##_type \
  }
#define SPT_FIELD_LIST(Type, member, wanted, most, of, about) \
  { \
#member, about, SPT_KIND_LIST, SPT_FORMAT_TEXT, wanted, G_STRUCT_OFFSET(Type, member), 0, \
        most, NULL, &of##_type \
  }
#define SPT_FIELD_END \
  { \
    NULL \
  }

#define SPT_REQUIRED TRUE
#define SPT_OPTIONAL FALSE

/**
 * SptWireList:
 * @items: structs of the list's element type, owned by the array
 * @next_cursor: (nullable): where the next page begins
 *
 * The answer of every route that lists something.
 */
typedef struct
{
  GPtrArray *items;
  char *next_cursor;
} SptWireList;

#define SPT_WIRE_DECLARE_LIST(prefix) \
  extern const SptType prefix##_type; \
  void prefix##_free (SptWireList *self);

G_END_DECLS
