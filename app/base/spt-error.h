/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SptError:
 *
 * What can go wrong across the network, the same on both sides. Each has a stable name that stands
 * as `code` in a problem+json answer, and an HTTP status. The last group never crosses the wire: it
 * says why there was no answer.
 */
typedef enum
{
  SPT_ERROR_INTERNAL,
  SPT_ERROR_BAD_JSON,
  SPT_ERROR_BAD_REQUEST,
  SPT_ERROR_TOO_LARGE,
  SPT_ERROR_UNSUPPORTED_MEDIA_TYPE,
  SPT_ERROR_INVALID_FIELD,
  SPT_ERROR_UNAUTHENTICATED,
  SPT_ERROR_WRONG_CREDENTIALS,
  SPT_ERROR_FORBIDDEN,
  SPT_ERROR_NOT_FOUND,
  SPT_ERROR_METHOD_NOT_ALLOWED,
  SPT_ERROR_CONFLICT,
  SPT_ERROR_SLOT_TAKEN,
  SPT_ERROR_SLOT_NOT_OFFERED,
  SPT_ERROR_HOLD_EXPIRED,
  SPT_ERROR_TOO_MANY_BOOKINGS,
  SPT_ERROR_OFFICE_CLOSED,
  SPT_ERROR_TOO_EARLY,
  SPT_ERROR_TOO_LATE,
  SPT_ERROR_QUEUE_EMPTY,
  SPT_ERROR_WRONG_STATE,
  SPT_ERROR_OFFSET_MISMATCH,
  SPT_ERROR_CHECKSUM_MISMATCH,
  SPT_ERROR_TYPE_NOT_ALLOWED,
  SPT_ERROR_QUOTA_EXCEEDED,
  SPT_ERROR_PRECONDITION_FAILED,
  SPT_ERROR_IDEMPOTENCY_MISMATCH,
  SPT_ERROR_RATE_LIMITED,
  SPT_ERROR_OVERLOADED,
  /* Never on the wire. */
  SPT_ERROR_UNREACHABLE,
  SPT_ERROR_BAD_ANSWER,
  SPT_N_ERRORS
} SptError;

#define SPT_ERROR (spt_error_quark ())
GQuark spt_error_quark (void);

const char *spt_error_name (SptError code);
const char *spt_error_title (SptError code);
guint spt_error_status (SptError code);
SptError spt_error_from_name (const char *name);

void spt_error_set_field (GError *error, const char *field);
const char *spt_error_get_field (const GError *error);
void spt_error_set_state (GError *error, const char *state);
const char *spt_error_get_state (const GError *error);
void spt_error_set_retry_after (GError *error, guint seconds);
guint spt_error_get_retry_after (const GError *error);

GError *spt_error_new (SptError code, const char *format, ...) G_GNUC_PRINTF (2, 3);
void spt_set_field_error (GError **error, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void spt_set_state_error (GError **error, const char *state, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
