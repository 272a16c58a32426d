/* SPDX-License-Identifier: EUPL-1.2 */
/* Every route of the interface, once: the backend's router, the client and the OpenAPI description
 * are made from this table. */
#pragma once

#include "wire/spt-type.h"

G_BEGIN_DECLS

/* What stands before each path. */
#define SPT_API_ROOT "/rest/sportello/v1"

/**
 * SptRole:
 *
 * Who may use a route; a set. A citizen's token is for one visit, an operator's for the offices he
 * works for, a hold's for that hold.
 */
typedef enum
{
  SPT_ROLE_ANYONE = 1 << 0,
  SPT_ROLE_HOLDER = 1 << 1,
  SPT_ROLE_CITIZEN = 1 << 2,
  SPT_ROLE_OPERATOR = 1 << 3,
} SptRole;

/**
 * SptBody:
 * @SPT_BODY_NONE: there is none
 * @SPT_BODY_JSON: the JSON of the route's type
 * @SPT_BODY_BYTES: raw bytes
 * @SPT_BODY_EVENTS: a stream of server-sent events
 */
typedef enum
{
  SPT_BODY_NONE,
  SPT_BODY_JSON,
  SPT_BODY_BYTES,
  SPT_BODY_EVENTS,
} SptBody;

typedef enum
{
  SPT_ROUTE_GET_STATUS,
  SPT_ROUTE_GET_ORGANIZATION,
  SPT_ROUTE_LIST_OFFICES,
  SPT_ROUTE_LIST_SERVICES,
  SPT_ROUTE_LIST_DAYS,
  SPT_ROUTE_LIST_SLOTS,
  SPT_ROUTE_CREATE_HOLD,
  SPT_ROUTE_DELETE_HOLD,
  SPT_ROUTE_CREATE_APPOINTMENT,
  SPT_ROUTE_ACCESS_APPOINTMENT,
  SPT_ROUTE_GET_APPOINTMENT,
  SPT_ROUTE_GET_CALENDAR,
  SPT_ROUTE_CANCEL_APPOINTMENT,
  SPT_ROUTE_CHECK_IN,
  SPT_ROUTE_CREATE_TICKET,
  SPT_ROUTE_GET_TICKET,
  SPT_ROUTE_LEAVE_TICKET,
  SPT_ROUTE_CREATE_OPERATOR_SESSION,
  SPT_ROUTE_GET_OPERATOR_SESSION,
  SPT_ROUTE_DELETE_OPERATOR_SESSION,
  SPT_ROUTE_GET_DESK,
  SPT_ROUTE_SET_DESK_STATUS,
  SPT_ROUTE_LIST_QUEUE,
  SPT_ROUTE_CALL_NEXT,
  SPT_ROUTE_RECALL,
  SPT_ROUTE_COMPLETE,
  SPT_ROUTE_GET_CALL,
  SPT_ROUTE_ANSWER_CALL,
  SPT_ROUTE_END_CALL,
  SPT_ROUTE_CREATE_SIGNAL,
  SPT_ROUTE_LIST_MESSAGES,
  SPT_ROUTE_CREATE_MESSAGE,
  SPT_ROUTE_LIST_DOCUMENTS,
  SPT_ROUTE_CREATE_DOCUMENT,
  SPT_ROUTE_HEAD_DOCUMENT,
  SPT_ROUTE_APPEND_DOCUMENT,
  SPT_ROUTE_DELETE_DOCUMENT,
  SPT_ROUTE_GET_CONTENT,
  SPT_ROUTE_EVENTS,
  SPT_N_ROUTES
} SptRouteId;

#define SPT_ROUTE_MAX_PARAMS 2
#define SPT_ROUTE_MAX_ERRORS 8

/**
 * SptRoute:
 * @id: which route
 * @name: the operationId
 * @method: the HTTP method
 * @path: the path behind %SPT_API_ROOT, with parameters in braces
 * @roles: who may use it
 * @query: (nullable): the type of the URL's query
 * @request_body: what the request carries
 * @request: (nullable): the type of a JSON request
 * @media_type: (nullable): of a raw body, of the request or else of the answer
 * @answer_body: what the answer carries
 * @answer: (nullable): the type of a JSON answer
 * @status: the status of success
 * @idempotent: whether `Idempotency-Key` is honoured
 * @errors: what may go wrong beyond what may always (authentication, validation, load), ended by 0
 * @summary: one sentence
 * @tag: the resource
 */
typedef struct
{
  SptRouteId id;
  const char *name;
  const char *method;
  const char *path;
  SptRole roles;
  const SptType *query;
  SptBody request_body;
  const SptType *request;
  const char *media_type;
  SptBody answer_body;
  const SptType *answer;
  guint status;
  gboolean idempotent;
  SptError errors[SPT_ROUTE_MAX_ERRORS];
  const char *summary;
  const char *tag;
} SptRoute;

const SptRoute *spt_route_get (SptRouteId id);
const SptRoute *
spt_route_match (const char *method, const char *path, char ***params, GError **error);
char *spt_route_build_path (const SptRoute *route, const char *const *params);

G_END_DECLS
