/* SPDX-License-Identifier: EUPL-1.2 */
#include "spt-test-backend.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

struct _SptTestBackend
{
  /* Owned */
  GSubprocess *process;
  SoupSession *session;
  char *folder;
  char *uri;
};

#define ROOT "/rest/sportello/v1"
/* After so long without an event a test has failed, in seconds. */
#define PATIENCE 15

/* === Answers === */

void
spt_test_answer_free (SptTestAnswer *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->headers);
  g_free (self->body);
  g_free (self);
}

const char *
spt_test_answer_header (const SptTestAnswer *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, lower);
}

/* The text of a member of the answer's JSON: `operator.id`, `items.0.start`. NULL: it is not there. */
char *
spt_test_answer_member (const SptTestAnswer *self, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  JsonNode *node;

  if (!json_parser_load_from_data (parser, self->body, (gssize) self->length, NULL))
    return NULL;
  node = json_parser_get_root (parser);
  for (gsize i = 0; parts[i] != NULL && node != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), parts[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node)
               && json_array_get_length (json_node_get_array (node)) > (guint) atoi (parts[i]))
        node = json_array_get_element (json_node_get_array (node), (guint) atoi (parts[i]));
      else
        node = NULL;
    }
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* === The child === */

static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Starts the backend on its folder and waits for the line that says it is ready. */
void
spt_test_backend_start (SptTestBackend *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("SPORTELLO_BACKEND");
  const char *sample = g_getenv ("SPORTELLO_SAMPLE");

  g_assert_nonnull (program);
  g_assert_nonnull (sample);
  g_assert_null (self->process);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  if (g_getenv ("SPT_TEST_LOG") == NULL)
    {
      g_autofree char *log = g_build_filename (self->folder, "log", NULL);

      g_subprocess_launcher_set_stderr_file_path (launcher, log);
    }
  self->process =
      g_subprocess_launcher_spawn (launcher, &error, program, "--data", self->folder, "--listen",
                                   "127.0.0.1:0", "--load", sample, "--always-open", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_free (self->uri);
  self->uri = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->uri);
  g_assert_true (g_str_has_prefix (self->uri, "http://127.0.0.1:"));
}

SptTestBackend *
spt_test_backend_new (void)
{
  SptTestBackend *self = g_new0 (SptTestBackend, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sportello-XXXXXX", &error);
  g_assert_no_error (error);
  self->session = soup_session_new_with_options ("timeout", 20, NULL);
  spt_test_backend_start (self);
  return self;
}

static int
end (SptTestBackend *self, int signal)
{
  int status;

  g_assert_nonnull (self->process);
  g_subprocess_send_signal (self->process, signal);
  g_subprocess_wait (self->process, NULL, NULL);
  status = g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                      : -g_subprocess_get_term_sig (self->process);
  g_clear_object (&self->process);
  soup_session_abort (self->session);
  return status;
}

/* As a failing machine would: nothing is said goodbye to. */
void
spt_test_backend_kill (SptTestBackend *self)
{
  end (self, SIGKILL);
}

/* Returns the exit status, or minus the signal. */
int
spt_test_backend_terminate (SptTestBackend *self)
{
  return end (self, SIGTERM);
}

gboolean
spt_test_backend_is_alive (SptTestBackend *self)
{
  g_autoptr (SptTestAnswer) answer = spt_test_call (self, "GET", "/status", NULL, NULL);

  return answer->status == 200;
}

const char *
spt_test_backend_uri (SptTestBackend *self)
{
  return self->uri;
}

const char *
spt_test_backend_folder (SptTestBackend *self)
{
  return self->folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
spt_test_backend_free (SptTestBackend *self)
{
  if (self == NULL)
    return;
  if (self->process != NULL)
    g_assert_cmpint (spt_test_backend_terminate (self), ==, 0);
  remove_folder (self->folder);
  g_clear_object (&self->session);
  g_free (self->folder);
  g_free (self->uri);
  g_free (self);
}

/* === Requests === */

static SoupMessage *
new_message (SptTestBackend *self, const char *method, const char *path, const char *token)
{
  g_autofree char *uri = g_strconcat (self->uri, ROOT, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    bearer);
    }
  return message;
}

static void
keep_header (const char *name, const char *value, gpointer data)
{
  g_hash_table_replace (data, g_ascii_strdown (name, -1), g_strdup (value));
}

/* Sends a request; the answer is status 0 where there was none. @headers are pairs. */
SptTestAnswer *
spt_test_send (SptTestBackend *self,
               const char *method,
               const char *path,
               const char *token,
               const char *media_type,
               GBytes *body,
               const char *const *headers)
{
  g_autoptr (SoupMessage) message = new_message (self, method, path, token);
  g_autoptr (GBytes) bytes = NULL;
  SptTestAnswer *answer = g_new0 (SptTestAnswer, 1);

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, media_type, body);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), headers[i],
                                  headers[i + 1]);
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  bytes = soup_session_send_and_read (self->session, message, NULL, NULL);
  if (bytes != NULL)
    {
      answer->status = soup_message_get_status (message);
      answer->length = g_bytes_get_size (bytes);
      answer->body = g_malloc0 (answer->length + 1);
      if (answer->length > 0)
        memcpy (answer->body, g_bytes_get_data (bytes, NULL), answer->length);
      soup_message_headers_foreach (soup_message_get_response_headers (message), keep_header,
                                    answer->headers);
    }
  return answer;
}

