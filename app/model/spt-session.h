/* SPDX-License-Identifier: EUPL-1.2 */
/* What one window works with: the connection to a backend, as a citizen or as an operator. */
#pragma once

#include "model/spt-meeting.h"
#include "model/spt-records.h"
#include "model/spt-visits.h"
#include "wire/spt-wire-event.h"

G_BEGIN_DECLS

/**
 * SptConnection:
 * @SPT_CONNECTION_OFFLINE: not connected; `retry-at` tells when it is tried again by itself
 * @SPT_CONNECTION_CONNECTING: being tried
 * @SPT_CONNECTION_ONLINE: requests are answered
 */
typedef enum
{
  SPT_CONNECTION_OFFLINE,
  SPT_CONNECTION_CONNECTING,
  SPT_CONNECTION_ONLINE,
} SptConnection;
#define SPT_TYPE_CONNECTION (spt_connection_get_type ())
GType spt_connection_get_type (void);

/**
 * SptSessionMode:
 *
 * Whose window it is.
 */
typedef enum
{
  SPT_SESSION_CITIZEN,
  SPT_SESSION_OPERATOR,
} SptSessionMode;
#define SPT_TYPE_SESSION_MODE (spt_session_mode_get_type ())
GType spt_session_mode_get_type (void);

/**
 * SptSession:
 *
 * The app's truth, one writer: replies and events pass through spt_session_apply(). Properties, all
 * read-only: `mode`, `connection`, `retry-at` (int64), `organization-name`, `zone` (GTimeZone of the
 * office), `privacy-notice`, `privacy-version`, `offices` (GListModel of SptOffice), `services`
 * (GListModel of SptService), `appointments` (GListModel of SptAppointment, by start: this citizen's,
 * known by tokens kept in the secret service), `ticket` (SptTicket, nullable: the citizen's in the
 * queue), `meeting` (SptMeeting, nullable: of the citizen's ticket or of the operator's desk),
 * `can-remember` (boolean: the citizen's data can be kept on this computer, as far as is known),
 * `signed-in` (boolean), `desk` (SptDesk, nullable), `queue` (GListModel of SptTicket, the next first).
 * Signals: `incoming-call` (SptMeeting): it rings for the citizen; `notice` (SptError code): something
 * that happened without being asked for, as a session that has expired.
 */
#define SPT_TYPE_SESSION (spt_session_get_type ())
G_DECLARE_FINAL_TYPE (SptSession, spt_session, SPT, SESSION, GObject)

/* @base_url as the backend tells it (`https://host` or `http://127.0.0.1:4711`); @profile separates
 * the secrets of several windows (`default`). */
SptSession *spt_session_new (SptSessionMode mode, const char *base_url, const char *profile);
/* Connects, loads and stays connected until disposed; never fails, see `connection`. */
void spt_session_start (SptSession *self);
/* Tries again now. */
void spt_session_retry (SptSession *self);
/* Media settings for calls made by this session; see SptPeerSettings. @loopback is for tests. */
void spt_session_set_media (SptSession *self, gboolean loopback, const char *test_label);
/* @uri names a PNG or SVG picture, `resource://` too, that stands in for a camera that is not there. */
void spt_session_set_test_picture (SptSession *self, const char *uri);

SptSessionMode spt_session_get_mode (SptSession *self);
SptConnection spt_session_get_connection (SptSession *self);
gint64 spt_session_get_retry_at (SptSession *self);
const char *spt_session_get_organization_name (SptSession *self);
const char *spt_session_get_privacy_notice (SptSession *self);
const char *spt_session_get_privacy_version (SptSession *self);
GTimeZone *spt_session_get_zone (SptSession *self);
GListModel *spt_session_get_offices (SptSession *self);
GListModel *spt_session_get_services (SptSession *self);
GListModel *spt_session_get_appointments (SptSession *self);
SptTicket *spt_session_get_ticket (SptSession *self);
SptMeeting *spt_session_get_meeting (SptSession *self);
gboolean spt_session_get_signed_in (SptSession *self);
SptDesk *spt_session_get_desk (SptSession *self);
GListModel *spt_session_get_queue (SptSession *self);

/* The one place where the app's truth changes. */
void spt_session_apply (SptSession *self, const SptWireEvent *event);

/* Every verb below fails with an error of the domain SPT_ERROR, whose code the page turns into words. */

