/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages are read back by the libraries that others read them with. */
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <libical/ical.h>
#include <string.h>

#include "backend/mail/sptd-message.h"
#include "backend/mail/sptd-transport.h"
#include "base/spt-clock.h"

#define VISIT "20a8d441-b456-4437-8a7d-18517f3bdba8"
#define TOKEN "4mUV5ylYps4IkM606HB7hUHJ9T2HjuDr7rQb-ED246A"

static SptWireAppointment *
new_appointment (void)
{
  SptWireAppointment *appointment = spt_wire_appointment_new ();
  SptWireRequirement *requirement = spt_wire_requirement_new ();

  appointment->id = g_strdup (VISIT);
  appointment->code = g_strdup ("R116-BVHF-47");
  appointment->office_name = g_strdup ("Ufficio Tributi");
  appointment->service_name = g_strdup ("IMU, città e dintorni");
  appointment->channel = SPT_CHANNEL_VIDEO;
  appointment->state = SPT_APPOINTMENT_BOOKED;
  /* 24 November 2026, 10:30 in Rome. */
  appointment->start = 1795512600 * SPT_SECOND;
  appointment->end = appointment->start + 15 * SPT_MINUTE;
  appointment->version = 1;
  appointment->person = spt_wire_person_new ();
  appointment->person->name = g_strdup ("Nicolò");
  appointment->person->surname = g_strdup ("Prova");
  requirement->name = g_strdup ("Avviso ricevuto");
  requirement->necessary = TRUE;
  appointment->requirements = spt_wire_list_new (&spt_wire_requirement_type);
  g_ptr_array_add (appointment->requirements, requirement);
  return appointment;
}

static GBytes *
write_letter (SptdMailKind kind, const char *language, SptWireAppointment *appointment)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  const SptdOutboxEntry entry = {
    .id = (char *) "f78b64fa-9996-4395-9c70-2d5df2e6fa6c",
    .kind = kind,
    .visit_id = (char *) VISIT,
    .recipient = (char *) "nicolo@example.org",
    .language = (char *) language,
    .created_at = 1795429800 * SPT_SECOND,
    .token = (char *) (kind == SPTD_MAIL_BOOKED ? TOKEN : NULL),
  };
  const SptdLetter letter = {
    .entry = &entry,
    .appointment = appointment,
    .organization = "Comune di Bari",
    .from = "sportello@localhost",
    .zone = zone,
    .zone_name = "Europe/Rome",
    .now = 1795429800 * SPT_SECOND,
  };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sptd_letter_write (&letter, &error);

  g_assert_no_error (error);
  return bytes;
}

