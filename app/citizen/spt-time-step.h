/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptTimeStep:
 *
 * The day and the time of a visit on one page. Signal: `chosen` (SptSlot).
 */
#define SPT_TYPE_TIME_STEP (spt_time_step_get_type ())
G_DECLARE_FINAL_TYPE (SptTimeStep, spt_time_step, SPT, TIME_STEP, AdwBin)

void spt_time_step_set_session (SptTimeStep *self, SptSession *session);
void spt_time_step_set_service (SptTimeStep *self, SptService *service);
void spt_time_step_reload (SptTimeStep *self);
void spt_time_step_set_chosen (SptTimeStep *self, gint64 start);

G_END_DECLS
