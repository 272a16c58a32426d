/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-room-view.h"

#include "config.h"
#include "room/spt-conversation.h"
#include "room/spt-documents-panel.h"
#include "room/spt-drop-zone.h"
#include "room/spt-room-stage.h"
#include "widgets/spt-adaptive-bin.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"
#include "widgets/spt-time-text.h"

#include <glib/gi18n-lib.h>

/* The buttons go away when the pointer has rested for so long. */
#define REST_SECONDS 4
/* What the buttons take at the bottom, where the own picture does not stand. */
#define CONTROLS_HEIGHT 72

struct _SptRoomView
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;
  SptMeeting *meeting;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  guint rest_timeout;
  guint second_timeout;

  /* Template */
  SptDropZone *zone;
  AdwHeaderBar *header;
  GtkLabel *name;
  GtkLabel *status;
  SptAdaptiveBin *adaptive;
  GtkWidget *stage_overlay;
  SptRoomStage *stage;
  GtkWidget *controls;
  GtkWidget *microphone_button;
  GtkWidget *camera_button;
  GtkLabel *badge;
  GtkWidget *panel;
  AdwViewStack *panel_stack;
  AdwViewStackPage *conversation_page;
  SptConversation *conversation;
  SptDocumentsPanel *documents;

  gboolean embedded;
  gboolean panel_open;
  double pointer_x;
  double pointer_y;
};

G_DEFINE_FINAL_TYPE (SptRoomView, spt_room_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_MEETING,
  PROP_EMBEDDED,
  PROP_PANEL,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static const char *
get_panel (SptRoomView *self)
{
  return self->panel_open ? adw_view_stack_get_visible_child_name (self->panel_stack) : NULL;
}

static void
set_action_state (SptRoomView *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

static void
layout_cb (SptRoomView *self)
{
  gboolean narrow = spt_adaptive_bin_get_narrow (self->adaptive);
  const char *panel = get_panel (self);

  gtk_widget_set_visible (self->panel, self->panel_open);
  gtk_widget_set_hexpand (self->panel, narrow);
  gtk_widget_set_visible (self->stage_overlay, !narrow || !self->panel_open);
  if (self->actions != NULL)
    {
      set_action_state (self, "conversation", g_strcmp0 (panel, "conversation") == 0);
      set_action_state (self, "documents", g_strcmp0 (panel, "documents") == 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PANEL]);
}

static const char *
quality_words (SptRoomView *self)
{
  SptCallQuality quality = SPT_CALL_QUALITY_UNKNOWN;

  g_object_get (self->meeting, "quality", &quality, NULL);
  switch (quality)
    {
    case SPT_CALL_QUALITY_UNKNOWN:
      return NULL;
    case SPT_CALL_QUALITY_GOOD:
      return _ ("good connection");
    case SPT_CALL_QUALITY_FAIR:
      return _ ("fair connection");
    case SPT_CALL_QUALITY_POOR:
      return _ ("poor connection");
    }
  return NULL;
}

static char *
dup_status (SptRoomView *self)
{
  gint64 connected_at = spt_meeting_get_connected_at (self->meeting);
  const char *quality = quality_words (self);
  g_autofree char *timer = NULL;

  switch (spt_meeting_get_state (self->meeting))
    {
    case SPT_MEETING_NONE:
      return g_strdup (_ ("No call"));
    case SPT_MEETING_RINGING:
      return g_strdup (_ ("Ringing…"));
    case SPT_MEETING_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case SPT_MEETING_RECONNECTING:
      return g_strdup (_ ("Reconnecting…"));
    case SPT_MEETING_ENDED:
      return g_strdup (_ ("Ended"));
    case SPT_MEETING_CONNECTED:
      break;
    }
  if (connected_at > 0)
    timer = spt_time_text_stopwatch (MAX (0, g_get_real_time () - connected_at) / G_USEC_PER_SEC);
  if (timer != NULL && quality != NULL)
    /* Translators: how long the call lasts, and a word on its quality. */
    return g_strdup_printf (_ ("%s · %s"), timer, quality);
  return g_strdup (timer != NULL ? timer : _ ("Connected"));
}

/* What the word on the quality stands for; whoever helps with a bad line asks for these numbers. */
static char *
dup_measurements (SptRoomView *self)
{
  SptPeer *peer = spt_meeting_get_peer (self->meeting);
  g_autoptr (SptCallStats) stats = NULL;

  if (peer == NULL || spt_meeting_get_state (self->meeting) != SPT_MEETING_CONNECTED)
    return NULL;
  stats = spt_peer_dup_stats (peer);
  return g_strdup_printf (
      /* Translators: measurements of a call: pictures received, milliseconds, percent, kbit/s. */
      _ ("%u pictures · round trip %.0f ms · %.1f %% lost · %u kbit/s in, %u kbit/s out"),
      (guint) stats->frames_decoded, MAX (stats->round_trip_ms, 0), stats->loss_percent,
      (guint) (stats->bit_rate_in / 1000), (guint) (stats->bit_rate_out / 1000));
}

static void
update_status (SptRoomView *self)
{
  g_autofree char *status = dup_status (self);
  g_autofree char *measurements = dup_measurements (self);

  gtk_label_set_text (self->status, status);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), measurements);
}

