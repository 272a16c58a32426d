/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-sdp.h"

#include <string.h>

/* Our own session attribute: the answer repeats the tag of the offer that it answers, so that an
 * answer that was overtaken by a newer offer is known for what it is. */
#define TAG_ATTRIBUTE "x-spt-offer"
#define TAG_MAX_LENGTH 64

#define SHA256_DIGITS 64

void
spt_sdp_facts_clear (SptSdpFacts *facts)
{
  g_clear_pointer (&facts->fingerprint, g_free);
  g_clear_pointer (&facts->tag, g_free);
}

/* Turns "sha-256 AB:CD:…" into 64 upper-case digits; NULL for another hash or a wrong form. */
static char *
normalize_fingerprint (const char *value)
{
  g_autoptr (GString) digits = g_string_sized_new (SHA256_DIGITS);
  const char *p;

  if (g_ascii_strncasecmp (value, "sha-256 ", 8) != 0)
    return NULL;

  p = value + 8;
  while (*p == ' ')
    p++;
  for (; *p != '\0' && digits->len < SHA256_DIGITS + 1; p++)
    {
      if (g_ascii_isxdigit (*p))
        g_string_append_c (digits, g_ascii_toupper (*p));
      else if (*p != ':' || digits->len % 2 != 0)
        return NULL;
    }
  if (digits->len != SHA256_DIGITS)
    return NULL;
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Adds one a=fingerprint to what is known: all SHA-256 ones of a description have to agree. */
static gboolean
merge_fingerprint (const char *value, char **known, gboolean *found, GError **error)
{
  g_autofree char *digits = NULL;

  if (g_ascii_strncasecmp (value, "sha-256", 7) != 0)
    return TRUE;

  digits = normalize_fingerprint (value);
  if (digits == NULL)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_NO_FINGERPRINT,
                           "The certificate's fingerprint is malformed");
      return FALSE;
    }
  *found = TRUE;
  if (*known == NULL)
    {
      *known = g_steal_pointer (&digits);
      return TRUE;
    }
  if (strcmp (*known, digits) != 0)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_NO_FINGERPRINT,
                           "The description names more than one certificate");
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_fingerprint (const GstSDPMessage *message, char **fingerprint, GError **error)
{
  gboolean for_session = FALSE;
  const char *value;

  for (guint i = 0;
       (value = gst_sdp_message_get_attribute_val_n (message, "fingerprint", i)) != NULL; i++)
    if (!merge_fingerprint (value, fingerprint, &for_session, error))
      return FALSE;

  for (guint m = 0; m < gst_sdp_message_medias_len (message); m++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, m);
      gboolean for_media = for_session;

      for (guint i = 0;
           (value = gst_sdp_media_get_attribute_val_n (media, "fingerprint", i)) != NULL; i++)
        if (!merge_fingerprint (value, fingerprint, &for_media, error))
          return FALSE;
      if (!for_media)
        {
          g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_NO_FINGERPRINT,
                       "Section %u names no certificate by SHA-256", m);
          return FALSE;
        }
    }
  return TRUE;
}

/* All media go over the one transport whose certificate is checked: every section is in the
 * bundle. */
static gboolean
check_bundle (const GstSDPMessage *message, GError **error)
{
  const char *group = gst_sdp_message_get_attribute_val (message, "group");
  g_auto (GStrv) mids = g_strsplit (group != NULL ? group : "", " ", -1);
  gboolean complete = mids[0] != NULL && strcmp (mids[0], "BUNDLE") == 0;

  for (guint m = 0; complete && m < gst_sdp_message_medias_len (message); m++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, m);
      const char *mid = gst_sdp_media_get_attribute_val (media, "mid");

      complete = mid != NULL && g_strv_contains ((const char *const *) mids + 1, mid);
    }
  if (!complete)
    g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_SDP_INVALID,
                         "The sections are not in one bundle");
  return complete;
}

/* Returns the upper-case encoding name of a payload type, or NULL where no rtpmap names it. */
static char *
encoding_of (const GstSDPMedia *media, const char *format)
{
  const char *value;

  for (guint i = 0; (value = gst_sdp_media_get_attribute_val_n (media, "rtpmap", i)) != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (value, " ", 2);
      char *slash;

      if (parts[0] == NULL || parts[1] == NULL || strcmp (parts[0], format) != 0)
        continue;
      slash = strchr (parts[1], '/');
      if (slash == NULL)
        return NULL;
      *slash = '\0';
      return g_ascii_strup (parts[1], -1);
    }
  return NULL;
}

static gboolean
check_codecs (const GstSDPMedia *media, SptSdpFacts *facts, GError **error)
{
  const char *kind = gst_sdp_media_get_media (media);
  gboolean is_video = g_strcmp0 (kind, "video") == 0;
  int *payload = is_video ? &facts->video_payload : &facts->audio_payload;
  guint useful = 0;

  for (guint i = 0; i < gst_sdp_media_formats_len (media); i++)
    {
      const char *format = gst_sdp_media_get_format (media, i);
      g_autofree char *encoding = encoding_of (media, format);
      guint64 number;

      if (!g_ascii_string_to_unsigned (format, 10, 0, 127, &number, NULL) || encoding == NULL
          || !(is_video ? g_str_equal (encoding, "VP8") || g_str_equal (encoding, "RTX")
                        : g_str_equal (encoding, "OPUS")))
        {
          g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CODEC_REFUSED,
                       "Codec %s is not allowed here", encoding != NULL ? encoding : format);
          return FALSE;
        }
      if (g_str_equal (encoding, "RTX"))
        continue;
      useful++;
      if (*payload < 0)
        *payload = (int) number;
    }
  if (useful > 0)
    return TRUE;
  g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CODEC_REFUSED, "A section of %s has no codec",
               kind);
  return FALSE;
}

