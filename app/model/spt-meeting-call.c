/* SPDX-License-Identifier: EUPL-1.2 */
/* The ring, the answer and the end of a call. The operator's media are made ready while it rings, and
 * his offer with its candidates waits at the citizen's side for the answer: the first picture then
 * takes one way of the answer, not three. Nothing is heard or seen before the citizen answers. */
#include "base/spt-clock.h"
#include "model/spt-meeting-media.h"
#include "model/spt-meeting-private.h"

static gboolean
is_live (SptMeeting *self)
{
  return self->call != NULL && self->ending == SPT_CALL_END_UNSET
         && (self->call->state == SPT_CALL_RINGING || self->call->state == SPT_CALL_ANSWERED);
}

gboolean
spt_meeting_wants_media (SptMeeting *self)
{
  if (!is_live (self) || g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  return self->own == SPT_PARTY_OPERATOR || self->answering
         || self->call->state == SPT_CALL_ANSWERED;
}

/* What is seen of the call follows from the call and the media. */
void
spt_meeting_update_state (SptMeeting *self)
{
  SptPeerState media = self->peer != NULL ? spt_peer_get_state (self->peer) : SPT_PEER_STATE_NEW;

  if (self->call == NULL)
    spt_meeting_set_state (self, SPT_MEETING_NONE);
  else if (!is_live (self))
    spt_meeting_set_state (self, SPT_MEETING_ENDED);
  else if (self->call->state == SPT_CALL_RINGING && !self->answering)
    spt_meeting_set_state (self, SPT_MEETING_RINGING);
  else if (media == SPT_PEER_STATE_CONNECTED)
    spt_meeting_set_state (self, SPT_MEETING_CONNECTED);
  else
    spt_meeting_set_state (self, self->connected_at != 0 ? SPT_MEETING_RECONNECTING
                                                         : SPT_MEETING_CONNECTING);
}

/* Lets go of the media and of everything that belongs to one ring, but not of the call itself. */
void
spt_meeting_clear_call (SptMeeting *self)
{
  spt_meeting_stop_media (self);
  spt_meeting_clear_signals (self);
  g_clear_handle_id (&self->restart, g_source_remove);
  self->failures = 0;
  self->answering = FALSE;
}

/* Whether @call was told before what is known. */
static gboolean
is_stale (SptMeeting *self, const SptWireCall *call)
{
  if (self->call == NULL)
    return FALSE;
  if (g_strcmp0 (self->call->id, call->id) != 0)
    return call->rang_at < self->call->rang_at;
  if (call->attempt != self->call->attempt)
    return call->attempt < self->call->attempt;
  return call->state < self->call->state;
}

/* Another call, or the same rings again after it had ended: nothing of before holds. */
static gboolean
begins_anew (SptMeeting *self, const SptWireCall *call)
{
  return self->call == NULL || g_strcmp0 (self->call->id, call->id) != 0
         || (self->call->state == SPT_CALL_ENDED && call->state != SPT_CALL_ENDED);
}

static void
begin_anew (SptMeeting *self)
{
  spt_meeting_clear_call (self);
  self->ending = SPT_CALL_END_UNSET;
  spt_meeting_take_error (self, NULL);
  if (self->connected_at == 0)
    return;
  self->connected_at = 0;
  spt_meeting_notify (self, SPT_MEETING_PROP_CONNECTED_AT);
}

static void
notify_changes (SptMeeting *self, const SptWireCall *before, const SptWireCall *now)
{
  if (before == NULL || before->end != now->end)
    spt_meeting_notify (self, SPT_MEETING_PROP_END);
  if (before == NULL || before->channel != now->channel)
    spt_meeting_notify (self, SPT_MEETING_PROP_CHANNEL);
  if (before == NULL || g_strcmp0 (before->operator_name, now->operator_name) != 0
      || g_strcmp0 (before->citizen_name, now->citizen_name) != 0)
    spt_meeting_notify (self, SPT_MEETING_PROP_OTHER_NAME);
  if (before == NULL || before->rang_at != now->rang_at)
    spt_meeting_notify (self, SPT_MEETING_PROP_RANG_AT);
  if (before == NULL || before->ring_until != now->ring_until)
    spt_meeting_notify (self, SPT_MEETING_PROP_RING_UNTIL);
  if (before == NULL || before->attempt != now->attempt)
    spt_meeting_notify (self, SPT_MEETING_PROP_ATTEMPT);
}

/* An event may leave out the servers, which do not change during a call. */
static void
keep_servers (SptWireCall *call, SptWireCall *before)
{
  if (before != NULL && call->ice_servers == NULL && g_strcmp0 (call->id, before->id) == 0)
    call->ice_servers = g_steal_pointer (&before->ice_servers);
}

void
spt_meeting_apply_call (SptMeeting *self, const SptWireCall *call)
{
  g_autoptr (SptWireCall) before = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || is_stale (self, call))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (begins_anew (self, call))
    begin_anew (self);
  before = g_steal_pointer (&self->call);
  self->call = spt_wire_call_copy (call);
  keep_servers (self->call, before);
  notify_changes (self, before, call);
  if (call->state != SPT_CALL_RINGING)
    self->answering = FALSE;
  if (is_live (self))
    {
      if (spt_meeting_wants_media (self))
        spt_meeting_start_media (self);
    }
  else
    spt_meeting_clear_call (self);
  spt_meeting_update_state (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
spt_meeting_forget_call (SptMeeting *self)
{
  if (self->call == NULL)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  begin_anew (self);
  g_clear_pointer (&self->call, spt_wire_call_free);
  spt_meeting_notify (self, SPT_MEETING_PROP_END);
  spt_meeting_notify (self, SPT_MEETING_PROP_OTHER_NAME);
  spt_meeting_update_state (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
spt_meeting_finish_call (SptMeeting *self)
{
  g_autoptr (SptWireCall) call = NULL;

  if (self->call == NULL || self->call->state == SPT_CALL_ENDED)
    return;
  call = spt_wire_call_copy (self->call);
  call->state = SPT_CALL_ENDED;
  call->end = SPT_CALL_END_HUNG_UP;
  spt_meeting_apply_call (self, call);
}

/* === Verbs === */

/* Applies a call that was answered to a request. @call: (transfer full) */
static void
reply_call (SptMeeting *self, SptWireCall *call)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = SPT_EVENT_CALL;
  event->at = spt_clock_now (&spt_clock_system);
  event->call = call;
  spt_meeting_emit_reply (self, event);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptMeeting *self = g_task_get_source_object (task);
  gpointer call = NULL;
  GError *error = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &call, &error))
    {
      reply_call (self, call);
      g_task_return_boolean (task, TRUE);
      return;
    }
  spt_meeting_emit_trouble (self, error);
  if (self->answering)
    {
      self->answering = FALSE;
      spt_meeting_stop_media (self);
      spt_meeting_update_state (self);
    }
  g_task_return_error (task, error);
}

void
spt_meeting_answer_async (SptMeeting *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task;

  g_return_if_fail (SPT_IS_MEETING (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_meeting_answer_async);
  if (!is_live (self) || self->call->state != SPT_CALL_RINGING || self->answering)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_WRONG_STATE, "nothing rings");
      g_object_unref (task);
      return;
    }
  self->answering = TRUE;
  spt_client_send_async (self->client, SPT_ROUTE_ANSWER_CALL,
                         (const char *[]){ self->call->id, NULL }, NULL, NULL, self->token, NULL,
                         self->cancellable, answered_cb, task);
  spt_meeting_start_media (self);
  spt_meeting_update_state (self);
}

