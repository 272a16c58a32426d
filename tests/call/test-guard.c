/* SPDX-License-Identifier: EUPL-1.2 */

/* The gate before all media. */

#include "call/spt-guard.h"

typedef struct
{
  SptGuard *guard;
  GstElement *valve;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->guard = spt_guard_new ();
  fixture->valve = gst_object_ref_sink (gst_element_factory_make ("valve", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  spt_guard_free (fixture->guard);
  g_assert_finalize_object (fixture->valve);
}

static gboolean
drops (Fixture *fixture)
{
  gboolean drop;

  g_object_get (fixture->valve, "drop", &drop, NULL);
  return drop;
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  spt_guard_add_valve (fixture->guard, fixture->valve, TRUE);
  g_assert_true (drops (fixture));
  g_assert_cmpint (spt_guard_expect (fixture->guard, "AA"), ==, SPT_GUARD_WAITING);
  g_assert_true (drops (fixture));
  g_assert_cmpint (spt_guard_present (fixture->guard, "AA"), ==, SPT_GUARD_OPENED);
  g_assert_false (drops (fixture));
  g_assert_cmpint (spt_guard_present (fixture->guard, "AA"), ==, SPT_GUARD_OPEN);
  g_assert_true (spt_guard_is_open (fixture->guard));
}

static void
test_other_order (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (spt_guard_present (fixture->guard, "AA"), ==, SPT_GUARD_WAITING);
  g_assert_cmpint (spt_guard_expect (fixture->guard, "AA"), ==, SPT_GUARD_OPENED);
  spt_guard_add_valve (fixture->guard, fixture->valve, TRUE);
  g_assert_false (drops (fixture));
}

static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  spt_guard_add_valve (fixture->guard, fixture->valve, TRUE);
  spt_guard_expect (fixture->guard, "AA");
  g_assert_cmpint (spt_guard_present (fixture->guard, "BB"), ==, SPT_GUARD_REFUSED);
  /* A refusal is final, whatever comes after it. */
  g_assert_cmpint (spt_guard_present (fixture->guard, "AA"), ==, SPT_GUARD_REFUSED);
  g_assert_cmpint (spt_guard_expect (fixture->guard, "BB"), ==, SPT_GUARD_REFUSED);
  g_assert_true (drops (fixture));
  g_assert_false (spt_guard_is_open (fixture->guard));
}

/* A certificate that cannot be read is the wrong one. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  spt_guard_expect (fixture->guard, "AA");
  g_assert_cmpint (spt_guard_present (fixture->guard, NULL), ==, SPT_GUARD_REFUSED);
}

/* An open gate closes when another certificate turns up. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  spt_guard_add_valve (fixture->guard, fixture->valve, TRUE);
  spt_guard_expect (fixture->guard, "AA");
  spt_guard_present (fixture->guard, "AA");
  g_assert_cmpint (spt_guard_present (fixture->guard, "BB"), ==, SPT_GUARD_REFUSED);
  g_assert_true (drops (fixture));
}

static void
test_unwanted (Fixture *fixture, gconstpointer data)
{
  spt_guard_add_valve (fixture->guard, fixture->valve, FALSE);
  spt_guard_expect (fixture->guard, "AA");
  spt_guard_present (fixture->guard, "AA");
  g_assert_true (drops (fixture));
  spt_guard_set_wanted (fixture->guard, fixture->valve, TRUE);
  g_assert_false (drops (fixture));
  spt_guard_set_wanted (fixture->guard, fixture->valve, FALSE);
  g_assert_true (drops (fixture));
}

static void
test_pads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (fixture->valve, "src");

  gst_pad_set_active (pad, TRUE);
  spt_guard_hold_pad (fixture->guard, pad);
  g_assert_true (gst_pad_is_blocked (pad));
  spt_guard_expect (fixture->guard, "AA");
  g_assert_true (gst_pad_is_blocked (pad));
  spt_guard_present (fixture->guard, "AA");
  g_assert_false (gst_pad_is_blocked (pad));
  spt_guard_hold_pad (fixture->guard, pad);
  g_assert_false (gst_pad_is_blocked (pad));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/call/guard/opens", test_opens);
  ADD ("/call/guard/other-order", test_other_order);
  ADD ("/call/guard/refuses", test_refuses);
  ADD ("/call/guard/unreadable", test_unreadable);
  ADD ("/call/guard/changed", test_changed);
  ADD ("/call/guard/unwanted", test_unwanted);
  ADD ("/call/guard/pads", test_pads);
#undef ADD
  return g_test_run ();
}
