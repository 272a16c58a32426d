/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptFieldMessage:
 *
 * The row beneath a field that says what is wrong with it; it is not there while `text` is %NULL.
 * Properties: `field` (GtkWidget: the row that it speaks of), `text` (string, nullable).
 */
#define SPT_TYPE_FIELD_MESSAGE (spt_field_message_get_type ())
G_DECLARE_FINAL_TYPE (SptFieldMessage, spt_field_message, SPT, FIELD_MESSAGE, AdwPreferencesRow)

GtkWidget *spt_field_message_new (GtkWidget *field);
const char *spt_field_message_get_text (SptFieldMessage *self);
void spt_field_message_set_text (SptFieldMessage *self, const char *text);

G_END_DECLS
