/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/spt-error.h"

typedef struct
{
  const char *what;
  const char *advice;
} Words;

static const Words words[] = {
  [SPT_ERROR_INTERNAL] = { N_ ("Something went wrong at the service."),
                           N_ ("Please try again in a moment.") },
  [SPT_ERROR_BAD_JSON] = { N_ ("The service did not understand this program."),
                           N_ ("Please update the program.") },
  [SPT_ERROR_BAD_REQUEST] = { N_ ("The service did not understand this program."),
                              N_ ("Please update the program.") },
  [SPT_ERROR_TOO_LARGE] = { N_ ("That is too large."), N_ ("Please shorten it, or send less.") },
  [SPT_ERROR_UNSUPPORTED_MEDIA_TYPE] = { N_ ("The service did not understand this program."),
                                         N_ ("Please update the program.") },
  [SPT_ERROR_INVALID_FIELD] = { N_ ("Something that was filled in is not right."),
                                N_ ("Please check your data.") },
  [SPT_ERROR_UNAUTHENTICATED] = { N_ ("You are no longer signed in."),
                                  N_ ("Please sign in again.") },
  [SPT_ERROR_WRONG_CREDENTIALS] = { N_ ("The data do not match."),
                                    N_ ("Please check what you typed and try again.") },
  [SPT_ERROR_FORBIDDEN] = { N_ ("You are not allowed to do this."),
                            N_ ("Please ask who manages your office.") },
  [SPT_ERROR_NOT_FOUND] = { N_ ("Nothing was found."), N_ ("Please check what you typed.") },
  [SPT_ERROR_METHOD_NOT_ALLOWED] = { N_ ("The service did not understand this program."),
                                     N_ ("Please update the program.") },
  [SPT_ERROR_CONFLICT] = { N_ ("Somebody else has changed this meanwhile."),
                           N_ ("Please look again and repeat what you wanted to do.") },
  [SPT_ERROR_SLOT_TAKEN] = { N_ ("Somebody else has just taken this time."),
                             N_ ("Please choose another one.") },
  [SPT_ERROR_SLOT_NOT_OFFERED] = { N_ ("This time can no longer be booked."),
                                   N_ ("Please choose another one.") },
  [SPT_ERROR_HOLD_EXPIRED] = { N_ ("The time is no longer kept for you."),
                               N_ ("Please choose a time again; your data are still here.") },
  [SPT_ERROR_TOO_MANY_BOOKINGS] = { N_ ("There are already many bookings with this e-mail "
                                        "address."),
                                    N_ ("Please cancel one that you do not need.") },
  [SPT_ERROR_OFFICE_CLOSED] = { N_ ("The office does not take more people now."),
                                N_ ("Please book an appointment instead.") },
  [SPT_ERROR_TOO_EARLY] = { N_ ("It is too early for that."), N_ ("Please try again later.") },
  [SPT_ERROR_TOO_LATE] = { N_ ("It is too late for that."), N_ ("Please book another time.") },
  [SPT_ERROR_QUEUE_EMPTY] = { N_ ("Nobody is waiting."), N_ ("You can call when somebody comes.") },
  [SPT_ERROR_WRONG_STATE] = { N_ ("This is not possible any more."),
                              N_ ("Please look at how things stand now.") },
  [SPT_ERROR_OFFSET_MISMATCH] = { N_ ("The transfer of the document was interrupted."),
                                  N_ ("Please try again.") },
  [SPT_ERROR_CHECKSUM_MISMATCH] = { N_ ("The document was damaged on its way."),
                                    N_ ("Please try again.") },
  [SPT_ERROR_TYPE_NOT_ALLOWED] = { N_ ("Documents of this kind are not accepted."),
                                   N_ ("Please send a PDF or a picture.") },
  [SPT_ERROR_QUOTA_EXCEEDED] = { N_ ("The documents are too many or too large."),
                                 N_ ("Please send smaller ones.") },
  [SPT_ERROR_PRECONDITION_FAILED] = { N_ ("Somebody else has changed this meanwhile."),
                                      N_ ("Please look again and repeat what you wanted to do.") },
  [SPT_ERROR_IDEMPOTENCY_MISMATCH] = { N_ ("This was already sent with other data."),
                                       N_ ("Please begin again.") },
  [SPT_ERROR_RATE_LIMITED] = { N_ ("That was too often in a short time."),
                               N_ ("Please wait a moment and try again.") },
  [SPT_ERROR_OVERLOADED] = { N_ ("The service is very busy."),
                             N_ ("Please wait a moment and try again.") },
  [SPT_ERROR_UNREACHABLE] = { N_ ("The service does not answer."),
                              N_ ("Please check the connection and try again.") },
  [SPT_ERROR_BAD_ANSWER] = { N_ ("The answer of the service could not be understood."),
                             N_ ("Please try again, or update the program.") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == SPT_N_ERRORS);

static const Words no_space = { N_ ("There is no room left on this computer."),
                                N_ ("Please free some and try again.") };
static const Words no_file = { N_ ("The file is not there any more."),
                               N_ ("Please choose another one.") };
static const Words no_permission = { N_ ("The file cannot be read or written."),
                                     N_ ("Please choose another place.") };
static const Words unknown = { N_ ("That did not work."), N_ ("Please try again.") };

static const Words *
words_of (const GError *error)
{
  if (error == NULL)
    return &unknown;
  if (error->domain == SPT_ERROR && error->code >= 0 && error->code < SPT_N_ERRORS)
    return &words[error->code];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return &no_space;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return &no_file;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return &no_permission;
  return &unknown;
}

/**
 * spt_error_text_what:
 * @error: (nullable): of the domain SPT_ERROR or G_IO_ERROR
 *
 * Returns: the translated sentence that says what happened
 */
const char *
spt_error_text_what (const GError *error)
{
  return _ (words_of (error)->what);
}

/**
 * spt_error_text_advice:
 * @error: (nullable): of the domain SPT_ERROR or G_IO_ERROR
 *
 * Returns: the translated sentence that says what to do
 */
const char *
spt_error_text_advice (const GError *error)
{
  return _ (words_of (error)->advice);
}

/**
 * spt_error_text:
 * @error: (nullable): of the domain SPT_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full): both sentences, for a toast or a line of text
 */
char *
spt_error_text (const GError *error)
{
  const Words *found = words_of (error);

  return g_strdup_printf ("%s %s", _ (found->what), _ (found->advice));
}
