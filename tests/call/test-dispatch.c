/* SPDX-License-Identifier: EUPL-1.2 */

/* The hop from other threads to the main context. */

#include "call/spt-dispatch.h"

#define N_POSTS 1000

typedef struct
{
  SptDispatch *dispatch;
  SptMailbox *mailbox;
  GThread *main_thread;
  guint calls;
  guint freed;
  int last;
  gboolean done;
} Fixture;

static void
take_number (gpointer owner, gpointer data)
{
  Fixture *fixture = owner;
  int number = GPOINTER_TO_INT (data);

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_cmpint (number, ==, fixture->last + 1);
  fixture->last = number;
  fixture->calls++;
}

static gpointer
post_thread (gpointer data)
{
  Fixture *fixture = data;

  for (int i = 1; i <= N_POSTS; i++)
    spt_dispatch_post (fixture->dispatch, take_number, GINT_TO_POINTER (i), NULL);
  return NULL;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_order (void)
{
  Fixture fixture = { .main_thread = g_thread_self () };
  GThread *thread;

  fixture.dispatch = spt_dispatch_new (&fixture);
  thread = g_thread_new ("post", post_thread, &fixture);
  while (fixture.calls < N_POSTS)
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  spt_dispatch_unref (fixture.dispatch);
}

static void
count_freed (gpointer data)
{
  ((Fixture *) data)->freed++;
}

static void
never (gpointer owner, gpointer data)
{
  g_assert_not_reached ();
}

static void
test_closed (void)
{
  Fixture fixture = { 0 };

  fixture.dispatch = spt_dispatch_new (&fixture);
  spt_dispatch_post (fixture.dispatch, never, &fixture, count_freed);
  spt_dispatch_close (fixture.dispatch);
  spt_dispatch_post (fixture.dispatch, never, &fixture, count_freed);
  g_assert_true (spt_dispatch_is_closed (fixture.dispatch));
  iterate ();
  g_assert_cmpuint (fixture.freed, ==, 2);
  spt_dispatch_unref (fixture.dispatch);
}

static void
take_frame (gpointer owner, SptFrame *frame)
{
  Fixture *fixture = owner;

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_cmpint ((int) frame->pts, >, fixture->last);
  fixture->last = (int) frame->pts;
  fixture->calls++;
}

static gpointer
frame_thread (gpointer data)
{
  static guint8 pixels[4];
  Fixture *fixture = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);

  for (int i = 1; i <= N_POSTS; i++)
    spt_mailbox_put (fixture->mailbox, spt_frame_new (bytes, 1, 1, 4, i));
  return NULL;
}

/* A reader who was away gets one frame, the newest. */
static void
test_newest_wins (void)
{
  Fixture fixture = { .main_thread = g_thread_self () };

  fixture.dispatch = spt_dispatch_new (&fixture);
  fixture.mailbox = spt_mailbox_new (fixture.dispatch, G_PRIORITY_DEFAULT, take_frame);
  g_thread_join (g_thread_new ("frames", frame_thread, &fixture));
  iterate ();
  g_assert_cmpuint (fixture.calls, ==, 1);
  g_assert_cmpint (fixture.last, ==, N_POSTS);

  fixture.last = 0;
  g_thread_join (g_thread_new ("frames", frame_thread, &fixture));
  spt_mailbox_clear (fixture.mailbox);
  iterate ();
  g_assert_cmpuint (fixture.calls, ==, 1);
  spt_mailbox_unref (fixture.mailbox);
  spt_dispatch_unref (fixture.dispatch);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call/dispatch/order", test_order);
  g_test_add_func ("/call/dispatch/closed", test_closed);
  g_test_add_func ("/call/dispatch/newest-wins", test_newest_wins);
  return g_test_run ();
}
