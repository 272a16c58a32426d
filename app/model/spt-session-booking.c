/* SPDX-License-Identifier: EUPL-1.2 */
/* Days, slots, holds and bookings. */
#include "base/spt-id.h"
#include "model/spt-link.h"
#include "model/spt-session-private.h"

/* === Days and slots === */

static void
days_done (SptSession *self, gpointer answer, GTask *task)
{
  SptWireList *list = answer;
  GListStore *store = g_list_store_new (SPT_TYPE_DAY);

  for (guint i = 0; i < list->items->len; i++)
    {
      g_autoptr (SptDay) day = spt_day_new (g_ptr_array_index (list->items, i));

      g_list_store_append (store, day);
    }
  spt_wire_day_list_free (list);
  g_task_return_pointer (task, store, g_object_unref);
}

void
spt_session_load_days_async (SptSession *self,
                             SptService *service,
                             const char *month,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  SptWireDayQuery query = { .month = (char *) month };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_load_days_async);
  spt_session_request (self, task, SPT_ROUTE_LIST_DAYS, spt_service_get_id (service), &query, NULL,
                       NULL, NULL, days_done);
}

GListModel *
spt_session_load_days_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slots_done (SptSession *self, gpointer answer, GTask *task)
{
  SptWireList *list = answer;
  GListStore *store = g_list_store_new (SPT_TYPE_SLOT);

  for (guint i = 0; i < list->items->len; i++)
    {
      g_autoptr (SptSlot) slot = spt_slot_new (g_ptr_array_index (list->items, i));

      g_list_store_append (store, slot);
    }
  spt_wire_slot_list_free (list);
  g_task_return_pointer (task, store, g_object_unref);
}

void
spt_session_load_slots_async (SptSession *self,
                              SptService *service,
                              const char *date,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  SptWireSlotQuery query = { .date = (char *) date };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_load_slots_async);
  spt_session_request (self, task, SPT_ROUTE_LIST_SLOTS, spt_service_get_id (service), &query, NULL,
                       NULL, NULL, slots_done);
}

GListModel *
spt_session_load_slots_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* === Holds === */

static void
hold_done (SptSession *self, gpointer answer, GTask *task)
{
  SptWireHold *hold = answer;

  if (hold->token == NULL)
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "the hold has no token");
      spt_wire_hold_free (hold);
      return;
    }
  g_task_return_pointer (task, hold, (GDestroyNotify) spt_wire_hold_free);
}

void
spt_session_hold_async (SptSession *self,
                        SptService *service,
                        SptSlot *slot,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  SptWireHoldRequest request = {
    .service_id = (char *) spt_service_get_id (service),
    .start = spt_slot_get_start (slot),
  };
  g_autofree char *key = spt_id_new ();
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_hold_async);
  spt_session_request (self, task, SPT_ROUTE_CREATE_HOLD, NULL, NULL, &request, NULL, key,
                       hold_done);
}

SptWireHold *
spt_session_hold_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
released_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, NULL, &error))
    g_debug ("The slot stays held until it expires: %s", error->message);
}

void
spt_session_release_hold (SptSession *self, const SptWireHold *hold)
{
  g_return_if_fail (SPT_IS_SESSION (self));
  g_return_if_fail (hold != NULL);

  spt_client_send_async (self->client, SPT_ROUTE_DELETE_HOLD, (const char *[]){ hold->id, NULL },
                         NULL, NULL, hold->token, NULL, NULL, released_cb, NULL);
}

/* === Bookings === */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_secrets_store_finish (SPT_SECRETS (source), result, &error))
    g_message ("The visit is known only as long as this program runs: %s", error->message);
}

void
spt_session_keep_visit (SptSession *self, const char *visit_id, const char *token)
{
  if (token == NULL)
    return;
  g_hash_table_insert (self->tokens, g_strdup (visit_id), g_strdup (token));
  spt_secrets_store_async (self->secrets, SPT_SECRET_VISIT, visit_id, "Sportello", token, NULL,
                           stored_cb, NULL);
}

/* An appointment that came with its token, from a booking or by its code. */
static void
appointment_done (SptSession *self, gpointer answer, GTask *task)
{
  SptWireAppointment *wire = answer;
  g_autofree char *id = g_strdup (wire->id);
  SptAppointment *appointment;

  spt_session_keep_visit (self, wire->id, wire->token);
  spt_session_apply_reply (self, SPT_EVENT_APPOINTMENT, wire);
  appointment = spt_session_find_appointment (self, id);
  if (appointment != NULL)
    g_task_return_pointer (task, g_object_ref (appointment), g_object_unref);
  else
    g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "the appointment has no token");
}

/* The key is the request's own fingerprint: the same request again is the same booking, and a
 * corrected one is another. */
static char *
key_of (const SptType *type, gconstpointer request)
{
  g_autoptr (GBytes) json = spt_wire_write (type, request);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
}

