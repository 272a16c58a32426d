/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-operator-view.h"
#include "operator/spt-visit-words.h"

/* The first widget of this type below @widget whose property has this value. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *property, const char *value)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    {
      g_autofree char *found = NULL;

      g_object_get (widget, property, &found, NULL);
      if (g_strcmp0 (found, value) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, property, value);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_sample_login (void)
{
  g_autoptr (SptSession) session =
      spt_session_new (SPT_SESSION_OPERATOR, "http://127.0.0.1:9", "test");
  g_autoptr (GtkWidget) view = g_object_ref_sink (spt_operator_view_new (session));
  GtkWidget *username = find (view, ADW_TYPE_ENTRY_ROW, "title", "Username");
  GtkWidget *password = find (view, ADW_TYPE_ENTRY_ROW, "title", "Password");
  GtkWidget *label = find (view, GTK_TYPE_LABEL, "label", "Sign In");
  GtkWidget *sign_in = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  GtkWidget *fill_in = NULL;

  g_assert_null (find (view, GTK_TYPE_BUTTON, "label", "Fill In"));
  g_assert_false (gtk_widget_get_sensitive (sign_in));
  spt_operator_view_add_sample_login (SPT_OPERATOR_VIEW (view), "Desk <1>", "one", "secret");
  fill_in = find (view, GTK_TYPE_BUTTON, "label", "Fill In");
  g_assert_nonnull (fill_in);
  g_signal_emit_by_name (fill_in, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (username)), ==, "one");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "secret");
  g_assert_true (gtk_widget_get_sensitive (sign_in));
  gtk_editable_set_text (GTK_EDITABLE (password), "");
  g_assert_false (gtk_widget_get_sensitive (sign_in));
}

static void
test_no_desk (void)
{
  g_autofree char *words = spt_visit_words_desk (NULL);

  g_assert_cmpstr (words, ==, "Offline");
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
  g_test_add_func ("/operator/sign-in/sample", test_sample_login);
  g_test_add_func ("/operator/desk/none", test_no_desk);
  return g_test_run ();
}
