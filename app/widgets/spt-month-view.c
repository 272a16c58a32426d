/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "widgets/spt-month-view.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdio.h>

#include "widgets/spt-time-text.h"

#define DAYS 31
#define WEEKS 6
#define FEW 5
#define SOME 15

struct _SptMonthView
{
  AdwBin parent_instance;

  /* Owned */
  char *month;
  char *selected;
  char *today;
  char *first_month;
  char *last_month;

  /* Borrowed: the buttons of the month that is shown, by day less one */
  GtkWidget *days[DAYS];
  guint free[DAYS];
  int n_days;
  int cursor;
  int first_weekday;

  /* Template */
  GtkLabel *title;
  GtkButton *previous;
  GtkButton *next;
  GtkGrid *grid;
};

enum
{
  PROP_0,
  PROP_MONTH,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptMonthView, spt_month_view, ADW_TYPE_BIN)

/* The first day of the week of the locale, 1 is Monday and 7 Sunday, as GtkCalendar finds it. */
static int
locale_first_weekday (void)
{
  union
  {
    unsigned int word;
    char *string;
  } value;
  int first;
  int start = 0;

  value.string = nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  first = value.string[0];
  value.string = nl_langinfo (_NL_TIME_WEEK_1STDAY);
  if (value.word == 19971201)
    start = 1;
  first = (start + first - 1) % 7;
  return first == 0 ? 7 : first;
}

static gboolean
parse_month (const char *month, int *year, int *number)
{
  return month != NULL && sscanf (month, "%4d-%2d", year, number) == 2 && *number >= 1
         && *number <= 12;
}

static char *
turn_month (const char *month, int step)
{
  int year = 0;
  int number = 0;

  if (!parse_month (month, &year, &number))
    return NULL;
  number += step - 1;
  year += number < 0 ? -1 : number / 12;
  number = (number + 12) % 12;
  return g_strdup_printf ("%04d-%02d", year, number + 1);
}

static int
day_of (SptMonthView *self, const char *date)
{
  int day = 0;

  if (date == NULL || self->month == NULL || !g_str_has_prefix (date, self->month)
      || sscanf (date + strlen (self->month), "-%2d", &day) != 1 || day < 1 || day > self->n_days)
    return 0;
  return day;
}

static gboolean
can_choose (SptMonthView *self, int day)
{
  return day >= 1 && day <= self->n_days && self->free[day - 1] > 0;
}

static void
set_cursor (SptMonthView *self, int day, gboolean grab)
{
  for (int i = 1; i <= self->n_days; i++)
    gtk_widget_set_focusable (self->days[i - 1], i == day);
  self->cursor = day;
  if (grab && day > 0)
    gtk_widget_grab_focus (self->days[day - 1]);
}

/* The Tab key reaches the chosen day, else the first that can be chosen. */
static void
place_cursor (SptMonthView *self)
{
  int day = day_of (self, self->selected);
  gboolean grab = gtk_widget_get_focus_child (GTK_WIDGET (self->grid)) != NULL;

  if (!can_choose (self, day))
    day = self->cursor;
  for (int i = 1; i <= self->n_days && !can_choose (self, day); i++)
    day = i;
  set_cursor (self, can_choose (self, day) ? day : 0, grab);
}

