/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-application.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The translations of an uninstalled tree are where SPORTELLO_LOCALE_DIR says. */
static void
set_up_translations (void)
{
  const char *dir = g_getenv ("SPORTELLO_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL && *dir != '\0' ? dir : SPT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (SptApplication) application = NULL;

  set_up_translations ();
  g_set_application_name (_ ("Sportello"));
  gtk_window_set_default_icon_name (SPT_APP_ID);
  application = spt_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
