/* SPDX-License-Identifier: EUPL-1.2 */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-pool.h"

typedef struct
{
  SptdJob job;
  SptdJobDone done;
  gpointer data;
} Task;

struct _SptdPool
{
  /* Owned */
  GPtrArray *threads;
  GPtrArray *databases;
  GAsyncQueue *waiting;
  GMainContext *context;

  /* Borrowed */
  const SptdWorkerSetUp *set_up;

  int most_waiting;
};

typedef struct
{
  SptdPool *pool;
  SptdDatabase *database;
} Worker;

/* What a worker finds in the queue when it is to end. */
static Task end_of_work;

static gboolean
task_done (gpointer data)
{
  Task *task = data;

  task->done (task->data);
  g_free (task);
  return G_SOURCE_REMOVE;
}

/* The thread of one worker: it lives until it finds the end in the queue. */
static gpointer
work (gpointer data)
{
  g_autofree Worker *worker = data;
  SptdPool *pool = worker->pool;
  SptdApi api = {
    .database = worker->database,
    .data_dir = pool->set_up->data_dir,
    .master_key = pool->set_up->master_key,
    .zone = pool->set_up->zone,
    .ice_servers = pool->set_up->ice_servers,
  };

  for (;;)
    {
      Task *task = g_async_queue_pop (pool->waiting);
      g_autoptr (GSource) source = NULL;

      if (task == &end_of_work)
        return NULL;
      task->job (&api, task->data);
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, task_done, task, NULL);
      g_source_attach (source, pool->context);
    }
}

/**
 * sptd_pool_new:
 * @name: the threads' name
 * @set_up: (transfer none): what the workers are made of; it must outlive the pool
 * @workers: how many threads
 * @most_waiting: how many jobs may wait for one
 * @error: %SPTD_DATABASE_ERROR where a worker gets no connection
 *
 * Jobs' ends come to the main context that is the default one of the caller's thread.
 *
 * Returns: (transfer full) (nullable): the pool
 */
SptdPool *
sptd_pool_new (const char *name,
               const SptdWorkerSetUp *set_up,
               guint workers,
               guint most_waiting,
               GError **error)
{
  g_autoptr (SptdPool) self = g_new0 (SptdPool, 1);

  self->set_up = set_up;
  self->most_waiting = (int) most_waiting;
  self->waiting = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
  self->threads = g_ptr_array_new ();
  self->databases = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < workers; i++)
    {
      SptdDatabase *database = sptd_database_open (set_up->database_uri, error);
      Worker *worker;

      if (database == NULL)
        return NULL;
      g_ptr_array_add (self->databases, database);
      worker = g_new0 (Worker, 1);
      worker->pool = self;
      worker->database = database;
      g_ptr_array_add (self->threads, g_thread_new (name, work, worker));
    }
  return g_steal_pointer (&self);
}

/**
 * sptd_pool_free:
 * @self: (nullable) (transfer full): a pool
 *
 * Waits until all that was pushed has run. The ends that have not come to the main context yet come
 * when it is iterated again.
 */
void
sptd_pool_free (SptdPool *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->waiting, &end_of_work);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->databases);
  g_async_queue_unref (self->waiting);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * sptd_pool_push:
 * @self: (nullable): a pool; %NULL behind its end
 * @job: what to do on a worker
 * @done: what to do on the main thread behind it
 * @data: (transfer full): what is handed to both
 *
 * Returns: %FALSE where the queue is full or there is no pool: nothing is done with @data
 */
gboolean
sptd_pool_push (SptdPool *self, SptdJob job, SptdJobDone done, gpointer data)
{
  Task *task;

  if (self == NULL || g_async_queue_length (self->waiting) >= self->most_waiting)
    return FALSE;
  task = g_new0 (Task, 1);
  task->job = job;
  task->done = done;
  task->data = data;
  g_async_queue_push (self->waiting, task);
  return TRUE;
}
