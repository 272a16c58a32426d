/* SPDX-License-Identifier: EUPL-1.2 */
/* Sends what waits in the outbox. */
#pragma once

#include "backend/mail/sptd-transport.h"
#include "backend/store/sptd-database.h"

G_BEGIN_DECLS

gboolean sptd_outbox_run (SptdDatabase *db,
                          GBytes *master_key,
                          SptdMailTransport *transport,
                          const char *from,
                          gint64 now,
                          gint64 *next,
                          GError **error);

G_END_DECLS
