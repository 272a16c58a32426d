/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "backend/mail/sptd-texts.h"
#include "base/spt-clock.h"
#include "base/spt-error.h"

/* GMime has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)

/* The waiting room's door, in minutes before and behind the start. */
#define DOOR_BEFORE 15
#define DOOR_BEHIND 10

static void
init_gmime (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

/**
 * sptd_letter_link:
 * @visit_id: a visit
 * @token: its token
 *
 * The token stands in the fragment: no server and no log of one sees it, and opening the link
 * changes nothing.
 *
 * Returns: (transfer full): `sportello:appointment/VISIT#TOKEN`
 */
char *
sptd_letter_link (const char *visit_id, const char *token)
{
  return g_strdup_printf ("sportello:appointment/%s#%s", visit_id, token);
}

static GDateTime *
local_time (const SptdLetter *self, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / SPT_SECOND);

  return g_date_time_to_timezone (utc, self->zone);
}

static char *
format_when (const SptdLetter *self, const SptdTexts *texts)
{
  g_autoptr (GDateTime) at = local_time (self, self->appointment->start);
  g_autofree char *day = g_strdup_printf ("%d", g_date_time_get_day_of_month (at));
  g_autofree char *year = g_strdup_printf ("%d", g_date_time_get_year (at));
  g_autofree char *hour = g_strdup_printf ("%d", g_date_time_get_hour (at));
  g_autofree char *minute = g_strdup_printf ("%02d", g_date_time_get_minute (at));

  return sptd_texts_fill (texts->when, texts->weekdays[g_date_time_get_day_of_week (at) - 1], day,
                          texts->months[g_date_time_get_month (at) - 1], year, hour, minute, NULL);
}

static char *
format_door (const SptdLetter *self, const SptdTexts *texts)
{
  const SptWireAppointment *appointment = self->appointment;
  gint64 from = appointment->check_in_from > 0 ? appointment->check_in_from
                                               : appointment->start - DOOR_BEFORE * SPT_MINUTE;
  gint64 until = appointment->check_in_until > 0 ? appointment->check_in_until
                                                 : appointment->start + DOOR_BEHIND * SPT_MINUTE;
  g_autoptr (GDateTime) opens = local_time (self, from);
  g_autoptr (GDateTime) closes = local_time (self, until);
  g_autofree char *first = g_date_time_format (opens, "%H:%M");
  g_autofree char *last = g_date_time_format (closes, "%H:%M");

  return sptd_texts_fill (texts->check_in, first, last, NULL);
}

static void
add_line (GString *text, const char *label, const char *value)
{
  g_string_append_printf (text, "%s: %s\n", label, value);
}

static char *
compose_text (const SptdLetter *self, const SptdTexts *texts, const char *when, const char *link)
{
  const SptWireAppointment *appointment = self->appointment;
  gboolean booked = self->entry->kind == SPTD_MAIL_BOOKED;
  g_autofree char *name =
      appointment->person != NULL
          ? g_strdup_printf ("%s %s", appointment->person->name, appointment->person->surname)
          : g_strdup (self->entry->recipient);
  g_autofree char *greeting = sptd_texts_fill (texts->greeting, name, NULL);
  g_autofree char *opening =
      sptd_texts_fill (booked ? texts->booked : texts->cancelled, self->organization, NULL);
  g_autofree char *prepare = sptd_invitation_prepare_list (appointment, texts->language);
  g_autofree char *door = format_door (self, texts);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n%s\n\n", greeting, opening);
  add_line (text, texts->service, appointment->service_name);
  add_line (text, texts->office, appointment->office_name);
  add_line (text, texts->date, when);
  add_line (text, texts->channel,
            appointment->channel == SPT_CHANNEL_VOICE ? texts->voice : texts->video);
  add_line (text, texts->code, appointment->code);
  if (booked && prepare[0] != '\0')
    g_string_append_printf (text, "\n%s:\n%s", texts->prepare, prepare);
  if (booked)
    g_string_append_printf (text, "\n%s\n", door);
  if (booked && link != NULL)
    g_string_append_printf (text, "\n%s\n%s\n", texts->link, link);
  g_string_append_printf (text, "\n%s\n", booked ? texts->code_hint : texts->cancelled_hint);
  g_string_append_printf (text, "\n%s\n", texts->automatic);
  return g_string_free (text, FALSE);
}

