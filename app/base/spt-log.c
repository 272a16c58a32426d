/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The longest path that a line shows, in bytes. */
#define MAX_PATH 200

static const char *program_name = NULL;

static const char *
level_name (GLogLevelFlags level)
{
  switch (level & G_LOG_LEVEL_MASK)
    {
    case G_LOG_LEVEL_ERROR:
      return "error";
    case G_LOG_LEVEL_CRITICAL:
      return "critical";
    case G_LOG_LEVEL_WARNING:
      return "warning";
    case G_LOG_LEVEL_MESSAGE:
      return "message";
    case G_LOG_LEVEL_INFO:
      return "info";
    default:
      return "debug";
    }
}

static const char *
field_of (const GLogField *fields, gsize n_fields, const char *name)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, name) == 0 && fields[i].length == -1)
      return fields[i].value;
  return NULL;
}

/* One line an entry, in one write: lines of several threads and processes do not mix. */
static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *domain = field_of (fields, n_fields, "GLIB_DOMAIN");
  const char *message = field_of (fields, n_fields, "MESSAGE");
  g_autofree char *at = NULL;
  g_autoptr (GString) line = NULL;

  if (g_log_writer_default_would_drop (level, domain))
    return G_LOG_WRITER_HANDLED;
  at = spt_instant_format (g_get_real_time ());
  line = g_string_new (NULL);
  g_string_printf (line, "%s %s %s %s: ", at, program_name, level_name (level),
                   domain != NULL ? domain : "-");
  for (const char *p = message != NULL ? message : ""; *p != '\0'; p++)
    g_string_append_c (line, *p == '\n' || *p == '\r' ? ' ' : *p);
  g_string_append_c (line, '\n');
  /* A log that cannot be written has nobody who could be told. */
  if (write (STDERR_FILENO, line->str, line->len) < 0)
    return G_LOG_WRITER_UNHANDLED;
  return G_LOG_WRITER_HANDLED;
}

/**
 * spt_log_set_up:
 * @program: the program's name; kept, not copied
 *
 * From here on each entry of GLib's log is one line on the standard error output: the UTC instant,
 * the program, the level, the domain and the text. `G_MESSAGES_DEBUG` says which domains tell more
 * than messages. To be called once, before anything is logged.
 */
void
spt_log_set_up (const char *program)
{
  program_name = program;
  g_log_set_writer_func (write_line, NULL, NULL);
}

/* A path as a peer sent it: no control character reaches the log, and no endless text. */
static char *
shown_path (const char *path)
{
  g_autofree char *valid =
      g_utf8_make_valid (path != NULL ? path : "-",
                         path != NULL ? (gssize) strnlen (path, MAX_PATH) : -1);
  GString *shown = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || !g_unichar_isprint (c))
        g_string_append_printf (shown, "%%%02X", c & 0xff);
      else
        g_string_append_unichar (shown, c);
    }
  return g_string_free (shown, FALSE);
}

/**
 * spt_log_request_format:
 * @request: a request that has been answered
 *
 * Returns: (transfer full): its line: instant, method, path, status, address, role and subject,
 *   request id, milliseconds
 */
char *
spt_log_request_format (const SptLogRequest *request)
{
  g_autofree char *at = spt_instant_format (request->at);
  g_autofree char *path = shown_path (request->path);
  g_autofree char *method = shown_path (request->method);

  return g_strdup_printf ("%s %s %s %u %s %s%s%s %s %.1f ms", at, method, path, request->status,
                          request->address, request->role, request->subject != NULL ? ":" : "",
                          request->subject != NULL ? request->subject : "", request->id,
                          (double) request->duration / 1000);
}

/**
 * spt_log_request:
 * @request: a request that has been answered
 *
 * Writes its line to the log.
 */
void
spt_log_request (const SptLogRequest *request)
{
  g_autofree char *line = spt_log_request_format (request);

  g_log_structured ("spt-request", G_LOG_LEVEL_MESSAGE, "MESSAGE", "%s", line);
}
