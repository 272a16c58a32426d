/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptDeviceKind:
 * @SPT_DEVICE_KIND_CAMERA: gives pictures
 * @SPT_DEVICE_KIND_MICROPHONE: gives sound
 * @SPT_DEVICE_KIND_SPEAKER: takes sound
 */
typedef enum
{
  SPT_DEVICE_KIND_CAMERA,
  SPT_DEVICE_KIND_MICROPHONE,
  SPT_DEVICE_KIND_SPEAKER,
} SptDeviceKind;

#define SPT_TYPE_DEVICE_KIND (spt_device_kind_get_type ())

GType spt_device_kind_get_type (void) G_GNUC_CONST;

#define SPT_TYPE_DEVICE (spt_device_get_type ())

/**
 * SptDevice:
 *
 * A camera, a microphone or a loudspeaker. Properties, all read-only: `id` (stable while the
 * device is plugged in; what SptPeerSettings takes), `name` (for people), `kind`.
 */
G_DECLARE_FINAL_TYPE (SptDevice, spt_device, SPT, DEVICE, GObject)

/**
 * spt_device_get_id:
 * @self: a device
 *
 * Returns: its id
 */
const char *spt_device_get_id (SptDevice *self);

/**
 * spt_device_get_name:
 * @self: a device
 *
 * Returns: its name for people
 */
const char *spt_device_get_name (SptDevice *self);

/**
 * spt_device_get_kind:
 * @self: a device
 *
 * Returns: what it is
 */
SptDeviceKind spt_device_get_kind (SptDevice *self);

#define SPT_TYPE_DEVICES (spt_devices_get_type ())

/**
 * SptDevices:
 *
 * The devices of one kind as a #GListModel of #SptDevice that follows plugging in and out. It is
 * empty at first and is filled from a thread, since the look may take a while.
 */
G_DECLARE_FINAL_TYPE (SptDevices, spt_devices, SPT, DEVICES, GObject)

/**
 * spt_devices_new:
 * @kind: the kind listed
 *
 * spt_media_prepare_async() must have ended well before. Used in the thread that made it.
 *
 * Returns: (transfer full): the list
 */
SptDevices *spt_devices_new (SptDeviceKind kind);

G_END_DECLS