static void
update_devices (SptRoomView *self)
{
  gboolean microphone = spt_meeting_get_microphone (self->meeting);
  gboolean camera = spt_meeting_get_camera (self->meeting);

  gtk_button_set_icon_name (GTK_BUTTON (self->microphone_button),
                            microphone ? "audio-input-microphone-symbolic"
                                       : "microphone-disabled-symbolic");
  gtk_widget_set_tooltip_text (self->microphone_button,
                               microphone ? _ ("Switch the Microphone Off (Ctrl+D)")
                                          : _ ("Switch the Microphone On (Ctrl+D)"));
  gtk_button_set_icon_name (GTK_BUTTON (self->camera_button),
                            camera ? "camera-web-symbolic" : "camera-disabled-symbolic");
  gtk_widget_set_tooltip_text (self->camera_button, camera ? _ ("Switch the Camera Off (Ctrl+E)")
                                                           : _ ("Switch the Camera On (Ctrl+E)"));
  gtk_widget_set_visible (self->camera_button,
                          spt_meeting_get_channel (self->meeting) != SPT_CHANNEL_VOICE);
}

static void
update_unread (SptRoomView *self)
{
  guint unread = spt_meeting_get_unread (self->meeting);
  g_autofree char *number = g_strdup_printf ("%u", unread);

  gtk_label_set_text (self->badge, number);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), unread > 0);
  adw_view_stack_page_set_badge_number (self->conversation_page, unread);
  adw_view_stack_page_set_needs_attention (self->conversation_page, unread > 0);
}

static gboolean
is_live (SptRoomView *self)
{
  SptMeetingState state = spt_meeting_get_state (self->meeting);

  return state == SPT_MEETING_CONNECTING || state == SPT_MEETING_CONNECTED
         || state == SPT_MEETING_RECONNECTING;
}

static void
meeting_changed_cb (SptMeeting *meeting, GParamSpec *pspec, SptRoomView *self)
{
  const char *name = spt_meeting_get_other_name (meeting);
  GAction *end = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "end");

  gtk_label_set_text (self->name, name != NULL ? name : "");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (end), is_live (self));
  update_status (self);
  update_devices (self);
  update_unread (self);
}

static void
show_controls (SptRoomView *self)
{
  gtk_widget_remove_css_class (self->controls, "away");
}

static gboolean
focus_is_inside (SptRoomView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_window_get_focus_visible (GTK_WINDOW (root))
         && (focus == self->controls || gtk_widget_is_ancestor (focus, self->controls));
}

