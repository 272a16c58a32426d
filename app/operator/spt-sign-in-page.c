/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-sign-in-page.h"

#include "config.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"

#include <glib/gi18n-lib.h>

struct _SptSignInPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  GCancellable *cancellable;

  /* Template */
  GtkLabel *organization;
  GtkWidget *username;
  GtkWidget *password;
  GtkLabel *problem;
  GtkWidget *sign_in_button;
  GtkSpinner *spinner;
  AdwPreferencesGroup *samples;

  gboolean busy;
};

G_DEFINE_FINAL_TYPE (SptSignInPage, spt_sign_in_page, ADW_TYPE_BIN)

typedef struct
{
  char *username;
  char *password;
} SampleLogin;

static void
sample_login_free (gpointer data, GClosure *closure)
{
  SampleLogin *login = data;

  g_free (login->username);
  g_free (login->password);
  g_free (login);
}

static const char *
entry_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_complete (SptSignInPage *self)
{
  return *entry_text (self->username) != '\0' && *entry_text (self->password) != '\0';
}

static void
set_problem (SptSignInPage *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
  if (words != NULL)
    spt_compat_announce (GTK_WIDGET (self), words);
}

static void
set_busy (SptSignInPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->username, !busy);
  gtk_widget_set_sensitive (self->password, !busy);
  gtk_widget_set_sensitive (self->sign_in_button, !busy && is_complete (self));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
changed_cb (SptSignInPage *self)
{
  set_problem (self, NULL);
  gtk_widget_remove_css_class (self->password, "error");
  gtk_widget_set_sensitive (self->sign_in_button, !self->busy && is_complete (self));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done = spt_session_sign_in_finish (SPT_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (done)
    {
      /* The password does not stay in the window of somebody who is signed in. */
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      return;
    }
  words = spt_error_text (error);
  set_problem (self, words);
  if (g_error_matches (error, SPT_ERROR, SPT_ERROR_WRONG_CREDENTIALS))
    gtk_widget_add_css_class (self->password, "error");
  gtk_widget_grab_focus (self->password);
}

static void
sign_in_cb (SptSignInPage *self)
{
  if (self->busy || !is_complete (self))
    return;
  set_problem (self, NULL);
  set_busy (self, TRUE);
  spt_session_sign_in_async (self->session, entry_text (self->username),
                             entry_text (self->password), self->cancellable, signed_in_cb,
                             g_object_ref (self));
}

static void
entry_activated_cb (SptSignInPage *self)
{
  if (*entry_text (self->password) == '\0')
    gtk_widget_grab_focus (self->password);
  else if (*entry_text (self->username) == '\0')
    gtk_widget_grab_focus (self->username);
  else
    sign_in_cb (self);
}

static void
organization_changed_cb (SptSignInPage *self)
{
  const char *name = spt_session_get_organization_name (self->session);

  gtk_label_set_text (self->organization, name != NULL ? name : "");
}

static void
use_sample_cb (GtkButton *button, SampleLogin *login)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), SPT_TYPE_SIGN_IN_PAGE);
  SptSignInPage *self = SPT_SIGN_IN_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->username), login->username);
  gtk_editable_set_text (GTK_EDITABLE (self->password), login->password);
  gtk_widget_grab_focus (self->sign_in_button);
}

static void
spt_sign_in_page_dispose (GObject *object)
{
  SptSignInPage *self = SPT_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_sign_in_page_parent_class)->dispose (object);
}

static void
spt_sign_in_page_finalize (GObject *object)
{
  g_clear_object (&SPT_SIGN_IN_PAGE (object)->cancellable);
  G_OBJECT_CLASS (spt_sign_in_page_parent_class)->finalize (object);
}

static void
spt_sign_in_page_class_init (SptSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_sign_in_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_sign_in_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, organization);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, username);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptSignInPage, samples);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
spt_sign_in_page_init (SptSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
spt_sign_in_page_new (SptSession *session)
{
  SptSignInPage *self = g_object_new (SPT_TYPE_SIGN_IN_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::organization-name",
                            G_CALLBACK (organization_changed_cb), self);
  organization_changed_cb (self);
  return GTK_WIDGET (self);
}

void
spt_sign_in_page_add_sample_login (SptSignInPage *self,
                                   const char *name,
                                   const char *username,
                                   const char *password)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Fill In"));
  SampleLogin *login = g_new0 (SampleLogin, 1);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = g_markup_printf_escaped ("%s · %s", username, password);
  /* Translators: the name of a desk. */
  g_autofree char *label = g_strdup_printf (_ ("Fill in %s"), name);

  g_return_if_fail (SPT_IS_SIGN_IN_PAGE (self));

  login->username = g_strdup (username);
  login->password = g_strdup (password);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (use_sample_cb), login, sample_login_free,
                         0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->samples, row);
  gtk_widget_set_visible (GTK_WIDGET (self->samples), TRUE);
}
