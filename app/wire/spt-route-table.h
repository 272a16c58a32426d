/* SPDX-License-Identifier: EUPL-1.2 */
/* The table itself; of use inside wire/ only, see spt-routes.h. */
#pragma once

#include "wire/spt-routes.h"

G_BEGIN_DECLS

extern const SptRoute spt_route_table[];

G_END_DECLS
