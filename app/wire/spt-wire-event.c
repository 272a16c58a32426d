/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-wire-event.h"

const char *const spt_event_kind_names[] = { "",       "appointment", "ticket",   "desk",  "call",
                                             "signal", "message",     "document", "queue", NULL };

static const SptField spt_wire_event_fields[] = {
  SPT_FIELD_ENUM (SptWireEvent, kind, SPT_REQUIRED, spt_event_kind_names, "Which member is there."),
  SPT_FIELD_INSTANT (SptWireEvent, at, SPT_REQUIRED, "When it happened."),
  SPT_FIELD_OBJECT (SptWireEvent,
                    appointment,
                    SPT_OPTIONAL,
                    spt_wire_appointment,
                    "The appointment as it is now."),
  SPT_FIELD_OBJECT (SptWireEvent,
                    ticket,
                    SPT_OPTIONAL,
                    spt_wire_ticket,
                    "The ticket as it is now."),
  SPT_FIELD_OBJECT (SptWireEvent, desk, SPT_OPTIONAL, spt_wire_desk, "The desk as it is now."),
  SPT_FIELD_OBJECT (SptWireEvent, call, SPT_OPTIONAL, spt_wire_call, "The call as it is now."),
  SPT_FIELD_OBJECT (SptWireEvent, signal, SPT_OPTIONAL, spt_wire_signal, "What was told."),
  SPT_FIELD_OBJECT (SptWireEvent, message, SPT_OPTIONAL, spt_wire_message, "What was written."),
  SPT_FIELD_OBJECT (SptWireEvent,
                    document,
                    SPT_OPTIONAL,
                    spt_wire_document,
                    "The document as it is now."),
  SPT_FIELD_LIST (SptWireEvent,
                  queue,
                  SPT_OPTIONAL,
                  10000,
                  spt_wire_ticket,
                  "The tickets that wait, the next first."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireEvent, spt_wire_event, "Event", "Something that happened.")

static const SptField spt_wire_problem_fields[] = {
  SPT_FIELD_STRING (SptWireProblem,
                    type,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "`about:blank`: the code tells what it is."),
  SPT_FIELD_STRING (SptWireProblem,
                    title,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "A short title, the same each time."),
  SPT_FIELD_INTEGER (SptWireProblem, status, SPT_REQUIRED, 400, 599, "The HTTP status."),
  SPT_FIELD_STRING (SptWireProblem,
                    detail,
                    SPT_OPTIONAL,
                    SPT_FORMAT_TEXT,
                    0,
                    2000,
                    "What happened, for developers."),
  SPT_FIELD_STRING (SptWireProblem,
                    code,
                    SPT_REQUIRED,
                    SPT_FORMAT_SLUG,
                    1,
                    60,
                    "The stable name of the error."),
  SPT_FIELD_STRING (SptWireProblem,
                    field,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    200,
                    "The dotted name of the field that is wrong."),
  SPT_FIELD_STRING (SptWireProblem,
                    state,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    40,
                    "The state that was found, where it forbade the change."),
  SPT_FIELD_STRING (SptWireProblem,
                    request_id,
                    SPT_OPTIONAL,
                    SPT_FORMAT_LINE,
                    0,
                    64,
                    "The request, as the log has it."),
  SPT_FIELD_END,
};
SPT_WIRE_DEFINE (SptWireProblem, spt_wire_problem, "Problem", "Why a request failed (RFC 9457).")

/**
 * spt_wire_problem_from_error:
 * @error: what went wrong
 * @request_id: (nullable): the request, as the log has it
 *
 * Makes the body of an answer. An error of a foreign domain is an internal one, and its text stays
 * in the log.
 *
 * Returns: (transfer full): the problem
 */
SptWireProblem *
spt_wire_problem_from_error (const GError *error, const char *request_id)
{
  SptWireProblem *problem = spt_wire_problem_new ();
  SptError code = SPT_ERROR_INTERNAL;

  if (error->domain == SPT_ERROR && spt_error_status ((SptError) error->code) != 0)
    code = (SptError) error->code;
  problem->type = g_strdup ("about:blank");
  problem->title = g_strdup (spt_error_title (code));
  problem->status = spt_error_status (code);
  problem->code = g_strdup (spt_error_name (code));
  problem->request_id = g_strdup (request_id);
  if (code == SPT_ERROR_INTERNAL)
    return problem;
  problem->detail = g_utf8_make_valid (error->message, -1);
  problem->field = g_strdup (spt_error_get_field (error));
  problem->state = g_strdup (spt_error_get_state (error));
  return problem;
}

/**
 * spt_wire_problem_to_error:
 * @problem: what the backend answered
 *
 * Returns: (transfer full): the error of the domain SPT_ERROR that it tells
 */
GError *
spt_wire_problem_to_error (const SptWireProblem *problem)
{
  GError *error = spt_error_new (spt_error_from_name (problem->code), "%s",
                                 problem->detail != NULL ? problem->detail : problem->title);

  spt_error_set_field (error, problem->field);
  spt_error_set_state (error, problem->state);
  return error;
}
