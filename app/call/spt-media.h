/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

#include "call/spt-call-error.h"

G_BEGIN_DECLS

/**
 * spt_media_prepare_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's thread-default main context
 * @user_data: for @callback
 *
 * Gets the media framework ready, in a thread: initialises GStreamer, looks for every plugin that a
 * call needs and loads it, and makes the process's one DTLS certificate. The first call takes
 * some 100–400 ms, later ones nothing: call it at start-up, so that the first conversation does
 * not pay for it. Every other function of this folder that needs GStreamer may be used only after
 * it ended well.
 */
void spt_media_prepare_async (GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * spt_media_prepare_finish:
 * @result: the result given to the callback
 * @error: return location; %SPT_CALL_ERROR_PLUGIN_MISSING names the missing plugins, separated by
 *   commas; %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when calls can be made
 */
gboolean spt_media_prepare_finish (GAsyncResult *result, GError **error);

/**
 * spt_media_is_prepared:
 *
 * Returns: whether a preparation has ended well in this process. Any thread.
 */
gboolean spt_media_is_prepared (void);

G_END_DECLS
