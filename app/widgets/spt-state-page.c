/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "widgets/spt-state-page.h"

#include "widgets/spt-compat.h"
#include "widgets/spt-error-text.h"
#include "widgets/spt-slow-spinner.h"

struct _SptStatePage
{
  AdwBin parent_instance;

  SptPageState state;

  /* Template */
  GtkStack *stack;
  SptSlowSpinner *spinner;
  AdwStatusPage *failed;
  AdwStatusPage *empty;
  AdwBin *content;
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  N_PROPS
};

enum
{
  RETRY,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const page_names[] = {
  [SPT_PAGE_LOADING] = "loading",
  [SPT_PAGE_FAILED] = "failed",
  [SPT_PAGE_EMPTY] = "empty",
  [SPT_PAGE_CONTENT] = "content",
};

static void spt_state_page_buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (SptStatePage,
                               spt_state_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      spt_state_page_buildable_init))

/* The template's own child comes before the instance has one; every later one is the content. */
static void
spt_state_page_add_child (GtkBuildable *buildable,
                          GtkBuilder *builder,
                          GObject *child,
                          const char *type)
{
  SptStatePage *self = SPT_STATE_PAGE (buildable);

  if (self->content != NULL && GTK_IS_WIDGET (child))
    spt_state_page_set_content (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
spt_state_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = spt_state_page_add_child;
}

static void
retry_cb (SptStatePage *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
spt_state_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SptStatePage *self = SPT_STATE_PAGE (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, spt_state_page_get_content (self));
      break;
    case PROP_EMPTY_ICON:
      g_value_set_string (value, adw_status_page_get_icon_name (self->empty));
      break;
    case PROP_EMPTY_TITLE:
      g_value_set_string (value, adw_status_page_get_title (self->empty));
      break;
    case PROP_EMPTY_DESCRIPTION:
      g_value_set_string (value, adw_status_page_get_description (self->empty));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_state_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SptStatePage *self = SPT_STATE_PAGE (object);

  switch (id)
    {
    case PROP_CONTENT:
      spt_state_page_set_content (self, g_value_get_object (value));
      break;
    case PROP_EMPTY_ICON:
      adw_status_page_set_icon_name (self->empty, g_value_get_string (value));
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty, g_value_get_string (value));
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (self->empty, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_state_page_class_init (SptStatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = spt_state_page_get_property;
  object_class->set_property = spt_state_page_set_property;

  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_EMPTY_ICON] = g_param_spec_string ("empty-icon", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_DESCRIPTION] =
      g_param_spec_string ("empty-description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[RETRY] = g_signal_new ("retry", SPT_TYPE_STATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  g_type_ensure (SPT_TYPE_SLOW_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/widgets/state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SptStatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SptStatePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SptStatePage, failed);
  gtk_widget_class_bind_template_child (widget_class, SptStatePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SptStatePage, content);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
spt_state_page_init (SptStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  spt_slow_spinner_set_busy (self->spinner, TRUE);
}

/**
 * spt_state_page_new:
 *
 * Returns: a page that is loading
 */
GtkWidget *
spt_state_page_new (void)
{
  return g_object_new (SPT_TYPE_STATE_PAGE, NULL);
}

/**
 * spt_state_page_get_state:
 * @self: a page
 *
 * Returns: which of the four is seen
 */
SptPageState
spt_state_page_get_state (SptStatePage *self)
{
  g_return_val_if_fail (SPT_IS_STATE_PAGE (self), SPT_PAGE_LOADING);

  return self->state;
}

/**
 * spt_state_page_set_state:
 * @self: a page
 * @state: which of the four is seen; a failure is better shown by spt_state_page_set_error()
 */
void
spt_state_page_set_state (SptStatePage *self, SptPageState state)
{
  g_return_if_fail (SPT_IS_STATE_PAGE (self));

  if (self->state == state)
    return;
  self->state = state;
  spt_slow_spinner_set_busy (self->spinner, state == SPT_PAGE_LOADING);
  gtk_stack_set_visible_child_name (self->stack, page_names[state]);
}

/**
 * spt_state_page_set_error:
 * @self: a page
 * @error: why it could not be loaded
 *
 * Shows what happened and what to do, with *Try Again*.
 */
void
spt_state_page_set_error (SptStatePage *self, const GError *error)
{
  g_return_if_fail (SPT_IS_STATE_PAGE (self));

  adw_status_page_set_title (self->failed, spt_error_text_what (error));
  adw_status_page_set_description (self->failed, spt_error_text_advice (error));
  spt_state_page_set_state (self, SPT_PAGE_FAILED);
  spt_compat_announce (GTK_WIDGET (self->failed), spt_error_text_what (error));
}

/**
 * spt_state_page_get_content:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the content
 */
GtkWidget *
spt_state_page_get_content (SptStatePage *self)
{
  g_return_val_if_fail (SPT_IS_STATE_PAGE (self), NULL);

  return adw_bin_get_child (self->content);
}

/**
 * spt_state_page_set_content:
 * @self: a page
 * @content: (nullable) (transfer floating): the content
 */
void
spt_state_page_set_content (SptStatePage *self, GtkWidget *content)
{
  g_return_if_fail (SPT_IS_STATE_PAGE (self));

  adw_bin_set_child (self->content, content);
}
