/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-slow-spinner.h"

#define DELAY_MS 300

struct _SptSlowSpinner
{
  AdwBin parent_instance;

  /* Owned */
  guint delay_id;
  gboolean busy;

  /* Borrowed */
  GtkSpinner *spinner;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptSlowSpinner, spt_slow_spinner, ADW_TYPE_BIN)

static gboolean
delay_over_cb (gpointer data)
{
  SptSlowSpinner *self = data;

  self->delay_id = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
spt_slow_spinner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptSlowSpinner *self = SPT_SLOW_SPINNER (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_slow_spinner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      spt_slow_spinner_set_busy (SPT_SLOW_SPINNER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_slow_spinner_dispose (GObject *object)
{
  g_clear_handle_id (&SPT_SLOW_SPINNER (object)->delay_id, g_source_remove);

  G_OBJECT_CLASS (spt_slow_spinner_parent_class)->dispose (object);
}

static void
spt_slow_spinner_class_init (SptSlowSpinnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_slow_spinner_get_property;
  object_class->set_property = spt_slow_spinner_set_property;
  object_class->dispose = spt_slow_spinner_dispose;

  props[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_slow_spinner_init (SptSlowSpinner *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->spinner));
}

/**
 * spt_slow_spinner_new:
 *
 * Returns: a spinner at rest
 */
GtkWidget *
spt_slow_spinner_new (void)
{
  return g_object_new (SPT_TYPE_SLOW_SPINNER, NULL);
}

/**
 * spt_slow_spinner_get_busy:
 * @self: a spinner
 *
 * Returns: whether something is waited for
 */
gboolean
spt_slow_spinner_get_busy (SptSlowSpinner *self)
{
  g_return_val_if_fail (SPT_IS_SLOW_SPINNER (self), FALSE);

  return self->busy;
}

/**
 * spt_slow_spinner_set_busy:
 * @self: a spinner
 * @busy: whether something is waited for
 */
void
spt_slow_spinner_set_busy (SptSlowSpinner *self, gboolean busy)
{
  g_return_if_fail (SPT_IS_SLOW_SPINNER (self));

  if (self->busy == busy)
    return;
  self->busy = busy;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (busy)
    self->delay_id = g_timeout_add (DELAY_MS, delay_over_cb, self);
  else
    gtk_spinner_stop (self->spinner);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}
