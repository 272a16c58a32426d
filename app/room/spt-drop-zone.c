/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-drop-zone.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* How long a refusal can be read. */
#define REFUSAL_SECONDS 8

struct _SptDropZone
{
  AdwBin parent_instance;

  /* Owned */
  SptMeeting *meeting;
  GCancellable *cancellable;
  guint refusal_timeout;

  /* Borrowed: children */
  GtkOverlay *overlay;
  GtkWidget *outline;
  GtkLabel *outline_words;
  GtkRevealer *refusal;
  GtkLabel *refusal_words;
  GtkDropTarget *target;
};

G_DEFINE_FINAL_TYPE (SptDropZone, spt_drop_zone, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_MEETING,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  DROPPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct
{
  SptDropZone *zone; /* owned */
  GFile *file;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->zone);
  g_object_unref (question->file);
  g_free (question);
}

static gboolean
refusal_over_cb (gpointer data)
{
  SptDropZone *self = data;

  self->refusal_timeout = 0;
  gtk_revealer_set_reveal_child (self->refusal, FALSE);
  return G_SOURCE_REMOVE;
}

static void
refuse (SptDropZone *self, const char *words)
{
  gtk_label_set_text (self->refusal_words, words);
  gtk_revealer_set_reveal_child (self->refusal, TRUE);
  g_clear_handle_id (&self->refusal_timeout, g_source_remove);
  self->refusal_timeout = g_timeout_add_seconds (REFUSAL_SECONDS, refusal_over_cb, self);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  SptDropZone *self = question->zone;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autofree char *name = g_file_get_basename (question->file);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      question_free (question);
      return;
    }
  if (info == NULL)
    /* Translators: the file's name, then what the system says. */
    words = g_strdup_printf (_ ("“%s” cannot be read: %s"), name, error->message);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    words = g_strdup_printf (_ ("“%s” is a folder. Add the files that are in it."), name);
  else if (g_file_info_get_size (info) == 0)
    words = g_strdup_printf (_ ("“%s” is empty."), name);
  else if (self->meeting == NULL)
    words = g_strdup (_ ("There is no visit to add files to."));

  if (words != NULL)
    refuse (self, words);
  else
    {
      spt_meeting_send_file (self->meeting, question->file);
      g_signal_emit (self, signals[DROPPED], 0, 1u);
    }
  question_free (question);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SptDropZone *self)
{
  g_autoptr (GSList) files = NULL;

  gtk_widget_set_visible (self->outline, FALSE);
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) || self->meeting == NULL)
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  spt_drop_zone_send (self, files);
  return TRUE;
}

static GdkDragAction
enter_cb (GtkDropTarget *target, double x, double y, SptDropZone *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  const char *other = self->meeting != NULL ? spt_meeting_get_other_name (self->meeting) : NULL;
  g_autofree char *words = NULL;

  /* A document that is dragged out of this window has nothing to do here. */
  if (self->meeting == NULL || (drop != NULL && gdk_drop_get_drag (drop) != NULL))
    return 0;
  if (other != NULL && *other != '\0')
    /* Translators: the name of the person on the other side. */
    words = g_strdup_printf (_ ("Drop here to send to %s"), other);
  else
    words = g_strdup (_ ("Drop here to add to the documents"));
  gtk_label_set_text (self->outline_words, words);
  gtk_widget_set_visible (self->outline, TRUE);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target, SptDropZone *self)
{
  gtk_widget_set_visible (self->outline, FALSE);
}

static void
spt_drop_zone_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptDropZone *self = SPT_DROP_ZONE (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, gtk_overlay_get_child (self->overlay));
      break;
    case PROP_MEETING:
      g_value_set_object (value, self->meeting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_drop_zone_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptDropZone *self = SPT_DROP_ZONE (object);

  switch (id)
    {
    case PROP_CONTENT:
      spt_drop_zone_set_content (self, g_value_get_object (value));
      break;
    case PROP_MEETING:
      spt_drop_zone_set_meeting (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_drop_zone_dispose (GObject *object)
{
  SptDropZone *self = SPT_DROP_ZONE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refusal_timeout, g_source_remove);
  g_clear_object (&self->meeting);
  G_OBJECT_CLASS (spt_drop_zone_parent_class)->dispose (object);
}

static void
spt_drop_zone_finalize (GObject *object)
{
  g_clear_object (&SPT_DROP_ZONE (object)->cancellable);
  G_OBJECT_CLASS (spt_drop_zone_parent_class)->finalize (object);
}

static void
spt_drop_zone_class_init (SptDropZoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = spt_drop_zone_get_property;
  object_class->set_property = spt_drop_zone_set_property;
  object_class->dispose = spt_drop_zone_dispose;
  object_class->finalize = spt_drop_zone_finalize;

  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_MEETING] = g_param_spec_object ("meeting", NULL, NULL, SPT_TYPE_MEETING, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DROPPED] = g_signal_new ("dropped", SPT_TYPE_DROP_ZONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
build_outline (SptDropZone *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name ("folder-drag-accept-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 48);
  self->outline_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->outline_words, TRUE);
  gtk_label_set_justify (self->outline_words, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->outline_words), "title-2");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->outline_words));

  self->outline = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (self->outline), box);
  gtk_widget_add_css_class (self->outline, "drop-outline");
  gtk_widget_set_can_target (self->outline, FALSE);
  gtk_widget_set_visible (self->outline, FALSE);
  gtk_overlay_add_overlay (self->overlay, self->outline);
}

static void
build_refusal (SptDropZone *self)
{
  self->refusal_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->refusal_words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal_words), "drop-refusal");
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal_words), "osd");
  self->refusal = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->refusal, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (self->refusal, GTK_WIDGET (self->refusal_words));
  gtk_widget_set_halign (GTK_WIDGET (self->refusal), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->refusal), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self->refusal), FALSE);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->refusal));
}

static void
spt_drop_zone_init (SptDropZone *self)
{
  self->cancellable = g_cancellable_new ();
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
  build_outline (self);
  build_refusal (self);

  self->target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (self->target, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (self->target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (self->target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
}

GtkWidget *
spt_drop_zone_new (void)
{
  return g_object_new (SPT_TYPE_DROP_ZONE, NULL);
}

void
spt_drop_zone_set_content (SptDropZone *self, GtkWidget *content)
{
  g_return_if_fail (SPT_IS_DROP_ZONE (self));

  if (gtk_overlay_get_child (self->overlay) == content)
    return;
  gtk_overlay_set_child (self->overlay, content);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTENT]);
}

void
spt_drop_zone_set_meeting (SptDropZone *self, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_DROP_ZONE (self));

  if (g_set_object (&self->meeting, meeting))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEETING]);
}

void
spt_drop_zone_send (SptDropZone *self, const GSList *files)
{
  g_return_if_fail (SPT_IS_DROP_ZONE (self));

  for (const GSList *entry = files; entry != NULL; entry = entry->next)
    {
      Question *question = g_new0 (Question, 1);

      question->zone = g_object_ref (self);
      question->file = g_object_ref (entry->data);
      g_file_query_info_async (question->file,
                               G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                               G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, self->cancellable,
                               queried_cb, question);
    }
}
