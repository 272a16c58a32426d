/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SPT_TYPE_RINGER (spt_ringer_get_type ())

/**
 * SptRinger:
 *
 * The soft two-tone ring of an incoming call. Where there is no loudspeaker it is silent, without
 * an error. Properties: `ringing` (read-only), `audible` (read-only: whether a loudspeaker plays
 * it; known some moments after the start).
 */
G_DECLARE_FINAL_TYPE (SptRinger, spt_ringer, SPT, RINGER, GObject)

/**
 * spt_ringer_new:
 *
 * spt_media_prepare_async() must have ended well before.
 *
 * Returns: (transfer full): a silent ringer
 */
SptRinger *spt_ringer_new (void);

/**
 * spt_ringer_start:
 * @self: a ringer
 *
 * Begins to ring until spt_ringer_stop() is called or the last reference is dropped.
 */
void spt_ringer_start (SptRinger *self);

/**
 * spt_ringer_stop:
 * @self: a ringer
 *
 * Ends the ringing at once; does nothing when it does not ring.
 */
void spt_ringer_stop (SptRinger *self);

/**
 * spt_ringer_get_ringing:
 * @self: a ringer
 *
 * Returns: whether it was started and not stopped
 */
gboolean spt_ringer_get_ringing (SptRinger *self);

/**
 * spt_ringer_get_audible:
 * @self: a ringer
 *
 * Returns: whether a loudspeaker plays the ring
 */
gboolean spt_ringer_get_audible (SptRinger *self);

G_END_DECLS
