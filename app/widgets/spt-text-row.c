/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-text-row.h"

struct _SptTextRow
{
  AdwPreferencesRow parent_instance;

  /* Borrowed */
  GtkLabel *label;
  GtkTextView *view;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptTextRow, spt_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
text_changed_cb (SptTextRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
title_changed_cb (SptTextRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_label_set_text (self->label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
pressed_cb (SptTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
spt_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPT_TEXT_ROW (widget)->view));
}

static void
spt_text_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_take_string (value, spt_text_row_get_text (SPT_TEXT_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_text_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      spt_text_row_set_text (SPT_TEXT_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_text_row_class_init (SptTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_text_row_get_property;
  object_class->set_property = spt_text_row_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = spt_text_row_grab_focus;

  props[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_text_row_init (SptTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *view = gtk_text_view_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->label = GTK_LABEL (label);
  self->view = GTK_TEXT_VIEW (view);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "spt-dim");
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_set_size_request (view, -1, 66);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_add_css_class (box, "spt-text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed",
                            G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
}

/**
 * spt_text_row_new:
 *
 * Returns: an empty field
 */
GtkWidget *
spt_text_row_new (void)
{
  return g_object_new (SPT_TYPE_TEXT_ROW, NULL);
}

/**
 * spt_text_row_get_text:
 * @self: a field
 *
 * Returns: (transfer full): what is written in it
 */
char *
spt_text_row_get_text (SptTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (SPT_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * spt_text_row_set_text:
 * @self: a field
 * @text: (nullable): what is to stand in it
 */
void
spt_text_row_set_text (SptTextRow *self, const char *text)
{
  g_autofree char *present = NULL;

  g_return_if_fail (SPT_IS_TEXT_ROW (self));

  present = spt_text_row_get_text (self);
  if (g_strcmp0 (present, text != NULL ? text : "") == 0)
    return;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}
