/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/domain/sptd-forecast.h"

#define NOW ((gint64) 1800000000 * SPT_SECOND)

static GHashTable *
services (const char *name)
{
  GHashTable *set = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_hash_table_add (set, (gpointer) g_intern_string (name));
  return set;
}

static void
add_walk_in (SptdQueue *queue, const char *service, int waited)
{
  SptdWaiting one = { .service = g_intern_string (service),
                      .arrived_at = NOW - waited * SPT_MINUTE,
                      .due_at = NOW + (20 - waited) * SPT_MINUTE,
                      .length = 20 * SPT_MINUTE };

  g_array_append_val (queue->waiting, one);
}

static void
add_desk (SptdQueue *queue, GHashTable *set, int minutes)
{
  SptdDesk desk = { NULL, set, NOW + minutes * SPT_MINUTE };

  g_array_append_val (queue->desks, desk);
}

static void
test_line (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a");
  g_autoptr (GArray) forecasts = NULL;

  add_desk (queue, set, 0);
  add_walk_in (queue, "a", 1);
  add_walk_in (queue, "a", 9);
  add_walk_in (queue, "a", 5);
  forecasts = sptd_queue_forecast (queue, NOW);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 1).position, ==, 1);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 2).position, ==, 2);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).position, ==, 3);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 1).wait_low, ==, 0);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 1).wait_high, ==, 60);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).starts_at, ==, NOW + 40 * SPT_MINUTE);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).wait_low, ==, 28 * 60);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).wait_high, ==, 52 * 60);
  /* A second desk halves it; the queue itself is as it was. */
  g_array_unref (forecasts);
  add_desk (queue, set, 0);
  forecasts = sptd_queue_forecast (queue, NOW);
  g_assert_cmpint (queue->waiting->len, ==, 3);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).starts_at, ==, NOW + 20 * SPT_MINUTE);
}

static void
test_nobody_serves (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("b");
  g_autoptr (GArray) forecasts = NULL;

  add_walk_in (queue, "a", 1);
  add_walk_in (queue, "a", 3);
  add_desk (queue, set, 0);
  forecasts = sptd_queue_forecast (queue, NOW);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 1).position, ==, 1);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).position, ==, 2);
  g_assert_cmpint (g_array_index (forecasts, SptdForecast, 0).wait_high, ==, 0);
}

static void
test_expected_count (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a");
  SptdExpected booked = { g_intern_string ("a"), NOW + 10 * SPT_MINUTE, 20 * SPT_MINUTE };
  SptdWaiting one = { .service = booked.service,
                      .arrived_at = NOW,
                      .due_at = NOW + 20 * SPT_MINUTE,
                      .length = 20 * SPT_MINUTE };
  SptdForecast forecast;

  add_desk (queue, set, 0);
  g_array_append_val (queue->expected, booked);
  /* He would delay who is booked at +10, and so begins behind him. */
  forecast = sptd_queue_forecast_one_more (queue, &one, NOW);
  g_assert_cmpint (forecast.starts_at, ==, NOW + 30 * SPT_MINUTE);
  g_assert_cmpint (forecast.wait_low, ==, 0);
  g_assert_cmpint (forecast.wait_high, >=, 30 * 60);
  g_assert_cmpint (queue->waiting->len, ==, 0);
}

/* Many at once: each has a place of his own, and ranges are in order. */
static void
test_many (void)
{
  g_autoptr (SptdQueue) queue = sptd_queue_new ();
  g_autoptr (GHashTable) set = services ("a");
  g_autoptr (GArray) forecasts = NULL;
  g_autofree gboolean *seen = g_new0 (gboolean, 201);

  for (int d = 0; d < 8; d++)
    add_desk (queue, set, d);
  for (int i = 0; i < 200; i++)
    add_walk_in (queue, "a", i % 60);
  forecasts = sptd_queue_forecast (queue, NOW);
  for (guint i = 0; i < forecasts->len; i++)
    {
      const SptdForecast *one = &g_array_index (forecasts, SptdForecast, i);

      g_assert_false (seen[one->position]);
      seen[one->position] = TRUE;
      g_assert_cmpint (one->wait_low, <=, one->wait_high);
    }
}

static void
test_learned (void)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 usual = 10 * SPT_MINUTE, endless = 10 * SPT_HOUR;

  g_assert_cmpint (sptd_learned_length (lengths, 20 * SPT_MINUTE), ==, 20 * SPT_MINUTE);
  for (int i = 0; i < 9; i++)
    g_array_append_val (lengths, usual);
  g_array_append_val (lengths, endless);
  /* The median of ten, with ten of the plan. */
  g_assert_cmpint (sptd_learned_length (lengths, 20 * SPT_MINUTE), ==, 15 * SPT_MINUTE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/forecast/line", test_line);
  g_test_add_func ("/domain/forecast/nobody-serves", test_nobody_serves);
  g_test_add_func ("/domain/forecast/expected-count", test_expected_count);
  g_test_add_func ("/domain/forecast/many", test_many);
  g_test_add_func ("/domain/forecast/learned", test_learned);
  return g_test_run ();
}
