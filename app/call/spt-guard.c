/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-guard.h"

typedef struct
{
  GstElement *element;
  gboolean wanted;
} GuardedValve;

typedef struct
{
  GstPad *pad;
  gulong probe;
} HeldPad;

struct _SptGuard
{
  GMutex mutex;

  /* Owned */
  GPtrArray *valves;
  GPtrArray *pads;
  char *expected;
  char *met;

  gboolean open;
  gboolean refused;
};

static void
guarded_valve_free (gpointer data)
{
  GuardedValve *valve = data;

  gst_object_unref (valve->element);
  g_free (valve);
}

static void
held_pad_free (gpointer data)
{
  HeldPad *held = data;

  gst_object_unref (held->pad);
  g_free (held);
}

SptGuard *
spt_guard_new (void)
{
  SptGuard *self = g_new0 (SptGuard, 1);

  g_mutex_init (&self->mutex);
  self->valves = g_ptr_array_new_with_free_func (guarded_valve_free);
  self->pads = g_ptr_array_new_with_free_func (held_pad_free);
  return self;
}

void
spt_guard_free (SptGuard *self)
{
  g_ptr_array_unref (self->valves);
  g_ptr_array_unref (self->pads);
  g_free (self->expected);
  g_free (self->met);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
spt_guard_clear (SptGuard *self)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->valves, 0);
  g_ptr_array_set_size (self->pads, 0);
  g_mutex_unlock (&self->mutex);
}

static void
apply_valve (SptGuard *self, GuardedValve *valve)
{
  g_object_set (valve->element, "drop", !(self->open && valve->wanted), NULL);
}

void
spt_guard_add_valve (SptGuard *self, GstElement *element, gboolean wanted)
{
  GuardedValve *valve = g_new0 (GuardedValve, 1);

  valve->element = gst_object_ref (element);
  valve->wanted = wanted;
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->valves, valve);
  apply_valve (self, valve);
  g_mutex_unlock (&self->mutex);
}

void
spt_guard_set_wanted (SptGuard *self, GstElement *element, gboolean wanted)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->valves->len; i++)
    {
      GuardedValve *valve = g_ptr_array_index (self->valves, i);

      if (valve->element != element)
        continue;
      valve->wanted = wanted;
      apply_valve (self, valve);
    }
  g_mutex_unlock (&self->mutex);
}

static GstPadProbeReturn
hold_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  return GST_PAD_PROBE_OK;
}

void
spt_guard_hold_pad (SptGuard *self, GstPad *pad)
{
  g_mutex_lock (&self->mutex);
  if (!self->open)
    {
      HeldPad *held = g_new0 (HeldPad, 1);

      held->pad = gst_object_ref (pad);
      held->probe =
          gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM, hold_cb, NULL, NULL);
      g_ptr_array_add (self->pads, held);
    }
  g_mutex_unlock (&self->mutex);
}

/* Called with the mutex held. */
static SptGuardVerdict
decide (SptGuard *self)
{
  if (self->refused)
    return SPT_GUARD_REFUSED;
  if (self->expected == NULL || self->met == NULL)
    return SPT_GUARD_WAITING;
  if (!g_str_equal (self->expected, self->met))
    {
      self->refused = TRUE;
      self->open = FALSE;
      for (guint i = 0; i < self->valves->len; i++)
        apply_valve (self, g_ptr_array_index (self->valves, i));
      return SPT_GUARD_REFUSED;
    }
  if (self->open)
    return SPT_GUARD_OPEN;

  self->open = TRUE;
  for (guint i = 0; i < self->valves->len; i++)
    apply_valve (self, g_ptr_array_index (self->valves, i));
  for (guint i = 0; i < self->pads->len; i++)
    {
      HeldPad *held = g_ptr_array_index (self->pads, i);

      gst_pad_remove_probe (held->pad, held->probe);
    }
  g_ptr_array_set_size (self->pads, 0);
  return SPT_GUARD_OPENED;
}

SptGuardVerdict
spt_guard_expect (SptGuard *self, const char *fingerprint)
{
  SptGuardVerdict verdict;

  g_mutex_lock (&self->mutex);
  if (self->expected != fingerprint)
    {
      g_free (self->expected);
      self->expected = g_strdup (fingerprint);
    }
  verdict = decide (self);
  g_mutex_unlock (&self->mutex);
  return verdict;
}

SptGuardVerdict
spt_guard_present (SptGuard *self, const char *fingerprint)
{
  SptGuardVerdict verdict;

  g_mutex_lock (&self->mutex);
  g_free (self->met);
  self->met = g_strdup (fingerprint != NULL ? fingerprint : "");
  verdict = decide (self);
  g_mutex_unlock (&self->mutex);
  return verdict;
}

gboolean
spt_guard_is_open (SptGuard *self)
{
  gboolean open;

  g_mutex_lock (&self->mutex);
  open = self->open;
  g_mutex_unlock (&self->mutex);
  return open;
}
