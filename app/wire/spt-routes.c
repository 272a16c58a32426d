/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-routes.h"

#include <string.h>

#include "base/spt-id.h"
#include "wire/spt-route-table.h"

/**
 * spt_route_get:
 * @id: a route
 *
 * Returns: (transfer none): its entry in the table
 */
const SptRoute *
spt_route_get (SptRouteId id)
{
  g_return_val_if_fail (id < SPT_N_ROUTES, NULL);

  return &spt_route_table[id];
}

/* Compares one path with one template; what stands for the braces goes to @params. */
static gboolean
path_matches (const char *template, const char *path, GPtrArray *params)
{
  g_auto (GStrv) wanted = g_strsplit (template, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);

  g_ptr_array_set_size (params, 0);
  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (wanted[i][0] == '{' && given[i][0] != '\0')
        g_ptr_array_add (params, g_strdup (given[i]));
      else if (strcmp (wanted[i], given[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
param_is_valid (const SptRoute *route, const char *param)
{
  SptFormat format = strstr (route->path, "{service_id}") != NULL ? SPT_FORMAT_SLUG : SPT_FORMAT_ID;

  return strlen (param) <= 64 && spt_wire_string_has_format (param, format);
}

/**
 * spt_route_match:
 * @method: an HTTP method
 * @path: the path of a URL, percent-decoded, with %SPT_API_ROOT
 * @params: (out) (transfer full) (array zero-terminated=1): what stands for the braces, in order
 * @error: %SPT_ERROR_NOT_FOUND, or %SPT_ERROR_METHOD_NOT_ALLOWED where the path is one of another
 *   method
 *
 * Returns: (transfer none) (nullable): the route
 */
const SptRoute *
spt_route_match (const char *method, const char *path, char ***params, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  gboolean other_method = FALSE;

  *params = NULL;
  if (!g_str_has_prefix (path, SPT_API_ROOT "/"))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "no such path");
      return NULL;
    }
  path += strlen (SPT_API_ROOT);
  for (gsize i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = &spt_route_table[i];

      if (!path_matches (route->path, path, found))
        continue;
      if (strcmp (route->method, method) != 0)
        {
          other_method = TRUE;
          continue;
        }
      if (found->len > 0 && !param_is_valid (route, g_ptr_array_index (found, 0)))
        break;
      g_ptr_array_add (found, NULL);
      *params = (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
      return route;
    }
  if (other_method)
    g_set_error (error, SPT_ERROR, SPT_ERROR_METHOD_NOT_ALLOWED, "not a method of this path");
  else
    g_set_error_literal (error, SPT_ERROR, SPT_ERROR_NOT_FOUND, "no such path");
  return NULL;
}

/**
 * spt_route_build_path:
 * @route: a route
 * @params: (nullable) (array zero-terminated=1): what stands for the braces, in order
 *
 * Returns: (transfer full): the path with %SPT_API_ROOT, percent-encoded
 */
char *
spt_route_build_path (const SptRoute *route, const char *const *params)
{
  g_autoptr (GString) path = g_string_new (SPT_API_ROOT);

  for (const char *p = route->path; *p != '\0'; p++)
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;

      if (close == NULL)
        {
          g_string_append_c (path, *p);
          continue;
        }
      g_return_val_if_fail (params != NULL && *params != NULL, NULL);
      g_string_append_uri_escaped (path, *params++, NULL, FALSE);
      p = close;
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}
