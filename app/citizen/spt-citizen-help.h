/* SPDX-License-Identifier: EUPL-1.2 */
/* Small things that several of the citizen's pages need. */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

void spt_citizen_toast (GtkWidget *widget, const char *text);
void spt_citizen_toast_error (GtkWidget *widget, const GError *error);
GtkWindow *spt_citizen_window (GtkWidget *widget);
char *spt_citizen_channels (SptService *service);
const char *spt_citizen_channel (SptChannel channel);
char *spt_citizen_language (void);
void spt_citizen_fill_requirements (AdwPreferencesGroup *group, GListModel *requirements);
void
spt_citizen_save_calendar (GtkWidget *widget, SptSession *session, SptAppointment *appointment);

G_END_DECLS
