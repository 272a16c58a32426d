/* SPDX-License-Identifier: EUPL-1.2 */
/* What the codec and the structs share; of use inside wire/ only. */
#pragma once

#include "wire/spt-type.h"

G_BEGIN_DECLS

static inline gpointer
spt_field_member (const SptField *field, gpointer value)
{
  return (char *) value + field->offset;
}

void spt_field_clear (const SptField *field, gpointer value);
gboolean spt_field_is_set (const SptField *field, gconstpointer value);
gboolean
spt_field_check (const SptField *field, gconstpointer value, const char *path, GError **error);
gboolean spt_field_from_string (const SptField *field,
                                gpointer value,
                                const char *text,
                                const char *path,
                                GError **error);
char *spt_field_to_string (const SptField *field, gconstpointer value);

G_END_DECLS
