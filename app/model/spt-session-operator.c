/* SPDX-License-Identifier: EUPL-1.2 */
/* The operator: signing in and out, the desk and its verbs. */
#include "base/spt-id.h"
#include "model/spt-session-private.h"

#define SESSION_ID "current"

/* @task: (transfer full) */
static gboolean
refuse_signed_out (SptSession *self, GTask *task)
{
  if (self->operator_token != NULL)
    return FALSE;
  g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED, "nobody is signed in");
  g_object_unref (task);
  return TRUE;
}

/* === Signing in and out === */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_secrets_store_finish (SPT_SECRETS (source), result, &error))
    g_message ("The operator is signed in only as long as this program runs: %s", error->message);
}

/* The token is good: from here on the stream brings the desk and the queue. */
static void
begin_session (SptSession *self, const char *token)
{
  g_free (self->operator_token);
  self->operator_token = g_strdup (token);
  spt_session_notify (self, SPT_SESSION_PROP_SIGNED_IN);
  spt_session_reload_desk (self);
  spt_session_open_stream (self, token);
}

void
spt_session_forget_operator (SptSession *self)
{
  if (self->operator_token == NULL)
    return;
  spt_secrets_clear (self->secrets, SPT_SECRET_OPERATOR_SESSION, SESSION_ID);
  spt_session_open_stream (self, NULL);
  g_clear_pointer (&self->operator_token, g_free);
  spt_session_set_visit (self, NULL, NULL);
  spt_session_clear_desk (self);
  spt_session_notify (self, SPT_SESSION_PROP_SIGNED_IN);
}

static void
sign_in_done (SptSession *self, gpointer answer, GTask *task)
{
  g_autoptr (SptWireOperatorSession) session = answer;

  if (session->token == NULL)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "the session has no token");
      return;
    }
  spt_secrets_store_async (self->secrets, SPT_SECRET_OPERATOR_SESSION, SESSION_ID, "Sportello",
                           session->token, NULL, stored_cb, NULL);
  begin_session (self, session->token);
  g_task_return_boolean (task, TRUE);
}

void
spt_session_sign_in_async (SptSession *self,
                           const char *username,
                           const char *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  SptWireCredentials credentials = {
    .username = (char *) username,
    .password = (char *) password,
  };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_sign_in_async);
  spt_session_request (self, task, SPT_ROUTE_CREATE_OPERATOR_SESSION, NULL, NULL, &credentials,
                       NULL, NULL, sign_in_done);
}

gboolean
spt_session_sign_in_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sign_out_done (SptSession *self, gpointer answer, GTask *task)
{
  spt_session_forget_operator (self);
  g_task_return_boolean (task, TRUE);
}

void
spt_session_sign_out_async (SptSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_sign_out_async);
  if (refuse_signed_out (self, task))
    return;
  spt_session_request (self, task, SPT_ROUTE_DELETE_OPERATOR_SESSION, NULL, NULL, NULL,
                       self->operator_token, NULL, sign_out_done);
}

gboolean
spt_session_sign_out_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* === Taking up an earlier session === */

typedef struct
{
  SptSession *session; /* borrowed: a cancelled request does not touch it */
  char *token;
} Restoring;

static void
restoring_free (Restoring *restoring)
{
  g_free (restoring->token);
  g_free (restoring);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restoring) restoring = data;
  SptSession *self = restoring->session;
  g_autoptr (GError) error = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, NULL, &error))
    {
      if (self->operator_token == NULL)
        begin_session (self, restoring->token);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED))
    spt_secrets_clear (self->secrets, SPT_SECRET_OPERATOR_SESSION, SESSION_ID);
  else
    {
      /* Asked again when the backend is back. */
      self->secrets_asked = FALSE;
      spt_session_note_error (self, error);
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = spt_secrets_list_finish (SPT_SECRETS (source), result, &error);
  const char *token = found != NULL ? g_hash_table_lookup (found, SESSION_ID) : NULL;
  Restoring *restoring;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_message ("An earlier sign-in is not known: %s", error->message);
  if (token == NULL || !spt_token_is_valid (token) || self->operator_token != NULL)
    return;
  restoring = g_new0 (Restoring, 1);
  restoring->session = self;
  restoring->token = g_strdup (token);
  spt_client_send_async (self->client, SPT_ROUTE_GET_OPERATOR_SESSION, NULL, NULL, NULL, token,
                         NULL, self->cancellable, restored_cb, restoring);
}

void
spt_session_restore_operator (SptSession *self)
{
  if (self->secrets_asked || self->operator_token != NULL)
    return;
  self->secrets_asked = TRUE;
  spt_secrets_list_async (self->secrets, SPT_SECRET_OPERATOR_SESSION, self->cancellable, listed_cb,
                          self);
}

/* === The desk === */

static void
desk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer desk = NULL;

  if (spt_client_send_finish (SPT_CLIENT (source), result, &desk, &error))
    spt_session_apply_reply (self, SPT_EVENT_DESK, desk);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spt_session_note_error (self, error);
}

static void
queue_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SptSession *self = data;
  g_autoptr (GError) error = NULL;
  gpointer answer = NULL;
  SptWireList *list;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        spt_session_note_error (self, error);
      return;
    }
  list = answer;
  spt_session_apply_reply (self, SPT_EVENT_QUEUE, g_steal_pointer (&list->items));
  spt_wire_ticket_list_free (list);
}

void
spt_session_reload_desk (SptSession *self)
{
  if (self->operator_token == NULL)
    return;
  spt_client_send_async (self->client, SPT_ROUTE_GET_DESK, NULL, NULL, NULL, self->operator_token,
                         NULL, self->cancellable, desk_cb, self);
  spt_client_send_async (self->client, SPT_ROUTE_LIST_QUEUE, NULL, NULL, NULL, self->operator_token,
                         NULL, self->cancellable, queue_cb, self);
  if (self->meeting != NULL)
    spt_meeting_resume (self->meeting);
}

static void
desk_done (SptSession *self, gpointer answer, GTask *task)
{
  spt_session_apply_reply (self, SPT_EVENT_DESK, answer);
  g_task_return_boolean (task, TRUE);
}

/* @task: (transfer full) */
static void
ask_desk (SptSession *self, GTask *task, SptRouteId route, gconstpointer body)
{
  if (refuse_signed_out (self, task))
    return;
  spt_session_request (self, task, route, NULL, NULL, body, self->operator_token, NULL, desk_done);
}

void
spt_session_set_desk_state_async (SptSession *self,
                                  SptDeskState state,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  SptWireDeskStatus status = { .state = state, .reason = (char *) reason };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_set_desk_state_async);
  ask_desk (self, task, SPT_ROUTE_SET_DESK_STATUS, &status);
}

gboolean
spt_session_set_desk_state_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
spt_session_call_next_async (SptSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_call_next_async);
  ask_desk (self, task, SPT_ROUTE_CALL_NEXT, NULL);
}

gboolean
spt_session_call_next_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
spt_session_recall_async (SptSession *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_recall_async);
  ask_desk (self, task, SPT_ROUTE_RECALL, NULL);
}

gboolean
spt_session_recall_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
spt_session_complete_async (SptSession *self,
                            SptOutcome outcome,
                            const char *notes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  SptWireCompletion completion = { .outcome = outcome, .notes = (char *) notes };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_complete_async);
  ask_desk (self, task, SPT_ROUTE_COMPLETE, &completion);
}

gboolean
spt_session_complete_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