/* They only become transparent: a screen reader and the keyboard find them all the time. */
static gboolean
pointer_rests_cb (gpointer data)
{
  SptRoomView *self = data;
  GtkWidget *under =
      gtk_widget_pick (self->stage_overlay, self->pointer_x, self->pointer_y, GTK_PICK_DEFAULT);

  if (under != NULL && (under == self->controls || gtk_widget_is_ancestor (under, self->controls)))
    return G_SOURCE_CONTINUE;
  self->rest_timeout = 0;
  if (spt_meeting_get_state (self->meeting) == SPT_MEETING_CONNECTED && !focus_is_inside (self))
    gtk_widget_add_css_class (self->controls, "away");
  return G_SOURCE_REMOVE;
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, SptRoomView *self)
{
  if (ABS (x - self->pointer_x) < 1 && ABS (y - self->pointer_y) < 1)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  show_controls (self);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  self->rest_timeout = g_timeout_add_seconds (REST_SECONDS, pointer_rests_cb, self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                SptRoomView *self)
{
  show_controls (self);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  /* Escape closes the panel and nothing else; a call is never ended by it. */
  if (keyval == GDK_KEY_Escape)
    {
      spt_room_view_show_panel (self, NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
dropped_cb (SptRoomView *self)
{
  spt_room_view_show_panel (self, "documents");
}

static gboolean
second_cb (gpointer data)
{
  SptRoomView *self = data;

  update_status (self);
  spt_room_stage_tick (self->stage);
  return G_SOURCE_CONTINUE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SptRoomView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (spt_meeting_end_finish (SPT_MEETING (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = spt_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

static void
end_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SptRoomView *self = data;

  spt_meeting_end_async (self->meeting, SPT_CALL_END_HUNG_UP, self->cancellable, ended_cb,
                         g_object_ref (self));
}

static void
panel_action_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  spt_room_view_show_panel (data, g_variant_get_boolean (state) ? name : NULL);
}

static void
close_panel_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  spt_room_view_show_panel (data, NULL);
}

static void
install_actions (SptRoomView *self)
{
  const GActionEntry entries[] = {
    { "end", end_action_cb },
    { "close-panel", close_panel_action_cb },
    { "conversation", NULL, NULL, "false", panel_action_cb },
    { "documents", NULL, NULL, "false", panel_action_cb },
  };
  g_autoptr (GPropertyAction) microphone = NULL;
  g_autoptr (GPropertyAction) camera = NULL;

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  microphone = g_property_action_new ("microphone", self->meeting, "microphone");
  camera = g_property_action_new ("camera", self->meeting, "camera");
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (microphone));
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (camera));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "room", G_ACTION_GROUP (self->actions));
}

static void
spt_room_view_constructed (GObject *object)
{
  SptRoomView *self = SPT_ROOM_VIEW (object);

  G_OBJECT_CLASS (spt_room_view_parent_class)->constructed (object);
  install_actions (self);
  spt_drop_zone_set_meeting (self->zone, self->meeting);
  spt_conversation_set_zone (self->conversation, spt_session_get_zone (self->session));
  spt_conversation_set_meeting (self->conversation, self->meeting);
  spt_documents_panel_set_meeting (self->documents, self->meeting);
  spt_room_stage_set_meeting (self->stage, self->meeting);
  spt_room_stage_set_reserved (self->stage, CONTROLS_HEIGHT);
  g_signal_connect (self->meeting, "notify", G_CALLBACK (meeting_changed_cb), self);
  meeting_changed_cb (self->meeting, NULL, self);
}

static void
spt_room_view_map (GtkWidget *widget)
{
  SptRoomView *self = SPT_ROOM_VIEW (widget);

  GTK_WIDGET_CLASS (spt_room_view_parent_class)->map (widget);
  if (self->second_timeout == 0)
    self->second_timeout = g_timeout_add_seconds (1, second_cb, self);
}

static void
spt_room_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SPT_ROOM_VIEW (widget)->second_timeout, g_source_remove);
  g_clear_handle_id (&SPT_ROOM_VIEW (widget)->rest_timeout, g_source_remove);
  GTK_WIDGET_CLASS (spt_room_view_parent_class)->unmap (widget);
}

