/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptTicket
{
  GObject parent_instance;

  /* Owned */
  SptWireTicket *wire;
  GListModel *requirements;
  char *person_name;
};

enum
{
  PROP_PERSON_NAME = SPT_RECORD_FIRST_OWN,
  PROP_EMAIL,
  PROP_TELEPHONE,
  PROP_ADDRESS,
  PROP_CODICE_FISCALE,
  PROP_REQUIREMENTS,
};

G_DEFINE_FINAL_TYPE (SptTicket, spt_ticket, G_TYPE_OBJECT)

static const char *const person_properties[] = { "person-name", "email", "telephone", "address",
                                                 "codice-fiscale" };

static void
spt_ticket_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptTicket *self = SPT_TICKET (object);

  switch (id)
    {
    case PROP_PERSON_NAME:
      g_value_set_string (value, self->person_name);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, spt_ticket_get_email (self));
      break;
    case PROP_TELEPHONE:
      g_value_set_string (value, spt_ticket_get_telephone (self));
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, spt_ticket_get_address (self));
      break;
    case PROP_CODICE_FISCALE:
      g_value_set_string (value, spt_ticket_get_codice_fiscale (self));
      break;
    case PROP_REQUIREMENTS:
      g_value_set_object (value, self->requirements);
      break;
    default:
      if (!spt_record_get_property (&spt_wire_ticket_type, self->wire, pspec, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_ticket_finalize (GObject *object)
{
  SptTicket *self = SPT_TICKET (object);

  spt_wire_ticket_free (self->wire);
  g_clear_object (&self->requirements);
  g_free (self->person_name);
  G_OBJECT_CLASS (spt_ticket_parent_class)->finalize (object);
}

static void
spt_ticket_class_init (SptTicketClass *klass)
{
  static const char *const names[] = { "id",         "number",      "office-name", "service-name",
                                       "kind",       "state",       "channel",     "assistance",
                                       "arrived-at", "state-since", "due-at",      "position",
                                       "wait-low",   "wait-high",   "why-next",    "operator-name",
                                       "reason",     NULL };
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_ticket_get_property;
  object_class->finalize = spt_ticket_finalize;
  spt_record_install (object_class, &spt_wire_ticket_type, names);
  for (guint i = 0; i < G_N_ELEMENTS (person_properties); i++)
    g_object_class_install_property (object_class, PROP_PERSON_NAME + i,
                                     g_param_spec_string (person_properties[i], NULL, NULL, NULL,
                                                          flags));
  g_object_class_install_property (object_class, PROP_REQUIREMENTS,
                                   g_param_spec_object ("requirements", NULL, NULL,
                                                        G_TYPE_LIST_MODEL, flags));
}

static void
spt_ticket_init (SptTicket *self)
{
  self->wire = spt_wire_ticket_new ();
  self->requirements = spt_requirement_list_new (NULL);
}

SptTicket *
spt_ticket_new (const SptWireTicket *wire)
{
  SptTicket *self = g_object_new (SPT_TYPE_TICKET, NULL);

  spt_ticket_update (self, wire);
  return self;
}

/* An event tells what has changed and may leave out what has not: who comes, why and with what, and
 * the place in the queue, which is computed apart and follows. */
static SptWireTicket *
complete_from (const SptWireTicket *held, const SptWireTicket *wire)
{
  SptWireTicket *whole = spt_wire_ticket_copy (wire);

  if (whole->person == NULL)
    whole->person = spt_wire_copy (&spt_wire_visitor_type, held->person);
  if (whole->reason == NULL)
    whole->reason = g_strdup (held->reason);
  if (whole->requirements == NULL && held->requirements != NULL)
    {
      g_autoptr (SptWireTicket) copy = spt_wire_ticket_copy (held);

      whole->requirements = g_steal_pointer (&copy->requirements);
    }
  if (whole->state == SPT_TICKET_WAITING && held->state == SPT_TICKET_WAITING
      && whole->position == 0)
    {
      whole->position = held->position;
      whole->wait_low = held->wait_low;
      whole->wait_high = held->wait_high;
    }
  return whole;
}

void
spt_ticket_update (SptTicket *self, const SptWireTicket *wire)
{
  g_autoptr (SptWireTicket) whole = complete_from (self->wire, wire);
  gboolean person = !spt_record_equal (&spt_wire_visitor_type, self->wire->person, whole->person);
  gboolean requirements = !spt_requirements_equal (self->wire->requirements, whole->requirements);
  GObject *object = G_OBJECT (self);

  self->wire = spt_record_update (object, &spt_wire_ticket_type, self->wire, whole);
  if (person)
    {
      g_free (self->person_name);
      self->person_name = g_strdup_printf ("%s %s", whole->person->name, whole->person->surname);
      for (guint i = 0; i < G_N_ELEMENTS (person_properties); i++)
        g_object_notify (object, person_properties[i]);
    }
  if (requirements)
    {
      g_object_unref (self->requirements);
      self->requirements = spt_requirement_list_new (whole->requirements);
      g_object_notify (object, "requirements");
    }
  g_object_thaw_notify (object);
}

gboolean
spt_ticket_is_newer (SptTicket *self, const SptWireTicket *wire)
{
  return self->wire->state_since > wire->state_since;
}

const char *
spt_ticket_get_call_id (SptTicket *self)
{
  return self->wire->call_id;
}

static const char *
of_person (SptTicket *self, gsize offset)
{
  return self->wire->person != NULL ? G_STRUCT_MEMBER (char *, self->wire->person, offset) : NULL;
}

const char *
spt_ticket_get_id (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->id;
}

const char *
spt_ticket_get_number (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->number;
}

const char *
spt_ticket_get_office_name (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->office_name;
}

const char *
spt_ticket_get_service_name (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->service_name;
}

SptTicketKind
spt_ticket_get_kind (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), SPT_TICKET_KIND_UNSET);

  return self->wire->kind;
}

