/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-conversation.h"

#include "config.h"
#include "room/spt-message-row.h"

struct _SptConversation
{
  AdwBin parent_instance;

  /* Owned */
  SptMeeting *meeting;
  GTimeZone *zone;
  guint scroll_idle;

  /* Template */
  GtkStack *stack;
  GtkListView *list;
  GtkNoSelection *selection;
  GtkTextView *entry;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkWidget *send_button;
  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (SptConversation, spt_conversation, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MEETING,
  PROP_ZONE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* What is written, without blanks around it; NULL where there is nothing. */
static char *
dup_text (SptConversation *self)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
update_sensitivity (SptConversation *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  gtk_widget_set_sensitive (self->send_button, text != NULL && self->meeting != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), self->meeting != NULL);
}

static void
text_changed_cb (SptConversation *self)
{
  update_sensitivity (self);
}

static void
send_cb (SptConversation *self)
{
  g_autofree char *text = dup_text (self);

  if (text == NULL || self->meeting == NULL)
    return;
  spt_meeting_send_message (self->meeting, text);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                SptConversation *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  send_cb (self);
  return GDK_EVENT_STOP;
}

static void
resend_cb (SptMessageRow *row, SptMessage *message, SptConversation *self)
{
  if (self->meeting != NULL)
    spt_meeting_resend (self->meeting, message);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptConversation *self)
{
  GtkWidget *row = spt_message_row_new ();

  g_signal_connect_object (row, "resend", G_CALLBACK (resend_cb), self, 0);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptConversation *self)
{
  spt_message_row_bind (SPT_MESSAGE_ROW (gtk_list_item_get_child (item)),
                        SPT_MESSAGE (gtk_list_item_get_item (item)), self->zone);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SptConversation *self)
{
  spt_message_row_unbind (SPT_MESSAGE_ROW (gtk_list_item_get_child (item)));
}

static void
mark_read_if_seen (SptConversation *self)
{
  if (self->meeting != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    spt_meeting_mark_read (self->meeting);
}

static void
unread_changed_cb (SptConversation *self)
{
  if (self->meeting != NULL && spt_meeting_get_unread (self->meeting) > 0)
    mark_read_if_seen (self);
}

static gboolean
scroll_to_end_cb (gpointer data)
{
  SptConversation *self = data;
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  self->scroll_idle = 0;
  if (count > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", count - 1);
  return G_SOURCE_REMOVE;
}

static void
messages_changed_cb (SptConversation *self)
{
  guint count = self->meeting != NULL
                    ? g_list_model_get_n_items (spt_meeting_get_messages (self->meeting))
                    : 0;

  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "messages" : "empty");
  if (count > 0 && self->scroll_idle == 0)
    self->scroll_idle = g_idle_add (scroll_to_end_cb, self);
  mark_read_if_seen (self);
}

static void
spt_conversation_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spt_conversation_parent_class)->map (widget);
  messages_changed_cb (SPT_CONVERSATION (widget));
}

static void
forget_meeting (SptConversation *self)
{
  if (self->meeting != NULL)
    {
      g_signal_handlers_disconnect_by_data (spt_meeting_get_messages (self->meeting), self);
      g_signal_handlers_disconnect_by_data (self->meeting, self);
    }
  g_clear_object (&self->meeting);
}

static void
spt_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptConversation *self = SPT_CONVERSATION (object);

  switch (id)
    {
    case PROP_MEETING:
      g_value_set_object (value, self->meeting);
      break;
    case PROP_ZONE:
      g_value_set_boxed (value, self->zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_conversation_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptConversation *self = SPT_CONVERSATION (object);

  switch (id)
    {
    case PROP_MEETING:
      spt_conversation_set_meeting (self, g_value_get_object (value));
      break;
    case PROP_ZONE:
      spt_conversation_set_zone (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_conversation_dispose (GObject *object)
{
  SptConversation *self = SPT_CONVERSATION (object);

  g_clear_handle_id (&self->scroll_idle, g_source_remove);
  forget_meeting (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (spt_conversation_parent_class)->dispose (object);
}

static void
spt_conversation_class_init (SptConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = spt_conversation_get_property;
  object_class->set_property = spt_conversation_set_property;
  object_class->dispose = spt_conversation_dispose;
  widget_class->map = spt_conversation_map;

  props[PROP_MEETING] = g_param_spec_object ("meeting", NULL, NULL, SPT_TYPE_MEETING, flags);
  props[PROP_ZONE] = g_param_spec_boxed ("zone", NULL, NULL, G_TYPE_TIME_ZONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, SptConversation, stack);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, list);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, selection);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, entry);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, buffer);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, send_button);
  gtk_widget_class_bind_template_child (widget_class, SptConversation, scroller);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
spt_conversation_init (SptConversation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_sensitivity (self);
}

GtkWidget *
spt_conversation_new (SptMeeting *meeting)
{
  return g_object_new (SPT_TYPE_CONVERSATION, "meeting", meeting, NULL);
}

void
spt_conversation_set_meeting (SptConversation *self, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_CONVERSATION (self));

  if (self->meeting == meeting)
    return;
  gtk_no_selection_set_model (self->selection, NULL);
  forget_meeting (self);
  if (meeting != NULL)
    {
      GListModel *messages = spt_meeting_get_messages (meeting);

      self->meeting = g_object_ref (meeting);
      gtk_no_selection_set_model (self->selection, messages);
      g_signal_connect_swapped (messages, "items-changed", G_CALLBACK (messages_changed_cb), self);
      g_signal_connect_swapped (meeting, "notify::unread", G_CALLBACK (unread_changed_cb), self);
    }
  messages_changed_cb (self);
  update_sensitivity (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEETING]);
}

void
spt_conversation_set_zone (SptConversation *self, GTimeZone *zone)
{
  g_return_if_fail (SPT_IS_CONVERSATION (self));

  if (self->zone == zone)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  if (zone != NULL)
    self->zone = g_time_zone_ref (zone);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZONE]);
}

void
spt_conversation_focus_entry (SptConversation *self)
{
  g_return_if_fail (SPT_IS_CONVERSATION (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
