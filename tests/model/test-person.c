/* SPDX-License-Identifier: EUPL-1.2 */
/* What is remembered of the citizen, in a real keyring and without one. No backend is asked for it. */
#include "support/spt-counter.h"
#include "support/spt-keyring.h"

#define SERVER "http://127.0.0.1:9"

static SptKeyring *keyring;

static SptWirePerson *
load (SptSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  spt_counter_run (result,
                   spt_session_load_person_async (session, NULL, spt_counter_done_cb, &result));
  return spt_session_load_person_finish (session, result, error);
}

/* What a window opened now would offer. */
static SptWirePerson *
load_anew (const char *profile)
{
  g_autoptr (SptSession) session = spt_session_new (SPT_SESSION_CITIZEN, SERVER, profile);
  g_autoptr (GError) error = NULL;
  SptWirePerson *person = load (session, &error);

  g_assert_no_error (error);
  return person;
}

/* Keeping and forgetting are not waited for by anybody. */
static void
pause_briefly (void)
{
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while (g_get_monotonic_time () < until)
    spt_counter_turn ();
}

static void
test_remembered (void)
{
  g_autoptr (SptSession) session = spt_session_new (SPT_SESSION_CITIZEN, SERVER, "one");
  const SptWirePerson whole = {
    .name = (char *) "Nicolò \"Nico\"",
    .surname = (char *) "D'Ambrosio",
    .email = (char *) "nicolo@example.org",
    .address = (char *) "Via Prova 1, Bari",
    .telephone = (char *) "080 5771111",
    .codice_fiscale = (char *) "RSSMRA85T10A562S",
  };
  const SptWirePerson little = { .name = (char *) "Anna", .surname = (char *) "Prova" };
  g_autoptr (SptWirePerson) found = NULL;
  g_autoptr (SptWirePerson) other = NULL;
  g_autoptr (SptWirePerson) later = NULL;
  g_autoptr (SptWirePerson) gone = NULL;

  g_assert_true (spt_session_get_can_remember (session));
  g_assert_null (load_anew ("one"));
  spt_session_keep_person (session, &whole);
  pause_briefly ();
  found = load_anew ("one");
  g_assert_nonnull (found);
  g_assert_cmpstr (found->name, ==, whole.name);
  g_assert_cmpstr (found->surname, ==, whole.surname);
  g_assert_cmpstr (found->email, ==, whole.email);
  g_assert_cmpstr (found->address, ==, whole.address);
  g_assert_cmpstr (found->telephone, ==, whole.telephone);
  g_assert_cmpstr (found->codice_fiscale, ==, whole.codice_fiscale);
  other = load_anew ("two");
  g_assert_null (other);
  spt_session_keep_person (session, &little);
  pause_briefly ();
  later = load_anew ("one");
  g_assert_cmpstr (later->name, ==, "Anna");
  g_assert_null (later->address);
  spt_session_forget_person (session);
  pause_briefly ();
  gone = load_anew ("one");
  g_assert_null (gone);
}

static void
test_operator (void)
{
  g_autoptr (SptSession) session = spt_session_new (SPT_SESSION_OPERATOR, SERVER, "one");

  g_assert_false (spt_session_get_can_remember (session));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Without a service nothing can be remembered, and the property says so. */
static void
test_no_service (void)
{
  g_autoptr (SptSession) session = spt_session_new (SPT_SESSION_CITIZEN, SERVER, "one");
  g_autoptr (GError) error = NULL;
  guint told = 0;

  spt_keyring_kill (keyring);
  g_signal_connect_swapped (session, "notify::can-remember", G_CALLBACK (count_cb), &told);
  g_assert_null (load (session, &error));
  g_assert_nonnull (error);
  g_assert_false (spt_session_get_can_remember (session));
  g_assert_cmpuint (told, ==, 1);
}

int
main (int argc, char **argv)
{
  const char *missing = spt_keyring_missing ();
  int status;

  spt_counter_prepare ();
  g_test_init (&argc, &argv, NULL);
  if (missing != NULL)
    {
      g_print ("1..0 # SKIP %s\n", missing);
      return 0;
    }
  keyring = spt_keyring_start ();
  g_test_add_func ("/model/person/remembered", test_remembered);
  g_test_add_func ("/model/person/operator", test_operator);
  g_test_add_func ("/model/person/no-service", test_no_service);
  status = g_test_run ();
  spt_keyring_stop (keyring);
  return status;
}
