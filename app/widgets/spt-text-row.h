/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptTextRow:
 *
 * A field of a form for several lines: the title above, the text beneath. Tab leaves it. Properties:
 * `title` (of the row), `text` (string).
 */
#define SPT_TYPE_TEXT_ROW (spt_text_row_get_type ())
G_DECLARE_FINAL_TYPE (SptTextRow, spt_text_row, SPT, TEXT_ROW, AdwPreferencesRow)

GtkWidget *spt_text_row_new (void);
char *spt_text_row_get_text (SptTextRow *self);
void spt_text_row_set_text (SptTextRow *self, const char *text);

G_END_DECLS
