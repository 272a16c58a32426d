/* SPDX-License-Identifier: EUPL-1.2 */
/* What is kept secret: sealing under a key, the master key's file, passwords. All by libsodium. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The length of a key in bytes, and by how much sealing lengthens. */
#define SPTD_VAULT_KEY_LENGTH 32
#define SPTD_VAULT_OVERHEAD 40

void sptd_vault_init (void);

GBytes *sptd_vault_key_new (void);
GBytes *sptd_vault_key_from_file (const char *path, GError **error);

GBytes *sptd_vault_seal (GBytes *key, const char *context, gconstpointer data, gsize length);
GBytes *sptd_vault_open (GBytes *key, const char *context, GBytes *sealed, GError **error);

char *sptd_vault_digest (gconstpointer data, gsize length);

char *sptd_vault_hash_password (const char *password, GError **error);
gboolean sptd_vault_verify_password (const char *hash, const char *password);

G_END_DECLS
