/* SPDX-License-Identifier: EUPL-1.2 */
/* The description of the interface for others, made from the tables of routes and types. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *spt_openapi_write (const char *version);

G_END_DECLS
