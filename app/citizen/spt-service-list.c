/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/spt-service-list.h"

#include <glib/gi18n.h>

#include "base/spt-error.h"
#include "citizen/spt-citizen-help.h"
#include "widgets/spt-state-page.h"
#include "widgets/spt-time-text.h"

struct _SptServiceList
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  char *search;
  guint rebuild_id;

  SptServiceKind kind;

  /* Borrowed */
  SptStatePage *state;
  GtkWidget *box;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptServiceList, spt_service_list, ADW_TYPE_BIN)

static gboolean
is_offered (SptServiceList *self, SptService *service)
{
  switch (self->kind)
    {
    case SPT_SERVICES_ALL:
      return TRUE;
    case SPT_SERVICES_BOOKABLE:
      return spt_service_get_bookable (service);
    case SPT_SERVICES_WALK_IN:
      return spt_service_get_walk_in (service);
    }
  return FALSE;
}

static void
row_activated_cb (SptServiceList *self, AdwActionRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "service"));
}

static char *
describe_service (SptService *service)
{
  g_autofree char *duration = spt_time_text_duration (spt_service_get_duration (service));
  g_autofree char *channels = spt_citizen_channels (service);
  GListModel *requirements = spt_service_get_requirements (service);
  guint n = requirements != NULL ? g_list_model_get_n_items (requirements) : 0;
  const char *description = spt_service_get_description (service);
  g_autofree char *papers = NULL;

  if (n > 0)
    papers = g_strdup_printf (ngettext ("%u document to prepare", "%u documents to prepare", n), n);
  return g_strdup_printf ("%s%s%s · %s%s%s", description != NULL ? description : "",
                          description != NULL ? "\n" : "", duration, channels,
                          papers != NULL ? " · " : "", papers != NULL ? papers : "");
}

static GtkWidget *
make_row (SptServiceList *self, SptService *service)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe_service (service);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), spt_service_get_name (service));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "service", g_object_ref (service), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
update_office (AdwPreferencesGroup *group, GParamSpec *pspec, SptOffice *office)
{
  g_autofree char *wait = NULL;
  g_autofree char *text = NULL;
  guint waiting = spt_office_get_waiting (office);

  if (!spt_office_get_open (office))
    text = g_strdup (_ ("Closed now"));
  else
    {
      g_autofree char *people =
          waiting == 0
              ? g_strdup (_ ("Nobody waiting"))
              : g_strdup_printf (ngettext ("%u person waiting", "%u people waiting", waiting),
                                 waiting);

      wait =
          spt_time_text_wait (spt_office_get_wait_low (office), spt_office_get_wait_high (office));
      text = wait != NULL ? g_strdup_printf ("%s · %s", people, wait) : g_steal_pointer (&people);
    }
  adw_preferences_group_set_description (group, text);
}

static void
office_changed_cb (SptOffice *office, GParamSpec *pspec, AdwPreferencesGroup *group)
{
  update_office (group, pspec, office);
}

static AdwPreferencesGroup *
add_group (SptServiceList *self, SptOffice *office)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_markup_escape_text (spt_office_get_name (office), -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (self->kind == SPT_SERVICES_WALK_IN)
    {
      g_signal_connect_object (office, "notify", G_CALLBACK (office_changed_cb), group, 0);
      update_office (ADW_PREFERENCES_GROUP (group), NULL, office);
    }
  gtk_box_append (GTK_BOX (self->box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
rebuild (SptServiceList *self)
{
  GListModel *services = spt_session_get_services (self->session);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  guint n = g_list_model_get_n_items (services);
  guint shown = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SptService) service = g_list_model_get_item (services, i);
      SptOffice *office = spt_service_get_office (service);
      AdwPreferencesGroup *group;

      if (!is_offered (self, service) || !spt_service_matches (service, self->search))
        continue;
      group = g_hash_table_lookup (groups, office);
      if (group == NULL)
        {
          group = add_group (self, office);
          g_hash_table_insert (groups, office, group);
        }
      adw_preferences_group_add (group, make_row (self, service));
      shown++;
    }

  if (n > 0)
    spt_state_page_set_state (self->state, shown > 0 ? SPT_PAGE_CONTENT : SPT_PAGE_EMPTY);
  else if (spt_session_get_connection (self->session) == SPT_CONNECTION_OFFLINE)
    {
      g_autoptr (GError) error = spt_error_new (SPT_ERROR_UNREACHABLE, "Not connected");

      spt_state_page_set_error (self->state, error);
    }
  else
    spt_state_page_set_state (self->state, SPT_PAGE_LOADING);
}

static gboolean
rebuild_cb (gpointer data)
{
  SptServiceList *self = data;

  self->rebuild_id = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* Lists change in several steps; they are drawn once. */
static void
queue_rebuild (SptServiceList *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

static void
retry_cb (SptServiceList *self)
{
  spt_state_page_set_state (self->state, SPT_PAGE_LOADING);
  spt_session_retry (self->session);
}

static void
spt_service_list_dispose (GObject *object)
{
  SptServiceList *self = SPT_SERVICE_LIST (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_service_list_parent_class)->dispose (object);
}

static void
spt_service_list_finalize (GObject *object)
{
  g_free (SPT_SERVICE_LIST (object)->search);

  G_OBJECT_CLASS (spt_service_list_parent_class)->finalize (object);
}

static void
spt_service_list_class_init (SptServiceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spt_service_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_service_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", SPT_TYPE_SERVICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, SPT_TYPE_SERVICE);
}

static void
spt_service_list_init (SptServiceList *self)
{
  GtkWidget *state = spt_state_page_new ();

  self->search = g_strdup ("");
  self->state = SPT_STATE_PAGE (state);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  g_object_set (state, "empty-icon", "edit-find-symbolic", "empty-title", _ ("No Service Found"),
                "empty-description", _ ("Try another word, or fewer words."), NULL);
  spt_state_page_set_content (self->state, self->box);
  g_signal_connect_swapped (state, "retry", G_CALLBACK (retry_cb), self);
  adw_bin_set_child (ADW_BIN (self), state);
}

/**
 * spt_service_list_set_session:
 * @self: a list
 * @session: the window's session
 * @kind: which services
 *
 * To be called once.
 */
void
spt_service_list_set_session (SptServiceList *self, SptSession *session, SptServiceKind kind)
{
  g_return_if_fail (SPT_IS_SERVICE_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  g_signal_connect_object (spt_session_get_services (session), "items-changed",
                           G_CALLBACK (queue_rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (queue_rebuild), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
}

/**
 * spt_service_list_set_search:
 * @self: a list
 * @text: words; services that have all of them are shown
 */
void
spt_service_list_set_search (SptServiceList *self, const char *text)
{
  g_return_if_fail (SPT_IS_SERVICE_LIST (self));

  if (g_str_equal (self->search, text))
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  if (self->session != NULL)
    rebuild (self);
}
