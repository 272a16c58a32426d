/* SPDX-License-Identifier: EUPL-1.2 */
/* When a service can be booked. */
#include "backend/api/sptd-api-resources.h"
#include "backend/store/sptd-store-bookings.h"

typedef struct
{
  SptdOrganization *organization;
  SptdService *service;
  SptdCalendar *calendar;
  SptdOffer offer;
} Question;

static void
question_clear (Question *self)
{
  g_clear_pointer (&self->organization, sptd_organization_free);
  g_clear_pointer (&self->service, sptd_service_free);
  g_clear_pointer (&self->calendar, sptd_calendar_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static gboolean
read_question (SptdApi *api, const SptdRequest *request, Question *self, GError **error)
{
  self->organization = sptd_store_organization_load (api->database, error);
  if (self->organization == NULL)
    return FALSE;
  self->service = sptd_store_service_load (api->database, request->params[0], error);
  if (self->service == NULL)
    return FALSE;
  self->calendar =
      sptd_store_calendar_load (api->database, self->organization, self->service->office_id, error);
  self->offer = (SptdOffer){ self->calendar,
                             request->now,
                             self->organization->lead_minutes,
                             self->organization->horizon_days,
                             self->service->minutes,
                             self->service->buffer_minutes };
  return self->calendar != NULL;
}

/* The occupation of local dates, and of a day beyond for visits that begin late. */
static SptdOccupation *
read_occupation (SptdApi *api, const Question *self, const char *from, int days, GError **error)
{
  g_autofree char *until = sptd_date_add_days (from, days);

  return sptd_store_occupation_load (api->database, self->service->office_id,
                                     spt_instant_of_local (from, 0, self->organization->zone),
                                     spt_instant_of_local (until, 24 * 60,
                                                           self->organization->zone),
                                     self->offer.now, error);
}

static gboolean
parse_month (const char *month, GDate *first, GError **error)
{
  g_autofree char *date = g_strconcat (month, "-01", NULL);

  if (!spt_date_is_valid (date))
    {
      spt_set_field_error (error, "month", "must be YYYY-MM");
      return FALSE;
    }
  g_date_clear (first, 1);
  g_date_set_dmy (first, 1, (GDateMonth) g_ascii_strtoull (date + 5, NULL, 10),
                  (GDateYear) g_ascii_strtoull (date, NULL, 10));
  return TRUE;
}

static SptWireDay *
day_of (const Question *question, const char *date, const SptdOccupation *occupation)
{
  SptWireDay *day = spt_wire_day_new ();

  day->date = g_strdup (date);
  if (!question->service->bookable)
    return day;
  day->open = sptd_offer_day_is_open (&question->offer, date);
  if (day->open)
    {
      g_autoptr (GArray) starts = sptd_offer_day (&question->offer, date, occupation);

      day->free = starts->len;
    }
  return day;
}

/**
 * sptd_api_list_days:
 *
 * `GET /services/{service_id}/days`: all days of a month with what is free.
 */
gboolean
sptd_api_list_days (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  const SptWireDayQuery *query = request->query;
  g_auto (Question) question = { 0 };
  g_autoptr (SptdOccupation) occupation = NULL;
  g_autofree char *first = NULL;
  SptWireList *list;
  GDate date;
  int n_days;

  if (!parse_month (query->month, &date, error) || !read_question (api, request, &question, error))
    return FALSE;
  n_days = g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date));
  first = g_strconcat (query->month, "-01", NULL);
  occupation = read_occupation (api, &question, first, n_days, error);
  if (occupation == NULL)
    return FALSE;
  list = g_new0 (SptWireList, 1);
  list->items = spt_wire_list_new (&spt_wire_day_type);
  for (int i = 0; i < n_days; i++)
    {
      g_autofree char *wanted = sptd_date_add_days (first, i);

      g_ptr_array_add (list->items, day_of (&question, wanted, occupation));
    }
  reply->body = list;
  return TRUE;
}

/**
 * sptd_api_list_slots:
 *
 * `GET /services/{service_id}/slots`: the free slots of a day.
 */
gboolean
sptd_api_list_slots (SptdApi *api, const SptdRequest *request, SptdReply *reply, GError **error)
{
  const SptWireSlotQuery *query = request->query;
  g_auto (Question) question = { 0 };
  g_autoptr (SptdOccupation) occupation = NULL;
  g_autoptr (GArray) starts = NULL;
  SptWireList *list;

  if (!read_question (api, request, &question, error))
    return FALSE;
  occupation = read_occupation (api, &question, query->date, 1, error);
  if (occupation == NULL)
    return FALSE;
  list = g_new0 (SptWireList, 1);
  list->items = spt_wire_list_new (&spt_wire_slot_type);
  reply->body = list;
  if (!question.service->bookable)
    return TRUE;
  starts = sptd_offer_day (&question.offer, query->date, occupation);
  for (guint i = 0; i < starts->len; i++)
    {
      const SptdStart *start = &g_array_index (starts, SptdStart, i);
      SptWireSlot *slot = spt_wire_slot_new ();

      slot->start = start->start;
      slot->end = start->end;
      slot->free = start->free;
      g_ptr_array_add (list->items, slot);
    }
  return TRUE;
}
