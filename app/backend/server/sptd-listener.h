/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSocket *sptd_listener_open (const char *address, gboolean allow_remote, GError **error);
char *sptd_listener_uri (GSocket *socket, GError **error);

G_END_DECLS
