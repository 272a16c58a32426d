/* SPDX-License-Identifier: EUPL-1.2 */
/* The one place where the app's truth changes: events of the stream and answers to requests come here
 * in the same form. They may come twice, and an answer may be older than an event that overtook it:
 * what was told before what is known is passed over. */
#include "model/spt-session-private.h"

/* === The organization === */

void
spt_session_apply_organization (SptSession *self, const SptWireOrganization *organization)
{
  GTimeZone *zone = g_time_zone_new_identifier (organization->time_zone);

  spt_wire_organization_free (self->organization);
  self->organization = spt_wire_organization_copy (organization);
  if (zone != NULL)
    {
      g_time_zone_unref (self->zone);
      self->zone = zone;
      spt_session_notify (self, SPT_SESSION_PROP_ZONE);
    }
  spt_session_notify (self, SPT_SESSION_PROP_ORGANIZATION_NAME);
  spt_session_notify (self, SPT_SESSION_PROP_PRIVACY_NOTICE);
  spt_session_notify (self, SPT_SESSION_PROP_PRIVACY_VERSION);
}

static SptOffice *
find_office (SptSession *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->offices);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SptOffice) office = g_list_model_get_item (model, i);

      if (g_strcmp0 (spt_office_get_id (office), id) == 0)
        return office;
    }
  return NULL;
}

void
spt_session_apply_offices (SptSession *self, GPtrArray *offices)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < offices->len; i++)
    {
      const SptWireOffice *wire = g_ptr_array_index (offices, i);
      SptOffice *office = find_office (self, wire->id);

      if (office != NULL)
        spt_office_update (g_object_ref (office), wire);
      else
        office = spt_office_new (wire);
      g_ptr_array_add (items, office);
    }
  spt_store_assign (self->offices, items);
}

static SptService *
find_service (SptSession *self, const SptWireService *wire, SptOffice *office)
{
  GListModel *model = G_LIST_MODEL (self->services);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SptService) service = g_list_model_get_item (model, i);

      if (spt_service_is_like (service, wire, office))
        return service;
    }
  return NULL;
}

void
spt_session_apply_services (SptSession *self, GPtrArray *services)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < services->len; i++)
    {
      const SptWireService *wire = g_ptr_array_index (services, i);
      SptOffice *office = find_office (self, wire->office_id);
      SptService *service;

      if (office == NULL)
        {
          g_message ("The service %s belongs to no office", wire->id);
          continue;
        }
      service = find_service (self, wire, office);
      g_ptr_array_add (items,
                       service != NULL ? g_object_ref (service) : spt_service_new (wire, office));
    }
  spt_store_assign (self->services, items);
}

/* === Appointments === */

SptAppointment *
spt_session_find_appointment (SptSession *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->appointments);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SptAppointment) appointment = g_list_model_get_item (model, i);

      if (g_strcmp0 (spt_appointment_get_id (appointment), id) == 0)
        return appointment;
    }
  return NULL;
}

static int
by_start (gconstpointer one, gconstpointer other, gpointer data)
{
  gint64 a = spt_appointment_get_start ((SptAppointment *) one);
  gint64 b = spt_appointment_get_start ((SptAppointment *) other);

  return a < b ? -1 : a > b;
}

static void
apply_appointment (SptSession *self, const SptWireAppointment *wire)
{
  SptAppointment *known = spt_session_find_appointment (self, wire->id);
  g_autoptr (SptAppointment) fresh = NULL;

  if (self->mode != SPT_SESSION_CITIZEN || !g_hash_table_contains (self->tokens, wire->id))
    return;
  if (known == NULL)
    {
      fresh = spt_appointment_new (wire, &spt_clock_system);
      g_list_store_insert_sorted (self->appointments, fresh, by_start, NULL);
      return;
    }
  if (spt_appointment_is_newer (known, wire))
    return;
  spt_appointment_update (known, wire);
  g_list_store_sort (self->appointments, by_start, NULL);
}

/* === The visit === */

static void
meeting_reply_cb (SptMeeting *meeting, const SptWireEvent *event, SptSession *self)
{
  spt_session_apply (self, event);
}

static void
meeting_trouble_cb (SptMeeting *meeting, const GError *error, SptSession *self)
{
  spt_session_note_error (self, error);
}