static void
spt_room_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptRoomView *self = SPT_ROOM_VIEW (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MEETING:
      g_value_set_object (value, self->meeting);
      break;
    case PROP_EMBEDDED:
      g_value_set_boolean (value, self->embedded);
      break;
    case PROP_PANEL:
      g_value_set_string (value, get_panel (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_room_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptRoomView *self = SPT_ROOM_VIEW (object);

  switch (id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_MEETING:
      self->meeting = g_value_dup_object (value);
      break;
    case PROP_EMBEDDED:
      spt_room_view_set_embedded (self, g_value_get_boolean (value));
      break;
    case PROP_PANEL:
      spt_room_view_show_panel (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_room_view_dispose (GObject *object)
{
  SptRoomView *self = SPT_ROOM_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->second_timeout, g_source_remove);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "room", NULL);
  g_clear_object (&self->actions);
  g_clear_object (&self->meeting);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_room_view_parent_class)->dispose (object);
}

static void
spt_room_view_finalize (GObject *object)
{
  g_clear_object (&SPT_ROOM_VIEW (object)->cancellable);
  G_OBJECT_CLASS (spt_room_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags often = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SPT_TYPE_SESSION, once);
  props[PROP_MEETING] = g_param_spec_object ("meeting", NULL, NULL, SPT_TYPE_MEETING, once);
  props[PROP_EMBEDDED] = g_param_spec_boolean ("embedded", NULL, NULL, FALSE, often);
  props[PROP_PANEL] = g_param_spec_string ("panel", NULL, NULL, NULL, often);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_room_view_class_init (SptRoomViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = spt_room_view_constructed;
  object_class->get_property = spt_room_view_get_property;
  object_class->set_property = spt_room_view_set_property;
  object_class->dispose = spt_room_view_dispose;
  object_class->finalize = spt_room_view_finalize;
  widget_class->map = spt_room_view_map;
  widget_class->unmap = spt_room_view_unmap;
  install_properties (object_class);

  g_type_ensure (SPT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (SPT_TYPE_CONVERSATION);
  g_type_ensure (SPT_TYPE_DOCUMENTS_PANEL);
  g_type_ensure (SPT_TYPE_DROP_ZONE);
  g_type_ensure (SPT_TYPE_ROOM_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/room-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, zone);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, header);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, name);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, status);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, adaptive);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, stage_overlay);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, stage);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, controls);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, microphone_button);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, camera_button);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, badge);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, panel);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, panel_stack);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, conversation_page);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, conversation);
  gtk_widget_class_bind_template_child (widget_class, SptRoomView, documents);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
spt_room_view_init (SptRoomView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
spt_room_view_new (SptSession *session, SptMeeting *meeting)
{
  g_return_val_if_fail (SPT_IS_SESSION (session), NULL);
  g_return_val_if_fail (SPT_IS_MEETING (meeting), NULL);

  return g_object_new (SPT_TYPE_ROOM_VIEW, "session", session, "meeting", meeting, NULL);
}

void
spt_room_view_set_embedded (SptRoomView *self, gboolean embedded)
{
  g_return_if_fail (SPT_IS_ROOM_VIEW (self));

  embedded = !!embedded;
  if (self->embedded == embedded)
    return;
  self->embedded = embedded;
  adw_header_bar_set_show_start_title_buttons (self->header, !embedded);
  adw_header_bar_set_show_end_title_buttons (self->header, !embedded);
  if (embedded)
    gtk_widget_add_css_class (GTK_WIDGET (self->header), "embedded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->header), "embedded");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMBEDDED]);
}

void
spt_room_view_show_panel (SptRoomView *self, const char *panel)
{
  g_return_if_fail (SPT_IS_ROOM_VIEW (self));

  if (g_strcmp0 (panel, get_panel (self)) == 0)
    return;
  self->panel_open = panel != NULL;
  if (panel != NULL)
    adw_view_stack_set_visible_child_name (self->panel_stack, panel);
  layout_cb (self);
  if (g_strcmp0 (panel, "conversation") == 0)
    spt_conversation_focus_entry (self->conversation);
}
