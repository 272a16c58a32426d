/* SPDX-License-Identifier: EUPL-1.2 */
/* The Italian tax code of natural persons, as decreed by the Ministry of Finance on 23 December 1976:
 * six letters of the name, two digits of the year, the month's letter, two digits of the day (women
 * count 40 more), a letter and three digits of the place, and a check letter. */
#include "backend/domain/sptd-codice-fiscale.h"

#include <string.h>

#define LENGTH 16

/* What a character in an odd place counts for; by digit, and by letter. */
static const int odd_digits[] = { 1, 0, 5, 7, 9, 13, 15, 17, 19, 21 };
static const int odd_letters[] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                   20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };

/* Where two persons would have the same code, digits become letters from the right: 0 is L … 9 is V. */
static const char omocodia[] = "LMNPQRSTUV";

static char
check_letter (const char *code)
{
  int sum = 0;

  for (int i = 0; i < LENGTH - 1; i++)
    {
      char c = code[i];

      /* The first character is in an odd place. */
      if (i % 2 == 0)
        sum += g_ascii_isdigit (c) ? odd_digits[c - '0'] : odd_letters[c - 'A'];
      else
        sum += g_ascii_isdigit (c) ? c - '0' : c - 'A';
    }
  return (char) ('A' + sum % 26);
}

/* The digit in a place for digits, or -1. */
static int
digit_at (const char *code, int place)
{
  const char *letter;

  if (g_ascii_isdigit (code[place]))
    return code[place] - '0';
  letter = strchr (omocodia, code[place]);
  return letter != NULL ? (int) (letter - omocodia) : -1;
}

static gboolean
has_form (const char *code)
{
  static const char form[LENGTH + 1] = "LLLLLLDDMDDLDDDL";
  int day;

  for (int i = 0; i < LENGTH; i++)
    {
      if (form[i] == 'L' && !g_ascii_isupper (code[i]))
        return FALSE;
      if (form[i] == 'D' && digit_at (code, i) < 0)
        return FALSE;
      if (form[i] == 'M' && strchr ("ABCDEHLMPRST", code[i]) == NULL)
        return FALSE;
    }
  day = digit_at (code, 9) * 10 + digit_at (code, 10);
  return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}

/**
 * sptd_codice_fiscale_normalize:
 * @text: a codice fiscale as a person typed it, in either case
 *
 * Checks form, day, month and check letter, omocodia included.
 *
 * Returns: (transfer full) (nullable): the code in capitals; %NULL where @text is none
 */
char *
sptd_codice_fiscale_normalize (const char *text)
{
  g_autofree char *code = NULL;

  if (strlen (text) != LENGTH)
    return NULL;
  code = g_ascii_strup (text, LENGTH);
  if (!has_form (code) || code[LENGTH - 1] != check_letter (code))
    return NULL;
  return g_steal_pointer (&code);
}
