/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

#include "wire/spt-routes.h"

G_BEGIN_DECLS

/**
 * SptClient:
 *
 * Speaks the routes of `wire/` with one backend. It knows no state but its connections: whoever calls
 * brings the token. All its errors are of the domain SPT_ERROR, or %G_IO_ERROR_CANCELLED.
 *
 * Tokens are sent over HTTPS and, for a backend on this machine, over HTTP to a loopback address;
 * never elsewhere, and no redirection is followed.
 */
#define SPT_TYPE_CLIENT (spt_client_get_type ())
G_DECLARE_FINAL_TYPE (SptClient, spt_client, SPT, CLIENT, GObject)

/**
 * spt_client_new:
 * @base_url: `https://host` or `http://127.0.0.1:4711`, without a path
 *
 * Returns: (transfer full): a client; a URL that it will not speak to fails with each request
 */
SptClient *spt_client_new (const char *base_url);

/**
 * spt_client_get_base_url:
 * @self: a client
 *
 * Returns: the URL it was made with, without a slash at the end
 */
const char *spt_client_get_base_url (SptClient *self);

/**
 * spt_client_is_loopback:
 * @self: a client
 *
 * Returns: whether the backend is on this machine
 */
gboolean spt_client_is_loopback (SptClient *self);

/**
 * spt_client_send_async:
 * @self: a client
 * @route: what is asked
 * @params: (nullable) (array zero-terminated=1): what stands for the braces of the route's path
 * @query: (nullable): a struct of the route's query type
 * @body: (nullable): a struct of the route's request type; copied
 * @token: (nullable): the caller's bearer token
 * @idempotency_key: (nullable): 1–64 characters, where the route honours it
 * @cancellable: (nullable): a cancellable
 * @callback: called when there is an answer or none can be had
 * @data: for @callback
 *
 * Sends one request. It gives up after 15 s of silence. GET and DELETE, and whatever has an
 * idempotency key, are sent once more where the connection was dropped before the answer.
 */
void spt_client_send_async (SptClient *self,
                            SptRouteId route,
                            const char *const *params,
                            gconstpointer query,
                            gconstpointer body,
                            const char *token,
                            const char *idempotency_key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

/**
 * spt_client_send_finish:
 * @self: a client
 * @result: the result given to the callback
 * @answer: (out) (optional) (transfer full) (nullable): a struct of the route's answer type, to be
 *   freed by its function; a #GBytes where the route answers with bytes; %NULL where with nothing
 * @error: what the backend answered; %SPT_ERROR_UNREACHABLE where it did not; %SPT_ERROR_BAD_ANSWER
 *   where what it said is not of the interface; %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the request was answered as it should
 */
gboolean
spt_client_send_finish (SptClient *self, GAsyncResult *result, gpointer *answer, GError **error);

G_END_DECLS
