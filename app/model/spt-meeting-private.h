/* SPDX-License-Identifier: EUPL-1.2 */
/* The meeting as the files of model/ know it. spt-meeting.c is the object, -call the ring and the
 * media, -messages and -documents what is exchanged. */
#pragma once

#include "client/spt-client.h"
#include "client/spt-upload.h"
#include "model/spt-meeting.h"
#include "wire/spt-wire-event.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_MEETING_PROP_VISIT_ID = 1,
  SPT_MEETING_PROP_STATE,
  SPT_MEETING_PROP_END,
  SPT_MEETING_PROP_CHANNEL,
  SPT_MEETING_PROP_OTHER_NAME,
  SPT_MEETING_PROP_RANG_AT,
  SPT_MEETING_PROP_RING_UNTIL,
  SPT_MEETING_PROP_ATTEMPT,
  SPT_MEETING_PROP_CONNECTED_AT,
  SPT_MEETING_PROP_MESSAGES,
  SPT_MEETING_PROP_DOCUMENTS,
  SPT_MEETING_PROP_UNREAD,
  SPT_MEETING_PROP_PEER,
  SPT_MEETING_PROP_QUALITY,
  SPT_MEETING_PROP_ERROR,
  SPT_MEETING_PROP_HAS_CAMERA,
  SPT_MEETING_PROP_HAS_MICROPHONE,
  SPT_MEETING_PROP_MICROPHONE,
  SPT_MEETING_PROP_CAMERA,
  SPT_MEETING_PROP_REMOTE_MICROPHONE,
  SPT_MEETING_PROP_REMOTE_CAMERA,
  SPT_MEETING_N_PROPS
} SptMeetingProp;

struct _SptMeeting
{
  GObject parent_instance;

  /* Owned */
  SptClient *client;
  char *visit_id;
  char *token;
  SptPeerSettings *media;
  GCancellable *cancellable;
  GListStore *messages;
  GListStore *documents;

  /* The call: -call.c */
  SptWireCall *call;
  SptPeer *peer;
  GError *error;
  GQueue outgoing; /* SptWireSignalRequest, in order; the head is on its way where `posting` */
  GQueue kept; /* SptWireSignal that came before the peer */
  char *described; /* the last description of the other side */
  SptMeetingState state;
  gint64 connected_at;
  guint failures; /* peers that failed in this call */
  guint restart; /* idle that makes a new peer for one that failed */
  guint signal_timer; /* tries a signal again */
  guint offer_timer; /* asks for an offer that does not come */
  guint epoch; /* counts the calls that `outgoing` was emptied for */
  SptCallEnd ending; /* this side has ended the call, the backend does not yet know */
  gboolean preparing; /* the media framework is being made ready */
  gboolean answering; /* the citizen has answered, the backend does not yet know */
  gboolean posting;
  gboolean microphone;
  gboolean camera;

  /* The conversation: -messages.c */
  guint unread;
  gboolean sending;

  SptParty own;
};

void spt_meeting_notify (SptMeeting *self, SptMeetingProp prop);
void spt_meeting_emit_frame (SptMeeting *self, gboolean remote, SptFrame *frame);
/* Hands what the backend answered to whoever applies events: the signal `reply` (SptWireEvent). */
void spt_meeting_emit_reply (SptMeeting *self, const SptWireEvent *event);
/* Tells the session that a request failed: the signal `trouble` (GError). */
void spt_meeting_emit_trouble (SptMeeting *self, const GError *error);

/* Makes the meeting of a visit for one side. @media is copied; the ICE servers come with the call. */
SptMeeting *spt_meeting_new (SptClient *client,
                             SptParty own,
                             const char *visit_id,
                             const char *token,
                             const SptPeerSettings *media);
const char *spt_meeting_get_visit_id (SptMeeting *self);
const char *spt_meeting_get_call_id (SptMeeting *self);

/* For the session: what events and replies tell. */
void spt_meeting_apply_call (SptMeeting *self, const SptWireCall *call);
void spt_meeting_apply_signal (SptMeeting *self, const SptWireSignal *signal);
void spt_meeting_apply_message (SptMeeting *self, const SptWireMessage *message);
void spt_meeting_apply_document (SptMeeting *self, const SptWireDocument *document);

/* Loads the conversation and the documents, and takes up what a lost connection interrupted. */
void spt_meeting_resume (SptMeeting *self);
/* The visit waits again: there is no call any more. */
void spt_meeting_forget_call (SptMeeting *self);
/* The visit is done: a call that is not known to have ended has. */
void spt_meeting_finish_call (SptMeeting *self);
/* The visit is over or the window goes: ends the media and the transfers. */
void spt_meeting_close (SptMeeting *self);

/* Between the files of the meeting. */
void spt_meeting_set_state (SptMeeting *self, SptMeetingState state);
void spt_meeting_clear_call (SptMeeting *self);
void spt_meeting_resume_call (SptMeeting *self);
/* @error: (transfer full) (nullable) */
void spt_meeting_take_error (SptMeeting *self, GError *error);
void spt_meeting_stop_media (SptMeeting *self);
void spt_meeting_send_signals (SptMeeting *self);
void spt_meeting_load_messages (SptMeeting *self);
void spt_meeting_send_pending (SptMeeting *self);
void spt_meeting_load_documents (SptMeeting *self);
void spt_meeting_resume_transfers (SptMeeting *self);
void spt_meeting_cancel_transfers (SptMeeting *self);

/* === Messages === */

SptMessage *
spt_message_new_own (SptParty from, const char *text); /* pending, with an idempotency key */
SptMessage *spt_message_new (const SptWireMessage *wire, SptParty own);
void spt_message_take (SptMessage *self, const SptWireMessage *wire);
void spt_message_set_failed (SptMessage *self, gboolean failed, gboolean again);
const char *spt_message_get_id (SptMessage *self);
const char *spt_message_get_key (SptMessage *self);
/* Failed because the backend was away: sent again when it is back. */
gboolean spt_message_get_again (SptMessage *self);

/* === Documents === */

SptDocument *spt_document_new_own (GFile *file, const char *name);
SptDocument *spt_document_new (const SptWireDocument *wire, SptParty own);
void spt_document_apply (SptDocument *self, const SptWireDocument *wire);
const SptWireDocument *spt_document_get_wire (SptDocument *self);
const char *spt_document_get_id (SptDocument *self);
/* @error: (transfer full) (nullable) */
void spt_document_set_transfer (SptDocument *self, gboolean transferring, GError *error);
void spt_document_set_progress (SptDocument *self, double progress);
void spt_document_set_size (SptDocument *self, gint64 size);
void spt_document_set_state (SptDocument *self, SptDocumentState state);
void spt_document_set_saved_file (SptDocument *self, GFile *file);
GFile *spt_document_get_source (SptDocument *self);
SptUpload *spt_document_get_upload (SptDocument *self);
void spt_document_set_upload (SptDocument *self, SptUpload *upload);
GCancellable *spt_document_get_cancellable (SptDocument *self);
/* A fresh cancellable for a transfer that begins. */
GCancellable *spt_document_renew_cancellable (SptDocument *self);

G_END_DECLS
