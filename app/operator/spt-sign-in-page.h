/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptSignInPage:
 *
 * Where an operator says who he is.
 */
#define SPT_TYPE_SIGN_IN_PAGE (spt_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (SptSignInPage, spt_sign_in_page, SPT, SIGN_IN_PAGE, AdwBin)

GtkWidget *spt_sign_in_page_new (SptSession *session);
void spt_sign_in_page_add_sample_login (SptSignInPage *self,
                                        const char *name,
                                        const char *username,
                                        const char *password);

G_END_DECLS
