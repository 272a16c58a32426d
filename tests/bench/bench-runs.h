/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns one run's milliseconds, or a negative number when it did not end. */
typedef double (*BenchRun) (gpointer user_data);

/*
 * Runs a measurement again and again and prints its median and 95th percentile.
 *
 * Options: --runs N (default 20), --warm-up N (default 1; not counted), --json (one line
 * {"bench": name, "runs": N, "failed": N, "median_ms": …, "p95_ms": …, "min_ms": …,
 * "max_ms": …}; otherwise a sentence).
 * Returns the program's exit status: 0 when every run ended.
 */
int bench_runs_main (int argc, char **argv, const char *name, BenchRun run, gpointer user_data);

/* The p-th percentile (0–100) of n ascending values, by the nearest rank. */
double bench_percentile (const double *sorted, guint n, double p);

G_END_DECLS
