/* SPDX-License-Identifier: EUPL-1.2 */
/* The program as its users meet it: a real process, real sockets, a real database. */
#include <glib/gstdio.h>
#include <string.h>

#include "spt-test-backend.h"

#define SERVICE "urp-informazioni"

static void
test_status (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autoptr (SptTestAnswer) answer = spt_test_call (backend, "GET", "/status", NULL, NULL);
  g_autofree char *status = spt_test_answer_member (answer, "status");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (status, ==, "ok");
  g_assert_cmpstr (spt_test_answer_header (answer, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (spt_test_answer_header (answer, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (spt_test_answer_header (answer, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_nonnull (spt_test_answer_header (answer, "X-Request-Id"));
  g_assert_nonnull (spt_test_answer_header (answer, "X-RateLimit-Limit"));
  g_assert_nonnull (spt_test_answer_header (answer, "X-RateLimit-Remaining"));
  g_assert_nonnull (spt_test_answer_header (answer, "X-RateLimit-Reset"));
}

static void
test_folder (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *key = g_build_filename (spt_test_backend_folder (backend), "master.key", NULL);
  g_autoptr (GSubprocess) second = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (spt_test_backend_folder (backend), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (key, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, 32);

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                             NULL, g_getenv ("SPORTELLO_BACKEND"), "--data",
                             spt_test_backend_folder (backend), "--listen", "127.0.0.1:0", NULL);
  g_assert_nonnull (second);
  g_assert_false (g_subprocess_wait_check (second, NULL, NULL));
  g_assert_true (spt_test_backend_is_alive (backend));
}

static void
test_remote_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sportello-XXXXXX", NULL);
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);
  g_autofree char *key = g_build_filename (folder, "master.key", NULL);
  g_autofree char *database = g_build_filename (folder, "sportello.db", NULL);
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL,
                        g_getenv ("SPORTELLO_BACKEND"), "--data", folder, "--listen", "0.0.0.0:0",
                        "--load", g_getenv ("SPORTELLO_SAMPLE"), NULL);

  g_assert_nonnull (process);
  g_assert_false (g_subprocess_wait_check (process, NULL, NULL));
  g_unlink (lock);
  g_unlink (key);
  g_unlink (database);
  g_rmdir (folder);
}

static void
test_operator_session (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = spt_test_sign_in (backend, "urp");
  g_autoptr (SptTestAnswer) wrong = spt_test_call (backend, "POST", "/operator-sessions", NULL,
                                                   "{\"username\":\"urp\",\"password\":\"wrong\"}");
  g_autoptr (SptTestAnswer) unknown =
      spt_test_call (backend, "POST", "/operator-sessions", NULL,
                     "{\"username\":\"nobody\",\"password\":\"wrong\"}");
  g_autoptr (SptTestAnswer) current =
      spt_test_call (backend, "GET", "/operator-sessions/current", token, NULL);
  g_autoptr (SptTestAnswer) out = NULL;
  g_autoptr (SptTestAnswer) after = NULL;
  g_autoptr (SptTestStream) stream = spt_test_stream_open (backend, token, NULL);
  g_autofree char *wrong_code = spt_test_answer_member (wrong, "code");
  g_autofree char *unknown_code = spt_test_answer_member (unknown, "code");

  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (unknown->status, ==, 401);
  g_assert_cmpstr (wrong_code, ==, "wrong_credentials");
  g_assert_cmpstr (unknown_code, ==, wrong_code);
  g_assert_cmpuint (current->status, ==, 200);
  g_assert_null (spt_test_answer_member (current, "token"));
  out = spt_test_call (backend, "DELETE", "/operator-sessions/current", token, NULL);
  g_assert_cmpuint (out->status, ==, 204);
  after = spt_test_call (backend, "GET", "/operator-sessions/current", token, NULL);
  g_assert_cmpuint (after->status, ==, 401);
  g_assert_nonnull (spt_test_answer_header (after, "WWW-Authenticate"));
  g_assert_true (spt_test_stream_has_ended (stream));
}

static void
test_guessing_slows_down (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  guint limited = 0;

  for (int i = 0; i < 9; i++)
    {
      g_autoptr (SptTestAnswer) answer =
          spt_test_call (backend, "POST", "/operator-sessions", NULL,
                         "{\"username\":\"urp\",\"password\":\"wrong\"}");

      g_assert_true (answer->status == 401 || answer->status == 429);
      if (answer->status == 429)
        {
          limited++;
          g_assert_nonnull (spt_test_answer_header (answer, "Retry-After"));
        }
    }
  g_assert_cmpuint (limited, >=, 2);
}

static void
test_idempotency (void)
{
  static const char *const key[] = { "Idempotency-Key", "one-request", NULL };
  static const char *const bad[] = { "Idempotency-Key", "with a space", NULL };
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  const char *json = "{\"service_id\":\"" SERVICE "\",\"channel\":\"voice\",\"consent\":\"2026-1\","
                     "\"person\":{\"name\":\"A\",\"surname\":\"B\"}}";
  const char *other =
      "{\"service_id\":\"" SERVICE "\",\"channel\":\"video\",\"consent\":\"2026-1\","
      "\"person\":{\"name\":\"A\",\"surname\":\"B\"}}";
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  g_autoptr (GBytes) other_body = g_bytes_new_static (other, strlen (other));
  g_autoptr (SptTestAnswer) first =
      spt_test_send (backend, "POST", "/tickets", NULL, "application/json", body, key);
  g_autoptr (SptTestAnswer) second =
      spt_test_send (backend, "POST", "/tickets", NULL, "application/json", body, key);
  g_autoptr (SptTestAnswer) third =
      spt_test_send (backend, "POST", "/tickets", NULL, "application/json", other_body, key);
  g_autoptr (SptTestAnswer) fourth =
      spt_test_send (backend, "POST", "/tickets", NULL, "application/json", body, bad);
  g_autofree char *code = spt_test_answer_member (third, "code");

  g_assert_cmpuint (first->status, ==, 201);
  g_assert_cmpuint (second->status, ==, 201);
  g_assert_cmpstr (first->body, ==, second->body);
  g_assert_cmpuint (third->status, ==, 422);
  g_assert_cmpstr (code, ==, "idempotency_mismatch");
  g_assert_cmpuint (fourth->status, ==, 400);
}

static void
test_anothers_visit (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = NULL;
  g_autofree char *other_token = NULL;
  g_autofree char *visit = spt_test_book (backend, SERVICE, &token);
  g_autofree char *other = spt_test_book (backend, "tributi-imu", &other_token);
  g_autofree char *path = g_strdup_printf ("/visits/%s/messages", visit);
  g_autofree char *foreign = spt_test_sign_in (backend, "tributi");
  g_autofree char *own = spt_test_sign_in (backend, "urp");
  g_autoptr (SptTestAnswer) mine = spt_test_call (backend, "GET", path, token, NULL);
  g_autoptr (SptTestAnswer) theirs = spt_test_call (backend, "GET", path, other_token, NULL);
  g_autoptr (SptTestAnswer) elsewhere = spt_test_call (backend, "GET", path, foreign, NULL);
  g_autoptr (SptTestAnswer) operators = spt_test_call (backend, "GET", path, own, NULL);
  g_autoptr (SptTestAnswer) desk = spt_test_call (backend, "GET", "/desk", token, NULL);

  g_assert_cmpstr (visit, !=, other);
  g_assert_cmpuint (mine->status, ==, 200);
  g_assert_cmpuint (theirs->status, ==, 404);
  g_assert_cmpuint (elsewhere->status, ==, 404);
  g_assert_cmpuint (operators->status, ==, 200);
  g_assert_cmpuint (desk->status, ==, 403);
}

static void
test_terminate (void)
{
  g_autoptr (SptTestBackend) backend = spt_test_backend_new ();
  g_autofree char *token = spt_test_sign_in (backend, "urp");
  g_autoptr (SptTestStream) stream = spt_test_stream_open (backend, token, NULL);
  g_autofree char *queue = spt_test_stream_wait (stream, "queue", NULL);
  gint64 began = g_get_monotonic_time ();

  g_assert_nonnull (queue);
  g_assert_cmpint (spt_test_backend_terminate (backend), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
  g_assert_true (spt_test_stream_has_ended (stream));
  spt_test_backend_start (backend);
  g_assert_true (spt_test_backend_is_alive (backend));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backend/status", test_status);
  g_test_add_func ("/backend/folder", test_folder);
  g_test_add_func ("/backend/remote-refused", test_remote_refused);
  g_test_add_func ("/backend/operator-session", test_operator_session);
  g_test_add_func ("/backend/guessing-slows-down", test_guessing_slows_down);
  g_test_add_func ("/backend/idempotency", test_idempotency);
  g_test_add_func ("/backend/anothers-visit", test_anothers_visit);
  g_test_add_func ("/backend/terminate", test_terminate);
  return g_test_run ();
}
