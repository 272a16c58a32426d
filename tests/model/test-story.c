/* SPDX-License-Identifier: EUPL-1.2 */
/* The main job without a window: an operator and two citizens at one real backend, real media between
 * two peers, a message and a document each way; and the same with the backend killed in between. */
#include <glib/gstdio.h>
#include <string.h>

#include "support/spt-counter.h"

typedef struct
{
  SptCounterBackend *backend;
  SptSession *operator;
  SptSession *booked;
  SptSession *walker;
  char *folder;
  guint rings;
} Counter;

static void
rung_cb (SptSession *session, SptMeeting *meeting, Counter *counter)
{
  counter->rings++;
}

static void
set_up (Counter *counter, gconstpointer data)
{
  counter->backend = spt_counter_backend_start ();
  counter->operator= spt_counter_operator (counter->backend, "operator");
  counter->booked = spt_counter_session (SPT_SESSION_CITIZEN, counter->backend, "booked");
  counter->walker = spt_counter_session (SPT_SESSION_CITIZEN, counter->backend, "walker");
  counter->folder = g_dir_make_tmp ("spt-story-XXXXXX", NULL);
  counter->rings = 0;
  g_signal_connect (counter->booked, "incoming-call", G_CALLBACK (rung_cb), counter);
}

static void
tear_down (Counter *counter, gconstpointer data)
{
  spt_counter_end_session (counter->walker);
  spt_counter_end_session (counter->booked);
  spt_counter_end_session (counter->operator);
  spt_counter_backend_stop (counter->backend);
  g_rmdir (counter->folder);
  g_free (counter->folder);
}

static void
call_next (Counter *counter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result, spt_session_call_next_async (counter->operator, NULL,
                                                        spt_counter_done_cb, &result));
  spt_session_call_next_finish (counter->operator, result, &error);
  g_assert_no_error (error);
}

static void
answer (SptSession *citizen)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SptMeeting *meeting = spt_session_get_meeting (citizen);

  spt_counter_await (spt_meeting_get_state (meeting) == SPT_MEETING_RINGING);
  spt_counter_run (result, spt_meeting_answer_async (meeting, NULL, spt_counter_done_cb, &result));
  spt_meeting_answer_finish (meeting, result, &error);
  g_assert_no_error (error);
}

static guint64
frames (SptSession *session)
{
  SptPeer *peer = spt_meeting_get_peer (spt_session_get_meeting (session));

  return peer != NULL ? spt_peer_get_frames_decoded (peer) : 0;
}

static void
see_each_other (Counter *counter, guint n)
{
  guint64 before_o = frames (counter->operator), before_b = frames (counter->booked);

  spt_counter_await (spt_meeting_get_state (spt_session_get_meeting (counter->operator))
                     == SPT_MEETING_CONNECTED);
  spt_counter_await (spt_meeting_get_state (spt_session_get_meeting (counter->booked))
                     == SPT_MEETING_CONNECTED);
  spt_counter_await (frames (counter->operator) >= before_o + n);
  spt_counter_await (frames (counter->booked) >= before_b + n);
}

static SptMessage *
last_message (SptSession *session)
{
  GListModel *messages = spt_meeting_get_messages (spt_session_get_meeting (session));
  guint n = g_list_model_get_n_items (messages);
  g_autoptr (SptMessage) message = n > 0 ? g_list_model_get_item (messages, n - 1) : NULL;

  return message;
}

static guint
n_messages (SptSession *session)
{
  return g_list_model_get_n_items (spt_meeting_get_messages (spt_session_get_meeting (session)));
}

static void
say (SptSession *from, SptSession *to, const char *text)
{
  guint there = n_messages (to), here = n_messages (from);

  spt_meeting_send_message (spt_session_get_meeting (from), text);
  g_assert_cmpuint (n_messages (from), ==, here + 1);
  g_assert_true (spt_message_get_pending (last_message (from)));
  spt_counter_await (!spt_message_get_pending (last_message (from)));
  g_assert_false (spt_message_get_failed (last_message (from)));
  spt_counter_await (n_messages (to) == there + 1);
  g_assert_cmpstr (spt_message_get_text (last_message (to)), ==, text);
  g_assert_false (spt_message_get_own (last_message (to)));
  g_assert_cmpuint (n_messages (from), ==, here + 1);
}

