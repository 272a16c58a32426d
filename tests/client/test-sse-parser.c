/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/spt-error.h"
#include "client/spt-sse-parser.h"

static void
event_cb (GBytes *data, const char *id, gpointer user_data)
{
  GString *told = user_data;

  g_string_append_printf (told, "[%s|%.*s]", id != NULL ? id : "-", (int) g_bytes_get_size (data),
                          (const char *) g_bytes_get_data (data, NULL));
}

/* What is told of @text when it comes in pieces of @piece bytes. */
static char *
told_of (const char *text, gsize length, gsize piece)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SptSseParser) parser = spt_sse_parser_new (event_cb, told);
  g_autoptr (GError) error = NULL;

  for (gsize at = 0; at < length; at += piece)
    {
      spt_sse_parser_feed (parser, text + at, MIN (piece, length - at), &error);
      g_assert_no_error (error);
    }
  return g_strdup (told->str);
}

static const struct
{
  const char *text;
  const char *told;
} streams[] = {
  { "id: 7\nevent: call\ndata: {}\n\n", "[7|{}]" },
  { "data: one\n\ndata: two\n\n", "[-|one][-|two]" },
  { "id: 1\r\ndata: a\r\ndata:  b\r\n\r\n", "[1|a\n b]" },
  { "data: a\r\rdata: b\r\r", "[-|a][-|b]" },
  { ": ping\n\n: ping\n\ndata: x\n\n", "[-|x]" },
  { "\xef\xbb\xbf"
    "data: mark\n\n",
    "[-|mark]" },
  { "data\n\n", "[-|]" },
  { "data:\xc3\xa8\n\n", "[-|\xc3\xa8]" },
  { "id: 3\n\ndata: no id\n\n", "[-|no id]" },
  { "unknown: field\nretry: soon\ndata: x\n\n", "[-|x]" },
  { "data: whole\n\ndata: half\n", "[-|whole]" },
  { "", "" },
};

static void
test_pieces (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    for (gsize piece = 1; piece <= strlen (streams[i].text) + 1; piece++)
      {
        g_autofree char *told = told_of (streams[i].text, strlen (streams[i].text), piece);

        g_assert_cmpstr (told, ==, streams[i].told);
      }
}

static void
test_retry (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SptSseParser) parser = spt_sse_parser_new (event_cb, told);
  const char *text = "retry: 2500\n\nretry: 99999999\nretry: -1\n";

  g_assert_cmpuint (spt_sse_parser_get_retry (parser), ==, 0);
  g_assert_true (spt_sse_parser_feed (parser, text, strlen (text), NULL));
  g_assert_cmpuint (spt_sse_parser_get_retry (parser), ==, 2500);
}

static void
assert_refused (const char *text, gsize length, gsize times)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SptSseParser) parser = spt_sse_parser_new (event_cb, told);
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;

  for (gsize i = 0; i < times && good; i++)
    good = spt_sse_parser_feed (parser, text, length, &error);
  g_assert_error (error, SPT_ERROR, SPT_ERROR_BAD_ANSWER);
  g_assert_cmpstr (told->str, ==, "");
}

static void
test_bounds (void)
{
  g_autofree char *letters = g_strnfill (1000, 'x');
  g_autofree char *line = g_strconcat ("data: ", letters, "\n", NULL);
  g_autofree char *id = g_strdup_printf ("id: %.*s\n", SPT_SSE_MAX_ID + 1, letters);

  /* A line without end, an event without end, an id that is none. */
  assert_refused (letters, 1000, SPT_SSE_MAX_LINE / 1000 + 2);
  assert_refused (line, strlen (line), SPT_SSE_MAX_DATA / 1000 + 2);
  assert_refused (id, strlen (id), 1);
  assert_refused ("data: \xff\xfe\n", 9, 1);
  assert_refused ("data: a\0b\n", 10, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/sse-parser/pieces", test_pieces);
  g_test_add_func ("/client/sse-parser/retry", test_retry);
  g_test_add_func ("/client/sse-parser/bounds", test_bounds);
  return g_test_run ();
}
