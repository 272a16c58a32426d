/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *spt_error_text_what (const GError *error);
const char *spt_error_text_advice (const GError *error);
char *spt_error_text (const GError *error);

G_END_DECLS
