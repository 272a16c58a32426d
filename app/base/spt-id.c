/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

/* Crockford's base 32: no I, L, O and U, so that a code survives the telephone. */
static const char code_symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#define CODE_SYMBOLS 10

/**
 * spt_random_bytes:
 * @buffer: (out caller-allocates) (array length=length): what to fill
 * @length: how many bytes
 *
 * Fills @buffer from the kernel's generator. A machine that has none cannot keep a secret, so a
 * failure ends the program.
 */
void
spt_random_bytes (guint8 *buffer, gsize length)
{
  while (length > 0)
    {
      ssize_t got = getrandom (buffer, length, 0);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        g_error ("The kernel gives no random bytes: %s", g_strerror (errno));
      buffer += got;
      length -= (gsize) got;
    }
}

/**
 * spt_id_new:
 *
 * Returns: (transfer full): a new identifier, %SPT_ID_LENGTH characters
 */
char *
spt_id_new (void)
{
  return g_uuid_string_random ();
}

/**
 * spt_token_new:
 *
 * Returns: (transfer full): a new secret of 256 bits, %SPT_TOKEN_LENGTH characters
 */
char *
spt_token_new (void)
{
  guint8 bytes[32];
  g_autofree char *text = NULL;

  spt_random_bytes (bytes, sizeof bytes);
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[SPT_TOKEN_LENGTH] = '\0';
  return g_steal_pointer (&text);
}

static char *
code_with_hyphens (const char *symbols)
{
  return g_strdup_printf ("%.4s-%.4s-%.2s", symbols, symbols + 4, symbols + 8);
}

/**
 * spt_code_new:
 *
 * A booking code for people. 50 bits: it opens nothing without the e-mail address.
 *
 * Returns: (transfer full): a new code, %SPT_CODE_LENGTH characters
 */
char *
spt_code_new (void)
{
  guint8 bytes[CODE_SYMBOLS];
  char symbols[CODE_SYMBOLS + 1] = "";

  spt_random_bytes (bytes, sizeof bytes);
  for (int i = 0; i < CODE_SYMBOLS; i++)
    symbols[i] = code_symbols[bytes[i] & 31];
  return code_with_hyphens (symbols);
}

/**
 * spt_id_is_valid:
 * @text: a text
 *
 * Returns: whether @text has the form of an identifier
 */
gboolean
spt_id_is_valid (const char *text)
{
  return strlen (text) == SPT_ID_LENGTH && g_uuid_string_is_valid (text);
}

/**
 * spt_token_is_valid:
 * @text: a text
 *
 * Returns: whether @text has the form of a token
 */
gboolean
spt_token_is_valid (const char *text)
{
  if (strlen (text) != SPT_TOKEN_LENGTH)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return TRUE;
}

/**
 * spt_code_normalize:
 * @text: a booking code as a person typed it
 *
 * Takes any case, spaces and hyphens, and the letters that Crockford's base 32 reads as digits
 * (I and L as 1, O as 0).
 *
 * Returns: (transfer full) (nullable): the code as it is kept; %NULL where @text is none
 */
char *
spt_code_normalize (const char *text)
{
  char symbols[CODE_SYMBOLS + 1] = "";
  int n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      if (c == ' ' || c == '-')
        continue;
      if (c == 'O')
        c = '0';
      if (c == 'I' || c == 'L')
        c = '1';
      if (n == CODE_SYMBOLS || strchr (code_symbols, c) == NULL)
        return NULL;
      symbols[n++] = c;
    }
  return n == CODE_SYMBOLS ? code_with_hyphens (symbols) : NULL;
}
