/* SPDX-License-Identifier: EUPL-1.2 */
/* Walks the table of routes with everything that is wrong: each answer is a problem+json with a 4xx,
 * none is a 500, and the backend is there afterwards. What is wrong is made from the tables, so that
 * a new route is tested from its first day on. */
#include <string.h>

#include "spt-test-backend.h"
#include "wire/spt-routes.h"
#include "wire/spt-wire-event.h"

#define NOBODY "00000000-0000-4000-8000-000000000000"

typedef struct
{
  SptTestBackend *backend;
  char *citizen;
  char *visit;
  char *other;
  char *operator_token;
  char *holder;
} World;

static char *
hold_token (SptTestBackend *backend)
{
  g_autoptr (GTimeZone) rome = g_time_zone_new_identifier ("Europe/Rome");
  g_autoptr (GDateTime) now = g_date_time_new_now (rome);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *path = g_strdup_printf ("/services/tributi-tari/slots?date=%s", date);
  g_autoptr (SptTestAnswer) slots = spt_test_call (backend, "GET", path, NULL, NULL);
  g_autofree char *start = spt_test_answer_member (slots, "items.0.start");
  g_autofree char *json =
      g_strdup_printf ("{\"service_id\":\"tributi-tari\",\"start\":\"%s\"}", start);
  g_autoptr (SptTestAnswer) hold = spt_test_call (backend, "POST", "/holds", NULL, json);

  g_assert_cmpuint (hold->status, ==, 201);
  return spt_test_answer_member (hold, "token");
}

static void
world_init (World *world)
{
  world->backend = spt_test_backend_new ();
  world->visit = spt_test_book (world->backend, "urp-informazioni", &world->citizen);
  g_free (spt_test_book (world->backend, "tributi-imu", &world->other));
  world->operator_token = spt_test_sign_in (world->backend, "tecnico");
  world->holder = hold_token (world->backend);
}

static void
world_clear (World *world)
{
  g_assert_true (spt_test_backend_is_alive (world->backend));
  g_free (world->citizen);
  g_free (world->visit);
  g_free (world->other);
  g_free (world->operator_token);
  g_free (world->holder);
  spt_test_backend_free (world->backend);
}

/* A token that the route takes. */
static const char *
token_for (const World *world, const SptRoute *route)
{
  if ((route->roles & SPT_ROLE_OPERATOR) != 0)
    return world->operator_token;
  if ((route->roles & SPT_ROLE_CITIZEN) != 0)
    return world->citizen;
  return (route->roles & SPT_ROLE_HOLDER) != 0 ? world->holder : NULL;
}

/* The path with the same identifier for each pair of braces. */
static char *
path_with (const SptRoute *route, const char *id)
{
  const char *const params[] = { id, id, NULL };
  gboolean slug = strstr (route->path, "{service_id}") != NULL;
  const char *const slugs[] = { "no-such-service", NULL };
  g_autofree char *path = spt_route_build_path (route, slug ? slugs : params);

  return g_strdup (path + strlen (SPT_API_ROOT));
}

static void
expect_problem (const SptRoute *route, const char *what, SptTestAnswer *answer)
{
  g_autofree char *code = NULL;
  g_autofree char *status = NULL;

  if (answer->status < 400 || answer->status > 499)
    g_error ("%s: %s: status %u: %s", route->name, what, answer->status, answer->body);
  if (strcmp (route->method, "HEAD") == 0)
    return;
  g_assert_cmpstr (spt_test_answer_header (answer, "Content-Type"), ==, "application/problem+json");
  code = spt_test_answer_member (answer, "code");
  status = spt_test_answer_member (answer, "status");
  g_assert_nonnull (code);
  g_assert_cmpuint (spt_error_from_name (code), !=, SPT_ERROR_BAD_ANSWER);
  g_assert_cmpint (g_ascii_strtoll (status, NULL, 10), ==, answer->status);
  g_assert_nonnull (spt_test_answer_header (answer, "X-RateLimit-Limit"));
}

static void
send_wrong (const World *world, const SptRoute *route, const char *what, const char *json)
{
  g_autofree char *path = path_with (route, world->visit);
  g_autoptr (SptTestAnswer) answer =
      spt_test_call (world->backend, route->method, path, token_for (world, route), json);

  expect_problem (route, what, answer);
}

