/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-visit-panel.h"

#include "config.h"
#include "model/spt-records.h"
#include "operator/spt-visit-words.h"
#include "room/spt-document-row.h"

#include <glib/gi18n-lib.h>

struct _SptVisitPanel
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptTicket *ticket;
  SptMeeting *meeting;

  /* Template */
  GtkStack *stack;
  GtkLabel *person;
  GtkLabel *kind;
  GtkLabel *why;
  AdwActionRow *service;
  AdwActionRow *reason;
  GtkWidget *contact;
  AdwActionRow *email;
  AdwActionRow *telephone;
  AdwActionRow *address;
  AdwActionRow *codice_fiscale;
  GtkWidget *requirements;
  GtkListBox *requirement_list;
  GtkListBox *document_list;
};

G_DEFINE_FINAL_TYPE (SptVisitPanel, spt_visit_panel, ADW_TYPE_BIN)

/* Shows the row where there is something to show. */
static gboolean
set_row (AdwActionRow *row, const char *text)
{
  gboolean known = text != NULL && *text != '\0';
  g_autofree char *markup = g_markup_escape_text (known ? text : "", -1);

  adw_action_row_set_subtitle (row, markup);
  gtk_widget_set_visible (GTK_WIDGET (row), known);
  return known;
}

static void
update (SptVisitPanel *self)
{
  SptTicket *ticket = self->ticket;
  g_autofree char *person = NULL;
  g_autofree char *kind = NULL;
  const char *why = NULL;
  gboolean contact;

  gtk_stack_set_visible_child_name (self->stack, ticket != NULL ? "visit" : "empty");
  if (ticket == NULL)
    return;
  person = spt_visit_words_person (ticket);
  kind = spt_visit_words_kind (ticket, spt_session_get_zone (self->session));
  why = spt_visit_words_why (ticket);
  gtk_label_set_text (self->person, person);
  gtk_label_set_text (self->kind, kind);
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL);
  set_row (self->service, spt_ticket_get_service_name (ticket));
  set_row (self->reason, spt_ticket_get_reason (ticket));
  contact = set_row (self->email, spt_ticket_get_email (ticket));
  contact = set_row (self->telephone, spt_ticket_get_telephone (ticket)) || contact;
  contact = set_row (self->address, spt_ticket_get_address (ticket)) || contact;
  contact = set_row (self->codice_fiscale, spt_ticket_get_codice_fiscale (ticket)) || contact;
  gtk_widget_set_visible (self->contact, contact);
  gtk_widget_set_visible (self->requirements,
                          g_list_model_get_n_items (spt_ticket_get_requirements (ticket)) > 0);
}

static void
ticket_changed_cb (SptTicket *ticket, GParamSpec *pspec, SptVisitPanel *self)
{
  update (self);
}

static GtkWidget *
create_requirement_row (gpointer item, gpointer data)
{
  SptRequirement *requirement = item;
  GtkWidget *row = adw_action_row_new ();
  const char *description = spt_requirement_get_description (requirement);
  g_autofree char *title = g_markup_escape_text (spt_requirement_get_name (requirement), -1);
  g_autofree char *subtitle = g_markup_escape_text (description != NULL ? description : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (!spt_requirement_get_necessary (requirement))
    {
      GtkWidget *label = gtk_label_new (_ ("optional"));

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "spt-dim");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  return row;
}

static gboolean
is_received (gpointer item, gpointer data)
{
  return !spt_document_get_own (SPT_DOCUMENT (item));
}

static GtkWidget *
create_document_row (gpointer item, gpointer data)
{
  return spt_document_row_new (SPT_VISIT_PANEL (data)->meeting, SPT_DOCUMENT (item));
}

static void
forget_ticket (SptVisitPanel *self)
{
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_data (self->ticket, self);
  g_clear_object (&self->ticket);
}

static void
spt_visit_panel_dispose (GObject *object)
{
  SptVisitPanel *self = SPT_VISIT_PANEL (object);

  forget_ticket (self);
  g_clear_object (&self->meeting);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_visit_panel_parent_class)->dispose (object);
}

static void
spt_visit_panel_class_init (SptVisitPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_visit_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/operator/visit-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, person);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, kind);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, why);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, service);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, contact);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, email);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, telephone);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, address);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, codice_fiscale);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, requirements);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, requirement_list);
  gtk_widget_class_bind_template_child (widget_class, SptVisitPanel, document_list);
}

static void
spt_visit_panel_init (SptVisitPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spt_visit_panel_new (SptSession *session)
{
  SptVisitPanel *self = g_object_new (SPT_TYPE_VISIT_PANEL, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
spt_visit_panel_show (SptVisitPanel *self, SptTicket *ticket, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_VISIT_PANEL (self));

  if (ticket != self->ticket)
    {
      forget_ticket (self);
      if (ticket != NULL)
        {
          self->ticket = g_object_ref (ticket);
          g_signal_connect (ticket, "notify", G_CALLBACK (ticket_changed_cb), self);
        }
      gtk_list_box_bind_model (self->requirement_list,
                               ticket != NULL ? spt_ticket_get_requirements (ticket) : NULL,
                               create_requirement_row, NULL, NULL);
    }
  if (meeting != self->meeting)
    {
      g_autoptr (GtkFilterListModel) received = NULL;

      gtk_list_box_bind_model (self->document_list, NULL, NULL, NULL, NULL);
      g_set_object (&self->meeting, meeting);
      if (meeting != NULL)
        {
          GtkCustomFilter *filter = gtk_custom_filter_new (is_received, NULL, NULL);

          received = gtk_filter_list_model_new (g_object_ref (spt_meeting_get_documents (meeting)),
                                                GTK_FILTER (filter));
          gtk_list_box_bind_model (self->document_list, G_LIST_MODEL (received),
                                   create_document_row, self, NULL);
        }
    }
  update (self);
}