gboolean
spt_meeting_answer_finish (SptMeeting *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptMeeting *self = g_task_get_source_object (task);
  gpointer call = NULL;
  GError *error = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &call, &error))
    {
      reply_call (self, call);
      g_task_return_boolean (task, TRUE);
      return;
    }
  spt_meeting_emit_trouble (self, error);
  g_task_return_error (task, error);
}

static void
post_ending (SptMeeting *self, GTask *task)
{
  SptWireCallEnding ending = { .end = self->ending };

  spt_client_send_async (self->client, SPT_ROUTE_END_CALL, (const char *[]){ self->call->id, NULL },
                         NULL, &ending, self->token, NULL, self->cancellable, ended_cb, task);
}

/* This side is out at once, whether or not the backend can be told now: it is told when it is back. */
void
spt_meeting_end_async (SptMeeting *self,
                       SptCallEnd end,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task;

  g_return_if_fail (SPT_IS_MEETING (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_meeting_end_async);
  if (!is_live (self))
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_WRONG_STATE, "there is no call");
      g_object_unref (task);
      return;
    }
  self->ending = end;
  post_ending (self, task);
  spt_meeting_clear_call (self);
  spt_meeting_update_state (self);
}

gboolean
spt_meeting_end_finish (SptMeeting *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ended_late_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_meeting_end_finish (SPT_MEETING (source), result, &error))
    g_message ("The end of the call is not told: %s", error->message);
}

/* The connection is back: goes on with what could not be told. */
void
spt_meeting_resume_call (SptMeeting *self)
{
  if (self->call == NULL || self->call->state == SPT_CALL_ENDED)
    return;
  if (self->ending != SPT_CALL_END_UNSET)
    post_ending (self, g_task_new (self, NULL, ended_late_cb, NULL));
  else
    spt_meeting_send_signals (self);
}
