/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/spt-log.h"

static void
test_request (void)
{
  const SptLogRequest request = {
    .at = 1795429800 * SPT_SECOND,
    .method = "GET",
    .path = "/rest/sportello/v1/status",
    .status = 200,
    .address = "127.0.0.1",
    .role = "citizen",
    .subject = "00000000-0000-4000-8000-000000000000",
    .id = "11111111-0000-4000-8000-000000000000",
    .duration = 1500,
  };
  g_autofree char *line = spt_log_request_format (&request);

  g_assert_cmpstr (line, ==,
                   "2026-11-23T10:30:00Z GET /rest/sportello/v1/status 200 127.0.0.1 "
                   "citizen:00000000-0000-4000-8000-000000000000 "
                   "11111111-0000-4000-8000-000000000000 1.5 ms");
}

/* What a peer sends cannot make a line of its own, nor a line without end. */
static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');
  SptLogRequest request = {
    .method = "GET",
    .path = "/\n2026 GET / 200\r\x1b[2J\xff b",
    .address = "127.0.0.1",
    .role = "anyone",
    .id = "-",
  };
  g_autofree char *line = spt_log_request_format (&request);
  g_autofree char *longer = NULL;

  g_assert_true (g_utf8_validate (line, -1, NULL));
  for (const char *p = line; *p != '\0'; p++)
    g_assert_false (g_ascii_iscntrl (*p));
  request.path = endless;
  longer = spt_log_request_format (&request);
  g_assert_cmpuint (strlen (longer), <, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/request", test_request);
  g_test_add_func ("/log/hostile", test_hostile);
  return g_test_run ();
}