static gboolean
check_media (const GstSDPMessage *message, SptSdpFacts *facts, GError **error)
{
  guint n_media = gst_sdp_message_medias_len (message);

  if (n_media == 0 || n_media > SPT_SDP_MAX_MEDIA)
    {
      g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_SDP_INVALID,
                   "The description has %u sections", n_media);
      return FALSE;
    }
  for (guint m = 0; m < n_media; m++)
    {
      const GstSDPMedia *media = gst_sdp_message_get_media (message, m);
      const char *kind = gst_sdp_media_get_media (media);

      if (g_strcmp0 (kind, "video") == 0 || g_strcmp0 (kind, "audio") == 0)
        {
          if (!check_codecs (media, facts, error))
            return FALSE;
        }
      else if (g_strcmp0 (kind, "application") != 0 || gst_sdp_media_formats_len (media) != 1
               || g_strcmp0 (gst_sdp_media_get_format (media, 0), "webrtc-datachannel") != 0)
        {
          g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CODEC_REFUSED,
                       "A section of kind %s is not allowed here", kind != NULL ? kind : "(none)");
          return FALSE;
        }
    }
  return TRUE;
}

GstSDPMessage *
spt_sdp_parse (const char *text, SptSdpFacts *facts, GError **error)
{
  SptSdpFacts found = { NULL, NULL, -1, -1 };
  GstSDPMessage *message = NULL;
  const char *tag;
  gsize size;

  size = text != NULL ? strnlen (text, SPT_SDP_MAX_SIZE + 1) : 0;
  if (size > SPT_SDP_MAX_SIZE)
    {
      g_set_error (error, SPT_CALL_ERROR, SPT_CALL_ERROR_SDP_TOO_LARGE,
                   "The description is larger than %d bytes", SPT_SDP_MAX_SIZE);
      return NULL;
    }
  if (size == 0 || !g_str_has_prefix (text, "v=0") || !g_utf8_validate (text, (gssize) size, NULL)
      || gst_sdp_message_new (&message) != GST_SDP_OK
      || gst_sdp_message_parse_buffer ((const guint8 *) text, (guint) size, message) != GST_SDP_OK)
    {
      g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_SDP_INVALID,
                           "The description cannot be read");
      g_clear_pointer (&message, gst_sdp_message_free);
      return NULL;
    }
  if (!check_media (message, &found, error) || !check_bundle (message, error)
      || !find_fingerprint (message, &found.fingerprint, error))
    {
      spt_sdp_facts_clear (&found);
      gst_sdp_message_free (message);
      return NULL;
    }
  tag = gst_sdp_message_get_attribute_val (message, TAG_ATTRIBUTE);
  if (tag != NULL)
    found.tag = g_strndup (tag, TAG_MAX_LENGTH);
  *facts = found;
  return message;
}

gboolean
spt_sdp_check_candidate (const char *candidate, GError **error)
{
  gsize size = candidate != NULL ? strnlen (candidate, SPT_SDP_MAX_CANDIDATE + 1) : 0;
  gboolean valid = candidate != NULL && size <= SPT_SDP_MAX_CANDIDATE
                   && (size == 0 || g_str_has_prefix (candidate, "candidate:")
                       || g_str_has_prefix (candidate, "a=candidate:"));

  for (gsize i = 0; valid && i < size; i++)
    valid = g_ascii_isprint (candidate[i]);
  if (!valid)
    g_set_error_literal (error, SPT_CALL_ERROR, SPT_CALL_ERROR_CANDIDATE_INVALID,
                         "The candidate cannot be read");
  return valid;
}

char *
spt_sdp_fingerprint_of_pem (const char *pem)
{
  static const char begin[] = "-----BEGIN CERTIFICATE-----";
  const char *from = pem != NULL ? strstr (pem, begin) : NULL;
  const char *to = from != NULL ? strstr (from, "-----END CERTIFICATE-----") : NULL;
  g_autofree char *base64 = NULL;
  g_autofree guchar *der = NULL;
  g_autofree char *hex = NULL;
  gsize size = 0;

  if (to == NULL)
    return NULL;

  from += strlen (begin);
  base64 = g_strndup (from, (gsize) (to - from));
  der = g_base64_decode (base64, &size);
  if (size == 0)
    return NULL;
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, size);
  return g_ascii_strup (hex, -1);
}

char *
spt_sdp_with_tag (const char *sdp, const char *tag)
{
  const char *first = strstr (sdp, "\r\nm=");

  if (first == NULL)
    return g_strdup (sdp);
  return g_strdup_printf ("%.*s\r\na=" TAG_ATTRIBUTE ":%s%s", (int) (first - sdp), sdp, tag, first);
}
