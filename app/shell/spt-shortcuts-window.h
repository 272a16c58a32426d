/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows above @parent what can be done with the keyboard. */
void spt_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
