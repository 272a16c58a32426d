/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptDemo:
 *
 * A private backend for one run of the program: a child process that listens on a free port of this
 * machine only, with the sample city loaded and its own data folder. When it dies unexpectedly it is
 * started again on the same port with the same data; it never outlives the program.
 */
#define SPT_TYPE_DEMO (spt_demo_get_type ())
G_DECLARE_FINAL_TYPE (SptDemo, spt_demo, SPT, DEMO, GObject)

/**
 * spt_demo_new:
 * @backend: (nullable): the path of the backend, or %NULL for the one that belongs to this program
 * @data_dir: (nullable): where it keeps its data, or %NULL for a folder among the user's data
 * @sample: (nullable): the sample city, or %NULL for the one that belongs to this program
 *
 * Returns: (transfer full): a demonstration that is not started
 */
SptDemo *spt_demo_new (const char *backend, const char *data_dir, const char *sample);

const char *spt_demo_get_sample (SptDemo *self);

/**
 * spt_demo_get_base_url:
 * @self: a demonstration
 *
 * Returns: (nullable): where the backend is reached, once it was ready; it stays the same
 */
const char *spt_demo_get_base_url (SptDemo *self);

/**
 * spt_demo_start_async:
 * @self: a demonstration that was not started before
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the backend is ready or could not be started
 * @data: for @callback
 */
void spt_demo_start_async (SptDemo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/* Errors: G_IO_ERROR, G_SPAWN_ERROR; the message can be shown. */
gboolean spt_demo_start_finish (SptDemo *self, GAsyncResult *result, GError **error);

/**
 * spt_demo_stop_async:
 * @self: a demonstration
 * @callback: called when there is no child process any more
 * @data: for @callback
 *
 * Asks the backend to end and, where it does not within some seconds, ends it.
 */
void spt_demo_stop_async (SptDemo *self, GAsyncReadyCallback callback, gpointer data);
gboolean spt_demo_stop_finish (SptDemo *self, GAsyncResult *result, GError **error);

G_END_DECLS
