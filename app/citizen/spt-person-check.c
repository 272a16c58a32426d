/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-person-check.h"

#include <glib/gi18n.h>
#include <string.h>

#define CODICE_LENGTH 16
#define REASON_MAX 2000

static char *
trimmed (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

/**
 * spt_check_name:
 * @text: the given name
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_name (const char *text)
{
  g_autofree char *plain = trimmed (text);

  if (*plain == '\0')
    return _ ("Please write your name.");
  return g_utf8_strlen (plain, -1) > 100 ? _ ("Please write at most 100 letters.") : NULL;
}

/**
 * spt_check_surname:
 * @text: the family name
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_surname (const char *text)
{
  g_autofree char *plain = trimmed (text);

  if (*plain == '\0')
    return _ ("Please write your surname.");
  return g_utf8_strlen (plain, -1) > 100 ? _ ("Please write at most 100 letters.") : NULL;
}

/**
 * spt_check_email:
 * @text: the e-mail address
 * @required: whether there has to be one
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_email (const char *text, gboolean required)
{
  g_autofree char *plain = trimmed (text);
  const char *at = strchr (plain, '@');
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  if (*plain == '\0')
    return required ? _ ("Please write your e-mail address: the booking is sent there.") : NULL;
  if (at == NULL || at == plain || strchr (at + 1, '@') != NULL || dot == NULL || dot == at + 1
      || dot[1] == '\0' || strpbrk (plain, " ,;<>()[]\"\\") != NULL || strlen (plain) > 254)
    return _ ("An e-mail address looks like name@example.com.");
  return NULL;
}

/**
 * spt_check_address:
 * @text: where the person lives
 * @required: whether there has to be one
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_address (const char *text, gboolean required)
{
  g_autofree char *plain = trimmed (text);
  glong length = g_utf8_strlen (plain, -1);

  if (length == 0 && !required)
    return NULL;
  if (length < 3)
    return _ ("Please write street, number and town.");
  return length > 300 ? _ ("Please write at most 300 letters.") : NULL;
}

/**
 * spt_check_telephone:
 * @text: a telephone number; it may be empty
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_telephone (const char *text)
{
  g_autofree char *plain = trimmed (text);
  gsize digits = 0;

  if (*plain == '\0')
    return NULL;
  for (const char *p = plain; *p != '\0'; p++)
    {
      digits += g_ascii_isdigit (*p) ? 1 : 0;
      if (!g_ascii_isdigit (*p) && strchr (" -./()", *p) == NULL && !(*p == '+' && p == plain))
        return _ ("A telephone number has digits only, with + in front if you like.");
    }
  if (digits < 5 || digits > 15 || strlen (plain) > 30)
    return _ ("A telephone number has 5 to 15 digits.");
  return NULL;
}

/**
 * spt_tidy_codice_fiscale:
 * @text: a codice fiscale as a person writes it
 *
 * Returns: (transfer full): the same in capitals and without spaces
 */
char *
spt_tidy_codice_fiscale (const char *text)
{
  GString *tidy = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (tidy, g_ascii_toupper (*p));
  return g_string_free (tidy, FALSE);
}

/* The check letter by the tables of the Ministry's decree of 23 December 1976: every character at an
 * odd place counts by `odd`, the others by their rank; the sum modulo 26 is the letter. */
static char
check_letter (const char *codice)
{
  static const int odd[] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                             20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };
  int sum = 0;

  for (int i = 0; i < CODICE_LENGTH - 1; i++)
    {
      int rank = g_ascii_isdigit (codice[i]) ? codice[i] - '0' : codice[i] - 'A';

      sum += i % 2 == 0 ? odd[rank] : rank;
    }
  return (char) ('A' + sum % 26);
}

/**
 * spt_check_codice_fiscale:
 * @text: a codice fiscale; it may be empty
 *
 * Digits may be written as the letters that stand for them where two people share a code.
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_codice_fiscale (const char *text)
{
  static const char form[] = "LLLLLLDDLDDLDDDL";
  g_autofree char *codice = spt_tidy_codice_fiscale (text);

  if (*codice == '\0')
    return NULL;
  if (strlen (codice) != CODICE_LENGTH)
    return _ ("A codice fiscale has 16 letters and digits.");
  for (int i = 0; i < CODICE_LENGTH; i++)
    {
      gboolean good = form[i] == 'L'
                          ? g_ascii_isupper (codice[i])
                          : g_ascii_isdigit (codice[i]) || strchr ("LMNPQRSTUV", codice[i]) != NULL;

      if (!good)
        return _ ("This is not a codice fiscale; please compare it with your card.");
    }
  if (check_letter (codice) != codice[CODICE_LENGTH - 1])
    return _ ("There is a slip in the codice fiscale; please compare it with your card.");
  return NULL;
}

/**
 * spt_check_reason:
 * @text: what the visit is about
 *
 * Returns: (nullable): what is wrong
 */
const char *
spt_check_reason (const char *text)
{
  g_autofree char *plain = trimmed (text);

  if (*plain == '\0')
    return _ ("Please say in a few words what it is about.");
  return g_utf8_strlen (plain, -1) > REASON_MAX ? _ ("Please write at most 2000 letters.") : NULL;
}
