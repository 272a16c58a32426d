/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptCodePage:
 *
 * Finds an appointment by its code and the e-mail address, or by the link of its mail. Signal: `opened` (SptAppointment).
 */
#define SPT_TYPE_CODE_PAGE (spt_code_page_get_type ())
G_DECLARE_FINAL_TYPE (SptCodePage, spt_code_page, SPT, CODE_PAGE, AdwBin)

GtkWidget *spt_code_page_new (SptSession *session);

void spt_code_page_begin (SptCodePage *self, const char *code);

G_END_DECLS