static char *
compose_calendar (const SptdLetter *self, const char *link)
{
  const SptdInvitation invitation = {
    .method =
        self->entry->kind == SPTD_MAIL_BOOKED ? SPTD_INVITATION_REQUEST : SPTD_INVITATION_CANCEL,
    .appointment = self->appointment,
    .organization = self->organization,
    .organizer = self->from,
    .attendee = self->entry->recipient,
    .language = self->entry->language,
    .link = link,
    .zone = self->zone_name,
    .now = self->now,
  };

  return sptd_invitation_write (&invitation);
}

/* A text in UTF-8, whatever its characters would fit into. */
static GMimePart *
new_text_part (const char *subtype, const char *text)
{
  GMimePart *part = g_mime_part_new_with_type ("text", subtype);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (text, strlen (text));
  g_autoptr (GMimeDataWrapper) content =
      g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

/* As mail programs understand it best: the text and the invitation as alternatives, and the same
 * calendar once more as a file. */
static GMimeMultipart *
compose_body (const SptdLetter *self, const char *text, const char *calendar)
{
  const char *method = self->entry->kind == SPTD_MAIL_BOOKED ? "REQUEST" : "CANCEL";
  GMimeMultipart *mixed = g_mime_multipart_new_with_subtype ("mixed");
  g_autoptr (GMimeMultipart) alternative = g_mime_multipart_new_with_subtype ("alternative");
  g_autoptr (GMimePart) plain = new_text_part ("plain", text);
  g_autoptr (GMimePart) invitation = new_text_part ("calendar", calendar);
  g_autoptr (GMimePart) file = new_text_part ("calendar", calendar);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (invitation), "method", method);
  g_mime_multipart_add (alternative, GMIME_OBJECT (plain));
  g_mime_multipart_add (alternative, GMIME_OBJECT (invitation));
  g_mime_object_set_disposition (GMIME_OBJECT (file), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (file, "sportello.ics");
  g_mime_multipart_add (mixed, GMIME_OBJECT (alternative));
  g_mime_multipart_add (mixed, GMIME_OBJECT (file));
  return mixed;
}

static GBytes *
message_to_bytes (GMimeMessage *message, GError **error)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  g_autoptr (GMimeFormatOptions) options = g_mime_format_options_new ();
  GByteArray *bytes;

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  if (g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream) < 0)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_INTERNAL, "the message cannot be written");
      return NULL;
    }
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (bytes->data, bytes->len);
}

/**
 * sptd_letter_write:
 * @self: what it is made of
 * @error: %SPT_ERROR_INTERNAL
 *
 * Returns: (transfer full) (nullable): the message with CRLF lines
 */
GBytes *
sptd_letter_write (const SptdLetter *self, GError **error)
{
  const SptdTexts *texts = sptd_texts_for (self->entry->language);
  gboolean booked = self->entry->kind == SPTD_MAIL_BOOKED;
  g_autofree char *link = booked && self->entry->token != NULL
                              ? sptd_letter_link (self->entry->visit_id, self->entry->token)
                              : NULL;
  g_autofree char *when = format_when (self, texts);
  g_autofree char *subject =
      sptd_texts_fill (booked ? texts->booked_subject : texts->cancelled_subject,
                       self->appointment->service_name, when, NULL);
  g_autofree char *text = compose_text (self, texts, when, link);
  g_autofree char *calendar = compose_calendar (self, link);
  g_autofree char *id = g_strconcat (self->entry->id, "@sportello", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (self->entry->created_at / SPT_SECOND);
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeMultipart) body = NULL;

  init_gmime ();
  message = g_mime_message_new (TRUE);
  body = compose_body (self, text, calendar);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, self->organization, self->from);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, NULL, self->entry->recipient);
  g_mime_message_set_subject (message, subject, "utf-8");
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, id);
  /* RFC 3834: no out-of-office answers to this. */
  g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
  g_mime_object_set_header (GMIME_OBJECT (message), "Content-Language", texts->language, NULL);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (body));
  return message_to_bytes (message, error);
}
