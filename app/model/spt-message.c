/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-clock.h"
#include "base/spt-id.h"
#include "model/spt-meeting-private.h"

struct _SptMessage
{
  GObject parent_instance;

  /* Owned */
  char *id; /* NULL until the backend has it */
  char *key;
  char *author;
  char *text;

  SptParty from;
  gint64 sent_at;
  gboolean own;
  gboolean pending;
  gboolean failed;
  gboolean again;
};

enum
{
  PROP_ID = 1,
  PROP_FROM,
  PROP_OWN,
  PROP_AUTHOR,
  PROP_TEXT,
  PROP_SENT_AT,
  PROP_PENDING,
  PROP_FAILED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptMessage, spt_message, G_TYPE_OBJECT)

static void
spt_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptMessage *self = SPT_MESSAGE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FROM:
      g_value_set_enum (value, self->from);
      break;
    case PROP_OWN:
      g_value_set_boolean (value, self->own);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SENT_AT:
      g_value_set_int64 (value, self->sent_at);
      break;
    case PROP_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    case PROP_FAILED:
      g_value_set_boolean (value, self->failed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_message_finalize (GObject *object)
{
  SptMessage *self = SPT_MESSAGE (object);

  g_free (self->id);
  g_free (self->key);
  g_free (self->author);
  g_free (self->text);
  G_OBJECT_CLASS (spt_message_parent_class)->finalize (object);
}

static void
spt_message_class_init (SptMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_message_get_property;
  object_class->finalize = spt_message_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_FROM] = g_param_spec_enum ("from", NULL, NULL, SPT_TYPE_PARTY, SPT_PARTY_UNSET, flags);
  props[PROP_OWN] = g_param_spec_boolean ("own", NULL, NULL, FALSE, flags);
  props[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_SENT_AT] = g_param_spec_int64 ("sent-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  props[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_message_init (SptMessage *self)
{
}

SptMessage *
spt_message_new_own (SptParty from, const char *text)
{
  SptMessage *self = g_object_new (SPT_TYPE_MESSAGE, NULL);

  self->key = spt_id_new ();
  self->from = from;
  self->own = TRUE;
  self->text = g_strdup (text);
  self->sent_at = spt_clock_now (&spt_clock_system);
  self->pending = TRUE;
  return self;
}

SptMessage *
spt_message_new (const SptWireMessage *wire, SptParty own)
{
  SptMessage *self = g_object_new (SPT_TYPE_MESSAGE, NULL);

  self->from = wire->from;
  self->own = wire->from == own;
  self->text = g_strdup (wire->text);
  spt_message_take (self, wire);
  return self;
}

/* The backend has it: who wrote it and when is what the backend says. */
void
spt_message_take (SptMessage *self, const SptWireMessage *wire)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (g_strcmp0 (self->id, wire->id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (wire->id);
      g_object_notify_by_pspec (object, props[PROP_ID]);
    }
  if (g_strcmp0 (self->author, wire->author) != 0)
    {
      g_free (self->author);
      self->author = g_strdup (wire->author);
      g_object_notify_by_pspec (object, props[PROP_AUTHOR]);
    }
  if (self->sent_at != wire->sent_at)
    {
      self->sent_at = wire->sent_at;
      g_object_notify_by_pspec (object, props[PROP_SENT_AT]);
    }
  if (self->pending)
    {
      self->pending = FALSE;
      g_object_notify_by_pspec (object, props[PROP_PENDING]);
    }
  if (self->failed)
    {
      self->failed = FALSE;
      g_object_notify_by_pspec (object, props[PROP_FAILED]);
    }
  g_object_thaw_notify (object);
}

/* A message that failed is not on its way; one that is tried again is. */
void
spt_message_set_failed (SptMessage *self, gboolean failed, gboolean again)
{
  GObject *object = G_OBJECT (self);

  self->again = again;
  if (self->failed == failed)
    return;
  self->failed = failed;
  self->pending = !failed;
  g_object_freeze_notify (object);
  g_object_notify_by_pspec (object, props[PROP_FAILED]);
  g_object_notify_by_pspec (object, props[PROP_PENDING]);
  g_object_thaw_notify (object);
}

gboolean
spt_message_get_again (SptMessage *self)
{
  return self->again;
}

const char *
spt_message_get_id (SptMessage *self)
{
  return self->id;
}

const char *
spt_message_get_key (SptMessage *self)
{
  return self->key;
}

SptParty
spt_message_get_from (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), SPT_PARTY_UNSET);

  return self->from;
}

gboolean
spt_message_get_own (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), FALSE);

  return self->own;
}

const char *
spt_message_get_author (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), NULL);

  return self->author;
}

const char *
spt_message_get_text (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), NULL);

  return self->text;
}

gint64
spt_message_get_sent_at (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), 0);

  return self->sent_at;
}

gboolean
spt_message_get_pending (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), FALSE);

  return self->pending;
}

gboolean
spt_message_get_failed (SptMessage *self)
{
  g_return_val_if_fail (SPT_IS_MESSAGE (self), FALSE);

  return self->failed;
}
