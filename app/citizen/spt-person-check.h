/* SPDX-License-Identifier: EUPL-1.2 */
/* What is wrong with personal data, before they are sent. Each returns a translated sentence that says
 * what to write, or NULL where nothing is wrong. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *spt_check_name (const char *text);
const char *spt_check_surname (const char *text);
const char *spt_check_email (const char *text, gboolean required);
const char *spt_check_address (const char *text, gboolean required);
const char *spt_check_telephone (const char *text);
const char *spt_check_codice_fiscale (const char *text);
const char *spt_check_reason (const char *text);
char *spt_tidy_codice_fiscale (const char *text);

G_END_DECLS
