/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-farewell-page.h"

#include <glib/gi18n.h>

#include "room/spt-documents-panel.h"
#include "widgets/spt-compat.h"

struct _SptFarewellPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;

  /* Template */
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *what_next;
  GtkWidget *exchanged;
  AdwBin *documents_place;
  GtkLabel *messages;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (SptFarewellPage, spt_farewell_page, ADW_TYPE_BIN)

static void
close_visit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SptFarewellPage *self = SPT_FAREWELL_PAGE (widget);

  adw_bin_set_child (self->documents_place, NULL);
  spt_session_close_visit (self->session);
  gtk_widget_activate_action (widget, "citizen.home", NULL);
}

static void
spt_farewell_page_dispose (GObject *object)
{
  g_clear_object (&SPT_FAREWELL_PAGE (object)->session);

  G_OBJECT_CLASS (spt_farewell_page_parent_class)->dispose (object);
}

static void
spt_farewell_page_class_init (SptFarewellPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_farewell_page_dispose;

  gtk_widget_class_install_action (widget_class, "farewell.close", NULL, close_visit);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/farewell-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, icon);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, heading);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, what_next);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, exchanged);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, documents_place);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, messages);
  gtk_widget_class_bind_template_child (widget_class, SptFarewellPage, done);
}

static void
spt_farewell_page_init (SptFarewellPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_farewell_page_new:
 * @session: the window's session
 *
 * Returns: an empty page
 */
GtkWidget *
spt_farewell_page_new (SptSession *session)
{
  SptFarewellPage *self = g_object_new (SPT_TYPE_FAREWELL_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

static void
show_words (SptFarewellPage *self, SptTicketState state, gboolean failed)
{
  const char *icon = "emblem-ok-symbolic";
  const char *heading = _ ("Your visit is over");
  const char *next = _ ("What you gave and received stays here until you go back. The office "
                        "writes to you if something is still missing.");

  if (state == SPT_TICKET_NO_SHOW)
    {
      icon = "call-missed-symbolic";
      heading = _ ("You could not be reached");
      next = _ ("The operator called several times. You can enter the queue again or book an "
                "appointment.");
    }
  else if (state == SPT_TICKET_LEFT)
    {
      heading = _ ("You have left the queue");
      next = _ ("You can come back whenever you like.");
    }
  else if (state == SPT_TICKET_SERVING && failed)
    {
      icon = "network-error-symbolic";
      heading = _ ("The connection was lost");
      next = _ ("Please stay here: the operator can call you again.");
    }
  else if (state == SPT_TICKET_SERVING)
    {
      heading = _ ("The call has ended");
      next = _ ("The operator is finishing your case and can still call you back. You may leave "
                "this page.");
    }
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->what_next, next);
  spt_compat_announce (GTK_WIDGET (self), heading);
}

/**
 * spt_farewell_page_show:
 * @self: the page
 *
 * Tells how the visit of the session ended. It may be called again when more is known.
 */
void
spt_farewell_page_show (SptFarewellPage *self)
{
  SptTicket *ticket;
  SptMeeting *meeting;
  guint documents = 0;
  guint messages = 0;
  g_autofree char *text = NULL;

  g_return_if_fail (SPT_IS_FAREWELL_PAGE (self));

  ticket = spt_session_get_ticket (self->session);
  meeting = spt_session_get_meeting (self->session);
  if (meeting != NULL)
    {
      documents = g_list_model_get_n_items (spt_meeting_get_documents (meeting));
      messages = g_list_model_get_n_items (spt_meeting_get_messages (meeting));
    }
  show_words (self, ticket != NULL ? spt_ticket_get_state (ticket) : SPT_TICKET_COMPLETED,
              meeting != NULL && spt_meeting_get_end (meeting) == SPT_CALL_END_FAILED);
  gtk_widget_set_visible (self->exchanged, documents + messages > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->documents_place), documents > 0);
  if (documents > 0 && adw_bin_get_child (self->documents_place) == NULL)
    adw_bin_set_child (self->documents_place, spt_documents_panel_new (meeting));
  text =
      g_strdup_printf (ngettext ("%u message was written.", "%u messages were written.", messages),
                       messages);
  gtk_label_set_text (self->messages, text);
  gtk_widget_set_visible (GTK_WIDGET (self->messages), messages > 0);
  gtk_widget_grab_focus (self->done);
}
