/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SptMonthView:
 *
 * A month whose days say how much is free. Properties: `month` (string `YYYY-MM`; the person turns
 * the pages, or the program), `selected` (string `YYYY-MM-DD`, nullable), `today` (string
 * `YYYY-MM-DD`, nullable), `first-month` and `last-month` (strings `YYYY-MM`, nullable: how far the
 * pages can be turned). What is free is told day by day with spt_month_view_set_free(); a day of
 * which nothing was told cannot be chosen.
 *
 * One day takes part in the Tab order. The arrows move to the next day that can be chosen, Home and
 * End to the first and last of its week, Page Up and Page Down turn the pages.
 */
#define SPT_TYPE_MONTH_VIEW (spt_month_view_get_type ())
G_DECLARE_FINAL_TYPE (SptMonthView, spt_month_view, SPT, MONTH_VIEW, AdwBin)

GtkWidget *spt_month_view_new (void);
const char *spt_month_view_get_month (SptMonthView *self);
void spt_month_view_set_month (SptMonthView *self, const char *month);
const char *spt_month_view_get_selected (SptMonthView *self);
void spt_month_view_set_selected (SptMonthView *self, const char *date);
void spt_month_view_set_today (SptMonthView *self, const char *date);
void spt_month_view_set_range (SptMonthView *self, const char *first, const char *last);
void spt_month_view_clear (SptMonthView *self);
void spt_month_view_set_free (SptMonthView *self, const char *date, guint free);
guint spt_month_view_get_free (SptMonthView *self, const char *date);

G_END_DECLS
