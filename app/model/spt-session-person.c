/* SPDX-License-Identifier: EUPL-1.2 */
/* The citizen's own data, remembered on this computer where that was asked for. They are kept in the
 * desktop's secret service and nowhere else. */
#include <string.h>

#include "model/spt-session-private.h"

/* There is one person a window. */
#define PERSON_ID "citizen"

gboolean
spt_session_get_can_remember (SptSession *self)
{
  g_return_val_if_fail (SPT_IS_SESSION (self), FALSE);

  return self->mode == SPT_SESSION_CITIZEN && spt_secrets_get_lasting (self->secrets);
}

/* (nullable): what @found holds; what cannot be read is of no use to anybody and is forgotten. */
static SptWirePerson *
read_person (SptSession *self, GHashTable *found)
{
  const char *text = g_hash_table_lookup (found, PERSON_ID);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  SptWirePerson *person;

  if (text == NULL)
    return NULL;
  json = g_bytes_new (text, strlen (text));
  person = spt_wire_parse (&spt_wire_visitor_type, json, SPT_PARSE_ANSWER, &error);
  if (person == NULL)
    {
      g_message ("The remembered data cannot be read: %s", error->message);
      spt_session_forget_person (self);
    }
  return person;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GHashTable) found = spt_secrets_list_finish (SPT_SECRETS (source), result, &error);

  if (found != NULL)
    g_task_return_pointer (task, read_person (g_task_get_source_object (task), found),
                           (GDestroyNotify) spt_wire_person_free);
  else
    g_task_return_error (task, error);
}

void
spt_session_load_person_async (SptSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;

  g_return_if_fail (SPT_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, spt_session_load_person_async);
  spt_secrets_list_async (self->secrets, SPT_SECRET_PERSON, cancellable, found_cb, task);
}

SptWirePerson *
spt_session_load_person_finish (SptSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!spt_secrets_store_finish (SPT_SECRETS (source), result, &error))
    g_message ("The personal data are not remembered: %s", error->message);
}

void
spt_session_keep_person (SptSession *self, const SptWirePerson *person)
{
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SPT_IS_SESSION (self));
  g_return_if_fail (person != NULL);

  json = spt_wire_write (&spt_wire_visitor_type, person);
  text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  spt_secrets_store_async (self->secrets, SPT_SECRET_PERSON, PERSON_ID, "Sportello", text, NULL,
                           stored_cb, NULL);
}

void
spt_session_forget_person (SptSession *self)
{
  g_return_if_fail (SPT_IS_SESSION (self));

  spt_secrets_clear (self->secrets, SPT_SECRET_PERSON, PERSON_ID);
}
