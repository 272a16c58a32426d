/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gst/sdp/sdp.h>

#include "call/spt-call-error.h"

G_BEGIN_DECLS

/* The largest description that is looked at, in bytes; ours have some 3,000. */
#define SPT_SDP_MAX_SIZE (32 * 1024)

/* The longest candidate line that is looked at, in bytes. */
#define SPT_SDP_MAX_CANDIDATE 512

#define SPT_SDP_MAX_MEDIA 8

/*
 * What a checked description says.
 * fingerprint: SHA-256 of the other side's certificate, as 64 upper-case hexadecimal digits.
 * tag: (nullable) the offer that is answered, or the offer's own tag.
 * video_payload, audio_payload: payload type of VP8 and Opus, or -1.
 */
typedef struct
{
  char *fingerprint;
  char *tag;
  int video_payload;
  int audio_payload;
} SptSdpFacts;

void spt_sdp_facts_clear (SptSdpFacts *facts);

/*
 * Parses a description of the other side and checks it against the allow-list: one certificate
 * named by SHA-256, one bundle of all sections, and no codec but VP8, its retransmission, Opus and
 * data channels. Returns (transfer full) the message, or NULL with SPT_CALL_ERROR; facts is filled
 * only in the first case.
 */
GstSDPMessage *spt_sdp_parse (const char *text, SptSdpFacts *facts, GError **error);

/* Whether a candidate line has an acceptable form; an empty one means the end of candidates. */
gboolean spt_sdp_check_candidate (const char *candidate, GError **error);

/* (transfer full) (nullable): SHA-256 of a certificate in PEM, in the form of SptSdpFacts. */
char *spt_sdp_fingerprint_of_pem (const char *pem);

/* (transfer full): the description with a tag that says which offer it makes or answers. */
char *spt_sdp_with_tag (const char *sdp, const char *tag);

G_END_DECLS
