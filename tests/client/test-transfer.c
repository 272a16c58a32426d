/* SPDX-License-Identifier: EUPL-1.2 */
/* Uploads and downloads at a real backend: whole, interrupted, resumed, refused and cancelled. */
#include <glib/gstdio.h>
#include <string.h>

#include "client/spt-download.h"
#include "client/spt-upload.h"
#include "support/spt-counter.h"

typedef struct
{
  SptCounterBackend *backend;
  SptClient *client;
  char *folder;
  char *visit_id;
  char *token;
} Visit;

static void
set_up (Visit *visit, gconstpointer data)
{
  SptWirePerson person = { .name = (char *) "Ada", .surname = (char *) "Prova" };
  SptWireTicketRequest request = {
    .service_id = (char *) SPT_COUNTER_SERVICE,
    .person = &person,
    .channel = SPT_CHANNEL_VIDEO,
    .consent = (char *) "2026-1",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptWireTicket) ticket = NULL;
  gpointer answer = NULL;

  visit->backend = spt_counter_backend_start ();
  visit->client = spt_client_new (visit->backend->base_url);
  visit->folder = g_dir_make_tmp ("spt-transfer-XXXXXX", NULL);
  spt_counter_run (result, spt_client_send_async (visit->client, SPT_ROUTE_CREATE_TICKET, NULL,
                                                  NULL, &request, NULL, NULL, NULL,
                                                  spt_counter_done_cb, &result));
  spt_client_send_finish (visit->client, result, &answer, &error);
  g_assert_no_error (error);
  ticket = answer;
  visit->visit_id = g_strdup (ticket->id);
  visit->token = g_strdup (ticket->token);
}

static void
tear_down (Visit *visit, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (visit->folder, 0, NULL);
  const char *name;

  /* Nothing that was half written stays. */
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (visit->folder, name, NULL);

      g_assert_false (g_str_has_prefix (name, ".sportello-"));
      g_unlink (path);
    }
  g_rmdir (visit->folder);
  g_object_unref (visit->client);
  spt_counter_backend_stop (visit->backend);
  g_free (visit->folder);
  g_free (visit->visit_id);
  g_free (visit->token);
}

