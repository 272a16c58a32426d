/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-booking-choices.h"

#include <glib/gi18n.h>

#define N_STEPS (SPT_STEP_SUMMARY + 1)

typedef struct
{
  GtkWidget *row;
  GtkWidget *button;
  char *value;
} Choice;

struct _SptBookingChoices
{
  AdwBin parent_instance;

  SptBookingStep step;

  /* Borrowed, except for the values */
  Choice choices[N_STEPS];
  GtkWidget *box;
  GtkWidget *column;
  GtkWidget *line;
};

enum
{
  STEP_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const names[N_STEPS] = { N_ ("Service"), N_ ("Day and Time"), N_ ("Your Data"),
                                            N_ ("Summary") };
static const char *const icons[N_STEPS] = { "view-list-symbolic", "x-office-calendar-symbolic",
                                            "avatar-default-symbolic", "object-select-symbolic" };

G_DEFINE_FINAL_TYPE (SptBookingChoices, spt_booking_choices, ADW_TYPE_BIN)

static void
update (SptBookingChoices *self)
{
  for (SptBookingStep step = SPT_STEP_SERVICE; step < N_STEPS; step++)
    {
      Choice *choice = &self->choices[step];
      gboolean past = step < self->step;
      gboolean now = step == self->step;
      const char *name = _ (names[step]);
      g_autofree char *text = now                     ? g_strdup (_ ("Now"))
                              : !past                 ? g_strdup ("")
                              : choice->value != NULL ? g_strdup (choice->value)
                                                      : g_strdup (_ ("Done"));
      g_autofree char *label = g_strdup_printf ("%s: %s", name, text);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (choice->row), text);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (choice->row), past);
      gtk_widget_set_sensitive (choice->row, past || now);
      gtk_button_set_label (GTK_BUTTON (choice->button),
                            past && choice->value != NULL ? choice->value : name);
      gtk_widget_set_visible (choice->button, past);
      gtk_widget_set_tooltip_text (choice->button, label);
      if (now)
        gtk_widget_add_css_class (choice->row, "spt-now");
      else
        gtk_widget_remove_css_class (choice->row, "spt-now");
    }
  gtk_widget_set_visible (self->line,
                          self->step > SPT_STEP_SERVICE && !gtk_widget_get_visible (self->column));
}

static void
want (SptBookingChoices *self, GObject *widget)
{
  g_signal_emit (self, signals[STEP_WANTED], 0,
                 GPOINTER_TO_UINT (g_object_get_data (widget, "step")));
}

static void
add_step (SptBookingChoices *self, GtkWidget *list, SptBookingStep step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label ("");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (names[step]));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icons[step]));
  g_object_set_data (G_OBJECT (row), "step", GUINT_TO_POINTER (step));
  g_signal_connect_object (row, "activated", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (step));
  g_signal_connect_object (button, "clicked", G_CALLBACK (want), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->line), button);
  self->choices[step] = (Choice){ .row = row, .button = button };
}

static void
spt_booking_choices_finalize (GObject *object)
{
  SptBookingChoices *self = SPT_BOOKING_CHOICES (object);

  for (int step = 0; step < N_STEPS; step++)
    g_free (self->choices[step].value);

  G_OBJECT_CLASS (spt_booking_choices_parent_class)->finalize (object);
}

static void
spt_booking_choices_class_init (SptBookingChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spt_booking_choices_finalize;

  signals[STEP_WANTED] = g_signal_new ("step-wanted", SPT_TYPE_BOOKING_CHOICES, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
spt_booking_choices_init (SptBookingChoices *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (self->column, "spt-choices");
  gtk_widget_add_css_class (self->line, "spt-choices-line");
  gtk_widget_set_size_request (self->column, 270, -1);
  gtk_box_append (GTK_BOX (self->column), list);
  gtk_box_append (GTK_BOX (self->box), self->column);
  gtk_box_append (GTK_BOX (self->box), self->line);
  adw_bin_set_child (ADW_BIN (self), self->box);
  for (SptBookingStep step = SPT_STEP_SERVICE; step < N_STEPS; step++)
    add_step (self, list, step);
  update (self);
}

/**
 * spt_booking_choices_set_step:
 * @self: the choices
 * @step: where the person is
 */
void
spt_booking_choices_set_step (SptBookingChoices *self, SptBookingStep step)
{
  g_return_if_fail (SPT_IS_BOOKING_CHOICES (self));

  self->step = step;
  update (self);
}

/**
 * spt_booking_choices_set_narrow:
 * @self: the choices
 * @narrow: whether they have to do with one line
 */
void
spt_booking_choices_set_narrow (SptBookingChoices *self, gboolean narrow)
{
  g_return_if_fail (SPT_IS_BOOKING_CHOICES (self));

  gtk_widget_set_visible (self->column, !narrow);
  update (self);
}

/**
 * spt_booking_choices_set_service:
 * @self: the choices
 * @name: the service's name
 * @duration: how long it takes, in words
 */
void
spt_booking_choices_set_service (SptBookingChoices *self, const char *name, const char *duration)
{
  g_return_if_fail (SPT_IS_BOOKING_CHOICES (self));

  g_free (self->choices[SPT_STEP_SERVICE].value);
  self->choices[SPT_STEP_SERVICE].value = g_strdup_printf ("%s · %s", name, duration);
  update (self);
}

/**
 * spt_booking_choices_set_time:
 * @self: the choices
 * @moment: (nullable): the day and the time in words
 */
void
spt_booking_choices_set_time (SptBookingChoices *self, const char *moment)
{
  g_return_if_fail (SPT_IS_BOOKING_CHOICES (self));

  g_free (self->choices[SPT_STEP_TIME].value);
  self->choices[SPT_STEP_TIME].value = g_strdup (moment);
  update (self);
}
