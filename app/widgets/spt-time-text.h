/* SPDX-License-Identifier: EUPL-1.2 */
/* Times as people say them. Instants are microseconds since the epoch (UTC), durations seconds; every
 * text is translated and belongs to the caller. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *spt_time_text_clock (gint64 instant, GTimeZone *zone);
char *spt_time_text_date (gint64 instant, GTimeZone *zone);
char *spt_time_text_full (gint64 instant, GTimeZone *zone);
char *spt_time_text_moment (gint64 instant, gint64 now, GTimeZone *zone);
char *spt_time_text_countdown (gint64 instant, gint64 now);
char *spt_time_text_duration (gint64 seconds);
char *spt_time_text_stopwatch (gint64 seconds);
char *spt_time_text_wait (gint64 low, gint64 high);
char *spt_time_text_capital (const char *text);

G_END_DECLS
