/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-person-check.h"

static void
test_codice_fiscale (void)
{
  static const char *const good[] = { "RSSMRA85T10A562S", "rssmra85t10a562s", "RSS MRA 85T10 A562S",
                                      "RSSMRAURTMLARSNL", "" };
  static const char *const bad[] = { "RSSMRA85T10A562T",  "RSSMRA85T10A562",  "1SSMRA85T10A562S",
                                     "RSSMRA85T10A562SS", "RSSMRAA5T10A562S", "Rssmra85t10a56è" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_null (spt_check_codice_fiscale (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_nonnull (spt_check_codice_fiscale (bad[i]));
}

static void
test_tidy (void)
{
  g_autofree char *tidy = spt_tidy_codice_fiscale (" rss mra 85t10 a562s ");

  g_assert_cmpstr (tidy, ==, "RSSMRA85T10A562S");
}

static void
test_email (void)
{
  static const char *const bad[] = {
    "nicola",          "@example.org",    "nicola@",
    "nicola@example",  "nicola@.org",     "nicola@example.",
    "a b@example.org", "a@b@example.org", "a@example.org, b@example.org"
  };

  g_assert_null (spt_check_email ("nicola@example.org", TRUE));
  g_assert_null (spt_check_email (" nicola.lorusso+sportello@posta.example.org ", TRUE));
  g_assert_nonnull (spt_check_email ("", TRUE));
  g_assert_null (spt_check_email ("", FALSE));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_nonnull (spt_check_email (bad[i], FALSE));
}

static void
test_telephone (void)
{
  g_assert_null (spt_check_telephone (""));
  g_assert_null (spt_check_telephone ("+39 080 577 1111"));
  g_assert_null (spt_check_telephone ("080/5771111"));
  g_assert_nonnull (spt_check_telephone ("1234"));
  g_assert_nonnull (spt_check_telephone ("080 + 577"));
  g_assert_nonnull (spt_check_telephone ("call me"));
  g_assert_nonnull (spt_check_telephone ("12345678901234567890"));
}

static void
test_words (void)
{
  g_autofree char *name = g_strnfill (101, 'a');
  g_autofree char *reason = g_strnfill (2001, 'a');

  g_assert_nonnull (spt_check_name ("  "));
  g_assert_nonnull (spt_check_name (name));
  g_assert_null (spt_check_name ("Nicolò"));
  g_assert_nonnull (spt_check_surname (""));
  g_assert_null (spt_check_surname ("De Santis"));
  g_assert_nonnull (spt_check_address ("", TRUE));
  g_assert_null (spt_check_address ("", FALSE));
  g_assert_nonnull (spt_check_address ("x", FALSE));
  g_assert_null (spt_check_address ("Via Sparano 1, Bari", TRUE));
  g_assert_nonnull (spt_check_reason (" \n "));
  g_assert_nonnull (spt_check_reason (reason));
  g_assert_null (spt_check_reason ("A street party"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/citizen/person-check/codice-fiscale", test_codice_fiscale);
  g_test_add_func ("/citizen/person-check/tidy", test_tidy);
  g_test_add_func ("/citizen/person-check/email", test_email);
  g_test_add_func ("/citizen/person-check/telephone", test_telephone);
  g_test_add_func ("/citizen/person-check/words", test_words);
  return g_test_run ();
}
