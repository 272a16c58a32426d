/* SPDX-License-Identifier: EUPL-1.2 */

/* Two peers that get on well: connection, pictures, switches, measurements, endings. */

#include "spt-test-pair.h"

#include <glib/gstdio.h>
#include <string.h>

static SptTestPair *
pair_new (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();

  return spt_test_pair_new (settings, settings);
}

static void
assert_connects (SptTestPair *pair)
{
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  g_assert_no_error (pair->refusal);
}

static void
check_frame_cb (SptPeer *peer, SptFrame *frame, guint *count)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (frame->bytes, &size);

  g_assert_cmpint (frame->width, ==, 640);
  g_assert_cmpint (frame->height, ==, 480);
  g_assert_cmpuint (frame->stride, >=, 640 * SPT_FRAME_BYTES_PER_PIXEL);
  g_assert_cmpuint (size, >=, frame->stride * 479 + 640 * SPT_FRAME_BYTES_PER_PIXEL);
  g_assert_cmpint (data[3], ==, 255);
  (*count)++;
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_connect (void)
{
  SptTestPair *pair = pair_new ();
  guint checked = 0;
  guint own = 0;
  guint notified = 0;

  g_assert_cmpint (spt_peer_get_state (pair->offerer), ==, SPT_PEER_STATE_NEW);
  g_assert_cmpint (spt_peer_get_first_frame_time (pair->offerer), ==, 0);
  g_signal_connect (pair->offerer, "remote-frame", G_CALLBACK (check_frame_cb), &checked);
  g_signal_connect (pair->offerer, "local-frame", G_CALLBACK (check_frame_cb), &own);
  g_signal_connect (pair->offerer, "notify::frames-decoded", G_CALLBACK (count_cb), &notified);
  assert_connects (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 5000));
  g_assert_cmpuint (checked, >, 10);
  g_assert_cmpuint (own, >, 10);
  g_assert_cmpuint (notified, <=, 4);
  g_assert_cmpint (spt_peer_get_first_frame_time (pair->offerer), >, 0);
  g_assert_cmpint (spt_peer_get_first_frame_time (pair->offerer), <, g_get_monotonic_time ());
  g_assert_false (spt_peer_get_has_camera (pair->offerer));
  g_assert_false (spt_peer_get_has_microphone (pair->offerer));
  g_assert_cmpuint (pair->offers, ==, 1);
  g_assert_cmpuint (pair->asked, ==, 0);
  spt_test_pair_free (pair);
}

static gboolean
has_stats (gpointer data)
{
  SptTestPair *pair = data;
  g_autoptr (SptCallStats) stats = spt_peer_dup_stats (pair->offerer);

  return stats->bit_rate_in > 0 && stats->bit_rate_out > 0 && stats->round_trip_ms >= 0
         && spt_peer_get_quality (pair->offerer) == SPT_CALL_QUALITY_GOOD;
}

static void
test_stats (void)
{
  SptTestPair *pair = pair_new ();
  g_autoptr (SptCallStats) before = spt_peer_dup_stats (pair->offerer);
  g_autoptr (SptCallStats) after = NULL;

  g_assert_cmpfloat (before->round_trip_ms, ==, -1);
  g_assert_cmpint (spt_peer_get_quality (pair->offerer), ==, SPT_CALL_QUALITY_UNKNOWN);
  assert_connects (pair);
  g_assert_true (spt_test_wait (has_stats, pair, 9000));
  after = spt_peer_dup_stats (pair->offerer);
  g_assert_cmpuint (after->frames_decoded, >, 10);
  g_assert_cmpuint (after->frames_encoded, >, 10);
  g_assert_cmpuint (after->packets_received, >, 50);
  g_assert_cmpfloat (after->loss_percent, <=, 5);
  g_assert_cmpfloat (after->round_trip_ms, <, 250);
  g_assert_cmpfloat (after->jitter_ms, <, 250);
  spt_test_pair_free (pair);
}

static gboolean
sees_camera_off (gpointer data)
{
  return !spt_peer_get_remote_camera (((SptTestPair *) data)->answerer);
}

