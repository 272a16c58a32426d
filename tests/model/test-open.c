/* SPDX-License-Identifier: EUPL-1.2 */
/* Opening an appointment by the link of its mail, at a real backend. */
#include <string.h>

#include "support/spt-counter.h"

typedef struct
{
  SptCounterBackend *backend;
  SptSession *booked;
  SptSession *other; /* the same person at another computer */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->backend = spt_counter_backend_start ();
  fixture->booked = spt_counter_session (SPT_SESSION_CITIZEN, fixture->backend, "booked");
  fixture->other = spt_counter_session (SPT_SESSION_CITIZEN, fixture->backend, "other");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  spt_counter_end_session (fixture->other);
  spt_counter_end_session (fixture->booked);
  spt_counter_backend_stop (fixture->backend);
}

static char *
find_link (const char *text)
{
  const char *link = strstr (text, "sportello:appointment/");

  return link != NULL ? g_strndup (link, strcspn (link, " \r\n>")) : NULL;
}

/* The link as it stands in a mail that was sent; a line that was folded is made whole first. */
static char *
link_in_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      g_autofree char *whole = NULL;
      char *link;

      if (!g_str_has_suffix (name, ".eml") || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      lines = g_strsplit (text, "=\r\n", -1);
      if (g_strv_length (lines) < 2)
        {
          g_strfreev (lines);
          lines = g_strsplit (text, "=\n", -1);
        }
      whole = g_strjoinv ("", lines);
      link = find_link (whole);
      if (link != NULL)
        return link;
    }
  return NULL;
}

static char *
link_of_mail (Fixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->backend->folder, "mail", NULL);
  g_autofree char *link = NULL;

  spt_counter_await (link != NULL || (link = link_in_folder (folder)) != NULL);
  return g_steal_pointer (&link);
}

static SptAppointment *
open_link (SptSession *session, const char *link, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result,
                   spt_session_open_link_async (session, link, NULL, spt_counter_done_cb, &result));
  return spt_session_open_link_finish (session, result, error);
}

static guint
n_appointments (SptSession *session)
{
  return g_list_model_get_n_items (spt_session_get_appointments (session));
}

/* Opening changes nothing, however often it is done; what was opened can be worked with. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SptAppointment) appointment = spt_counter_book (fixture->booked, "Maria");
  g_autofree char *link = link_of_mail (fixture);
  g_autofree char *padded = g_strdup_printf (" %s\n", link);
  g_autoptr (SptAppointment) opened = NULL;
  g_autoptr (SptAppointment) again = NULL;
  g_autoptr (GError) error = NULL;

  opened = open_link (fixture->other, padded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spt_appointment_get_id (opened), ==, spt_appointment_get_id (appointment));
  g_assert_cmpstr (spt_appointment_get_code (opened), ==, spt_appointment_get_code (appointment));
  again = open_link (fixture->other, link, &error);
  g_assert_no_error (error);
  g_assert_true (again == opened);
  g_assert_cmpuint (n_appointments (fixture->other), ==, 1);
  spt_counter_check_in (fixture->other, opened);
  g_assert_nonnull (spt_session_get_ticket (fixture->other));
  g_assert_cmpint (spt_ticket_get_kind (spt_session_get_ticket (fixture->other)), ==,
                   SPT_TICKET_KIND_BOOKED);
}

/* Who is in the queue already is taken there. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SptAppointment) appointment = spt_counter_book (fixture->booked, "Maria");
  g_autofree char *link = link_of_mail (fixture);
  g_autoptr (SptAppointment) opened = NULL;
  g_autoptr (GError) error = NULL;

  spt_counter_check_in (fixture->booked, appointment);
  opened = open_link (fixture->other, link, &error);
  g_assert_no_error (error);
  spt_counter_await (spt_session_get_ticket (fixture->other) != NULL);
  g_assert_cmpstr (spt_ticket_get_number (spt_session_get_ticket (fixture->other)), ==,
                   spt_ticket_get_number (spt_session_get_ticket (fixture->booked)));
}

/* An unknown visit, another's token and an old one are answered alike; so is no link at all. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SptAppointment) appointment = spt_counter_book (fixture->booked, "Maria");
  g_autofree char *strange =
      g_strdup_printf ("sportello:appointment/%s#%s", spt_appointment_get_id (appointment),
                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ-_01234");
  g_autofree char *link = link_of_mail (fixture);
  g_autofree char *elsewhere =
      g_strdup_printf ("sportello:appointment/%s%s", "0f8fad5b-d9cb-469f-a165-70867728950e",
                       strchr (link, '#'));
  g_autoptr (GError) error = NULL;

  g_assert_null (open_link (fixture->other, strange, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (open_link (fixture->other, elsewhere, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (open_link (fixture->other, "sportello:appointment/", &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
  g_assert_cmpstr (spt_error_get_field (error), ==, "link");
  g_assert_cmpuint (n_appointments (fixture->other), ==, 0);
}

int
main (int argc, char **argv)
{
  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/open/link", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/model/open/link/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/model/open/link/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
