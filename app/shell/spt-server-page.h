/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptServerPage:
 *
 * Asks for the address of the counter while none is known.
 * Signal: `chosen` (const char *base_url): a usable address was given.
 */
#define SPT_TYPE_SERVER_PAGE (spt_server_page_get_type ())
G_DECLARE_FINAL_TYPE (SptServerPage, spt_server_page, SPT, SERVER_PAGE, AdwBin)

GtkWidget *spt_server_page_new (void);

/**
 * spt_server_address_normalize:
 * @text: what a person gave
 *
 * Accepts `https` anywhere and `http` on this machine only: nothing personal goes in the open.
 *
 * Returns: (transfer full) (nullable): the base URL without a slash at its end, or %NULL where @text
 *   is not such an address
 */
char *spt_server_address_normalize (const char *text);

G_END_DECLS
