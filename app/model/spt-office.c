/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptOffice
{
  GObject parent_instance;

  /* Owned */
  SptWireOffice *wire;
};

G_DEFINE_FINAL_TYPE (SptOffice, spt_office, G_TYPE_OBJECT)

static void
spt_office_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (!spt_record_get_property (&spt_wire_office_type, SPT_OFFICE (object)->wire, pspec, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spt_office_finalize (GObject *object)
{
  spt_wire_office_free (SPT_OFFICE (object)->wire);
  G_OBJECT_CLASS (spt_office_parent_class)->finalize (object);
}

static void
spt_office_class_init (SptOfficeClass *klass)
{
  static const char *const names[] = { "id",        "name",    "description", "address",
                                       "telephone", "open",    "closes-at",   "opens-at",
                                       "desks",     "waiting", "wait-low",    "wait-high",
                                       NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_office_get_property;
  object_class->finalize = spt_office_finalize;
  spt_record_install (object_class, &spt_wire_office_type, names);
}

static void
spt_office_init (SptOffice *self)
{
  self->wire = spt_wire_office_new ();
}

SptOffice *
spt_office_new (const SptWireOffice *wire)
{
  SptOffice *self = g_object_new (SPT_TYPE_OFFICE, NULL);

  spt_office_update (self, wire);
  return self;
}

void
spt_office_update (SptOffice *self, const SptWireOffice *wire)
{
  self->wire = spt_record_update (G_OBJECT (self), &spt_wire_office_type, self->wire, wire);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
spt_office_get_id (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), NULL);

  return self->wire->id;
}

const char *
spt_office_get_name (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), NULL);

  return self->wire->name;
}

const char *
spt_office_get_description (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), NULL);

  return self->wire->description;
}

const char *
spt_office_get_address (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), NULL);

  return self->wire->address;
}

const char *
spt_office_get_telephone (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), NULL);

  return self->wire->telephone;
}

gboolean
spt_office_get_open (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), FALSE);

  return self->wire->open;
}

gint64
spt_office_get_closes_at (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return self->wire->closes_at;
}

gint64
spt_office_get_opens_at (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return self->wire->opens_at;
}

guint
spt_office_get_desks (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return (guint) self->wire->desks;
}

guint
spt_office_get_waiting (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return (guint) self->wire->waiting;
}

gint64
spt_office_get_wait_low (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return self->wire->wait_low;
}

gint64
spt_office_get_wait_high (SptOffice *self)
{
  g_return_val_if_fail (SPT_IS_OFFICE (self), 0);

  return self->wire->wait_high;
}
