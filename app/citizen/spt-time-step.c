/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-time-step.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-month-view.h"
#include "widgets/spt-state-page.h"
#include "widgets/spt-time-grid.h"
#include "widgets/spt-time-text.h"

/* How many months ahead are looked through for the first free time. */
#define MONTHS_AHEAD 3

struct _SptTimeStep
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptService *service;
  GListModel *slots;
  SptSlot *first_slot;
  GCancellable *days_cancellable;
  GCancellable *slots_cancellable;
  char *first_date;

  gboolean seeking;

  /* Template */
  SptAdaptiveBin *adaptive;
  GtkBox *halves;
  SptMonthView *month;
  SptStatePage *days_state;
  SptStatePage *times_state;
  SptTimeGrid *times;
  GtkLabel *day_title;
  GtkButton *first_free;
  GtkLabel *first_free_label;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptTimeStep, spt_time_step, ADW_TYPE_BIN)

static void load_days (SptTimeStep *self);
static void load_slots (SptTimeStep *self);

/* `YYYY-MM` of the month that lies @ahead months after this one. */
static char *
month_ahead (SptTimeStep *self, int ahead)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (spt_session_get_zone (self->session));
  g_autoptr (GDateTime) first =
      g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_add_months (first, ahead);

  return g_date_time_format (then, "%Y-%m");
}

static void
show_first_free (SptTimeStep *self)
{
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->first_free), self->first_slot != NULL);
  if (self->first_slot == NULL)
    return;
  moment = spt_time_text_moment (spt_slot_get_start (self->first_slot), g_get_real_time (),
                                 spt_session_get_zone (self->session));
  /* Translators: %s is a day and a time, as "Tomorrow at 10:30". */
  text = g_strdup_printf (_ ("First free: %s"), moment);
  gtk_label_set_text (self->first_free_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->first_free), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
show_slots (SptTimeStep *self)
{
  guint n = g_list_model_get_n_items (self->slots);
  g_autofree gint64 *times = g_new0 (gint64, n + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptSlot) slot = g_list_model_get_item (self->slots, i);

      times[i] = spt_slot_get_start (slot);
    }
  spt_time_grid_set_times (self->times, times, n, spt_session_get_zone (self->session));
  spt_state_page_set_state (self->times_state, n > 0 ? SPT_PAGE_CONTENT : SPT_PAGE_EMPTY);
  if (n > 0)
    {
      g_autofree char *date = spt_time_text_date (times[0], spt_session_get_zone (self->session));

      gtk_label_set_text (self->day_title, date);
    }
  if (n > 0 && g_strcmp0 (self->first_date, spt_month_view_get_selected (self->month)) == 0)
    {
      g_clear_object (&self->first_slot);
      self->first_slot = g_list_model_get_item (self->slots, 0);
      show_first_free (self);
    }
}

static void
slots_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptTimeStep) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) slots =
      spt_session_load_slots_finish (SPT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->service == NULL)
    return;
  if (slots == NULL)
    {
      spt_state_page_set_error (self->times_state, error);
      return;
    }
  g_set_object (&self->slots, slots);
  show_slots (self);
}

static void
load_slots (SptTimeStep *self)
{
  const char *date = spt_month_view_get_selected (self->month);

  g_cancellable_cancel (self->slots_cancellable);
  g_clear_object (&self->slots_cancellable);
  if (self->service == NULL || date == NULL)
    return;
  self->slots_cancellable = g_cancellable_new ();
  spt_state_page_set_state (self->times_state, SPT_PAGE_LOADING);
  spt_session_load_slots_async (self->session, self->service, date, self->slots_cancellable,
                                slots_loaded_cb, g_object_ref (self));
}

/* Takes over what is free in the month; while the first free day is sought, goes to it or on to the
 * next month. */
