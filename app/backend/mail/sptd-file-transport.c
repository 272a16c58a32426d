/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-transport.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/spt-clock.h"

struct _SptdFileTransport
{
  GObject parent_instance;

  /* Owned */
  char *folder;
};

static void sptd_file_transport_iface_init (SptdMailTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SptdFileTransport,
                               sptd_file_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SPTD_TYPE_MAIL_TRANSPORT,
                                                      sptd_file_transport_iface_init))

/* `20261123T103000Z-ID.eml`: by name is by time. */
static char *
file_name (const char *id, gint64 at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (at / SPT_SECOND);
  g_autofree char *stamp = g_date_time_format (when, "%Y%m%dT%H%M%SZ");

  return g_strdup_printf ("%s-%s.eml", stamp, id);
}

/* The file appears whole: it is written under another name, brought to the disk and renamed. */
static gboolean
sptd_file_transport_send (SptdMailTransport *transport,
                          const char *id,
                          gint64 at,
                          const char *recipient,
                          GBytes *message,
                          GError **error)
{
  SptdFileTransport *self = SPTD_FILE_TRANSPORT (transport);
  g_autofree char *name = file_name (id, at);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", self->folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, g_bytes_get_data (message, NULL),
                                   (gssize) g_bytes_get_size (message),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
sptd_file_transport_finalize (GObject *object)
{
  g_free (SPTD_FILE_TRANSPORT (object)->folder);
  G_OBJECT_CLASS (sptd_file_transport_parent_class)->finalize (object);
}

static void
sptd_file_transport_iface_init (SptdMailTransportInterface *iface)
{
  iface->send = sptd_file_transport_send;
}

static void
sptd_file_transport_class_init (SptdFileTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sptd_file_transport_finalize;
}

static void
sptd_file_transport_init (SptdFileTransport *self)
{
}

/**
 * sptd_file_transport_new:
 * @folder: where the messages go; it is made when the first one does
 *
 * Returns: (transfer full): a transport into a folder, for demonstrations and tests
 */
SptdMailTransport *
sptd_file_transport_new (const char *folder)
{
  SptdFileTransport *self = g_object_new (SPTD_TYPE_FILE_TRANSPORT, NULL);

  self->folder = g_strdup (folder);
  return SPTD_MAIL_TRANSPORT (self);
}
