/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-codice-fiscale.h"

/* The example of the Agenzia delle Entrate, a woman's, the same with a letter for its last digit
 * (omocodia), and what is none. */
static void
test_codes (void)
{
  static const char *const good[] = { "MRTMTT25D09F205Z", "RSSMRA85T10A562S", "RSSMRA85T10A56NH" };
  static const char *const bad[] = { "",
                                     "MRTMTT25D09F205",
                                     "MRTMTT25D09F205ZZ",
                                     "MRTMTT25D09F205A",
                                     "MRTMTT25D00F205Z",
                                     "MRTMTT25D40F205Z",
                                     "MRTMTT25F09F205Z",
                                     "1RTMTT25D09F205Z",
                                     "MRTMTT2ÀD09F205Z",
                                     "MRTMTT25D09F2A5Z" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *lower = g_ascii_strdown (good[i], -1);
      g_autofree char *normal = sptd_codice_fiscale_normalize (lower);

      g_assert_cmpstr (normal, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (sptd_codice_fiscale_normalize (bad[i]));
}

/* Every wrong letter in one place is found, the check letter being the only right one. */
static void
test_check_letter (void)
{
  int right = 0;

  for (char c = 'A'; c <= 'Z'; c++)
    {
      g_autofree char *code = g_strdup_printf ("RSSMRA85T10A562%c", c);
      g_autofree char *normal = sptd_codice_fiscale_normalize (code);

      right += normal != NULL;
    }
  g_assert_cmpint (right, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/codice-fiscale/codes", test_codes);
  g_test_add_func ("/domain/codice-fiscale/check-letter", test_check_letter);
  return g_test_run ();
}