/* The JSON of a request that is as it should be as far as a table can tell. */
static char *
valid_member (const SptField *field)
{
  switch (field->kind)
    {
    case SPT_KIND_STRING:
      switch (field->format)
        {
        case SPT_FORMAT_ID:
          return g_strdup ("\"" NOBODY "\"");
        case SPT_FORMAT_EMAIL:
          return g_strdup ("\"a@example.org\"");
        case SPT_FORMAT_TELEPHONE:
          return g_strdup ("\"+39 080 123456\"");
        case SPT_FORMAT_LANGUAGE:
          return g_strdup ("\"it\"");
        case SPT_FORMAT_TOKEN:
        case SPT_FORMAT_TEXT:
        case SPT_FORMAT_LINE:
        case SPT_FORMAT_SLUG:
          break;
        }
      {
        g_autofree char *text = g_strnfill ((gsize) MAX (field->min, 1), 'a');

        return g_strdup_printf ("\"%s\"", text);
      }
    case SPT_KIND_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, field->min);
    case SPT_KIND_BOOLEAN:
      return g_strdup ("true");
    case SPT_KIND_INSTANT:
      return g_strdup ("\"2020-01-01T00:00:00Z\"");
    case SPT_KIND_DATE:
      return g_strdup ("\"2020-01-01\"");
    case SPT_KIND_DURATION:
      return g_strdup ("\"PT1M\"");
    case SPT_KIND_ENUM:
      return g_strdup_printf ("\"%s\"", field->values[1]);
    case SPT_KIND_STRINGS:
    case SPT_KIND_LIST:
      return g_strdup ("[]");
    case SPT_KIND_OBJECT:
      break;
    }
  return NULL;
}

static char *valid_object (const SptType *type, const SptField *but, const char *instead);

static char *
any_member (const SptField *field, const SptField *but, const char *instead)
{
  return field->kind == SPT_KIND_OBJECT ? valid_object (field->type, but, instead)
                                        : valid_member (field);
}

/* An object with one field left out, or with something else there. */
static char *
valid_object (const SptType *type, const SptField *but, const char *instead)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      g_autofree char *value = NULL;

      if (field == but && instead == NULL)
        continue;
      value = field == but ? g_strdup (instead) : any_member (field, but, instead);
      g_string_append_printf (json, "%s\"%s\":%s", json->len > 1 ? "," : "", field->name, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
try_field (const World *world, const SptRoute *route, const SptField *field)
{
  static const char *const wrong[] = { "null", "[[]]", "{\"a\":1}", "-1", "1.5", "\"\\u0007\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *json = valid_object (route->request, field, wrong[i]);
      g_autofree char *what = g_strdup_printf ("%s is %s", field->name, wrong[i]);

      send_wrong (world, route, what, json);
    }
  if (field->required)
    {
      g_autofree char *json = valid_object (route->request, field, NULL);

      send_wrong (world, route, field->name, json);
    }
  if (field->kind == SPT_KIND_STRING)
    {
      g_autofree char *text = g_strnfill ((gsize) field->max + 1, 'a');
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", text);
      g_autofree char *json = valid_object (route->request, field, quoted);

      send_wrong (world, route, "too long", json);
    }
}

static void
try_fields (const World *world, const SptRoute *route, const SptType *type)
{
  for (const SptField *field = type->fields; field->name != NULL; field++)
    {
      try_field (world, route, field);
      if (field->kind == SPT_KIND_OBJECT)
        try_fields (world, route, field->type);
    }
}

static void
test_json (void)
{
  static const char *const bad[] = {
    "",   "{",     "[]",         "null",    "\"a\"",    "{\"a\":1,\"a\":2}", "{\"no_such\":1}",
    "{}", "{} {}", "/* a */ {}", "{'a':1}", "\xff\xfe", "{\"a\":01}",        "{\"a\":1e999}"
  };
  World world = { 0 };
  g_autoptr (GString) deep = g_string_new (NULL);

  world_init (&world);
  for (int i = 0; i < 20000; i++)
    g_string_append (deep, "{\"a\":");
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);

      if (route->request_body != SPT_BODY_JSON)
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (bad); j++)
        if (strcmp (bad[j], "{}") != 0 || route->request != &spt_wire_cancellation_type)
          send_wrong (&world, route, bad[j], bad[j]);
      send_wrong (&world, route, "deep", deep->str);
      try_fields (&world, route, route->request);
    }
  world_clear (&world);
}

