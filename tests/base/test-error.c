/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/spt-error.h"

static void
test_table (void)
{
  for (int i = 0; i < SPT_N_ERRORS; i++)
    {
      SptError code = (SptError) i;
      guint status = spt_error_status (code);

      g_assert_nonnull (spt_error_name (code));
      g_assert_nonnull (spt_error_title (code));
      g_assert_cmpuint (spt_error_from_name (spt_error_name (code)), ==, code);
      g_assert_true (status == 0 || (status >= 400 && status < 600));
    }
  g_assert_cmpuint (spt_error_from_name ("no_such_name"), ==, SPT_ERROR_BAD_ANSWER);
  g_assert_cmpuint (spt_error_from_name (NULL), ==, SPT_ERROR_BAD_ANSWER);
}

static void
test_details (void)
{
  g_autoptr (GError) error = spt_error_new (SPT_ERROR_INVALID_FIELD, "no %s", "good");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (g_quark_from_static_string ("other"), 1, "other");

  spt_error_set_field (error, "person.email");
  spt_error_set_state (error, "booked");
  spt_error_set_retry_after (error, 7);
  copy = g_error_copy (error);
  g_assert_cmpstr (copy->message, ==, "no good");
  g_assert_cmpstr (spt_error_get_field (copy), ==, "person.email");
  g_assert_cmpstr (spt_error_get_state (copy), ==, "booked");
  g_assert_cmpuint (spt_error_get_retry_after (copy), ==, 7);
  g_assert_null (spt_error_get_field (other));
  g_assert_null (spt_error_get_state (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/table", test_table);
  g_test_add_func ("/error/details", test_details);
  return g_test_run ();
}
