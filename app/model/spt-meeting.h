/* SPDX-License-Identifier: EUPL-1.2 */
/* The meeting of a citizen and an operator, from the ring to the hand-over of the last document. */
#pragma once

#include <gio/gio.h>

#include "call/spt-frame.h"
#include "call/spt-peer.h"
#include "wire/spt-wire-call.h"

G_BEGIN_DECLS

/**
 * SptMeetingState:
 * @SPT_MEETING_NONE: there is no call; the conversation and the documents of the visit are here already
 * @SPT_MEETING_RINGING: the citizen is rung for; he may answer or decline
 * @SPT_MEETING_CONNECTING: answered, the media are being set up
 * @SPT_MEETING_CONNECTED: the two see or hear each other
 * @SPT_MEETING_RECONNECTING: the path broke and is being rebuilt
 * @SPT_MEETING_ENDED: over; `end` tells how
 */
typedef enum
{
  SPT_MEETING_NONE,
  SPT_MEETING_RINGING,
  SPT_MEETING_CONNECTING,
  SPT_MEETING_CONNECTED,
  SPT_MEETING_RECONNECTING,
  SPT_MEETING_ENDED,
} SptMeetingState;
#define SPT_TYPE_MEETING_STATE (spt_meeting_state_get_type ())
GType spt_meeting_state_get_type (void);
#define SPT_TYPE_CALL_END (spt_call_end_get_type ())
GType spt_call_end_get_type (void);
#define SPT_TYPE_PARTY (spt_party_get_type ())
GType spt_party_get_type (void);
#define SPT_TYPE_DOCUMENT_STATE (spt_document_state_get_type ())
GType spt_document_state_get_type (void);

/**
 * SptMessage:
 *
 * Properties: `id`, `from` (SptParty), `own` (boolean: written on this side), `author`, `text`,
 * `sent-at` (int64), `pending` (boolean: on its way), `failed` (boolean: not sent; it can be sent again).
 */
#define SPT_TYPE_MESSAGE (spt_message_get_type ())
G_DECLARE_FINAL_TYPE (SptMessage, spt_message, SPT, MESSAGE, GObject)

SptParty spt_message_get_from (SptMessage *self);
gboolean spt_message_get_own (SptMessage *self);
const char *spt_message_get_author (SptMessage *self);
const char *spt_message_get_text (SptMessage *self);
gint64 spt_message_get_sent_at (SptMessage *self);
gboolean spt_message_get_pending (SptMessage *self);
gboolean spt_message_get_failed (SptMessage *self);

/**
 * SptDocument:
 *
 * Properties: `id` (nullable until the upload began), `own`, `name`, `media-type` (nullable), `size`
 * (int64 bytes), `state` (SptDocumentState), `progress` (double 0–1, of the upload or download in
 * progress), `transferring` (boolean), `error` (GError boxed, nullable: why the transfer stopped; it
 * can be resumed), `saved-file` (GFile, nullable: where it was last saved or the cached copy is).
 */
#define SPT_TYPE_DOCUMENT (spt_document_get_type ())
G_DECLARE_FINAL_TYPE (SptDocument, spt_document, SPT, DOCUMENT, GObject)

gboolean spt_document_get_own (SptDocument *self);
const char *spt_document_get_name (SptDocument *self);
const char *spt_document_get_media_type (SptDocument *self);
gint64 spt_document_get_size (SptDocument *self);
SptDocumentState spt_document_get_state (SptDocument *self);
double spt_document_get_progress (SptDocument *self);
gboolean spt_document_get_transferring (SptDocument *self);
const GError *spt_document_get_error (SptDocument *self);
GFile *spt_document_get_saved_file (SptDocument *self);

/**
 * SptMeeting:
 *
 * Properties: `visit-id`, `state` (SptMeetingState), `end` (SptCallEnd), `channel` (SptChannel),
 * `other-name`, `rang-at`, `ring-until`, `attempt`, `connected-at` (int64 instant, 0 before),
 * `messages` (GListModel of SptMessage), `documents` (GListModel of SptDocument), `unread` (uint
 * messages since spt_meeting_mark_read()), `peer` (SptPeer, nullable: the media while there is a call),
 * `quality` (SptCallQuality), `error` (GError boxed, nullable: why the media failed),
 * `has-camera`, `has-microphone` (booleans: a device, not a test source).
 * Signals: `remote-frame` (SptFrame), `local-frame` (SptFrame), both in the main context.
 * Microphone and camera are writable: `microphone`, `camera`; `remote-microphone`, `remote-camera`
 * are the other side's word.
 */
#define SPT_TYPE_MEETING (spt_meeting_get_type ())
G_DECLARE_FINAL_TYPE (SptMeeting, spt_meeting, SPT, MEETING, GObject)

SptMeetingState spt_meeting_get_state (SptMeeting *self);
SptCallEnd spt_meeting_get_end (SptMeeting *self);
SptChannel spt_meeting_get_channel (SptMeeting *self);
const char *spt_meeting_get_other_name (SptMeeting *self);
gint64 spt_meeting_get_ring_until (SptMeeting *self);
guint spt_meeting_get_attempt (SptMeeting *self);
gint64 spt_meeting_get_connected_at (SptMeeting *self);
GListModel *spt_meeting_get_messages (SptMeeting *self);
GListModel *spt_meeting_get_documents (SptMeeting *self);
guint spt_meeting_get_unread (SptMeeting *self);
void spt_meeting_mark_read (SptMeeting *self);
SptPeer *spt_meeting_get_peer (SptMeeting *self);
const GError *spt_meeting_get_error (SptMeeting *self);
gboolean spt_meeting_get_microphone (SptMeeting *self);
void spt_meeting_set_microphone (SptMeeting *self, gboolean on);
gboolean spt_meeting_get_camera (SptMeeting *self);
void spt_meeting_set_camera (SptMeeting *self, gboolean on);
gboolean spt_meeting_get_remote_microphone (SptMeeting *self);
gboolean spt_meeting_get_remote_camera (SptMeeting *self);

/* The citizen answers or declines; either side hangs up. Errors: SPT_ERROR. */
void spt_meeting_answer_async (SptMeeting *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean spt_meeting_answer_finish (SptMeeting *self, GAsyncResult *result, GError **error);
void spt_meeting_end_async (SptMeeting *self,
                            SptCallEnd end,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean spt_meeting_end_finish (SptMeeting *self, GAsyncResult *result, GError **error);

/* Adds the message at once as pending; on failure it stays, marked failed. */
void spt_meeting_send_message (SptMeeting *self, const char *text);
void spt_meeting_resend (SptMeeting *self, SptMessage *message);

/* Adds the document at once and uploads it (tus); interrupted transfers resume by themselves when the
 * backend is back. Returns: (transfer none): the new document. */
SptDocument *spt_meeting_send_file (SptMeeting *self, GFile *file);
void spt_meeting_cancel_transfer (SptMeeting *self, SptDocument *document);
void spt_meeting_retry_transfer (SptMeeting *self, SptDocument *document);

/* Downloads to @target, or to a private cached copy where it is NULL (to open it, or to drag it out).
 * Returns: (transfer full): the file */
void spt_meeting_save_document_async (SptMeeting *self,
                                      SptDocument *document,
                                      GFile *target,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
GFile *spt_meeting_save_document_finish (SptMeeting *self, GAsyncResult *result, GError **error);

G_END_DECLS
