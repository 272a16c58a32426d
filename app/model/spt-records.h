/* SPDX-License-Identifier: EUPL-1.2 */
/* What the counter offers, as objects for lists: offices, services, days and slots. Read-only outside
 * model/; SptSession keeps them up to date, and a view binds to their properties. */
#pragma once

#include <gio/gio.h>

#include "wire/spt-wire-office.h"

G_BEGIN_DECLS

/**
 * SptOffice:
 *
 * Properties, all read-only and notified: `id`, `name`, `description` (nullable), `address`
 * (nullable), `telephone` (nullable), `open` (boolean), `closes-at`, `opens-at` (int64 instants,
 * 0 unknown), `desks`, `waiting` (uint), `wait-low`, `wait-high` (int64 seconds; high 0: cannot be told).
 */
#define SPT_TYPE_OFFICE (spt_office_get_type ())
G_DECLARE_FINAL_TYPE (SptOffice, spt_office, SPT, OFFICE, GObject)

const char *spt_office_get_id (SptOffice *self);
const char *spt_office_get_name (SptOffice *self);
const char *spt_office_get_description (SptOffice *self);
const char *spt_office_get_address (SptOffice *self);
const char *spt_office_get_telephone (SptOffice *self);
gboolean spt_office_get_open (SptOffice *self);
gint64 spt_office_get_closes_at (SptOffice *self);
gint64 spt_office_get_opens_at (SptOffice *self);
guint spt_office_get_desks (SptOffice *self);
guint spt_office_get_waiting (SptOffice *self);
gint64 spt_office_get_wait_low (SptOffice *self);
gint64 spt_office_get_wait_high (SptOffice *self);

/**
 * SptRequirement:
 *
 * A document to prepare. Properties: `name`, `description` (nullable), `necessary`.
 */
#define SPT_TYPE_REQUIREMENT (spt_requirement_get_type ())
G_DECLARE_FINAL_TYPE (SptRequirement, spt_requirement, SPT, REQUIREMENT, GObject)

const char *spt_requirement_get_name (SptRequirement *self);
const char *spt_requirement_get_description (SptRequirement *self);
gboolean spt_requirement_get_necessary (SptRequirement *self);

/**
 * SptService:
 *
 * Properties: `id`, `office` (SptOffice), `name`, `description` (nullable), `duration` (int64
 * seconds), `video`, `voice`, `bookable`, `walk-in` (booleans), `requirements` (GListModel of
 * SptRequirement).
 */
#define SPT_TYPE_SERVICE (spt_service_get_type ())
G_DECLARE_FINAL_TYPE (SptService, spt_service, SPT, SERVICE, GObject)

const char *spt_service_get_id (SptService *self);
SptOffice *spt_service_get_office (SptService *self);
const char *spt_service_get_name (SptService *self);
const char *spt_service_get_description (SptService *self);
gint64 spt_service_get_duration (SptService *self);
gboolean spt_service_get_video (SptService *self);
gboolean spt_service_get_voice (SptService *self);
gboolean spt_service_get_bookable (SptService *self);
gboolean spt_service_get_walk_in (SptService *self);
GListModel *spt_service_get_requirements (SptService *self);
/* Whether every word of @text begins a word of the name, description, keywords or office's name,
 * without regard to case and accents; everything matches an empty text. */
gboolean spt_service_matches (SptService *self, const char *text);

/**
 * SptDay:
 *
 * Properties: `date` (`YYYY-MM-DD`), `open`, `free` (uint: different starts that can be booked).
 */
#define SPT_TYPE_DAY (spt_day_get_type ())
G_DECLARE_FINAL_TYPE (SptDay, spt_day, SPT, DAY, GObject)

const char *spt_day_get_date (SptDay *self);
gboolean spt_day_get_open (SptDay *self);
guint spt_day_get_free (SptDay *self);

/**
 * SptSlot:
 *
 * Properties: `start`, `end` (int64 instants), `free` (uint desks).
 */
#define SPT_TYPE_SLOT (spt_slot_get_type ())
G_DECLARE_FINAL_TYPE (SptSlot, spt_slot, SPT, SLOT, GObject)

gint64 spt_slot_get_start (SptSlot *self);
gint64 spt_slot_get_end (SptSlot *self);
guint spt_slot_get_free (SptSlot *self);

G_END_DECLS
