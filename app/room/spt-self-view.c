/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-self-view.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define MARGIN 12
#define SMALLEST 96
#define LARGEST 224

struct _SptSelfView
{
  AdwBin parent_instance;

  /* Owned */
  SptVideoPaintable *paintable;

  /* Borrowed: children */
  GtkWidget *picture;
  GtkWidget *words;

  gboolean at_end; /* right in left-to-right writing: the corner's side */
  gboolean at_bottom;
  gboolean dragging;
  graphene_point_t grip; /* where the pointer took hold, in the parent */
  double drag_x;
  double drag_y;
  GdkRectangle place; /* the last one, without what is dragged */
  int area_width;
  int area_height;
};

G_DEFINE_FINAL_TYPE (SptSelfView, spt_self_view, ADW_TYPE_BIN)

enum
{
  MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
describe_place (SptSelfView *self)
{
  const char *place = NULL;

  if (self->at_bottom)
    place = self->at_end ? _ ("Bottom right corner") : _ ("Bottom left corner");
  else
    place = self->at_end ? _ ("Top right corner") : _ ("Top left corner");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Own picture"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place,
                                  -1);
}

static void
move_to (SptSelfView *self, gboolean at_end, gboolean at_bottom)
{
  self->at_end = at_end;
  self->at_bottom = at_bottom;
  describe_place (self);
  g_signal_emit (self, signals[MOVED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                SptSelfView *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_to (self, FALSE, self->at_bottom);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_to (self, TRUE, self->at_bottom);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_to (self, self->at_end, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_to (self, self->at_end, TRUE);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The gesture's coordinates are of this widget, which moves while it is dragged; the parent's stay. */
static graphene_point_t
where_pointed (SptSelfView *self, GtkGestureDrag *gesture, double x, double y)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_point_t point = GRAPHENE_POINT_INIT_ZERO;
  double start_x = 0;
  double start_y = 0;

  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  if (parent == NULL
      || !gtk_widget_compute_point (GTK_WIDGET (self), parent,
                                    &GRAPHENE_POINT_INIT ((float) (start_x + x),
                                                          (float) (start_y + y)),
                                    &point))
    return self->grip;
  return point;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SptSelfView *self)
{
  self->grip = where_pointed (self, gesture, 0, 0);
  self->dragging = TRUE;
  self->drag_x = 0;
  self->drag_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, SptSelfView *self)
{
  graphene_point_t point = where_pointed (self, gesture, x, y);

  self->drag_x = point.x - self->grip.x;
  self->drag_y = point.y - self->grip.y;
  g_signal_emit (self, signals[MOVED], 0);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, SptSelfView *self)
{
  double middle_x = self->place.x + self->drag_x + self->place.width / 2.0;
  double middle_y = self->place.y + self->drag_y + self->place.height / 2.0;

  if (!self->dragging)
    return;
  self->dragging = FALSE;
  move_to (self, middle_x > self->area_width / 2.0, middle_y > self->area_height / 2.0);
}

static void
spt_self_view_dispose (GObject *object)
{
  g_clear_object (&SPT_SELF_VIEW (object)->paintable);
  G_OBJECT_CLASS (spt_self_view_parent_class)->dispose (object);
}

static void
spt_self_view_class_init (SptSelfViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spt_self_view_dispose;
  signals[MOVED] = g_signal_new ("moved", SPT_TYPE_SELF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
spt_self_view_init (SptSelfView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->at_end = TRUE;
  self->at_bottom = TRUE;
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  self->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->words), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->words, "caption");
  gtk_widget_set_margin_start (self->words, 6);
  gtk_widget_set_margin_end (self->words, 6);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->words);
  adw_bin_set_child (ADW_BIN (self), overlay);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "room-self");
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               _ ("Your own picture: drag it, or move it with the arrow keys"));
  describe_place (self);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
spt_self_view_new (SptVideoPaintable *paintable)
{
  SptSelfView *self = g_object_new (SPT_TYPE_SELF_VIEW, NULL);

  self->paintable = g_object_ref (paintable);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (paintable));
  return GTK_WIDGET (self);
}

void
spt_self_view_place (SptSelfView *self, int width, int height, int reserved, GdkRectangle *place)
{
  int own_width = CLAMP (width / 4, SMALLEST, LARGEST);
  int own_height = 0;
  int frame_width = gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (self->paintable));
  int frame_height = gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (self->paintable));

  if (frame_width > 0 && frame_height > 0)
    own_height = own_width * frame_height / frame_width;
  else
    own_height = own_width * 3 / 4;
  self->area_width = width;
  self->area_height = height;
  self->place.width = own_width;
  self->place.height = own_height;
  self->place.x = self->at_end ? width - own_width - MARGIN : MARGIN;
  self->place.y = self->at_bottom ? height - own_height - MARGIN - reserved : MARGIN;

  *place = self->place;
  if (self->dragging)
    {
      place->x = CLAMP (place->x + (int) self->drag_x, 0, MAX (0, width - own_width));
      place->y = CLAMP (place->y + (int) self->drag_y, 0, MAX (0, height - own_height));
    }
}

void
spt_self_view_set_words (SptSelfView *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (self->picture, words == NULL);
}
