/* SPDX-License-Identifier: EUPL-1.2 */
#include "widgets/spt-compat.h"

#include <adwaita.h>

#define DISMISSED "dismissed"

#if GTK_CHECK_VERSION(4, 10, 0)

static void
open_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GListModel *files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

static void
save_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

static void
show_file_dialog (GtkWindow *parent, const char *title, const char *name, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GCancellable *cancellable = g_task_get_cancellable (task);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_modal (dialog, TRUE);
  if (name == NULL)
    {
      gtk_file_dialog_open_multiple (dialog, parent, cancellable, open_done_cb, task);
      return;
    }
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, cancellable, save_done_cb, task);
}

#else

static void
native_response_cb (GtkNativeDialog *native, int response, GTask *task)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);

  if (response != GTK_RESPONSE_ACCEPT)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
  else if (gtk_file_chooser_get_action (chooser) == GTK_FILE_CHOOSER_ACTION_OPEN)
    g_task_return_pointer (task, gtk_file_chooser_get_files (chooser), g_object_unref);
  else
    g_task_return_pointer (task, gtk_file_chooser_get_file (chooser), g_object_unref);
  gtk_native_dialog_destroy (native);
  g_object_unref (task);
}

static void
show_file_dialog (GtkWindow *parent, const char *title, const char *name, GTask *task)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (title, parent,
                                   name == NULL ? GTK_FILE_CHOOSER_ACTION_OPEN
                                                : GTK_FILE_CHOOSER_ACTION_SAVE,
                                   NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  if (name == NULL)
    gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), TRUE);
  else
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (native_response_cb), task);
  /* The task owns the dialog; it is dropped with the task when the answer is there. */
  g_object_set_data_full (G_OBJECT (task), "native", native, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

/**
 * spt_compat_open_files_async:
 * @parent: (nullable): the window that asks
 * @title: the translated title of the dialog
 * @cancellable: (nullable): to give up
 * @callback: called when the person has chosen
 * @data: for @callback
 *
 * Lets the person choose one or more files.
 */
void
spt_compat_open_files_async (GtkWindow *parent,
                             const char *title,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, spt_compat_open_files_async);
  show_file_dialog (parent, title, NULL, task);
}

/**
 * spt_compat_open_files_finish:
 * @result: of the callback
 * @error: %G_IO_ERROR_CANCELLED when nothing was chosen
 *
 * Returns: (transfer full) (nullable): a list of #GFile
 */
GListModel *
spt_compat_open_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * spt_compat_save_file_async:
 * @parent: (nullable): the window that asks
 * @title: the translated title of the dialog
 * @name: the proposed file name
 * @cancellable: (nullable): to give up
 * @callback: called when the person has chosen
 * @data: for @callback
 *
 * Lets the person choose where to save. An existing file has been asked about.
 */
void
spt_compat_save_file_async (GtkWindow *parent,
                            const char *title,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (name != NULL);

  g_task_set_source_tag (task, spt_compat_save_file_async);
  show_file_dialog (parent, title, name, task);
}

/**
 * spt_compat_save_file_finish:
 * @result: of the callback
 * @error: %G_IO_ERROR_CANCELLED when nothing was chosen
 *
 * Returns: (transfer full) (nullable): where to save
 */
GFile *
spt_compat_save_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
answer_cb (gpointer dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (g_str_equal (response, DISMISSED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  else
    g_task_return_pointer (task, g_strdup (response), g_free);
}

#if ADW_CHECK_VERSION(1, 5, 0)
#define ASK(method) adw_alert_dialog_##method
#define ASK_DIALOG(dialog) ADW_ALERT_DIALOG (dialog)
#else
#define ASK(method) adw_message_dialog_##method
#define ASK_DIALOG(dialog) ADW_MESSAGE_DIALOG (dialog)
#endif

/**
 * spt_compat_ask_async:
 * @parent: the window that asks
 * @heading: the translated question
 * @body: (nullable): what the answers mean
 * @extra: (nullable) (transfer floating): more below the body, as an entry
 * @answers: (array zero-terminated=1): the buttons, ended by one without id; Escape is the first one
 * @cancellable: (nullable): to give up
 * @callback: called with the answer
 * @data: for @callback
 *
 * Asks a question with a few answers.
 */
void
spt_compat_ask_async (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      GtkWidget *extra,
                      const SptAnswer *answers,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
#else
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
#endif

  g_task_set_source_tag (task, spt_compat_ask_async);
  for (const SptAnswer *answer = answers; answer->id != NULL; answer++)
    {
      ASK (add_response) (ASK_DIALOG (dialog), answer->id, answer->label);
      if (answer->manner == SPT_ANSWER_SUGGESTED)
        {
          ASK (set_response_appearance)
          (ASK_DIALOG (dialog), answer->id, ADW_RESPONSE_SUGGESTED);
          ASK (set_default_response) (ASK_DIALOG (dialog), answer->id);
        }
      else if (answer->manner == SPT_ANSWER_DESTRUCTIVE)
        ASK (set_response_appearance)
      (ASK_DIALOG (dialog), answer->id, ADW_RESPONSE_DESTRUCTIVE);
    }
  ASK (set_close_response) (ASK_DIALOG (dialog), DISMISSED);
  if (extra != NULL)
    ASK (set_extra_child) (ASK_DIALOG (dialog), extra);
  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), task);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/**
 * spt_compat_ask_finish:
 * @result: of the callback
 * @error: %G_IO_ERROR_CANCELLED when the question was dismissed
 *
 * Returns: (transfer full) (nullable): the identifier of the answer
 */
char *
spt_compat_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

#if ADW_CHECK_VERSION(1, 5, 0)
#define ABOUT(method) adw_about_dialog_##method
#define ABOUT_DIALOG(dialog) ADW_ABOUT_DIALOG (dialog)
#else
#define ABOUT(method) adw_about_window_##method
#define ABOUT_DIALOG(dialog) ADW_ABOUT_WINDOW (dialog)
#endif

/**
 * spt_compat_show_about:
 * @parent: the window above which it is shown
 * @name: the program's name
 * @icon_name: its icon
 * @version: its version
 * @comments: one sentence about it
 * @website: its page
 *
 * Shows who made the program and under which licence.
 */
void
spt_compat_show_about (GtkWindow *parent,
                       const char *name,
                       const char *icon_name,
                       const char *version,
                       const char *comments,
                       const char *website)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_about_dialog_new ();
#else
  GtkWidget *dialog = adw_about_window_new ();
#endif

  ABOUT (set_application_name) (ABOUT_DIALOG (dialog), name);
  ABOUT (set_application_icon) (ABOUT_DIALOG (dialog), icon_name);
  ABOUT (set_version) (ABOUT_DIALOG (dialog), version);
  ABOUT (set_comments) (ABOUT_DIALOG (dialog), comments);
  ABOUT (set_website) (ABOUT_DIALOG (dialog), website);
  ABOUT (set_license_type) (ABOUT_DIALOG (dialog), GTK_LICENSE_CUSTOM);
  ABOUT (set_license)
  (ABOUT_DIALOG (dialog),
   "<a href=\"https://eupl.eu/1.2/en/\">European Union Public Licence 1.2</a>");
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/**
 * spt_compat_announce:
 * @widget: what the announcement is about
 * @text: the translated sentence
 *
 * Lets a screen reader say @text. Before GTK 4.14 there is no such call; there the accessible
 * description of @widget carries the sentence, which screen readers read as a change.
 */
void
spt_compat_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#else
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
#endif
}