void
spt_session_set_visit (SptSession *self, const char *visit_id, const char *token)
{
  SptParty own = self->mode == SPT_SESSION_CITIZEN ? SPT_PARTY_CITIZEN : SPT_PARTY_OPERATOR;

  if (self->meeting != NULL && g_strcmp0 (spt_meeting_get_visit_id (self->meeting), visit_id) == 0)
    return;
  if (self->meeting == NULL && visit_id == NULL)
    return;
  if (self->meeting != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->meeting, self);
      spt_meeting_close (self->meeting);
      g_clear_object (&self->meeting);
    }
  if (visit_id != NULL)
    {
      self->meeting = spt_meeting_new (self->client, own, visit_id, token, self->media);
      g_signal_connect_object (self->meeting, "reply", G_CALLBACK (meeting_reply_cb), self, 0);
      g_signal_connect_object (self->meeting, "trouble", G_CALLBACK (meeting_trouble_cb), self, 0);
      spt_meeting_resume (self->meeting);
    }
  spt_session_notify (self, SPT_SESSION_PROP_MEETING);
}

static gboolean
is_of_visit (SptSession *self, const char *visit_id)
{
  return self->meeting != NULL
         && g_strcmp0 (spt_meeting_get_visit_id (self->meeting), visit_id) == 0;
}

/* Who waits again after a call that came to nothing has no call; who is done has none that lives. */
static void
settle_call (SptSession *self)
{
  if (self->ticket == NULL || self->meeting == NULL)
    return;
  switch (spt_ticket_get_state (self->ticket))
    {
    case SPT_TICKET_WAITING:
    case SPT_TICKET_AWAY:
      if (spt_meeting_get_state (self->meeting) == SPT_MEETING_ENDED)
        spt_meeting_forget_call (self->meeting);
      break;
    case SPT_TICKET_COMPLETED:
    case SPT_TICKET_NO_SHOW:
    case SPT_TICKET_LEFT:
      spt_meeting_finish_call (self->meeting);
      break;
    case SPT_TICKET_UNSET:
    case SPT_TICKET_CALLED:
    case SPT_TICKET_SERVING:
    case SPT_TICKET_PARKED:
    case SPT_TICKET_TRANSFERRED:
      break;
    }
}

static void
apply_citizen_ticket (SptSession *self, const SptWireTicket *wire)
{
  if (!is_of_visit (self, wire->id))
    return;
  if (self->ticket == NULL || g_strcmp0 (spt_ticket_get_id (self->ticket), wire->id) != 0)
    {
      g_clear_object (&self->ticket);
      self->ticket = spt_ticket_new (wire);
      spt_session_notify (self, SPT_SESSION_PROP_TICKET);
    }
  else if (!spt_ticket_is_newer (self->ticket, wire))
    spt_ticket_update (self->ticket, wire);
  settle_call (self);
}

void
spt_session_clear_ticket (SptSession *self)
{
  if (self->ticket == NULL)
    return;
  g_clear_object (&self->ticket);
  spt_session_notify (self, SPT_SESSION_PROP_TICKET);
}

/* === The operator === */

static SptTicket *
find_queued (SptSession *self, const char *id, guint *at)
{
  GListModel *model = G_LIST_MODEL (self->queue);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SptTicket) ticket = g_list_model_get_item (model, i);

      if (g_strcmp0 (spt_ticket_get_id (ticket), id) != 0)
        continue;
      if (at != NULL)
        *at = i;
      return ticket;
    }
  return NULL;
}

static gboolean
is_queued (SptTicketState state)
{
  return state == SPT_TICKET_WAITING || state == SPT_TICKET_AWAY;
}

/* Who was called goes from the queue at once; the whole queue follows within a second. */
static void
apply_operator_ticket (SptSession *self, const SptWireTicket *wire)
{
  guint at = 0;
  SptTicket *queued = find_queued (self, wire->id, &at);

  if (self->desk != NULL)
    spt_desk_update_ticket (self->desk, wire);
  if (queued == NULL || spt_ticket_is_newer (queued, wire))
    return;
  if (is_queued (wire->state))
    spt_ticket_update (queued, wire);
  else
    g_list_store_remove (self->queue, at);
}

static void
apply_queue (SptSession *self, GPtrArray *queue)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->operator_token == NULL)
    return;
  for (guint i = 0; queue != NULL && i < queue->len; i++)
    {
      const SptWireTicket *wire = g_ptr_array_index (queue, i);
      SptTicket *ticket = find_queued (self, wire->id, NULL);

      if (ticket != NULL)
        spt_ticket_update (g_object_ref (ticket), wire);
      else
        ticket = spt_ticket_new (wire);
      g_ptr_array_add (items, ticket);
    }
  spt_store_assign (self->queue, items);
}

