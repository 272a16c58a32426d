/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-room-stage.h"

#include "config.h"
#include "room/spt-self-view.h"
#include "room/spt-video-paintable.h"
#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"
#include "widgets/spt-slow-spinner.h"

#include <glib/gi18n-lib.h>

/* A picture without a successor for so long is said to stand still. */
#define FROZEN_AFTER (3 * G_TIME_SPAN_SECOND)

struct _SptRoomStage
{
  AdwBin parent_instance;

  /* Owned */
  SptMeeting *meeting;
  SptVideoPaintable *remote;
  SptVideoPaintable *local;
  char *said; /* what was announced last */

  /* Borrowed: children */
  GtkWidget *self_view;

  /* Template */
  GtkOverlay *overlay;
  GtkPicture *picture;
  GtkWidget *words;
  AdwAvatar *avatar;
  SptSlowSpinner *spinner;
  GtkLabel *title;
  GtkLabel *explanation;
  GtkLabel *note;

  gint64 last_frame; /* monotonic; 0 before the first */
  int reserved;
};

G_DEFINE_FINAL_TYPE (SptRoomStage, spt_room_stage, ADW_TYPE_BIN)

/* What is said in place of a picture; both NULL while there is one. */
typedef struct
{
  char *title;
  char *explanation;
  gboolean busy;
  gboolean over_picture; /* the picture stays behind the words */
} Words;

