/* SPDX-License-Identifier: EUPL-1.2 */
/* The codec, over every type that a route, a problem or an event has: what is made from the tables
 * goes to JSON and back and is the same. */
#include <string.h>

#include "wire/spt-routes.h"
#include "wire/spt-wire-event.h"

#define UUID "6f0c9b7e-6a0e-4f0e-9a43-5d0f3f4c9c11"

static void fill (const SptType *type, gpointer value, int depth);

static char *
sample_string (const SptField *field)
{
  switch (field->format)
    {
    case SPT_FORMAT_ID:
      return g_strdup (UUID);
    case SPT_FORMAT_EMAIL:
      return g_strdup ("a.b@example.org");
    case SPT_FORMAT_TELEPHONE:
      return g_strdup ("+39 080 123456");
    case SPT_FORMAT_LANGUAGE:
      return g_strdup ("it-IT");
    case SPT_FORMAT_SLUG:
    case SPT_FORMAT_TOKEN:
      return g_strnfill ((gsize) MAX (field->min, 1), 'a');
    case SPT_FORMAT_TEXT:
    case SPT_FORMAT_LINE:
      break;
    }
  if (field->max < 4)
    return g_strnfill ((gsize) MAX (field->min, 1), 'b');
  {
    g_autofree char *rest = g_strnfill ((gsize) MAX (field->min - 4, 0), 'b');

    return g_strconcat ("è\"\\𝄞", rest, NULL);
  }
}

static void
fill_field (const SptField *field, gpointer value, int depth)
{
  gpointer member = (char *) value + field->offset;

  switch (field->kind)
    {
    case SPT_KIND_STRING:
      *(char **) member = sample_string (field);
      break;
    case SPT_KIND_DATE:
      *(char **) member = g_strdup ("2026-11-23");
      break;
    case SPT_KIND_INTEGER:
    case SPT_KIND_DURATION:
      *(gint64 *) member = field->max;
      break;
    case SPT_KIND_BOOLEAN:
      *(gboolean *) member = TRUE;
      break;
    case SPT_KIND_INSTANT:
      *(gint64 *) member = 1795429800123456;
      break;
    case SPT_KIND_ENUM:
      *(int *) member = 1;
      break;
    case SPT_KIND_STRINGS:
      *(GStrv *) member = g_strsplit (field->format == SPT_FORMAT_ID ? UUID : "a,b", ",", -1);
      break;
    case SPT_KIND_OBJECT:
      *(gpointer *) member = spt_wire_new (field->type);
      fill (field->type, *(gpointer *) member, depth + 1);
      break;
    case SPT_KIND_LIST:
      *(GPtrArray **) member = spt_wire_list_new (field->type);
      g_ptr_array_add (*(GPtrArray **) member, spt_wire_new (field->type));
      fill (field->type, g_ptr_array_index (*(GPtrArray **) member, 0), depth + 1);
      break;
    }
}

static void
fill (const SptType *type, gpointer value, int depth)
{
  g_assert_cmpint (depth, <, 10);
  for (const SptField *field = type->fields; field->name != NULL; field++)
    fill_field (field, value, depth);
}

static void
check_round_trip (const SptType *type)
{
  gpointer value = spt_wire_new (type);
  gpointer read = NULL;
  gpointer copy = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) of_copy = NULL;
  g_autoptr (GError) error = NULL;

  fill (type, value, 0);
  json = spt_wire_write (type, value);
  read = spt_wire_parse (type, json, SPT_PARSE_REQUEST, &error);
  if (error != NULL)
    g_error ("%s: %s: %s", type->name, spt_error_get_field (error), error->message);
  again = spt_wire_write (type, read);
  copy = spt_wire_copy (type, read);
  of_copy = spt_wire_write (type, copy);
  g_assert_true (g_bytes_equal (json, again));
  g_assert_true (g_bytes_equal (json, of_copy));
  spt_wire_free (type, value);
  spt_wire_free (type, read);
  spt_wire_free (type, copy);
}

static void
test_round_trip (void)
{
  check_round_trip (&spt_wire_problem_type);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);

      if (route->request != NULL)
        check_round_trip (route->request);
      if (route->answer != NULL)
        check_round_trip (route->answer);
    }
}

