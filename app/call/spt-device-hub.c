/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-device-hub.h"

typedef struct
{
  SptDispatch *dispatch;
  SptDispatchFunc func;
} Watch;

static GMutex hub_mutex;
static GstDeviceMonitor *hub_monitor;
static GPtrArray *hub_watches;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  spt_dispatch_unref (watch->dispatch);
  g_free (watch);
}

/* Called in a thread of the device provider. */
static GstBusSyncReply
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GstMessageType type = GST_MESSAGE_TYPE (message);

  if (type == GST_MESSAGE_DEVICE_ADDED || type == GST_MESSAGE_DEVICE_REMOVED
      || type == GST_MESSAGE_DEVICE_CHANGED)
    {
      g_mutex_lock (&hub_mutex);
      for (guint i = 0; hub_watches != NULL && i < hub_watches->len; i++)
        {
          Watch *watch = g_ptr_array_index (hub_watches, i);

          spt_dispatch_post (watch->dispatch, watch->func, NULL, NULL);
        }
      g_mutex_unlock (&hub_mutex);
    }
  gst_message_unref (message);
  return GST_BUS_DROP;
}

void
spt_device_hub_start (void)
{
  g_autoptr (GstDeviceMonitor) monitor = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_mutex_lock (&hub_mutex);
  if (hub_monitor != NULL)
    {
      g_mutex_unlock (&hub_mutex);
      return;
    }
  hub_monitor = gst_device_monitor_new ();
  monitor = gst_object_ref (hub_monitor);
  g_mutex_unlock (&hub_mutex);

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  gst_device_monitor_add_filter (monitor, "Audio/Source", NULL);
  gst_device_monitor_add_filter (monitor, "Audio/Sink", NULL);
  bus = gst_device_monitor_get_bus (monitor);
  gst_bus_set_sync_handler (bus, bus_cb, NULL, NULL);
  if (!gst_device_monitor_start (monitor))
    g_info ("No provider of devices could be started; test sources stand in");
}

static gboolean
is_of_kind (GstDevice *device, SptDeviceKind kind)
{
  g_autoptr (GstStructure) properties = NULL;

  switch (kind)
    {
    case SPT_DEVICE_KIND_CAMERA:
      return gst_device_has_classes (device, "Video/Source");
    case SPT_DEVICE_KIND_SPEAKER:
      return gst_device_has_classes (device, "Audio/Sink");
    case SPT_DEVICE_KIND_MICROPHONE:
      /* What a loudspeaker plays can be recorded too; nobody speaks into it. */
      properties = gst_device_get_properties (device);
      return gst_device_has_classes (device, "Audio/Source")
             && (properties == NULL
                 || g_strcmp0 (gst_structure_get_string (properties, "device.class"), "monitor")
                        != 0);
    }
  return FALSE;
}

GPtrArray *
spt_device_hub_list (SptDeviceKind kind)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func (gst_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GstDeviceMonitor) monitor = NULL;
  GList *all = NULL;

  g_mutex_lock (&hub_mutex);
  if (hub_monitor != NULL)
    monitor = gst_object_ref (hub_monitor);
  g_mutex_unlock (&hub_mutex);

  if (monitor != NULL)
    all = gst_device_monitor_get_devices (monitor);
  for (GList *l = all; l != NULL; l = l->next)
    {
      /* Two providers may know the same device; the first of them is enough. */
      g_autofree char *id = spt_device_hub_id_of (l->data);

      if (is_of_kind (l->data, kind) && g_hash_table_add (seen, g_steal_pointer (&id)))
        g_ptr_array_add (devices, gst_object_ref (l->data));
    }
  g_list_free_full (all, gst_object_unref);
  return devices;
}

char *
spt_device_hub_id_of (GstDevice *device)
{
  static const char *const keys[] = { "node.name",     "object.path", "device.path",
                                      "api.v4l2.path", "sysfs.path",  "device.name" };
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);

  for (guint i = 0; properties != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = gst_structure_get_string (properties, keys[i]);

      if (value != NULL && *value != '\0')
        return g_strdup (value);
    }
  return gst_device_get_display_name (device);
}

static gboolean
is_default (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  gboolean value = FALSE;

  return properties != NULL && gst_structure_get_boolean (properties, "is-default", &value)
         && value;
}

GstDevice *
spt_device_hub_find (SptDeviceKind kind, const char *id)
{
  g_autoptr (GPtrArray) devices = spt_device_hub_list (kind);
  GstDevice *best = NULL;

  for (guint i = 0; i < devices->len; i++)
    {
      GstDevice *device = g_ptr_array_index (devices, i);
      g_autofree char *device_id = spt_device_hub_id_of (device);

      if (id != NULL && g_str_equal (device_id, id))
        return gst_object_ref (device);
      if (best == NULL || (!is_default (best) && is_default (device)))
        best = device;
    }
  return best != NULL ? gst_object_ref (best) : NULL;
}

void
spt_device_hub_watch (SptDispatch *dispatch, SptDispatchFunc func)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->dispatch = spt_dispatch_ref (dispatch);
  watch->func = func;
  g_mutex_lock (&hub_mutex);
  if (hub_watches == NULL)
    hub_watches = g_ptr_array_new_with_free_func (watch_free);
  g_ptr_array_add (hub_watches, watch);
  g_mutex_unlock (&hub_mutex);
}

void
spt_device_hub_unwatch (SptDispatch *dispatch)
{
  g_mutex_lock (&hub_mutex);
  for (guint i = 0; hub_watches != NULL && i < hub_watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (hub_watches, i);

      if (watch->dispatch == dispatch)
        g_ptr_array_remove_index (hub_watches, i--);
    }
  g_mutex_unlock (&hub_mutex);
}