static gboolean
sees_camera_on (gpointer data)
{
  return spt_peer_get_remote_camera (((SptTestPair *) data)->answerer);
}

static gboolean
sees_microphone_off (gpointer data)
{
  return !spt_peer_get_remote_microphone (((SptTestPair *) data)->offerer);
}

static void
test_switches (void)
{
  SptTestPair *pair = pair_new ();
  guint notified = 0;
  guint own = 0;
  guint64 frames;

  assert_connects (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 5000));
  g_signal_connect (pair->answerer, "notify::remote-camera", G_CALLBACK (count_cb), &notified);
  g_signal_connect (pair->offerer, "local-frame", G_CALLBACK (check_frame_cb), &own);

  spt_peer_set_camera (pair->offerer, FALSE);
  spt_peer_set_camera (pair->offerer, FALSE);
  g_assert_true (spt_test_wait (sees_camera_off, pair, 3000));
  g_assert_cmpuint (notified, ==, 1);
  spt_test_sleep (300);
  frames = spt_peer_get_frames_decoded (pair->answerer);
  own = 0;
  spt_test_sleep (500);
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->answerer), ==, frames);
  g_assert_cmpuint (own, ==, 0);
  g_assert_cmpint (spt_peer_get_state (pair->answerer), ==, SPT_PEER_STATE_CONNECTED);

  spt_peer_set_camera (pair->offerer, TRUE);
  g_assert_true (spt_test_wait (sees_camera_on, pair, 3000));
  spt_test_sleep (500);
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->answerer), >, frames + 5);
  g_assert_cmpuint (own, >, 5);

  spt_peer_set_microphone (pair->answerer, FALSE);
  g_assert_false (spt_peer_get_microphone (pair->answerer));
  g_assert_true (spt_test_wait (sees_microphone_off, pair, 3000));
  spt_test_pair_free (pair);
}

static gboolean
offerer_has_frames (gpointer data)
{
  return spt_peer_get_frames_decoded (((SptTestPair *) data)->offerer) >= 10;
}

/* What was switched off before the call is off in it, and the other side knows. */
static void
test_switched_off_before (void)
{
  SptTestPair *pair = pair_new ();

  spt_peer_set_camera (pair->offerer, FALSE);
  assert_connects (pair);
  g_assert_true (spt_test_wait (sees_camera_off, pair, 3000));
  g_assert_true (spt_test_wait (offerer_has_frames, pair, 5000));
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->answerer), ==, 0);
  spt_test_pair_free (pair);
}

static gboolean
offerer_has_packets (gpointer data)
{
  SptTestPair *pair = data;
  g_autoptr (SptCallStats) stats = spt_peer_dup_stats (pair->offerer);

  return stats->packets_received > 20;
}

static void
test_voice_only (void)
{
  g_autoptr (SptPeerSettings) voice = spt_test_pair_settings ();
  SptTestPair *pair;

  voice->with_video = FALSE;
  pair = spt_test_pair_new (voice, voice);
  assert_connects (pair);
  g_assert_true (spt_test_wait (offerer_has_packets, pair, 5000));
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->answerer), ==, 0);
  spt_test_pair_free (pair);
}

static gboolean
answerer_has_frames (gpointer data)
{
  return spt_peer_get_frames_decoded (((SptTestPair *) data)->answerer) >= 10;
}

static void
test_answerer_without_video (void)
{
  g_autoptr (SptPeerSettings) video = spt_test_pair_settings ();
  g_autoptr (SptPeerSettings) voice = spt_test_pair_settings ();
  SptTestPair *pair;

  voice->with_video = FALSE;
  pair = spt_test_pair_new (video, voice);
  assert_connects (pair);
  g_assert_true (spt_test_wait (answerer_has_frames, pair, 5000));
  g_assert_true (spt_test_wait (offerer_has_packets, pair, 5000));
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->offerer), ==, 0);
  spt_test_pair_free (pair);
}

static void
test_five_calls (void)
{
  for (int i = 0; i < 5; i++)
    {
      SptTestPair *pair = pair_new ();

      assert_connects (pair);
      g_assert_true (spt_test_wait (spt_test_pair_has_first_frames, pair, 5000));
      spt_test_pair_free (pair);
    }
}

