/* SPDX-License-Identifier: EUPL-1.2 */
/* What the resources of a visit have in common; of use inside api/ only. */
#pragma once

#include "backend/api/sptd-api.h"

G_BEGIN_DECLS

gboolean sptd_access_visit (SptdDatabase *database,
                            const SptdRequest *request,
                            const char *visit_id,
                            GError **error);
gboolean sptd_access_going_visit (SptdDatabase *database,
                                  const SptdRequest *request,
                                  const char *visit_id,
                                  GError **error);
SptParty sptd_access_party (const SptdRequest *request);

G_END_DECLS
