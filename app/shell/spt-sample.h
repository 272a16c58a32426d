/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptSampleLogin:
 * @name: what the operator is called
 * @username: to sign in with
 * @password: which is no secret in a sample
 *
 * An operator of the sample city.
 */
typedef struct
{
  char *name;
  char *username;
  char *password;
} SptSampleLogin;

/**
 * spt_sample_load_logins:
 * @file: the path of a sample city, as it is given to the backend
 * @error: return location; %G_FILE_ERROR, or %SPT_ERROR where it is no sample
 *
 * Returns: (transfer full) (element-type SptSampleLogin): its operators
 */
GPtrArray *spt_sample_load_logins (const char *file, GError **error);

G_END_DECLS
