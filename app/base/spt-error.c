/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/spt-error.h"

typedef struct
{
  char *field;
  char *state;
  guint retry_after;
} SptErrorPrivate;

static void
spt_error_private_init (SptErrorPrivate *priv)
{
}

static void
spt_error_private_copy (const SptErrorPrivate *from, SptErrorPrivate *to)
{
  /* The macro's getter has a path that returns NULL; it is never taken for errors of this domain. */
  if (from == NULL || to == NULL)
    return;
  to->field = g_strdup (from->field);
  to->state = g_strdup (from->state);
  to->retry_after = from->retry_after;
}

static void
spt_error_private_clear (SptErrorPrivate *priv)
{
  if (priv == NULL)
    return;
  g_free (priv->field);
  g_free (priv->state);
}

G_DEFINE_EXTENDED_ERROR (SptError, spt_error)

static const SptErrorPrivate *
private_of (const GError *error)
{
  return error != NULL && error->domain == SPT_ERROR ? spt_error_get_private (error) : NULL;
}

static const struct
{
  const char *name;
  const char *title;
  guint status;
} codes[] = {
  [SPT_ERROR_INTERNAL] = { "internal", "Internal error", 500 },
  [SPT_ERROR_BAD_JSON] = { "bad_json", "The body is not the JSON that is expected", 400 },
  [SPT_ERROR_BAD_REQUEST] = { "bad_request", "The request cannot be understood", 400 },
  [SPT_ERROR_TOO_LARGE] = { "too_large", "The body is too large", 413 },
  [SPT_ERROR_UNSUPPORTED_MEDIA_TYPE] = { "unsupported_media_type", "Unsupported media type", 415 },
  [SPT_ERROR_INVALID_FIELD] = { "invalid_field", "A field is not valid", 422 },
  [SPT_ERROR_UNAUTHENTICATED] = { "unauthenticated", "Authentication is required", 401 },
  [SPT_ERROR_WRONG_CREDENTIALS] = { "wrong_credentials", "The credentials do not match", 401 },
  [SPT_ERROR_FORBIDDEN] = { "forbidden", "Not allowed", 403 },
  [SPT_ERROR_NOT_FOUND] = { "not_found", "Not found", 404 },
  [SPT_ERROR_METHOD_NOT_ALLOWED] = { "method_not_allowed", "Method not allowed", 405 },
  [SPT_ERROR_CONFLICT] = { "conflict", "The change conflicts with another", 409 },
  [SPT_ERROR_SLOT_TAKEN] = { "slot_taken", "The time has been taken", 409 },
  [SPT_ERROR_SLOT_NOT_OFFERED] = { "slot_not_offered", "The time is not offered", 409 },
  [SPT_ERROR_HOLD_EXPIRED] = { "hold_expired", "The time is no longer held", 409 },
  [SPT_ERROR_TOO_MANY_BOOKINGS] = { "too_many_bookings", "Too many bookings", 409 },
  [SPT_ERROR_OFFICE_CLOSED] = { "office_closed", "The office is closed", 409 },
  [SPT_ERROR_TOO_EARLY] = { "too_early", "It is too early", 409 },
  [SPT_ERROR_TOO_LATE] = { "too_late", "It is too late", 409 },
  [SPT_ERROR_QUEUE_EMPTY] = { "queue_empty", "Nobody is waiting", 409 },
  [SPT_ERROR_WRONG_STATE] = { "wrong_state", "Not possible in this state", 409 },
  [SPT_ERROR_OFFSET_MISMATCH] = { "offset_mismatch", "The upload stands elsewhere", 409 },
  /* The status that tus 1.0 gives a failed checksum. */
  [SPT_ERROR_CHECKSUM_MISMATCH] = { "checksum_mismatch", "The checksum does not match", 460 },
  [SPT_ERROR_TYPE_NOT_ALLOWED] = { "type_not_allowed", "Files of this type are not taken", 415 },
  [SPT_ERROR_QUOTA_EXCEEDED] = { "quota_exceeded", "Too many or too large documents", 413 },
  [SPT_ERROR_PRECONDITION_FAILED] = { "precondition_failed", "It has changed meanwhile", 412 },
  [SPT_ERROR_IDEMPOTENCY_MISMATCH] = { "idempotency_mismatch",
                                       "The key was used for another request", 422 },
  [SPT_ERROR_RATE_LIMITED] = { "rate_limited", "Too many requests", 429 },
  [SPT_ERROR_OVERLOADED] = { "overloaded", "The service is busy", 503 },
  [SPT_ERROR_UNREACHABLE] = { "unreachable", "The service does not answer", 0 },
  [SPT_ERROR_BAD_ANSWER] = { "bad_answer", "The answer cannot be understood", 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (codes) == SPT_N_ERRORS);

/**
 * spt_error_name:
 * @code: an error
 *
 * Returns: the stable name, the `code` of a problem+json answer
 */
const char *
spt_error_name (SptError code)
{
  g_return_val_if_fail (code < SPT_N_ERRORS, "internal");

  return codes[code].name;
}

/**
 * spt_error_title:
 * @code: an error
 *
 * Returns: a short English title, the same for each occurrence (RFC 9457)
 */
const char *
spt_error_title (SptError code)
{
  g_return_val_if_fail (code < SPT_N_ERRORS, "");

  return codes[code].title;
}

/**
 * spt_error_status:
 * @code: an error
 *
 * Returns: the HTTP status; 0 for an error that never crosses the wire
 */
guint
spt_error_status (SptError code)
{
  g_return_val_if_fail (code < SPT_N_ERRORS, 500);

  return codes[code].status;
}

/**
 * spt_error_from_name:
 * @name: (nullable): a stable name
 *
 * Returns: the error of that name; %SPT_ERROR_BAD_ANSWER for a name that is not known
 */
SptError
spt_error_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].name, name) == 0)
      return (SptError) i;
  return SPT_ERROR_BAD_ANSWER;
}

