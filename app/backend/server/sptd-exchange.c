/* SPDX-License-Identifier: EUPL-1.2 */
/* What a worker does with a request: authentication, validation, the handler, the answer's body. */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-exchange.h"

#include <string.h>

#include "backend/store/sptd-store-idempotency.h"
#include "backend/store/sptd-store-tokens.h"
#include "backend/store/sptd-vault.h"
#include "base/spt-id.h"
#include "base/spt-log.h"

/* The longest delays for guessing, in seconds: from one address, and about one account. The latter
 * is short, so that nobody is shut out by others for long. */
#define LONGEST_DELAY_ADDRESS 900
#define LONGEST_DELAY_ACCOUNT 60

/**
 * sptd_exchange_new:
 * @message: the message of libsoup
 *
 * Returns: (transfer full): an exchange that knows nothing yet but its number and peer
 */
SptdExchange *
sptd_exchange_new (SoupServerMessage *message)
{
  SptdExchange *self = g_new0 (SptdExchange, 1);
  const char *host = soup_server_message_get_remote_host (message);

  self->message = message;
  self->request.id = spt_id_new ();
  self->request.address = g_strdup (host != NULL ? host : "-");
  self->request.now = g_get_real_time ();
  self->request.caller.role = SPT_ROLE_ANYONE;
  self->request.headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->began = g_get_monotonic_time ();
  return self;
}

/**
 * sptd_exchange_free:
 * @self: (nullable) (transfer full): an exchange
 */
void
sptd_exchange_free (SptdExchange *self)
{
  const SptRoute *route;

  if (self == NULL)
    return;
  route = self->request.route;
  if (route != NULL && route->query != NULL)
    spt_wire_free (route->query, self->request.query);
  if (route != NULL && route->request != NULL)
    spt_wire_free (route->request, self->request.body);
  if (route != NULL && route->answer != NULL)
    spt_wire_free (route->answer, self->reply.body);
  g_clear_pointer (&self->reply.bytes, g_bytes_unref);
  g_clear_pointer (&self->reply.headers, g_hash_table_unref);
  g_free (self->reply.media_type);
  g_strfreev (self->request.params);
  g_clear_pointer (&self->request.bytes, g_bytes_unref);
  g_clear_pointer (&self->request.headers, g_hash_table_unref);
  g_free (self->request.caller.subject);
  g_free (self->request.caller.token_hash);
  g_free (self->request.id);
  g_free (self->request.address);
  g_free (self->token);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->media_type);
  sptd_stream_start_free (self->stream);
  g_clear_error (&self->error);
  g_free (self->allow);
  g_clear_object (&self->held);
  g_free (self);
}

/* === Guessing === */

/* The account that a request guesses about: of a sign-in the name, of an access the code. */
static char *
guessed_account (const SptdRequest *request)
{
  if (request->route->id == SPT_ROUTE_CREATE_OPERATOR_SESSION)
    {
      const SptWireCredentials *credentials = request->body;
      g_autofree char *folded = g_utf8_casefold (credentials->username, -1);

      return g_strconcat ("operator ", folded, NULL);
    }
  if (request->route->id == SPT_ROUTE_ACCESS_APPOINTMENT)
    {
      const SptWireAccessRequest *access = request->body;
      g_autofree char *folded = g_utf8_casefold (access->email, -1);

      return g_strconcat ("visitor ", folded, NULL);
    }
  return NULL;
}

static gboolean
guess (SptdExchange *self, const char *account, GError **error)
{
  g_autofree char *address = sptd_limits_address_key (self->request.address);
  guint wait = sptd_limits_guess (self->limits, address, LONGEST_DELAY_ADDRESS);

  if (wait == 0)
    wait = sptd_limits_guess (self->limits, account, LONGEST_DELAY_ACCOUNT);
  if (wait == 0)
    return TRUE;
  g_set_error (error, SPT_ERROR, SPT_ERROR_RATE_LIMITED, "try again in %u seconds", wait);
  if (error != NULL)
    spt_error_set_retry_after (*error, wait);
  return FALSE;
}

static void
guessed_right (SptdExchange *self, const char *account)
{
  g_autofree char *address = sptd_limits_address_key (self->request.address);

  sptd_limits_guessed_right (self->limits, address);
  sptd_limits_guessed_right (self->limits, account);
}

/* === Validation === */

