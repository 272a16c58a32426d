/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
spt_json_scan (const char *text, gsize length, gsize max_length, guint max_depth, GError **error);

G_END_DECLS
