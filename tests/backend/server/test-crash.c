/* SPDX-License-Identifier: EUPL-1.2 */
/* What was acknowledged survives SIGKILL, and streams and uploads go on where they were. */
#include <string.h>

#include "spt-test-backend.h"

#define SERVICE "urp-informazioni"

static SptTestAnswer *
say (SptTestBackend *backend, const char *visit, const char *token, const char *text)
{
  g_autofree char *path = g_strdup_printf ("/visits/%s/messages", visit);
  g_autofree char *json = g_strdup_printf ("{\"text\":\"%s\"}", text);
  SptTestAnswer *answer = spt_test_call (backend, "POST", path, token, json);

  g_assert_cmpuint (answer->status, ==, 201);
  return answer;
}

static void
restart (SptTestBackend *backend)
{
  spt_test_backend_kill (backend);
  spt_test_backend_start (backend);
}

static void
test_bookings (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *token = NULL;
      g_autofree char *visit = spt_test_book (backend, SERVICE, &token);
      g_autofree char *path = g_strdup_printf ("/appointments/%s", visit);
      g_autoptr (SptTestAnswer) answer = NULL;
      g_autofree char *state = NULL;

      restart (backend);
      answer = spt_test_call (backend, "GET", path, token, NULL);
      state = spt_test_answer_member (answer, "state");
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (state, ==, "booked");
    }
}

static void
test_mail (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = NULL;
  g_autofree char *visit = spt_test_book (backend, SERVICE, &token);
  g_autofree char *folder = g_build_filename (spt_test_backend_folder (backend), "mail", NULL);
  guint count = 0;

  /* Killed before or behind the mail: it is there after the restart. */
  restart (backend);
  for (int i = 0; i < 50 && count == 0; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        count += g_str_has_suffix (name, ".eml") ? 1 : 0;
      g_usleep (100000);
    }
  g_assert_cmpuint (count, ==, 1);
}

static char *
begin_upload (SptTestBackend *backend, const char *visit, const char *token, gsize size)
{
  g_autofree char *path = g_strdup_printf ("/visits/%s/documents", visit);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, size);
  const char *const headers[] = { "Tus-Resumable",
                                  "1.0.0",
                                  "Upload-Length",
                                  length,
                                  "Upload-Metadata",
                                  "filename bW9kdWxvLnR4dA==",
                                  NULL };
  g_autoptr (SptTestAnswer) answer =
      spt_test_send (backend, "POST", path, token, NULL, NULL, headers);

  g_assert_cmpuint (answer->status, ==, 201);
  return spt_test_answer_member (answer, "id");
}

static guint
append (SptTestBackend *backend,
        const char *document,
        const char *token,
        const char *text,
        gsize offset,
        gsize length)
{
  g_autofree char *path = g_strdup_printf ("/documents/%s", document);
  g_autofree char *at = g_strdup_printf ("%" G_GSIZE_FORMAT, offset);
  const char *const headers[] = { "Upload-Offset", at, NULL };
  g_autoptr (GBytes) body = g_bytes_new (text + offset, length);
  g_autoptr (SptTestAnswer) answer =
      spt_test_send (backend, "PATCH", path, token, "application/offset+octet-stream", body,
                     headers);

  return answer->status;
}

static void
test_upload (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = NULL;
  g_autofree char *visit = spt_test_book (backend, SERVICE, &token);
  g_autofree char *operator_token = spt_test_sign_in (backend, "urp");
  g_autofree char *text = g_strnfill (300000, 'a');
  g_autofree char *document = begin_upload (backend, visit, token, 300000);
  g_autofree char *path = g_strdup_printf ("/documents/%s", document);
  g_autofree char *content_path = g_strdup_printf ("/documents/%s/content", document);
  g_autoptr (SptTestAnswer) head = NULL;
  g_autoptr (SptTestAnswer) foreign = NULL;
  g_autoptr (SptTestAnswer) content = NULL;

  g_assert_cmpuint (append (backend, document, token, text, 0, 100000), ==, 204);
  restart (backend);
  head = spt_test_call (backend, "HEAD", path, token, NULL);
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (spt_test_answer_header (head, "Upload-Offset"), ==, "100000");
  g_assert_cmpstr (spt_test_answer_header (head, "Upload-Length"), ==, "300000");
  g_assert_cmpuint (append (backend, document, token, text, 0, 100000), ==, 409);
  g_assert_cmpuint (append (backend, document, token, text, 100000, 200000), ==, 204);
  restart (backend);
  content = spt_test_call (backend, "GET", content_path, operator_token, NULL);
  g_assert_cmpuint (content->status, ==, 200);
  g_assert_cmpmem (content->body, content->length, text, 300000);
  g_assert_true (
      g_str_has_prefix (spt_test_answer_header (content, "Content-Disposition"), "attachment"));
  foreign = spt_test_call (backend, "DELETE", path, operator_token, NULL);
  g_assert_cmpuint (foreign->status, ==, 404);
}

static void
test_stream_resumes (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = NULL;
  g_autofree char *visit = spt_test_book (backend, SERVICE, &token);
  g_autofree char *operator_token = spt_test_sign_in (backend, "urp");
  g_autoptr (SptTestStream) stream = spt_test_stream_open (backend, operator_token, NULL);
  g_autofree char *first = NULL;
  g_autofree char *id = NULL;
  g_autoptr (SptTestAnswer) one = say (backend, visit, token, "uno");
  g_autoptr (SptTestAnswer) two = NULL;
  g_autoptr (SptTestAnswer) three = NULL;

  first = spt_test_stream_wait (stream, "message", &id);
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, "uno"));
  g_assert_nonnull (id);
  two = say (backend, visit, token, "due");
  three = say (backend, visit, token, "tre");
  g_clear_pointer (&stream, spt_test_stream_free);
  restart (backend);

  stream = spt_test_stream_open (backend, operator_token, id);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *next_id = NULL;
      g_autofree char *next = spt_test_stream_wait (stream, "message", &next_id);

      g_assert_nonnull (next);
      g_assert_nonnull (strstr (next, i == 0 ? "due" : "tre"));
      g_assert_cmpint (g_ascii_strtoll (next_id, NULL, 10), >, g_ascii_strtoll (id, NULL, 10));
    }
  {
    g_autoptr (SptTestAnswer) four = say (backend, visit, token, "quattro");
    g_autofree char *live = spt_test_stream_wait (stream, "message", NULL);

    g_assert_nonnull (live);
    g_assert_nonnull (strstr (live, "quattro"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/bookings", test_bookings);
  g_test_add_func ("/crash/mail", test_mail);
  g_test_add_func ("/crash/upload", test_upload);
  g_test_add_func ("/crash/stream-resumes", test_stream_resumes);
  return g_test_run ();
}
