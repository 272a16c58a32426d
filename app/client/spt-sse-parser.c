/* SPDX-License-Identifier: EUPL-1.2 */
#include "client/spt-sse-parser.h"

#include <string.h>

#include "base/spt-error.h"

#define MAX_RETRY 60000

struct _SptSseParser
{
  SptSseFunc func;
  gpointer user_data;

  GString *line;
  GString *data;
  char *id; /* NULL where the event that is being read has none */
  gboolean has_data;
  gboolean after_return; /* the last byte was a CR: a LF that follows belongs to it */
  gboolean begun; /* a byte order mark can come no more */
  guint retry;
};

/**
 * spt_sse_parser_new:
 * @func: called for each event
 * @user_data: for @func
 *
 * Returns: (transfer full): a parser at the beginning of a stream
 */
SptSseParser *
spt_sse_parser_new (SptSseFunc func, gpointer user_data)
{
  SptSseParser *self = g_new0 (SptSseParser, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

/**
 * spt_sse_parser_free:
 * @self: (transfer full): a parser
 *
 * An event that is not complete is dropped, as the standard says.
 */
void
spt_sse_parser_free (SptSseParser *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self->id);
  g_free (self);
}

static gboolean
too_long (const char *what, GError **error)
{
  g_set_error (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "%s of the event stream is too long", what);
  return FALSE;
}

static void
end_event (SptSseParser *self)
{
  g_autofree char *id = g_steal_pointer (&self->id);
  g_autoptr (GBytes) data = NULL;

  if (!self->has_data)
    return;
  data = g_bytes_new (self->data->str, self->data->len);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
  self->func (data, id, self->user_data);
}

static gboolean
take_data (SptSseParser *self, const char *value, GError **error)
{
  if (self->data->len + strlen (value) + 1 > SPT_SSE_MAX_DATA)
    return too_long ("an event", error);
  if (self->has_data)
    g_string_append_c (self->data, '\n');
  g_string_append (self->data, value);
  self->has_data = TRUE;
  return TRUE;
}

static gboolean
take_id (SptSseParser *self, const char *value, GError **error)
{
  if (strlen (value) > SPT_SSE_MAX_ID)
    return too_long ("an id", error);
  g_free (self->id);
  self->id = g_strdup (value);
  return TRUE;
}

static void
take_retry (SptSseParser *self, const char *value)
{
  guint64 milliseconds;

  if (g_ascii_string_to_unsigned (value, 10, 0, MAX_RETRY, &milliseconds, NULL))
    self->retry = (guint) milliseconds;
}

static gboolean
end_line (SptSseParser *self, GError **error)
{
  char *line = self->line->str;
  char *value;

  if (self->line->len == 0)
    {
      end_event (self);
      return TRUE;
    }
  if (!g_utf8_validate (line, (gssize) self->line->len, NULL))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER,
                           "the event stream is not UTF-8 text");
      return FALSE;
    }
  value = strchr (line, ':');
  if (value == NULL)
    value = line + self->line->len;
  else
    {
      *value++ = '\0';
      if (*value == ' ')
        value++;
    }
  if (strcmp (line, "data") == 0)
    return take_data (self, value, error);
  if (strcmp (line, "id") == 0)
    return take_id (self, value, error);
  if (strcmp (line, "retry") == 0)
    take_retry (self, value);
  return TRUE;
}

/* Adds the bytes up to the end of a line. */
static gboolean
add_to_line (SptSseParser *self, const char *bytes, gsize length, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (self->line->len + length > SPT_SSE_MAX_LINE)
    return too_long ("a line", error);
  g_string_append_len (self->line, bytes, (gssize) length);
  if (!self->begun && self->line->len >= strlen (mark))
    {
      self->begun = TRUE;
      if (memcmp (self->line->str, mark, strlen (mark)) == 0)
        g_string_erase (self->line, 0, (gssize) strlen (mark));
    }
  return TRUE;
}

gboolean
spt_sse_parser_feed (SptSseParser *self, const char *bytes, gsize length, GError **error)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      gsize n = 0;

      if (self->after_return && *bytes == '\n')
        bytes++;
      self->after_return = FALSE;
      while (bytes + n < end && bytes[n] != '\n' && bytes[n] != '\r')
        n++;
      if (!add_to_line (self, bytes, n, error))
        return FALSE;
      bytes += n;
      if (bytes == end)
        break;
      self->after_return = *bytes++ == '\r';
      self->begun = TRUE;
      if (!end_line (self, error))
        return FALSE;
      g_string_truncate (self->line, 0);
    }
  return TRUE;
}

guint
spt_sse_parser_get_retry (SptSseParser *self)
{
  return self->retry;
}