static void
apply_desk (SptSession *self, const SptWireDesk *wire)
{
  if (self->operator_token == NULL || (self->desk != NULL && spt_desk_is_newer (self->desk, wire)))
    return;
  if (self->desk == NULL)
    {
      self->desk = spt_desk_new (wire);
      spt_session_notify (self, SPT_SESSION_PROP_DESK);
    }
  else
    spt_desk_update (self->desk, wire);
  spt_session_set_visit (self, wire->ticket != NULL ? wire->ticket->id : NULL,
                         self->operator_token);
  if (self->meeting != NULL && wire->call != NULL)
    spt_meeting_apply_call (self->meeting, wire->call);
}

void
spt_session_clear_desk (SptSession *self)
{
  g_list_store_remove_all (self->queue);
  if (self->desk == NULL)
    return;
  g_clear_object (&self->desk);
  spt_session_notify (self, SPT_SESSION_PROP_DESK);
}

/* === Calls === */

/* Each ring is told once, however often it is heard of. */
static void
tell_ring (SptSession *self, const SptWireCall *call)
{
  g_autofree char *ring = g_strdup_printf ("%s %" G_GINT64_FORMAT, call->id, call->attempt);

  if (self->mode != SPT_SESSION_CITIZEN
      || spt_meeting_get_state (self->meeting) != SPT_MEETING_RINGING
      || g_strcmp0 (self->rung, ring) == 0)
    return;
  g_free (self->rung);
  self->rung = g_steal_pointer (&ring);
  spt_session_emit_incoming_call (self);
}

static void
apply_call (SptSession *self, const SptWireCall *call)
{
  if (!is_of_visit (self, call->visit_id))
    return;
  spt_meeting_apply_call (self->meeting, call);
  settle_call (self);
  tell_ring (self, call);
}

/* === All === */

static void
apply_ticket (SptSession *self, const SptWireTicket *ticket)
{
  if (self->mode == SPT_SESSION_CITIZEN)
    apply_citizen_ticket (self, ticket);
  else
    apply_operator_ticket (self, ticket);
}

void
spt_session_apply (SptSession *self, const SptWireEvent *event)
{
  g_return_if_fail (SPT_IS_SESSION (self));
  g_return_if_fail (event != NULL);

  switch (event->kind)
    {
    case SPT_EVENT_UNSET:
      break;
    case SPT_EVENT_APPOINTMENT:
      if (event->appointment != NULL)
        apply_appointment (self, event->appointment);
      break;
    case SPT_EVENT_TICKET:
      if (event->ticket != NULL)
        apply_ticket (self, event->ticket);
      break;
    case SPT_EVENT_DESK:
      if (event->desk != NULL)
        apply_desk (self, event->desk);
      break;
    case SPT_EVENT_CALL:
      if (event->call != NULL)
        apply_call (self, event->call);
      break;
    case SPT_EVENT_SIGNAL:
      if (event->signal != NULL && self->meeting != NULL)
        spt_meeting_apply_signal (self->meeting, event->signal);
      break;
    case SPT_EVENT_MESSAGE:
      if (event->message != NULL && is_of_visit (self, event->message->visit_id))
        spt_meeting_apply_message (self->meeting, event->message);
      break;
    case SPT_EVENT_DOCUMENT:
      if (event->document != NULL && is_of_visit (self, event->document->visit_id))
        spt_meeting_apply_document (self->meeting, event->document);
      break;
    case SPT_EVENT_QUEUE:
      apply_queue (self, event->queue);
      break;
    }
}

void
spt_session_apply_reply (SptSession *self, SptEventKind kind, gpointer value)
{
  g_autoptr (SptWireEvent) event = spt_wire_event_new ();

  event->kind = kind;
  event->at = spt_clock_now (&spt_clock_system);
  if (kind == SPT_EVENT_APPOINTMENT)
    event->appointment = value;
  else if (kind == SPT_EVENT_TICKET)
    event->ticket = value;
  else if (kind == SPT_EVENT_DESK)
    event->desk = value;
  else if (kind == SPT_EVENT_CALL)
    event->call = value;
  else if (kind == SPT_EVENT_QUEUE)
    event->queue = value;
  else
    g_return_if_reached ();
  spt_session_apply (self, event);
}
