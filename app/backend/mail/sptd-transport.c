/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-transport.h"

G_DEFINE_INTERFACE (SptdMailTransport, sptd_mail_transport, G_TYPE_OBJECT)

static void
sptd_mail_transport_default_init (SptdMailTransportInterface *iface)
{
}

/**
 * sptd_mail_transport_send:
 * @self: a transport
 * @id: the message's identifier
 * @at: when it was written, microseconds
 * @recipient: the e-mail address
 * @message: the message as RFC 5322 has it
 * @error: why it did not go out
 *
 * Hands a message over. May take long: never on the main thread.
 *
 * Returns: whether it is somebody else's now
 */
gboolean
sptd_mail_transport_send (SptdMailTransport *self,
                          const char *id,
                          gint64 at,
                          const char *recipient,
                          GBytes *message,
                          GError **error)
{
  return SPTD_MAIL_TRANSPORT_GET_IFACE (self)->send (self, id, at, recipient, message, error);
}
