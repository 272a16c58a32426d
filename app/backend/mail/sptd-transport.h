/* SPDX-License-Identifier: EUPL-1.2 */
/* How mail leaves: an interface, implemented once a way. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptdMailTransport:
 *
 * A way out for messages. A message that was handed over twice because the process died between
 * sending and noting it has the same Message-ID both times.
 */
#define SPTD_TYPE_MAIL_TRANSPORT (sptd_mail_transport_get_type ())
G_DECLARE_INTERFACE (SptdMailTransport, sptd_mail_transport, SPTD, MAIL_TRANSPORT, GObject)

struct _SptdMailTransportInterface
{
  GTypeInterface parent_iface;

  gboolean (*send) (SptdMailTransport *self,
                    const char *id,
                    gint64 at,
                    const char *recipient,
                    GBytes *message,
                    GError **error);
};

gboolean sptd_mail_transport_send (SptdMailTransport *self,
                                   const char *id,
                                   gint64 at,
                                   const char *recipient,
                                   GBytes *message,
                                   GError **error);

/* Writes each message into a folder as `UTC-ID.eml`. */
#define SPTD_TYPE_FILE_TRANSPORT (sptd_file_transport_get_type ())
G_DECLARE_FINAL_TYPE (SptdFileTransport, sptd_file_transport, SPTD, FILE_TRANSPORT, GObject)

SptdMailTransport *sptd_file_transport_new (const char *folder);

G_END_DECLS
