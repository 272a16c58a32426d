/* SPDX-License-Identifier: EUPL-1.2 */
/* The session as the files of model/ know it. spt-session.c is the object, -apply the one writer,
 * -connection loading, the stream and being away, -booking and -citizen the citizen's verbs, -operator
 * the operator's, -person what is remembered of the citizen. */
#pragma once

#include "client/spt-client.h"
#include "client/spt-event-stream.h"
#include "client/spt-secrets.h"
#include "model/spt-meeting-private.h"
#include "model/spt-model-private.h"
#include "model/spt-session.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_SESSION_PROP_MODE = 1,
  SPT_SESSION_PROP_CONNECTION,
  SPT_SESSION_PROP_RETRY_AT,
  SPT_SESSION_PROP_ORGANIZATION_NAME,
  SPT_SESSION_PROP_ZONE,
  SPT_SESSION_PROP_PRIVACY_NOTICE,
  SPT_SESSION_PROP_PRIVACY_VERSION,
  SPT_SESSION_PROP_OFFICES,
  SPT_SESSION_PROP_SERVICES,
  SPT_SESSION_PROP_APPOINTMENTS,
  SPT_SESSION_PROP_TICKET,
  SPT_SESSION_PROP_MEETING,
  SPT_SESSION_PROP_SIGNED_IN,
  SPT_SESSION_PROP_DESK,
  SPT_SESSION_PROP_QUEUE,
  SPT_SESSION_PROP_CAN_REMEMBER,
  SPT_SESSION_N_PROPS
} SptSessionProp;

struct _SptSession
{
  GObject parent_instance;

  /* Owned */
  SptClient *client;
  SptSecrets *secrets;
  SptEventStream *stream; /* of the active visit or of the operator */
  GCancellable *cancellable;
  SptPeerSettings *media;
  SptWireOrganization *organization;
  GTimeZone *zone;
  GListStore *offices;
  GListStore *services;
  GListStore *appointments;
  GListStore *queue;
  SptTicket *ticket;
  SptMeeting *meeting;
  SptDesk *desk;
  GHashTable *tokens; /* of the citizen's visits, by the visit's id */
  char *operator_token; /* NULL where nobody is signed in */
  char *rung; /* the call and attempt that `incoming-call` was told for */
  char *ticket_request; /* the walk-in that was last asked for, as JSON, with its key */
  char *ticket_key;

  SptSessionMode mode;
  SptConnection connection;
  gint64 retry_at;
  guint pause; /* before the next attempt, in milliseconds */
  guint timer; /* the next attempt, or the next refreshing */
  gboolean started;
  gboolean loading;
  gboolean loaded; /* organization, offices and services are there */
  gboolean secrets_asked;
};

void spt_session_notify (SptSession *self, SptSessionProp prop);
void spt_session_emit_incoming_call (SptSession *self);
void spt_session_emit_notice (SptSession *self, SptError code);

/* === The one writer: -apply === */

void spt_session_apply_organization (SptSession *self, const SptWireOrganization *organization);
void spt_session_apply_offices (SptSession *self, GPtrArray *offices);
void spt_session_apply_services (SptSession *self, GPtrArray *services);
/* Wraps the struct of a reply in an event and applies it. @value: (transfer full) */
void spt_session_apply_reply (SptSession *self, SptEventKind kind, gpointer value);
/* Sets or, with NULL, clears the meeting of a visit. */
void spt_session_set_visit (SptSession *self, const char *visit_id, const char *token);
void spt_session_clear_ticket (SptSession *self);
void spt_session_clear_desk (SptSession *self);
SptAppointment *spt_session_find_appointment (SptSession *self, const char *id);

/* === Being connected: -connection === */

void spt_session_connect (SptSession *self);
void spt_session_disconnect (SptSession *self);
/* Opens the stream of a token, in place of any other; NULL closes it. */
void spt_session_open_stream (SptSession *self, const char *token);
/* Something failed: being away and being signed out are noticed here. */
void spt_session_note_error (SptSession *self, const GError *error);
/* Loads what the stream's owner has: the visit, or the desk. */
void spt_session_reload (SptSession *self);

/* === Requests === */

/**
 * SptSessionDone:
 * @self: the session
 * @answer: (transfer full) (nullable): the struct of the route's answer
 * @task: the verb; the function returns its result
 */
typedef void (*SptSessionDone) (SptSession *self, gpointer answer, GTask *task);

/* @task: (transfer full): of the verb; on failure its error is returned and noted. */
void spt_session_request (SptSession *self,
                          GTask *task,
                          SptRouteId route,
                          const char *param,
                          gconstpointer query,
                          gconstpointer body,
                          const char *token,
                          const char *key,
                          SptSessionDone done);

/* === Sides === */

void spt_session_restore_visits (SptSession *self);
void spt_session_restore_operator (SptSession *self);
void spt_session_reload_visit (SptSession *self);
/* Looks whether a visit is in the queue; if so, and there is no other, it becomes the active one. */
void spt_session_reload_ticket (SptSession *self, const char *visit_id);
void spt_session_reload_desk (SptSession *self);
void spt_session_forget_operator (SptSession *self);
/* Keeps a visit's token, in the secret service too; nothing where @token is NULL. */
void spt_session_keep_visit (SptSession *self, const char *visit_id, const char *token);
const char *spt_session_get_visit_token (SptSession *self, const char *visit_id);

G_END_DECLS
