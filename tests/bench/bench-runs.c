/* SPDX-License-Identifier: EUPL-1.2 */
#include "bench/bench-runs.h"

#include <math.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_percentile (const double *sorted, guint n, double p)
{
  guint rank;

  if (n == 0)
    return NAN;
  rank = (guint) ceil (p / 100 * n);
  return sorted[CLAMP (rank, 1, n) - 1];
}

static void
print_results (const char *name, GArray *times, int failed, gboolean json)
{
  const double *sorted;
  double median, p95;

  g_array_sort (times, compare);
  sorted = (const double *) (gpointer) times->data;
  median = bench_percentile (sorted, times->len, 50);
  p95 = bench_percentile (sorted, times->len, 95);
  if (times->len == 0)
    g_print ("{\"bench\": \"%s\", \"runs\": 0, \"failed\": %d}\n", name, failed);
  else if (json)
    g_print ("{\"bench\": \"%s\", \"runs\": %u, \"failed\": %d, \"median_ms\": %.1f, "
             "\"p95_ms\": %.1f, \"min_ms\": %.1f, \"max_ms\": %.1f}\n",
             name, times->len, failed, median, p95, sorted[0], sorted[times->len - 1]);
  else
    g_print ("%s: %u runs, %d failed, median %.1f ms, p95 %.1f ms\n", name, times->len, failed,
             median, p95);
}

int
bench_runs_main (int argc, char **argv, const char *name, BenchRun run, gpointer user_data)
{
  int runs = 20;
  int warm_up = 1;
  int failed = 0;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "How often to measure", "N" },
    { "warm-up", 0, 0, G_OPTION_ARG_INT, &warm_up, "Runs before that, not counted", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one line of JSON", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  for (int i = 0; i < warm_up; i++)
    run (user_data);
  for (int i = 0; i < runs; i++)
    {
      double milliseconds = run (user_data);

      if (milliseconds < 0)
        failed++;
      else
        g_array_append_val (times, milliseconds);
    }
  print_results (name, times, failed, json);
  return failed == 0 ? 0 : 1;
}