static gpointer
parse (const SptType *type, const char *json, SptParseMode mode, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return spt_wire_parse (type, bytes, mode, error);
}

static void
expect_field (const char *json, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (&spt_wire_ticket_request_type, json, SPT_PARSE_REQUEST, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
  g_assert_cmpstr (spt_error_get_field (error), ==, field);
}

static void
test_names_the_field (void)
{
  expect_field ("{}", "service_id");
  expect_field ("{\"service_id\":1}", "service_id");
  expect_field ("{\"service_id\":\"Capital\"}", "service_id");
  expect_field ("{\"service_id\":\"a\"}", "person");
  expect_field ("{\"service_id\":\"a\",\"person\":[]}", "person");
  expect_field ("{\"service_id\":\"a\",\"person\":{}}", "person.name");
  expect_field (
      "{\"service_id\":\"a\",\"person\":{\"name\":\"a\",\"surname\":\"b\",\"email\":\"c\"}}",
      "person.email");
  expect_field ("{\"service_id\":\"a\",\"person\":{\"name\":\"a\\u0007\",\"surname\":\"b\"}}",
                "person.name");
  expect_field ("{\"service_id\":\"a\",\"person\":{\"name\":\"a\",\"surname\":\"b\"},"
                "\"channel\":\"smoke\"}",
                "channel");
  expect_field ("{\"service_id\":\"a\",\"person\":{\"name\":\"a\",\"surname\":\"b\"},"
                "\"channel\":\"video\",\"consent\":\"1\",\"assistance\":1}",
                "assistance");
  expect_field ("{\"service_id\":\"a\",\"extra\":1}", "extra");
}

/* A request is read strictly; an answer may come from a later version. */
static void
test_modes (void)
{
  const char *json = "{\"status\":\"ok\",\"version\":\"1\",\"time\":\"2026-11-23T10:30:00Z\","
                     "\"mood\":\"good\"}";
  const char *event = "{\"kind\":\"no-such-kind\",\"at\":\"2026-11-23T10:30:00Z\"}";
  g_autoptr (SptWireStatus) answer = parse (&spt_wire_status_type, json, SPT_PARSE_ANSWER, NULL);
  g_autoptr (SptWireEvent) later = parse (&spt_wire_event_type, event, SPT_PARSE_ANSWER, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpstr (answer->status, ==, "ok");
  g_assert_null (parse (&spt_wire_status_type, json, SPT_PARSE_REQUEST, NULL));
  g_assert_nonnull (later);
  g_assert_cmpint (later->kind, ==, SPT_EVENT_UNSET);
  g_assert_null (parse (&spt_wire_event_type, event, SPT_PARSE_REQUEST, NULL));
}

static void
test_bounds (void)
{
  g_autofree char *spaces = g_strnfill (SPT_WIRE_MAX_REQUEST, ' ');
  g_autofree char *large = g_strconcat ("{}", spaces, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (&spt_wire_cancellation_type, large, SPT_PARSE_REQUEST, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_TOO_LARGE);
}

static void
test_query (void)
{
  g_autoptr (GHashTable) strings = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SptWireServiceQuery) query = NULL;
  g_autoptr (GHashTable) back = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (strings, (gpointer) "office_id", (gpointer) "urp");
  query = spt_wire_from_strings (&spt_wire_service_query_type, strings, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (query->office_id, ==, "urp");
  back = spt_wire_to_strings (&spt_wire_service_query_type, query);
  g_assert_cmpstr (g_hash_table_lookup (back, "office_id"), ==, "urp");
  g_hash_table_insert (strings, (gpointer) "other", (gpointer) "1");
  g_assert_null (spt_wire_from_strings (&spt_wire_service_query_type, strings, &error));
  g_assert_error (error, SPT_ERROR, SPT_ERROR_INVALID_FIELD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/round-trip", test_round_trip);
  g_test_add_func ("/codec/names-the-field", test_names_the_field);
  g_test_add_func ("/codec/modes", test_modes);
  g_test_add_func ("/codec/bounds", test_bounds);
  g_test_add_func ("/codec/query", test_query);
  return g_test_run ();
}
