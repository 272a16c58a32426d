/* SPDX-License-Identifier: EUPL-1.2 */
/* What is said of a visit in more than one place of the desk. Texts are translated and belong to the
 * caller. */
#pragma once

#include "model/spt-visits.h"

G_BEGIN_DECLS

/* "Booked for 10:30", "Walk-in", with the need for assistance. */
char *spt_visit_words_kind (SptTicket *ticket, GTimeZone *zone);

/* Why it was called before the others; NULL where that is not told. */
const char *spt_visit_words_why (SptTicket *ticket);

/* "Maria Rossi, A001"; the number alone where there is no name. */
char *spt_visit_words_person (SptTicket *ticket);

/* What is done with the visit in this state of the desk: "Available", "Paused: short break". */
char *spt_visit_words_desk (SptDesk *desk);

G_END_DECLS
