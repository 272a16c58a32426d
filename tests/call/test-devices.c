/* SPDX-License-Identifier: EUPL-1.2 */

/* Devices and the ring, on whatever machine this is: with devices or, as mostly, without. */

#include "call/spt-devices.h"
#include "call/spt-ringer.h"
#include "spt-test-pair.h"

static void
test_list (void)
{
  for (int kind = SPT_DEVICE_KIND_CAMERA; kind <= SPT_DEVICE_KIND_SPEAKER; kind++)
    {
      SptDevices *devices = spt_devices_new ((SptDeviceKind) kind);

      g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (devices)) == SPT_TYPE_DEVICE);
      spt_test_sleep (200);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (devices)); i++)
        {
          g_autoptr (SptDevice) device = g_list_model_get_item (G_LIST_MODEL (devices), i);

          g_assert_cmpint (spt_device_get_kind (device), ==, kind);
          g_assert_nonnull (spt_device_get_id (device));
          g_assert_nonnull (spt_device_get_name (device));
        }
      g_assert_finalize_object (devices);
    }
}

static void
test_ring (void)
{
  g_autoptr (SptDevices) speakers = spt_devices_new (SPT_DEVICE_KIND_SPEAKER);
  SptRinger *ringer = spt_ringer_new ();

  g_assert_false (spt_ringer_get_ringing (ringer));
  spt_ringer_start (ringer);
  spt_ringer_start (ringer);
  g_assert_true (spt_ringer_get_ringing (ringer));
  spt_test_sleep (500);
  if (g_list_model_get_n_items (G_LIST_MODEL (speakers)) == 0)
    g_assert_false (spt_ringer_get_audible (ringer));
  spt_ringer_stop (ringer);
  g_assert_false (spt_ringer_get_ringing (ringer));
  g_assert_false (spt_ringer_get_audible (ringer));
  spt_ringer_start (ringer);
  spt_ringer_stop (ringer);
  spt_ringer_start (ringer);
  spt_test_sleep (100);
  spt_ringer_stop (ringer);
  spt_test_sleep (100);
  g_assert_finalize_object (ringer);
}

/* Without devices a call is made all the same; with them this opens the default ones. */
static void
test_call_with_what_there_is (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  g_autoptr (SptDevices) cameras = spt_devices_new (SPT_DEVICE_KIND_CAMERA);
  SptTestPair *pair;

  settings->test_sources = FALSE;
  pair = spt_test_pair_new (settings, settings);
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_first_frames, pair, 8000));
  if (g_list_model_get_n_items (G_LIST_MODEL (cameras)) == 0)
    g_assert_false (spt_peer_get_has_camera (pair->offerer));
  spt_test_pair_free (pair);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (spt_media_prepare_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_prepare_again (void)
{
  gboolean done = FALSE;

  g_assert_true (spt_media_is_prepared ());
  spt_media_prepare_async (NULL, prepared_cb, &done);
  g_assert_true (spt_test_wait (is_true, &done, 2000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spt_test_pair_prepare ();
  g_test_add_func ("/call/devices/list", test_list);
  g_test_add_func ("/call/devices/ring", test_ring);
  g_test_add_func ("/call/devices/call", test_call_with_what_there_is);
  g_test_add_func ("/call/devices/prepare-again", test_prepare_again);
  return spt_test_run ();
}
