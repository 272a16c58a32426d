/* SPDX-License-Identifier: EUPL-1.2 */
/* A strict look at a JSON text before json-glib parses it. json-glib 1.6 recurses without a bound
 * (some 80,000 levels end the process), lets the last of two equal keys win, and takes comments,
 * leading zeros and numbers out of range. Whatever passes here is RFC 8259 JSON with unique keys. */
#include "wire/spt-json-scan.h"

#include <string.h>

#include "base/spt-error.h"

typedef struct
{
  const char *p;
  const char *end;
  guint depth;
  guint max_depth;
  const char *why;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail (Scan *scan, const char *why)
{
  if (scan->why == NULL)
    scan->why = why;
  return FALSE;
}

static void
skip_space (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL && *scan->p != '\0')
    scan->p++;
}

static gboolean
next_is (Scan *scan, char c)
{
  if (scan->p < scan->end && *scan->p == c)
    {
      scan->p++;
      return TRUE;
    }
  return FALSE;
}

static gboolean
scan_hex4 (Scan *scan, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++)
    {
      int digit = scan->p < scan->end ? g_ascii_xdigit_value (*scan->p) : -1;

      if (digit < 0)
        return fail (scan, "broken \\u escape");
      *unit = *unit * 16 + (guint) digit;
      scan->p++;
    }
  return TRUE;
}

static gboolean
scan_unicode_escape (Scan *scan, GString *into)
{
  guint unit, low;

  if (!scan_hex4 (scan, &unit))
    return FALSE;
  if (unit == 0)
    return fail (scan, "a string must not hold U+0000");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (scan, "lone surrogate");
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (!next_is (scan, '\\') || !next_is (scan, 'u') || !scan_hex4 (scan, &low) || low < 0xdc00
          || low > 0xdfff)
        return fail (scan, "lone surrogate");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (into, unit);
  return TRUE;
}

static gboolean
scan_escape (Scan *scan, GString *into)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (next_is (scan, 'u'))
    return scan_unicode_escape (scan, into);
  found = scan->p < scan->end && *scan->p != '\0' ? strchr (from, *scan->p) : NULL;
  if (found == NULL)
    return fail (scan, "unknown escape");
  g_string_append_c (into, to[found - from]);
  scan->p++;
  return TRUE;
}

/* Scans a string behind its opening quote; its decoded text goes to @into. */
static gboolean
scan_string (Scan *scan, GString *into)
{
  while (scan->p < scan->end)
    {
      char c = *scan->p++;

      if (c == '"')
        return TRUE;
      if ((guchar) c < 0x20)
        return fail (scan, "control character in a string");
      if (c != '\\')
        g_string_append_c (into, c);
      else if (!scan_escape (scan, into))
        return FALSE;
    }
  return fail (scan, "unfinished string");
}

static gboolean
scan_digits (Scan *scan)
{
  const char *from = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;
  return scan->p > from ? TRUE : fail (scan, "broken number");
}

static gboolean
scan_number (Scan *scan)
{
  const char *from = scan->p;

  next_is (scan, '-');
  if (!next_is (scan, '0') && !scan_digits (scan))
    return FALSE;
  if (next_is (scan, '.') && !scan_digits (scan))
    return FALSE;
  if (next_is (scan, 'e') || next_is (scan, 'E'))
    {
      if (!next_is (scan, '+'))
        next_is (scan, '-');
      if (!scan_digits (scan))
        return FALSE;
    }
  /* Nothing on this wire needs more; longer ones would wrap round in json-glib. */
  return scan->p - from <= 18 ? TRUE : fail (scan, "number out of range");
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->p) < length || memcmp (scan->p, word, length) != 0)
    return fail (scan, "unexpected character");
  scan->p += length;
  return TRUE;
}

static gboolean
scan_member (Scan *scan, GHashTable *keys)
{
  g_autoptr (GString) key = g_string_new (NULL);

  skip_space (scan);
  if (!next_is (scan, '"'))
    return fail (scan, "a key must be a string");
  if (!scan_string (scan, key))
    return FALSE;
  if (!g_hash_table_add (keys, g_strdup (key->str)))
    return fail (scan, "duplicate key");
  skip_space (scan);
  if (!next_is (scan, ':'))
    return fail (scan, "colon expected");
  return scan_value (scan);
}

static gboolean
scan_object (Scan *scan)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (scan);
  if (next_is (scan, '}'))
    return TRUE;
  do
    {
      if (!scan_member (scan, keys))
        return FALSE;
      skip_space (scan);
    }
  while (next_is (scan, ','));
  return next_is (scan, '}') ? TRUE : fail (scan, "comma or } expected");
}

static gboolean
scan_array (Scan *scan)
{
  skip_space (scan);
  if (next_is (scan, ']'))
    return TRUE;
  do
    {
      if (!scan_value (scan))
        return FALSE;
      skip_space (scan);
    }
  while (next_is (scan, ','));
  return next_is (scan, ']') ? TRUE : fail (scan, "comma or ] expected");
}

static gboolean
scan_value (Scan *scan)
{
  gboolean good;

  skip_space (scan);
  if (scan->p == scan->end)
    return fail (scan, "unexpected end");
  if (*scan->p == '{' || *scan->p == '[')
    {
      gboolean object = *scan->p++ == '{';

      if (++scan->depth > scan->max_depth)
        return fail (scan, "nested too deeply");
      good = object ? scan_object (scan) : scan_array (scan);
      scan->depth--;
      return good;
    }
  if (next_is (scan, '"'))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      return scan_string (scan, text);
    }
  if (*scan->p == 't')
    return scan_word (scan, "true");
  if (*scan->p == 'f')
    return scan_word (scan, "false");
  if (*scan->p == 'n')
    return scan_word (scan, "null");
  return scan_number (scan);
}

/**
 * spt_json_scan:
 * @text: (array length=length): what came from the network
 * @length: its length in bytes
 * @max_length: the greatest length that is taken
 * @max_depth: how many objects and arrays may nest
 * @error: %SPT_ERROR_TOO_LARGE or %SPT_ERROR_BAD_JSON
 *
 * Checks that @text is one RFC 8259 value in valid UTF-8, within the bounds and without two equal
 * keys in an object.
 *
 * Returns: whether it may be given to a parser
 */
gboolean
spt_json_scan (const char *text, gsize length, gsize max_length, guint max_depth, GError **error)
{
  Scan scan = { .p = text, .end = text + length, .max_depth = max_depth };

  if (length > max_length)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE,
                   "the body has more than %" G_GSIZE_FORMAT " bytes", max_length);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    fail (&scan, "not UTF-8");
  else if (scan_value (&scan))
    {
      skip_space (&scan);
      if (scan.p != scan.end)
        fail (&scan, "text behind the value");
    }
  if (scan.why == NULL)
    return TRUE;
  g_set_error (error, SPT_ERROR, SPT_ERROR_BAD_JSON, "byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scan.p - text), scan.why);
  return FALSE;
}
