/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "client/spt-client.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

/**
 * SptDownload:
 *
 * One document on its way to a file. It is written beside its target and takes the target's place
 * when it is whole, so that nobody sees half a document.
 *
 * Property, read-only: `progress` (double 0–1).
 */
#define SPT_TYPE_DOWNLOAD (spt_download_get_type ())
G_DECLARE_FINAL_TYPE (SptDownload, spt_download, SPT, DOWNLOAD, GObject)

/* @document tells the size and, where it is known, the SHA-256 that is checked; copied. */
SptDownload *spt_download_new (SptClient *client,
                               const SptWireDocument *document,
                               const char *token,
                               GFile *target);
void spt_download_run_async (SptDownload *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
/* Errors: SPT_ERROR as the backend tells it, %SPT_ERROR_CHECKSUM_MISMATCH where the bytes are not the
 * document's; G_IO_ERROR where the file cannot be written or the run was cancelled. */
gboolean spt_download_run_finish (SptDownload *self, GAsyncResult *result, GError **error);
double spt_download_get_progress (SptDownload *self);

G_END_DECLS