/* (transfer full): GListModel of SptDay, all days of @month (`YYYY-MM`) */
void spt_session_load_days_async (SptSession *self,
                                  SptService *service,
                                  const char *month,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GListModel *spt_session_load_days_finish (SptSession *self, GAsyncResult *result, GError **error);

/* (transfer full): GListModel of SptSlot, the free ones of @date */
void spt_session_load_slots_async (SptSession *self,
                                   SptService *service,
                                   const char *date,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GListModel *spt_session_load_slots_finish (SptSession *self, GAsyncResult *result, GError **error);

/* (transfer full): the hold with its token */
void spt_session_hold_async (SptSession *self,
                             SptService *service,
                             SptSlot *slot,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
SptWireHold *spt_session_hold_finish (SptSession *self, GAsyncResult *result, GError **error);
/* Gives a slot back; nobody waits for it. */
void spt_session_release_hold (SptSession *self, const SptWireHold *hold);

/* Books; a repeat of the same @request after a lost answer is the same booking. (transfer full) */
void spt_session_book_async (SptSession *self,
                             const SptWireHold *hold,
                             const SptWireAppointmentRequest *request,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
SptAppointment *spt_session_book_finish (SptSession *self, GAsyncResult *result, GError **error);

/* Adds the appointment of a code and e-mail address to `appointments`. (transfer full) */
void spt_session_open_appointment_async (SptSession *self,
                                         const char *code,
                                         const char *email,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
SptAppointment *
spt_session_open_appointment_finish (SptSession *self, GAsyncResult *result, GError **error);

/**
 * spt_session_open_link_async:
 * @self: a citizen's session
 * @link: `sportello:appointment/VISIT#TOKEN`, as it stands in the mail; white space around it is
 *   passed over
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result
 * @data: for @callback
 *
 * Adds the appointment of a link to `appointments` and keeps its token; who is in the queue with it
 * already goes on waiting here. At the backend nothing changes.
 */
void spt_session_open_link_async (SptSession *self,
                                  const char *link,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
/* (transfer full). Errors: %SPT_ERROR_INVALID_FIELD where it is not a whole link;
 * %SPT_ERROR_NOT_FOUND for an unknown visit, a wrong token and one that has expired alike. */
SptAppointment *
spt_session_open_link_finish (SptSession *self, GAsyncResult *result, GError **error);

void spt_session_cancel_async (SptSession *self,
                               SptAppointment *appointment,
                               const char *reason,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean spt_session_cancel_finish (SptSession *self, GAsyncResult *result, GError **error);

/* (transfer full): the iCalendar file */
void spt_session_load_calendar_async (SptSession *self,
                                      SptAppointment *appointment,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
GBytes *spt_session_load_calendar_finish (SptSession *self, GAsyncResult *result, GError **error);

gboolean spt_session_get_can_remember (SptSession *self);
/* What is remembered of the citizen at this computer, by spt_session_keep_person(). */
void spt_session_load_person_async (SptSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* (transfer full) (nullable): %NULL without @error where nothing is remembered; errors are those of
 * the secret service. */
SptWirePerson *
spt_session_load_person_finish (SptSession *self, GAsyncResult *result, GError **error);
/* Remembers @person in place of what was remembered before; nobody waits for it. */
void spt_session_keep_person (SptSession *self, const SptWirePerson *person);
void spt_session_forget_person (SptSession *self);

/* On success `ticket` and `meeting` are set. */
void spt_session_check_in_async (SptSession *self,
                                 SptAppointment *appointment,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean spt_session_check_in_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_enter_queue_async (SptSession *self,
                                    const SptWireTicketRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean spt_session_enter_queue_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_leave_queue_async (SptSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean spt_session_leave_queue_finish (SptSession *self, GAsyncResult *result, GError **error);
/* The citizen has read the end of the visit: `ticket` and `meeting` become NULL. */
void spt_session_close_visit (SptSession *self);

/* The operator. The session is kept in the secret service and taken up again by spt_session_start(). */
void spt_session_sign_in_async (SptSession *self,
                                const char *username,
                                const char *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean spt_session_sign_in_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_sign_out_async (SptSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean spt_session_sign_out_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_set_desk_state_async (SptSession *self,
                                       SptDeskState state,
                                       const char *reason,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
gboolean spt_session_set_desk_state_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_call_next_async (SptSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean spt_session_call_next_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_recall_async (SptSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean spt_session_recall_finish (SptSession *self, GAsyncResult *result, GError **error);
void spt_session_complete_async (SptSession *self,
                                 SptOutcome outcome,
                                 const char *notes,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean spt_session_complete_finish (SptSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