static void
describe_day (SptMonthView *self, int day)
{
  int year = 0;
  int month = 0;
  guint free = self->free[day - 1];
  GtkWidget *button = self->days[day - 1];
  GtkWidget *dots = g_object_get_data (G_OBJECT (button), "dots");
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *small = NULL;
  g_autofree char *date = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *label = NULL;

  parse_month (self->month, &year, &month);
  when = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a date of this year, as "Tuesday 24 November"; see the manual of GDateTime. */
  small = g_date_time_format (when, _ ("%A %-d %B"));
  date = spt_time_text_capital (small);
  amount = free > 0 ? g_strdup_printf (ngettext ("%u time free", "%u times free", free), free)
                    : g_strdup (_ ("nothing free"));
  /* Translators: a day and what is free on it, as "Tuesday 24 November, 12 times free". */
  label = g_strdup_printf (_ ("%s, %s"), date, amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (button, free > 0 ? amount : NULL);
  gtk_widget_set_sensitive (button, free > 0);
  gtk_label_set_text (GTK_LABEL (dots), free == 0      ? " "
                                        : free <= FEW  ? "•"
                                        : free <= SOME ? "••"
                                                       : "•••");
}

static void
day_clicked_cb (GtkButton *button, SptMonthView *self)
{
  int day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "day"));
  g_autofree char *date = g_strdup_printf ("%s-%02d", self->month, day);

  set_cursor (self, day, FALSE);
  spt_month_view_set_selected (self, date);
}

static GtkWidget *
make_day (SptMonthView *self, int day)
{
  g_autofree char *text = g_strdup_printf ("%d", day);
  g_autofree char *date = g_strdup_printf ("%s-%02d", self->month, day);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (text);
  GtkWidget *dots = gtk_label_new (" ");

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (dots, "spt-dots");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), dots);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "spt-day");
  if (g_strcmp0 (date, self->today) == 0)
    gtk_widget_add_css_class (button, "today");
  if (g_strcmp0 (date, self->selected) == 0)
    gtk_widget_add_css_class (button, "selected");
  g_object_set_data (G_OBJECT (button), "dots", dots);
  g_object_set_data (G_OBJECT (button), "day", GINT_TO_POINTER (day));
  g_signal_connect_object (button, "clicked", G_CALLBACK (day_clicked_cb), self, 0);
  return button;
}

static void
fill_grid (SptMonthView *self)
{
  int year = 0;
  int month = 0;
  int column;
  int row = 1;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  self->n_days = 0;
  self->cursor = 0;
  if (!parse_month (self->month, &year, &month))
    return;

  for (int i = 0; i < 7; i++)
    {
      /* 1 January 2024 was a Monday. */
      g_autoptr (GDateTime) day =
          g_date_time_new_utc (2024, 1, 1 + (self->first_weekday - 1 + i) % 7, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");
      GtkWidget *label = gtk_label_new (name);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "spt-dim");
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
  self->n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  {
    g_autoptr (GDateTime) first = g_date_time_new_utc (year, month, 1, 0, 0, 0);

    column = (g_date_time_get_day_of_week (first) - self->first_weekday + 7) % 7;
  }
  for (int day = 1; day <= self->n_days; day++)
    {
      self->days[day - 1] = make_day (self, day);
      self->free[day - 1] = 0;
      gtk_grid_attach (self->grid, self->days[day - 1], column, row, 1, 1);
      describe_day (self, day);
      column = (column + 1) % 7;
      row += column == 0;
    }
  /* Six weeks always, so that nothing below moves when the page is turned. */
  for (; row <= WEEKS; row++)
    gtk_grid_attach (self->grid, gtk_label_new (NULL), 6, row, 1, 1);
}

static void
update_title (SptMonthView *self)
{
  int year = 0;
  int month = 0;

  if (parse_month (self->month, &year, &month))
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (year, month, 1, 0, 0, 0);
      /* Translators: a month of a year, as "November 2026"; see the manual of GDateTime. */
      g_autofree char *small = g_date_time_format (first, _ ("%OB %Y"));
      g_autofree char *text = spt_time_text_capital (small);

      gtk_label_set_text (self->title, text);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous),
                            self->first_month == NULL
                                || g_strcmp0 (self->month, self->first_month) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next),
                            self->last_month == NULL
                                || g_strcmp0 (self->month, self->last_month) < 0);
}

static void
turn (SptMonthView *self, int step)
{
  g_autofree char *month = turn_month (self->month, step);

  if (gtk_widget_get_sensitive (GTK_WIDGET (step < 0 ? self->previous : self->next)))
    spt_month_view_set_month (self, month);
}