static gboolean
parse (SptdExchange *self, GError **error)
{
  SptdRequest *request = &self->request;

  if (request->route->query != NULL)
    {
      request->query = spt_wire_from_strings (request->route->query, self->query, error);
      if (request->query == NULL)
        return FALSE;
    }
  else if (self->query != NULL && g_hash_table_size (self->query) > 0)
    {
      spt_set_field_error (error, "query", "has a name that is not known");
      return FALSE;
    }
  if (request->route->request_body != SPT_BODY_JSON)
    return TRUE;
  request->body =
      spt_wire_parse (request->route->request, request->bytes, SPT_PARSE_REQUEST, error);
  return request->body != NULL;
}

/* === Handling === */

static gint64
version_of (const SptType *type, gconstpointer body)
{
  for (const SptField *field = type->fields; field->name != NULL; field++)
    if (field->kind == SPT_KIND_INTEGER && strcmp (field->name, "version") == 0)
      return *(const gint64 *) (const void *) ((const char *) body + field->offset);
  return 0;
}

/* Puts the handler's answer into bytes, so that the main thread has nothing to do but to send. */
static void
write_answer (SptdExchange *self)
{
  const SptRoute *route = self->request.route;

  g_clear_pointer (&self->answer, g_bytes_unref);
  if (self->reply.body != NULL)
    {
      self->answer = spt_wire_write (route->answer, self->reply.body);
      self->version = version_of (route->answer, self->reply.body);
    }
  else if (self->reply.bytes != NULL)
    self->answer = g_bytes_ref (self->reply.bytes);
  if (self->reply.status == 0)
    self->reply.status = route->status;
}

static void
clear_reply (SptdExchange *self)
{
  if (self->request.route->answer != NULL)
    spt_wire_free (self->request.route->answer, self->reply.body);
  self->reply.body = NULL;
  g_clear_pointer (&self->reply.bytes, g_bytes_unref);
  g_clear_pointer (&self->reply.headers, g_hash_table_unref);
  g_clear_pointer (&self->reply.media_type, g_free);
  self->reply.status = 0;
}

static gboolean
handle (SptdApi *api, SptdExchange *self, GError **error)
{
  g_autofree char *account = guessed_account (&self->request);
  SptdHandler handler = sptd_api_handler (self->request.route->id);

  if (account != NULL && !guess (self, account, error))
    return FALSE;
  if (!handler (api, &self->request, &self->reply, error))
    return FALSE;
  if (account != NULL)
    guessed_right (self, account);
  write_answer (self);
  return TRUE;
}

/* === Repeated requests === */

typedef struct
{
  SptdApi *api;
  SptdExchange *exchange;
  SptdIdempotencyKey key;
} Repeatable;

