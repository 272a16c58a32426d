/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-frame.h"

static void
freed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_life (void)
{
  static guint8 pixels[64 * 3];
  gboolean freed = FALSE;
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (pixels, sizeof pixels, freed_cb, &freed);
  SptFrame *frame = spt_frame_new (bytes, 16, 3, 64, 42);
  SptFrame *copy;

  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_cmpint (frame->width, ==, 16);
  g_assert_cmpint (frame->height, ==, 3);
  g_assert_cmpuint (frame->stride, ==, 64);
  g_assert_cmpint (frame->pts, ==, 42);
  copy = g_boxed_copy (SPT_TYPE_FRAME, frame);
  g_assert_true (copy == frame);
  spt_frame_unref (frame);
  g_assert_false (freed);
  spt_frame_unref (copy);
  g_assert_true (freed);
}

/* The last row may end before the stride does. */
static void
test_short_last_row (void)
{
  static guint8 pixels[80 + 64];
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (SptFrame) frame = spt_frame_new (bytes, 16, 2, 80, -1);

  g_assert_nonnull (frame);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call/frame/life", test_life);
  g_test_add_func ("/call/frame/short-last-row", test_short_last_row);
  return g_test_run ();
}
