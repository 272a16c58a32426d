/* SPDX-License-Identifier: EUPL-1.2 */
/* What a document is, by its content: its name says nothing. */
#include "backend/api/sptd-api-documents.h"

#include <magic.h>
#include <string.h>

/* What offices take: nothing that runs, nothing that a browser would show as a page. */
static const char *const allowed[] = {
  "application/pdf",
  "application/pkcs7-mime",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
  "text/plain",
  NULL,
};

/* The longest name that is kept, in bytes: what file systems take. */
#define MAX_NAME 255

static void
close_magic (gpointer data)
{
  magic_close (data);
}

/* A cookie of libmagic belongs to one thread. */
static magic_t
magic_of_thread (void)
{
  static GPrivate key = G_PRIVATE_INIT (close_magic);
  magic_t magic = g_private_get (&key);

  if (magic != NULL)
    return magic;
  magic = magic_open (MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_ERROR);
  if (magic == NULL)
    return NULL;
  if (magic_load (magic, NULL) != 0)
    {
      g_warning ("libmagic cannot be used: %s", magic_error (magic));
      magic_close (magic);
      return NULL;
    }
  g_private_set (&key, magic);
  return magic;
}

/* A signed document (CAdES, `.p7m`) is a ContentInfo of type signedData in DER or BER, which libmagic
 * does not tell (RFC 5652, 3 and 5.1). */
static gboolean
is_signed_data (const guint8 *data, gsize length)
{
  static const guint8 oid[] = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
  gsize head;

  if (length < 20 || data[0] != 0x30)
    return FALSE;
  head = data[1] < 0x80 ? 2 : 2 + (data[1] & 0x7f);
  return head <= 6 && memcmp (data + head, oid, sizeof oid) == 0;
}

/**
 * sptd_document_types:
 *
 * Returns: (transfer full) (array zero-terminated=1): the media types that are taken
 */
GStrv
sptd_document_types (void)
{
  return g_strdupv ((char **) allowed);
}

/**
 * sptd_document_type_of:
 * @content: a document
 *
 * Returns: (transfer none) (nullable): its media type by its content; %NULL where it is none that
 *   is taken
 */
const char *
sptd_document_type_of (GBytes *content)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  magic_t magic = magic_of_thread ();
  const char *found;

  if (is_signed_data (data, length))
    return "application/pkcs7-mime";
  found = magic != NULL ? magic_buffer (magic, data, length) : NULL;
  for (gsize i = 0; found != NULL && allowed[i] != NULL; i++)
    if (strcmp (allowed[i], found) == 0)
      return allowed[i];
  return NULL;
}

/**
 * sptd_document_name_clean:
 * @name: a file's name as it was sent
 *
 * Takes the last part of a path and leaves out what no file system or screen should meet: control
 * characters, characters that turn the direction of writing, leading dots.
 *
 * Returns: (transfer full) (nullable): the name; %NULL where nothing is left or it is not UTF-8
 */
char *
sptd_document_name_clean (const char *name)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  if (!g_utf8_validate (name, -1, NULL))
    return NULL;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '/' || c == '\\')
        g_string_truncate (clean, 0);
      else if (g_unichar_type (c) != G_UNICODE_CONTROL && g_unichar_type (c) != G_UNICODE_FORMAT
               && g_unichar_type (c) != G_UNICODE_LINE_SEPARATOR
               && g_unichar_type (c) != G_UNICODE_PARAGRAPH_SEPARATOR
               && !(c == '.' && clean->len == 0)
               && clean->len + (gsize) g_unichar_to_utf8 (c, NULL) <= MAX_NAME)
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  return clean->str[0] != '\0' ? g_strdup (clean->str) : NULL;
}

/**
 * sptd_document_disposition:
 * @name: a clean name
 *
 * Returns: (transfer full): the Content-Disposition of a download, as RFC 6266 and RFC 8187 have it:
 *   never shown in place, the name in ASCII for old clients and in UTF-8 for all others
 */
char *
sptd_document_disposition (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autofree char *encoded = g_uri_escape_string (name, "!#$&+^`|", FALSE);

  for (char *p = ascii; *p != '\0'; p++)
    if (*p == '"' || *p == '\\' || *p == '%' || !g_ascii_isprint (*p))
      *p = '_';
  return g_strdup_printf ("attachment; filename=\"%s\"; filename*=UTF-8''%s", ascii, encoded);
}
