/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"
#include "model/spt-record.h"

struct _SptService
{
  GObject parent_instance;

  /* Owned */
  SptWireService *wire;
  SptOffice *office;
  GListModel *requirements;
  GStrv words; /* what a search may begin, folded */
};

enum
{
  PROP_OFFICE = SPT_RECORD_FIRST_OWN,
  PROP_VIDEO,
  PROP_VOICE,
  PROP_REQUIREMENTS,
};

G_DEFINE_FINAL_TYPE (SptService, spt_service, G_TYPE_OBJECT)

/* Adds the words of @text to @words in lower case and without accents. */
static void
add_words (GStrvBuilder *words, const char *text)
{
  g_autofree char *spread = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  for (const char *p = spread; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (plain, c);
      else if (!g_unichar_ismark (c))
        g_string_append_c (plain, ' ');
    }
  folded = g_utf8_casefold (plain->str, -1);
  parts = g_strsplit (folded, " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
}

static void
spt_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptService *self = SPT_SERVICE (object);

  switch (id)
    {
    case PROP_OFFICE:
      g_value_set_object (value, self->office);
      break;
    case PROP_VIDEO:
      g_value_set_boolean (value, spt_service_get_video (self));
      break;
    case PROP_VOICE:
      g_value_set_boolean (value, spt_service_get_voice (self));
      break;
    case PROP_REQUIREMENTS:
      g_value_set_object (value, self->requirements);
      break;
    default:
      if (!spt_record_get_property (&spt_wire_service_type, self->wire, pspec, value))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_service_finalize (GObject *object)
{
  SptService *self = SPT_SERVICE (object);

  spt_wire_service_free (self->wire);
  g_clear_object (&self->office);
  g_clear_object (&self->requirements);
  g_strfreev (self->words);
  G_OBJECT_CLASS (spt_service_parent_class)->finalize (object);
}

static void
spt_service_class_init (SptServiceClass *klass)
{
  static const char *const names[] = { "id",       "name",    "description", "duration",
                                       "bookable", "walk-in", NULL };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_service_get_property;
  object_class->finalize = spt_service_finalize;
  spt_record_install (object_class, &spt_wire_service_type, names);
  g_object_class_install_property (object_class, PROP_OFFICE,
                                   g_param_spec_object ("office", NULL, NULL, SPT_TYPE_OFFICE,
                                                        flags));
  g_object_class_install_property (object_class, PROP_VIDEO,
                                   g_param_spec_boolean ("video", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_VOICE,
                                   g_param_spec_boolean ("voice", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_REQUIREMENTS,
                                   g_param_spec_object ("requirements", NULL, NULL,
                                                        G_TYPE_LIST_MODEL, flags));
}

static void
spt_service_init (SptService *self)
{
}

SptService *
spt_service_new (const SptWireService *wire, SptOffice *office)
{
  SptService *self = g_object_new (SPT_TYPE_SERVICE, NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  self->wire = spt_wire_service_copy (wire);
  self->office = g_object_ref (office);
  self->requirements = spt_requirement_list_new (wire->requirements);
  add_words (words, wire->name);
  add_words (words, wire->description);
  add_words (words, spt_office_get_name (office));
  for (gsize i = 0; wire->keywords != NULL && wire->keywords[i] != NULL; i++)
    add_words (words, wire->keywords[i]);
  self->words = g_strv_builder_end (words);
  return self;
}

gboolean
spt_service_is_like (SptService *self, const SptWireService *wire, SptOffice *office)
{
  return self->office == office && spt_record_equal (&spt_wire_service_type, self->wire, wire);
}

static gboolean
begins_a_word (SptService *self, const char *beginning)
{
  for (gsize i = 0; self->words[i] != NULL; i++)
    if (g_str_has_prefix (self->words[i], beginning))
      return TRUE;
  return FALSE;
}

gboolean
spt_service_matches (SptService *self, const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;

  g_return_val_if_fail (SPT_IS_SERVICE (self), FALSE);

  add_words (builder, text);
  wanted = g_strv_builder_end (builder);
  for (gsize i = 0; wanted[i] != NULL; i++)
    if (!begins_a_word (self, wanted[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_channel (SptService *self, SptChannel channel)
{
  return self->wire->channels != NULL
         && g_strv_contains ((const char *const *) self->wire->channels,
                             spt_channel_names[channel]);
}

const char *
spt_service_get_id (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), NULL);

  return self->wire->id;
}

SptOffice *
spt_service_get_office (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), NULL);

  return self->office;
}

const char *
spt_service_get_name (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), NULL);

  return self->wire->name;
}

const char *
spt_service_get_description (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), NULL);

  return self->wire->description;
}

gint64
spt_service_get_duration (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), 0);

  return self->wire->duration;
}

gboolean
spt_service_get_video (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), FALSE);

  return has_channel (self, SPT_CHANNEL_VIDEO);
}

gboolean
spt_service_get_voice (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), FALSE);

  return has_channel (self, SPT_CHANNEL_VOICE);
}

gboolean
spt_service_get_bookable (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), FALSE);

  return self->wire->bookable;
}

gboolean
spt_service_get_walk_in (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), FALSE);

  return self->wire->walk_in;
}

GListModel *
spt_service_get_requirements (SptService *self)
{
  g_return_val_if_fail (SPT_IS_SERVICE (self), NULL);

  return self->requirements;
}