static void
words_clear (Words *words)
{
  g_free (words->title);
  g_free (words->explanation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static const char *
other_name (SptRoomStage *self)
{
  const char *name = spt_meeting_get_other_name (self->meeting);

  return name != NULL && *name != '\0' ? name : _ ("The other side");
}

static gboolean
is_frozen (SptRoomStage *self)
{
  return self->last_frame != 0 && g_get_monotonic_time () - self->last_frame > FROZEN_AFTER;
}

static char *
dup_end_words (SptMeeting *meeting)
{
  switch (spt_meeting_get_end (meeting))
    {
    case SPT_CALL_END_DECLINED:
      return g_strdup (_ ("The call was declined."));
    case SPT_CALL_END_UNANSWERED:
      return g_strdup (_ ("Nobody answered."));
    case SPT_CALL_END_FAILED:
      return g_strdup (_ ("The connection could not be kept up."));
    case SPT_CALL_END_UNSET:
    case SPT_CALL_END_HUNG_UP:
      return g_strdup (_ ("Conversation and documents stay here until the visit is closed."));
    }
  return NULL;
}

/* The words for a call that is up. */
static void
find_connected_words (SptRoomStage *self, Words *words)
{
  gboolean has_picture = spt_video_paintable_get_has_picture (self->remote);

  if (spt_meeting_get_channel (self->meeting) == SPT_CHANNEL_VOICE && !has_picture)
    {
      words->title = g_strdup (other_name (self));
      words->explanation = g_strdup (_ ("Voice only: there is no picture in this call."));
    }
  else if (!spt_meeting_get_remote_camera (self->meeting))
    {
      words->title = g_strdup (other_name (self));
      words->explanation = g_strdup (_ ("The camera is switched off on the other side."));
    }
  else if (!has_picture)
    {
      words->title = g_strdup (_ ("Waiting for the Picture…"));
      words->explanation = g_strdup (_ ("The connection is up; the picture follows."));
      words->busy = TRUE;
    }
  else if (is_frozen (self))
    {
      words->title = g_strdup (_ ("The Picture Stands Still"));
      words->explanation = g_strdup (
          _ ("Nothing comes in at the moment. It goes on by itself when the line allows."));
      words->over_picture = TRUE;
      words->busy = TRUE;
    }
}

static void
find_words (SptRoomStage *self, Words *words)
{
  const GError *error = spt_meeting_get_error (self->meeting);
  SptMeetingState state = spt_meeting_get_state (self->meeting);

  if (error != NULL && state != SPT_MEETING_CONNECTED && state != SPT_MEETING_ENDED)
    {
      words->title = g_strdup (_ ("No Connection to the Other Side"));
      words->explanation = spt_error_text (error);
      return;
    }
  switch (state)
    {
    case SPT_MEETING_NONE:
      words->title = g_strdup (_ ("No Call at the Moment"));
      words->explanation = g_strdup (_ ("You can write and exchange documents already."));
      break;
    case SPT_MEETING_RINGING:
      words->title = g_strdup_printf (_ ("Ringing… %s"), other_name (self));
      break;
    case SPT_MEETING_CONNECTING:
      words->title = g_strdup (_ ("Connecting…"));
      words->explanation = g_strdup (other_name (self));
      words->busy = TRUE;
      break;
    case SPT_MEETING_RECONNECTING:
      words->title = g_strdup (_ ("Reconnecting…"));
      words->explanation = g_strdup (_ ("The connection broke. It is being restored; stay here."));
      words->busy = TRUE;
      words->over_picture = TRUE;
      break;
    case SPT_MEETING_CONNECTED:
      find_connected_words (self, words);
      break;
    case SPT_MEETING_ENDED:
      words->title = g_strdup (_ ("The Call Has Ended"));
      words->explanation = dup_end_words (self->meeting);
      break;
    }
}

/* What is to be known although there is a picture, as that the voice does not get through. */
static const char *
find_note (SptRoomStage *self)
{
  gboolean has_microphone = TRUE;

  if (spt_meeting_get_state (self->meeting) != SPT_MEETING_CONNECTED)
    return NULL;
  if (!spt_meeting_get_remote_microphone (self->meeting))
    return _ ("The microphone is switched off on the other side");
  if (!spt_meeting_get_microphone (self->meeting))
    return _ ("Your microphone is off");
  g_object_get (self->meeting, "has-microphone", &has_microphone, NULL);
  if (!has_microphone)
    return _ ("No microphone was found: you are not heard");
  return NULL;
}

static void
announce (SptRoomStage *self, const char *text)
{
  if (text == NULL || g_strcmp0 (text, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_strdup (text);
  spt_compat_announce (GTK_WIDGET (self), text);
}

static void
update_own (SptRoomStage *self)
{
  SptMeetingState state = spt_meeting_get_state (self->meeting);
  gboolean live = state == SPT_MEETING_CONNECTING || state == SPT_MEETING_CONNECTED
                  || state == SPT_MEETING_RECONNECTING;
  gboolean camera = spt_meeting_get_camera (self->meeting);
  gboolean has_camera = FALSE;

  /* A person is used to the mirror; the words on a test picture are to be read. */
  g_object_get (self->meeting, "has-camera", &has_camera, NULL);
  spt_video_paintable_set_mirrored (self->local, has_camera);
  gtk_widget_set_visible (self->self_view,
                          live && spt_meeting_get_channel (self->meeting) != SPT_CHANNEL_VOICE);
  if (!camera)
    spt_self_view_set_words (SPT_SELF_VIEW (self->self_view), _ ("Camera off"));
  else if (!spt_video_paintable_get_has_picture (self->local))
    spt_self_view_set_words (SPT_SELF_VIEW (self->self_view), _ ("Starting…"));
  else
    spt_self_view_set_words (SPT_SELF_VIEW (self->self_view), NULL);
}

/* The picture fills the room where that hides little of it: papers are held up to cameras. */
static void
update_fit (SptRoomStage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  double ratio = gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (self->remote));
  double hidden = 0;

  if (width <= 0 || height <= 0 || ratio <= 0)
    return;
  hidden = (double) width / height / ratio;
  gtk_picture_set_content_fit (self->picture, hidden > 0.8 && hidden < 1.25
                                                  ? GTK_CONTENT_FIT_COVER
                                                  : GTK_CONTENT_FIT_CONTAIN);
}

static void
update (SptRoomStage *self)
{
  g_auto (Words) words = { 0 };
  const char *note = NULL;
  gboolean explained;

  if (self->meeting == NULL)
    return;
  find_words (self, &words);
  explained = words.title != NULL;
  gtk_widget_set_visible (self->words, explained);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), !explained || words.over_picture);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), explained && !words.over_picture);
  adw_avatar_set_text (self->avatar, spt_meeting_get_other_name (self->meeting));
  spt_slow_spinner_set_busy (self->spinner, words.busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), words.busy);
  gtk_label_set_text (self->title, words.title != NULL ? words.title : "");
  gtk_label_set_text (self->explanation, words.explanation != NULL ? words.explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), words.explanation != NULL);
  if (words.over_picture)
    gtk_widget_add_css_class (self->words, "osd");
  else
    gtk_widget_remove_css_class (self->words, "osd");

  note = find_note (self);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  other_name (self), -1);
  update_fit (self);
  update_own (self);
  announce (self, explained ? words.title : note);
}

static void
remote_frame_cb (SptMeeting *meeting, SptFrame *frame, SptRoomStage *self)
{
  gboolean had_picture = spt_video_paintable_get_has_picture (self->remote);
  gboolean was_frozen = is_frozen (self);

  self->last_frame = g_get_monotonic_time ();
  spt_video_paintable_set_frame (self->remote, frame);
  if (!had_picture || was_frozen)
    update (self);
}

