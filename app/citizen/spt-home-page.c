/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-home-page.h"

#include <glib/gi18n.h>

#include "citizen/spt-appointment-card.h"
#include "citizen/spt-service-list.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-time-text.h"

struct _SptHomePage
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptAppointment *next;

  /* Template */
  GtkLabel *city;
  GtkSearchEntry *search;
  GtkStack *stack;
  SptServiceList *services;
  SptAdaptiveBin *adaptive;
  GtkBox *cards;
  GtkLabel *now_state;
  GtkLabel *now_wait;
  GtkWidget *now_card;
  GtkLabel *book_figure;
  GtkWidget *next_group;
  AdwBin *next_place;
  GtkWidget *all_button;
};

G_DEFINE_FINAL_TYPE (SptHomePage, spt_home_page, ADW_TYPE_BIN)

static void
name_changed_cb (SptHomePage *self)
{
  const char *name = spt_session_get_organization_name (self->session);

  gtk_label_set_text (self->city, name != NULL && *name != '\0' ? name : _ ("Sportello"));
}

/* The office that would have time first speaks for all that are open. */
static void
offices_changed_cb (SptHomePage *self)
{
  GListModel *offices = spt_session_get_offices (self->session);
  guint n = g_list_model_get_n_items (offices);
  guint open = 0;
  guint waiting = 0;
  gint64 low = 0;
  gint64 high = 0;
  gint64 opens = 0;
  g_autofree char *wait = NULL;
  g_autofree char *state = NULL;
  g_autofree char *people = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptOffice) office = g_list_model_get_item (offices, i);

      if (!spt_office_get_open (office))
        {
          gint64 at = spt_office_get_opens_at (office);

          opens = at > 0 && (opens == 0 || at < opens) ? at : opens;
          continue;
        }
      open++;
      waiting += spt_office_get_waiting (office);
      if (spt_office_get_wait_high (office) > 0
          && (high == 0 || spt_office_get_wait_high (office) < high))
        {
          low = spt_office_get_wait_low (office);
          high = spt_office_get_wait_high (office);
        }
    }
  if (open > 0)
    {
      state = g_strdup_printf (ngettext ("%u office is open", "%u offices are open", open), open);
      people = waiting == 0
                   ? g_strdup (_ ("Nobody waiting"))
                   : g_strdup_printf (ngettext ("%u person waiting", "%u people waiting", waiting),
                                      waiting);
      wait = spt_time_text_wait (low, high);
      if (wait != NULL)
        {
          char *both = g_strdup_printf ("%s · %s", people, wait);

          g_free (people);
          people = both;
        }
    }
  else if (n > 0)
    {
      state = g_strdup (_ ("Closed now"));
      if (opens > 0)
        {
          g_autofree char *moment = spt_time_text_moment (opens, g_get_real_time (),
                                                          spt_session_get_zone (self->session));

          /* Translators: %s is a day and a time, as "Tomorrow at 8:30". */
          people = g_strdup_printf (_ ("Opens: %s"), moment);
        }
    }
  gtk_label_set_text (self->now_state, state != NULL ? state : " ");
  gtk_label_set_text (self->now_wait, people != NULL ? people : " ");
}

static void
office_list_changed_cb (SptHomePage *self, guint position, guint removed, guint added)
{
  GListModel *offices = spt_session_get_offices (self->session);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SptOffice) office = g_list_model_get_item (offices, i);

      g_signal_connect_object (office, "notify", G_CALLBACK (offices_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  offices_changed_cb (self);
}

static void
services_changed_cb (SptHomePage *self)
{
  guint n = g_list_model_get_n_items (spt_session_get_services (self->session));
  g_autofree char *text =
      n > 0 ? g_strdup_printf (ngettext ("%u service", "%u services", n), n) : g_strdup (" ");

  gtk_label_set_text (self->book_figure, text);
}

static void
appointments_changed_cb (SptHomePage *self)
{
  GListModel *appointments = spt_session_get_appointments (self->session);
  guint n = g_list_model_get_n_items (appointments);
  SptAppointment *next = NULL;

  for (guint i = 0; i < n && next == NULL; i++)
    {
      g_autoptr (SptAppointment) appointment = g_list_model_get_item (appointments, i);

      if (spt_appointment_get_state (appointment) == SPT_APPOINTMENT_BOOKED
          && spt_appointment_get_end (appointment) > g_get_real_time ())
        next = appointment;
    }
  gtk_widget_set_visible (self->next_group, next != NULL);
  gtk_widget_set_visible (self->all_button, n > 0);
  if (self->next == next)
    return;
  g_set_object (&self->next, next);
  adw_bin_set_child (self->next_place,
                     next != NULL ? spt_appointment_card_new (self->session, next) : NULL);
}

static void
appointment_list_changed_cb (SptHomePage *self, guint position, guint removed, guint added)
{
  GListModel *appointments = spt_session_get_appointments (self->session);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SptAppointment) appointment = g_list_model_get_item (appointments, i);

      g_signal_connect_object (appointment, "notify::state", G_CALLBACK (appointments_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  appointments_changed_cb (self);
}

static void
search_changed_cb (SptHomePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  spt_service_list_set_search (self->services, text);
  gtk_stack_set_visible_child_name (self->stack, *text != '\0' ? "results" : "cards");
}

static void
stop_search_cb (SptHomePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
service_chosen_cb (SptHomePage *self, SptService *service)
{
  const char *action = spt_service_get_bookable (service) ? "citizen.book" : "citizen.walk-in";

  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", spt_service_get_id (service));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
spt_home_page_dispose (GObject *object)
{
  SptHomePage *self = SPT_HOME_PAGE (object);

  g_clear_object (&self->next);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_home_page_parent_class)->dispose (object);
}

static void
spt_home_page_class_init (SptHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_home_page_dispose;

  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (SPT_TYPE_SERVICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, city);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, search);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, services);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, cards);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, now_state);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, now_wait);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, now_card);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, book_figure);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, next_group);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, next_place);
  gtk_widget_class_bind_template_child (widget_class, SptHomePage, all_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_chosen_cb);
}

static void
spt_home_page_init (SptHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  spt_adaptive_bin_turn (self->adaptive, GTK_ORIENTABLE (self->cards));
}

/**
 * spt_home_page_new:
 * @session: the window's session
 *
 * Returns: the page
 */
GtkWidget *
spt_home_page_new (SptSession *session)
{
  SptHomePage *self = g_object_new (SPT_TYPE_HOME_PAGE, NULL);
  GListModel *offices = spt_session_get_offices (session);
  GListModel *services = spt_session_get_services (session);
  GListModel *appointments = spt_session_get_appointments (session);

  self->session = g_object_ref (session);
  spt_service_list_set_session (self->services, session, SPT_SERVICES_ALL);
  g_signal_connect_object (session, "notify::organization-name", G_CALLBACK (name_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (offices, "items-changed", G_CALLBACK (office_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "items-changed", G_CALLBACK (services_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (appointments, "items-changed", G_CALLBACK (appointment_list_changed_cb),
                           self, G_CONNECT_SWAPPED);
  name_changed_cb (self);
  office_list_changed_cb (self, 0, 0, g_list_model_get_n_items (offices));
  services_changed_cb (self);
  appointment_list_changed_cb (self, 0, 0, g_list_model_get_n_items (appointments));
  return GTK_WIDGET (self);
}
