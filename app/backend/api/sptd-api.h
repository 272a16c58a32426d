/* SPDX-License-Identifier: EUPL-1.2 */
/* What a resource sees of a request, and what it answers with. The server makes the one and sends the
 * other; nothing here knows of sockets. Handlers run on a worker thread as straight-line code. */
#pragma once

#include "backend/store/sptd-database.h"
#include "base/spt-clock.h"
#include "wire/spt-routes.h"
#include "wire/spt-wire-event.h"

G_BEGIN_DECLS

/**
 * SptdCaller:
 * @role: which role the token has; %SPT_ROLE_ANYONE without one
 * @subject: (nullable): the hold's, visit's or operator's id that the token is for
 * @token_hash: (nullable): the token as it is kept
 *
 * Who asks.
 */
typedef struct
{
  SptRole role;
  char *subject;
  char *token_hash;
} SptdCaller;

/**
 * SptdRequest:
 * @route: the route that matched
 * @params: what stands for the braces of its path, in order
 * @query: (nullable): a struct of the route's query type, validated
 * @body: (nullable): a struct of the route's request type, validated
 * @bytes: (nullable): the raw body, where the route takes one
 * @headers: (element-type utf8 utf8): the request's headers by lower-case name; never Authorization
 * @caller: who asks; its role is one of the route's
 * @now: the instant of the request, microseconds
 * @id: the request's id, as the log has it
 * @address: the peer's address
 *
 * A request as plain data.
 */
typedef struct
{
  const SptRoute *route;
  char **params;
  gpointer query;
  gpointer body;
  GBytes *bytes;
  GHashTable *headers;
  SptdCaller caller;
  gint64 now;
  char *id;
  char *address;
} SptdRequest;

/**
 * SptdReply:
 * @body: (nullable): a struct of the route's answer type; owned
 * @bytes: (nullable): a raw answer
 * @media_type: (nullable): of the raw answer, where it is not the route's
 * @headers: (nullable) (element-type utf8 utf8): further headers
 * @status: the HTTP status; 0 is the route's
 */
typedef struct
{
  gpointer body;
  GBytes *bytes;
  char *media_type;
  GHashTable *headers;
  guint status;
} SptdReply;

void sptd_reply_set_header (SptdReply *self, const char *name, const char *value);

/**
 * SptdApi:
 * @database: this worker's connection
 * @data_dir: the folder of the backend's data
 * @master_key: 32 bytes under which the documents' keys are wrapped
 * @zone: the organization's time zone
 * @ice_servers: (element-type SptWireIceServer): what calls are given
 *
 * What a handler works with; one a worker.
 */
typedef struct
{
  SptdDatabase *database;
  const char *data_dir;
  GBytes *master_key;
  GTimeZone *zone;
  GPtrArray *ice_servers;
} SptdApi;

/**
 * SptdHandler:
 * @api: this worker's
 * @request: what is asked
 * @reply: (out caller-allocates): empty; the answer is put into it
 * @error: of the domain SPT_ERROR; anything else is answered as an internal error
 *
 * Handles one route: validate, one transaction, answer. Events and mail are written in the
 * transaction; the server looks for them after each request that changed something.
 *
 * Returns: whether @reply is the answer
 */
typedef gboolean (*SptdHandler) (SptdApi *api,
                                 const SptdRequest *request,
                                 SptdReply *reply,
                                 GError **error);

/* The handler of every route but the event stream, which the server serves itself. */
SptdHandler sptd_api_handler (SptRouteId id);

G_END_DECLS