static GFile *
make_file (Visit *visit, const char *name, gsize size, char **bytes)
{
  g_autofree char *path = g_build_filename (visit->folder, name, NULL);

  *bytes = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    (*bytes)[i] = i % 61 == 60 ? '\n' : (char) ('a' + (i * i / 7) % 26);
  (*bytes)[size] = '\0';
  g_assert_true (g_file_set_contents (path, *bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static gboolean
run_upload (SptUpload *upload, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result,
                   spt_upload_run_async (upload, cancellable, spt_counter_done_cb, &result));
  return spt_upload_run_finish (upload, result, error);
}

static void
assert_downloaded (Visit *visit, const SptWireDocument *document, const char *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (visit->folder, "back.txt", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SptDownload) download =
      spt_download_new (visit->client, document, visit->token, target);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  gsize length = 0;

  spt_counter_run (result, spt_download_run_async (download, NULL, spt_counter_done_cb, &result));
  g_assert_true (spt_download_run_finish (download, result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &got, &length, NULL));
  g_assert_cmpmem (got, length, bytes, size);
  g_assert_cmpfloat (spt_download_get_progress (download), ==, 1.0);
}

static void
test_whole (Visit *visit, gconstpointer data)
{
  static const gsize sizes[] = { 100, SPT_UPLOAD_CHUNK, 3 * SPT_UPLOAD_CHUNK + 77 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *bytes = NULL;
      g_autoptr (GFile) file = make_file (visit, "whole.txt", sizes[i], &bytes);
      g_autoptr (SptUpload) upload =
          spt_upload_new (visit->client, visit->visit_id, visit->token, file, "Perché no.txt");
      g_autoptr (GError) error = NULL;

      run_upload (upload, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (spt_upload_get_progress (upload), ==, 1.0);
      g_assert_cmpstr (spt_upload_get_document (upload)->name, ==, "Perché no.txt");
      assert_downloaded (visit, spt_upload_get_document (upload), bytes, sizes[i]);
    }
}

/* Kills the backend as soon as the first piece is acknowledged. */
static void
kill_cb (SptUpload *upload, GParamSpec *pspec, SptCounterBackend *backend)
{
  g_signal_handlers_disconnect_by_func (upload, kill_cb, backend);
  spt_counter_backend_kill (backend);
}

static void
test_resumed (Visit *visit, gconstpointer data)
{
  const gsize size = 5 * SPT_UPLOAD_CHUNK + 1;
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) file = make_file (visit, "resumed.txt", size, &bytes);
  g_autoptr (SptUpload) upload =
      spt_upload_new (visit->client, visit->visit_id, visit->token, file, "resumed.txt");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_signal_connect (upload, "notify::progress", G_CALLBACK (kill_cb), visit->backend);
  g_assert_false (run_upload (upload, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpfloat (spt_upload_get_progress (upload), >, 0.0);
  id = g_strdup (spt_upload_get_document (upload)->id);
  spt_counter_backend_restart (visit->backend);
  run_upload (upload, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spt_upload_get_document (upload)->id, ==, id);
  assert_downloaded (visit, spt_upload_get_document (upload), bytes, size);
}

static void
test_cancelled (Visit *visit, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) file = make_file (visit, "cancelled.txt", 4 * SPT_UPLOAD_CHUNK, &bytes);
  g_autoptr (SptUpload) upload =
      spt_upload_new (visit->client, visit->visit_id, visit->token, file, "cancelled.txt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (upload, "notify::progress", G_CALLBACK (g_cancellable_cancel),
                            cancellable);
  g_assert_false (run_upload (upload, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_refused (Visit *visit, gconstpointer data)
{
  g_autofree char *path = g_build_filename (visit->folder, "none.txt", NULL);
  g_autoptr (GFile) none = g_file_new_for_path (path);
  g_autofree char *program_path = g_build_filename (visit->folder, "program.pdf", NULL);
  g_autoptr (GFile) program = g_file_new_for_path (program_path);
  g_autoptr (SptUpload) missing =
      spt_upload_new (visit->client, visit->visit_id, visit->token, none, "none.txt");
  g_autoptr (SptUpload) wrong =
      spt_upload_new (visit->client, visit->visit_id, visit->token, program, "program.pdf");
  g_autoptr (GError) error = NULL;
  char elf[4096] = "\177ELF\2\1\1";

  g_assert_false (run_upload (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  elf[16] = 2;
  elf[18] = 62;
  elf[20] = 1;
  g_assert_true (g_file_set_contents (program_path, elf, sizeof elf, NULL));
  g_assert_false (run_upload (wrong, NULL, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_TYPE_NOT_ALLOWED);
}

/* What the backend sends is not what the document is: nothing is left at the target's place. */
static void
test_damaged (Visit *visit, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) file = make_file (visit, "damaged.txt", 5000, &bytes);
  g_autoptr (SptUpload) upload =
      spt_upload_new (visit->client, visit->visit_id, visit->token, file, "damaged.txt");
  g_autofree char *path = g_build_filename (visit->folder, "target.txt", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (SptWireDocument) document = NULL;
  g_autoptr (SptDownload) download = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  run_upload (upload, NULL, &error);
  g_assert_no_error (error);
  document = spt_wire_document_copy (spt_upload_get_document (upload));
  g_free (document->sha256);
  document->sha256 = g_strnfill (64, '0');
  download = spt_download_new (visit->client, document, visit->token, target);
  spt_counter_run (result, spt_download_run_async (download, NULL, spt_counter_done_cb, &result));
  g_assert_false (spt_download_run_finish (download, result, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_CHECKSUM_MISMATCH);
  g_assert_false (g_file_query_exists (target, NULL));
  for (int i = 0; i < 4; i++)
    spt_counter_turn ();
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/client/transfer/whole", Visit, NULL, set_up, test_whole, tear_down);
  g_test_add ("/client/transfer/resumed", Visit, NULL, set_up, test_resumed, tear_down);
  g_test_add ("/client/transfer/cancelled", Visit, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/client/transfer/refused", Visit, NULL, set_up, test_refused, tear_down);
  g_test_add ("/client/transfer/damaged", Visit, NULL, set_up, test_damaged, tear_down);
  return g_test_run ();
}