void
spt_session_book_async (SptSession *self,
                        const SptWireHold *hold,
                        const SptWireAppointmentRequest *request,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (SptWireAppointmentRequest) whole = spt_wire_appointment_request_copy (request);
  g_autofree char *key = NULL;
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_free (whole->hold_id);
  whole->hold_id = g_strdup (hold->id);
  key = key_of (&spt_wire_appointment_request_type, whole);
  g_task_set_source_tag (task, spt_session_book_async);
  spt_session_request (self, task, SPT_ROUTE_CREATE_APPOINTMENT, NULL, NULL, whole, hold->token,
                       key, appointment_done);
}

SptAppointment *
spt_session_book_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
spt_session_open_appointment_async (SptSession *self,
                                    const char *code,
                                    const char *email,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_autofree char *normal = spt_code_normalize (code);
  SptWireAccessRequest request = { .code = normal, .email = (char *) email };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_open_appointment_async);
  if (normal == NULL)
    {
      GError *error = NULL;

      spt_set_field_error (&error, "code", "is not a booking code");
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  spt_session_request (self, task, SPT_ROUTE_ACCESS_APPOINTMENT, NULL, NULL, &request, NULL, NULL,
                       appointment_done);
}

SptAppointment *
spt_session_open_appointment_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* === Links === */

/* A link that is being opened. */
typedef struct
{
  char *visit_id;
  char *token;
} Link;

static void
link_free (Link *link)
{
  g_free (link->visit_id);
  g_free (link->token);
  g_free (link);
}

/* Nobody learns from the answer whether there is such a visit. */
static void
link_failed (SptSession *self, GTask *task, GError *error)
{
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_UNAUTHENTICATED)
      || g_error_matches (error, SPT_ERROR, SPT_ERROR_FORBIDDEN)
      || g_error_matches (error, SPT_ERROR, SPT_ERROR_NOT_FOUND))
    {
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_NOT_FOUND, "there is no such booking");
      g_error_free (error);
      return;
    }
  spt_session_note_error (self, error);
  g_task_return_error (task, error);
}

static void
link_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptSession *self = g_task_get_source_object (task);
  Link *link = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = NULL;

  if (!spt_client_send_finish (SPT_CLIENT (source), result, &answer, &error))
    {
      link_failed (self, task, error);
      return;
    }
  if (g_strcmp0 (((SptWireAppointment *) answer)->id, link->visit_id) != 0)
    {
      spt_wire_appointment_free (answer);
      g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "it is another appointment");
      return;
    }
  spt_session_keep_visit (self, link->visit_id, link->token);
  appointment_done (self, answer, task);
  spt_session_reload_ticket (self, link->visit_id);
}

void
spt_session_open_link_async (SptSession *self,
                             const char *link,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Link *parts = g_new0 (Link, 1);

  g_task_set_source_tag (task, spt_session_open_link_async);
  g_task_set_task_data (task, parts, (GDestroyNotify) link_free);
  if (!spt_link_parse (link, &parts->visit_id, &parts->token))
    {
      GError *error = NULL;

      spt_set_field_error (&error, "link", "is not a link to an appointment");
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  spt_client_send_async (self->client, SPT_ROUTE_GET_APPOINTMENT,
                         (const char *[]){ parts->visit_id, NULL }, NULL, NULL, parts->token, NULL,
                         cancellable, link_opened_cb, task);
}

SptAppointment *
spt_session_open_link_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* === Cancelling, and the calendar === */

static void
cancel_done (SptSession *self, gpointer answer, GTask *task)
{
  spt_session_apply_reply (self, SPT_EVENT_APPOINTMENT, answer);
  g_task_return_boolean (task, TRUE);
}

void
spt_session_cancel_async (SptSession *self,
                          SptAppointment *appointment,
                          const char *reason,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  const char *id = spt_appointment_get_id (appointment);
  SptWireCancellation cancellation = { .reason = (char *) reason };
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_cancel_async);
  spt_session_request (self, task, SPT_ROUTE_CANCEL_APPOINTMENT, id, NULL, &cancellation,
                       spt_session_get_visit_token (self, id), NULL, cancel_done);
}

gboolean
spt_session_cancel_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
calendar_done (SptSession *self, gpointer answer, GTask *task)
{
  g_task_return_pointer (task, answer, (GDestroyNotify) g_bytes_unref);
}

void
spt_session_load_calendar_async (SptSession *self,
                                 SptAppointment *appointment,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  const char *id = spt_appointment_get_id (appointment);
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, spt_session_load_calendar_async);
  spt_session_request (self, task, SPT_ROUTE_GET_CALENDAR, id, NULL, NULL,
                       spt_session_get_visit_token (self, id), NULL, calendar_done);
}

GBytes *
spt_session_load_calendar_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