static GMimeMessage *
read_letter (GBytes *bytes)
{
  GMimeStream *stream =
      g_mime_stream_mem_new_with_buffer (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_object_unref (parser);
  g_object_unref (stream);
  g_assert_nonnull (message);
  return message;
}

static char *
part_text (GMimeObject *part)
{
  GMimeStream *stream = g_mime_stream_mem_new ();
  GByteArray *bytes;
  char *text;

  g_mime_data_wrapper_write_to_stream (g_mime_part_get_content (GMIME_PART (part)), stream);
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  text = g_strndup ((const char *) bytes->data, bytes->len);
  g_object_unref (stream);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return text;
}

static void
check_calendar (const char *text, icalproperty_method method, int sequence)
{
  icalcomponent *calendar = icalparser_parse_string (text);
  icalcomponent *event;
  struct icaltimetype start;

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_true (icalrestriction_check (calendar));
  g_assert_cmpint (icalcomponent_get_method (calendar), ==, method);
  g_assert_nonnull (icalcomponent_get_first_component (calendar, ICAL_VTIMEZONE_COMPONENT));
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (event);
  g_assert_cmpstr (icalcomponent_get_uid (event), ==, VISIT "@sportello");
  g_assert_cmpint (icalcomponent_get_sequence (event), ==, sequence);
  start = icalcomponent_get_dtstart (event);
  g_assert_cmpint (start.hour, ==, 10);
  g_assert_cmpint (start.minute, ==, 30);
  g_assert_false (icaltime_is_utc (start));
  g_assert_nonnull (strstr (text, "DTSTART;TZID=Europe/Rome:20261124T103000\r\n"));
  g_assert_cmpint (icaltime_as_timet_with_zone (start, start.zone), ==, 1795512600);
  /* The zone as it is, not as it was since 1866. */
  g_assert_null (strstr (text, "TZNAME:RMT"));
  icalcomponent_free (calendar);
}

static void
test_booked (void)
{
  g_autoptr (SptWireAppointment) appointment = new_appointment ();
  g_autoptr (GBytes) bytes = write_letter (SPTD_MAIL_BOOKED, "it", appointment);
  GMimeMessage *message = read_letter (bytes);
  GMimeMultipart *mixed = GMIME_MULTIPART (g_mime_message_get_mime_part (message));
  GMimeMultipart *alternative = GMIME_MULTIPART (g_mime_multipart_get_part (mixed, 0));
  GMimeObject *calendar = g_mime_multipart_get_part (alternative, 1);
  g_autofree char *text = part_text (g_mime_multipart_get_part (alternative, 0));
  g_autofree char *invitation = part_text (calendar);

  g_assert_cmpstr (g_mime_message_get_subject (message), ==,
                   "Appuntamento confermato: IMU, città e dintorni, martedì 24 novembre 2026, "
                   "ore 10:30");
  g_assert_cmpstr (g_mime_object_get_header (GMIME_OBJECT (message), "Auto-Submitted"), ==,
                   "auto-generated");
  g_assert_nonnull (strstr (text, "Gentile Nicolò Prova,"));
  g_assert_nonnull (strstr (text, "R116-BVHF-47"));
  g_assert_nonnull (strstr (text, "Avviso ricevuto (necessario)"));
  g_assert_nonnull (strstr (text, "sportello:appointment/" VISIT "#" TOKEN));
  g_assert_cmpstr (g_mime_object_get_content_type_parameter (calendar, "method"), ==, "REQUEST");
  g_assert_cmpstr (g_mime_part_get_filename (GMIME_PART (g_mime_multipart_get_part (mixed, 1))), ==,
                   "sportello.ics");
  check_calendar (invitation, ICAL_METHOD_REQUEST, 0);
  g_object_unref (message);
}

static void
test_cancelled (void)
{
  g_autoptr (SptWireAppointment) appointment = new_appointment ();
  g_autoptr (GBytes) bytes = NULL;
  GMimeMessage *message;
  GMimeMultipart *alternative;
  g_autofree char *text = NULL;
  g_autofree char *invitation = NULL;

  appointment->state = SPT_APPOINTMENT_CANCELLED;
  appointment->version = 2;
  bytes = write_letter (SPTD_MAIL_CANCELLED, "en-GB", appointment);
  message = read_letter (bytes);
  alternative = GMIME_MULTIPART (
      g_mime_multipart_get_part (GMIME_MULTIPART (g_mime_message_get_mime_part (message)), 0));
  text = part_text (g_mime_multipart_get_part (alternative, 0));
  invitation = part_text (g_mime_multipart_get_part (alternative, 1));
  g_assert_true (
      g_str_has_prefix (g_mime_message_get_subject (message), "Appointment cancelled: "));
  g_assert_null (strstr (text, "sportello:"));
  g_assert_nonnull (strstr (invitation, "STATUS:CANCELLED"));
  check_calendar (invitation, ICAL_METHOD_CANCEL, 1);
  g_object_unref (message);
}

/* What a citizen calls himself cannot add a header to the message. */
static void
test_hostile_name (void)
{
  g_autoptr (SptWireAppointment) appointment = new_appointment ();
  g_autoptr (GBytes) bytes = NULL;
  GMimeMessage *message;

  g_free (appointment->service_name);
  appointment->service_name = g_strdup ("a\r\nBcc: all@example.org");
  g_free (appointment->person->name);
  appointment->person->name = g_strdup ("{1}\r\n.\r\nQUIT");
  bytes = write_letter (SPTD_MAIL_BOOKED, "it", appointment);
  message = read_letter (bytes);
  g_assert_null (g_mime_object_get_header (GMIME_OBJECT (message), "Bcc"));
  g_object_unref (message);
}

static void
test_file_transport (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sportello-mail-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "mail", NULL);
  g_autofree char *path = g_build_filename (below, "20261123T103000Z-id.eml", NULL);
  g_autoptr (SptdMailTransport) transport = sptd_file_transport_new (below);
  g_autoptr (GBytes) message = g_bytes_new_static ("text", 4);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  GStatBuf info;

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (sptd_mail_transport_send (transport, "id", 1795429800 * SPT_SECOND,
                                               "a@example.org", message, &error));
      g_assert_no_error (error);
    }
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "text");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_unlink (path);
  g_rmdir (below);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_mime_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/booked", test_booked);
  g_test_add_func ("/mail/cancelled", test_cancelled);
  g_test_add_func ("/mail/hostile-name", test_hostile_name);
  g_test_add_func ("/mail/file-transport", test_file_transport);
  return g_test_run ();
}
