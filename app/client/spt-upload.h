/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "client/spt-client.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

/* How much one PATCH carries, in bytes. */
#define SPT_UPLOAD_CHUNK (256 * 1024)

/**
 * SptUpload:
 *
 * One file on its way to the backend by tus 1.0: creation, then pieces with their checksum. Where a
 * run fails it can be run again and goes on at the byte that the backend asks for.
 *
 * Property, read-only: `progress` (double 0–1: what the backend has acknowledged).
 */
#define SPT_TYPE_UPLOAD (spt_upload_get_type ())
G_DECLARE_FINAL_TYPE (SptUpload, spt_upload, SPT, UPLOAD, GObject)

/* @name as the receiver shall see it. */
SptUpload *spt_upload_new (SptClient *client,
                           const char *visit_id,
                           const char *token,
                           GFile *file,
                           const char *name);

/**
 * spt_upload_run_async:
 * @self: an upload that does not run
 * @cancellable: (nullable): a cancellable
 * @callback: called when the whole file is acknowledged, or when it stopped
 * @data: for @callback
 */
void spt_upload_run_async (SptUpload *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/**
 * spt_upload_run_finish:
 * @self: an upload
 * @result: the result given to the callback
 * @error: of the domain SPT_ERROR as the backend tells it; G_IO_ERROR where the file cannot be read
 *   or the run was cancelled
 *
 * Returns: whether the backend has the whole file
 */
gboolean spt_upload_run_finish (SptUpload *self, GAsyncResult *result, GError **error);

/* (nullable): what the creation answered; %NULL before it */
const SptWireDocument *spt_upload_get_document (SptUpload *self);
double spt_upload_get_progress (SptUpload *self);

G_END_DECLS
