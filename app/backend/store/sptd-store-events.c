/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-store-events.h"

#include <string.h>

static const char *const audience_names[] = { "", "visit", "citizen", "operator", "office", NULL };

#define COLUMNS "id, kind, audience, office_id, visit_id, operator_id, data"

/**
 * sptd_stored_event_free:
 * @self: (nullable) (transfer full): a row
 */
void
sptd_stored_event_free (SptdStoredEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->office_id);
  g_free (self->visit_id);
  g_free (self->operator_id);
  g_free (self->data);
  g_free (self);
}

/**
 * sptd_store_event_add:
 * @db: a connection, inside the transaction of the change
 * @event: what happened
 * @audience: who sees it
 * @office_id: (nullable): the office
 * @visit_id: (nullable): the visit
 * @operator_id: (nullable): the operator
 * @error: %SPTD_DATABASE_ERROR
 *
 * Writes an event. It must have no secret of one side that the other may not see: the audience is
 * all that keeps it apart.
 *
 * Returns: whether it is written
 */
gboolean
sptd_store_event_add (SptdDatabase *db,
                      const SptWireEvent *event,
                      SptdAudience audience,
                      const char *office_id,
                      const char *visit_id,
                      const char *operator_id,
                      GError **error)
{
  g_autoptr (GBytes) json = spt_wire_write (&spt_wire_event_type, event);
  g_autofree char *data = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  SptdStatement *insert =
      sptd_database_prepare (db,
                             "INSERT INTO event (at, kind, audience, office_id, visit_id,"
                             " operator_id, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                             error);

  if (insert == NULL)
    return FALSE;
  sptd_statement_bind (insert, "issssss", event->at,
                       spt_wire_enum_name (spt_event_kind_names, (int) event->kind),
                       spt_wire_enum_name (audience_names, (int) audience), office_id, visit_id,
                       operator_id, data);
  return sptd_statement_run (insert, error);
}

/* Reads what @select finds, and finishes it. */
static GPtrArray *
read_events (SptdStatement *select, GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) sptd_stored_event_free);
  g_autoptr (SptdStatement) statement = select;
  gboolean row = FALSE;

  while (sptd_statement_step (statement, &row, error))
    {
      SptdStoredEvent *event;

      if (!row)
        return g_steal_pointer (&events);
      event = g_new0 (SptdStoredEvent, 1);
      event->id = sptd_statement_int64 (statement, 0);
      event->kind = (SptEventKind) spt_wire_enum_value (spt_event_kind_names,
                                                        sptd_statement_text (statement, 1));
      event->audience =
          (SptdAudience) spt_wire_enum_value (audience_names, sptd_statement_text (statement, 2));
      event->office_id = sptd_statement_dup_text (statement, 3);
      event->visit_id = sptd_statement_dup_text (statement, 4);
      event->operator_id = sptd_statement_dup_text (statement, 5);
      event->data = sptd_statement_dup_text (statement, 6);
      g_ptr_array_add (events, event);
    }
  return NULL;
}

/**
 * sptd_store_event_last:
 * @db: a connection
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: the greatest number so far, 0 where there is no event; -1 on an error
 */
gint64
sptd_store_event_last (SptdDatabase *db, GError **error)
{
  g_autoptr (SptdStatement) select =
      sptd_database_prepare (db, "SELECT COALESCE (MAX (id), 0) FROM event", error);
  gboolean row = FALSE;

  if (select == NULL || !sptd_statement_step (select, &row, error))
    return -1;
  return row ? sptd_statement_int64 (select, 0) : 0;
}

/**
 * sptd_store_events_after:
 * @db: a connection
 * @after: a number
 * @limit: how many at most
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptdStoredEvent): the events of everybody
 *   behind @after, in order
 */
GPtrArray *
sptd_store_events_after (SptdDatabase *db, gint64 after, guint limit, GError **error)
{
  SptdStatement *select =
      sptd_database_prepare (db, "SELECT " COLUMNS " FROM event WHERE id > $1 ORDER BY id LIMIT $2",
                             error);

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "ii", after, (gint64) limit);
  return read_events (select, error);
}

