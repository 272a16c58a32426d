/* SPDX-License-Identifier: EUPL-1.2 */
/* What the objects of records share; of use inside model/ only. A record is an object around one
 * struct of the wire: its read-only properties are made from the wire's table of fields, so that a
 * field is defined once, and an update notifies exactly those that changed. */
#pragma once

#include <gio/gio.h>

#include "wire/spt-type.h"

G_BEGIN_DECLS

/* Ids of properties that a class adds by itself begin here. */
#define SPT_RECORD_FIRST_OWN 100

void spt_record_install (GObjectClass *klass, const SptType *type, const char *const *names);
gboolean
spt_record_get_property (const SptType *type, gconstpointer value, GParamSpec *pspec, GValue *into);
gboolean spt_record_equal (const SptType *type, gconstpointer one, gconstpointer other);
gpointer
spt_record_update (GObject *object, const SptType *type, gpointer held, gconstpointer fresh);

G_END_DECLS
