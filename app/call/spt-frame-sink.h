/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gst/gst.h>

#include "call/spt-dispatch.h"

G_BEGIN_DECLS

/* Lets an appsink of SPT_FRAME_FORMAT pictures put each of them, mapped and not copied, into the
 * mailbox, from its streaming thread. Holds a reference to the mailbox. */
void spt_frame_sink_connect (GstElement *appsink, SptMailbox *mailbox);

G_END_DECLS
