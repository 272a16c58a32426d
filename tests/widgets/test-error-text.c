/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-error-text.h"

#include <gio/gio.h>

#include "base/spt-error.h"

/* Every code has a sentence that says what happened and one that says what to do. */
static void
test_every_code (void)
{
  for (SptError code = SPT_ERROR_INTERNAL; code < SPT_N_ERRORS; code++)
    {
      g_autoptr (GError) error = spt_error_new (code, "for developers");
      const char *what = spt_error_text_what (error);
      const char *advice = spt_error_text_advice (error);
      g_autofree char *both = spt_error_text (error);

      g_assert_true (g_str_has_suffix (what, "."));
      g_assert_true (g_str_has_suffix (advice, "."));
      g_assert_cmpstr (what, !=, advice);
      g_assert_true (g_str_has_prefix (both, what) && g_str_has_suffix (both, advice));
      g_assert_null (g_strstr_len (both, -1, "for developers"));
    }
}

static void
test_others (void)
{
  g_autoptr (GError) no_file = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "odd");

  g_assert_cmpstr (spt_error_text_what (no_file), ==, "The file is not there any more.");
  g_assert_cmpstr (spt_error_text_what (other), ==, "That did not work.");
  g_assert_cmpstr (spt_error_text_what (NULL), ==, "That did not work.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/error-text/every-code", test_every_code);
  g_test_add_func ("/widgets/error-text/others", test_others);
  return g_test_run ();
}
