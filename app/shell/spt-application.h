/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptApplication:
 *
 * The program. Options: `--demo` (a private backend with the sample city, a citizen's and an operator's
 * window), `--operator`, `--server URL`, `--demo-data DIR`, `--version`; other arguments are links
 * `sportello:…` to be opened.
 */
#define SPT_TYPE_APPLICATION (spt_application_get_type ())
G_DECLARE_FINAL_TYPE (SptApplication, spt_application, SPT, APPLICATION, AdwApplication)

SptApplication *spt_application_new (void);

G_END_DECLS
