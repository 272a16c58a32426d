/* SPDX-License-Identifier: EUPL-1.2 */
/* The organization, its offices with their calendars, and its services. */
#pragma once

#include "backend/domain/sptd-calendar.h"
#include "backend/store/sptd-database.h"
#include "wire/spt-wire-office.h"

G_BEGIN_DECLS

/**
 * SptdOrganization:
 * @zone: the zone of opening hours and of dates
 * @always_open: whether every office receives at every hour
 *
 * The organization as the rules need it.
 */
typedef struct
{
  char *name;
  char *short_name;
  char *time_zone;
  char *default_language;
  char *privacy_notice_version;
  char *privacy_notice;
  gint64 lead_minutes;
  gint64 horizon_days;
  gboolean always_open;
  GTimeZone *zone;
} SptdOrganization;

void sptd_organization_free (SptdOrganization *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdOrganization, sptd_organization_free)

/**
 * SptdService:
 * @minutes: how long a visit is planned for
 * @buffer_minutes: what is kept free behind it
 * @target_wait_minutes: after how long a walk-in is due
 *
 * A service as the rules need it.
 */
typedef struct
{
  char *id;
  char *office_id;
  char *name;
  char *prefix;
  gint64 minutes;
  gint64 buffer_minutes;
  gint64 target_wait_minutes;
  gboolean bookable;
  gboolean walk_in;
  GStrv channels;
} SptdService;

void sptd_service_free (SptdService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptdService, sptd_service_free)

SptdOrganization *sptd_store_organization_load (SptdDatabase *db, GError **error);
SptdService *sptd_store_service_load (SptdDatabase *db, const char *id, GError **error);
SptdCalendar *sptd_store_calendar_load (SptdDatabase *db,
                                        const SptdOrganization *organization,
                                        const char *office_id,
                                        GError **error);

GPtrArray *sptd_store_offices_list (SptdDatabase *db, gint64 now, GError **error);
GPtrArray *sptd_store_services_list (SptdDatabase *db, const char *office_id, GError **error);
GPtrArray *sptd_store_requirements_load (SptdDatabase *db, const char *service_id, GError **error);
gboolean sptd_service_has_channel (const SptdService *self, SptChannel channel);

G_END_DECLS