/**
 * spt_error_set_field:
 * @error: an error of the domain SPT_ERROR
 * @field: (nullable): the dotted name of the field that is wrong, as `person.email`
 */
void
spt_error_set_field (GError *error, const char *field)
{
  SptErrorPrivate *priv = spt_error_get_private (error);

  g_return_if_fail (priv != NULL);
  g_free (priv->field);
  priv->field = g_strdup (field);
}

/**
 * spt_error_get_field:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the dotted name of the field that is wrong
 */
const char *
spt_error_get_field (const GError *error)
{
  const SptErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->field : NULL;
}

/**
 * spt_error_set_state:
 * @error: an error of the domain SPT_ERROR
 * @state: (nullable): the state that was found, by its wire name
 */
void
spt_error_set_state (GError *error, const char *state)
{
  SptErrorPrivate *priv = spt_error_get_private (error);

  g_return_if_fail (priv != NULL);
  g_free (priv->state);
  priv->state = g_strdup (state);
}

/**
 * spt_error_get_state:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the state that forbade the transition
 */
const char *
spt_error_get_state (const GError *error)
{
  const SptErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->state : NULL;
}

/**
 * spt_error_set_retry_after:
 * @error: an error of the domain SPT_ERROR
 * @seconds: after how long it is worth to try again
 */
void
spt_error_set_retry_after (GError *error, guint seconds)
{
  SptErrorPrivate *priv = spt_error_get_private (error);

  g_return_if_fail (priv != NULL);
  priv->retry_after = seconds;
}

/**
 * spt_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds until it is worth to try again; 0 where nothing was said
 */
guint
spt_error_get_retry_after (const GError *error)
{
  const SptErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->retry_after : 0;
}

/**
 * spt_error_new:
 * @code: the error
 * @format: (nullable): what happened, in English, for logs and developers
 * @...: its arguments
 *
 * Returns: (transfer full): the error
 */
GError *
spt_error_new (SptError code, const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (SPT_ERROR, (int) code, format, args);
  va_end (args);
  return error;
}

/**
 * spt_set_field_error:
 * @error: (out) (optional): where to put it
 * @field: the dotted name of the field
 * @format: what is wrong with it, in English
 * @...: its arguments
 *
 * Sets %SPT_ERROR_INVALID_FIELD for a field.
 */
void
spt_set_field_error (GError **error, const char *field, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  g_return_if_fail (*error == NULL);
  *error = g_error_new_valist (SPT_ERROR, SPT_ERROR_INVALID_FIELD, format, args);
  va_end (args);
  spt_error_set_field (*error, field);
}

/**
 * spt_set_state_error:
 * @error: (out) (optional): where to put it
 * @state: the state that was found, by its wire name
 * @format: what was not possible, in English
 * @...: its arguments
 *
 * Sets %SPT_ERROR_WRONG_STATE for a transition that the state does not allow.
 */
void
spt_set_state_error (GError **error, const char *state, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  g_return_if_fail (*error == NULL);
  *error = g_error_new_valist (SPT_ERROR, SPT_ERROR_WRONG_STATE, format, args);
  va_end (args);
  spt_error_set_state (*error, state);
}
