/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-month-view.h"

#include "widgets/spt-time-grid.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

/* The day's button with this number, by walking the widgets as they are. */
static GtkWidget *
find_day (GtkWidget *widget, const char *number)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "spt-day"))
    {
      GtkWidget *box = gtk_button_get_child (GTK_BUTTON (widget));
      GtkLabel *label = GTK_LABEL (gtk_widget_get_first_child (box));

      return g_str_equal (gtk_label_get_text (label), number) ? widget : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_day (child, number);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_free (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_month_view_new ());
  SptMonthView *view = SPT_MONTH_VIEW (widget);

  spt_month_view_set_month (view, "2028-02");
  g_assert_nonnull (find_day (widget, "29"));
  g_assert_null (find_day (widget, "30"));
  g_assert_false (gtk_widget_get_sensitive (find_day (widget, "24")));

  spt_month_view_set_free (view, "2028-02-24", 12);
  spt_month_view_set_free (view, "2028-03-24", 12);
  spt_month_view_set_free (view, "2028-02-31", 12);
  g_assert_true (gtk_widget_get_sensitive (find_day (widget, "24")));
  g_assert_cmpuint (spt_month_view_get_free (view, "2028-02-24"), ==, 12);
  g_assert_cmpuint (spt_month_view_get_free (view, "2028-03-24"), ==, 0);
  /* The only day that can be chosen is the one that Tab reaches. */
  g_assert_true (gtk_widget_get_focusable (find_day (widget, "24")));
  g_assert_false (gtk_widget_get_focusable (find_day (widget, "23")));

  spt_month_view_clear (view);
  g_assert_false (gtk_widget_get_sensitive (find_day (widget, "24")));
}

static void
test_choose (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_month_view_new ());
  SptMonthView *view = SPT_MONTH_VIEW (widget);
  guint count = 0;

  spt_month_view_set_month (view, "2026-11");
  spt_month_view_set_free (view, "2026-11-24", 3);
  g_signal_connect_swapped (view, "notify::selected", G_CALLBACK (count_cb), &count);
  g_signal_emit_by_name (find_day (widget, "24"), "clicked");
  g_assert_cmpstr (spt_month_view_get_selected (view), ==, "2026-11-24");
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (gtk_widget_has_css_class (find_day (widget, "24"), "selected"));
  spt_month_view_set_selected (view, "2026-11-24");
  g_assert_cmpuint (count, ==, 1);

  /* Another month does not forget the choice; it is marked again when one comes back. */
  spt_month_view_set_month (view, "2026-12");
  g_assert_cmpstr (spt_month_view_get_selected (view), ==, "2026-11-24");
  g_assert_false (gtk_widget_has_css_class (find_day (widget, "24"), "selected"));
  spt_month_view_set_month (view, "2026-11");
  g_assert_true (gtk_widget_has_css_class (find_day (widget, "24"), "selected"));
}

static void
times_cb (SptTimeGrid *grid, gint64 instant, gint64 *chosen)
{
  *chosen = instant;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_times (void)
{
  /* 09:00, 09:30 and 15:00 on 24 November 2026 in Rome */
  const gint64 times[] = { 1795507200 * (gint64) G_USEC_PER_SEC,
                           1795509000 * (gint64) G_USEC_PER_SEC,
                           1795528800 * (gint64) G_USEC_PER_SEC };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_time_grid_new ());
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  SptTimeGrid *grid = SPT_TIME_GRID (widget);
  gint64 chosen = 0;

  g_signal_connect (grid, "chosen", G_CALLBACK (times_cb), &chosen);
  spt_time_grid_set_times (grid, times, G_N_ELEMENTS (times), zone);
  g_assert_nonnull (find_button (widget, "09:00"));
  g_signal_emit_by_name (find_button (widget, "15:00"), "clicked");
  g_assert_cmpint (chosen, ==, times[2]);
  g_assert_cmpint (spt_time_grid_get_selected (grid), ==, times[2]);
  spt_time_grid_set_times (grid, times, 1, zone);
  g_assert_null (find_button (widget, "15:00"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }
  adw_init ();

  g_test_add_func ("/widgets/month-view/free", test_free);
  g_test_add_func ("/widgets/month-view/choose", test_choose);
  g_test_add_func ("/widgets/time-grid/times", test_times);
  return g_test_run ();
}
