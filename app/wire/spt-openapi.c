/* SPDX-License-Identifier: EUPL-1.2 */
/* OpenAPI 3.0.3 by the Italian rules for REST (ModI): x-summary and contact, a described https
 * server, a format on every number, problem+json for every failure, X-RateLimit on every answer,
 * 429 and 503 with Retry-After. */
#include "wire/spt-openapi.h"

#include <string.h>

#include "wire/spt-openapi-schema.h"
#include "wire/spt-routes.h"
#include "wire/spt-wire-event.h"

#define PROJECT_URL "https://github.com/sportello-virtuale/sportello"

/* The headers of answers, by the name of the component. */
static const struct
{
  const char *name;
  const char *about;
  gboolean number;
} headers[] = {
  { "X-RateLimit-Limit", "How many requests the caller may make at once.", TRUE },
  { "X-RateLimit-Remaining", "How many of them are left.", TRUE },
  { "X-RateLimit-Reset", "Seconds until all of them are there again.", TRUE },
  { "X-Request-Id", "The request, as the log has it.", FALSE },
  { "Retry-After", "Seconds until it is worth to try again.", TRUE },
};

static void
begin_member (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

/* === Info === */

static void
add_info (JsonBuilder *builder, const char *version)
{
  begin_member (builder, "info");
  spt_openapi_member (builder, "title", "Sportello");
  spt_openapi_member (builder, "version", version);
  spt_openapi_member (
      builder, "description",
      "The virtual counter of a city: citizens book a video appointment or enter "
      "the queue, operators call them, and both talk, write and exchange documents.");
  spt_openapi_member (builder, "x-summary", "The virtual counter of a city");
  spt_openapi_member (builder, "x-api-id", "6f0c9b7e-6a0e-4f0e-9a43-5d0f3f4c9c11");
  spt_openapi_member (builder, "x-generated-by", "spt-openapi, from the tables of app/wire");
  spt_openapi_member (builder, "termsOfService", PROJECT_URL "/blob/main/LICENSE");
  begin_member (builder, "contact");
  spt_openapi_member (builder, "name", "Sportello");
  spt_openapi_member (builder, "url", PROJECT_URL);
  json_builder_end_object (builder);
  begin_member (builder, "license");
  spt_openapi_member (builder, "name", "EUPL-1.2");
  spt_openapi_member (builder, "url", "https://spdx.org/licenses/EUPL-1.2");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_servers (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "servers");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  spt_openapi_member (builder, "url", "https://{host}" SPT_API_ROOT);
  spt_openapi_member (builder, "description", "The counter of an organization, behind its door.");
  begin_member (builder, "variables");
  begin_member (builder, "host");
  spt_openapi_member (builder, "default", "localhost");
  spt_openapi_member (builder, "description", "Where the organization has its counter.");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_tags (JsonBuilder *builder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);

      if (!g_hash_table_add (seen, (gpointer) route->tag))
        continue;
      json_builder_begin_object (builder);
      spt_openapi_member (builder, "name", route->tag);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* === Requests === */

static void
add_parameter (JsonBuilder *builder,
               const char *where,
               const char *name,
               const char *about,
               gboolean required)
{
  json_builder_begin_object (builder);
  spt_openapi_member (builder, "name", name);
  spt_openapi_member (builder, "in", where);
  spt_openapi_member (builder, "description", about);
  json_builder_set_member_name (builder, "required");
  json_builder_add_boolean_value (builder, required);
}

static void
add_simple_parameter (JsonBuilder *builder,
                      const char *where,
                      const char *name,
                      const char *about,
                      gboolean required,
                      const char *format)
{
  add_parameter (builder, where, name, about, required);
  begin_member (builder, "schema");
  spt_openapi_member (builder, "type", g_strcmp0 (format, "int64") == 0 ? "integer" : "string");
  if (format != NULL)
    spt_openapi_member (builder, "format", format);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_path_parameters (JsonBuilder *builder, const SptRoute *route)
{
  g_auto (GStrv) parts = g_strsplit (route->path, "/", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      gboolean slug;

      if (parts[i][0] != '{')
        continue;
      name = g_strndup (parts[i] + 1, strlen (parts[i]) - 2);
      slug = strcmp (name, "service_id") == 0;
      add_simple_parameter (builder, "path", name, "Which one.", TRUE, slug ? NULL : "uuid");
    }
}

static void
add_header_parameters (JsonBuilder *builder, const SptRoute *route)
{
  if (route->idempotent)
    add_simple_parameter (builder, "header", "Idempotency-Key",
                          "Names the request, 1 to 64 characters: repeated, it changes nothing "
                          "again and is answered as before.",
                          FALSE, NULL);
  if (route->id == SPT_ROUTE_EVENTS)
    add_simple_parameter (builder, "header", "Last-Event-ID",
                          "The last event that arrived; what came behind it is sent again.", FALSE,
                          NULL);
  if (route->id == SPT_ROUTE_CREATE_DOCUMENT)
    {
      add_simple_parameter (builder, "header", "Upload-Length", "The document's size in bytes.",
                            TRUE, "int64");
      add_simple_parameter (builder, "header", "Upload-Metadata",
                            "`filename` and its base64, as tus has it.", TRUE, NULL);
    }
  if (route->id == SPT_ROUTE_APPEND_DOCUMENT)
    {
      add_simple_parameter (builder, "header", "Upload-Offset", "How many bytes have arrived.",
                            TRUE, "int64");
      add_simple_parameter (builder, "header", "Upload-Checksum",
                            "`sha256` or `sha1` and the digest of the piece in base64.", FALSE,
                            NULL);
    }
}

static void
add_parameters (JsonBuilder *builder, const SptRoute *route)
{
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  add_path_parameters (builder, route);
  for (const SptField *field = route->query != NULL ? route->query->fields : NULL;
       field != NULL && field->name != NULL; field++)
    {
      add_parameter (builder, "query", field->name, field->doc, field->required);
      json_builder_set_member_name (builder, "schema");
      spt_openapi_field_schema (builder, field);
      json_builder_end_object (builder);
    }
  add_header_parameters (builder, route);
  json_builder_end_array (builder);
}

static void
add_content (JsonBuilder *builder, const char *media_type, const SptType *type)
{
  begin_member (builder, "content");
  begin_member (builder, media_type);
  begin_member (builder, "schema");
  if (type != NULL)
    {
      g_autofree char *reference = g_strconcat ("#/components/schemas/", type->name, NULL);

      spt_openapi_member (builder, "$ref", reference);
    }
  else
    {
      spt_openapi_member (builder, "type", "string");
      spt_openapi_member (builder, "format", "binary");
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_request_body (JsonBuilder *builder, const SptRoute *route)
{
  if (route->request_body == SPT_BODY_NONE)
    return;
  begin_member (builder, "requestBody");
  json_builder_set_member_name (builder, "required");
  json_builder_add_boolean_value (builder, TRUE);
  add_content (builder,
               route->request_body == SPT_BODY_JSON ? "application/json" : route->media_type,
               route->request);
  json_builder_end_object (builder);
}

/* === Answers === */

static void
add_headers (JsonBuilder *builder, gboolean retry)
{
  begin_member (builder, "headers");
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *reference = g_strconcat ("#/components/headers/", headers[i].name, NULL);

      if (!retry && strcmp (headers[i].name, "Retry-After") == 0)
        continue;
      begin_member (builder, headers[i].name);
      spt_openapi_member (builder, "$ref", reference);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_success (JsonBuilder *builder, const SptRoute *route)
{
  g_autofree char *status = g_strdup_printf ("%u", route->status);

  begin_member (builder, status);
  spt_openapi_member (builder, "description", "It is done.");
  add_headers (builder, FALSE);
  if (route->answer_body == SPT_BODY_JSON)
    add_content (builder, "application/json", route->answer);
  else if (route->answer_body == SPT_BODY_EVENTS)
    add_content (builder, route->media_type, route->answer);
  else if (route->answer_body == SPT_BODY_BYTES)
    add_content (builder, route->media_type, NULL);
  json_builder_end_object (builder);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (int) GPOINTER_TO_UINT (a) - (int) GPOINTER_TO_UINT (b);
}

static void
note_error (GHashTable *by_status, SptError code)
{
  gpointer status = GUINT_TO_POINTER (spt_error_status (code));
  GString *names = g_hash_table_lookup (by_status, status);

  if (names == NULL)
    {
      names = g_string_new (NULL);
      g_hash_table_insert (by_status, status, names);
    }
  g_string_append_printf (names, "%s`%s`: %s.", names->len > 0 ? " " : "", spt_error_name (code),
                          spt_error_title (code));
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

/* What may go wrong with a route, by status: what always may, and its own. */
static GHashTable *
errors_of (const SptRoute *route)
{
  GHashTable *by_status = g_hash_table_new_full (NULL, NULL, NULL, free_string);
  gboolean body = route->request_body != SPT_BODY_NONE;

  note_error (by_status, SPT_ERROR_BAD_REQUEST);
  if (route->request_body == SPT_BODY_JSON)
    note_error (by_status, SPT_ERROR_BAD_JSON);
  if (body || route->query != NULL || route->id == SPT_ROUTE_CREATE_DOCUMENT)
    note_error (by_status, SPT_ERROR_INVALID_FIELD);
  if (body)
    {
      note_error (by_status, SPT_ERROR_TOO_LARGE);
      note_error (by_status, SPT_ERROR_UNSUPPORTED_MEDIA_TYPE);
    }
  if ((route->roles & SPT_ROLE_ANYONE) == 0)
    {
      note_error (by_status, SPT_ERROR_UNAUTHENTICATED);
      note_error (by_status, SPT_ERROR_FORBIDDEN);
    }
  if (strchr (route->path, '{') != NULL)
    note_error (by_status, SPT_ERROR_NOT_FOUND);
  if (route->idempotent)
    note_error (by_status, SPT_ERROR_IDEMPOTENCY_MISMATCH);
  for (gsize i = 0; i < SPT_ROUTE_MAX_ERRORS && route->errors[i] != SPT_ERROR_INTERNAL; i++)
    if (!body || route->errors[i] != SPT_ERROR_TOO_LARGE)
      note_error (by_status, route->errors[i]);
  note_error (by_status, SPT_ERROR_RATE_LIMITED);
  note_error (by_status, SPT_ERROR_INTERNAL);
  note_error (by_status, SPT_ERROR_OVERLOADED);
  return by_status;
}

static void
add_responses (JsonBuilder *builder, const SptRoute *route)
{
  g_autoptr (GHashTable) errors = errors_of (route);
  g_autoptr (GList) statuses = g_list_sort (g_hash_table_get_keys (errors), compare_numbers);

  begin_member (builder, "responses");
  add_success (builder, route);
  for (GList *l = statuses; l != NULL; l = l->next)
    {
      guint status = GPOINTER_TO_UINT (l->data);
      GString *about = g_hash_table_lookup (errors, l->data);
      g_autofree char *name = g_strdup_printf ("%u", status);

      begin_member (builder, name);
      spt_openapi_member (builder, "description", about->str);
      add_headers (builder, status == 429 || status == 503);
      add_content (builder, "application/problem+json", &spt_wire_problem_type);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_security (JsonBuilder *builder, const SptRoute *route)
{
  static const struct
  {
    SptRole role;
    const char *name;
  } schemes[] = {
    { SPT_ROLE_HOLDER, "holder" },
    { SPT_ROLE_CITIZEN, "citizen" },
    { SPT_ROLE_OPERATOR, "operator" },
  };

  json_builder_set_member_name (builder, "security");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if ((route->roles & schemes[i].role) == 0)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, schemes[i].name);
      json_builder_begin_array (builder);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* === The whole === */

static void
add_operation (JsonBuilder *builder, const SptRoute *route)
{
  g_autofree char *method = g_ascii_strdown (route->method, -1);

  begin_member (builder, method);
  spt_openapi_member (builder, "operationId", route->name);
  spt_openapi_member (builder, "summary", route->summary);
  spt_openapi_member (builder, "description", route->summary);
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, route->tag);
  json_builder_end_array (builder);
  add_parameters (builder, route);
  add_request_body (builder, route);
  add_responses (builder, route);
  add_security (builder, route);
  json_builder_end_object (builder);
}

static void
add_paths (JsonBuilder *builder)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  begin_member (builder, "paths");
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const char *path = spt_route_get ((SptRouteId) i)->path;

      if (!g_hash_table_add (done, (gpointer) path))
        continue;
      begin_member (builder, path);
      for (int j = i; j < SPT_N_ROUTES; j++)
        if (strcmp (spt_route_get ((SptRouteId) j)->path, path) == 0)
          add_operation (builder, spt_route_get ((SptRouteId) j));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_security_schemes (JsonBuilder *builder)
{
  static const char *const schemes[][2] = {
    { "holder", "The token of a hold." },
    { "citizen", "The token of a visit; it opens nothing else." },
    { "operator", "The token of an operator's session." },
  };

  begin_member (builder, "securitySchemes");
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      begin_member (builder, schemes[i][0]);
      spt_openapi_member (builder, "type", "http");
      spt_openapi_member (builder, "scheme", "bearer");
      spt_openapi_member (builder, "description", schemes[i][1]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_components (JsonBuilder *builder)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);

  spt_openapi_collect (types, &spt_wire_problem_type);
  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      spt_openapi_collect (types, spt_route_get ((SptRouteId) i)->request);
      spt_openapi_collect (types, spt_route_get ((SptRouteId) i)->answer);
    }
  begin_member (builder, "components");
  add_security_schemes (builder);
  begin_member (builder, "headers");
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      begin_member (builder, headers[i].name);
      spt_openapi_member (builder, "description", headers[i].about);
      begin_member (builder, "schema");
      spt_openapi_member (builder, "type", headers[i].number ? "integer" : "string");
      spt_openapi_member (builder, "format", headers[i].number ? "int32" : "uuid");
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "schemas");
  spt_openapi_schemas (builder, types);
  json_builder_end_object (builder);
}

/**
 * spt_openapi_write:
 * @version: the program's version
 *
 * Returns: (transfer full): the OpenAPI 3.0.3 description of all routes, as JSON that people can
 *   read, with a line feed at the end
 */
char *
spt_openapi_write (const char *version)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  spt_openapi_member (builder, "openapi", "3.0.3");
  add_info (builder, version);
  add_servers (builder);
  add_tags (builder);
  add_paths (builder);
  add_components (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}
