/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

#include "base/spt-clock.h"

G_BEGIN_DECLS

void spt_log_set_up (const char *program);

/**
 * SptLogRequest:
 * @at: when the request came, microseconds since the epoch
 * @method: its method
 * @path: its path, without the query
 * @status: the status of the answer; 0 where the peer went away before
 * @address: the peer's address
 * @role: which role the caller has
 * @subject: (nullable): the hold's, visit's or operator's id that the token is for
 * @id: the request's id, which the answer has, too
 * @duration: microseconds until the answer was ready
 *
 * What the log keeps of a request: nothing that tells who a citizen is.
 */
typedef struct
{
  gint64 at;
  const char *method;
  const char *path;
  guint status;
  const char *address;
  const char *role;
  const char *subject;
  const char *id;
  gint64 duration;
} SptLogRequest;

char *spt_log_request_format (const SptLogRequest *request);
void spt_log_request (const SptLogRequest *request);

G_END_DECLS