static void
take_days (SptTimeStep *self, GListModel *days)
{
  guint n = g_list_model_get_n_items (days);
  g_autofree char *first = NULL;
  g_autofree char *last = month_ahead (self, MONTHS_AHEAD - 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptDay) day = g_list_model_get_item (days, i);
      const char *date = spt_day_get_date (day);
      guint free = spt_day_get_open (day) ? spt_day_get_free (day) : 0;

      spt_month_view_set_free (self->month, date, free);
      if (free > 0 && (first == NULL || g_strcmp0 (date, first) < 0))
        {
          g_free (first);
          first = g_strdup (date);
        }
    }
  if (!self->seeking)
    return;
  if (first != NULL)
    {
      self->seeking = FALSE;
      g_free (self->first_date);
      self->first_date = g_strdup (first);
      spt_month_view_set_selected (self->month, first);
    }
  else if (g_strcmp0 (spt_month_view_get_month (self->month), last) < 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now (spt_session_get_zone (self->session));
      int ahead = 0;
      g_autofree char *month = NULL;

      do
        {
          g_free (month);
          month = month_ahead (self, ++ahead);
        }
      while (g_strcmp0 (month, spt_month_view_get_month (self->month)) <= 0);
      spt_month_view_set_month (self->month, month);
    }
  else
    {
      self->seeking = FALSE;
      spt_state_page_set_state (self->times_state, SPT_PAGE_EMPTY);
    }
}

static void
days_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptTimeStep) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) days = spt_session_load_days_finish (SPT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->service == NULL)
    return;
  if (days == NULL)
    {
      spt_state_page_set_error (self->days_state, error);
      return;
    }
  spt_state_page_set_state (self->days_state, SPT_PAGE_CONTENT);
  take_days (self, days);
}

static void
load_days (SptTimeStep *self)
{
  const char *month = spt_month_view_get_month (self->month);

  g_cancellable_cancel (self->days_cancellable);
  g_clear_object (&self->days_cancellable);
  if (self->service == NULL || month == NULL)
    return;
  self->days_cancellable = g_cancellable_new ();
  /* A month that is turned keeps its place: the days stay, grey, until it is known what is free. */
  if (spt_state_page_get_state (self->days_state) != SPT_PAGE_CONTENT)
    spt_state_page_set_state (self->days_state, SPT_PAGE_LOADING);
  spt_session_load_days_async (self->session, self->service, month, self->days_cancellable,
                               days_loaded_cb, g_object_ref (self));
}

static void
day_selected_cb (SptTimeStep *self)
{
  const char *date = spt_month_view_get_selected (self->month);
  g_auto (GStrv) parts = date != NULL ? g_strsplit (date, "-", 3) : NULL;

  if (parts != NULL && g_strv_length (parts) == 3 && self->session != NULL)
    {
      g_autoptr (GDateTime) noon =
          g_date_time_new (spt_session_get_zone (self->session), atoi (parts[0]), atoi (parts[1]),
                           atoi (parts[2]), 12, 0, 0);
      g_autofree char *text = spt_time_text_date (g_date_time_to_unix (noon) * G_USEC_PER_SEC,
                                                  spt_session_get_zone (self->session));

      gtk_label_set_text (self->day_title, text);
    }
  load_slots (self);
}

static void
choose (SptTimeStep *self, SptSlot *slot)
{
  g_signal_emit (self, signals[CHOSEN], 0, slot);
}

static void
time_chosen_cb (SptTimeStep *self, gint64 instant)
{
  guint n = self->slots != NULL ? g_list_model_get_n_items (self->slots) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptSlot) slot = g_list_model_get_item (self->slots, i);

      if (spt_slot_get_start (slot) == instant)
        {
          choose (self, slot);
          return;
        }
    }
}

static void
first_free_cb (SptTimeStep *self)
{
  g_autoptr (SptSlot) slot = self->first_slot != NULL ? g_object_ref (self->first_slot) : NULL;

  if (slot == NULL)
    return;
  spt_time_grid_set_selected (self->times, spt_slot_get_start (slot));
  choose (self, slot);
}

