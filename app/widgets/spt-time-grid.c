/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-time-grid.h"

#include <glib/gi18n.h>

#include "widgets/spt-time-text.h"

struct _SptTimeGrid
{
  AdwBin parent_instance;

  gint64 selected;

  /* Borrowed */
  GtkWidget *box;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  int until;
  const char *name;
} parts[] = {
  { 6, N_ ("Night") },
  { 13, N_ ("Morning") },
  { 18, N_ ("Afternoon") },
  { 24, N_ ("Evening") },
};

G_DEFINE_FINAL_TYPE (SptTimeGrid, spt_time_grid, ADW_TYPE_BIN)

static gint64
time_of (GtkWidget *button)
{
  const gint64 *instant = g_object_get_data (G_OBJECT (button), "time");

  return instant != NULL ? *instant : 0;
}

static void
for_each_button (SptTimeGrid *self, void (*visit) (SptTimeGrid *self, GtkWidget *button))
{
  for (GtkWidget *part = gtk_widget_get_first_child (self->box); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    {
      if (!GTK_IS_FLOW_BOX (part))
        continue;
      for (GtkWidget *child = gtk_widget_get_first_child (part); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        visit (self, gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));
    }
}

static void
mark_button (SptTimeGrid *self, GtkWidget *button)
{
  if (time_of (button) == self->selected)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
time_clicked_cb (GtkButton *button, SptTimeGrid *self)
{
  spt_time_grid_set_selected (self, time_of (GTK_WIDGET (button)));
  g_signal_emit (self, signals[CHOSEN], 0, self->selected);
}

static GtkWidget *
add_part (SptTimeGrid *self, const char *name)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), flow);
  return flow;
}

static GtkWidget *
make_button (SptTimeGrid *self, gint64 instant, GTimeZone *zone)
{
  g_autofree char *text = spt_time_text_clock (instant, zone);
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, "spt-time");
  g_object_set_data_full (G_OBJECT (button), "time", g_memdup2 (&instant, sizeof instant), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (time_clicked_cb), self, 0);
  mark_button (self, button);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  return child;
}

static void
spt_time_grid_class_init (SptTimeGridClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", SPT_TYPE_TIME_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
spt_time_grid_init (SptTimeGrid *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * spt_time_grid_new:
 *
 * Returns: an empty grid
 */
GtkWidget *
spt_time_grid_new (void)
{
  return g_object_new (SPT_TYPE_TIME_GRID, NULL);
}

/**
 * spt_time_grid_set_times:
 * @self: a grid
 * @times: (array length=n_times) (nullable): instants of one day in ascending order
 * @n_times: how many
 * @zone: where the clock hangs
 */
void
spt_time_grid_set_times (SptTimeGrid *self, const gint64 *times, gsize n_times, GTimeZone *zone)
{
  GtkWidget *child;
  GtkWidget *flow = NULL;
  gsize part = G_N_ELEMENTS (parts);

  g_return_if_fail (SPT_IS_TIME_GRID (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (gsize i = 0; i < n_times; i++)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (times[i] / G_USEC_PER_SEC);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      gsize now = 0;

      while (g_date_time_get_hour (local) >= parts[now].until)
        now++;
      if (now != part || flow == NULL)
        flow = add_part (self, _ (parts[now].name));
      part = now;
      gtk_flow_box_append (GTK_FLOW_BOX (flow), make_button (self, times[i], zone));
    }
}

/**
 * spt_time_grid_set_selected:
 * @self: a grid
 * @instant: the time that is marked; 0 for none
 */
void
spt_time_grid_set_selected (SptTimeGrid *self, gint64 instant)
{
  g_return_if_fail (SPT_IS_TIME_GRID (self));

  self->selected = instant;
  for_each_button (self, mark_button);
}

/**
 * spt_time_grid_get_selected:
 * @self: a grid
 *
 * Returns: the time that is marked; 0 for none
 */
gint64
spt_time_grid_get_selected (SptTimeGrid *self)
{
  g_return_val_if_fail (SPT_IS_TIME_GRID (self), 0);

  return self->selected;
}
