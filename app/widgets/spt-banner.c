/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "widgets/spt-banner.h"

#include "widgets/spt-compat.h"

struct _SptBanner
{
  AdwBin parent_instance;

  /* Template */
  GtkRevealer *revealer;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkButton *button;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BUTTON_LABEL,
  PROP_REVEALED,
  PROP_BUSY,
  N_PROPS
};

enum
{
  BUTTON_CLICKED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptBanner, spt_banner, ADW_TYPE_BIN)

static void
button_clicked_cb (SptBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
spt_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptBanner *self = SPT_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, spt_banner_get_title (self));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, spt_banner_get_button_label (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, spt_banner_get_revealed (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, spt_banner_get_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptBanner *self = SPT_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      spt_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      spt_banner_set_button_label (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      spt_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
      spt_banner_set_busy (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_banner_class_init (SptBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = spt_banner_get_property;
  object_class->set_property = spt_banner_set_property;

  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_BUTTON_LABEL] =
      g_param_spec_string ("button-label", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_REVEALED] =
      g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", SPT_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/widgets/banner.ui");
  gtk_widget_class_bind_template_child (widget_class, SptBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, SptBanner, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptBanner, label);
  gtk_widget_class_bind_template_child (widget_class, SptBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
spt_banner_init (SptBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_banner_new:
 *
 * Returns: a banner that is not revealed
 */
GtkWidget *
spt_banner_new (void)
{
  return g_object_new (SPT_TYPE_BANNER, NULL);
}

/**
 * spt_banner_get_title:
 * @self: a banner
 *
 * Returns: what it says
 */
const char *
spt_banner_get_title (SptBanner *self)
{
  g_return_val_if_fail (SPT_IS_BANNER (self), "");

  return gtk_label_get_text (self->label);
}

/**
 * spt_banner_set_title:
 * @self: a banner
 * @title: (nullable): the translated sentence
 */
void
spt_banner_set_title (SptBanner *self, const char *title)
{
  g_return_if_fail (SPT_IS_BANNER (self));

  if (g_strcmp0 (gtk_label_get_text (self->label), title != NULL ? title : "") == 0)
    return;
  gtk_label_set_text (self->label, title != NULL ? title : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/**
 * spt_banner_get_button_label:
 * @self: a banner
 *
 * Returns: (nullable): the button's label; %NULL where there is no button
 */
const char *
spt_banner_get_button_label (SptBanner *self)
{
  g_return_val_if_fail (SPT_IS_BANNER (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->button)) ? gtk_button_get_label (self->button)
                                                            : NULL;
}

/**
 * spt_banner_set_button_label:
 * @self: a banner
 * @label: (nullable): the translated label; %NULL for no button
 */
void
spt_banner_set_button_label (SptBanner *self, const char *label)
{
  g_return_if_fail (SPT_IS_BANNER (self));

  if (g_strcmp0 (spt_banner_get_button_label (self), label) == 0)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->button, label);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUTTON_LABEL]);
}

/**
 * spt_banner_get_revealed:
 * @self: a banner
 *
 * Returns: whether it is seen
 */
gboolean
spt_banner_get_revealed (SptBanner *self)
{
  g_return_val_if_fail (SPT_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * spt_banner_set_revealed:
 * @self: a banner
 * @revealed: whether it is seen
 */
void
spt_banner_set_revealed (SptBanner *self, gboolean revealed)
{
  g_return_if_fail (SPT_IS_BANNER (self));

  if (spt_banner_get_revealed (self) == revealed)
    return;
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  if (revealed)
    spt_compat_announce (GTK_WIDGET (self), gtk_label_get_text (self->label));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVEALED]);
}

/**
 * spt_banner_get_busy:
 * @self: a banner
 *
 * Returns: whether a spinner turns beside the words
 */
gboolean
spt_banner_get_busy (SptBanner *self)
{
  g_return_val_if_fail (SPT_IS_BANNER (self), FALSE);

  return gtk_spinner_get_spinning (self->spinner);
}

/**
 * spt_banner_set_busy:
 * @self: a banner
 * @busy: whether a spinner turns beside the words
 */
void
spt_banner_set_busy (SptBanner *self, gboolean busy)
{
  g_return_if_fail (SPT_IS_BANNER (self));

  if (spt_banner_get_busy (self) == busy)
    return;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}
