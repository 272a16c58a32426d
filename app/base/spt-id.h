/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A random version 4 UUID in lower case. */
#define SPT_ID_LENGTH 36

/* 256 random bits as URL-safe base64 without padding. */
#define SPT_TOKEN_LENGTH 43

/* Ten symbols of five bits and two hyphens: `K7QF-2M9T-6W`. */
#define SPT_CODE_LENGTH 12

void spt_random_bytes (guint8 *buffer, gsize length);

char *spt_id_new (void);
char *spt_token_new (void);
char *spt_code_new (void);

gboolean spt_id_is_valid (const char *text);
gboolean spt_token_is_valid (const char *text);
char *spt_code_normalize (const char *text);

G_END_DECLS
