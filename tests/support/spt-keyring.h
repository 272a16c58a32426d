/* SPDX-License-Identifier: EUPL-1.2 */
/* A session bus of its own with a real keyring on it, unlocked, in a home of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SptKeyring SptKeyring;

/* Why there cannot be one here, to skip a test with; NULL where there can. */
const char *spt_keyring_missing (void);
/* Starts both and makes the bus the session's: before anything asks for the session bus. */
SptKeyring *spt_keyring_start (void);
/* Ends the keyring; the bus stays. */
void spt_keyring_kill (SptKeyring *self);
/* Ends both and removes what they wrote. */
void spt_keyring_stop (SptKeyring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptKeyring, spt_keyring_stop)

G_END_DECLS
