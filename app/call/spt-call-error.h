/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SPT_CALL_ERROR:
 *
 * The error domain of the media engine.
 */
#define SPT_CALL_ERROR (spt_call_error_quark ())

GQuark spt_call_error_quark (void);

/**
 * SptCallError:
 * @SPT_CALL_ERROR_FAILED: something in the media framework went wrong; the message is technical
 * @SPT_CALL_ERROR_PLUGIN_MISSING: media plugins are not installed; the message names them
 * @SPT_CALL_ERROR_SDP_INVALID: a session description could not be read
 * @SPT_CALL_ERROR_SDP_TOO_LARGE: a session description exceeds %SPT_SDP_MAX_SIZE bytes
 * @SPT_CALL_ERROR_NO_FINGERPRINT: a session description does not name exactly one certificate
 * @SPT_CALL_ERROR_CODEC_REFUSED: a session description offers no codec that is allowed here
 * @SPT_CALL_ERROR_CANDIDATE_INVALID: a network candidate could not be read, or there are too many
 * @SPT_CALL_ERROR_WRONG_STATE: the signal is not expected in the state that the peer is in
 */
typedef enum
{
  SPT_CALL_ERROR_FAILED,
  SPT_CALL_ERROR_PLUGIN_MISSING,
  SPT_CALL_ERROR_SDP_INVALID,
  SPT_CALL_ERROR_SDP_TOO_LARGE,
  SPT_CALL_ERROR_NO_FINGERPRINT,
  SPT_CALL_ERROR_CODEC_REFUSED,
  SPT_CALL_ERROR_CANDIDATE_INVALID,
  SPT_CALL_ERROR_WRONG_STATE,
} SptCallError;

G_END_DECLS
