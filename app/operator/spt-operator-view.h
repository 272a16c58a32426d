/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptOperatorView:
 *
 * What an operator's window shows: the sign-in page, then the desk. It brings its own header bars.
 *
 * Properties: `session` (construct-only).
 */
#define SPT_TYPE_OPERATOR_VIEW (spt_operator_view_get_type ())
G_DECLARE_FINAL_TYPE (SptOperatorView, spt_operator_view, SPT, OPERATOR_VIEW, AdwBin)

/**
 * spt_operator_view_new:
 * @session: a session of an operator
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *spt_operator_view_new (SptSession *session);

/**
 * spt_operator_view_add_sample_login:
 * @self: a view
 * @name: what the operator of the sample city is called
 * @username: his name to sign in with
 * @password: his password, which is no secret in a sample
 *
 * Shows the login on the sign-in page with a button that fills the fields in.
 */
void spt_operator_view_add_sample_login (SptOperatorView *self,
                                         const char *name,
                                         const char *username,
                                         const char *password);

G_END_DECLS
