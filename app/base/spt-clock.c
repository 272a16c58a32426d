/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-clock.h"

#include <stdio.h>
#include <string.h>

static gint64
system_now (gpointer data)
{
  return g_get_real_time ();
}

const SptClock spt_clock_system = { .now = system_now };

/**
 * spt_clock_now:
 * @clock: a clock
 *
 * Returns: microseconds since the epoch, UTC
 */
gint64
spt_clock_now (const SptClock *clock)
{
  g_return_val_if_fail (clock != NULL, 0);

  return clock->now (clock->data);
}

/**
 * spt_instant_format:
 * @instant: microseconds since the epoch
 *
 * Writes an instant as RFC 3339 in UTC, with microseconds only where there are any:
 * `2026-11-23T10:30:00Z`.
 *
 * Returns: (transfer full): the text
 */
char *
spt_instant_format (gint64 instant)
{
  gint64 seconds = instant / SPT_SECOND;
  gint64 rest = instant % SPT_SECOND;
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *text = NULL;

  if (rest < 0)
    {
      seconds--;
      rest += SPT_SECOND;
    }
  when = g_date_time_new_from_unix_utc (seconds);
  if (when == NULL)
    return g_strdup ("1970-01-01T00:00:00Z");

  text = g_date_time_format (when, "%Y-%m-%dT%H:%M:%S");
  if (rest == 0)
    return g_strconcat (text, "Z", NULL);
  return g_strdup_printf ("%s.%06dZ", text, (int) rest);
}

/**
 * spt_instant_parse:
 * @text: an RFC 3339 date-time with `Z` or an offset
 * @instant: (out): microseconds since the epoch
 *
 * Returns: whether @text was one; a time without a zone is not
 */
gboolean
spt_instant_parse (const char *text, gint64 *instant)
{
  g_autoptr (GDateTime) when = NULL;
  gsize length = strlen (text);

  if (length < 20 || length > 40 || text[10] != 'T')
    return FALSE;
  when = g_date_time_new_from_iso8601 (text, NULL);
  if (when == NULL)
    return FALSE;
  *instant = g_date_time_to_unix (when) * SPT_SECOND + g_date_time_get_microsecond (when);
  return TRUE;
}

/**
 * spt_duration_format:
 * @seconds: a length of time, not negative
 *
 * Returns: (transfer full): the ISO 8601 duration, in minutes where it has no odd seconds: `PT20M`
 */
char *
spt_duration_format (gint64 seconds)
{
  if (seconds <= 0)
    return g_strdup ("PT0S");
  if (seconds % 60 == 0)
    return g_strdup_printf ("PT%" G_GINT64_FORMAT "M", seconds / 60);
  return g_strdup_printf ("PT%" G_GINT64_FORMAT "S", seconds);
}

/**
 * spt_duration_parse:
 * @text: an ISO 8601 duration of days, hours, minutes and whole seconds
 * @seconds: (out): its length
 *
 * Years and months have no fixed length and are refused.
 *
 * Returns: whether @text was one
 */
gboolean
spt_duration_parse (const char *text, gint64 *seconds)
{
  static const struct
  {
    char unit;
    gboolean time;
    gint64 length;
  } units[] = { { 'D', FALSE, 86400 }, { 'H', TRUE, 3600 }, { 'M', TRUE, 60 }, { 'S', TRUE, 1 } };
  const char *p = text;
  gboolean in_time = FALSE;
  gboolean any = FALSE;
  gsize next = 0;
  gint64 sum = 0;

  if (*p++ != 'P' || strlen (text) > 32)
    return FALSE;
  while (*p != '\0')
    {
      gint64 value = 0;
      int digits = 0;

      if (*p == 'T' && !in_time)
        {
          in_time = TRUE;
          p++;
        }
      for (; g_ascii_isdigit (*p) && digits < 9; p++, digits++)
        value = value * 10 + (*p - '0');
      if (digits == 0)
        return FALSE;
      while (next < G_N_ELEMENTS (units) && (units[next].unit != *p || units[next].time != in_time))
        next++;
      if (next == G_N_ELEMENTS (units))
        return FALSE;
      sum += value * units[next++].length;
      any = TRUE;
      p++;
    }
  *seconds = sum;
  return any;
}

/**
 * spt_date_is_valid:
 * @text: a text
 *
 * Returns: whether @text is a calendar date as `YYYY-MM-DD`
 */
gboolean
spt_date_is_valid (const char *text)
{
  guint year, month, day;
  int end = 0;

  if (strlen (text) != 10 || sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &end) != 3
      || end != 10)
    return FALSE;
  return year >= 1900 && year <= 9999 && g_date_valid_dmy (day, month, year);
}

/**
 * spt_date_of_instant:
 * @instant: microseconds since the epoch
 * @zone: the zone whose calendar is meant
 *
 * Returns: (transfer full): the local date as `YYYY-MM-DD`
 */
char *
spt_date_of_instant (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / SPT_SECOND);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("1970-01-01");
}

/**
 * spt_instant_of_local:
 * @date: a date as `YYYY-MM-DD`
 * @minutes: minutes of wall-clock time since midnight, 0 to 1440
 * @zone: the zone of the wall clock
 *
 * The instant at which the wall clock shows @minutes on @date. On the day that has 02:30 twice the
 * first one is meant; a time that the clock change leaves out becomes the first instant behind the
 * gap.
 *
 * Returns: microseconds since the epoch; 0 where @date is not valid
 */
gint64
spt_instant_of_local (const char *date, int minutes, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) next = NULL;
  guint year, month, day;

  if (!spt_date_is_valid (date) || sscanf (date, "%4u-%2u-%2u", &year, &month, &day) != 3)
    return 0;
  local = g_date_time_new (zone, (int) year, (int) month, (int) day, 0, 0, 0);
  if (local == NULL)
    return 0;
  if (minutes >= 1440)
    {
      next = g_date_time_add_days (local, 1);
      return g_date_time_to_unix (next) * SPT_SECOND;
    }
  next = g_date_time_new (zone, (int) year, (int) month, (int) day, minutes / 60, minutes % 60, 0);
  if (next == NULL)
    return 0;
  return g_date_time_to_unix (next) * SPT_SECOND;
}
