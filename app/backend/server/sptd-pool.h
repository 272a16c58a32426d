/* SPDX-License-Identifier: EUPL-1.2 */
/* Worker threads, each with its own connection to the database. */
#pragma once

#include "backend/api/sptd-api.h"

G_BEGIN_DECLS

/**
 * SptdWorkerSetUp:
 * @database_uri: what each worker connects to
 * @data_dir: the folder of the backend's data
 * @master_key: the key of keys
 * @zone: the organization's time zone
 * @ice_servers: (element-type SptWireIceServer): what calls are given
 *
 * What workers are made of; it lives as long as they do.
 */
typedef struct
{
  char *database_uri;
  char *data_dir;
  GBytes *master_key;
  GTimeZone *zone;
  GPtrArray *ice_servers;
} SptdWorkerSetUp;

/**
 * SptdJob:
 * @api: this worker's
 * @data: what was pushed
 *
 * Runs on a worker thread.
 */
typedef void (*SptdJob) (SptdApi *api, gpointer data);

/**
 * SptdJobDone:
 * @data: what was pushed; it belongs to the callee
 *
 * Runs on the main thread, behind the job.
 */
typedef void (*SptdJobDone) (gpointer data);

typedef struct _SptdPool SptdPool;

SptdPool *sptd_pool_new (const char *name,
                         const SptdWorkerSetUp *set_up,
                         guint workers,
                         guint most_waiting,
                         GError **error);
void sptd_pool_free (SptdPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdPool, sptd_pool_free)

gboolean sptd_pool_push (SptdPool *self, SptdJob job, SptdJobDone done, gpointer data);

G_END_DECLS
