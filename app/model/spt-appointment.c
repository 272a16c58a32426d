/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

/* The timer sleeps at most so long: it stands still while the computer does. */
#define LONGEST_SLEEP (60 * SPT_SECOND)

struct _SptAppointment
{
  GObject parent_instance;

  /* Owned */
  SptWireAppointment *wire;
  GListModel *requirements;
  char *person_name;

  const SptClock *clock;
  gboolean can_check_in;
  guint timer;
};

enum
{
  PROP_PERSON_NAME = SPT_RECORD_FIRST_OWN,
  PROP_EMAIL,
  PROP_REQUIREMENTS,
  PROP_CAN_CHECK_IN,
  PROP_CAN_CANCEL,
};

G_DEFINE_FINAL_TYPE (SptAppointment, spt_appointment, G_TYPE_OBJECT)

static void follow_clock (SptAppointment *self);

static gboolean
timer_cb (gpointer data)
{
  SptAppointment *self = data;

  self->timer = 0;
  follow_clock (self);
  return G_SOURCE_REMOVE;
}

/* Works out can-check-in and sleeps until it may change. After `check_in_until` one checks in all the
 * same and waits as a walk-in; the backend ends that by the state. */
static void
follow_clock (SptAppointment *self)
{
  gint64 left = self->wire->check_in_from - spt_clock_now (self->clock);
  gboolean booked = self->wire->state == SPT_APPOINTMENT_BOOKED;
  gboolean can = booked && left <= 0;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (booked && left > 0)
    self->timer = g_timeout_add ((guint) (MIN (left, LONGEST_SLEEP) / 1000 + 1), timer_cb, self);
  if (can == self->can_check_in)
    return;
  self->can_check_in = can;
  g_object_notify (G_OBJECT (self), "can-check-in");
}

static void
spt_appointment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptAppointment *self = SPT_APPOINTMENT (object);

  switch (id)
    {
    case PROP_PERSON_NAME:
      g_value_set_string (value, self->person_name);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, spt_appointment_get_email (self));
      break;
    case PROP_REQUIREMENTS:
      g_value_set_object (value, self->requirements);
      break;
    case PROP_CAN_CHECK_IN:
      g_value_set_boolean (value, self->can_check_in);
      break;
    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, spt_appointment_get_can_cancel (self));
      break;
    default:
      if (!spt_record_get_property (&spt_wire_appointment_type, self->wire, pspec, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_appointment_finalize (GObject *object)
{
  SptAppointment *self = SPT_APPOINTMENT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  spt_wire_appointment_free (self->wire);
  g_clear_object (&self->requirements);
  g_free (self->person_name);
  G_OBJECT_CLASS (spt_appointment_parent_class)->finalize (object);
}

static void
install_own (GObjectClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_object_class_install_property (klass, PROP_PERSON_NAME,
                                   g_param_spec_string ("person-name", NULL, NULL, NULL, flags));
  g_object_class_install_property (klass, PROP_EMAIL,
                                   g_param_spec_string ("email", NULL, NULL, NULL, flags));
  g_object_class_install_property (klass, PROP_REQUIREMENTS,
                                   g_param_spec_object ("requirements", NULL, NULL,
                                                        G_TYPE_LIST_MODEL, flags));
  g_object_class_install_property (klass, PROP_CAN_CHECK_IN,
                                   g_param_spec_boolean ("can-check-in", NULL, NULL, FALSE, flags));
  g_object_class_install_property (klass, PROP_CAN_CANCEL,
                                   g_param_spec_boolean ("can-cancel", NULL, NULL, FALSE, flags));
}

static void
spt_appointment_class_init (SptAppointmentClass *klass)
{
  static const char *const names[] = {
    "id",    "code", "office-name",   "service-name",   "service-id", "channel", "state",
    "start", "end",  "check-in-from", "check-in-until", "reason",     NULL
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_appointment_get_property;
  object_class->finalize = spt_appointment_finalize;
  spt_record_install (object_class, &spt_wire_appointment_type, names);
  install_own (object_class);
}

static void
spt_appointment_init (SptAppointment *self)
{
  self->wire = spt_wire_appointment_new ();
  self->clock = &spt_clock_system;
}

SptAppointment *
spt_appointment_new (const SptWireAppointment *wire, const SptClock *clock)
{
  SptAppointment *self = g_object_new (SPT_TYPE_APPOINTMENT, NULL);

  self->clock = clock;
  spt_appointment_update (self, wire);
  return self;
}

static void
derive (SptAppointment *self, gboolean requirements_changed)
{
  const SptWirePerson *person = self->wire->person;

  g_free (self->person_name);
  self->person_name =
      person != NULL ? g_strdup_printf ("%s %s", person->name, person->surname) : NULL;
  if (!requirements_changed && self->requirements != NULL)
    return;
  g_clear_object (&self->requirements);
  self->requirements = spt_requirement_list_new (self->wire->requirements);
  g_object_notify (G_OBJECT (self), "requirements");
}

void
spt_appointment_update (SptAppointment *self, const SptWireAppointment *wire)
{
  gboolean person = !spt_record_equal (&spt_wire_visitor_type, self->wire->person, wire->person);
  gboolean state = self->wire->state != wire->state;
  gboolean requirements = !spt_requirements_equal (self->wire->requirements, wire->requirements);
  GObject *object = G_OBJECT (self);

  self->wire = spt_record_update (object, &spt_wire_appointment_type, self->wire, wire);
  derive (self, requirements);
  if (person)
    {
      g_object_notify (object, "person-name");
      g_object_notify (object, "email");
    }
  if (state)
    g_object_notify (object, "can-cancel");
  follow_clock (self);
  g_object_thaw_notify (object);
}

gboolean
spt_appointment_is_newer (SptAppointment *self, const SptWireAppointment *wire)
{
  return self->wire->version > wire->version;
}

const char *
spt_appointment_get_id (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->id;
}

const char *
spt_appointment_get_code (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->code;
}

const char *
spt_appointment_get_office_name (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->office_name;
}

const char *
spt_appointment_get_service_name (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->service_name;
}

const char *
spt_appointment_get_service_id (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->service_id;
}

SptChannel
spt_appointment_get_channel (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), SPT_CHANNEL_UNSET);

  return self->wire->channel;
}

SptAppointmentState
spt_appointment_get_state (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), SPT_APPOINTMENT_UNSET);

  return self->wire->state;
}

gint64
spt_appointment_get_start (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), 0);

  return self->wire->start;
}

gint64
spt_appointment_get_end (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), 0);

  return self->wire->end;
}

gint64
spt_appointment_get_check_in_from (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), 0);

  return self->wire->check_in_from;
}

gint64
spt_appointment_get_check_in_until (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), 0);

  return self->wire->check_in_until;
}

const char *
spt_appointment_get_person_name (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->person_name;
}

const char *
spt_appointment_get_email (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->person != NULL ? self->wire->person->email : NULL;
}

const char *
spt_appointment_get_reason (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->wire->reason;
}

GListModel *
spt_appointment_get_requirements (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), NULL);

  return self->requirements;
}

gboolean
spt_appointment_get_can_check_in (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), FALSE);

  return self->can_check_in;
}

gboolean
spt_appointment_get_can_cancel (SptAppointment *self)
{
  g_return_val_if_fail (SPT_IS_APPOINTMENT (self), FALSE);

  return self->wire->state == SPT_APPOINTMENT_BOOKED;
}
