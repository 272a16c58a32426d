/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gst/gst.h>

#include "call/spt-devices.h"
#include "call/spt-dispatch.h"

G_BEGIN_DECLS

/*
 * The process's one look at the devices. Starting a monitor may take a while, so it is done once
 * by spt_media_prepare_async() in its thread and the monitor is kept, as the framework keeps its
 * registry. All functions may be called in any thread.
 */
void spt_device_hub_start (void);

/* (transfer full) (element-type GstDevice): the usable devices of a kind. */
GPtrArray *spt_device_hub_list (SptDeviceKind kind);

/* (transfer full) (nullable): the device with the id, or else the default one of the kind. */
GstDevice *spt_device_hub_find (SptDeviceKind kind, const char *id);

/* (transfer full): what tells a device from the others while it is plugged in. */
char *spt_device_hub_id_of (GstDevice *device);

/* func (owner, NULL) is posted whenever a device came or went. */
void spt_device_hub_watch (SptDispatch *dispatch, SptDispatchFunc func);
void spt_device_hub_unwatch (SptDispatch *dispatch);

G_END_DECLS
