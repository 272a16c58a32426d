/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What kinds there are. */
#define SPT_SECRET_OPERATOR_SESSION "operator-session"
#define SPT_SECRET_VISIT "visit"
#define SPT_SECRET_PERSON "person"

/**
 * SptSecrets:
 *
 * Tokens and personal data in the desktop's secret service, found by kind, server, profile and id. Where there is no
 * service they are kept in memory, as long as the program runs.
 *
 * A backend on this machine is known by its address without the port, which is another one each time.
 *
 * Property, read-only: `lasting` (boolean): whether what is stored outlives the program, as far as is
 * known; %TRUE until the service failed.
 */
#define SPT_TYPE_SECRETS (spt_secrets_get_type ())
G_DECLARE_FINAL_TYPE (SptSecrets, spt_secrets, SPT, SECRETS, GObject)

SptSecrets *spt_secrets_new (const char *server, const char *profile);
gboolean spt_secrets_get_lasting (SptSecrets *self);

/**
 * spt_secrets_store_async:
 * @self: secrets
 * @kind: which kind
 * @id: which one of it
 * @label: what the desktop's password manager shows
 * @secret: the secret
 * @cancellable: (nullable): a cancellable
 * @callback: (nullable): called when it is kept
 * @data: for @callback
 *
 * Keeps a secret. From now on a lookup finds it, even while the service is still asking for its
 * password.
 */
void spt_secrets_store_async (SptSecrets *self,
                              const char *kind,
                              const char *id,
                              const char *label,
                              const char *secret,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* Errors: what the service says; the secret is kept in memory all the same. */
gboolean spt_secrets_store_finish (SptSecrets *self, GAsyncResult *result, GError **error);

/**
 * spt_secrets_list_async:
 * @self: secrets
 * @kind: which kind
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result
 * @data: for @callback
 */
void spt_secrets_list_async (SptSecrets *self,
                             const char *kind,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
/* Returns: (transfer full) (element-type utf8 utf8) (nullable): secrets by id; empty where there is
 * no entry. %NULL with @error where there is no service and nothing in memory. */
GHashTable *spt_secrets_list_finish (SptSecrets *self, GAsyncResult *result, GError **error);

/* Forgets a secret; nobody waits for it. */
void spt_secrets_clear (SptSecrets *self, const char *kind, const char *id);

G_END_DECLS
