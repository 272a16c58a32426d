/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SptClock:
 * @now: gives the present instant in microseconds since 1970-01-01T00:00:00Z
 * @data: what is handed to @now
 *
 * Where the time comes from. Whatever decides by the time gets a clock, so that a test can
 * set it; the program itself uses spt_clock_system.
 */
typedef struct
{
  gint64 (*now) (gpointer data);
  gpointer data;
} SptClock;

extern const SptClock spt_clock_system;

gint64 spt_clock_now (const SptClock *clock);

#define SPT_SECOND ((gint64) G_USEC_PER_SEC)
#define SPT_MINUTE (60 * SPT_SECOND)
#define SPT_HOUR (60 * SPT_MINUTE)
/* Not SPT_DAY: that is the cast of an object of model/. */
#define SPT_WHOLE_DAY (24 * SPT_HOUR)

char *spt_instant_format (gint64 instant);
gboolean spt_instant_parse (const char *text, gint64 *instant);

char *spt_duration_format (gint64 seconds);
gboolean spt_duration_parse (const char *text, gint64 *seconds);

gboolean spt_date_is_valid (const char *text);
char *spt_date_of_instant (gint64 instant, GTimeZone *zone);
gint64 spt_instant_of_local (const char *date, int minutes, GTimeZone *zone);

G_END_DECLS
