/* SPDX-License-Identifier: EUPL-1.2 */
#include <adwaita.h>

#include "base/spt-error.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-field-message.h"
#include "widgets/spt-slow-spinner.h"
#include "widgets/spt-state-page.h"
#include "widgets/spt-text-row.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_message (void)
{
  g_autoptr (GtkWidget) field = g_object_ref_sink (adw_entry_row_new ());
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_field_message_new (field));
  SptFieldMessage *message = SPT_FIELD_MESSAGE (widget);

  g_assert_false (gtk_widget_get_visible (widget));
  spt_field_message_set_text (message, "Please write your name.");
  g_assert_true (gtk_widget_get_visible (widget));
  g_assert_true (gtk_widget_has_css_class (field, "error"));
  g_assert_cmpstr (spt_field_message_get_text (message), ==, "Please write your name.");
  spt_field_message_set_text (message, NULL);
  g_assert_null (spt_field_message_get_text (message));
  g_assert_false (gtk_widget_has_css_class (field, "error"));
}

static void
test_text_row (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_text_row_new ());
  SptTextRow *row = SPT_TEXT_ROW (widget);
  g_autofree char *text = NULL;
  guint count = 0;

  g_signal_connect_swapped (row, "notify::text", G_CALLBACK (count_cb), &count);
  spt_text_row_set_text (row, "one\ntwo");
  text = spt_text_row_get_text (row);
  g_assert_cmpstr (text, ==, "one\ntwo");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  spt_text_row_set_text (row, "one\ntwo");
  g_assert_cmpuint (count, ==, 0);
}

static void
test_states (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_state_page_new ());
  SptStatePage *page = SPT_STATE_PAGE (widget);
  g_autoptr (GError) error = spt_error_new (SPT_ERROR_UNREACHABLE, "away");
  GtkWidget *content = gtk_label_new ("content");

  g_assert_cmpint (spt_state_page_get_state (page), ==, SPT_PAGE_LOADING);
  spt_state_page_set_content (page, content);
  g_assert_true (spt_state_page_get_content (page) == content);
  spt_state_page_set_error (page, error);
  g_assert_cmpint (spt_state_page_get_state (page), ==, SPT_PAGE_FAILED);
  spt_state_page_set_state (page, SPT_PAGE_CONTENT);
  g_assert_cmpint (spt_state_page_get_state (page), ==, SPT_PAGE_CONTENT);
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pass (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing turns during a short wait. */
static void
test_spinner (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (spt_slow_spinner_new ());
  SptSlowSpinner *spinner = SPT_SLOW_SPINNER (widget);
  GtkSpinner *inner = GTK_SPINNER (adw_bin_get_child (ADW_BIN (widget)));

  spt_slow_spinner_set_busy (spinner, TRUE);
  pass (50);
  g_assert_false (gtk_spinner_get_spinning (inner));
  spt_slow_spinner_set_busy (spinner, FALSE);
  pass (350);
  g_assert_false (gtk_spinner_get_spinning (inner));
  spt_slow_spinner_set_busy (spinner, TRUE);
  pass (400);
  g_assert_true (gtk_spinner_get_spinning (inner));
  spt_slow_spinner_set_busy (spinner, FALSE);
  g_assert_false (gtk_spinner_get_spinning (inner));
}

static void
test_adaptive (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = spt_adaptive_bin_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  SptAdaptiveBin *bin = SPT_ADAPTIVE_BIN (widget);
  guint count = 0;

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *part = gtk_label_new ("part");

      gtk_widget_set_size_request (part, 300, 20);
      gtk_box_append (GTK_BOX (box), part);
    }
  spt_adaptive_bin_set_child (bin, box);
  spt_adaptive_bin_turn (bin, GTK_ORIENTABLE (box));
  spt_adaptive_bin_set_threshold (bin, 600);
  g_signal_connect_swapped (bin, "notify::narrow", G_CALLBACK (count_cb), &count);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 200);
  gtk_window_present (GTK_WINDOW (window));
  pass (300);
  g_assert_false (spt_adaptive_bin_get_narrow (bin));
  g_assert_cmpuint (count, ==, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 200);
  pass (300);
  g_assert_true (spt_adaptive_bin_get_narrow (bin));
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (box)), ==,
                   GTK_ORIENTATION_VERTICAL);
  gtk_window_destroy (GTK_WINDOW (window));
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

  g_test_add_func ("/widgets/form/message", test_message);
  g_test_add_func ("/widgets/form/text-row", test_text_row);
  g_test_add_func ("/widgets/form/states", test_states);
  g_test_add_func ("/widgets/form/spinner", test_spinner);
  g_test_add_func ("/widgets/form/adaptive", test_adaptive);
  return g_test_run ();
}
