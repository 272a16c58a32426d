/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sptd_codice_fiscale_normalize (const char *text);

G_END_DECLS
