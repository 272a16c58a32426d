/* SPDX-License-Identifier: EUPL-1.2 */

/* Peers that meet what should not be: falsified certificates, garbage, broken paths. */

#include "spt-test-pair.h"

#include <string.h>

static SptTestPair *
pair_new (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();

  return spt_test_pair_new (settings, settings);
}

/* Changes one digit of every fingerprint in a description. */
static void
falsify (char *sdp)
{
  for (char *p = sdp; (p = strstr (p, "fingerprint:sha-256 ")) != NULL; p++)
    {
      char *digit = p + strlen ("fingerprint:sha-256 ");

      *digit = *digit == '0' ? '1' : '0';
    }
}

typedef struct
{
  SptSignalKind kind;
  gboolean both;
} Falsification;

static gboolean
falsify_cb (SptTestPair *pair,
            SptPeer *sender,
            SptSignalKind kind,
            char **sdp,
            char **candidate,
            gpointer user_data)
{
  const Falsification *falsification = user_data;

  if (*sdp != NULL && (kind == falsification->kind || falsification->both))
    falsify (*sdp);
  return TRUE;
}

/* The side that was lied to fails, and shows and sends nothing; the other gets nothing. */
static void
test_falsified (gconstpointer data)
{
  Falsification falsification = *(const Falsification *) data;
  SptTestPair *pair = pair_new ();
  SptPeer *deceived = falsification.kind == SPT_SIGNAL_KIND_OFFER ? pair->answerer : pair->offerer;
  SptPeer *other = deceived == pair->offerer ? pair->answerer : pair->offerer;
  g_autoptr (SptCallStats) stats = NULL;

  pair->change = falsify_cb;
  pair->change_data = &falsification;
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_failed, pair, 8000));
  spt_test_sleep (700);
  g_assert_cmpint (spt_peer_get_state (deceived), ==, SPT_PEER_STATE_FAILED);
  g_assert_cmpstr (spt_peer_get_error (deceived), ==, SPT_PEER_ERROR_FINGERPRINT_MISMATCH);
  g_assert_cmpuint (spt_peer_get_frames_decoded (deceived), ==, 0);
  g_assert_cmpuint (spt_peer_get_frames_decoded (other), ==, 0);
  g_assert_cmpuint (pair->offerer_frames + pair->answerer_frames, ==, 0);
  stats = spt_peer_dup_stats (deceived);
  g_assert_cmpuint (stats->frames_encoded, ==, 0);
  if (falsification.both)
    {
      /* Who comes second may find the path closed already; nothing passes either way. */
      g_assert_cmpint (spt_peer_get_state (other), !=, SPT_PEER_STATE_CONNECTED);
      g_clear_pointer (&stats, spt_call_stats_free);
      stats = spt_peer_dup_stats (other);
      g_assert_cmpuint (stats->frames_encoded, ==, 0);
    }
  spt_test_pair_free (pair);
}

/* The media framework would have let it pass: the same call without the lie does connect. */
static void
test_not_falsified (void)
{
  Falsification falsification = { SPT_SIGNAL_KIND_CANDIDATE, FALSE };
  SptTestPair *pair = pair_new ();

  pair->change = falsify_cb;
  pair->change_data = &falsification;
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  spt_test_pair_free (pair);
}

typedef struct
{
  SptPeer *receiver;
  SptSignalKind kind;
  char *sdp;
} Late;

static gboolean
late_cb (gpointer data)
{
  Late *late = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (spt_peer_take_signal (late->receiver, late->kind, late->sdp, NULL, 0, &error));
  g_assert_no_error (error);
  g_object_unref (late->receiver);
  g_free (late->sdp);
  g_free (late);
  return G_SOURCE_REMOVE;
}

static gboolean
overtake_cb (SptTestPair *pair,
             SptPeer *sender,
             SptSignalKind kind,
             char **sdp,
             char **candidate,
             gpointer user_data)
{
  guint *candidates = user_data;
  Late *late;

  if (kind == SPT_SIGNAL_KIND_CANDIDATE)
    {
      (*candidates)++;
      return TRUE;
    }
  late = g_new0 (Late, 1);
  late->receiver = g_object_ref (sender == pair->offerer ? pair->answerer : pair->offerer);
  late->kind = kind;
  late->sdp = g_steal_pointer (sdp);
  g_timeout_add (200, late_cb, late);
  return FALSE;
}

static void
test_candidates_first (void)
{
  SptTestPair *pair = pair_new ();
  guint candidates = 0;

  pair->change = overtake_cb;
  pair->change_data = &candidates;
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_first_frames, pair, 8000));
  g_assert_no_error (pair->refusal);
  g_assert_cmpuint (candidates, >, 0);
  spt_test_pair_free (pair);
}

static void
assert_refuses (SptPeer *peer, SptSignalKind kind, const char *sdp, const char *candidate, int code)
{
  g_autoptr (GError) error = NULL;
  SptPeerState state = spt_peer_get_state (peer);

  g_assert_false (spt_peer_take_signal (peer, kind, sdp, candidate, 0, &error));
  g_assert_error (error, SPT_CALL_ERROR, code);
  g_assert_cmpint (spt_peer_get_state (peer), ==, state);
}

