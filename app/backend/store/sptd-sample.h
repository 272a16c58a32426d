/* SPDX-License-Identifier: EUPL-1.2 */
/* The file of a city's set-up as structs, read with the strictness of a request. Of use inside store/
 * only. */
#pragma once

#include "wire/spt-table.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *short_name;
  char *time_zone;
  char *privacy_notice_version;
  char *privacy_notice;
  char *default_language;
  gint64 lead_minutes;
  gint64 horizon_days;
} SptdSampleOrganization;
SPT_WIRE_DECLARE (SptdSampleOrganization, sptd_sample_organization)

/* A date every year, or days from Easter Sunday where there is no month. */
typedef struct
{
  gint64 month;
  gint64 day;
  gint64 easter_offset;
  char *name;
} SptdSampleHoliday;
SPT_WIRE_DECLARE (SptdSampleHoliday, sptd_sample_holiday)

typedef struct
{
  char *date;
  char *name;
} SptdSampleClosure;
SPT_WIRE_DECLARE (SptdSampleClosure, sptd_sample_closure)

typedef struct
{
  gint64 weekday;
  char *from;
  char *until;
  gint64 desks;
} SptdSampleHours;
SPT_WIRE_DECLARE (SptdSampleHours, sptd_sample_hours)

typedef struct
{
  char *name;
  char *description;
  gboolean required;
} SptdSampleDocument;
SPT_WIRE_DECLARE (SptdSampleDocument, sptd_sample_document)

typedef struct
{
  char *id;
  char *name;
  char *description;
  GStrv keywords;
  gint64 minutes;
  gint64 buffer_minutes;
  gint64 target_wait_minutes;
  char *prefix;
  GStrv channels;
  GPtrArray *documents;
  gboolean bookable;
  gboolean walk_in;
} SptdSampleService;
SPT_WIRE_DECLARE (SptdSampleService, sptd_sample_service)

typedef struct
{
  char *id;
  char *name;
  char *description;
  char *address;
  char *telephone;
  char *email;
  gint64 desks;
  GPtrArray *hours;
  GPtrArray *closures;
  GPtrArray *services;
} SptdSampleOffice;
SPT_WIRE_DECLARE (SptdSampleOffice, sptd_sample_office)

typedef struct
{
  char *username;
  char *password;
  char *name;
  GStrv offices;
  GStrv services;
} SptdSampleOperator;
SPT_WIRE_DECLARE (SptdSampleOperator, sptd_sample_operator)

typedef struct
{
  SptdSampleOrganization *organization;
  GPtrArray *holidays;
  GPtrArray *offices;
  GPtrArray *operators;
} SptdSample;
SPT_WIRE_DECLARE (SptdSample, sptd_sample)

SptdSample *sptd_sample_read (const char *file, GError **error);
int sptd_sample_minute (const char *text);

G_END_DECLS
