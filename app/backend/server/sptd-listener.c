/* SPDX-License-Identifier: EUPL-1.2 */
#define G_LOG_DOMAIN "spt-server"

#include "backend/server/sptd-listener.h"

/* libsoup's own would be 10. */
#define BACKLOG 1024

static GSocketAddress *
parse_address (const char *text, gboolean allow_remote, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 0, error);
  g_autoptr (GInetAddress) inet = NULL;
  const char *host;

  if (connectable == NULL)
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable));
  inet = g_strcmp0 (host, "localhost") == 0 ? g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)
                                            : g_inet_address_new_from_string (host);
  if (inet == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s is no IP address: --listen takes ADDRESS:PORT", host);
      return NULL;
    }
  if (!g_inet_address_get_is_loopback (inet) && !allow_remote)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "%s can be reached from elsewhere, and this program is not made to face a "
                   "network: put a front door with TLS before it, or say --allow-remote",
                   host);
      return NULL;
    }
  return g_inet_socket_address_new (inet,
                                    g_network_address_get_port (G_NETWORK_ADDRESS (connectable)));
}

/**
 * sptd_listener_open:
 * @address: `ADDRESS:PORT`; port 0 picks a free one
 * @allow_remote: whether an address is taken that is not the loopback's
 * @error: %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a socket that listens
 */
GSocket *
sptd_listener_open (const char *address, gboolean allow_remote, GError **error)
{
  g_autoptr (GSocketAddress) where = parse_address (address, allow_remote, error);
  g_autoptr (GSocket) socket = NULL;

  if (where == NULL)
    return NULL;
  socket = g_socket_new (g_socket_address_get_family (where), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  /* With TRUE GLib sets SO_REUSEADDR: a restart does not wait for old connections to be forgotten. */
  if (!g_socket_bind (socket, where, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

/**
 * sptd_listener_uri:
 * @socket: a socket that listens
 * @error: %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the base URL of what listens there
 */
char *
sptd_listener_uri (GSocket *socket, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  g_autofree char *host = NULL;
  GInetAddress *inet;

  if (address == NULL)
    return NULL;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  host = g_inet_address_to_string (inet);
  return g_strdup_printf (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6
                              ? "http://[%s]:%u"
                              : "http://%s:%u",
                          host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}