/* Garbage is refused with a word and harms nothing: the call still comes about. */
static void
test_garbage (void)
{
  SptTestPair *pair = pair_new ();
  static const char no_print[] =
      "v=0\r\no=- 1 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a\r\n"
      "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a\r\na=rtpmap:111 OPUS/48000/2\r\n";
  static const char foreign[] =
      "v=0\r\no=- 1 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a\r\n"
      "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:a\r\na=rtpmap:96 H264/90000\r\n";

  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_OFFER, "garbage", NULL,
                  SPT_CALL_ERROR_SDP_INVALID);
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_OFFER, NULL, NULL, SPT_CALL_ERROR_SDP_INVALID);
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_OFFER, no_print, NULL,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_OFFER, foreign, NULL,
                  SPT_CALL_ERROR_CODEC_REFUSED);
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_CANDIDATE, NULL, "nonsense",
                  SPT_CALL_ERROR_CANDIDATE_INVALID);
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_ANSWER, no_print, NULL,
                  SPT_CALL_ERROR_WRONG_STATE);
  assert_refuses (pair->offerer, SPT_SIGNAL_KIND_OFFER, no_print, NULL, SPT_CALL_ERROR_WRONG_STATE);
  assert_refuses (pair->offerer, SPT_SIGNAL_KIND_ANSWER, no_print, NULL,
                  SPT_CALL_ERROR_WRONG_STATE);
  assert_refuses (pair->offerer, SPT_SIGNAL_KIND_RENEGOTIATE, NULL, NULL,
                  SPT_CALL_ERROR_WRONG_STATE);

  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  assert_refuses (pair->answerer, SPT_SIGNAL_KIND_OFFER, foreign, NULL,
                  SPT_CALL_ERROR_CODEC_REFUSED);
  assert_refuses (pair->offerer, SPT_SIGNAL_KIND_ANSWER, no_print, NULL,
                  SPT_CALL_ERROR_WRONG_STATE);
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 5000));
  spt_test_pair_free (pair);
}

/* Garbage in the candidates, of a right form, does not stop the right ones. */
static void
test_garbage_candidates (void)
{
  static const char *const garbage[] = {
    "candidate:",
    "candidate:1",
    "candidate:x x x x x x x x x x x",
    "candidate:1 1 UDP 99999999999999999999 127.0.0.1 99999 typ host",
    "candidate:1 77 TCP 1 :::::: -1 typ nothing",
    "candidate:1 1 UDP 1 256.256.256.256 1 typ host",
  };
  SptTestPair *pair = pair_new ();

  spt_test_pair_start (pair);
  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    for (guint m_line = 0; m_line < 4; m_line++)
      spt_peer_take_signal (pair->answerer, SPT_SIGNAL_KIND_CANDIDATE, NULL, garbage[i], m_line,
                            NULL);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    spt_peer_take_signal (pair->offerer, SPT_SIGNAL_KIND_CANDIDATE, NULL, garbage[i], 0, NULL);
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 5000));
  spt_test_pair_free (pair);
}

static gboolean
lose_candidates_cb (SptTestPair *pair,
                    SptPeer *sender,
                    SptSignalKind kind,
                    char **sdp,
                    char **candidate,
                    gpointer user_data)
{
  /* The descriptions carry none: they leave before the candidates are gathered. */
  return kind != SPT_SIGNAL_KIND_CANDIDATE;
}

static void
test_no_path (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptTestPair *pair;

  settings->connect_timeout_ms = 700;
  pair = spt_test_pair_new (settings, settings);
  pair->change = lose_candidates_cb;
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_failed, pair, 5000));
  spt_test_sleep (300);
  g_assert_cmpstr (spt_peer_get_error (pair->offerer), ==, SPT_PEER_ERROR_NO_PATH);
  g_assert_cmpstr (spt_peer_get_error (pair->answerer), ==, SPT_PEER_ERROR_NO_PATH);
  spt_test_pair_free (pair);
}

static gboolean
lose_offer_cb (SptTestPair *pair,
               SptPeer *sender,
               SptSignalKind kind,
               char **sdp,
               char **candidate,
               gpointer user_data)
{
  return kind != SPT_SIGNAL_KIND_OFFER;
}

/* An offer that nobody answers yet waits: people take their time. */
static void
test_unanswered (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptTestPair *pair;

  settings->connect_timeout_ms = 300;
  pair = spt_test_pair_new (settings, settings);
  pair->change = lose_offer_cb;
  spt_test_pair_start (pair);
  spt_test_sleep (1000);
  g_assert_cmpint (spt_peer_get_state (pair->offerer), ==, SPT_PEER_STATE_CONNECTING);
  g_assert_cmpint (spt_peer_get_state (pair->answerer), ==, SPT_PEER_STATE_CONNECTING);
  spt_test_pair_free (pair);
}