static void
local_frame_cb (SptMeeting *meeting, SptFrame *frame, SptRoomStage *self)
{
  gboolean had_picture = spt_video_paintable_get_has_picture (self->local);

  spt_video_paintable_set_frame (self->local, frame);
  if (!had_picture)
    {
      update (self);
      gtk_widget_queue_resize (GTK_WIDGET (self->overlay));
    }
}

static void
meeting_changed_cb (SptMeeting *meeting, GParamSpec *pspec, SptRoomStage *self)
{
  SptMeetingState state = spt_meeting_get_state (meeting);

  if (state == SPT_MEETING_ENDED || state == SPT_MEETING_NONE)
    {
      self->last_frame = 0;
      spt_video_paintable_set_frame (self->remote, NULL);
      spt_video_paintable_set_frame (self->local, NULL);
    }
  if (!spt_meeting_get_camera (meeting))
    spt_video_paintable_set_frame (self->local, NULL);
  if (!spt_meeting_get_remote_camera (meeting))
    {
      self->last_frame = 0;
      spt_video_paintable_set_frame (self->remote, NULL);
    }
  update (self);
}

static gboolean
get_child_position_cb (GtkOverlay *overlay,
                       GtkWidget *widget,
                       GdkRectangle *allocation,
                       SptRoomStage *self)
{
  if (widget != self->self_view)
    return FALSE;
  spt_self_view_place (SPT_SELF_VIEW (widget), gtk_widget_get_width (GTK_WIDGET (overlay)),
                       gtk_widget_get_height (GTK_WIDGET (overlay)), self->reserved, allocation);
  return TRUE;
}

static void
self_view_moved_cb (SptSelfView *self_view, SptRoomStage *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

static void
forget_meeting (SptRoomStage *self)
{
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  g_clear_object (&self->meeting);
}

static void
spt_room_stage_dispose (GObject *object)
{
  SptRoomStage *self = SPT_ROOM_STAGE (object);

  forget_meeting (self);
  g_clear_object (&self->remote);
  g_clear_object (&self->local);
  G_OBJECT_CLASS (spt_room_stage_parent_class)->dispose (object);
}

static void
spt_room_stage_finalize (GObject *object)
{
  g_free (SPT_ROOM_STAGE (object)->said);
  G_OBJECT_CLASS (spt_room_stage_parent_class)->finalize (object);
}

static void
spt_room_stage_class_init (SptRoomStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spt_room_stage_dispose;
  G_OBJECT_CLASS (klass)->finalize = spt_room_stage_finalize;
  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/room/room-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, overlay);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, picture);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, words);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, avatar);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, title);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, explanation);
  gtk_widget_class_bind_template_child (widget_class, SptRoomStage, note);
  gtk_widget_class_bind_template_callback (widget_class, get_child_position_cb);
}

static void
spt_room_stage_init (SptRoomStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->remote = spt_video_paintable_new ();
  self->local = spt_video_paintable_new ();
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->remote));
  self->self_view = spt_self_view_new (self->local);
  gtk_overlay_add_overlay (self->overlay, self->self_view);
  g_signal_connect_object (self->self_view, "moved", G_CALLBACK (self_view_moved_cb), self, 0);
}

void
spt_room_stage_set_meeting (SptRoomStage *self, SptMeeting *meeting)
{
  g_return_if_fail (SPT_IS_ROOM_STAGE (self));

  if (self->meeting == meeting)
    return;
  forget_meeting (self);
  spt_video_paintable_set_frame (self->remote, NULL);
  spt_video_paintable_set_frame (self->local, NULL);
  self->last_frame = 0;
  if (meeting == NULL)
    return;
  self->meeting = g_object_ref (meeting);
  g_signal_connect (meeting, "remote-frame", G_CALLBACK (remote_frame_cb), self);
  g_signal_connect (meeting, "local-frame", G_CALLBACK (local_frame_cb), self);
  g_signal_connect (meeting, "notify", G_CALLBACK (meeting_changed_cb), self);
  meeting_changed_cb (meeting, NULL, self);
}

void
spt_room_stage_set_reserved (SptRoomStage *self, int reserved)
{
  g_return_if_fail (SPT_IS_ROOM_STAGE (self));

  if (self->reserved == reserved)
    return;
  self->reserved = reserved;
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

void
spt_room_stage_tick (SptRoomStage *self)
{
  g_return_if_fail (SPT_IS_ROOM_STAGE (self));
  update (self);
}