static void
spt_time_step_dispose (GObject *object)
{
  SptTimeStep *self = SPT_TIME_STEP (object);

  g_cancellable_cancel (self->days_cancellable);
  g_cancellable_cancel (self->slots_cancellable);
  g_clear_object (&self->days_cancellable);
  g_clear_object (&self->slots_cancellable);
  g_clear_object (&self->slots);
  g_clear_object (&self->first_slot);
  g_clear_object (&self->service);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_time_step_parent_class)->dispose (object);
}

static void
spt_time_step_finalize (GObject *object)
{
  g_free (SPT_TIME_STEP (object)->first_date);

  G_OBJECT_CLASS (spt_time_step_parent_class)->finalize (object);
}

static void
spt_time_step_class_init (SptTimeStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_time_step_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_time_step_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", SPT_TYPE_TIME_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SPT_TYPE_SLOT);

  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (SPT_TYPE_MONTH_VIEW);
  g_type_ensure (SPT_TYPE_STATE_PAGE);
  g_type_ensure (SPT_TYPE_TIME_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/time-step.ui");
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, halves);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, month);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, days_state);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, times_state);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, times);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, day_title);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, first_free);
  gtk_widget_class_bind_template_child (widget_class, SptTimeStep, first_free_label);
  gtk_widget_class_bind_template_callback (widget_class, load_days);
  gtk_widget_class_bind_template_callback (widget_class, load_slots);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_free_cb);
}

static void
spt_time_step_init (SptTimeStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  spt_adaptive_bin_turn (self->adaptive, GTK_ORIENTABLE (self->halves));
}

/**
 * spt_time_step_set_session:
 * @self: the step
 * @session: the window's session
 */
void
spt_time_step_set_session (SptTimeStep *self, SptSession *session)
{
  g_return_if_fail (SPT_IS_TIME_STEP (self));

  g_set_object (&self->session, session);
}

/**
 * spt_time_step_set_service:
 * @self: the step
 * @service: what the visit is for
 *
 * Begins to look for the first free day; does nothing when it is the same service.
 */
void
spt_time_step_set_service (SptTimeStep *self, SptService *service)
{
  g_return_if_fail (SPT_IS_TIME_STEP (self));

  if (!g_set_object (&self->service, service))
    return;
  spt_time_step_reload (self);
}

/**
 * spt_time_step_reload:
 * @self: the step
 *
 * Begins anew with the first free day, as when the chosen time was taken by somebody else.
 */
void
spt_time_step_reload (SptTimeStep *self)
{
  g_autofree char *month = NULL;
  g_autofree char *last = NULL;
  g_autofree char *today = NULL;
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SPT_IS_TIME_STEP (self));
  g_return_if_fail (self->session != NULL && self->service != NULL);

  month = month_ahead (self, 0);
  last = month_ahead (self, MONTHS_AHEAD - 1);
  now = g_date_time_new_now (spt_session_get_zone (self->session));
  today = g_date_time_format (now, "%Y-%m-%d");
  g_clear_object (&self->first_slot);
  g_clear_pointer (&self->first_date, g_free);
  self->seeking = TRUE;
  show_first_free (self);
  spt_time_grid_set_selected (self->times, 0);
  spt_state_page_set_state (self->times_state, SPT_PAGE_LOADING);
  spt_month_view_set_today (self->month, today);
  spt_month_view_set_range (self->month, month, last);
  spt_month_view_set_selected (self->month, NULL);
  if (g_strcmp0 (spt_month_view_get_month (self->month), month) == 0)
    {
      spt_month_view_clear (self->month);
      load_days (self);
    }
  else
    spt_month_view_set_month (self->month, month);
}

/**
 * spt_time_step_set_chosen:
 * @self: the step
 * @start: the time that is kept for the person; 0 for none
 */
void
spt_time_step_set_chosen (SptTimeStep *self, gint64 start)
{
  g_return_if_fail (SPT_IS_TIME_STEP (self));

  spt_time_grid_set_selected (self->times, start);
}
