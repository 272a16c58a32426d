/* SPDX-License-Identifier: EUPL-1.2 */
/* The conversation: what the backend has, by the time it was said, and behind it what is on its way.
 * Messages are sent one after another, so that they arrive in the order in which they were written. */
#include "base/spt-clock.h"
#include "model/spt-meeting-private.h"

static SptMessage *
message_at (SptMeeting *self, guint position)
{
  SptMessage *message = g_list_model_get_item (G_LIST_MODEL (self->messages), position);

  /* The list keeps it. */
  if (message != NULL)
    g_object_unref (message);
  return message;
}

static guint
count (SptMeeting *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->messages));
}

static SptMessage *
find_message (SptMeeting *self, const char *id)
{
  for (guint i = 0; i < count (self); i++)
    if (g_strcmp0 (spt_message_get_id (message_at (self, i)), id) == 0)
      return message_at (self, i);
  return NULL;
}

/* The own message that is on its way, when the event comes before the answer. */
static SptMessage *
find_unconfirmed (SptMeeting *self, const SptWireMessage *wire)
{
  for (guint i = 0; wire->from == self->own && i < count (self); i++)
    {
      SptMessage *message = message_at (self, i);

      if (spt_message_get_id (message) == NULL
          && g_strcmp0 (spt_message_get_text (message), wire->text) == 0)
        return message;
    }
  return NULL;
}

static void
insert_message (SptMeeting *self, SptMessage *message)
{
  guint at = count (self);

  while (at > 0
         && (spt_message_get_id (message_at (self, at - 1)) == NULL
             || spt_message_get_sent_at (message_at (self, at - 1))
                    > spt_message_get_sent_at (message)))
    at--;
  g_list_store_insert (self->messages, at, message);
}

/* A message that was confirmed goes to its place among the others. */
static void
confirm_message (SptMeeting *self, SptMessage *message, const SptWireMessage *wire)
{
  guint at;

  spt_message_take (message, wire);
  if (!g_list_store_find (self->messages, message, &at) || at == 0
      || spt_message_get_id (message_at (self, at - 1)) != NULL)
    return;
  g_object_ref (message);
  g_list_store_remove (self->messages, at);
  insert_message (self, message);
  g_object_unref (message);
}

void
spt_meeting_apply_message (SptMeeting *self, const SptWireMessage *wire)
{
  SptMessage *known = find_message (self, wire->id);
  g_autoptr (SptMessage) fresh = NULL;

  if (known != NULL)
    return;
  known = find_unconfirmed (self, wire);
  if (known != NULL)
    {
      confirm_message (self, known, wire);
      return;
    }
  fresh = spt_message_new (wire, self->own);
  insert_message (self, fresh);
  if (spt_message_get_own (fresh))
    return;
  self->unread++;
  spt_meeting_notify (self, SPT_MEETING_PROP_UNREAD);
}

/* === Sending === */

typedef struct
{
  SptMeeting *meeting;
  SptMessage *message;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->message);
  g_object_unref (sending->meeting);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
apply_sent (SptMeeting *self, SptMessage *message, SptWireMessage *wire)
{
  SptMessage *twin = find_message (self, wire->id);
  g_autoptr (SptWireEvent) event = NULL;
  guint at;

  /* The event of another message with the same words was taken for this one's. */
  if (twin != NULL && twin != message && g_list_store_find (self->messages, message, &at)
      && spt_message_get_id (message) == NULL)
    g_list_store_remove (self->messages, at);
  else if (twin == NULL)
    confirm_message (self, message, wire);
  event = spt_wire_event_new ();
  event->kind = SPT_EVENT_MESSAGE;
  event->at = wire->sent_at;
  event->message = wire;
  spt_meeting_emit_reply (self, event);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  SptMeeting *self = sending->meeting;
  g_autoptr (GError) error = NULL;
  gpointer wire = NULL;

  self->sending = FALSE;
  if (spt_client_send_finish (SPT_CLIENT (source), result, &wire, &error))
    apply_sent (self, sending->message, wire);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else
    {
      spt_message_set_failed (sending->message, TRUE,
                              g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE)
                                  || g_error_matches (error, SPT_ERROR, SPT_ERROR_OVERLOADED));
      spt_meeting_emit_trouble (self, error);
    }
  spt_meeting_send_pending (self);
}

static void
send_message (SptMeeting *self, SptMessage *message)
{
  SptWireMessageRequest request = { .text = (char *) spt_message_get_text (message) };
  Sending *sending = g_new0 (Sending, 1);

  sending->meeting = g_object_ref (self);
  sending->message = g_object_ref (message);
  self->sending = TRUE;
  spt_client_send_async (self->client, SPT_ROUTE_CREATE_MESSAGE,
                         (const char *[]){ self->visit_id, NULL }, NULL, &request, self->token,
                         spt_message_get_key (message), self->cancellable, sent_cb, sending);
}

void
spt_meeting_send_pending (SptMeeting *self)
{
  for (guint i = 0; !self->sending && i < count (self); i++)
    if (spt_message_get_pending (message_at (self, i)))
      send_message (self, message_at (self, i));
}

void
spt_meeting_send_message (SptMeeting *self, const char *text)
{
  g_autoptr (SptMessage) message = NULL;

  g_return_if_fail (SPT_IS_MEETING (self));
  g_return_if_fail (text != NULL && text[0] != '\0');

  message = spt_message_new_own (self->own, text);
  g_list_store_append (self->messages, message);
  spt_meeting_send_pending (self);
}

void
spt_meeting_resend (SptMeeting *self, SptMessage *message)
{
  g_return_if_fail (SPT_IS_MEETING (self));
  g_return_if_fail (SPT_IS_MESSAGE (message));

  if (!spt_message_get_failed (message))
    return;
  spt_message_set_failed (message, FALSE, FALSE);
  spt_meeting_send_pending (self);
}

/* === Loading === */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptMeeting) self = data;
  g_autoptr (GError) error = NULL;
  gpointer answer = NULL;
  SptWireList *list;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        spt_meeting_emit_trouble (self, error);
      return;
    }
  list = answer;
  for (guint i = 0; i < list->items->len; i++)
    {
      g_autoptr (SptWireEvent) event = spt_wire_event_new ();

      event->kind = SPT_EVENT_MESSAGE;
      event->message = spt_wire_message_copy (g_ptr_array_index (list->items, i));
      event->at = event->message->sent_at;
      spt_meeting_emit_reply (self, event);
    }
  spt_wire_message_list_free (list);
}

/* What failed because the backend was away is sent again: the key makes it the same message. */
static void
retry_failed (SptMeeting *self)
{
  for (guint i = 0; i < count (self); i++)
    {
      SptMessage *message = message_at (self, i);

      if (spt_message_get_failed (message) && spt_message_get_again (message))
        spt_message_set_failed (message, FALSE, FALSE);
    }
}

void
spt_meeting_load_messages (SptMeeting *self)
{
  retry_failed (self);
  spt_client_send_async (self->client, SPT_ROUTE_LIST_MESSAGES,
                         (const char *[]){ self->visit_id, NULL }, NULL, NULL, self->token, NULL,
                         self->cancellable, loaded_cb, g_object_ref (self));
}
