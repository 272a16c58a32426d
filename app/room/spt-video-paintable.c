/* SPDX-License-Identifier: EUPL-1.2 */
#include "room/spt-video-paintable.h"

struct _SptVideoPaintable
{
  GObject parent_instance;

  /* Owned */
  SptFrame *frame;
  GdkTexture *texture; /* of `frame`, made when it is first drawn */

  int width;
  int height;
  gboolean mirrored;
};

static void spt_video_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SptVideoPaintable,
                               spt_video_paintable,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      spt_video_paintable_iface_init))

enum
{
  PROP_0,
  PROP_MIRRORED,
  PROP_HAS_PICTURE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static GdkTexture *
get_texture (SptVideoPaintable *self)
{
  if (self->texture == NULL && self->frame != NULL)
    /* Video is opaque: straight and premultiplied are the same, and the latter is not converted. */
    self->texture = gdk_memory_texture_new (self->frame->width, self->frame->height,
                                            GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, self->frame->bytes,
                                            self->frame->stride);
  return self->texture;
}

static void
spt_video_paintable_snapshot (GdkPaintable *paintable,
                              GdkSnapshot *snapshot,
                              double width,
                              double height)
{
  SptVideoPaintable *self = SPT_VIDEO_PAINTABLE (paintable);
  GdkTexture *texture = get_texture (self);

  if (texture == NULL)
    return;
  if (self->mirrored)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->mirrored)
    gtk_snapshot_restore (snapshot);
}

static GdkPaintable *
spt_video_paintable_get_current_image (GdkPaintable *paintable)
{
  GdkTexture *texture = get_texture (SPT_VIDEO_PAINTABLE (paintable));

  return texture != NULL ? GDK_PAINTABLE (g_object_ref (texture)) : gdk_paintable_new_empty (0, 0);
}

static int
spt_video_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return SPT_VIDEO_PAINTABLE (paintable)->width;
}

static int
spt_video_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return SPT_VIDEO_PAINTABLE (paintable)->height;
}

static double
spt_video_paintable_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  SptVideoPaintable *self = SPT_VIDEO_PAINTABLE (paintable);

  return self->height > 0 ? (double) self->width / self->height : 0;
}

static void
spt_video_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = spt_video_paintable_snapshot;
  iface->get_current_image = spt_video_paintable_get_current_image;
  iface->get_intrinsic_width = spt_video_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = spt_video_paintable_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = spt_video_paintable_get_intrinsic_aspect_ratio;
}

static void
spt_video_paintable_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptVideoPaintable *self = SPT_VIDEO_PAINTABLE (object);

  switch (id)
    {
    case PROP_MIRRORED:
      g_value_set_boolean (value, self->mirrored);
      break;
    case PROP_HAS_PICTURE:
      g_value_set_boolean (value, self->frame != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_video_paintable_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MIRRORED:
      spt_video_paintable_set_mirrored (SPT_VIDEO_PAINTABLE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_video_paintable_dispose (GObject *object)
{
  SptVideoPaintable *self = SPT_VIDEO_PAINTABLE (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->frame, spt_frame_unref);
  G_OBJECT_CLASS (spt_video_paintable_parent_class)->dispose (object);
}

static void
spt_video_paintable_class_init (SptVideoPaintableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = spt_video_paintable_get_property;
  object_class->set_property = spt_video_paintable_set_property;
  object_class->dispose = spt_video_paintable_dispose;

  props[PROP_MIRRORED] =
      g_param_spec_boolean ("mirrored", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_HAS_PICTURE] =
      g_param_spec_boolean ("has-picture", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_video_paintable_init (SptVideoPaintable *self)
{
}

SptVideoPaintable *
spt_video_paintable_new (void)
{
  return g_object_new (SPT_TYPE_VIDEO_PAINTABLE, NULL);
}

void
spt_video_paintable_set_frame (SptVideoPaintable *self, SptFrame *frame)
{
  gboolean had_picture;
  int width = frame != NULL ? frame->width : 0;
  int height = frame != NULL ? frame->height : 0;

  g_return_if_fail (SPT_IS_VIDEO_PAINTABLE (self));

  had_picture = self->frame != NULL;
  if (frame == self->frame)
    return;
  g_clear_object (&self->texture);
  g_clear_pointer (&self->frame, spt_frame_unref);
  if (frame != NULL)
    self->frame = spt_frame_ref (frame);

  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
    }
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
  if (had_picture != (frame != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_PICTURE]);
}

void
spt_video_paintable_set_mirrored (SptVideoPaintable *self, gboolean mirrored)
{
  g_return_if_fail (SPT_IS_VIDEO_PAINTABLE (self));

  mirrored = !!mirrored;
  if (self->mirrored == mirrored)
    return;
  self->mirrored = mirrored;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MIRRORED]);
}

gboolean
spt_video_paintable_get_mirrored (SptVideoPaintable *self)
{
  g_return_val_if_fail (SPT_IS_VIDEO_PAINTABLE (self), FALSE);
  return self->mirrored;
}

gboolean
spt_video_paintable_get_has_picture (SptVideoPaintable *self)
{
  g_return_val_if_fail (SPT_IS_VIDEO_PAINTABLE (self), FALSE);
  return self->frame != NULL;
}
