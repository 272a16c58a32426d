/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "client/spt-client.h"
#include "wire/spt-wire-event.h"

G_BEGIN_DECLS

/**
 * SptStreamState:
 * @SPT_STREAM_CLOSED: not started, stopped, or refused for good
 * @SPT_STREAM_CONNECTING: being opened
 * @SPT_STREAM_OPEN: events come
 * @SPT_STREAM_WAITING: broken; `retry-at` tells when it is opened again
 */
typedef enum
{
  SPT_STREAM_CLOSED,
  SPT_STREAM_CONNECTING,
  SPT_STREAM_OPEN,
  SPT_STREAM_WAITING,
} SptStreamState;
#define SPT_TYPE_STREAM_STATE (spt_stream_state_get_type ())
GType spt_stream_state_get_type (void);

/**
 * SptEventStream:
 *
 * The backend's events for one token, kept open until it is stopped: a broken stream is opened again
 * after 0.2 s, then later and later up to 10 s, with the id of the last event, so that nothing is
 * lost. A stream that is silent for 40 s is broken: the backend sends something at least every 25 s.
 *
 * Properties, read-only: `state`, `retry-at` (int64 instant, 0 where it does not wait).
 * Signals: `event` (#SptWireEvent, valid during the emission); `refused` (#GError): the token is of no
 * use, and the stream is closed for good.
 */
#define SPT_TYPE_EVENT_STREAM (spt_event_stream_get_type ())
G_DECLARE_FINAL_TYPE (SptEventStream, spt_event_stream, SPT, EVENT_STREAM, GObject)

SptEventStream *spt_event_stream_new (SptClient *client, const char *token);
void spt_event_stream_start (SptEventStream *self);
/* Opens it now where it waits. */
void spt_event_stream_retry (SptEventStream *self);
void spt_event_stream_stop (SptEventStream *self);
SptStreamState spt_event_stream_get_state (SptEventStream *self);
gint64 spt_event_stream_get_retry_at (SptEventStream *self);

G_END_DECLS
