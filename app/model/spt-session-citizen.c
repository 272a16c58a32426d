/* SPDX-License-Identifier: EUPL-1.2 */
/* The citizen's visit: entering and leaving the queue, and taking up what an earlier run left. */
#include "base/spt-id.h"
#include "model/spt-session-private.h"

const char *
spt_session_get_visit_token (SptSession *self, const char *visit_id)
{
  if (self->mode == SPT_SESSION_OPERATOR)
    return self->operator_token;
  return g_hash_table_lookup (self->tokens, visit_id);
}

static gboolean
is_alive (SptTicketState state)
{
  switch (state)
    {
    case SPT_TICKET_WAITING:
    case SPT_TICKET_AWAY:
    case SPT_TICKET_CALLED:
    case SPT_TICKET_SERVING:
    case SPT_TICKET_PARKED:
    case SPT_TICKET_TRANSFERRED:
      return TRUE;
    case SPT_TICKET_UNSET:
    case SPT_TICKET_COMPLETED:
    case SPT_TICKET_NO_SHOW:
    case SPT_TICKET_LEFT:
      return FALSE;
    }
  return FALSE;
}

/* The citizen is in the queue with this ticket. @wire: (transfer full) */
static void
enter_visit (SptSession *self, SptWireTicket *wire)
{
  g_autofree char *id = g_strdup (wire->id);
  const char *token = spt_session_get_visit_token (self, id);
  gboolean fresh =
      self->meeting == NULL || g_strcmp0 (spt_meeting_get_visit_id (self->meeting), id) != 0;

  if (fresh)
    {
      spt_session_clear_ticket (self);
      spt_session_set_visit (self, id, token);
    }
  spt_session_apply_reply (self, SPT_EVENT_TICKET, wire);
  if (fresh)
    spt_session_open_stream (self, token);
}

/* === Verbs === */

static void
ticket_done (SptSession *self, gpointer answer, GTask *task)
{
  SptWireTicket *wire = answer;

  spt_session_keep_visit (self, wire->id, wire->token);
  if (spt_session_get_visit_token (self, wire->id) == NULL)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "the ticket has no token");
      spt_wire_ticket_free (wire);
      return;
    }
  g_clear_pointer (&self->ticket_request, g_free);
  enter_visit (self, wire);
  g_task_return_boolean (task, TRUE);
}

void
spt_session_check_in_async (SptSession *self,
                            SptAppointment *appointment,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  const char *id = spt_appointment_get_id (appointment);
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_check_in_async);
  spt_session_request (self, task, SPT_ROUTE_CHECK_IN, id, NULL, NULL,
                       spt_session_get_visit_token (self, id), NULL, ticket_done);
}

gboolean
spt_session_check_in_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The same request again, after an answer that was lost, is the same ticket; after one that came it
 * is another visit. */
static void
renew_ticket_key (SptSession *self, const SptWireTicketRequest *request)
{
  g_autoptr (GBytes) json = spt_wire_write (&spt_wire_ticket_request_type, request);
  g_autofree char *text = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);

  if (g_strcmp0 (self->ticket_request, text) == 0)
    return;
  g_free (self->ticket_request);
  g_free (self->ticket_key);
  self->ticket_request = g_steal_pointer (&text);
  self->ticket_key = spt_id_new ();
}

void
spt_session_enter_queue_async (SptSession *self,
                               const SptWireTicketRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_enter_queue_async);
  renew_ticket_key (self, request);
  spt_session_request (self, task, SPT_ROUTE_CREATE_TICKET, NULL, NULL, request, NULL,
                       self->ticket_key, ticket_done);
}

gboolean
spt_session_enter_queue_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
leave_done (SptSession *self, gpointer answer, GTask *task)
{
  spt_session_apply_reply (self, SPT_EVENT_TICKET, answer);
  g_task_return_boolean (task, TRUE);
}

void
spt_session_leave_queue_async (SptSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  const char *id;

  g_task_set_source_tag (task, spt_session_leave_queue_async);
  if (self->ticket == NULL)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_WRONG_STATE, "there is no ticket");
      g_object_unref (task);
      return;
    }
  id = spt_ticket_get_id (self->ticket);
  spt_session_request (self, task, SPT_ROUTE_LEAVE_TICKET, id, NULL, NULL,
                       spt_session_get_visit_token (self, id), NULL, leave_done);
}

gboolean
spt_session_leave_queue_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forget_visit (SptSession *self, const char *visit_id)
{
  spt_secrets_clear (self->secrets, SPT_SECRET_VISIT, visit_id);
  g_hash_table_remove (self->tokens, visit_id);
}

