/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptConsentGroup:
 *
 * The privacy notice, to be read here, and the word that it was. Property: `given` (boolean,
 * read-only).
 */
#define SPT_TYPE_CONSENT_GROUP (spt_consent_group_get_type ())
G_DECLARE_FINAL_TYPE (SptConsentGroup, spt_consent_group, SPT, CONSENT_GROUP, AdwBin)

void spt_consent_group_set_session (SptConsentGroup *self, SptSession *session);
gboolean spt_consent_group_get_given (SptConsentGroup *self);
gboolean spt_consent_group_check (SptConsentGroup *self);
void spt_consent_group_clear (SptConsentGroup *self);

G_END_DECLS