/**
 * sptd_store_events_of_visit:
 * @db: a connection
 * @visit_id: a visit
 * @after: a number
 * @limit: how many at most
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptdStoredEvent): what the visit's citizen sees
 *   behind @after, in order
 */
GPtrArray *
sptd_store_events_of_visit (SptdDatabase *db,
                            const char *visit_id,
                            gint64 after,
                            guint limit,
                            GError **error)
{
  SptdStatement *select =
      sptd_database_prepare (db,
                             "SELECT " COLUMNS " FROM event WHERE visit_id = $1 AND id > $2"
                             " AND audience IN ('visit', 'citizen') ORDER BY id LIMIT $3",
                             error);

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "sii", visit_id, after, (gint64) limit);
  return read_events (select, error);
}

/**
 * sptd_store_events_of_operator:
 * @db: a connection
 * @operator_id: an operator
 * @after: a number
 * @limit: how many at most
 * @error: %SPTD_DATABASE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SptdStoredEvent): what the operator sees behind
 *   @after, in order
 */
GPtrArray *
sptd_store_events_of_operator (SptdDatabase *db,
                               const char *operator_id,
                               gint64 after,
                               guint limit,
                               GError **error)
{
  SptdStatement *select =
      sptd_database_prepare (db,
                             "SELECT " COLUMNS " FROM event WHERE id > $1"
                             " AND ((audience = 'operator' AND operator_id = $2)"
                             " OR (audience IN ('visit', 'office') AND office_id IN"
                             " (SELECT office_id FROM operator_office WHERE operator_id = $2)))"
                             " ORDER BY id LIMIT $3",
                             error);

  if (select == NULL)
    return NULL;
  sptd_statement_bind (select, "isi", after, operator_id, (gint64) limit);
  return read_events (select, error);
}

/**
 * sptd_stored_event_is_for_citizen:
 * @self: an event
 * @visit_id: the citizen's visit
 *
 * The same rule as sptd_store_events_of_visit().
 *
 * Returns: whether he sees it
 */
gboolean
sptd_stored_event_is_for_citizen (const SptdStoredEvent *self, const char *visit_id)
{
  return (self->audience == SPTD_AUDIENCE_VISIT || self->audience == SPTD_AUDIENCE_CITIZEN)
         && g_strcmp0 (self->visit_id, visit_id) == 0;
}

/**
 * sptd_stored_event_is_for_operator:
 * @self: an event
 * @operator_id: an operator
 * @office_ids: (array zero-terminated=1): the offices he works for
 *
 * The same rule as sptd_store_events_of_operator().
 *
 * Returns: whether he sees it
 */
gboolean
sptd_stored_event_is_for_operator (const SptdStoredEvent *self,
                                   const char *operator_id,
                                   const char *const *office_ids)
{
  if (self->audience == SPTD_AUDIENCE_OPERATOR)
    return g_strcmp0 (self->operator_id, operator_id) == 0;
  return (self->audience == SPTD_AUDIENCE_VISIT || self->audience == SPTD_AUDIENCE_OFFICE)
         && self->office_id != NULL && g_strv_contains (office_ids, self->office_id);
}

/**
 * sptd_store_event_sweep:
 * @db: a connection
 * @before: microseconds
 * @error: %SPTD_DATABASE_ERROR
 *
 * Deletes the signals from before an instant: they have addresses of networks in them, and no call
 * needs them again. The last event stays, whatever it is, so that no number is given twice.
 *
 * Returns: whether they are gone
 */
gboolean
sptd_store_event_sweep (SptdDatabase *db, gint64 before, GError **error)
{
  SptdStatement *delete =
      sptd_database_prepare (db,
                             "DELETE FROM event WHERE kind = 'signal' AND at < $1"
                             " AND id < (SELECT MAX (id) FROM event)",
                             error);

  if (delete == NULL)
    return FALSE;
  sptd_statement_bind (delete, "i", before);
  return sptd_statement_run (delete, error);
}