static void
test_size_and_type (void)
{
  World world = { 0 };
  g_autofree char *text = g_strnfill (3 * 1024 * 1024, ' ');
  g_autoptr (GBytes) large = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) small = g_bytes_new_static ("{}", 2);

  world_init (&world);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);
      g_autofree char *path = path_with (route, world.visit);
      const char *token = token_for (&world, route);
      g_autoptr (SptTestAnswer) much = NULL;
      g_autoptr (SptTestAnswer) strange = NULL;

      if (route->request_body == SPT_BODY_NONE)
        continue;
      much = spt_test_send (world.backend, route->method, path, token,
                            route->media_type != NULL ? route->media_type : "application/json",
                            large, NULL);
      expect_problem (route, "too large", much);
      g_assert_cmpuint (much->status, ==, 413);
      strange =
          spt_test_send (world.backend, route->method, path, token, "text/plain", small, NULL);
      expect_problem (route, "another media type", strange);
      g_assert_cmpuint (strange->status, ==, 415);
    }
  world_clear (&world);
}

static void
test_tokens (void)
{
  World world = { 0 };

  world_init (&world);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);
      g_autofree char *path = path_with (route, world.visit);
      g_autofree char *json =
          route->request != NULL ? valid_object (route->request, NULL, NULL) : NULL;
      const char *wrong_role =
          (route->roles & SPT_ROLE_CITIZEN) != 0 ? world.holder : world.citizen;
      g_autoptr (SptTestAnswer) none = NULL;
      g_autoptr (SptTestAnswer) unknown = NULL;
      g_autoptr (SptTestAnswer) other = NULL;
      g_autoptr (SptTestAnswer) role = NULL;

      if ((route->roles & SPT_ROLE_ANYONE) != 0)
        continue;
      none = spt_test_call (world.backend, route->method, path, NULL, json);
      expect_problem (route, "no token", none);
      g_assert_cmpuint (none->status, ==, 401);
      unknown = spt_test_call (world.backend, route->method, path,
                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", json);
      expect_problem (route, "unknown token", unknown);
      role = spt_test_call (world.backend, route->method, path, wrong_role, json);
      expect_problem (route, "token of another role", role);
      if (strchr (route->path, '{') == NULL)
        continue;
      other = spt_test_call (world.backend, route->method, path, world.other, json);
      expect_problem (route, "another's token", other);
    }
  world_clear (&world);
}

static void
test_identifiers (void)
{
  static const char *const ids[] = {
    NOBODY,      "x", "%00",      "..",
    "%2e%2e%2f", "'", "\xc3\xa9", "00000000-0000-4000-8000-00000000000000000000000000000000"
  };
  World world = { 0 };

  world_init (&world);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);

      for (gsize j = 0; strchr (route->path, '{') != NULL && j < G_N_ELEMENTS (ids); j++)
        {
          g_autofree char *path = path_with (route, ids[j]);
          g_autofree char *json =
              route->request != NULL ? valid_object (route->request, NULL, NULL) : NULL;
          g_autoptr (SptTestAnswer) answer =
              spt_test_call (world.backend, route->method, path, token_for (&world, route), json);

          expect_problem (route, ids[j], answer);
        }
    }
  world_clear (&world);
}

static void
test_methods_and_queries (void)
{
  static const char *const methods[] = {
    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"
  };
  World world = { 0 };

  world_init (&world);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);
      g_autofree char *path = path_with (route, world.visit);
      g_autofree char *query = g_strconcat (path, "?no_such=1", NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (methods); j++)
        {
          g_autofree char *full = g_strconcat (SPT_API_ROOT, path, NULL);
          g_auto (GStrv) params = NULL;
          g_autoptr (SptTestAnswer) answer = NULL;

          if (spt_route_match (methods[j], full, &params, NULL) != NULL)
            continue;
          answer = spt_test_call (world.backend, methods[j], path, token_for (&world, route), NULL);
          g_assert_cmpuint (answer->status, ==, 405);
          g_assert_nonnull (strstr (spt_test_answer_header (answer, "Allow"), route->method));
        }
      if (route->id != SPT_ROUTE_EVENTS && route->request_body == SPT_BODY_NONE)
        {
          g_autoptr (SptTestAnswer) answer =
              spt_test_call (world.backend, route->method, query, token_for (&world, route), NULL);

          expect_problem (route, "unknown query", answer);
        }
    }
  world_clear (&world);
}

