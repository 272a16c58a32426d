/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-visits.h"

G_BEGIN_DECLS

/**
 * SptQueueRow:
 *
 * One who waits: number, booked or walk-in, service, since when.
 */
#define SPT_TYPE_QUEUE_ROW (spt_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (SptQueueRow, spt_queue_row, SPT, QUEUE_ROW, AdwBin)

GtkWidget *spt_queue_row_new (void);
void spt_queue_row_bind (SptQueueRow *self, SptTicket *ticket, GTimeZone *zone);
void spt_queue_row_unbind (SptQueueRow *self);

G_END_DECLS
