/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/*
 * The gate that no media passes before the other side's certificate is known to be the right one.
 *
 * The media framework itself compares nothing: with a falsified fingerprint it connects and plays.
 * So outgoing media stand behind valves that drop, incoming pads are blocked, and both open only
 * when the SHA-256 of the certificate met in the DTLS handshake equals the one that came with
 * the description. It decides in whichever thread brings the second of the two. All functions may
 * be called in any thread.
 */
typedef struct _SptGuard SptGuard;

typedef enum
{
  SPT_GUARD_WAITING,
  SPT_GUARD_OPENED,
  SPT_GUARD_OPEN,
  SPT_GUARD_REFUSED,
} SptGuardVerdict;

SptGuard *spt_guard_new (void);
void spt_guard_free (SptGuard *self);

/* Lets go of all elements and pads, without opening anything. */
void spt_guard_clear (SptGuard *self);

/* Puts a valve under guard, closed. It opens when the guard does and it is wanted open. */
void spt_guard_add_valve (SptGuard *self, GstElement *valve, gboolean wanted);

/* Whether a guarded valve should be open as far as the user is concerned. */
void spt_guard_set_wanted (SptGuard *self, GstElement *valve, gboolean wanted);

/* Blocks a pad until the guard opens; does nothing when it is open. */
void spt_guard_hold_pad (SptGuard *self, GstPad *pad);

/* The certificate that the description named; see SptSdpFacts for the form. */
SptGuardVerdict spt_guard_expect (SptGuard *self, const char *fingerprint);

/* The certificate that was met; NULL when it could not be read, which refuses. SPT_GUARD_OPENED
 * is returned by the one call that opened it. A refusal is final. */
SptGuardVerdict spt_guard_present (SptGuard *self, const char *fingerprint);

gboolean spt_guard_is_open (SptGuard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptGuard, spt_guard_free)

G_END_DECLS
