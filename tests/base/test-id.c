/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/spt-id.h"

static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++)
    {
      char *id = spt_id_new ();

      g_assert_true (spt_id_is_valid (id));
      g_assert_true (g_hash_table_add (seen, id));
    }
  g_assert_false (spt_id_is_valid (""));
  g_assert_false (spt_id_is_valid ("00000000-0000-4000-8000-00000000000"));
  g_assert_false (spt_id_is_valid ("00000000-0000-4000-8000-00000000000g"));
}

static void
test_tokens (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++)
    {
      char *token = spt_token_new ();

      g_assert_cmpuint (strlen (token), ==, SPT_TOKEN_LENGTH);
      g_assert_true (spt_token_is_valid (token));
      g_assert_true (g_hash_table_add (seen, token));
    }
  g_assert_false (spt_token_is_valid ("short"));
  g_assert_false (spt_token_is_valid ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
}

static void
test_codes (void)
{
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *code = spt_code_new ();
      g_autofree char *same = spt_code_normalize (code);
      g_autofree char *lower = g_ascii_strdown (code, -1);
      g_autofree char *typed = spt_code_normalize (lower);

      g_assert_cmpuint (strlen (code), ==, SPT_CODE_LENGTH);
      g_assert_cmpstr (code, ==, same);
      g_assert_cmpstr (code, ==, typed);
    }
  {
    g_autofree char *misread = spt_code_normalize (" o1i l-0000 00");
    g_autofree char *none = spt_code_normalize ("U000-0000-00");
    g_autofree char *shorter = spt_code_normalize ("0000");

    g_assert_cmpstr (misread, ==, "0111-0000-00");
    g_assert_null (none);
    g_assert_null (shorter);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/ids", test_ids);
  g_test_add_func ("/id/tokens", test_tokens);
  g_test_add_func ("/id/codes", test_codes);
  return g_test_run ();
}
