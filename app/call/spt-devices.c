/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-devices.h"

#include "call/spt-device-hub.h"

struct _SptDevice
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;

  SptDeviceKind kind;
};

struct _SptDevices
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *items;
  SptDispatch *dispatch;

  SptDeviceKind kind;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (SptDeviceKind,
                    spt_device_kind,
                    G_DEFINE_ENUM_VALUE (SPT_DEVICE_KIND_CAMERA, "camera"),
                    G_DEFINE_ENUM_VALUE (SPT_DEVICE_KIND_MICROPHONE, "microphone"),
                    G_DEFINE_ENUM_VALUE (SPT_DEVICE_KIND_SPEAKER, "speaker"))

G_DEFINE_FINAL_TYPE (SptDevice, spt_device, G_TYPE_OBJECT)

static void spt_devices_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SptDevices,
                               spt_devices,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      spt_devices_list_model_init))

/* --- One device --- */

static SptDevice *
spt_device_new (GstDevice *device, SptDeviceKind kind)
{
  SptDevice *self = g_object_new (SPT_TYPE_DEVICE, NULL);

  self->id = spt_device_hub_id_of (device);
  self->name = gst_device_get_display_name (device);
  self->kind = kind;
  return self;
}

const char *
spt_device_get_id (SptDevice *self)
{
  g_return_val_if_fail (SPT_IS_DEVICE (self), NULL);

  return self->id;
}

const char *
spt_device_get_name (SptDevice *self)
{
  g_return_val_if_fail (SPT_IS_DEVICE (self), NULL);

  return self->name;
}

SptDeviceKind
spt_device_get_kind (SptDevice *self)
{
  g_return_val_if_fail (SPT_IS_DEVICE (self), SPT_DEVICE_KIND_CAMERA);

  return self->kind;
}

static void
spt_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptDevice *self = SPT_DEVICE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_device_finalize (GObject *object)
{
  SptDevice *self = SPT_DEVICE (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (spt_device_parent_class)->finalize (object);
}

static void
spt_device_class_init (SptDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_device_get_property;
  object_class->finalize = spt_device_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, SPT_TYPE_DEVICE_KIND, SPT_DEVICE_KIND_CAMERA, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_device_init (SptDevice *self)
{
}

/* --- The list --- */

static gboolean
is_same (SptDevice *a, SptDevice *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0;
}

/* Replaces only what differs in the middle, so that a selection on an unchanged device stays. */
static void
take_items (SptDevices *self, GPtrArray *items)
{
  guint n_old = self->items->len;
  guint n_new = items->len;
  guint before = 0;
  guint after = 0;

  while (before < MIN (n_old, n_new) && is_same (self->items->pdata[before], items->pdata[before]))
    before++;
  while (after < MIN (n_old, n_new) - before
         && is_same (self->items->pdata[n_old - 1 - after], items->pdata[n_new - 1 - after]))
    after++;

  for (guint i = 0; i < before; i++)
    g_set_object ((SptDevice **) &items->pdata[i], self->items->pdata[i]);
  for (guint i = 1; i <= after; i++)
    g_set_object ((SptDevice **) &items->pdata[n_new - i], self->items->pdata[n_old - i]);
  g_ptr_array_unref (self->items);
  self->items = g_ptr_array_ref (items);
  if (before + after < MAX (n_old, n_new))
    g_list_model_items_changed (G_LIST_MODEL (self), before, n_old - before - after,
                                n_new - before - after);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), NULL);

  if (items != NULL)
    take_items (SPT_DEVICES (source), items);
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SptDevices *self = source;
  g_autoptr (GPtrArray) devices = spt_device_hub_list (self->kind);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < devices->len; i++)
    g_ptr_array_add (items, spt_device_new (devices->pdata[i], self->kind));
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static void
look (gpointer owner, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (owner, NULL, listed_cb, NULL);

  g_task_set_source_tag (task, look);
  g_task_run_in_thread (task, list_thread);
}

static GType
get_item_type (GListModel *model)
{
  return SPT_TYPE_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  return SPT_DEVICES (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SptDevices *self = SPT_DEVICES (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
spt_devices_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

SptDevices *
spt_devices_new (SptDeviceKind kind)
{
  SptDevices *self = g_object_new (SPT_TYPE_DEVICES, NULL);

  self->kind = kind;
  spt_device_hub_watch (self->dispatch, look);
  look (self, NULL);
  return self;
}

static void
spt_devices_dispose (GObject *object)
{
  SptDevices *self = SPT_DEVICES (object);

  if (self->dispatch != NULL)
    {
      spt_dispatch_close (self->dispatch);
      spt_device_hub_unwatch (self->dispatch);
    }
  g_clear_pointer (&self->dispatch, spt_dispatch_unref);

  G_OBJECT_CLASS (spt_devices_parent_class)->dispose (object);
}

static void
spt_devices_finalize (GObject *object)
{
  SptDevices *self = SPT_DEVICES (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (spt_devices_parent_class)->finalize (object);
}

static void
spt_devices_class_init (SptDevicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spt_devices_dispose;
  object_class->finalize = spt_devices_finalize;
}

static void
spt_devices_init (SptDevices *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->dispatch = spt_dispatch_new (self);
}