/* Stopping is possible at every moment, also before a pipeline is there. */
static void
test_stop_early (void)
{
  for (guint delay = 0; delay < 250; delay += 25)
    {
      SptTestPair *pair = pair_new ();

      if (delay > 0)
        {
          spt_test_pair_start (pair);
          spt_test_sleep (delay - 24);
        }
      spt_test_pair_free (pair);
    }
}

/* Dropping the last reference without a word takes everything down too. */
static void
test_drop (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptPeer *peer = spt_peer_new (SPT_PEER_ROLE_OFFERER, settings);

  spt_peer_start (peer);
  spt_test_sleep (200);
  g_assert_finalize_object (peer);
  spt_test_sleep (200);
}

/* Keeps the pixel a quarter from the left and from above: away from all words. */
static void
pick_pixel_cb (SptPeer *peer, SptFrame *frame, guint8 *pixel)
{
  const guint8 *data = g_bytes_get_data (frame->bytes, NULL);
  gsize offset = (gsize) frame->height / 4 * frame->stride
                 + (gsize) frame->width / 4 * SPT_FRAME_BYTES_PER_PIXEL;

  memcpy (pixel, data + offset, SPT_FRAME_BYTES_PER_PIXEL);
}

static gboolean
has_pixel (gpointer pixel)
{
  return ((guint8 *) pixel)[3] != 0;
}

static void
see_test_picture (const char *uri, guint8 pixel[4])
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptPeer *peer;

  settings->test_picture_uri = g_strdup (uri);
  peer = spt_peer_new (SPT_PEER_ROLE_OFFERER, settings);
  g_signal_connect (peer, "local-frame", G_CALLBACK (pick_pixel_cb), pixel);
  spt_peer_start (peer);
  g_assert_true (spt_test_wait (has_pixel, pixel, 5000));
  g_assert_finalize_object (peer);
}

/* The picture that is given stands in for the camera; one that is not there is no reason to fail. */
static void
test_picture (void)
{
  static const char png[] =
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6"
      "JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAABmJLR0QA/wD/AP+gvaeTAAAAB3RJTUUH"
      "6gsXFxs2vvAnhQAAABRJREFUCNdjPOCgwAADTAxIAIUDACrcASZ4HmckAAAAJXRFWHRkYXRlOmNyZWF0"
      "ZQAyMDI2LTExLTIzVDIzOjI3OjU0KzAwOjAwa6eD9QAAACV0RVh0ZGF0ZTptb2RpZnkAMjAyNi0xMS0y"
      "M1QyMzoyNzo1NCswMDowMBr6O0kAAAAASUVORK5CYII=";
  g_autofree guchar *bytes = NULL;
  g_autofree char *folder = g_dir_make_tmp ("spt-call-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "red.png", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  guint8 red[4] = { 0 };
  guint8 plain[4] = { 0 };
  gsize size;

  bytes = g_base64_decode (png, &size);
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) size, NULL));
  see_test_picture (uri, red);
  g_assert_cmpint (red[0], >, 150);
  g_assert_cmpint (red[2], <, 90);
  g_remove (path);
  see_test_picture (uri, plain);
  g_assert_cmpint (plain[2], >, plain[0]);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spt_test_pair_prepare ();
  g_test_add_func ("/call/peer/connect", test_connect);
  g_test_add_func ("/call/peer/stats", test_stats);
  g_test_add_func ("/call/peer/switches", test_switches);
  g_test_add_func ("/call/peer/switched-off-before", test_switched_off_before);
  g_test_add_func ("/call/peer/voice-only", test_voice_only);
  g_test_add_func ("/call/peer/answerer-without-video", test_answerer_without_video);
  g_test_add_func ("/call/peer/five-calls", test_five_calls);
  g_test_add_func ("/call/peer/stop-early", test_stop_early);
  g_test_add_func ("/call/peer/drop", test_drop);
  g_test_add_func ("/call/peer/picture", test_picture);
  return spt_test_run ();
}
