/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptSlot
{
  GObject parent_instance;

  /* Owned */
  SptWireSlot *wire;
};

G_DEFINE_FINAL_TYPE (SptSlot, spt_slot, G_TYPE_OBJECT)

static void
spt_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (!spt_record_get_property (&spt_wire_slot_type, SPT_SLOT (object)->wire, pspec, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spt_slot_finalize (GObject *object)
{
  spt_wire_slot_free (SPT_SLOT (object)->wire);
  G_OBJECT_CLASS (spt_slot_parent_class)->finalize (object);
}

static void
spt_slot_class_init (SptSlotClass *klass)
{
  static const char *const names[] = { "start", "end", "free", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_slot_get_property;
  object_class->finalize = spt_slot_finalize;
  spt_record_install (object_class, &spt_wire_slot_type, names);
}

static void
spt_slot_init (SptSlot *self)
{
}

SptSlot *
spt_slot_new (const SptWireSlot *wire)
{
  SptSlot *self = g_object_new (SPT_TYPE_SLOT, NULL);

  self->wire = spt_wire_slot_copy (wire);
  return self;
}

gint64
spt_slot_get_start (SptSlot *self)
{
  g_return_val_if_fail (SPT_IS_SLOT (self), 0);

  return self->wire->start;
}

gint64
spt_slot_get_end (SptSlot *self)
{
  g_return_val_if_fail (SPT_IS_SLOT (self), 0);

  return self->wire->end;
}

guint
spt_slot_get_free (SptSlot *self)
{
  g_return_val_if_fail (SPT_IS_SLOT (self), 0);

  return (guint) self->wire->free;
}
