/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptRequirement
{
  GObject parent_instance;

  /* Owned */
  SptWireRequirement *wire;
};

G_DEFINE_FINAL_TYPE (SptRequirement, spt_requirement, G_TYPE_OBJECT)

static void
spt_requirement_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (!spt_record_get_property (&spt_wire_requirement_type, SPT_REQUIREMENT (object)->wire, pspec,
                                value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spt_requirement_finalize (GObject *object)
{
  spt_wire_requirement_free (SPT_REQUIREMENT (object)->wire);
  G_OBJECT_CLASS (spt_requirement_parent_class)->finalize (object);
}

static void
spt_requirement_class_init (SptRequirementClass *klass)
{
  static const char *const names[] = { "name", "description", "necessary", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_requirement_get_property;
  object_class->finalize = spt_requirement_finalize;
  spt_record_install (object_class, &spt_wire_requirement_type, names);
}

static void
spt_requirement_init (SptRequirement *self)
{
}

SptRequirement *
spt_requirement_new (const SptWireRequirement *wire)
{
  SptRequirement *self = g_object_new (SPT_TYPE_REQUIREMENT, NULL);

  self->wire = spt_wire_requirement_copy (wire);
  return self;
}

GListModel *
spt_requirement_list_new (GPtrArray *list)
{
  GListStore *store = g_list_store_new (SPT_TYPE_REQUIREMENT);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autoptr (SptRequirement) item = spt_requirement_new (g_ptr_array_index (list, i));

      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

gboolean
spt_requirements_equal (GPtrArray *one, GPtrArray *other)
{
  guint n = one != NULL ? one->len : 0;

  if (n != (other != NULL ? other->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!spt_record_equal (&spt_wire_requirement_type, g_ptr_array_index (one, i),
                           g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

const char *
spt_requirement_get_name (SptRequirement *self)
{
  g_return_val_if_fail (SPT_IS_REQUIREMENT (self), NULL);

  return self->wire->name;
}

const char *
spt_requirement_get_description (SptRequirement *self)
{
  g_return_val_if_fail (SPT_IS_REQUIREMENT (self), NULL);

  return self->wire->description;
}

gboolean
spt_requirement_get_necessary (SptRequirement *self)
{
  g_return_val_if_fail (SPT_IS_REQUIREMENT (self), FALSE);

  return self->wire->necessary;
}
