/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers, as they go out. */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-exchange.h"

static void
set_number (SoupMessageHeaders *headers, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  soup_message_headers_replace (headers, name, text);
}

/* What every answer carries. */
static void
set_common_headers (SptdExchange *self, SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "X-Request-Id", self->request.id);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  set_number (headers, "X-RateLimit-Limit", self->allowance.limit);
  set_number (headers, "X-RateLimit-Remaining", self->allowance.remaining);
  set_number (headers, "X-RateLimit-Reset", self->allowance.reset);
}

static void
reply_problem (SptdExchange *self, SoupMessageHeaders *headers)
{
  g_autoptr (SptWireProblem) problem = spt_wire_problem_from_error (self->error, self->request.id);
  g_autoptr (GBytes) body = spt_wire_write (&spt_wire_problem_type, problem);
  guint retry = spt_error_get_retry_after (self->error);

  if (problem->status == 503 && retry == 0)
    retry = 1;
  if (problem->status == 429 && retry == 0)
    retry = MAX (self->allowance.retry_after, 1);
  if (retry > 0)
    set_number (headers, "Retry-After", retry);
  if (problem->status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"sportello\"");
  if (self->allow != NULL)
    soup_message_headers_replace (headers, "Allow", self->allow);
  soup_server_message_set_status (self->message, (guint) problem->status,
                                  problem->status == 460 ? "Checksum Mismatch" : NULL);
  soup_server_message_set_response (self->message, "application/problem+json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
reply_answer (SptdExchange *self, SoupMessageHeaders *headers)
{
  const SptRoute *route = self->request.route;
  GHashTableIter iter;
  gpointer name, value;

  if (self->reply.headers != NULL)
    {
      g_hash_table_iter_init (&iter, self->reply.headers);
      while (g_hash_table_iter_next (&iter, &name, &value))
        soup_message_headers_replace (headers, name, value);
    }
  if (self->version > 0)
    {
      g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", self->version);

      soup_message_headers_replace (headers, "ETag", tag);
    }
  soup_server_message_set_status (self->message, self->reply.status, NULL);
  if (self->answer != NULL && route->answer_body == SPT_BODY_JSON)
    {
      soup_message_headers_set_content_type (headers, "application/json", NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                      self->answer);
    }
  else if (self->answer != NULL)
    {
      soup_message_headers_replace (headers, "Content-Type",
                                    self->reply.media_type != NULL ? self->reply.media_type
                                                                   : route->media_type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (self->message),
                                      self->answer);
    }
}

/**
 * sptd_exchange_reply:
 * @self: an exchange that has an answer or an error
 *
 * Puts it into the message; whoever paused that lets it go on.
 */
void
sptd_exchange_reply (SptdExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  set_common_headers (self, headers);
  if (self->error != NULL)
    reply_problem (self, headers);
  else
    reply_answer (self, headers);
}
