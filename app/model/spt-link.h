/* SPDX-License-Identifier: EUPL-1.2 */
/* The links of the mails. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean spt_link_is_link (const char *text);
gboolean spt_link_parse (const char *text, char **visit_id, char **token);

G_END_DECLS
