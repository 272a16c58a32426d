/* SPDX-License-Identifier: EUPL-1.2 */
/* The enumerations of the wire and of the model, registered for properties and bindings. */
#include "model/spt-session.h"

G_DEFINE_ENUM_TYPE (SptChannel,
                    spt_channel,
                    G_DEFINE_ENUM_VALUE (SPT_CHANNEL_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_CHANNEL_VIDEO, "video"),
                    G_DEFINE_ENUM_VALUE (SPT_CHANNEL_VOICE, "voice"))

G_DEFINE_ENUM_TYPE (SptAppointmentState,
                    spt_appointment_state,
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_BOOKED, "booked"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_CHECKED_IN, "checked-in"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_NO_SHOW, "no-show"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (SPT_APPOINTMENT_EXPIRED, "expired"))

G_DEFINE_ENUM_TYPE (SptTicketState,
                    spt_ticket_state,
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_AWAY, "away"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_CALLED, "called"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_SERVING, "serving"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_PARKED, "parked"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_TRANSFERRED, "transferred"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_NO_SHOW, "no-show"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_LEFT, "left"))

G_DEFINE_ENUM_TYPE (SptTicketKind,
                    spt_ticket_kind,
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_KIND_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_KIND_BOOKED, "booked"),
                    G_DEFINE_ENUM_VALUE (SPT_TICKET_KIND_WALK_IN, "walk-in"))

G_DEFINE_ENUM_TYPE (SptDeskState,
                    spt_desk_state,
                    G_DEFINE_ENUM_VALUE (SPT_DESK_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_IN_CALL, "in-call"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_WRAP_UP, "wrap-up"),
                    G_DEFINE_ENUM_VALUE (SPT_DESK_PAUSED, "paused"))

G_DEFINE_ENUM_TYPE (SptParty,
                    spt_party,
                    G_DEFINE_ENUM_VALUE (SPT_PARTY_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_PARTY_CITIZEN, "citizen"),
                    G_DEFINE_ENUM_VALUE (SPT_PARTY_OPERATOR, "operator"),
                    G_DEFINE_ENUM_VALUE (SPT_PARTY_OFFICE, "office"))

G_DEFINE_ENUM_TYPE (SptCallEnd,
                    spt_call_end,
                    G_DEFINE_ENUM_VALUE (SPT_CALL_END_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_END_HUNG_UP, "hung-up"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_END_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_END_UNANSWERED, "unanswered"),
                    G_DEFINE_ENUM_VALUE (SPT_CALL_END_FAILED, "failed"))

G_DEFINE_ENUM_TYPE (SptDocumentState,
                    spt_document_state,
                    G_DEFINE_ENUM_VALUE (SPT_DOCUMENT_UNSET, "unset"),
                    G_DEFINE_ENUM_VALUE (SPT_DOCUMENT_UPLOADING, "uploading"),
                    G_DEFINE_ENUM_VALUE (SPT_DOCUMENT_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SPT_DOCUMENT_REMOVED, "removed"))

G_DEFINE_ENUM_TYPE (SptMeetingState,
                    spt_meeting_state,
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_RINGING, "ringing"),
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_RECONNECTING, "reconnecting"),
                    G_DEFINE_ENUM_VALUE (SPT_MEETING_ENDED, "ended"))

G_DEFINE_ENUM_TYPE (SptConnection,
                    spt_connection,
                    G_DEFINE_ENUM_VALUE (SPT_CONNECTION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (SPT_CONNECTION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SPT_CONNECTION_ONLINE, "online"))

G_DEFINE_ENUM_TYPE (SptSessionMode,
                    spt_session_mode,
                    G_DEFINE_ENUM_VALUE (SPT_SESSION_CITIZEN, "citizen"),
                    G_DEFINE_ENUM_VALUE (SPT_SESSION_OPERATOR, "operator"))
