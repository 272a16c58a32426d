/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-code-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/spt-error.h"
#include "base/spt-id.h"
#include "citizen/spt-citizen-help.h"
#include "citizen/spt-person-check.h"
#include "widgets/spt-field-message.h"
#include "widgets/spt-slow-spinner.h"

struct _SptCodePage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  GCancellable *cancellable;

  gboolean busy;

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

/* A code, or a link that ends in one behind a `#` or a slash. */
static char *
read_code (SptCodePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->code));
  const char *last = strrchr (text, '#');

  if (last == NULL)
    last = strrchr (text, '/');
  return spt_code_normalize (last != NULL ? last + 1 : text);
}

static void
check_code (SptCodePage *self)
{
  g_autofree char *code = read_code (self);

  spt_field_message_set_text (self->code_message,
                              code == NULL
                                  ? _ ("A code has ten letters and digits, as K7QF-2M9T-6W.")
                                  : NULL);
}

static void
check_email (SptCodePage *self)
{
  spt_field_message_set_text (self->email_message,
                              spt_check_email (gtk_editable_get_text (GTK_EDITABLE (self->email)),
                                               TRUE));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptCodePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SptAppointment) appointment =
      spt_session_open_appointment_finish (SPT_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  self->busy = FALSE;
  spt_slow_spinner_set_busy (self->spinner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->find), TRUE);
  if (appointment != NULL)
    g_signal_emit (self, signals[OPENED], 0, appointment);
  else if (g_error_matches (error, SPT_ERROR, SPT_ERROR_NOT_FOUND)
           || g_error_matches (error, SPT_ERROR, SPT_ERROR_WRONG_CREDENTIALS))
    {
      spt_field_message_set_text (
          self->email_message,
          _ ("No booking was found with this code and e-mail address. Please compare both with "
             "the message that you received."));
      gtk_widget_grab_focus (self->code);
    }
  else
    spt_citizen_toast_error (GTK_WIDGET (self), error);
}

static void
find_cb (SptCodePage *self)
{
  g_autofree char *code = read_code (self);
  g_autofree char *email =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->email))));

  if (self->busy)
    return;
  check_code (self);
  check_email (self);
  if (spt_field_message_get_text (self->code_message) != NULL)
    gtk_widget_grab_focus (self->code);
  else if (spt_field_message_get_text (self->email_message) != NULL)
    gtk_widget_grab_focus (self->email);
  else
    {
      self->busy = TRUE;
      spt_slow_spinner_set_busy (self->spinner, TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->find), FALSE);
      spt_session_open_appointment_async (self->session, code, email, self->cancellable, opened_cb,
                                          g_object_ref (self));
    }
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
  return GTK_WIDGET (self);
}

/**
 * spt_code_page_begin:
 * @self: the page
 * @code: (nullable): a code or a link, where there is one already
 */
void
spt_code_page_begin (SptCodePage *self, const char *code)
{
  g_return_if_fail (SPT_IS_CODE_PAGE (self));

  if (code != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  spt_field_message_set_text (self->code_message, NULL);
  spt_field_message_set_text (self->email_message, NULL);
  gtk_widget_grab_focus (code != NULL ? self->email : self->code);
}
