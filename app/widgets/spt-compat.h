/* SPDX-License-Identifier: EUPL-1.2 */
/* The few things that differ between the oldest and the newest platform: file dialogs, questions and
 * the window about the program. One asynchronous form for all. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void spt_compat_open_files_async (GtkWindow *parent,
                                  const char *title,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GListModel *spt_compat_open_files_finish (GAsyncResult *result, GError **error);

void spt_compat_save_file_async (GtkWindow *parent,
                                 const char *title,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
GFile *spt_compat_save_file_finish (GAsyncResult *result, GError **error);

/**
 * SptAnswerManner:
 * @SPT_ANSWER_PLAIN: nothing special
 * @SPT_ANSWER_SUGGESTED: what most people want
 * @SPT_ANSWER_DESTRUCTIVE: it cannot be undone
 */
typedef enum
{
  SPT_ANSWER_PLAIN,
  SPT_ANSWER_SUGGESTED,
  SPT_ANSWER_DESTRUCTIVE,
} SptAnswerManner;

/**
 * SptAnswer:
 * @id: what spt_compat_ask_finish() returns; %NULL ends a list of answers
 * @label: the translated label of the button
 * @manner: how it is drawn
 */
typedef struct
{
  const char *id;
  const char *label;
  SptAnswerManner manner;
} SptAnswer;

void spt_compat_ask_async (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           GtkWidget *extra,
                           const SptAnswer *answers,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
char *spt_compat_ask_finish (GAsyncResult *result, GError **error);

void spt_compat_show_about (GtkWindow *parent,
                            const char *name,
                            const char *icon_name,
                            const char *version,
                            const char *comments,
                            const char *website);

void spt_compat_announce (GtkWidget *widget, const char *text);

G_END_DECLS
