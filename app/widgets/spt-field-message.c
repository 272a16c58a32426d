/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-field-message.h"

#include "widgets/spt-compat.h"

struct _SptFieldMessage
{
  AdwPreferencesRow parent_instance;

  /* Borrowed */
  GtkWidget *field;
  GtkLabel *label;
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptFieldMessage, spt_field_message, ADW_TYPE_PREFERENCES_ROW)

static void
spt_field_message_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptFieldMessage *self = SPT_FIELD_MESSAGE (object);

  switch (id)
    {
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;
    case PROP_TEXT:
      g_value_set_string (value, spt_field_message_get_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_field_message_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptFieldMessage *self = SPT_FIELD_MESSAGE (object);

  switch (id)
    {
    case PROP_FIELD:
      g_set_weak_pointer (&self->field, g_value_get_object (value));
      break;
    case PROP_TEXT:
      spt_field_message_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_field_message_dispose (GObject *object)
{
  g_clear_weak_pointer (&SPT_FIELD_MESSAGE (object)->field);

  G_OBJECT_CLASS (spt_field_message_parent_class)->dispose (object);
}

static void
spt_field_message_class_init (SptFieldMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_field_message_get_property;
  object_class->set_property = spt_field_message_set_property;
  object_class->dispose = spt_field_message_dispose;

  props[PROP_FIELD] =
      g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_field_message_init (SptFieldMessage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "spt-field-message");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->label = GTK_LABEL (label);
}

/**
 * spt_field_message_new:
 * @field: the row above, which it speaks of
 *
 * Returns: a message that says nothing yet
 */
GtkWidget *
spt_field_message_new (GtkWidget *field)
{
  return g_object_new (SPT_TYPE_FIELD_MESSAGE, "field", field, NULL);
}

/**
 * spt_field_message_get_text:
 * @self: a message
 *
 * Returns: (nullable): what is wrong; %NULL where nothing is
 */
const char *
spt_field_message_get_text (SptFieldMessage *self)
{
  g_return_val_if_fail (SPT_IS_FIELD_MESSAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}

/**
 * spt_field_message_set_text:
 * @self: a message
 * @text: (nullable): what is wrong, translated; %NULL where nothing is
 *
 * The field is marked as not valid for the eye and for screen readers.
 */
void
spt_field_message_set_text (SptFieldMessage *self, const char *text)
{
  g_return_if_fail (SPT_IS_FIELD_MESSAGE (self));

  if (g_strcmp0 (spt_field_message_get_text (self), text) == 0)
    return;
  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (self->field != NULL)
    {
      GtkAccessible *accessible = GTK_ACCESSIBLE (self->field);

      if (text != NULL)
        gtk_widget_add_css_class (self->field, "error");
      else
        gtk_widget_remove_css_class (self->field, "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                   text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                                   -1);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      text != NULL ? text : "", -1);
      if (text != NULL)
        spt_compat_announce (GTK_WIDGET (self), text);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}
