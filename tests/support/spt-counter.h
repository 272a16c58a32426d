/* SPDX-License-Identifier: EUPL-1.2 */
/* A counter for tests and measurements: a real backend in a child process, and sessions of both sides
 * in this one. */
#pragma once

#include "model/spt-session.h"

G_BEGIN_DECLS

/* What the sample city has for this. */
#define SPT_COUNTER_SERVICE "urp-informazioni"
#define SPT_COUNTER_USERNAME "urp"
#define SPT_COUNTER_PASSWORD "sportello-urp"

typedef struct
{
  GSubprocess *process;
  char *folder;
  char *base_url;
} SptCounterBackend;

/* Pins the environment: no session bus, caches in a folder of its own. First thing in main(). */
void spt_counter_prepare (void);
/* Starts the program that SPORTELLO_BACKEND names, with the sample city, always open; ends the test
 * where it does not come up. */
SptCounterBackend *spt_counter_backend_start (void);
/* SIGKILL, and it is gone. */
void spt_counter_backend_kill (SptCounterBackend *self);
/* Starts it again at the same address with the same data. */
void spt_counter_backend_restart (SptCounterBackend *self);
/* SIGTERM, waits, and removes the data. */
void spt_counter_backend_stop (SptCounterBackend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptCounterBackend, spt_counter_backend_stop)

/* For GAsyncReadyCallback: @data is a GAsyncResult ** that is set. */
void spt_counter_done_cb (GObject *source, GAsyncResult *result, gpointer data);

/* Removes a folder and what is in it. */
void spt_counter_remove_folder (const char *path);

/* Runs the main context for a while, at most 50 ms. */
void spt_counter_turn (void);

#define SPT_COUNTER_PATIENCE (20 * G_USEC_PER_SEC)

/* Waits until @condition holds; a test that waits longer than patience has failed. */
#define spt_counter_await(condition) \
  G_STMT_START \
  { \
    gint64 spt_until = g_get_monotonic_time () + SPT_COUNTER_PATIENCE; \
    while (!(condition) && g_get_monotonic_time () < spt_until) \
      spt_counter_turn (); \
    g_assert_true (condition); \
  } \
  G_STMT_END

/* Runs an asynchronous call whose callback is spt_counter_done_cb with &@result, and waits for it. */
#define spt_counter_run(result, call) \
  G_STMT_START \
  { \
    g_clear_object (&(result)); \
    call; \
    spt_counter_await ((result) != NULL); \
  } \
  G_STMT_END

/* A started session that is online, of either side. */
SptSession *
spt_counter_session (SptSessionMode mode, SptCounterBackend *backend, const char *profile);
/* An operator who is signed in and available. */
SptSession *spt_counter_operator (SptCounterBackend *backend, const char *profile);
SptService *spt_counter_service (SptSession *session, const char *id);
/* Books the first slot that is free today and checks in. */
SptAppointment *spt_counter_book (SptSession *citizen, const char *name);
void spt_counter_check_in (SptSession *citizen, SptAppointment *appointment);
void spt_counter_walk_in (SptSession *citizen, const char *name);

/* Ends a session and what it began, and asserts that it is gone. @session: (transfer full) */
void spt_counter_end_session (SptSession *session);

G_END_DECLS
