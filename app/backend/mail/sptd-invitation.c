/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-invitation.h"

#include <libical/ical.h>

#include "backend/mail/sptd-texts.h"
#include "base/spt-clock.h"

/* libical fills its tables of zones when they are first used, and calendars are written by several
 * workers. */
static GMutex ical_mutex;

/**
 * sptd_invitation_method_name:
 * @method: what the calendar is to do
 *
 * Returns: the name that iTIP has for it
 */
const char *
sptd_invitation_method_name (SptdInvitationMethod method)
{
  switch (method)
    {
    case SPTD_INVITATION_PUBLISH:
      return "PUBLISH";
    case SPTD_INVITATION_REQUEST:
      return "REQUEST";
    case SPTD_INVITATION_CANCEL:
      return "CANCEL";
    }
  return "PUBLISH";
}

static icalproperty_method
ical_method (SptdInvitationMethod method)
{
  switch (method)
    {
    case SPTD_INVITATION_PUBLISH:
      return ICAL_METHOD_PUBLISH;
    case SPTD_INVITATION_REQUEST:
      return ICAL_METHOD_REQUEST;
    case SPTD_INVITATION_CANCEL:
      return ICAL_METHOD_CANCEL;
    }
  return ICAL_METHOD_PUBLISH;
}

/**
 * sptd_invitation_prepare_list:
 * @appointment: what is booked
 * @language: (nullable): BCP 47
 *
 * Returns: (transfer full): what to prepare, a line each; empty where there is nothing
 */
char *
sptd_invitation_prepare_list (const SptWireAppointment *appointment, const char *language)
{
  const SptdTexts *texts = sptd_texts_for (language);
  GString *list = g_string_new (NULL);

  for (guint i = 0; appointment->requirements != NULL && i < appointment->requirements->len; i++)
    {
      const SptWireRequirement *requirement = g_ptr_array_index (appointment->requirements, i);

      g_string_append_printf (list, "- %s", requirement->name);
      if (requirement->necessary)
        g_string_append_printf (list, " (%s)", texts->necessary);
      if (requirement->description != NULL)
        g_string_append_printf (list, ": %s", requirement->description);
      g_string_append_c (list, '\n');
    }
  return g_string_free (list, FALSE);
}

static char *
describe (const SptdInvitation *self)
{
  const SptdTexts *texts = sptd_texts_for (self->language);
  g_autofree char *prepare = sptd_invitation_prepare_list (self->appointment, self->language);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s: %s\n", texts->office, self->appointment->office_name);
  g_string_append_printf (text, "%s: %s\n", texts->channel,
                          self->appointment->channel == SPT_CHANNEL_VOICE ? texts->voice
                                                                          : texts->video);
  g_string_append_printf (text, "%s: %s\n", texts->code, self->appointment->code);
  if (prepare[0] != '\0')
    g_string_append_printf (text, "\n%s:\n%s", texts->prepare, prepare);
  if (self->link != NULL)
    g_string_append_printf (text, "\n%s\n%s\n", texts->link, self->link);
  return g_string_free (text, FALSE);
}

static void
add_time (icalcomponent *event, icalproperty *property, icaltimezone *zone)
{
  if (zone != NULL)
    icalproperty_add_parameter (property,
                                icalparameter_new_tzid (icaltimezone_get_location (zone)));
  icalcomponent_add_property (event, property);
}

static icaltimetype
local_time (gint64 instant, icaltimezone *zone)
{
  icaltimezone *wanted = zone != NULL ? zone : icaltimezone_get_utc_timezone ();
  icaltimetype at = icaltime_from_timet_with_zone ((time_t) (instant / SPT_SECOND), 0, wanted);

  /* libical 3 converts the hours and keeps UTC as the zone. */
  icaltime_set_timezone (&at, wanted);
  return at;
}

/* Whether a part of a zone's definition says nothing about @from and later: its rule ended before,
 * or it names single changes of the past only. */
