/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-link.h"

#include <string.h>

#include "base/spt-id.h"

#define SCHEME "sportello:"
#define APPOINTMENT "appointment/"

/* Where the text begins that is meant: behind white space and the `<` that some programs copy along. */
static const char *
skip_wrapping (const char *text)
{
  while (g_ascii_isspace (*text) || *text == '<')
    text++;
  return text;
}

/**
 * spt_link_is_link:
 * @text: what was typed, pasted or handed over by the desktop
 *
 * Returns: whether it is meant as a link of this program, be it whole or not
 */
gboolean
spt_link_is_link (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_ascii_strncasecmp (skip_wrapping (text), SCHEME, strlen (SCHEME)) == 0;
}

/**
 * spt_link_parse:
 * @text: `sportello:appointment/VISIT#TOKEN`; white space around it and the `<` and `>` in which a
 *   mail shows a link are passed over
 * @visit_id: (out) (transfer full): the visit, a UUID in lower case
 * @token: (out) (transfer full): its token, 43 characters of URL-safe base64
 *
 * Returns: whether it is a whole link to an appointment; where not, nothing is set
 */
gboolean
spt_link_parse (const char *text, char **visit_id, char **token)
{
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  const char *path, *fragment;
  gsize length;

  g_return_val_if_fail (text != NULL && visit_id != NULL && token != NULL, FALSE);

  if (!spt_link_is_link (text))
    return FALSE;
  path = skip_wrapping (text) + strlen (SCHEME);
  if (!g_str_has_prefix (path, APPOINTMENT))
    return FALSE;
  path += strlen (APPOINTMENT);
  fragment = strchr (path, '#');
  if (fragment == NULL)
    return FALSE;
  id = g_ascii_strdown (path, fragment - path);
  fragment++;
  length = strlen (fragment);
  while (length > 0 && (g_ascii_isspace (fragment[length - 1]) || fragment[length - 1] == '>'))
    length--;
  secret = g_strndup (fragment, length);
  if (!spt_id_is_valid (id) || !spt_token_is_valid (secret))
    return FALSE;
  *visit_id = g_steal_pointer (&id);
  *token = g_steal_pointer (&secret);
  return TRUE;
}
