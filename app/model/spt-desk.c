/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptDesk
{
  GObject parent_instance;

  /* Owned */
  SptWireDesk *wire;
  SptTicket *ticket;
};

enum
{
  PROP_OPERATOR_NAME = SPT_RECORD_FIRST_OWN,
  PROP_TICKET,
};

G_DEFINE_FINAL_TYPE (SptDesk, spt_desk, G_TYPE_OBJECT)

static void
spt_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptDesk *self = SPT_DESK (object);

  switch (id)
    {
    case PROP_OPERATOR_NAME:
      g_value_set_string (value, spt_desk_get_operator_name (self));
      break;
    case PROP_TICKET:
      g_value_set_object (value, self->ticket);
      break;
    default:
      if (!spt_record_get_property (&spt_wire_desk_type, self->wire, pspec, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_desk_finalize (GObject *object)
{
  SptDesk *self = SPT_DESK (object);

  spt_wire_desk_free (self->wire);
  g_clear_object (&self->ticket);
  G_OBJECT_CLASS (spt_desk_parent_class)->finalize (object);
}

static void
spt_desk_class_init (SptDeskClass *klass)
{
  static const char *const names[] = { "state", "state-since", "reason", NULL };
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_desk_get_property;
  object_class->finalize = spt_desk_finalize;
  spt_record_install (object_class, &spt_wire_desk_type, names);
  g_object_class_install_property (object_class, PROP_OPERATOR_NAME,
                                   g_param_spec_string ("operator-name", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_TICKET,
                                   g_param_spec_object ("ticket", NULL, NULL, SPT_TYPE_TICKET,
                                                        flags));
}

static void
spt_desk_init (SptDesk *self)
{
  self->wire = spt_wire_desk_new ();
}

SptDesk *
spt_desk_new (const SptWireDesk *wire)
{
  SptDesk *self = g_object_new (SPT_TYPE_DESK, NULL);

  spt_desk_update (self, wire);
  return self;
}

/* The object of a visit stays the same as long as the visit is at the desk. */
static void
set_ticket (SptDesk *self, const SptWireTicket *wire)
{
  if (wire != NULL && self->ticket != NULL
      && g_strcmp0 (spt_ticket_get_id (self->ticket), wire->id) == 0)
    {
      spt_ticket_update (self->ticket, wire);
      return;
    }
  if (wire == NULL && self->ticket == NULL)
    return;
  g_clear_object (&self->ticket);
  if (wire != NULL)
    self->ticket = spt_ticket_new (wire);
  g_object_notify (G_OBJECT (self), "ticket");
}

void
spt_desk_update (SptDesk *self, const SptWireDesk *wire)
{
  GObject *object = G_OBJECT (self);
  gboolean changed =
      !spt_record_equal (&spt_wire_operator_type, self->wire->operator, wire->operator);

  self->wire = spt_record_update (object, &spt_wire_desk_type, self->wire, wire);
  if (changed)
    g_object_notify (object, "operator-name");
  set_ticket (self, wire->ticket);
  g_object_thaw_notify (object);
}

void
spt_desk_update_ticket (SptDesk *self, const SptWireTicket *wire)
{
  if (self->ticket != NULL && g_strcmp0 (spt_ticket_get_id (self->ticket), wire->id) == 0
      && !spt_ticket_is_newer (self->ticket, wire))
    spt_ticket_update (self->ticket, wire);
}

gboolean
spt_desk_is_newer (SptDesk *self, const SptWireDesk *wire)
{
  return self->wire->state_since > wire->state_since;
}

const char *
spt_desk_get_operator_name (SptDesk *self)
{
  g_return_val_if_fail (SPT_IS_DESK (self), NULL);

  return self->wire->operator!= NULL ? self->wire->operator->name : NULL;
}

SptDeskState
spt_desk_get_state (SptDesk *self)
{
  g_return_val_if_fail (SPT_IS_DESK (self), SPT_DESK_UNSET);

  return self->wire->state;
}

gint64
spt_desk_get_state_since (SptDesk *self)
{
  g_return_val_if_fail (SPT_IS_DESK (self), 0);

  return self->wire->state_since;
}

const char *
spt_desk_get_reason (SptDesk *self)
{
  g_return_val_if_fail (SPT_IS_DESK (self), NULL);

  return self->wire->reason;
}

SptTicket *
spt_desk_get_ticket (SptDesk *self)
{
  g_return_val_if_fail (SPT_IS_DESK (self), NULL);

  return self->ticket;
}
