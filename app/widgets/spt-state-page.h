/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptPageState:
 * @SPT_PAGE_LOADING: being fetched; a spinner is shown after 300 ms
 * @SPT_PAGE_FAILED: not fetched; what happened, what to do, and *Try Again*
 * @SPT_PAGE_EMPTY: fetched, and there is nothing
 * @SPT_PAGE_CONTENT: fetched
 */
typedef enum
{
  SPT_PAGE_LOADING,
  SPT_PAGE_FAILED,
  SPT_PAGE_EMPTY,
  SPT_PAGE_CONTENT,
} SptPageState;

/**
 * SptStatePage:
 *
 * The four states of a page or of a part of one. The content is `content` (a child in templates).
 * `empty-icon`, `empty-title` and `empty-description` say that there is nothing. Signal: `retry`.
 */
#define SPT_TYPE_STATE_PAGE (spt_state_page_get_type ())
G_DECLARE_FINAL_TYPE (SptStatePage, spt_state_page, SPT, STATE_PAGE, AdwBin)

GtkWidget *spt_state_page_new (void);
SptPageState spt_state_page_get_state (SptStatePage *self);
void spt_state_page_set_state (SptStatePage *self, SptPageState state);
void spt_state_page_set_error (SptStatePage *self, const GError *error);
GtkWidget *spt_state_page_get_content (SptStatePage *self);
void spt_state_page_set_content (SptStatePage *self, GtkWidget *content);

G_END_DECLS
