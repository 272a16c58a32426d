/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptDay
{
  GObject parent_instance;

  /* Owned */
  SptWireDay *wire;
};

G_DEFINE_FINAL_TYPE (SptDay, spt_day, G_TYPE_OBJECT)

static void
spt_day_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (!spt_record_get_property (&spt_wire_day_type, SPT_DAY (object)->wire, pspec, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spt_day_finalize (GObject *object)
{
  spt_wire_day_free (SPT_DAY (object)->wire);
  G_OBJECT_CLASS (spt_day_parent_class)->finalize (object);
}

static void
spt_day_class_init (SptDayClass *klass)
{
  static const char *const names[] = { "date", "open", "free", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_day_get_property;
  object_class->finalize = spt_day_finalize;
  spt_record_install (object_class, &spt_wire_day_type, names);
}

static void
spt_day_init (SptDay *self)
{
}

SptDay *
spt_day_new (const SptWireDay *wire)
{
  SptDay *self = g_object_new (SPT_TYPE_DAY, NULL);

  self->wire = spt_wire_day_copy (wire);
  return self;
}

const char *
spt_day_get_date (SptDay *self)
{
  g_return_val_if_fail (SPT_IS_DAY (self), NULL);

  return self->wire->date;
}

gboolean
spt_day_get_open (SptDay *self)
{
  g_return_val_if_fail (SPT_IS_DAY (self), FALSE);

  return self->wire->open;
}

guint
spt_day_get_free (SptDay *self)
{
  g_return_val_if_fail (SPT_IS_DAY (self), 0);

  return (guint) self->wire->free;
}