static GFile *
make_file (Counter *counter, const char *name, gsize size, char **bytes)
{
  g_autofree char *path = g_build_filename (counter->folder, name, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) size);

  *bytes = g_malloc (size);
  for (gsize i = 0; i < size; i++)
    (*bytes)[i] = (char) ('a' + g_rand_int_range (rand, 0, 26));
  for (gsize i = 79; i < size; i += 80)
    (*bytes)[i] = '\n';
  g_file_set_contents (path, *bytes, (gssize) size, NULL);
  return g_file_new_for_path (path);
}

static SptDocument *
last_document (SptSession *session)
{
  GListModel *documents = spt_meeting_get_documents (spt_session_get_meeting (session));
  guint n = g_list_model_get_n_items (documents);
  g_autoptr (SptDocument) document = n > 0 ? g_list_model_get_item (documents, n - 1) : NULL;

  return document;
}

static guint
n_documents (SptSession *session)
{
  return g_list_model_get_n_items (spt_meeting_get_documents (spt_session_get_meeting (session)));
}

/* Saves the last document and compares it with what was sent. */
static void
receive (Counter *counter, SptSession *to, const char *bytes, gsize size)
{
  SptMeeting *meeting = spt_session_get_meeting (to);
  SptDocument *document = last_document (to);
  g_autofree char *path = g_build_filename (counter->folder, "received.txt", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GFile) saved = NULL;
  g_autoptr (GFile) cached = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  gsize length = 0;

  spt_counter_run (result, spt_meeting_save_document_async (meeting, document, target, NULL,
                                                            spt_counter_done_cb, &result));
  saved = spt_meeting_save_document_finish (meeting, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (saved, target));
  g_assert_true (g_file_get_contents (path, &got, &length, NULL));
  g_assert_cmpmem (got, length, bytes, size);
  g_assert_false (spt_document_get_transferring (document));
  spt_counter_run (result, spt_meeting_save_document_async (meeting, document, NULL, NULL,
                                                            spt_counter_done_cb, &result));
  cached = spt_meeting_save_document_finish (meeting, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_query_exists (cached, NULL));
  g_unlink (path);
}

static void
hand_over (Counter *counter, SptSession *from, SptSession *to, const char *name, gsize size)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GFile) file = make_file (counter, name, size, &bytes);
  guint here = n_documents (from), there = n_documents (to);
  SptDocument *document = spt_meeting_send_file (spt_session_get_meeting (from), file);

  g_assert_true (spt_document_get_transferring (document));
  spt_counter_await (!spt_document_get_transferring (document));
  g_assert_no_error (spt_document_get_error (document));
  g_assert_cmpint (spt_document_get_state (document), ==, SPT_DOCUMENT_READY);
  spt_counter_await (n_documents (to) == there + 1
                     && spt_document_get_state (last_document (to)) == SPT_DOCUMENT_READY);
  g_assert_cmpuint (n_documents (from), ==, here + 1);
  g_assert_cmpstr (spt_document_get_name (last_document (to)), ==, name);
  g_assert_cmpint (spt_document_get_size (last_document (to)), ==, (gint64) size);
  receive (counter, to, bytes, size);
  g_file_delete (file, NULL, NULL);
}

static void
hang_up (SptSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SptMeeting *meeting = spt_session_get_meeting (session);

  spt_counter_run (result, spt_meeting_end_async (meeting, SPT_CALL_END_HUNG_UP, NULL,
                                                  spt_counter_done_cb, &result));
  spt_meeting_end_finish (meeting, result, &error);
  g_assert_no_error (error);
}

static void
complete (Counter *counter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_run (result,
                   spt_session_complete_async (counter->operator, SPT_OUTCOME_RESOLVED,
                                               "Tutto chiaro", NULL, spt_counter_done_cb, &result));
  spt_session_complete_finish (counter->operator, result, &error);
  g_assert_no_error (error);
}

