/* SPDX-License-Identifier: EUPL-1.2 */
/* The organization, its offices and services, and when they can be visited. */
#pragma once

#include "wire/spt-table.h"

G_BEGIN_DECLS

typedef enum
{
  SPT_CHANNEL_UNSET,
  SPT_CHANNEL_VIDEO,
  SPT_CHANNEL_VOICE,
} SptChannel;

extern const char *const spt_channel_names[];

typedef struct
{
  char *status;
  char *version;
  gint64 time;
} SptWireStatus;
SPT_WIRE_DECLARE (SptWireStatus, spt_wire_status)

typedef struct
{
  char *name;
  char *short_name;
  char *time_zone;
  char *default_language;
  char *privacy_notice_version;
  char *privacy_notice;
  gint64 max_document_size;
  GStrv document_types;
} SptWireOrganization;
SPT_WIRE_DECLARE (SptWireOrganization, spt_wire_organization)

typedef struct
{
  char *id;
  char *name;
  char *description;
  char *address;
  char *telephone;
  gboolean open;
  gint64 closes_at;
  gint64 opens_at;
  gint64 desks;
  gint64 waiting;
  gint64 wait_low;
  gint64 wait_high;
} SptWireOffice;
SPT_WIRE_DECLARE (SptWireOffice, spt_wire_office)
SPT_WIRE_DECLARE_LIST (spt_wire_office_list)

typedef struct
{
  char *name;
  char *description;
  gboolean necessary;
} SptWireRequirement;
SPT_WIRE_DECLARE (SptWireRequirement, spt_wire_requirement)

typedef struct
{
  char *id;
  char *office_id;
  char *name;
  char *description;
  GStrv keywords;
  char *prefix;
  gint64 duration;
  GStrv channels;
  GPtrArray *requirements;
  gboolean bookable;
  gboolean walk_in;
} SptWireService;
SPT_WIRE_DECLARE (SptWireService, spt_wire_service)
SPT_WIRE_DECLARE_LIST (spt_wire_service_list)

typedef struct
{
  char *office_id;
} SptWireServiceQuery;
SPT_WIRE_DECLARE (SptWireServiceQuery, spt_wire_service_query)

typedef struct
{
  char *month;
} SptWireDayQuery;
SPT_WIRE_DECLARE (SptWireDayQuery, spt_wire_day_query)

typedef struct
{
  char *date;
  gboolean open;
  gint64 free;
} SptWireDay;
SPT_WIRE_DECLARE (SptWireDay, spt_wire_day)
SPT_WIRE_DECLARE_LIST (spt_wire_day_list)

typedef struct
{
  char *date;
} SptWireSlotQuery;
SPT_WIRE_DECLARE (SptWireSlotQuery, spt_wire_slot_query)

typedef struct
{
  gint64 start;
  gint64 end;
  gint64 free;
} SptWireSlot;
SPT_WIRE_DECLARE (SptWireSlot, spt_wire_slot)
SPT_WIRE_DECLARE_LIST (spt_wire_slot_list)

G_END_DECLS
