/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-window-alerts.h"

#include "call/spt-media.h"
#include "call/spt-ringer.h"
#include "config.h"

#include <glib/gi18n-lib.h>

struct _SptWindowAlerts
{
  GObject parent_instance;

  /* Owned */
  SptSession *session;
  SptMeeting *meeting;
  SptRinger *ringer;
  GSettings *settings;

  /* Borrowed */
  GtkWindow *window;

  guint inhibit_cookie;
  gboolean notified_call;
};

G_DEFINE_FINAL_TYPE (SptWindowAlerts, spt_window_alerts, G_TYPE_OBJECT)

/* One notification a window and matter: a newer one takes the place of the older. */
static char *
notification_id (SptWindowAlerts *self, const char *matter)
{
  return g_strdup_printf ("%s-%u", matter,
                          gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self->window)));
}

static void
notify_person (SptWindowAlerts *self,
               const char *matter,
               const char *title,
               const char *body,
               GNotificationPriority priority)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autofree char *id = notification_id (self, matter);

  if (application == NULL)
    return;
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, priority);
  g_notification_set_default_action_and_target (notification, "app.show-window", "u",
                                                gtk_application_window_get_id (
                                                    GTK_APPLICATION_WINDOW (self->window)));
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

static void
withdraw (SptWindowAlerts *self, const char *matter)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autofree char *id = NULL;

  if (application == NULL)
    return;
  id = notification_id (self, matter);
  g_application_withdraw_notification (G_APPLICATION (application), id);
}

static void
stop_ringing (SptWindowAlerts *self)
{
  if (self->ringer != NULL)
    spt_ringer_stop (self->ringer);
  if (self->notified_call)
    withdraw (self, "call");
  self->notified_call = FALSE;
}

static void
incoming_call_cb (SptSession *session, SptMeeting *meeting, SptWindowAlerts *self)
{
  const char *name = spt_meeting_get_other_name (meeting);

  if (g_settings_get_boolean (self->settings, "sounds") && spt_media_is_prepared ())
    {
      if (self->ringer == NULL)
        self->ringer = spt_ringer_new ();
      spt_ringer_start (self->ringer);
    }
  if (!gtk_window_is_active (self->window))
    {
      notify_person (self, "call", _ ("The Operator Calls You"),
                     name != NULL && *name != '\0' ? name : _ ("It is your turn."),
                     G_NOTIFICATION_PRIORITY_URGENT);
      self->notified_call = TRUE;
    }
  gtk_window_present (self->window);
}

static void
set_inhibited (SptWindowAlerts *self, gboolean inhibited)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  if (application == NULL || inhibited == (self->inhibit_cookie != 0))
    return;
  if (inhibited)
    {
      self->inhibit_cookie =
          gtk_application_inhibit (application, self->window,
                                   GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_IDLE,
                                   _ ("A call is in progress"));
      return;
    }
  gtk_application_uninhibit (application, self->inhibit_cookie);
  self->inhibit_cookie = 0;
}

static void
state_changed_cb (SptWindowAlerts *self)
{
  if (self->meeting == NULL || spt_meeting_get_state (self->meeting) != SPT_MEETING_RINGING)
    stop_ringing (self);
  set_inhibited (self, spt_window_alerts_get_in_call (self));
}

static void
messages_changed_cb (GListModel *messages,
                     guint position,
                     guint removed,
                     guint added,
                     SptWindowAlerts *self)
{
  g_autoptr (SptMessage) newest = NULL;

  /* What was there before is loaded as a whole: only what comes at the end is news. */
  if (added != 1 || removed != 0 || position + 1 != g_list_model_get_n_items (messages)
      || gtk_window_is_active (self->window))
    return;
  newest = g_list_model_get_item (messages, position);
  if (newest == NULL || spt_message_get_own (newest))
    return;
  notify_person (self, "message",
                 spt_message_get_author (newest) != NULL ? spt_message_get_author (newest)
                                                         : _ ("New Message"),
                 spt_message_get_text (newest), G_NOTIFICATION_PRIORITY_NORMAL);
}

static void
forget_meeting (SptWindowAlerts *self)
{
  if (self->meeting == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->meeting, self);
  g_signal_handlers_disconnect_by_data (spt_meeting_get_messages (self->meeting), self);
  g_clear_object (&self->meeting);
}

static void
meeting_changed_cb (SptWindowAlerts *self)
{
  SptMeeting *meeting = spt_session_get_meeting (self->session);

  if (meeting == self->meeting)
    return;
  forget_meeting (self);
  if (meeting != NULL)
    {
      self->meeting = g_object_ref (meeting);
      g_signal_connect_swapped (meeting, "notify::state", G_CALLBACK (state_changed_cb), self);
      g_signal_connect (spt_meeting_get_messages (meeting), "items-changed",
                        G_CALLBACK (messages_changed_cb), self);
    }
  state_changed_cb (self);
}

static void
active_changed_cb (SptWindowAlerts *self)
{
  if (gtk_window_is_active (self->window))
    withdraw (self, "message");
}

static void
spt_window_alerts_dispose (GObject *object)
{
  SptWindowAlerts *self = SPT_WINDOW_ALERTS (object);

  if (self->session != NULL)
    {
      stop_ringing (self);
      set_inhibited (self, FALSE);
      forget_meeting (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (self->window, self);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->ringer);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spt_window_alerts_parent_class)->dispose (object);
}

static void
spt_window_alerts_class_init (SptWindowAlertsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spt_window_alerts_dispose;
}

static void
spt_window_alerts_init (SptWindowAlerts *self)
{
  self->settings = g_settings_new (SPT_APP_ID);
}

SptWindowAlerts *
spt_window_alerts_new (GtkWindow *window, SptSession *session)
{
  SptWindowAlerts *self = g_object_new (SPT_TYPE_WINDOW_ALERTS, NULL);

  self->window = window;
  self->session = g_object_ref (session);
  g_signal_connect (session, "incoming-call", G_CALLBACK (incoming_call_cb), self);
  g_signal_connect_swapped (session, "notify::meeting", G_CALLBACK (meeting_changed_cb), self);
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (active_changed_cb), self);
  meeting_changed_cb (self);
  return self;
}

gboolean
spt_window_alerts_get_in_call (SptWindowAlerts *self)
{
  SptMeetingState state = SPT_MEETING_NONE;

  g_return_val_if_fail (SPT_IS_WINDOW_ALERTS (self), FALSE);

  if (self->meeting != NULL)
    state = spt_meeting_get_state (self->meeting);
  return state == SPT_MEETING_CONNECTING || state == SPT_MEETING_CONNECTED
         || state == SPT_MEETING_RECONNECTING;
}