/* The digest of all that makes a request what it is. */
static char *
request_hash (const SptdRequest *request)
{
  static const char *const telling[] = { "upload-length", "upload-metadata" };
  g_autoptr (GString) text = g_string_new (request->route->name);

  for (gsize i = 0; request->params != NULL && request->params[i] != NULL; i++)
    g_string_append_printf (text, "/%s", request->params[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      const char *value = g_hash_table_lookup (request->headers, telling[i]);

      g_string_append_printf (text, "\n%s", value != NULL ? value : "");
    }
  g_string_append_c (text, '\n');
  if (request->bytes != NULL)
    g_string_append_len (text, g_bytes_get_data (request->bytes, NULL),
                         (gssize) g_bytes_get_size (request->bytes));
  return sptd_vault_digest (text->str, text->len);
}

/* An answer that is kept: the headers that belong to it, an empty line, the body. */
static GBytes *
pack_answer (SptdExchange *self)
{
  const char *location =
      self->reply.headers != NULL ? g_hash_table_lookup (self->reply.headers, "Location") : NULL;
  GByteArray *packed = g_byte_array_new ();

  if (location != NULL)
    g_byte_array_append (packed, (const guint8 *) location, (guint) strlen (location));
  g_byte_array_append (packed, (const guint8 *) "\n", 1);
  if (self->answer != NULL)
    g_byte_array_append (packed, g_bytes_get_data (self->answer, NULL),
                         (guint) g_bytes_get_size (self->answer));
  return g_byte_array_free_to_bytes (packed);
}

static void
unpack_answer (SptdExchange *self, guint status, GBytes *packed)
{
  gsize length;
  const char *text = g_bytes_get_data (packed, &length);
  const char *end = memchr (text, '\n', length);
  gsize head = end != NULL ? (gsize) (end - text) : 0;
  g_autofree char *location = g_strndup (text, head);

  self->reply.status = status;
  if (head > 0)
    sptd_reply_set_header (&self->reply, "Location", location);
  sptd_reply_set_header (&self->reply, "Idempotency-Replayed", "true");
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_new_from_bytes (packed, head + 1, length - head - 1);
}

/* In the transaction of the change: the answer is kept if and only if the change is. A process that
 * dies between the two, or behind both and before the answer is sent, leaves either nothing, and the
 * repeated request does it, or everything, and the repeated request is told the same. */
static gboolean
handle_once (SptdDatabase *database, gpointer data, GError **error)
{
  Repeatable *repeatable = data;
  SptdExchange *self = repeatable->exchange;
  g_autoptr (GBytes) packed = NULL;
  guint status = 0;

  clear_reply (self);
  if (!sptd_store_idempotency_find (database, &repeatable->key, self->master_key, &status, &packed,
                                    error))
    return FALSE;
  if (packed != NULL)
    {
      unpack_answer (self, status, packed);
      return TRUE;
    }
  if (!handle (repeatable->api, self, error))
    return FALSE;
  packed = pack_answer (self);
  return sptd_store_idempotency_add (database, &repeatable->key, self->master_key,
                                     self->reply.status, packed, self->request.now, error);
}

static gboolean
key_is_valid (const char *key)
{
  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return key[0] != '\0' && strlen (key) <= 64;
}

static gboolean
handle_repeatable (SptdApi *api, SptdExchange *self, const char *key, GError **error)
{
  const SptdCaller *caller = &self->request.caller;
  g_autofree char *hash = NULL;
  g_autofree char *whose = NULL;
  Repeatable repeatable = { .api = api, .exchange = self };

  if (!key_is_valid (key))
    {
      g_set_error_literal (error, SPT_ERROR, SPT_ERROR_BAD_REQUEST,
                           "Idempotency-Key has 1 to 64 visible ASCII characters");
      return FALSE;
    }
  hash = request_hash (&self->request);
  whose = g_strconcat (sptd_role_name (caller->role), " ",
                       caller->subject != NULL ? caller->subject : self->request.address, NULL);
  repeatable.key = (SptdIdempotencyKey){
    .key = key,
    .route = self->request.route->name,
    .caller = whose,
    .request_hash = hash,
  };
  return sptd_database_transact (api->database, handle_once, &repeatable, error);
}

/**
 * sptd_exchange_work:
 * @api: this worker's
 * @data: the exchange
 *
 * Handles a request. What comes of it stands in the exchange.
 */
void
sptd_exchange_work (SptdApi *api, gpointer data)
{
  SptdExchange *self = data;
  const SptRoute *route = self->request.route;
  const char *key = g_hash_table_lookup (self->request.headers, "idempotency-key");
  gboolean good = sptd_authenticate (api, self, &self->error) && parse (self, &self->error);

  if (good && route->id == SPT_ROUTE_EVENTS)
    {
      self->stream = sptd_stream_start_new (api, &self->request, &self->error);
      return;
    }
  if (good && route->idempotent && key != NULL)
    good = handle_repeatable (api, self, key, &self->error);
  else
    good = good && handle (api, self, &self->error);
  self->changed = good && strcmp (route->method, "GET") != 0 && strcmp (route->method, "HEAD") != 0;
  if (!good && self->error->domain != SPT_ERROR)
    g_warning ("%s %s: %s", self->request.id, route->name, self->error->message);
}

/**
 * sptd_exchange_log:
 * @self: an exchange that is over
 *
 * Writes its line to the log.
 */
void
sptd_exchange_log (SptdExchange *self)
{
  const SptLogRequest line = {
    .at = self->request.now,
    .method = soup_server_message_get_method (self->message),
    .path = g_uri_get_path (soup_server_message_get_uri (self->message)),
    .status = soup_server_message_get_status (self->message),
    .address = self->request.address,
    .role = sptd_role_name (self->request.caller.role),
    .subject = self->request.caller.subject,
    .id = self->request.id,
    .duration = g_get_monotonic_time () - self->began,
  };

  spt_log_request (&line);
}