SptTestAnswer *
spt_test_call (SptTestBackend *self,
               const char *method,
               const char *path,
               const char *token,
               const char *json)
{
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return spt_test_send (self, method, path, token, "application/json", body, NULL);
}

/* The token of an operator of the sample city: urp, tecnico or tributi. */
char *
spt_test_sign_in (SptTestBackend *self, const char *username)
{
  g_autofree char *json =
      g_strdup_printf ("{\"username\":\"%s\",\"password\":\"sportello-%s\"}", username, username);
  g_autoptr (SptTestAnswer) answer = spt_test_call (self, "POST", "/operator-sessions", NULL, json);

  g_assert_cmpuint (answer->status, ==, 201);
  return spt_test_answer_member (answer, "token");
}

static char *
find_slot (SptTestBackend *self, const char *service)
{
  g_autoptr (GTimeZone) rome = g_time_zone_new_identifier ("Europe/Rome");
  g_autoptr (GDateTime) now = g_date_time_new_now (rome);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *path = g_strdup_printf ("/services/%s/slots?date=%s", service, date);
  g_autoptr (SptTestAnswer) answer = spt_test_call (self, "GET", path, NULL, NULL);
  char *start = spt_test_answer_member (answer, "items.0.start");

  g_assert_nonnull (start);
  return start;
}

/* Books the first slot of today. Returns the visit's id. */
char *
spt_test_book (SptTestBackend *self, const char *service, char **token)
{
  g_autofree char *start = find_slot (self, service);
  g_autofree char *hold_json =
      g_strdup_printf ("{\"service_id\":\"%s\",\"start\":\"%s\"}", service, start);
  g_autoptr (SptTestAnswer) hold = spt_test_call (self, "POST", "/holds", NULL, hold_json);
  g_autofree char *hold_id = spt_test_answer_member (hold, "id");
  g_autofree char *hold_token = spt_test_answer_member (hold, "token");
  g_autofree char *json = g_strdup_printf (
      "{\"hold_id\":\"%s\",\"channel\":\"video\",\"consent\":\"2026-1\",\"language\":\"it\","
      "\"reason\":\"Una domanda\","
      "\"person\":{\"name\":\"Nome\",\"surname\":\"Cognome\",\"email\":\"%s@example.org\","
      "\"address\":\"Via Roma 1\"}}",
      hold_id, hold_id);
  g_autoptr (SptTestAnswer) booked =
      spt_test_call (self, "POST", "/appointments", hold_token, json);

  g_assert_cmpuint (hold->status, ==, 201);
  g_assert_cmpuint (booked->status, ==, 201);
  *token = spt_test_answer_member (booked, "token");
  return spt_test_answer_member (booked, "id");
}

/* === Streams === */

struct _SptTestStream
{
  SoupSession *session;
  GDataInputStream *lines;
  gboolean ended;
};

SptTestStream *
spt_test_stream_open (SptTestBackend *self, const char *token, const char *last_id)
{
  SptTestStream *stream = g_new0 (SptTestStream, 1);
  g_autoptr (SoupMessage) message = new_message (self, "GET", "/events", token);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;

  stream->session = soup_session_new_with_options ("timeout", PATIENCE, NULL);
  if (last_id != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Last-Event-ID",
                                  last_id);
  input = soup_session_send (stream->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  stream->lines = g_data_input_stream_new (input);
  return stream;
}

void
spt_test_stream_free (SptTestStream *self)
{
  if (self == NULL)
    return;
  soup_session_abort (self->session);
  g_clear_object (&self->lines);
  g_clear_object (&self->session);
  g_free (self);
}

/* Waits for the next event of a kind. Returns its data, and its number where it has one; NULL where
 * the stream ended. */
char *
spt_test_stream_wait (SptTestStream *self, const char *kind, char **id)
{
  g_autofree char *event = NULL;
  g_autofree char *data = NULL;
  g_autofree char *number = NULL;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (self->lines, NULL, NULL, NULL);

      if (line == NULL)
        {
          self->ended = TRUE;
          return NULL;
        }
      g_strchomp (line);
      if (g_str_has_prefix (line, "id: "))
        {
          g_free (number);
          number = g_strdup (line + 4);
        }
      else if (g_str_has_prefix (line, "event: "))
        {
          g_free (event);
          event = g_strdup (line + 7);
        }
      else if (g_str_has_prefix (line, "data: "))
        {
          g_free (data);
          data = g_strdup (line + 6);
        }
      else if (line[0] == '\0')
        {
          if (g_strcmp0 (event, kind) == 0)
            {
              if (id != NULL)
                *id = g_steal_pointer (&number);
              return g_steal_pointer (&data);
            }
          g_clear_pointer (&event, g_free);
          g_clear_pointer (&data, g_free);
          g_clear_pointer (&number, g_free);
        }
    }
}

gboolean
spt_test_stream_has_ended (SptTestStream *self)
{
  g_autofree char *data = self->ended ? NULL : spt_test_stream_wait (self, "none of them", NULL);

  return self->ended && data == NULL;
}
