/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-dispatch.h"

struct _SptDispatch
{
  /* Owned */
  GMainContext *context;

  /* Borrowed; NULL once closed. Read and written in the owner's thread only. */
  gpointer owner;
};

struct _SptMailbox
{
  /* Owned */
  SptDispatch *dispatch;

  SptMailboxFunc func;
  int priority;

  GMutex mutex;
  SptFrame *slot;
  gboolean pending;
};

typedef struct
{
  SptDispatch *dispatch;
  SptDispatchFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Post;

static void
spt_dispatch_clear (gpointer data)
{
  SptDispatch *self = data;

  g_main_context_unref (self->context);
}

SptDispatch *
spt_dispatch_new (gpointer owner)
{
  SptDispatch *self = g_atomic_rc_box_new0 (SptDispatch);

  self->context = g_main_context_ref_thread_default ();
  self->owner = owner;
  return self;
}

SptDispatch *
spt_dispatch_ref (SptDispatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
spt_dispatch_unref (SptDispatch *self)
{
  g_atomic_rc_box_release_full (self, spt_dispatch_clear);
}

void
spt_dispatch_close (SptDispatch *self)
{
  self->owner = NULL;
}

gboolean
spt_dispatch_is_closed (SptDispatch *self)
{
  return self->owner == NULL;
}

static gboolean
post_cb (gpointer data)
{
  Post *post = data;

  if (post->dispatch->owner != NULL)
    post->func (post->dispatch->owner, post->data);
  return G_SOURCE_REMOVE;
}

static void
post_free (gpointer data)
{
  Post *post = data;

  if (post->free_data != NULL)
    post->free_data (post->data);
  spt_dispatch_unref (post->dispatch);
  g_free (post);
}

static void
attach (SptDispatch *self, int priority, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, func, data, destroy);
  g_source_set_static_name (source, "spt-dispatch");
  g_source_attach (source, self->context);
}

void
spt_dispatch_post (SptDispatch *self, SptDispatchFunc func, gpointer data, GDestroyNotify free_data)
{
  Post *post = g_new (Post, 1);

  post->dispatch = spt_dispatch_ref (self);
  post->func = func;
  post->data = data;
  post->free_data = free_data;
  attach (self, G_PRIORITY_DEFAULT, post_cb, post, post_free);
}

static void
mailbox_clear_data (gpointer data)
{
  SptMailbox *self = data;

  g_clear_pointer (&self->slot, spt_frame_unref);
  g_mutex_clear (&self->mutex);
  spt_dispatch_unref (self->dispatch);
}

SptMailbox *
spt_mailbox_new (SptDispatch *dispatch, int priority, SptMailboxFunc func)
{
  SptMailbox *self = g_atomic_rc_box_new0 (SptMailbox);

  self->dispatch = spt_dispatch_ref (dispatch);
  self->priority = priority;
  self->func = func;
  g_mutex_init (&self->mutex);
  return self;
}

SptMailbox *
spt_mailbox_ref (SptMailbox *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
spt_mailbox_unref (SptMailbox *self)
{
  g_atomic_rc_box_release_full (self, mailbox_clear_data);
}

static gboolean
mailbox_cb (gpointer data)
{
  SptMailbox *self = data;
  g_autoptr (SptFrame) frame = NULL;

  g_mutex_lock (&self->mutex);
  frame = g_steal_pointer (&self->slot);
  self->pending = FALSE;
  g_mutex_unlock (&self->mutex);

  if (frame != NULL && self->dispatch->owner != NULL)
    self->func (self->dispatch->owner, frame);
  return G_SOURCE_REMOVE;
}

void
spt_mailbox_put (SptMailbox *self, SptFrame *frame)
{
  SptFrame *old;
  gboolean wake;

  g_mutex_lock (&self->mutex);
  old = self->slot;
  self->slot = frame;
  wake = !self->pending;
  self->pending = TRUE;
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&old, spt_frame_unref);
  if (wake)
    attach (self->dispatch, self->priority, mailbox_cb, spt_mailbox_ref (self),
            (GDestroyNotify) spt_mailbox_unref);
}

void
spt_mailbox_clear (SptMailbox *self)
{
  SptFrame *old;

  g_mutex_lock (&self->mutex);
  old = g_steal_pointer (&self->slot);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, spt_frame_unref);
}
