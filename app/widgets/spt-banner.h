/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptBanner:
 *
 * A calm line above a page that says what is going on, as that the service is away. Properties:
 * `title` (string), `revealed` (boolean), `button-label` (string, nullable: no button), `busy`
 * (boolean: a spinner beside the words). Signal: `button-clicked`.
 */
#define SPT_TYPE_BANNER (spt_banner_get_type ())
G_DECLARE_FINAL_TYPE (SptBanner, spt_banner, SPT, BANNER, AdwBin)

GtkWidget *spt_banner_new (void);
const char *spt_banner_get_title (SptBanner *self);
void spt_banner_set_title (SptBanner *self, const char *title);
const char *spt_banner_get_button_label (SptBanner *self);
void spt_banner_set_button_label (SptBanner *self, const char *label);
gboolean spt_banner_get_revealed (SptBanner *self);
void spt_banner_set_revealed (SptBanner *self, gboolean revealed);
gboolean spt_banner_get_busy (SptBanner *self);
void spt_banner_set_busy (SptBanner *self, gboolean busy);

G_END_DECLS