static void
previous_cb (SptMonthView *self)
{
  turn (self, -1);
}

static void
next_cb (SptMonthView *self)
{
  turn (self, 1);
}

static int
week_edge (SptMonthView *self, int day, int step)
{
  int found = day;
  int column = 0;

  gtk_grid_query_child (self->grid, self->days[day - 1], &column, NULL, NULL, NULL);
  for (; column + step >= 0 && column + step <= 6; column += step)
    {
      day += step;
      if (can_choose (self, day))
        found = day;
    }
  return found;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                SptMonthView *self)
{
  int step = 0;
  int day = self->cursor;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->cursor == 0 || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step = rtl ? 1 : -1;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step = rtl ? -1 : 1;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step = -7;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step = 7;
      break;
    case GDK_KEY_Home:
      set_cursor (self, week_edge (self, day, -1), TRUE);
      return TRUE;
    case GDK_KEY_End:
      set_cursor (self, week_edge (self, day, 1), TRUE);
      return TRUE;
    case GDK_KEY_Page_Up:
      turn (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      turn (self, 1);
      return TRUE;
    default:
      return FALSE;
    }
  do
    day += step;
  while (day >= 1 && day <= self->n_days && !can_choose (self, day));
  if (can_choose (self, day))
    set_cursor (self, day, TRUE);
  return TRUE;
}

