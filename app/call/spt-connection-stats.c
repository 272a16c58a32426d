/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-connection.h"

static guint64
get_uint64 (const GstStructure *structure, const char *field)
{
  guint64 value = 0;

  gst_structure_get_uint64 (structure, field, &value);
  return value;
}

static double
get_seconds_as_ms (const GstStructure *structure, const char *field)
{
  double value = 0;

  gst_structure_get_double (structure, field, &value);
  return value * 1000;
}

static void
add_inbound (SptConnectionTotals *totals, const GstStructure *stats)
{
  gint64 lost = 0;
  guint lost_unsigned = 0;

  totals->packets_received += get_uint64 (stats, "packets-received");
  totals->bytes_received += get_uint64 (stats, "bytes-received");
  totals->jitter_ms = MAX (totals->jitter_ms, get_seconds_as_ms (stats, "jitter"));
  /* The type differs between the framework's versions. */
  if (gst_structure_get_int64 (stats, "packets-lost", &lost))
    totals->packets_lost += lost;
  else if (gst_structure_get_uint (stats, "packets-lost", &lost_unsigned))
    totals->packets_lost += (gint32) lost_unsigned;
}

static gboolean
add_entry_cb (GQuark field, const GValue *value, gpointer user_data)
{
  SptConnectionTotals *totals = user_data;
  const GstStructure *stats;
  GstWebRTCStatsType type;

  if (!GST_VALUE_HOLDS_STRUCTURE (value))
    return TRUE;
  stats = gst_value_get_structure (value);
  if (!gst_structure_get (stats, "type", GST_TYPE_WEBRTC_STATS_TYPE, &type, NULL))
    return TRUE;
  if (type == GST_WEBRTC_STATS_INBOUND_RTP)
    add_inbound (totals, stats);
  else if (type == GST_WEBRTC_STATS_OUTBOUND_RTP)
    totals->bytes_sent += get_uint64 (stats, "bytes-sent");
  else if (type == GST_WEBRTC_STATS_REMOTE_INBOUND_RTP
           && gst_structure_has_field (stats, "round-trip-time"))
    totals->round_trip_ms =
        MAX (totals->round_trip_ms, get_seconds_as_ms (stats, "round-trip-time"));
  return TRUE;
}

static void
tell_measured (gpointer owner, gpointer data)
{
  SptConnection *self = owner;

  self->listener->measured (self->owner, data);
}

/* Called in the framework's thread. */
static void
stats_cb (GstPromise *promise, gpointer user_data)
{
  SptConnection *self = user_data;
  const GstStructure *reply;
  SptConnectionTotals *totals;

  if (gst_promise_wait (promise) != GST_PROMISE_RESULT_REPLIED)
    return;
  reply = gst_promise_get_reply (promise);
  if (reply == NULL)
    return;
  totals = g_new0 (SptConnectionTotals, 1);
  totals->time = g_get_monotonic_time ();
  totals->round_trip_ms = -1;
  gst_structure_foreach (reply, add_entry_cb, totals);
  spt_connection_post (self, tell_measured, totals, g_free);
}

void
spt_connection_measure (SptConnection *self)
{
  g_autoptr (GstPromise) promise = NULL;

  if (!self->built)
    return;
  promise = gst_promise_new_with_change_func (stats_cb, spt_connection_ref (self),
                                              (GDestroyNotify) spt_connection_unref);
  g_signal_emit_by_name (self->webrtc, "get-stats", NULL, promise);
}
