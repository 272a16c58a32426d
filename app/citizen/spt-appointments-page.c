/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-appointments-page.h"

#include "citizen/spt-appointment-card.h"
#include "widgets/spt-state-page.h"

struct _SptAppointmentsPage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;

  /* Template */
  SptStatePage *state;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SptAppointmentsPage, spt_appointments_page, ADW_TYPE_BIN)

static GtkWidget *
make_card (gpointer item, gpointer data)
{
  SptAppointmentsPage *self = data;
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              spt_appointment_card_new (self->session, SPT_APPOINTMENT (item)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
changed_cb (SptAppointmentsPage *self)
{
  guint n = g_list_model_get_n_items (spt_session_get_appointments (self->session));

  spt_state_page_set_state (self->state, n > 0 ? SPT_PAGE_CONTENT : SPT_PAGE_EMPTY);
}

static void
spt_appointments_page_dispose (GObject *object)
{
  g_clear_object (&SPT_APPOINTMENTS_PAGE (object)->session);

  G_OBJECT_CLASS (spt_appointments_page_parent_class)->dispose (object);
}

static void
spt_appointments_page_class_init (SptAppointmentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_appointments_page_dispose;

  g_type_ensure (SPT_TYPE_STATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, SPT_RESOURCE_PATH
                                               "/ui/citizen/appointments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentsPage, state);
  gtk_widget_class_bind_template_child (widget_class, SptAppointmentsPage, list);
}

static void
spt_appointments_page_init (SptAppointmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_appointments_page_new:
 * @session: the window's session
 *
 * Returns: the page
 */
GtkWidget *
spt_appointments_page_new (SptSession *session)
{
  SptAppointmentsPage *self = g_object_new (SPT_TYPE_APPOINTMENTS_PAGE, NULL);
  GListModel *appointments = spt_session_get_appointments (session);

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->list, appointments, make_card, self, NULL);
  g_signal_connect_object (appointments, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}
