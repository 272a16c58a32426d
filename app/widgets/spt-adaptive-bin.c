/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-adaptive-bin.h"

struct _SptAdaptiveBin
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;
  guint change_id;

  int threshold;
  int smallest;
  int wide_least;
  gboolean narrow;
  gboolean next_narrow;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_NARROW,
  PROP_THRESHOLD,
  PROP_SMALLEST,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void spt_adaptive_bin_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (SptAdaptiveBin,
                               spt_adaptive_bin,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      spt_adaptive_bin_buildable_init))

static void
spt_adaptive_bin_add_child (GtkBuildable *buildable,
                            GtkBuilder *builder,
                            GObject *child,
                            const char *type)
{
  if (GTK_IS_WIDGET (child))
    spt_adaptive_bin_set_child (SPT_ADAPTIVE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
spt_adaptive_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = spt_adaptive_bin_add_child;
}

static gboolean
change_cb (gpointer data)
{
  SptAdaptiveBin *self = data;

  self->change_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->narrow != self->next_narrow)
    {
      self->narrow = self->next_narrow;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }
  return G_SOURCE_REMOVE;
}

/* Whoever listens changes the layout, which is not allowed during an allocation: the word is given
 * right after it, before the frame is drawn again. */
static void
decide (SptAdaptiveBin *self, int width, int least)
{
  gboolean narrow;

  /* With large text the wide layout may need more than the threshold; that is remembered, so that it
   * is not tried again and again. */
  if (!self->narrow)
    self->wide_least = least;
  narrow = width < MAX (self->threshold, self->wide_least);
  self->next_narrow = narrow;
  if (narrow != self->narrow && self->change_id == 0)
    self->change_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, change_cb, self, NULL);
}

static void
spt_adaptive_bin_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (widget);
  int least = 0;

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
      *minimum = MIN (*minimum, self->smallest);
      return;
    }
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (self->child, orientation, for_size < 0 ? -1 : MAX (for_size, least), minimum,
                      natural, NULL, NULL);
}

static void
spt_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (widget);
  int least_width = 0;
  int least_height = 0;

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  decide (self, width, least_width);
  width = MAX (width, least_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL,
                      NULL);
  gtk_widget_allocate (self->child, width, MAX (height, least_height), -1, NULL);
}

/* A layout that does not fit is never drawn: the right one comes with the next frame. */
static void
spt_adaptive_bin_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (widget);

  if (self->child != NULL && self->change_id == 0)
    gtk_widget_snapshot_child (widget, self->child, snapshot);
}

static GtkSizeRequestMode
spt_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
spt_adaptive_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_SMALLEST:
      g_value_set_int (value, self->smallest);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_adaptive_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      spt_adaptive_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      spt_adaptive_bin_set_threshold (self, g_value_get_int (value));
      break;
    case PROP_SMALLEST:
      if (self->smallest == g_value_get_int (value))
        return;
      self->smallest = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_adaptive_bin_dispose (GObject *object)
{
  SptAdaptiveBin *self = SPT_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->change_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (spt_adaptive_bin_parent_class)->dispose (object);
}

static void
spt_adaptive_bin_class_init (SptAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_adaptive_bin_get_property;
  object_class->set_property = spt_adaptive_bin_set_property;
  object_class->dispose = spt_adaptive_bin_dispose;
  widget_class->measure = spt_adaptive_bin_measure;
  widget_class->size_allocate = spt_adaptive_bin_size_allocate;
  widget_class->snapshot = spt_adaptive_bin_snapshot;
  widget_class->get_request_mode = spt_adaptive_bin_get_request_mode;

  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 600, flags);
  props[PROP_SMALLEST] = g_param_spec_int ("smallest", NULL, NULL, 0, G_MAXINT, 320, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_adaptive_bin_init (SptAdaptiveBin *self)
{
  self->threshold = 600;
  self->smallest = 320;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * spt_adaptive_bin_new:
 *
 * Returns: an empty bin
 */
GtkWidget *
spt_adaptive_bin_new (void)
{
  return g_object_new (SPT_TYPE_ADAPTIVE_BIN, NULL);
}

/**
 * spt_adaptive_bin_get_child:
 * @self: a bin
 *
 * Returns: (transfer none) (nullable): its child
 */
GtkWidget *
spt_adaptive_bin_get_child (SptAdaptiveBin *self)
{
  g_return_val_if_fail (SPT_IS_ADAPTIVE_BIN (self), NULL);

  return self->child;
}

/**
 * spt_adaptive_bin_set_child:
 * @self: a bin
 * @child: (nullable) (transfer floating): its child
 */
void
spt_adaptive_bin_set_child (SptAdaptiveBin *self, GtkWidget *child)
{
  g_return_if_fail (SPT_IS_ADAPTIVE_BIN (self));

  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

/**
 * spt_adaptive_bin_get_narrow:
 * @self: a bin
 *
 * Returns: whether it is narrower than its threshold
 */
gboolean
spt_adaptive_bin_get_narrow (SptAdaptiveBin *self)
{
  g_return_val_if_fail (SPT_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}

/**
 * spt_adaptive_bin_get_threshold:
 * @self: a bin
 *
 * Returns: the width in pixels below which it is narrow
 */
int
spt_adaptive_bin_get_threshold (SptAdaptiveBin *self)
{
  g_return_val_if_fail (SPT_IS_ADAPTIVE_BIN (self), 0);

  return self->threshold;
}

/**
 * spt_adaptive_bin_set_threshold:
 * @self: a bin
 * @threshold: the width in pixels below which it is narrow
 */
void
spt_adaptive_bin_set_threshold (SptAdaptiveBin *self, int threshold)
{
  g_return_if_fail (SPT_IS_ADAPTIVE_BIN (self));

  if (self->threshold == threshold)
    return;
  self->threshold = threshold;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THRESHOLD]);
}

static void
turn_cb (SptAdaptiveBin *self, GParamSpec *pspec, GtkOrientable *orientable)
{
  gtk_orientable_set_orientation (orientable, self->narrow ? GTK_ORIENTATION_VERTICAL
                                                           : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * spt_adaptive_bin_turn:
 * @self: a bin
 * @orientable: what lies inside, as a #GtkBox
 *
 * Lays @orientable side by side while there is room, and one above the other while it is narrow.
 */
void
spt_adaptive_bin_turn (SptAdaptiveBin *self, GtkOrientable *orientable)
{
  g_return_if_fail (SPT_IS_ADAPTIVE_BIN (self));
  g_return_if_fail (GTK_IS_ORIENTABLE (orientable));

  g_signal_connect_object (self, "notify::narrow", G_CALLBACK (turn_cb), orientable, 0);
  turn_cb (self, NULL, orientable);
}