static void
test_upload_headers (void)
{
  static const char *const wrong[][7] = {
    { NULL },
    { "Upload-Length", "1", NULL },
    { "Upload-Length", "-1", "Upload-Metadata", "filename YQ==", NULL },
    { "Upload-Length", "0", "Upload-Metadata", "filename YQ==", NULL },
    { "Upload-Length", "99999999999", "Upload-Metadata", "filename YQ==", NULL },
    { "Upload-Length", "99999999999999999999999", "Upload-Metadata", "filename YQ==", NULL },
    { "Upload-Length", "1", "Upload-Metadata", "filename", NULL },
    { "Upload-Length", "1", "Upload-Metadata", "filename Li4vLi4=", NULL },
    { "Upload-Length", "1", "Upload-Metadata", "filename /w==", NULL },
    { "Upload-Length", "1", "Upload-Metadata", "filename YQ==", "Tus-Resumable", "0.2.2", NULL },
  };
  World world = { 0 };
  const SptRoute *route = spt_route_get (SPT_ROUTE_CREATE_DOCUMENT);
  g_autofree char *path = NULL;

  world_init (&world);
  path = path_with (route, world.visit);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (SptTestAnswer) answer =
          spt_test_send (world.backend, "POST", path, world.citizen, NULL, NULL, wrong[i]);

      expect_problem (route, "upload headers", answer);
    }
  world_clear (&world);
}

static void
test_type_by_content (void)
{
  static const char *const create[] = { "Upload-Length", "9", "Upload-Metadata",
                                        "filename YS5wZGY=", NULL };
  static const char *const checksum[] = { "Upload-Offset", "0", "Upload-Checksum",
                                          "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=", NULL };
  static const char *const first[] = { "Upload-Offset", "0", NULL };
  World world = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autofree char *upload = NULL;
  g_autoptr (GBytes) program = g_bytes_new_static ("\x7f"
                                                   "ELF\2\1\1\0\0",
                                                   9);
  g_autoptr (SptTestAnswer) created = NULL;
  g_autoptr (SptTestAnswer) broken = NULL;
  g_autoptr (SptTestAnswer) refused = NULL;
  g_autoptr (SptTestAnswer) after = NULL;
  g_autofree char *code = NULL;

  world_init (&world);
  path = path_with (spt_route_get (SPT_ROUTE_CREATE_DOCUMENT), world.visit);
  created = spt_test_send (world.backend, "POST", path, world.citizen, NULL, NULL, create);
  g_assert_cmpuint (created->status, ==, 201);
  id = spt_test_answer_member (created, "id");
  upload = g_strdup_printf ("/documents/%s", id);
  broken = spt_test_send (world.backend, "PATCH", upload, world.citizen,
                          "application/offset+octet-stream", program, checksum);
  g_assert_cmpuint (broken->status, ==, 460);
  refused = spt_test_send (world.backend, "PATCH", upload, world.citizen,
                           "application/offset+octet-stream", program, first);
  code = spt_test_answer_member (refused, "code");
  g_assert_cmpuint (refused->status, ==, 415);
  g_assert_cmpstr (code, ==, "type_not_allowed");
  after = spt_test_call (world.backend, "HEAD", upload, world.citizen, NULL);
  g_assert_cmpuint (after->status, ==, 404);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/json", test_json);
  g_test_add_func ("/routes/size-and-type", test_size_and_type);
  g_test_add_func ("/routes/tokens", test_tokens);
  g_test_add_func ("/routes/identifiers", test_identifiers);
  g_test_add_func ("/routes/methods-and-queries", test_methods_and_queries);
  g_test_add_func ("/routes/upload-headers", test_upload_headers);
  g_test_add_func ("/routes/type-by-content", test_type_by_content);
  return g_test_run ();
}
