/* SPDX-License-Identifier: EUPL-1.2 */

/*
 * For the sanitizer build only; add this file to the sources of a test program that loads many
 * plugins. GLib makes its first table of quarks in the library's constructor and leaves it behind
 * on purpose when the table grows, since other threads may be reading it. Its stack has no name
 * that a suppression could match, so the constructors of libraries are not looked at: the
 * program's first code begins to look.
 */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

static void
before_libraries (int argc, char **argv, char **envp)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"),
                used)) static void (*hook) (int, char **, char **) = before_libraries;

__attribute__ ((constructor)) static void
after_libraries (void)
{
  __lsan_enable ();
}
#endif