static gboolean
is_connected_again (gpointer data)
{
  SptTestPair *pair = data;

  return pair->offers >= 2 && spt_test_pair_is_connected (pair);
}

static void
assert_reconnects (SptTestPair *pair)
{
  guint64 frames;

  g_assert_true (spt_test_wait (is_connected_again, pair, 8000));
  frames = spt_peer_get_frames_decoded (pair->answerer);
  g_assert_true (frames > 0);
  spt_test_sleep (600);
  g_assert_cmpuint (spt_peer_get_frames_decoded (pair->answerer), >, frames + 3);
  g_assert_no_error (pair->refusal);
}

/* A new path from either side, once and again: the same peers go on, pictures are counted on. */
static void
test_reconnect (void)
{
  SptTestPair *pair = pair_new ();

  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 8000));
  spt_peer_reconnect (pair->offerer);
  g_assert_cmpint (spt_peer_get_state (pair->offerer), ==, SPT_PEER_STATE_RECONNECTING);
  assert_reconnects (pair);
  g_assert_cmpuint (pair->offers, ==, 2);

  pair->offers = 0;
  spt_peer_reconnect (pair->answerer);
  pair->offers++;
  assert_reconnects (pair);
  g_assert_cmpuint (pair->asked, ==, 1);

  /* Both at once, as both notice that a path is gone. */
  pair->offers = 0;
  spt_peer_reconnect (pair->answerer);
  spt_peer_reconnect (pair->offerer);
  pair->offers++;
  assert_reconnects (pair);
  spt_test_pair_free (pair);
}

/* The other program was killed and started again: the new one asks, and is offered. */
static void
test_reborn (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptTestPair *pair = pair_new ();
  SptPeer *first;

  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  first = spt_test_pair_replace_answerer (pair, settings);
  g_object_unref (first);
  spt_peer_start (pair->answerer);
  spt_peer_reconnect (pair->answerer);
  g_assert_true (spt_test_wait (is_connected_again, pair, 8000));
  g_assert_true (spt_test_wait (spt_test_pair_has_30_frames, pair, 5000));
  spt_test_pair_free (pair);
}

static gboolean
lose_all_cb (SptTestPair *pair,
             SptPeer *sender,
             SptSignalKind kind,
             char **sdp,
             char **candidate,
             gpointer user_data)
{
  return FALSE;
}

static gboolean
offerer_notices (gpointer data)
{
  return spt_peer_get_state (((SptTestPair *) data)->offerer) == SPT_PEER_STATE_RECONNECTING;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (spt_peer_stop_finish (SPT_PEER (source), result, NULL));
}

/* The other side vanishes without a word: noticed within seconds, given up after the time-out. */
static void
test_vanish (void)
{
  g_autoptr (SptPeerSettings) settings = spt_test_pair_settings ();
  SptTestPair *pair;
  gint64 start;

  settings->connect_timeout_ms = 1500;
  pair = spt_test_pair_new (settings, settings);
  spt_test_pair_start (pair);
  g_assert_true (spt_test_wait (spt_test_pair_is_connected, pair, 8000));
  pair->change = lose_all_cb;
  start = g_get_monotonic_time ();
  spt_peer_stop_async (pair->answerer, NULL, stopped_cb, NULL);
  g_assert_true (spt_test_wait (offerer_notices, pair, 6000));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_assert_true (spt_test_wait (spt_test_pair_has_failed, pair, 4000));
  g_assert_cmpstr (spt_peer_get_error (pair->offerer), ==, SPT_PEER_ERROR_NO_PATH);
  spt_test_pair_free (pair);
}

int
main (int argc, char **argv)
{
  static const Falsification in_offer = { SPT_SIGNAL_KIND_OFFER, FALSE };
  static const Falsification in_answer = { SPT_SIGNAL_KIND_ANSWER, FALSE };
  static const Falsification in_both = { SPT_SIGNAL_KIND_OFFER, TRUE };

  g_test_init (&argc, &argv, NULL);
  spt_test_pair_prepare ();
  g_test_add_data_func ("/call/peer/falsified/offer", &in_offer, test_falsified);
  g_test_add_data_func ("/call/peer/falsified/answer", &in_answer, test_falsified);
  g_test_add_func ("/call/peer/falsified/not", test_not_falsified);
  g_test_add_func ("/call/peer/candidates-first", test_candidates_first);
  g_test_add_func ("/call/peer/garbage", test_garbage);
  g_test_add_func ("/call/peer/garbage-candidates", test_garbage_candidates);
  g_test_add_func ("/call/peer/no-path", test_no_path);
  g_test_add_func ("/call/peer/unanswered", test_unanswered);
  g_test_add_func ("/call/peer/reconnect", test_reconnect);
  g_test_add_func ("/call/peer/reborn", test_reborn);
  g_test_add_func ("/call/peer/vanish", test_vanish);
  g_test_add_data_func ("/call/peer/falsified/both", &in_both, test_falsified);
  return spt_test_run ();
}
