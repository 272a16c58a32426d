/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptServiceKind:
 * @SPT_SERVICES_ALL: every service
 * @SPT_SERVICES_BOOKABLE: those that can be booked
 * @SPT_SERVICES_WALK_IN: those that can be asked for now, with how things stand at their offices
 */
typedef enum
{
  SPT_SERVICES_ALL,
  SPT_SERVICES_BOOKABLE,
  SPT_SERVICES_WALK_IN,
} SptServiceKind;

/**
 * SptServiceList:
 *
 * The services in groups by office, narrowed down by words. Signal: `chosen` (SptService).
 */
#define SPT_TYPE_SERVICE_LIST (spt_service_list_get_type ())
G_DECLARE_FINAL_TYPE (SptServiceList, spt_service_list, SPT, SERVICE_LIST, AdwBin)

void spt_service_list_set_session (SptServiceList *self, SptSession *session, SptServiceKind kind);
void spt_service_list_set_search (SptServiceList *self, const char *text);

G_END_DECLS
