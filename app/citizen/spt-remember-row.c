/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-remember-row.h"

#define KEY "remember-data"

struct _SptRememberRow
{
  AdwActionRow parent_instance;

  /* Owned */
  SptSession *session;
  GSettings *settings;
  GCancellable *cancellable;
  SptWirePerson *person; /* what was found, or kept since */

  /* Template */
  GtkCheckButton *check;
};

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptRememberRow, spt_remember_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_wanted (SptRememberRow *self)
{
  return self->session != NULL && spt_session_get_can_remember (self->session)
         && g_settings_get_boolean (self->settings, KEY);
}

static void
forget_unwanted (SptRememberRow *self)
{
  if (g_settings_get_boolean (self->settings, KEY))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->person, spt_wire_person_free);
  if (self->session != NULL)
    spt_session_forget_person (self->session);
}

static void
can_remember_cb (SptRememberRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), spt_session_get_can_remember (self->session));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptRememberRow) self = data;
  g_autoptr (GError) error = NULL;
  SptWirePerson *person = spt_session_load_person_finish (SPT_SESSION (source), result, &error);

  if (person == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The remembered data are not found: %s", error->message);
      return;
    }
  spt_wire_person_free (self->person);
  self->person = person;
  g_signal_emit (self, signals[FOUND], 0);
}

static void
spt_remember_row_dispose (GObject *object)
{
  SptRememberRow *self = SPT_REMEMBER_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (spt_remember_row_parent_class)->dispose (object);
}

static void
spt_remember_row_finalize (GObject *object)
{
  spt_wire_person_free (SPT_REMEMBER_ROW (object)->person);

  G_OBJECT_CLASS (spt_remember_row_parent_class)->finalize (object);
}

static void
spt_remember_row_class_init (SptRememberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = spt_remember_row_dispose;
  object_class->finalize = spt_remember_row_finalize;

  signals[FOUND] = g_signal_new ("found", SPT_TYPE_REMEMBER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/remember-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SptRememberRow, check);
}

static void
spt_remember_row_init (SptRememberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (SPT_APP_ID);
  g_settings_bind (self->settings, KEY, self->check, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (forget_unwanted), self,
                           G_CONNECT_SWAPPED);
}

/**
 * spt_remember_row_new:
 *
 * Returns: a row that is ticked where the person wished so before
 */
GtkWidget *
spt_remember_row_new (void)
{
  return g_object_new (SPT_TYPE_REMEMBER_ROW, NULL);
}

/**
 * spt_remember_row_set_session:
 * @self: the row
 * @session: the window's session, which remembers
 *
 * What is remembered although nobody wishes so any more is erased: the wish may have been changed
 * where there was no such row.
 */
void
spt_remember_row_set_session (SptRememberRow *self, SptSession *session)
{
  g_return_if_fail (SPT_IS_REMEMBER_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::can-remember", G_CALLBACK (can_remember_cb), self,
                           G_CONNECT_SWAPPED);
  can_remember_cb (self);
  forget_unwanted (self);
}

/**
 * spt_remember_row_look:
 * @self: the row
 *
 * Looks for what is remembered; `found` tells when there is something.
 */
void
spt_remember_row_look (SptRememberRow *self)
{
  g_return_if_fail (SPT_IS_REMEMBER_ROW (self));

  if (is_wanted (self))
    spt_session_load_person_async (self->session, self->cancellable, loaded_cb,
                                   g_object_ref (self));
}

/**
 * spt_remember_row_get_person:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): what is remembered, as far as it was found
 */
const SptWirePerson *
spt_remember_row_get_person (SptRememberRow *self)
{
  g_return_val_if_fail (SPT_IS_REMEMBER_ROW (self), NULL);

  return self->person;
}

/**
 * spt_remember_row_keep:
 * @self: the row
 * @person: what the person sent just now
 * @whole: whether address and codice fiscale were asked for; where not, the remembered ones stay
 *
 * Remembers @person where that is wished.
 */
void
spt_remember_row_keep (SptRememberRow *self, const SptWirePerson *person, gboolean whole)
{
  g_autoptr (SptWirePerson) kept = NULL;

  g_return_if_fail (SPT_IS_REMEMBER_ROW (self));

  if (!is_wanted (self))
    return;
  kept = spt_wire_person_copy (person);
  if (!whole && self->person != NULL)
    {
      g_free (kept->address);
      kept->address = g_strdup (self->person->address);
      g_free (kept->codice_fiscale);
      kept->codice_fiscale = g_strdup (self->person->codice_fiscale);
    }
  spt_session_keep_person (self->session, kept);
  spt_wire_person_free (self->person);
  self->person = g_steal_pointer (&kept);
}
