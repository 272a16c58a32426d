/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

#include "call/spt-frame.h"

G_BEGIN_DECLS

/*
 * The one place where this folder goes from the media framework's threads to the main context.
 *
 * An SptDispatch belongs to an owner that lives in one thread. Other threads post functions to it;
 * they run in the main context that was the thread-default one at its creation, in the order of
 * posting, as long as the owner has not closed it. Closing happens in the owner's thread, so a
 * function that runs can rely on its owner. An SptMailbox carries frames: it has one slot, the
 * newest wins, and at most one source is pending, so a slow reader costs nothing but frames.
 */
typedef struct _SptDispatch SptDispatch;
typedef struct _SptMailbox SptMailbox;

typedef void (*SptDispatchFunc) (gpointer owner, gpointer data);
typedef void (*SptMailboxFunc) (gpointer owner, SptFrame *frame);

/* (transfer full): a dispatch to the calling thread's main context; owner is borrowed. */
SptDispatch *spt_dispatch_new (gpointer owner);
SptDispatch *spt_dispatch_ref (SptDispatch *self);
void spt_dispatch_unref (SptDispatch *self);

/* Owner's thread: nothing runs any more after this. */
void spt_dispatch_close (SptDispatch *self);
gboolean spt_dispatch_is_closed (SptDispatch *self);

/* Any thread: runs func (owner, data) in the owner's context, then frees data with free_data. */
void spt_dispatch_post (SptDispatch *self,
                        SptDispatchFunc func,
                        gpointer data,
                        GDestroyNotify free_data);

/* (transfer full): a mailbox that gives its frames to func at the given priority. */
SptMailbox *spt_mailbox_new (SptDispatch *dispatch, int priority, SptMailboxFunc func);
SptMailbox *spt_mailbox_ref (SptMailbox *self);
void spt_mailbox_unref (SptMailbox *self);

/* Any thread; frame is (transfer full). */
void spt_mailbox_put (SptMailbox *self, SptFrame *frame);

/* Any thread: forgets the frame that waits, if there is one. */
void spt_mailbox_clear (SptMailbox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptDispatch, spt_dispatch_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptMailbox, spt_mailbox_unref)

G_END_DECLS
