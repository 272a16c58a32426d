/* SPDX-License-Identifier: EUPL-1.2 */
/* One request and its whole answer, read within bounds. */
#include "client/spt-client-private.h"

#define CHUNK (64 * 1024)

/* An answer that is being read. */
typedef struct
{
  SoupMessage *message;
  GInputStream *input;
  GByteArray *bytes;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->input);
  g_byte_array_unref (exchange->bytes);
  g_free (exchange);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GInputStream *input = G_INPUT_STREAM (source);
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (input, result, &error);

  if (chunk == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (chunk) == 0)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_byte_array_ref (exchange->bytes)),
                           (GDestroyNotify) g_bytes_unref);
  else if (exchange->bytes->len + g_bytes_get_size (chunk) > SPT_WIRE_MAX_ANSWER)
    g_task_return_new_error (task, SPT_ERROR, SPT_ERROR_BAD_ANSWER, "the answer is too long");
  else
    {
      g_byte_array_append (exchange->bytes, g_bytes_get_data (chunk, NULL),
                           (guint) g_bytes_get_size (chunk));
      g_input_stream_read_bytes_async (input, CHUNK, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), read_cb, g_object_ref (task));
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->input = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->input == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_input_stream_read_bytes_async (exchange->input, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

void
spt_client_exchange_async (SptClient *self,
                           SoupMessage *message,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, spt_client_exchange_async);
  exchange->message = g_object_ref (message);
  exchange->bytes = g_byte_array_new ();
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  soup_session_send_async (spt_client_get_requests (self), message, G_PRIORITY_DEFAULT, cancellable,
                           sent_cb, task);
}

GBytes *
spt_client_exchange_finish (SptClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
