/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-time-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/spt-clock.h"

static GDateTime *
local_time (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / SPT_SECOND);

  return g_date_time_to_timezone (utc, zone);
}

/* Days from the civil day of @a to that of @b, both in the same zone. */
static int
days_between (GDateTime *a, GDateTime *b)
{
  g_autoptr (GDate) from =
      g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (a),
                      (GDateMonth) g_date_time_get_month (a), (GDateYear) g_date_time_get_year (a));
  g_autoptr (GDate) to =
      g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (b),
                      (GDateMonth) g_date_time_get_month (b), (GDateYear) g_date_time_get_year (b));

  return g_date_days_between (from, to);
}

/**
 * spt_time_text_capital:
 * @text: a translated text
 *
 * Names of days and months are written small in many languages; where they begin a line the first
 * letter becomes a capital.
 *
 * Returns: (transfer full): @text with a capital first letter
 */
char *
spt_time_text_capital (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, *text == '\0' ? 0 : 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, text + strlen (first), NULL);
}

/**
 * spt_time_text_clock:
 * @instant: an instant
 * @zone: where the clock hangs
 *
 * Returns: (transfer full): `10:30`
 */
char *
spt_time_text_clock (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = local_time (instant, zone);

  /* Translators: the time of day, see the manual of GDateTime. */
  return g_date_time_format (local, _ ("%H:%M"));
}

/**
 * spt_time_text_date:
 * @instant: an instant
 * @zone: where the calendar hangs
 *
 * Returns: (transfer full): `Tuesday 24 November 2026`
 */
char *
spt_time_text_date (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = local_time (instant, zone);
  /* Translators: a whole date, as "Tuesday 24 November 2026"; see the manual of GDateTime. */
  g_autofree char *text = g_date_time_format (local, _ ("%A %-d %B %Y"));

  return spt_time_text_capital (text);
}

/**
 * spt_time_text_full:
 * @instant: an instant
 * @zone: where the calendar and the clock hang
 *
 * Returns: (transfer full): `Tuesday 24 November 2026 at 10:30`
 */
char *
spt_time_text_full (gint64 instant, GTimeZone *zone)
{
  g_autofree char *date = spt_time_text_date (instant, zone);
  g_autofree char *clock = spt_time_text_clock (instant, zone);

  /* Translators: a date and a time of day, as "Tuesday 24 November 2026 at 10:30". */
  return g_strdup_printf (_ ("%s at %s"), date, clock);
}

/**
 * spt_time_text_moment:
 * @instant: an instant
 * @now: the present instant
 * @zone: where the calendar and the clock hang
 *
 * Returns: (transfer full): `Today at 10:30`, `Tomorrow at 10:30`, `Tuesday 24 November at 10:30`
 */
char *
spt_time_text_moment (gint64 instant, gint64 now, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = local_time (instant, zone);
  g_autoptr (GDateTime) today = local_time (now, zone);
  g_autofree char *clock = spt_time_text_clock (instant, zone);
  g_autofree char *day = NULL;
  g_autofree char *capital = NULL;

  switch (days_between (today, local))
    {
    case -1:
      /* Translators: %s is the time of day. */
      return g_strdup_printf (_ ("Yesterday at %s"), clock);
    case 0:
      /* Translators: %s is the time of day. */
      return g_strdup_printf (_ ("Today at %s"), clock);
    case 1:
      /* Translators: %s is the time of day. */
      return g_strdup_printf (_ ("Tomorrow at %s"), clock);
    default:
      break;
    }
  if (g_date_time_get_year (today) != g_date_time_get_year (local))
    return spt_time_text_full (instant, zone);
  /* Translators: a date of this year, as "Tuesday 24 November"; see the manual of GDateTime. */
  day = g_date_time_format (local, _ ("%A %-d %B"));
  capital = spt_time_text_capital (day);
  return g_strdup_printf (_ ("%s at %s"), capital, clock);
}

/**
 * spt_time_text_duration:
 * @seconds: how long
 *
 * Returns: (transfer full): `15 min`, `1 h 30 min`; up to a minute it is `1 min`
 */
char *
spt_time_text_duration (gint64 seconds)
{
  int minutes = (int) MAX (1, (seconds + 59) / 60);

  if (minutes < 60)
    /* Translators: a duration in minutes. */
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes % 60 == 0)
    /* Translators: a duration in hours. */
    return g_strdup_printf (_ ("%d h"), minutes / 60);
  /* Translators: a duration in hours and minutes. */
  return g_strdup_printf (_ ("%d h %d min"), minutes / 60, minutes % 60);
}

/**
 * spt_time_text_stopwatch:
 * @seconds: how long
 *
 * Returns: (transfer full): `4:07`, `1:04:07`
 */
char *
spt_time_text_stopwatch (gint64 seconds)
{
  int rest = (int) MAX (0, seconds);

  if (rest >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
  return g_strdup_printf ("%d:%02d", rest / 60, rest % 60);
}

/**
 * spt_time_text_countdown:
 * @instant: what is waited for
 * @now: the present instant
 *
 * Returns: (transfer full): `In 3 days`, `In 2 h 5 min`, `In 12 min`, `Now`
 */
char *
spt_time_text_countdown (gint64 instant, gint64 now)
{
  gint64 seconds = (instant - now) / SPT_SECOND;
  g_autofree char *duration = NULL;

  if (seconds <= 0)
    return g_strdup (_ ("Now"));
  if (seconds >= 36 * 3600)
    {
      int days = (int) ((seconds + 12 * 3600) / (24 * 3600));

      return g_strdup_printf (ngettext ("In %d day", "In %d days", (gulong) days), days);
    }
  duration = spt_time_text_duration (seconds);
  /* Translators: %s is a duration, as "12 min". */
  return g_strdup_printf (_ ("In %s"), duration);
}

/**
 * spt_time_text_wait:
 * @low: seconds, the lower end of the forecast
 * @high: seconds, the upper end; 0 where it cannot be told
 *
 * Returns: (transfer full) (nullable): `12–18 min`, `Less than 2 min`; %NULL where it cannot be told
 */
char *
spt_time_text_wait (gint64 low, gint64 high)
{
  int from = (int) (low / 60);
  int to = (int) ((high + 59) / 60);

  if (high <= 0)
    return NULL;
  if (from < 1 || to <= 2)
    /* Translators: a waiting time in minutes. */
    return g_strdup_printf (_ ("Less than %d min"), MAX (to, 2));
  if (from == to)
    /* Translators: a waiting time in minutes. */
    return g_strdup_printf (_ ("About %d min"), to);
  /* Translators: the range of a waiting time in minutes. */
  return g_strdup_printf (_ ("%d–%d min"), from, to);
}