/* Kills the backend and starts it again, where the test asks for it. */
static void
maybe_kill (Counter *counter, gconstpointer data)
{
  if (!GPOINTER_TO_INT (data))
    return;
  spt_counter_backend_kill (counter->backend);
  for (int i = 0; i < 4; i++)
    spt_counter_turn ();
  spt_counter_backend_restart (counter->backend);
  spt_session_retry (counter->operator);
  spt_session_retry (counter->booked);
  spt_session_retry (counter->walker);
  spt_counter_await (spt_session_get_connection (counter->operator) == SPT_CONNECTION_ONLINE);
  spt_counter_await (spt_session_get_connection (counter->booked) == SPT_CONNECTION_ONLINE);
  spt_counter_await (spt_session_get_connection (counter->walker) == SPT_CONNECTION_ONLINE);
}

static void
story (Counter *counter, gconstpointer data)
{
  g_autoptr (SptAppointment) appointment = spt_counter_book (counter->booked, "Maria");
  g_autofree char *booked_number = NULL;
  SptTicket *ticket;

  g_assert_true (spt_appointment_get_can_check_in (appointment));
  g_assert_cmpuint (g_list_model_get_n_items (spt_session_get_appointments (counter->booked)), ==,
                    1);
  maybe_kill (counter, data);
  spt_counter_check_in (counter->booked, appointment);
  ticket = spt_session_get_ticket (counter->booked);
  g_assert_nonnull (ticket);
  g_assert_cmpint (spt_ticket_get_kind (ticket), ==, SPT_TICKET_KIND_BOOKED);
  booked_number = g_strdup (spt_ticket_get_number (ticket));
  spt_counter_walk_in (counter->walker, "Luca");
  maybe_kill (counter, data);
  spt_counter_await (g_list_model_get_n_items (spt_session_get_queue (counter->operator)) == 2);
  spt_counter_await (spt_ticket_get_position (spt_session_get_ticket (counter->walker)) == 2);

  call_next (counter);
  g_assert_cmpstr (spt_ticket_get_number (
                       spt_desk_get_ticket (spt_session_get_desk (counter->operator))),
                   ==, booked_number);
  spt_counter_await (counter->rings == 1);
  maybe_kill (counter, data);
  answer (counter->booked);
  see_each_other (counter, 30);
  maybe_kill (counter, data);
  see_each_other (counter, 15);
  say (counter->booked, counter->operator, "Buongiorno");
  say (counter->operator, counter->booked, "Buongiorno a lei, come posso aiutarla?");
  g_assert_cmpuint (spt_meeting_get_unread (spt_session_get_meeting (counter->booked)), ==, 1);
  maybe_kill (counter, data);
  hand_over (counter, counter->booked, counter->operator, "domanda.txt", 700 * 1000);
  hand_over (counter, counter->operator, counter->booked, "ricevuta.txt", 1234);
  g_assert_cmpuint (counter->rings, ==, 1);
  hang_up (counter->operator);
  spt_counter_await (spt_meeting_get_state (spt_session_get_meeting (counter->booked))
                     == SPT_MEETING_ENDED);
  g_assert_null (spt_meeting_get_peer (spt_session_get_meeting (counter->booked)));
  maybe_kill (counter, data);
  complete (counter);
  spt_counter_await (spt_ticket_get_state (spt_session_get_ticket (counter->booked))
                     == SPT_TICKET_COMPLETED);
  g_assert_null (spt_session_get_meeting (counter->operator));

  call_next (counter);
  g_assert_cmpint (spt_ticket_get_kind (
                       spt_desk_get_ticket (spt_session_get_desk (counter->operator))),
                   ==, SPT_TICKET_KIND_WALK_IN);
  spt_counter_await (spt_meeting_get_state (spt_session_get_meeting (counter->walker))
                     == SPT_MEETING_RINGING);
  answer (counter->walker);
  spt_counter_await (frames (counter->operator) > 0 && frames (counter->walker) > 0);
  spt_session_close_visit (counter->booked);
  g_assert_null (spt_session_get_ticket (counter->booked));
  g_assert_null (spt_session_get_meeting (counter->booked));
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/story", Counter, GINT_TO_POINTER (FALSE), set_up, story, tear_down);
  g_test_add ("/model/story/killed", Counter, GINT_TO_POINTER (TRUE), set_up, story, tear_down);
  return g_test_run ();
}
