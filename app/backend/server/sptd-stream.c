/* SPDX-License-Identifier: EUPL-1.2 */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-stream.h"

#include <string.h>

#include "backend/store/sptd-store-calls.h"
#include "backend/store/sptd-store-desks.h"
#include "backend/store/sptd-store-events.h"
#include "backend/store/sptd-store-operators.h"
#include "backend/store/sptd-store-visits.h"
#include "backend/store/sptd-vault.h"

/* Who was away for more events than these gets none of them: the present state, which every stream
 * begins with, tells what he needs. */
#define MAX_MISSED 2000

/**
 * sptd_stream_start_free:
 * @self: (nullable) (transfer full): a beginning
 */
void
sptd_stream_start_free (SptdStreamStart *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->token_hash);
  g_strfreev (self->office_ids);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self->derived);
  g_free (self);
}

/**
 * sptd_stream_append_event:
 * @text: where to
 * @id: the event's number; 0 for one that is derived and cannot be resumed from
 * @kind: what it tells
 * @data: the JSON of an Event, on one line
 *
 * Writes an event as the stream has it (WHATWG HTML, "Server-sent events").
 */
void
sptd_stream_append_event (GString *text, gint64 id, SptEventKind kind, const char *data)
{
  if (id > 0)
    g_string_append_printf (text, "id: %" G_GINT64_FORMAT "\n", id);
  g_string_append_printf (text, "event: %s\ndata: %s\n\n",
                          spt_wire_enum_name (spt_event_kind_names, (int) kind), data);
}

static char *
event_to_json (const SptWireEvent *event)
{
  g_autoptr (GBytes) json = spt_wire_write (&spt_wire_event_type, event);

  return g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
}

/* Loading what is not there is no error for a stream: it goes without. */
static gboolean
is_absence (GError **local, GError **error)
{
  if (g_error_matches (*local, SPT_ERROR, SPT_ERROR_NOT_FOUND))
    {
      g_clear_error (local);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (local));
  return FALSE;
}

/**
 * sptd_stream_append_state:
 * @text: where to
 * @event: a present state
 * @now: microseconds
 *
 * Writes a state as an event without a number.
 */
void
sptd_stream_append_state (GString *text, SptWireEvent *event, gint64 now)
{
  g_autofree char *json = NULL;

  event->at = now;
  json = event_to_json (event);
  sptd_stream_append_event (text, 0, event->kind, json);
}

/**
 * sptd_stream_fingerprint:
 * @event: a present state
 *
 * Returns: (transfer full): what is equal where the states are, whenever they were
 */
char *
sptd_stream_fingerprint (SptWireEvent *event)
{
  g_autofree char *json = NULL;

  event->at = 0;
  json = event_to_json (event);
  return sptd_vault_digest (json, strlen (json));
}

static gboolean
append_call (SptdApi *api, GString *text, const char *call_id, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();
  g_autoptr (GError) local = NULL;

  event->kind = SPT_EVENT_CALL;
  event->call = sptd_store_call_load (api->database, call_id, &local);
  if (event->call == NULL)
    return is_absence (&local, error);
  if (event->call->ice_servers == NULL && api->ice_servers != NULL)
    event->call->ice_servers = g_ptr_array_ref (api->ice_servers);
  sptd_stream_append_state (text, event, now);
  return TRUE;
}

/* The present state of a citizen: the appointment, the ticket and its call. */
static gboolean
append_citizen (SptdApi *api, SptdStreamStart *start, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) booked = spt_wire_event_new ();
  g_autoptr (SptWireEvent) queued = spt_wire_event_new ();
  g_autoptr (GError) local = NULL;

  booked->kind = SPT_EVENT_APPOINTMENT;
  booked->appointment = sptd_store_appointment_load (api->database, start->subject, &local);
  if (booked->appointment == NULL && !is_absence (&local, error))
    return FALSE;
  if (booked->appointment != NULL)
    sptd_stream_append_state (start->text, booked, now);

  queued->kind = SPT_EVENT_TICKET;
  queued->ticket = sptd_store_ticket_load (api->database, start->subject, now, TRUE, &local);
  if (queued->ticket == NULL)
    return is_absence (&local, error);
  sptd_stream_append_state (start->text, queued, now);
  start->derived = sptd_stream_fingerprint (queued);
  return queued->ticket->call_id == NULL
         || append_call (api, start->text, queued->ticket->call_id, now, error);
}