static gboolean
is_past (icalcomponent *part, icaltimetype from)
{
  icalproperty *rule = icalcomponent_get_first_property (part, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype recurrence;

  if (rule == NULL)
    return icaltime_compare (icalcomponent_get_dtstart (part), from) < 0;
  recurrence = icalproperty_get_rrule (rule);
  return !icaltime_is_null_time (recurrence.until) && icaltime_compare (recurrence.until, from) < 0;
}

static guint
count_parts (icalcomponent *definition, icalcomponent_kind kind, gboolean past, icaltimetype from)
{
  guint count = 0;

  for (icalcomponent *part = icalcomponent_get_first_component (definition, kind); part != NULL;
       part = icalcomponent_get_next_component (definition, kind))
    if (is_past (part, from) == past)
      count++;
  return count;
}

static void
remove_past (icalcomponent *definition, icalcomponent_kind kind, icaltimetype from)
{
  icalcomponent *part = icalcomponent_get_first_component (definition, kind);

  while (part != NULL)
    {
      icalcomponent *next = icalcomponent_get_next_component (definition, kind);

      if (is_past (part, from))
        {
          icalcomponent_remove_component (definition, part);
          icalcomponent_free (part);
        }
      part = next;
    }
}

/* The zone's definition without the history of a century and a half. A zone whose last change is
 * past keeps all of it. */
static icalcomponent *
define_zone (icaltimezone *zone, icaltimetype from)
{
  icalcomponent *definition = icalcomponent_new_clone (icaltimezone_get_component (zone));
  icalproperty *name = icalcomponent_get_first_property (definition, ICAL_TZID_PROPERTY);

  /* libical's own prefix says nothing to others; the name of the database of zones does. */
  if (name != NULL)
    icalproperty_set_tzid (name, icaltimezone_get_location (zone));
  from.month = 1;
  from.day = 1;
  from.year--;
  if (count_parts (definition, ICAL_XSTANDARD_COMPONENT, FALSE, from) > 0
      && count_parts (definition, ICAL_XDAYLIGHT_COMPONENT, FALSE, from) > 0)
    {
      remove_past (definition, ICAL_XSTANDARD_COMPONENT, from);
      remove_past (definition, ICAL_XDAYLIGHT_COMPONENT, from);
    }
  return definition;
}

static void
add_people (icalcomponent *event, const SptdInvitation *self)
{
  g_autofree char *organizer = g_strconcat ("mailto:", self->organizer, NULL);
  icalproperty *property = icalproperty_new_organizer (organizer);

  icalproperty_add_parameter (property, icalparameter_new_cn (self->organization));
  icalcomponent_add_property (event, property);
  if (self->attendee != NULL)
    {
      g_autofree char *attendee = g_strconcat ("mailto:", self->attendee, NULL);

      property = icalproperty_new_attendee (attendee);
      icalproperty_add_parameter (property, icalparameter_new_partstat (ICAL_PARTSTAT_ACCEPTED));
      icalproperty_add_parameter (property, icalparameter_new_rsvp (ICAL_RSVP_FALSE));
      icalcomponent_add_property (event, property);
    }
}

/* An alarm a quarter of an hour ahead: that is when the waiting room opens. */
static icalcomponent *
new_alarm (const char *summary)
{
  struct icaltriggertype trigger = { .duration = icaldurationtype_from_int (-15 * 60) };

  return icalcomponent_vanew (ICAL_VALARM_COMPONENT, icalproperty_new_action (ICAL_ACTION_DISPLAY),
                              icalproperty_new_description (summary),
                              icalproperty_new_trigger (trigger), (void *) 0);
}

static icalcomponent *
new_event (const SptdInvitation *self, icaltimezone *zone)
{
  const SptWireAppointment *appointment = self->appointment;
  const SptdTexts *texts = sptd_texts_for (self->language);
  gboolean cancelled =
      self->method == SPTD_INVITATION_CANCEL || appointment->state == SPT_APPOINTMENT_CANCELLED;
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  g_autofree char *uid = g_strconcat (appointment->id, "@sportello", NULL);
  g_autofree char *summary =
      sptd_texts_fill (texts->summary, appointment->service_name, self->organization, NULL);
  g_autofree char *description = describe (self);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event,
                              icalproperty_new_sequence ((int) MAX (appointment->version - 1, 0)));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (local_time (self->now, NULL)));
  add_time (event, icalproperty_new_dtstart (local_time (appointment->start, zone)), zone);
  add_time (event, icalproperty_new_dtend (local_time (appointment->end, zone)), zone);
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  icalcomponent_add_property (event, icalproperty_new_description (description));
  icalcomponent_add_property (event, icalproperty_new_location (appointment->office_name));
  if (self->link != NULL)
    icalcomponent_add_property (event, icalproperty_new_url (self->link));
  icalcomponent_add_property (event, icalproperty_new_status (cancelled ? ICAL_STATUS_CANCELLED
                                                                        : ICAL_STATUS_CONFIRMED));
  add_people (event, self);
  if (!cancelled)
    icalcomponent_add_component (event, new_alarm (summary));
  return event;
}

/**
 * sptd_invitation_write:
 * @self: what it is made of
 *
 * The identifier is the visit's and stays through all changes; the sequence number counts them.
 *
 * Returns: (transfer full): the iCalendar text, with its zone
 */
char *
sptd_invitation_write (const SptdInvitation *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ical_mutex);
  icaltimezone *zone = icaltimezone_get_builtin_timezone (self->zone);
  icalcomponent *calendar =
      icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                           icalproperty_new_prodid ("-//sportello-virtuale//Sportello//EN"),
                           icalproperty_new_calscale ("GREGORIAN"),
                           icalproperty_new_method (ical_method (self->method)), (void *) 0);
  char *written;
  char *text;

  if (zone != NULL)
    icalcomponent_add_component (calendar,
                                 define_zone (zone, local_time (self->appointment->start, NULL)));
  icalcomponent_add_component (calendar, new_event (self, zone));
  written = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (written);
  icalmemory_free_buffer (written);
  icalcomponent_free (calendar);
  return text;
}
