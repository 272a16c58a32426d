/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-code-page.h"

#include <glib/gi18n.h>

#include "base/spt-error.h"
#include "base/spt-id.h"
#include "citizen/spt-citizen-help.h"
#include "citizen/spt-person-check.h"
#include "model/spt-link.h"
#include "widgets/spt-field-message.h"
#include "widgets/spt-slow-spinner.h"

struct _SptCodePage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  GCancellable *cancellable;

  gboolean busy;
  gboolean wanted; /* it failed because the service was away */

  /* Borrowed */
  GtkWidget *code;
  GtkWidget *email;
  SptFieldMessage *code_message;
  SptFieldMessage *email_message;

  /* Template */
  AdwPreferencesGroup *group;
  GtkButton *find;
  SptSlowSpinner *spinner;
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptCodePage, spt_code_page, ADW_TYPE_BIN)

static const char *
text_of (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field));
}

static gboolean
has_link (SptCodePage *self)
{
  return spt_link_is_link (text_of (self->code));
}

static void
check_code (SptCodePage *self)
{
  g_autofree char *code = spt_code_normalize (text_of (self->code));
  g_autofree char *visit_id = NULL;
  g_autofree char *token = NULL;
  const char *complaint = NULL;

  if (has_link (self) && !spt_link_parse (text_of (self->code), &visit_id, &token))
    complaint = _ ("This link is not whole. Please copy all of it from the message.");
  else if (!has_link (self) && code == NULL)
    complaint = _ ("A code has ten letters and digits, as K7QF-2M9T-6W.");
  spt_field_message_set_text (self->code_message, complaint);
}

static void
check_email (SptCodePage *self)
{
  const char *complaint = NULL;

  if (!has_link (self))
    complaint = spt_check_email (text_of (self->email), TRUE);
  spt_field_message_set_text (self->email_message, complaint);
}

/* A link says by itself whose booking it is. */
static void
code_changed_cb (SptCodePage *self)
{
  self->wanted = FALSE;
  gtk_widget_set_sensitive (self->email, !has_link (self));
  spt_field_message_set_text (self->code_message, NULL);
  if (has_link (self))
    spt_field_message_set_text (self->email_message, NULL);
}

static void
show_failure (SptCodePage *self, const GError *error)
{
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_NOT_FOUND)
      || g_error_matches (error, SPT_ERROR, SPT_ERROR_WRONG_CREDENTIALS))
    {
      spt_field_message_set_text (
          has_link (self) ? self->code_message : self->email_message,
          _ ("No booking was found. Please compare what is written here with the message that you "
             "received."));
      gtk_widget_grab_focus (self->code);
      return;
    }
  self->wanted = g_error_matches (error, SPT_ERROR, SPT_ERROR_UNREACHABLE);
  spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptCodePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptAppointment) appointment = NULL;

  if (g_async_result_is_tagged (result, spt_session_open_link_async))
    appointment = spt_session_open_link_finish (SPT_SESSION (source), result, &error);
  else
    appointment = spt_session_open_appointment_finish (SPT_SESSION (source), result, &error);
  if (self->session == NULL)
    return;
  self->busy = FALSE;
  spt_slow_spinner_set_busy (self->spinner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find), TRUE);
  if (appointment == NULL)
    {
      show_failure (self, error);
      return;
    }
  /* Who sits down here next does not find the link of who was here before. */
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  g_signal_emit (self, signals[OPENED], 0, appointment);
}

static void
open (SptCodePage *self)
{
  g_autofree char *email = g_strstrip (g_strdup (text_of (self->email)));

  self->busy = TRUE;
  self->wanted = FALSE;
  spt_slow_spinner_set_busy (self->spinner, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find), FALSE);
  if (has_link (self))
    spt_session_open_link_async (self->session, text_of (self->code), self->cancellable, opened_cb,
                                 g_object_ref (self));
  else
    spt_session_open_appointment_async (self->session, text_of (self->code), email,
                                        self->cancellable, opened_cb, g_object_ref (self));
}

static void
find_cb (SptCodePage *self)
{
  if (self->busy)
    return;
  check_code (self);
  check_email (self);
  if (spt_field_message_get_text (self->code_message) != NULL)
    gtk_widget_grab_focus (self->code);
  else if (spt_field_message_get_text (self->email_message) != NULL)
    gtk_widget_grab_focus (self->email);
  else
    open (self);
}

/* What failed because the service was away is done when it is back, while one still waits for it. */
static void
connection_changed_cb (SptCodePage *self)
{
  if (self->wanted && !self->busy && gtk_widget_get_mapped (GTK_WIDGET (self))
      && spt_session_get_connection (self->session) == SPT_CONNECTION_ONLINE)
    find_cb (self);
}

static void
spt_code_page_dispose (GObject *object)
{
  SptCodePage *self = SPT_CODE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_code_page_parent_class)->dispose (object);
}

static void
spt_code_page_class_init (SptCodePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_code_page_dispose;

  signals[OPENED] = g_signal_new ("opened", SPT_TYPE_CODE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SPT_TYPE_APPOINTMENT);

  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptCodePage, group);
  gtk_widget_class_bind_template_child (widget_class, SptCodePage, find);
  gtk_widget_class_bind_template_child (widget_class, SptCodePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
}

static void
add_message (SptCodePage *self,
             GtkWidget *field,
             SptFieldMessage **message,
             void (*check) (SptCodePage *self))
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  *message = SPT_FIELD_MESSAGE (spt_field_message_new (field));
  adw_preferences_group_add (self->group, GTK_WIDGET (*message));
  g_signal_connect_object (focus, "leave", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (field, focus);
}

static void
spt_code_page_init (SptCodePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->code = adw_entry_row_new ();
  self->email = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code), _ ("Code or link"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->email), _ ("E-mail"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->email), GTK_INPUT_PURPOSE_EMAIL);
  g_signal_connect_object (self->code, "entry-activated", G_CALLBACK (find_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->email, "entry-activated", G_CALLBACK (find_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code, "changed", G_CALLBACK (code_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, self->code);
  add_message (self, self->code, &self->code_message, check_code);
  adw_preferences_group_add (self->group, self->email);
  add_message (self, self->email, &self->email_message, check_email);
}

/**
 * spt_code_page_new:
 * @session: the window's session
 *
 * Returns: an empty page
 */
GtkWidget *
spt_code_page_new (SptSession *session)
{
  SptCodePage *self = g_object_new (SPT_TYPE_CODE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (connection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * spt_code_page_begin:
 * @self: the page
 * @code: (nullable): a code or a link, where there is one already
 *
 * Begins anew; a link is opened at once.
 */
void
spt_code_page_begin (SptCodePage *self, const char *code)
{
  g_return_if_fail (SPT_IS_CODE_PAGE (self));

  if (code != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  spt_field_message_set_text (self->code_message, NULL);
  spt_field_message_set_text (self->email_message, NULL);
  gtk_widget_grab_focus (code != NULL && !has_link (self) ? self->email : self->code);
  if (code != NULL && has_link (self))
    find_cb (self);
}
