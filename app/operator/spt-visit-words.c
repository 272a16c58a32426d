/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-visit-words.h"

#include "config.h"
#include "widgets/spt-time-text.h"

#include <glib/gi18n-lib.h>

char *
spt_visit_words_kind (SptTicket *ticket, GTimeZone *zone)
{
  g_autofree char *kind = NULL;
  gint64 due_at = spt_ticket_get_due_at (ticket);

  if (spt_ticket_get_kind (ticket) != SPT_TICKET_KIND_BOOKED)
    kind = g_strdup (_ ("Walk-in"));
  else if (due_at > 0)
    {
      g_autofree char *clock = spt_time_text_clock (due_at, zone);

      /* Translators: the time of day of an appointment. */
      kind = g_strdup_printf (_ ("Booked for %s"), clock);
    }
  else
    kind = g_strdup (_ ("Booked"));
  if (spt_ticket_get_assistance (ticket))
    /* Translators: how somebody came: "Walk-in · needs assistance" */
    return g_strdup_printf (_ ("%s · needs assistance"), kind);
  return g_steal_pointer (&kind);
}

const char *
spt_visit_words_why (SptTicket *ticket)
{
  static const struct
  {
    const char *slug;
    const char *words;
  } reasons[] = {
    { "booked-due", N_ ("Called because the booked time has come") },
    { "walk-in-due", N_ ("Called because the turn has come") },
    { "ceiling", N_ ("Called because of the long wait") },
    { "booked-early", N_ ("Called early: nobody else is due") },
    { "recalled", N_ ("Called again") },
  };
  const char *slug = spt_ticket_get_why_next (ticket);

  for (gsize i = 0; slug != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (slug, reasons[i].slug))
      return _ (reasons[i].words);
  return NULL;
}

char *
spt_visit_words_person (SptTicket *ticket)
{
  const char *name = spt_ticket_get_person_name (ticket);
  const char *number = spt_ticket_get_number (ticket);

  if (name == NULL || *name == '\0')
    return g_strdup (number);
  /* Translators: a person's name and number in the queue. */
  return g_strdup_printf (_ ("%s, %s"), name, number);
}

char *
spt_visit_words_desk (SptDesk *desk)
{
  const char *reason = desk != NULL ? spt_desk_get_reason (desk) : NULL;

  switch (desk != NULL ? spt_desk_get_state (desk) : SPT_DESK_UNSET)
    {
    case SPT_DESK_AVAILABLE:
      return g_strdup (_ ("Available"));
    case SPT_DESK_RINGING:
      return g_strdup (_ ("Ringing"));
    case SPT_DESK_IN_CALL:
      return g_strdup (_ ("In a meeting"));
    case SPT_DESK_WRAP_UP:
      return g_strdup (_ ("Wrap-up"));
    case SPT_DESK_PAUSED:
      if (reason != NULL && *reason != '\0')
        /* Translators: why the desk pauses. */
        return g_strdup_printf (_ ("Paused: %s"), reason);
      return g_strdup (_ ("Paused"));
    case SPT_DESK_UNSET:
    case SPT_DESK_OFFLINE:
      break;
    }
  return g_strdup (_ ("Offline"));
}
