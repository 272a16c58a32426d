/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes the OpenAPI description to the standard output: `spt-openapi > data/openapi.json`. */
#include "config.h"

#include "wire/spt-openapi.h"

int
main (int argc, char **argv)
{
  g_autofree char *text = spt_openapi_write (SPT_VERSION);

  g_print ("%s", text);
  return 0;
}