static void
spt_month_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptMonthView *self = SPT_MONTH_VIEW (object);

  switch (id)
    {
    case PROP_MONTH:
      g_value_set_string (value, self->month);
      break;
    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_month_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptMonthView *self = SPT_MONTH_VIEW (object);

  switch (id)
    {
    case PROP_MONTH:
      spt_month_view_set_month (self, g_value_get_string (value));
      break;
    case PROP_SELECTED:
      spt_month_view_set_selected (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_month_view_finalize (GObject *object)
{
  SptMonthView *self = SPT_MONTH_VIEW (object);

  g_free (self->month);
  g_free (self->selected);
  g_free (self->today);
  g_free (self->first_month);
  g_free (self->last_month);

  G_OBJECT_CLASS (spt_month_view_parent_class)->finalize (object);
}

static void
spt_month_view_class_init (SptMonthViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spt_month_view_get_property;
  object_class->set_property = spt_month_view_set_property;
  object_class->finalize = spt_month_view_finalize;

  props[PROP_MONTH] = g_param_spec_string ("month", NULL, NULL, NULL, flags);
  props[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/widgets/month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SptMonthView, title);
  gtk_widget_class_bind_template_child (widget_class, SptMonthView, previous);
  gtk_widget_class_bind_template_child (widget_class, SptMonthView, next);
  gtk_widget_class_bind_template_child (widget_class, SptMonthView, grid);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
spt_month_view_init (SptMonthView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->first_weekday = locale_first_weekday ();
}

/**
 * spt_month_view_new:
 *
 * Returns: a view without a month
 */
GtkWidget *
spt_month_view_new (void)
{
  return g_object_new (SPT_TYPE_MONTH_VIEW, NULL);
}

/**
 * spt_month_view_get_month:
 * @self: a view
 *
 * Returns: (nullable): the month that is shown, `YYYY-MM`
 */
const char *
spt_month_view_get_month (SptMonthView *self)
{
  g_return_val_if_fail (SPT_IS_MONTH_VIEW (self), NULL);

  return self->month;
}

/**
 * spt_month_view_set_month:
 * @self: a view
 * @month: the month to show, `YYYY-MM`
 *
 * What was known to be free belongs to the month before and is forgotten.
 */
void
spt_month_view_set_month (SptMonthView *self, const char *month)
{
  int year = 0;
  int number = 0;

  g_return_if_fail (SPT_IS_MONTH_VIEW (self));
  g_return_if_fail (parse_month (month, &year, &number));

  if (g_strcmp0 (self->month, month) == 0)
    return;
  g_free (self->month);
  self->month = g_strdup (month);
  fill_grid (self);
  update_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MONTH]);
}

/**
 * spt_month_view_get_selected:
 * @self: a view
 *
 * Returns: (nullable): the chosen date, `YYYY-MM-DD`; it need not be in the month that is shown
 */
const char *
spt_month_view_get_selected (SptMonthView *self)
{
  g_return_val_if_fail (SPT_IS_MONTH_VIEW (self), NULL);

  return self->selected;
}

/**
 * spt_month_view_set_selected:
 * @self: a view
 * @date: (nullable): the chosen date, `YYYY-MM-DD`
 */
void
spt_month_view_set_selected (SptMonthView *self, const char *date)
{
  g_autofree char *kept = g_strdup (date);
  int day;

  g_return_if_fail (SPT_IS_MONTH_VIEW (self));

  if (g_strcmp0 (self->selected, date) == 0)
    return;
  day = day_of (self, self->selected);
  if (day > 0)
    {
      gtk_widget_remove_css_class (self->days[day - 1], "selected");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->days[day - 1]),
                                  GTK_ACCESSIBLE_STATE_SELECTED);
    }
  g_free (self->selected);
  self->selected = g_steal_pointer (&kept);
  day = day_of (self, self->selected);
  if (day > 0)
    {
      gtk_widget_add_css_class (self->days[day - 1], "selected");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->days[day - 1]),
                                   GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
    }
  place_cursor (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

/**
 * spt_month_view_set_today:
 * @self: a view
 * @date: (nullable): the date that is marked, `YYYY-MM-DD`
 */
void
spt_month_view_set_today (SptMonthView *self, const char *date)
{
  int day;

  g_return_if_fail (SPT_IS_MONTH_VIEW (self));

  day = day_of (self, self->today);
  if (day > 0)
    gtk_widget_remove_css_class (self->days[day - 1], "today");
  g_free (self->today);
  self->today = g_strdup (date);
  day = day_of (self, self->today);
  if (day > 0)
    gtk_widget_add_css_class (self->days[day - 1], "today");
}

/**
 * spt_month_view_set_range:
 * @self: a view
 * @first: (nullable): the first month that can be shown, `YYYY-MM`
 * @last: (nullable): the last one
 */
void
spt_month_view_set_range (SptMonthView *self, const char *first, const char *last)
{
  g_return_if_fail (SPT_IS_MONTH_VIEW (self));

  g_free (self->first_month);
  g_free (self->last_month);
  self->first_month = g_strdup (first);
  self->last_month = g_strdup (last);
  update_title (self);
}

/**
 * spt_month_view_clear:
 * @self: a view
 *
 * Forgets what is free: no day can be chosen until it is told again.
 */
void
spt_month_view_clear (SptMonthView *self)
{
  g_return_if_fail (SPT_IS_MONTH_VIEW (self));

  for (int day = 1; day <= self->n_days; day++)
    {
      self->free[day - 1] = 0;
      describe_day (self, day);
    }
  set_cursor (self, 0, FALSE);
}

/**
 * spt_month_view_set_free:
 * @self: a view
 * @date: a date of the month that is shown, `YYYY-MM-DD`; others are passed over
 * @free: how many times can be booked
 */
void
spt_month_view_set_free (SptMonthView *self, const char *date, guint free)
{
  int day;

  g_return_if_fail (SPT_IS_MONTH_VIEW (self));

  day = day_of (self, date);
  if (day == 0 || self->free[day - 1] == free)
    return;
  self->free[day - 1] = free;
  describe_day (self, day);
  place_cursor (self);
}

/**
 * spt_month_view_get_free:
 * @self: a view
 * @date: a date, `YYYY-MM-DD`
 *
 * Returns: how many times can be booked, as far as it was told
 */
guint
spt_month_view_get_free (SptMonthView *self, const char *date)
{
  int day;

  g_return_val_if_fail (SPT_IS_MONTH_VIEW (self), 0);

  day = day_of (self, date);
  return day > 0 ? self->free[day - 1] : 0;
}
