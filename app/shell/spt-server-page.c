/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-server-page.h"

#include "config.h"

struct _SptServerPage
{
  AdwBin parent_instance;

  /* Template */
  GtkEditable *address;
  GtkWidget *connect_button;
};

G_DEFINE_FINAL_TYPE (SptServerPage, spt_server_page, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_this_machine (const char *host)
{
  return g_str_has_prefix (host, "127.") || g_str_equal (host, "localhost")
         || g_str_equal (host, "::1");
}

static void
changed_cb (SptServerPage *self)
{
  g_autofree char *url = spt_server_address_normalize (gtk_editable_get_text (self->address));

  gtk_widget_set_sensitive (self->connect_button, url != NULL);
}

static void
connect_cb (SptServerPage *self)
{
  g_autofree char *url = spt_server_address_normalize (gtk_editable_get_text (self->address));

  if (url != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, url);
}

static void
spt_server_page_class_init (SptServerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", SPT_TYPE_SERVER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/shell/server-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptServerPage, address);
  gtk_widget_class_bind_template_child (widget_class, SptServerPage, connect_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
}

static void
spt_server_page_init (SptServerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spt_server_page_new (void)
{
  return g_object_new (SPT_TYPE_SERVER_PAGE, NULL);
}

char *
spt_server_address_normalize (const char *text)
{
  g_autofree char *trimmed = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme = NULL;
  const char *host = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  uri = g_uri_parse (trimmed, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL)
    return NULL;
  scheme = g_uri_get_scheme (uri);
  host = g_uri_get_host (uri);
  if (host == NULL || *host == '\0' || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    return NULL;
  if (!g_str_equal (scheme, "https") && !(g_str_equal (scheme, "http") && is_this_machine (host)))
    return NULL;
  length = strlen (trimmed);
  while (length > 0 && trimmed[length - 1] == '/')
    trimmed[--length] = '\0';
  return g_steal_pointer (&trimmed);
}
