/* SPDX-License-Identifier: EUPL-1.2 */
/* The schemas of the OpenAPI description; of use inside wire/ only. */
#pragma once

#include <json-glib/json-glib.h>

#include "wire/spt-type.h"

G_BEGIN_DECLS

void spt_openapi_member (JsonBuilder *builder, const char *name, const char *text);
void spt_openapi_field_schema (JsonBuilder *builder, const SptField *field);
void spt_openapi_collect (GHashTable *types, const SptType *type);
void spt_openapi_schemas (JsonBuilder *builder, GHashTable *types);

G_END_DECLS
