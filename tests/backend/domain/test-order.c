/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-order.h"

#define NOW ((gint64) 1800000000 * SPT_SECOND)

static GHashTable *
services (const char *first, const char *second)
{
  GHashTable *set = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_hash_table_add (set, (gpointer) g_intern_string (first));
  if (second != NULL)
    g_hash_table_add (set, (gpointer) g_intern_string (second));
  return set;
}

static void
add_desk (SptdQueue *queue, GHashTable *set, gint64 free_at)
{
  SptdDesk desk = { NULL, set, free_at };

  g_array_append_val (queue->desks, desk);
}

static void
add_booked (SptdQueue *queue, const char *id, const char *service, int start)
{
  SptdWaiting one = { .id = id,
                      .service = g_intern_string (service),
                      .booked = TRUE,
                      .arrived_at = NOW - 15 * SPT_MINUTE,
                      .due_at = NOW + start * SPT_MINUTE,
                      .length = 20 * SPT_MINUTE };

  g_array_append_val (queue->waiting, one);
}

static void
add_walk_in (SptdQueue *queue, const char *id, const char *service, int waited, int length)
{
  SptdWaiting one = { .id = id,
                      .service = g_intern_string (service),
                      .arrived_at = NOW - waited * SPT_MINUTE,
                      .due_at = NOW + (20 - waited) * SPT_MINUTE,
                      .length = length * SPT_MINUTE };

  g_array_append_val (queue->waiting, one);
}

static void
add_expected (SptdQueue *queue, const char *service, int start)
{
  SptdExpected one = { g_intern_string (service), NOW + start * SPT_MINUTE, 20 * SPT_MINUTE };

  g_array_append_val (queue->expected, one);
}

static void
expect (const SptdQueue *queue, guint desk, const char *id, SptdReason reason)
{
  SptdReason found;
  int chosen = sptd_queue_choose (queue, desk, NOW, &found);

  if (id == NULL)
    g_assert_cmpint (chosen, ==, -1);
  else
    {
      g_assert_cmpint (chosen, >=, 0);
      g_assert_cmpstr (g_array_index (queue->waiting, SptdWaiting, chosen).id, ==, id);
    }
  g_assert_cmpint (found, ==, reason);
}

static void
test_booked_first (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a", NULL);

  add_desk (queue, set, NOW);
  expect (queue, 0, NULL, SPTD_REASON_NONE);
  add_walk_in (queue, "w", "a", 30, 20);
  add_booked (queue, "late", "a", -2);
  add_booked (queue, "later", "a", 0);
  expect (queue, 0, "late", SPTD_REASON_BOOKED_DUE);
}

static void
test_services (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) a = services ("a", NULL);
  g_autoptr (GHashTable) b = services ("b", NULL);

  add_desk (queue, a, NOW);
  add_desk (queue, b, NOW);
  add_booked (queue, "booked", "b", -1);
  add_walk_in (queue, "w", "a", 5, 20);
  expect (queue, 0, "w", SPTD_REASON_WALK_IN_DUE);
  expect (queue, 1, "booked", SPTD_REASON_BOOKED_DUE);
}

/* A walk-in of 20 minutes now would make the booked one at +10 start 10 minutes late. */
static void
test_no_delay (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a", NULL);

  add_desk (queue, set, NOW);
  add_walk_in (queue, "w", "a", 5, 20);
  add_expected (queue, "a", 10);
  expect (queue, 0, NULL, SPTD_REASON_NONE);
  /* A short one fits. */
  add_walk_in (queue, "short", "a", 2, 15);
  expect (queue, 0, "short", SPTD_REASON_WALK_IN_DUE);
  g_array_set_size (queue->waiting, 1);
  /* A second desk can take the booked one. */
  add_desk (queue, set, NOW + 12 * SPT_MINUTE);
  expect (queue, 0, "w", SPTD_REASON_WALK_IN_DUE);
  /* But not when it is busy for longer, and nobody waits for one who does not come. */
  g_array_index (queue->desks, SptdDesk, 1).free_at = NOW + 16 * SPT_MINUTE;
  expect (queue, 0, NULL, SPTD_REASON_NONE);
  g_array_index (queue->expected, SptdExpected, 0).start = NOW - 11 * SPT_MINUTE;
  expect (queue, 0, "w", SPTD_REASON_WALK_IN_DUE);
}

static void
test_early (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a", NULL);

  add_desk (queue, set, NOW);
  add_booked (queue, "early", "a", 10);
  expect (queue, 0, "early", SPTD_REASON_BOOKED_EARLY);
  /* The walk-in is due before him, and would delay him. */
  add_walk_in (queue, "w", "a", 15, 20);
  expect (queue, 0, "early", SPTD_REASON_BOOKED_EARLY);
  g_array_index (queue->waiting, SptdWaiting, 0).due_at = NOW + 16 * SPT_MINUTE;
  expect (queue, 0, "w", SPTD_REASON_WALK_IN_DUE);
}

/* Past the ceiling one booked citizen goes before the oldest walk-in, and no more, each time. */
static void
test_ceiling (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a", NULL);
  static const struct
  {
    const char *id;
    SptdReason reason;
  } order[] = { { "b1", SPTD_REASON_BOOKED_DUE },
                { "old", SPTD_REASON_CEILING },
                { "b2", SPTD_REASON_BOOKED_DUE },
                { "older", SPTD_REASON_CEILING },
                { "b3", SPTD_REASON_BOOKED_DUE } };

  add_desk (queue, set, NOW);
  add_walk_in (queue, "old", "a", 60, 20);
  add_walk_in (queue, "older", "a", 50, 20);
  add_booked (queue, "b1", "a", -3);
  add_booked (queue, "b2", "a", -2);
  add_booked (queue, "b3", "a", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      SptdReason reason;

      expect (queue, 0, order[i].id, order[i].reason);
      sptd_queue_take (queue, 0, sptd_queue_choose (queue, 0, NOW, &reason), NOW);
    }
}

static void
test_recalled (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a", NULL);
  SptdWaiting *declined;

  add_desk (queue, set, NOW);
  add_walk_in (queue, "declined", "a", 20, 20);
  declined = &g_array_index (queue->waiting, SptdWaiting, 0);
  declined->recalls = 1;
  declined->not_before = NOW + SPT_MINUTE;
  expect (queue, 0, "declined", SPTD_REASON_RECALLED);
  add_walk_in (queue, "other", "a", 5, 20);
  expect (queue, 0, "other", SPTD_REASON_WALK_IN_DUE);
  g_array_index (queue->waiting, SptdWaiting, 0).not_before = NOW;
  expect (queue, 0, "declined", SPTD_REASON_RECALLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/order/booked-first", test_booked_first);
  g_test_add_func ("/domain/order/services", test_services);
  g_test_add_func ("/domain/order/no-delay", test_no_delay);
  g_test_add_func ("/domain/order/early", test_early);
  g_test_add_func ("/domain/order/ceiling", test_ceiling);
  g_test_add_func ("/domain/order/recalled", test_recalled);
  return g_test_run ();
}
