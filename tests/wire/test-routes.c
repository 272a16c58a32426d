/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "wire/spt-routes.h"

#define UUID "6f0c9b7e-6a0e-4f0e-9a43-5d0f3f4c9c11"

/* Each path that is built leads back to its route. */
static void
test_round_trip (void)
{
  const char *const params[] = { UUID, UUID, NULL };

  for (int i = 0; i < SPT_N_ROUTES; i++)
    {
      const SptRoute *route = spt_route_get ((SptRouteId) i);
      g_autofree char *path = spt_route_build_path (route, params);
      g_auto (GStrv) found = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (route->id, ==, i);
      g_assert_true (spt_route_match (route->method, path, &found, &error) == route);
      g_assert_no_error (error);
      if (strchr (route->path, '{') != NULL)
        g_assert_cmpstr (found[0], ==, UUID);
      else
        g_assert_null (found[0]);
    }
}

static void
expect (const char *method, const char *path, SptError code)
{
  g_auto (GStrv) params = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (spt_route_match (method, path, &params, &error));
  g_assert_error (error, SPT_ERROR, (int) code);
}

static void
test_refused (void)
{
  expect ("GET", "/", SPT_ERROR_NOT_FOUND);
  expect ("GET", SPT_API_ROOT, SPT_ERROR_NOT_FOUND);
  expect ("GET", SPT_API_ROOT "/", SPT_ERROR_NOT_FOUND);
  expect ("GET", SPT_API_ROOT "/status/", SPT_ERROR_NOT_FOUND);
  expect ("GET", SPT_API_ROOT "//status", SPT_ERROR_NOT_FOUND);
  expect ("POST", SPT_API_ROOT "/status", SPT_ERROR_METHOD_NOT_ALLOWED);
  expect ("get", SPT_API_ROOT "/status", SPT_ERROR_METHOD_NOT_ALLOWED);
  expect ("GET", SPT_API_ROOT "/appointments/x", SPT_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/round-trip", test_round_trip);
  g_test_add_func ("/routes/refused", test_refused);
  return g_test_run ();
}