/* The present state of an operator: the desk and the queue. */
static gboolean
append_operator (SptdApi *api, SptdStreamStart *start, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) desk = spt_wire_event_new ();
  g_autoptr (SptWireEvent) queue = spt_wire_event_new ();

  desk->kind = SPT_EVENT_DESK;
  desk->desk = sptd_store_desk_load (api->database, start->subject, now, error);
  if (desk->desk == NULL)
    return FALSE;
  sptd_stream_append_state (start->text, desk, now);

  queue->kind = SPT_EVENT_QUEUE;
  queue->queue = sptd_store_queue_load (api->database, start->subject, now, error);
  if (queue->queue == NULL)
    return FALSE;
  sptd_stream_append_state (start->text, queue, now);
  start->derived = sptd_stream_fingerprint (queue);
  return TRUE;
}

/**
 * sptd_stream_derive:
 * @api: a worker's
 * @role: citizen or operator
 * @subject: the visit's or the operator's id
 * @now: microseconds
 * @error: why not
 *
 * What moves without an event of its own: position and wait of a citizen, the queue of an operator.
 *
 * Returns: (transfer full) (nullable): the state; %NULL without an error where there is none
 */
SptWireEvent *
sptd_stream_derive (SptdApi *api, SptRole role, const char *subject, gint64 now, GError **error)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();
  g_autoptr (GError) local = NULL;
  gboolean found;

  if (role == SPT_ROLE_OPERATOR)
    {
      event->kind = SPT_EVENT_QUEUE;
      event->queue = sptd_store_queue_load (api->database, subject, now, &local);
      found = event->queue != NULL;
    }
  else
    {
      event->kind = SPT_EVENT_TICKET;
      event->ticket = sptd_store_ticket_load (api->database, subject, now, TRUE, &local);
      found = event->ticket != NULL;
    }
  if (found)
    return g_steal_pointer (&event);
  is_absence (&local, error);
  return NULL;
}

static gboolean
load_offices (SptdApi *api, SptdStreamStart *start, GError **error)
{
  g_autoptr (SptWireOperator) who = NULL;
  g_autofree char *office = NULL;

  if (start->role == SPT_ROLE_OPERATOR)
    {
      who = sptd_store_operator_load (api->database, start->subject, error);
      if (who == NULL)
        return FALSE;
      start->office_ids = g_strdupv (who->office_ids);
      return TRUE;
    }
  office = sptd_store_visit_office (api->database, start->subject, error);
  if (office == NULL)
    return FALSE;
  start->office_ids = g_new0 (char *, 2);
  start->office_ids[0] = g_steal_pointer (&office);
  return TRUE;
}

/* The number that a stream goes on behind, as the peer has it: -1 where it begins anew. */
static gint64
resume_from (const SptdRequest *request)
{
  const char *text = g_hash_table_lookup (request->headers, "last-event-id");
  gint64 id = -1;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &id, NULL))
    return -1;
  return id;
}

static gboolean
append_missed (SptdApi *api, SptdStreamStart *start, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) events =
      start->role == SPT_ROLE_OPERATOR
          ? sptd_store_events_of_operator (api->database, start->subject, after, MAX_MISSED, error)
          : sptd_store_events_of_visit (api->database, start->subject, after, MAX_MISSED, error);

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len && events->len < MAX_MISSED; i++)
    {
      const SptdStoredEvent *event = g_ptr_array_index (events, i);

      sptd_stream_append_event (start->text, event->id, event->kind, event->data);
      start->last_id = MAX (start->last_id, event->id);
    }
  return TRUE;
}

/**
 * sptd_stream_start_new:
 * @api: a worker's
 * @request: the request for the stream; `Last-Event-ID` resumes
 * @error: of the domain SPT_ERROR, or the database's
 *
 * Reads what a stream begins with. The number behind which it goes on is read before the state, so
 * that what happens meanwhile is told twice rather than not at all.
 *
 * Returns: (transfer full) (nullable): the beginning
 */
SptdStreamStart *
sptd_stream_start_new (SptdApi *api, const SptdRequest *request, GError **error)
{
  SptdStreamStart *start = g_new0 (SptdStreamStart, 1);
  gint64 after = resume_from (request);
  gboolean good;

  start->role = request->caller.role;
  start->subject = g_strdup (request->caller.subject);
  start->token_hash = g_strdup (request->caller.token_hash);
  start->text = g_string_new ("retry: 1000\n\n");
  start->last_id = sptd_store_event_last (api->database, error);
  good = start->last_id >= 0 && load_offices (api, start, error);
  /* A number that was never given: the peer remembers another database. */
  if (good && after >= 0 && after <= start->last_id)
    good = append_missed (api, start, after, error);
  /* An id without data dispatches nothing and is remembered all the same. */
  if (good)
    g_string_append_printf (start->text, "id: %" G_GINT64_FORMAT "\n\n", start->last_id);
  good = good
         && (start->role == SPT_ROLE_OPERATOR ? append_operator (api, start, request->now, error)
                                              : append_citizen (api, start, request->now, error));
  if (good)
    return start;
  sptd_stream_start_free (start);
  return NULL;
}