SptTicketState
spt_ticket_get_state (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), SPT_TICKET_UNSET);

  return self->wire->state;
}

SptChannel
spt_ticket_get_channel (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), SPT_CHANNEL_UNSET);

  return self->wire->channel;
}

gboolean
spt_ticket_get_assistance (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), FALSE);

  return self->wire->assistance;
}

gint64
spt_ticket_get_arrived_at (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return self->wire->arrived_at;
}

gint64
spt_ticket_get_state_since (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return self->wire->state_since;
}

gint64
spt_ticket_get_due_at (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return self->wire->due_at;
}

guint
spt_ticket_get_position (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return (guint) self->wire->position;
}

gint64
spt_ticket_get_wait_low (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return self->wire->wait_low;
}

gint64
spt_ticket_get_wait_high (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), 0);

  return self->wire->wait_high;
}

const char *
spt_ticket_get_why_next (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->why_next;
}

const char *
spt_ticket_get_operator_name (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->operator_name;
}

const char *
spt_ticket_get_person_name (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->person_name;
}

const char *
spt_ticket_get_email (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return of_person (self, G_STRUCT_OFFSET (SptWirePerson, email));
}

const char *
spt_ticket_get_telephone (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return of_person (self, G_STRUCT_OFFSET (SptWirePerson, telephone));
}

const char *
spt_ticket_get_address (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return of_person (self, G_STRUCT_OFFSET (SptWirePerson, address));
}

const char *
spt_ticket_get_codice_fiscale (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return of_person (self, G_STRUCT_OFFSET (SptWirePerson, codice_fiscale));
}

const char *
spt_ticket_get_reason (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->wire->reason;
}

GListModel *
spt_ticket_get_requirements (SptTicket *self)
{
  g_return_val_if_fail (SPT_IS_TICKET (self), NULL);

  return self->requirements;
}
