/* SPDX-License-Identifier: EUPL-1.2 */
#include "client/spt-secrets.h"

#include <libsecret/secret.h>
#include <string.h>

struct _SptSecrets
{
  GObject parent_instance;

  /* Owned */
  char *server;
  char *profile;
  GHashTable *memory; /* "kind id" → secret */

  gboolean failed;
};

enum
{
  PROP_LASTING = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptSecrets, spt_secrets, G_TYPE_OBJECT)

static const SecretSchema schema = {
  "io.github.sportello_virtuale.Sportello.Token",
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
spt_secrets_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LASTING:
      g_value_set_boolean (value, spt_secrets_get_lasting (SPT_SECRETS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_secrets_finalize (GObject *object)
{
  SptSecrets *self = SPT_SECRETS (object);

  g_free (self->server);
  g_free (self->profile);
  g_hash_table_unref (self->memory);
  G_OBJECT_CLASS (spt_secrets_parent_class)->finalize (object);
}

static void
spt_secrets_class_init (SptSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_secrets_get_property;
  object_class->finalize = spt_secrets_finalize;
  props[PROP_LASTING] =
      g_param_spec_boolean ("lasting", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* What was a secret is not left in freed memory. */
static void
free_secret (gpointer secret)
{
  secret_password_wipe (secret);
  g_free (secret);
}

static void
spt_secrets_init (SptSecrets *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
}

/* `http://127.0.0.1:4711` → `http://127.0.0.1` */
static char *
without_port (const char *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL)
    address = g_inet_address_new_from_string (g_uri_get_host (uri));
  if (address == NULL || !g_inet_address_get_is_loopback (address))
    return g_strdup (server);
  return g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));
}

/**
 * spt_secrets_new:
 * @server: the backend's URL
 * @profile: keeps apart the windows of one user
 *
 * Returns: (transfer full): the secrets of that server and profile
 */
SptSecrets *
spt_secrets_new (const char *server, const char *profile)
{
  SptSecrets *self = g_object_new (SPT_TYPE_SECRETS, NULL);

  self->server = without_port (server);
  self->profile = g_strdup (profile);
  return self;
}

gboolean
spt_secrets_get_lasting (SptSecrets *self)
{
  g_return_val_if_fail (SPT_IS_SECRETS (self), FALSE);

  return !self->failed;
}

static void
set_failed (SptSecrets *self, gboolean failed)
{
  if (self->failed == failed)
    return;
  self->failed = failed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LASTING]);
}

static char *
memory_key (const char *kind, const char *id)
{
  return g_strconcat (kind, " ", id, NULL);
}

static void
remember (SptSecrets *self, const char *kind, const char *id, const char *secret)
{
  g_hash_table_insert (self->memory, memory_key (kind, id), g_strdup (secret));
}

/* === Storing === */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptSecrets *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    {
      set_failed (self, FALSE);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_failed (self, TRUE);
  g_task_return_error (task, error);
}

void
spt_secrets_store_async (SptSecrets *self,
                         const char *kind,
                         const char *id,
                         const char *label,
                         const char *secret,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;

  g_return_if_fail (SPT_IS_SECRETS (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_secrets_store_async);
  remember (self, kind, id, secret);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                         task, "kind", kind, "server", self->server, "profile", self->profile, "id",
                         id, NULL);
}

gboolean
spt_secrets_store_finish (SptSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* === Finding === */

/* An entry may be forgotten while a search goes on, which then fails as a whole. */
#define MOST_TRIES 3

/* A search: the entries found whose secrets are still being fetched. */
typedef struct
{
  char *kind;
  GHashTable *found;
  guint pending;
  guint tries;
} Search;

static void
search_free (Search *search)
{
  g_free (search->kind);
  g_hash_table_unref (search->found);
  g_free (search);
}

static void
add_memory (SptSecrets *self, Search *search)
{
  g_autofree char *prefix = g_strconcat (search->kind, " ", NULL);
  GHashTableIter iter;
  gpointer key, secret;

  g_hash_table_iter_init (&iter, self->memory);
  while (g_hash_table_iter_next (&iter, &key, &secret))
    if (g_str_has_prefix (key, prefix))
      g_hash_table_insert (search->found, g_strdup ((const char *) key + strlen (prefix)),
                           g_strdup (secret));
}

static void
end_search (SptSecrets *self, GTask *task)
{
  Search *search = g_task_get_task_data (task);

  add_memory (self, search);
  g_task_return_pointer (task, g_hash_table_ref (search->found),
                         (GDestroyNotify) g_hash_table_unref);
}

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptSecrets *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_finish (item, result, &error);
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
  const char *id = attributes != NULL ? g_hash_table_lookup (attributes, "id") : NULL;
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (error != NULL)
    g_message ("A secret cannot be read: %s", error->message);
  if (id != NULL && text != NULL)
    g_hash_table_insert (search->found, g_strdup (id), g_strdup (text));
  if (--search->pending == 0)
    end_search (self, task);
}

static void start_search (SptSecrets *self, GTask *task);

static gboolean
is_overtaken (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  SptSecrets *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);

  if (is_overtaken (error) && ++search->tries < MOST_TRIES)
    {
      g_error_free (error);
      start_search (self, g_steal_pointer (&task));
      return;
    }
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  set_failed (self, error != NULL);
  if (error != NULL)
    {
      add_memory (self, search);
      if (g_hash_table_size (search->found) == 0)
        {
          g_task_return_error (task, error);
          return;
        }
      g_clear_error (&error);
    }
  search->pending = g_list_length (items);
  for (GList *item = items; item != NULL; item = item->next)
    secret_retrievable_retrieve_secret (SECRET_RETRIEVABLE (item->data),
                                        g_task_get_cancellable (task), retrieved_cb,
                                        g_object_ref (task));
  if (search->pending == 0)
    end_search (self, task);
}

/* @task: (transfer full) */
static void
start_search (SptSecrets *self, GTask *task)
{
  Search *search = g_task_get_task_data (task);

  secret_password_search (&schema,
                          SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS,
                          g_task_get_cancellable (task), searched_cb, task, "kind", search->kind,
                          "server", self->server, "profile", self->profile, NULL);
}

void
spt_secrets_list_async (SptSecrets *self,
                        const char *kind,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Search *search;
  GTask *task;

  g_return_if_fail (SPT_IS_SECRETS (self));

  search = g_new0 (Search, 1);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_secrets_list_async);
  search->kind = g_strdup (kind);
  search->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  start_search (self, task);
}

GHashTable *
spt_secrets_list_finish (SptSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* === Forgetting === */

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to forget. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("A secret is not forgotten by the service: %s", error->message);
}

void
spt_secrets_clear (SptSecrets *self, const char *kind, const char *id)
{
  g_autofree char *key = memory_key (kind, id);

  g_return_if_fail (SPT_IS_SECRETS (self));

  g_hash_table_remove (self->memory, key);
  secret_password_clear (&schema, NULL, cleared_cb, NULL, "kind", kind, "server", self->server,
                         "profile", self->profile, "id", id, NULL);
}
