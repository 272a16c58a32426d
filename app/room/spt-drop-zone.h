/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-meeting.h"

G_BEGIN_DECLS

/**
 * SptDropZone:
 *
 * A page on which files can be dropped anywhere: while they hover an outline says where they will go,
 * and when they are let go they are sent in the meeting. Folders are refused in words.
 *
 * Properties: `content` (GtkWidget, nullable: the page), `meeting` (SptMeeting, nullable: nothing can
 * be dropped without one).
 * Signals: `dropped` (guint count): so many files were taken.
 */
#define SPT_TYPE_DROP_ZONE (spt_drop_zone_get_type ())
G_DECLARE_FINAL_TYPE (SptDropZone, spt_drop_zone, SPT, DROP_ZONE, AdwBin)

GtkWidget *spt_drop_zone_new (void);
void spt_drop_zone_set_content (SptDropZone *self, GtkWidget *content);
void spt_drop_zone_set_meeting (SptDropZone *self, SptMeeting *meeting);
/* Sends what was chosen in another way by the same rules. @files: (element-type GFile) */
void spt_drop_zone_send (SptDropZone *self, const GSList *files);

G_END_DECLS