/* A walk-in's token is of no more use when his visit is over; a booked one's shows what was there. */
void
spt_session_close_visit (SptSession *self)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  if (self->mode != SPT_SESSION_CITIZEN)
    return;
  spt_session_open_stream (self, NULL);
  if (self->ticket != NULL && !is_alive (spt_ticket_get_state (self->ticket))
      && spt_session_find_appointment (self, spt_ticket_get_id (self->ticket)) == NULL)
    forget_visit (self, spt_ticket_get_id (self->ticket));
  spt_session_clear_ticket (self);
  spt_session_set_visit (self, NULL, NULL);
}

/* === Reloading === */

/* A request of a reload: which visit it is about. */
typedef struct
{
  SptSession *session; /* borrowed: a cancelled request does not touch it */
  char *visit_id;
} Reload;

static void
reload_free (Reload *reload)
{
  g_free (reload->visit_id);
  g_free (reload);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reload, reload_free)

static void
reload (SptSession *self,
        SptRouteId route,
        const char *param,
        const char *visit_id,
        GAsyncReadyCallback callback)
{
  Reload *data = g_new0 (Reload, 1);

  data->session = self;
  data->visit_id = g_strdup (visit_id);
  spt_client_send_async (self->client, route, (const char *[]){ param, NULL }, NULL, NULL,
                         spt_session_get_visit_token (self, visit_id), NULL, self->cancellable,
                         callback, data);
}

static gboolean
is_no_ticket (const GError *error)
{
  return g_error_matches (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reload) reload = data;
  g_autoptr (GError) error = NULL;
  gpointer call = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &call, &error))
    spt_session_apply_reply (reload->session, SPT_EVENT_CALL, call);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spt_session_note_error (reload->session, error);
}

static void
ticket_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reload) asked = data;
  SptSession *self = asked->session;
  g_autoptr (GError) error = NULL;
  g_autofree char *call_id = NULL;
  gpointer answer = NULL;
  SptWireTicket *wire;
  gboolean active;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      if (is_no_ticket (error) && spt_session_find_appointment (self, asked->visit_id) == NULL)
        forget_visit (self, asked->visit_id);
      else if (!is_no_ticket (error))
        spt_session_note_error (self, error);
      return;
    }
  wire = answer;
  call_id = g_strdup (wire->call_id);
  active =
      self->meeting != NULL && g_strcmp0 (spt_meeting_get_visit_id (self->meeting), wire->id) == 0;
  if (active)
    spt_session_apply_reply (self, SPT_EVENT_TICKET, wire);
  else if (self->meeting == NULL && is_alive (wire->state))
    enter_visit (self, wire);
  else
    {
      if (!is_alive (wire->state) && spt_session_find_appointment (self, wire->id) == NULL)
        forget_visit (self, wire->id);
      spt_wire_ticket_free (wire);
      return;
    }
  if (call_id != NULL)
    reload (self, SPT_ROUTE_GET_CALL, call_id, asked->visit_id, call_cb);
}

void
spt_session_reload_ticket (SptSession *self, const char *visit_id)
{
  reload (self, SPT_ROUTE_GET_TICKET, visit_id, visit_id, ticket_cb);
}

static void
appointment_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reload) asked = data;
  SptSession *self = asked->session;
  g_autoptr (GError) error = NULL;
  gpointer appointment = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &appointment, &error))
    spt_session_apply_reply (self, SPT_EVENT_APPOINTMENT, appointment);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED))
    {
      forget_visit (self, asked->visit_id);
      return;
    }
  else if (!is_no_ticket (error))
    {
      spt_session_note_error (self, error);
      return;
    }
  spt_session_reload_ticket (self, asked->visit_id);
}

void
spt_session_reload_visit (SptSession *self)
{
  const char *visit_id;

  if (self->meeting == NULL)
    return;
  visit_id = spt_meeting_get_visit_id (self->meeting);
  reload (self, SPT_ROUTE_GET_APPOINTMENT, visit_id, visit_id, appointment_cb);
  spt_meeting_resume (self->meeting);
}

static void
reload_visits (SptSession *self)
{
  GHashTableIter iter;
  gpointer visit_id;

  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, &visit_id, NULL))
    reload (self, SPT_ROUTE_GET_APPOINTMENT, visit_id, visit_id, appointment_cb);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = spt_secrets_list_finish (SPT_SECRETS (source), result, &error);
  GHashTableIter iter;
  gpointer id, token;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      g_message ("Earlier visits are not known: %s", error->message);
      return;
    }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, &token))
    if (spt_id_is_valid (id) && spt_token_is_valid (token)
        && !g_hash_table_contains (self->tokens, id))
      g_hash_table_insert (self->tokens, g_strdup (id), g_strdup (token));
  reload_visits (self);
}

/* Once, what is kept; later, when the backend is back, what may have changed meanwhile. */
void
spt_session_restore_visits (SptSession *self)
{
  if (self->secrets_asked)
    {
      reload_visits (self);
      return;
    }
  self->secrets_asked = TRUE;
  spt_secrets_list_async (self->secrets, SPT_SECRET_VISIT, self->cancellable, listed_cb, self);
}
