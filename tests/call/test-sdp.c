/* SPDX-License-Identifier: EUPL-1.2 */

/* What the other side's descriptions may say, and what they may not. */

#include "call/spt-sdp.h"

#include <string.h>

#define PRINT \
  "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:" \
  "EF"
#define OTHER_PRINT \
  "FF:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:" \
  "EF"
#define HEAD "v=0\r\no=- 1 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
#define AUDIO "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:audio0\r\na=rtpmap:111 OPUS/48000/2\r\n"
#define VIDEO \
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:video1\r\na=rtpmap:96 VP8/90000\r\n" \
  "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
#define DATA "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:application2\r\n"
#define BUNDLE "a=group:BUNDLE audio0 video1 application2\r\n"
#define FINGERPRINT(value) "a=fingerprint:sha-256 " value "\r\n"
#define GOOD \
  HEAD BUNDLE FINGERPRINT (PRINT) \
  AUDIO VIDEO DATA

static void
assert_refused (const char *text, int code)
{
  SptSdpFacts facts = { NULL, NULL, -1, -1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (spt_sdp_parse (text, &facts, &error));
  g_assert_error (error, SPT_CALL_ERROR, code);
  g_assert_null (facts.fingerprint);
}

static void
test_good (void)
{
  SptSdpFacts facts;
  g_autoptr (GError) error = NULL;
  GstSDPMessage *message = spt_sdp_parse (GOOD, &facts, &error);

  g_assert_no_error (error);
  g_assert_nonnull (message);
  g_assert_cmpstr (facts.fingerprint, ==,
                   "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF");
  g_assert_cmpint (facts.video_payload, ==, 96);
  g_assert_cmpint (facts.audio_payload, ==, 111);
  g_assert_null (facts.tag);
  gst_sdp_message_free (message);
  spt_sdp_facts_clear (&facts);
}

static void
test_fingerprint_per_section (void)
{
  SptSdpFacts facts;
  g_autoptr (GError) error = NULL;
  GstSDPMessage *message = spt_sdp_parse (HEAD BUNDLE AUDIO FINGERPRINT (PRINT)
                                              VIDEO FINGERPRINT (PRINT) DATA FINGERPRINT (PRINT),
                                          &facts, &error);

  g_assert_no_error (error);
  gst_sdp_message_free (message);
  spt_sdp_facts_clear (&facts);
}

static void
test_fingerprint_refused (void)
{
  /* None at all, none in one section, only a weak hash, cut short, not hexadecimal. */
  assert_refused (HEAD BUNDLE AUDIO VIDEO DATA, SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refused (HEAD BUNDLE AUDIO VIDEO FINGERPRINT (PRINT) DATA FINGERPRINT (PRINT),
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refused (HEAD BUNDLE "a=fingerprint:sha-1 " PRINT "\r\n" AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refused (HEAD BUNDLE FINGERPRINT ("01:23:45") AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refused (HEAD BUNDLE FINGERPRINT ("ZZ" PRINT) AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  assert_refused (HEAD BUNDLE FINGERPRINT (PRINT ":00") AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
  /* Two certificates: which one would be compared? */
  assert_refused (HEAD BUNDLE FINGERPRINT (PRINT) AUDIO VIDEO FINGERPRINT (OTHER_PRINT) DATA,
                  SPT_CALL_ERROR_NO_FINGERPRINT);
}

static void
test_codecs_refused (void)
{
  const char *const bad[] = {
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video1\r\na=rtpmap:96 H264/90000\r\n",
    "m=video 9 UDP/TLS/RTP/SAVPF 96 98\r\na=mid:video1\r\na=rtpmap:96 VP8/90000\r\n"
    "a=rtpmap:98 red/90000\r\n",
    "m=video 9 UDP/TLS/RTP/SAVPF 97\r\na=mid:video1\r\na=rtpmap:97 rtx/90000\r\n",
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video1\r\n",
    "m=video 9 UDP/TLS/RTP/SAVPF 300\r\na=mid:video1\r\na=rtpmap:300 VP8/90000\r\n",
    "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:video1\r\n",
    "m=audio 9 UDP/TLS/RTP/SAVPF 8\r\na=mid:video1\r\na=rtpmap:8 PCMA/8000\r\n",
    "m=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video1\r\na=rtpmap:96 VP8/90000\r\n",
    "m=text 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video1\r\na=rtpmap:96 t140/1000\r\n",
    "m=application 9 UDP/DTLS/SCTP 5000\r\na=mid:video1\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text =
          g_strconcat (HEAD BUNDLE FINGERPRINT (PRINT) AUDIO, bad[i], DATA, NULL);

      assert_refused (text, SPT_CALL_ERROR_CODEC_REFUSED);
    }
}

static void
test_bundle_refused (void)
{
  assert_refused (HEAD FINGERPRINT (PRINT) AUDIO VIDEO DATA, SPT_CALL_ERROR_SDP_INVALID);
  assert_refused (HEAD "a=group:BUNDLE audio0 video1\r\n" FINGERPRINT (PRINT) AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_SDP_INVALID);
  assert_refused (HEAD "a=group:LS audio0 video1 application2\r\n" FINGERPRINT (PRINT)
                      AUDIO VIDEO DATA,
                  SPT_CALL_ERROR_SDP_INVALID);
}

static void
test_form_refused (void)
{
  g_autofree char *large = g_strnfill (SPT_SDP_MAX_SIZE + 1, 'a');
  g_autoptr (GString) many = g_string_new (HEAD FINGERPRINT (PRINT));

  memcpy (large, "v=0", 3);
  assert_refused (NULL, SPT_CALL_ERROR_SDP_INVALID);
  assert_refused ("", SPT_CALL_ERROR_SDP_INVALID);
  assert_refused ("nonsense", SPT_CALL_ERROR_SDP_INVALID);
  assert_refused ("v=0\r\n\xff\xfe", SPT_CALL_ERROR_SDP_INVALID);
  assert_refused (HEAD, SPT_CALL_ERROR_SDP_INVALID);
  assert_refused (large, SPT_CALL_ERROR_SDP_TOO_LARGE);
  for (int i = 0; i < 20; i++)
    g_string_append (many, AUDIO);
  assert_refused (many->str, SPT_CALL_ERROR_SDP_INVALID);
}

/* Whatever single bytes are changed, the parser gives an answer and keeps to its promises. */
static void
test_garbage (void)
{
  static const char letters[] = "\r\n=: \t0a\x01\x7f/";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (int round = 0; round < 20000; round++)
    {
      g_autofree char *text = g_strdup (GOOD);
      g_autoptr (GError) error = NULL;
      gsize size = strlen (text);
      SptSdpFacts facts;
      GstSDPMessage *message;

      for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
        text[g_rand_int_range (rand, 0, (int) size)] =
            letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      if (g_rand_boolean (rand))
        text[g_rand_int_range (rand, 0, (int) size)] = '\0';
      message = spt_sdp_parse (text, &facts, &error);
      g_assert_true ((message == NULL) == (error != NULL));
      if (message == NULL)
        continue;
      g_assert_cmpuint (strlen (facts.fingerprint), ==, 64);
      gst_sdp_message_free (message);
      spt_sdp_facts_clear (&facts);
    }
}

static void
test_tag (void)
{
  g_autofree char *tagged = spt_sdp_with_tag (GOOD, "one-offer");
  SptSdpFacts facts;
  GstSDPMessage *message = spt_sdp_parse (tagged, &facts, NULL);

  g_assert_nonnull (message);
  g_assert_cmpstr (facts.tag, ==, "one-offer");
  gst_sdp_message_free (message);
  spt_sdp_facts_clear (&facts);
}

static void
test_candidates (void)
{
  g_autofree char *large = g_strnfill (SPT_SDP_MAX_CANDIDATE + 1, 'a');
  g_autoptr (GError) error = NULL;

  memcpy (large, "candidate:", 10);
  g_assert_true (
      spt_sdp_check_candidate ("candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host", NULL));
  g_assert_true (spt_sdp_check_candidate ("a=candidate:1 1 UDP 1 127.0.0.1 9 typ host", NULL));
  g_assert_true (spt_sdp_check_candidate ("", NULL));
  g_assert_false (spt_sdp_check_candidate (NULL, NULL));
  g_assert_false (spt_sdp_check_candidate (large, NULL));
  g_assert_false (spt_sdp_check_candidate ("candidate:1\r\na=evil", NULL));
  g_assert_false (spt_sdp_check_candidate ("something", &error));
  g_assert_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CANDIDATE_INVALID);
}

static void
test_certificate (void)
{
  /* SHA-256 of the three bytes "abc", from FIPS 180-2. */
  g_autofree char *good =
      spt_sdp_fingerprint_of_pem ("-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n");

  g_assert_cmpstr (good, ==, "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
  g_assert_null (spt_sdp_fingerprint_of_pem (NULL));
  g_assert_null (spt_sdp_fingerprint_of_pem ("YWJj"));
  g_assert_null (
      spt_sdp_fingerprint_of_pem ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/call/sdp/good", test_good);
  g_test_add_func ("/call/sdp/fingerprint-per-section", test_fingerprint_per_section);
  g_test_add_func ("/call/sdp/fingerprint-refused", test_fingerprint_refused);
  g_test_add_func ("/call/sdp/codecs-refused", test_codecs_refused);
  g_test_add_func ("/call/sdp/bundle-refused", test_bundle_refused);
  g_test_add_func ("/call/sdp/form-refused", test_form_refused);
  g_test_add_func ("/call/sdp/garbage", test_garbage);
  g_test_add_func ("/call/sdp/tag", test_tag);
  g_test_add_func ("/call/sdp/candidates", test_candidates);
  g_test_add_func ("/call/sdp/certificate", test_certificate);
  return g_test_run ();
}
