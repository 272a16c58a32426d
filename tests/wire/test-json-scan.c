/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/spt-error.h"
#include "wire/spt-json-scan.h"

static gboolean
scan (const char *text, GError **error)
{
  return spt_json_scan (text, strlen (text), 1000, 32, error);
}

static void
test_good (void)
{
  static const char *const good[] = { "{}",      " { } ",      "[1,2]",
                                      "\"a\"",   "true",       "null",
                                      "-0.5e3",  "{\"a\":{}}", "{\"a\":\"\\u00e8\\ud834\\udd1e\"}",
                                      "\"\\n\"", "0" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (scan (good[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "[1,]",
    "01",
    "+1",
    "1.",
    ".5",
    "1e",
    "NaN",
    "Infinity",
    "tru",
    "'a'",
    "\"a",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\ud834\"",
    "\"\\udd1e\"",
    "\"\\u0000\"",
    "\"\x01\"",
    "{} {}",
    "{}/**/",
    "\"\xff\"",
    "\"\xc0\x80\"",
    "1234567890123456789",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (scan (bad[i], &error))
        g_error ("%s was taken", bad[i]);
      g_assert_error (error, SPT_ERROR, SPT_ERROR_BAD_JSON);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *allowed = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 32; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 32; i++)
    g_string_append_c (deep, ']');
  g_assert_true (scan (deep->str, NULL));
  allowed = g_strdup_printf ("[%s]", deep->str);
  g_assert_false (scan (allowed, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_BAD_JSON);
}

static void
test_length (void)
{
  g_autofree char *text = g_strnfill (1001, ' ');
  g_autoptr (GError) error = NULL;

  text[0] = '1';
  g_assert_false (scan (text, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE);
  /* A NUL in the middle is no end. */
  g_assert_false (spt_json_scan ("1\0", 2, 1000, 32, NULL));
}

/* Whatever one byte is changed into: it ends, and says good or bad. */
static void
test_changed_bytes (void)
{
  const char *text = "{\"a\":[1,-2.5e3,\"\\u00e8\\n\",true,null],\"b\":{\"c\":\"d\"}}";

  for (gsize i = 0; i < strlen (text); i++)
    for (int c = 0; c < 256; c++)
      {
        g_autofree char *changed = g_strdup (text);

        changed[i] = (char) c;
        spt_json_scan (changed, strlen (text), 1000, 32, NULL);
        spt_json_scan (changed, i, 1000, 32, NULL);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/good", test_good);
  g_test_add_func ("/json-scan/bad", test_bad);
  g_test_add_func ("/json-scan/depth", test_depth);
  g_test_add_func ("/json-scan/length", test_length);
  g_test_add_func ("/json-scan/changed-bytes", test_changed_bytes);
  return g_test_run ();
}
