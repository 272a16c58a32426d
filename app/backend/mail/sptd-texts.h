/* SPDX-License-Identifier: EUPL-1.2 */
/* What the backend says to citizens. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SptdTexts:
 * @booked_subject: of the message about a booking; the service, the day, the time
 * @cancelled_subject: of the one about a cancellation; the same
 * @greeting: the name
 * @booked: opens the message about a booking; the organization
 * @cancelled: opens the one about a cancellation; the organization
 * @when: the day and time: day of the week, day, month, year, hour, minute
 * @summary: of the calendar entry; the service, the organization
 * @service: before the service
 * @office: before the office
 * @date: before the day and time
 * @channel: before the channel
 * @video: by video
 * @voice: by voice
 * @code: before the code
 * @prepare: before what to prepare
 * @necessary: behind what must be there
 * @link: before the link
 * @check_in: how to enter the queue; two times of the day
 * @code_hint: what the code is for
 * @cancelled_hint: what to do behind a cancellation
 * @automatic: the last line
 * @weekdays: from Monday
 * @months: from January
 *
 * All texts in one language. Mail goes out on a worker thread and in the citizen's language, not the
 * process'; gettext knows one language a process, so both stand in a table here.
 */
typedef struct
{
  const char *language;
  const char *booked_subject;
  const char *cancelled_subject;
  const char *greeting;
  const char *booked;
  const char *cancelled;
  const char *when;
  const char *summary;
  const char *service;
  const char *office;
  const char *date;
  const char *channel;
  const char *video;
  const char *voice;
  const char *code;
  const char *prepare;
  const char *necessary;
  const char *link;
  const char *check_in;
  const char *code_hint;
  const char *cancelled_hint;
  const char *automatic;
  const char *weekdays[7];
  const char *months[12];
} SptdTexts;

const SptdTexts *sptd_texts_for (const char *language);

char *sptd_texts_fill (const char *pattern, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
