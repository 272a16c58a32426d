/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-self-view.h"
#include "room/spt-video-paintable.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

typedef struct
{
  guint8 *pixels;
  gboolean *released;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  *memory->released = TRUE;
  g_free (memory->pixels);
  g_free (memory);
}

/* A frame of one colour whose end can be noticed. */
static SptFrame *
create_frame (int width, int height, guint8 grey, gboolean *released)
{
  gsize stride = (gsize) width * SPT_FRAME_BYTES_PER_PIXEL;
  gsize size = stride * (gsize) height;
  Memory *memory = g_new0 (Memory, 1);
  g_autoptr (GBytes) bytes = NULL;

  *released = FALSE;
  memory->pixels = g_malloc (size);
  memory->released = released;
  memset (memory->pixels, grey, size);
  bytes = g_bytes_new_with_free_func (memory->pixels, size, memory_free, memory);
  return spt_frame_new (bytes, width, height, stride, -1);
}

static void
test_size (void)
{
  g_autoptr (SptVideoPaintable) paintable = spt_video_paintable_new ();
  g_autoptr (SptFrame) first = NULL;
  g_autoptr (SptFrame) second = NULL;
  g_autoptr (SptFrame) larger = NULL;
  gboolean released[3];
  guint sizes = 0;
  guint contents = 0;
  guint pictures = 0;

  first = create_frame (64, 48, 10, &released[0]);
  second = create_frame (64, 48, 20, &released[1]);
  larger = create_frame (128, 96, 30, &released[2]);
  g_signal_connect_swapped (paintable, "invalidate-size", G_CALLBACK (count_cb), &sizes);
  g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (count_cb), &contents);
  g_signal_connect_swapped (paintable, "notify::has-picture", G_CALLBACK (count_cb), &pictures);

  g_assert_false (spt_video_paintable_get_has_picture (paintable));
  spt_video_paintable_set_frame (paintable, first);
  g_assert_cmpuint (sizes, ==, 1);
  spt_video_paintable_set_frame (paintable, second);
  spt_video_paintable_set_frame (paintable, second);
  g_assert_cmpuint (sizes, ==, 1);
  g_assert_cmpuint (contents, ==, 2);
  spt_video_paintable_set_frame (paintable, larger);
  g_assert_cmpuint (sizes, ==, 2);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)), ==, 128);
  spt_video_paintable_set_frame (paintable, NULL);
  g_assert_cmpuint (pictures, ==, 2);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (paintable)), ==, 0);
}

/* The pipeline's buffer goes back as soon as a newer frame is there, drawn or not. */
static void
test_release (void)
{
  SptVideoPaintable *paintable = spt_video_paintable_new ();
  gboolean drawn;
  gboolean waiting;
  SptFrame *frame = create_frame (32, 32, 10, &drawn);

  spt_video_paintable_set_frame (paintable, frame);
  spt_frame_unref (frame);
  {
    g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (GDK_PAINTABLE (paintable));

    g_assert_true (GDK_IS_TEXTURE (image));
  }
  g_assert_false (drawn);
  frame = create_frame (32, 32, 20, &waiting);
  spt_video_paintable_set_frame (paintable, frame);
  spt_frame_unref (frame);
  g_assert_true (drawn);
  g_assert_false (waiting);
  g_assert_finalize_object (paintable);
  g_assert_true (waiting);
}

static void
test_pixels (void)
{
  g_autoptr (SptVideoPaintable) paintable = spt_video_paintable_new ();
  g_autoptr (GdkPaintable) image = NULL;
  g_autoptr (SptFrame) frame = NULL;
  gboolean released;
  guint8 pixels[8 * 8 * 4];

  frame = create_frame (8, 8, 0xff, &released);
  spt_video_paintable_set_frame (paintable, frame);
  image = gdk_paintable_get_current_image (GDK_PAINTABLE (paintable));
  gdk_texture_download (GDK_TEXTURE (image), pixels, 8 * 4);
  g_assert_cmpuint (pixels[0], ==, 0xff);
  g_assert_cmpuint (pixels[sizeof pixels - 1], ==, 0xff);
}

static void
test_self_view_stays_inside (void)
{
  g_autoptr (SptVideoPaintable) paintable = spt_video_paintable_new ();
  g_autoptr (GtkWidget) view = g_object_ref_sink (spt_self_view_new (paintable));
  const int sizes[][2] = { { 320, 480 }, { 640, 480 }, { 1600, 900 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GdkRectangle place;

      spt_self_view_place (SPT_SELF_VIEW (view), sizes[i][0], sizes[i][1], 72, &place);
      g_assert_cmpint (place.x, >=, 0);
      g_assert_cmpint (place.y, >=, 0);
      g_assert_cmpint (place.x + place.width, <=, sizes[i][0]);
      g_assert_cmpint (place.y + place.height, <=, sizes[i][1] - 72);
      g_assert_cmpint (place.width, >, place.height);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }
  g_test_add_func ("/room/video-paintable/size", test_size);
  g_test_add_func ("/room/video-paintable/release", test_release);
  g_test_add_func ("/room/video-paintable/pixels", test_pixels);
  g_test_add_func ("/room/self-view/inside", test_self_view_stays_inside);
  return g_test_run ();
}
