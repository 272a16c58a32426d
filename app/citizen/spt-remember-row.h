/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptRememberRow:
 *
 * Asks whether personal data are remembered on this computer, and does so: what is remembered is
 * found again by spt_remember_row_look(), and erased as soon as the line is unticked. It is not there
 * where there is no keyring. Signal: `found`: spt_remember_row_get_person() has something to offer.
 */
#define SPT_TYPE_REMEMBER_ROW (spt_remember_row_get_type ())
G_DECLARE_FINAL_TYPE (SptRememberRow, spt_remember_row, SPT, REMEMBER_ROW, AdwActionRow)

GtkWidget *spt_remember_row_new (void);
void spt_remember_row_set_session (SptRememberRow *self, SptSession *session);
void spt_remember_row_look (SptRememberRow *self);
const SptWirePerson *spt_remember_row_get_person (SptRememberRow *self);
void spt_remember_row_keep (SptRememberRow *self, const SptWirePerson *person, gboolean whole);

G_END_DECLS
