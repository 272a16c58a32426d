/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-meeting-private.h"

struct _SptDocument
{
  GObject parent_instance;

  /* Owned */
  SptWireDocument *wire; /* what is known of it; without an id until the upload began */
  GFile *source; /* what is uploaded */
  GFile *saved_file;
  SptUpload *upload;
  GCancellable *cancellable; /* of the transfer in progress */
  GError *error;

  gboolean own;
  gboolean transferring;
  double progress;
};

enum
{
  PROP_ID = 1,
  PROP_OWN,
  PROP_NAME,
  PROP_MEDIA_TYPE,
  PROP_SIZE,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_TRANSFERRING,
  PROP_ERROR,
  PROP_SAVED_FILE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptDocument, spt_document, G_TYPE_OBJECT)

static void
spt_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptDocument *self = SPT_DOCUMENT (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->wire->id);
      break;
    case PROP_OWN:
      g_value_set_boolean (value, self->own);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->wire->name);
      break;
    case PROP_MEDIA_TYPE:
      g_value_set_string (value, self->wire->media_type);
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, self->wire->size);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->wire->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_TRANSFERRING:
      g_value_set_boolean (value, self->transferring);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_SAVED_FILE:
      g_value_set_object (value, self->saved_file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_document_finalize (GObject *object)
{
  SptDocument *self = SPT_DOCUMENT (object);

  spt_wire_document_free (self->wire);
  g_clear_object (&self->source);
  g_clear_object (&self->saved_file);
  g_clear_object (&self->upload);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (spt_document_parent_class)->finalize (object);
}

static void
spt_document_class_init (SptDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_document_get_property;
  object_class->finalize = spt_document_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_OWN] = g_param_spec_boolean ("own", NULL, NULL, FALSE, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_MEDIA_TYPE] = g_param_spec_string ("media-type", NULL, NULL, NULL, flags);
  props[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SPT_TYPE_DOCUMENT_STATE, SPT_DOCUMENT_UNSET, flags);
  props[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  props[PROP_TRANSFERRING] = g_param_spec_boolean ("transferring", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_SAVED_FILE] = g_param_spec_object ("saved-file", NULL, NULL, G_TYPE_FILE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_document_init (SptDocument *self)
{
  self->wire = spt_wire_document_new ();
}

SptDocument *
spt_document_new_own (GFile *file, const char *name)
{
  SptDocument *self = g_object_new (SPT_TYPE_DOCUMENT, NULL);

  self->own = TRUE;
  self->source = g_object_ref (file);
  self->wire->name = g_strdup (name);
  self->wire->state = SPT_DOCUMENT_UPLOADING;
  return self;
}

SptDocument *
spt_document_new (const SptWireDocument *wire, SptParty own)
{
  SptDocument *self = g_object_new (SPT_TYPE_DOCUMENT, NULL);

  self->own = wire->from == own;
  spt_document_apply (self, wire);
  return self;
}

/* What the other side uploads is seen to grow. */
static void
follow_upload (SptDocument *self)
{
  if (self->own || self->wire->state != SPT_DOCUMENT_UPLOADING || self->wire->size <= 0)
    return;
  spt_document_set_progress (self, (double) self->wire->received / (double) self->wire->size);
}

void
spt_document_apply (SptDocument *self, const SptWireDocument *wire)
{
  SptWireDocument *held = self->wire;
  GObject *object = G_OBJECT (self);

  self->wire = spt_wire_document_copy (wire);
  g_object_freeze_notify (object);
  if (g_strcmp0 (held->id, wire->id) != 0)
    g_object_notify_by_pspec (object, props[PROP_ID]);
  if (g_strcmp0 (held->name, wire->name) != 0)
    g_object_notify_by_pspec (object, props[PROP_NAME]);
  if (g_strcmp0 (held->media_type, wire->media_type) != 0)
    g_object_notify_by_pspec (object, props[PROP_MEDIA_TYPE]);
  if (held->size != wire->size)
    g_object_notify_by_pspec (object, props[PROP_SIZE]);
  if (held->state != wire->state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  spt_wire_document_free (held);
  follow_upload (self);
  g_object_thaw_notify (object);
}

const SptWireDocument *
spt_document_get_wire (SptDocument *self)
{
  return self->wire;
}

const char *
spt_document_get_id (SptDocument *self)
{
  return self->wire->id;
}

void
spt_document_set_transfer (SptDocument *self, gboolean transferring, GError *error)
{
  GObject *object = G_OBJECT (self);
  gboolean changed = error != NULL || self->error != NULL;

  g_object_freeze_notify (object);
  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    g_object_notify_by_pspec (object, props[PROP_ERROR]);
  if (self->transferring != transferring)
    {
      self->transferring = transferring;
      g_object_notify_by_pspec (object, props[PROP_TRANSFERRING]);
    }
  g_object_thaw_notify (object);
}

void
spt_document_set_progress (SptDocument *self, double progress)
{
  progress = CLAMP (progress, 0.0, 1.0);
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
}

void
spt_document_set_size (SptDocument *self, gint64 size)
{
  if (self->wire->size == size)
    return;
  self->wire->size = size;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}

void
spt_document_set_state (SptDocument *self, SptDocumentState state)
{
  if (self->wire->state == state)
    return;
  self->wire->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
spt_document_set_saved_file (SptDocument *self, GFile *file)
{
  if (g_set_object (&self->saved_file, file))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVED_FILE]);
}

GFile *
spt_document_get_source (SptDocument *self)
{
  return self->source;
}

SptUpload *
spt_document_get_upload (SptDocument *self)
{
  return self->upload;
}

void
spt_document_set_upload (SptDocument *self, SptUpload *upload)
{
  g_set_object (&self->upload, upload);
}

GCancellable *
spt_document_get_cancellable (SptDocument *self)
{
  return self->cancellable;
}

GCancellable *
spt_document_renew_cancellable (SptDocument *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

gboolean
spt_document_get_own (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), FALSE);

  return self->own;
}

const char *
spt_document_get_name (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), NULL);

  return self->wire->name;
}

const char *
spt_document_get_media_type (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), NULL);

  return self->wire->media_type;
}

gint64
spt_document_get_size (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), 0);

  return self->wire->size;
}

SptDocumentState
spt_document_get_state (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), SPT_DOCUMENT_UNSET);

  return self->wire->state;
}

double
spt_document_get_progress (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), 0);

  return self->progress;
}

gboolean
spt_document_get_transferring (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), FALSE);

  return self->transferring;
}

const GError *
spt_document_get_error (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), NULL);

  return self->error;
}

GFile *
spt_document_get_saved_file (SptDocument *self)
{
  g_return_val_if_fail (SPT_IS_DOCUMENT (self), NULL);

  return self->saved_file;
}
