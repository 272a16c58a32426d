/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-consent-group.h"

#include <glib/gi18n.h>

#include "widgets/spt-field-message.h"

struct _SptConsentGroup
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;

  /* Template */
  GtkCheckButton *check;
  GtkWidget *check_row;
  GtkLabel *notice;
  SptFieldMessage *message;
  AdwPreferencesGroup *group;
};

enum
{
  PROP_0,
  PROP_GIVEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (SptConsentGroup, spt_consent_group, ADW_TYPE_BIN)

static void
toggled_cb (SptConsentGroup *self)
{
  if (spt_consent_group_get_given (self))
    spt_field_message_set_text (self->message, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GIVEN]);
}

static void
notice_changed_cb (SptConsentGroup *self)
{
  const char *notice = spt_session_get_privacy_notice (self->session);

  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
}

static void
spt_consent_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_GIVEN:
      g_value_set_boolean (value, spt_consent_group_get_given (SPT_CONSENT_GROUP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_consent_group_dispose (GObject *object)
{
  g_clear_object (&SPT_CONSENT_GROUP (object)->session);

  G_OBJECT_CLASS (spt_consent_group_parent_class)->dispose (object);
}

static void
spt_consent_group_class_init (SptConsentGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = spt_consent_group_get_property;
  object_class->dispose = spt_consent_group_dispose;

  props[PROP_GIVEN] =
      g_param_spec_boolean ("given", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/consent-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SptConsentGroup, check);
  gtk_widget_class_bind_template_child (widget_class, SptConsentGroup, check_row);
  gtk_widget_class_bind_template_child (widget_class, SptConsentGroup, notice);
  gtk_widget_class_bind_template_child (widget_class, SptConsentGroup, group);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
spt_consent_group_init (SptConsentGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->message = SPT_FIELD_MESSAGE (spt_field_message_new (self->check_row));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->message));
}

/**
 * spt_consent_group_set_session:
 * @self: the group
 * @session: the window's session, which has the notice
 */
void
spt_consent_group_set_session (SptConsentGroup *self, SptSession *session)
{
  g_return_if_fail (SPT_IS_CONSENT_GROUP (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::privacy-notice", G_CALLBACK (notice_changed_cb), self,
                           G_CONNECT_SWAPPED);
  notice_changed_cb (self);
}

/**
 * spt_consent_group_get_given:
 * @self: the group
 *
 * Returns: whether the person has agreed
 */
gboolean
spt_consent_group_get_given (SptConsentGroup *self)
{
  g_return_val_if_fail (SPT_IS_CONSENT_GROUP (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * spt_consent_group_check:
 * @self: the group
 *
 * Says what is missing when the person has not agreed.
 *
 * Returns: whether the person has agreed
 */
gboolean
spt_consent_group_check (SptConsentGroup *self)
{
  g_return_val_if_fail (SPT_IS_CONSENT_GROUP (self), FALSE);

  if (spt_consent_group_get_given (self))
    return TRUE;
  spt_field_message_set_text (self->message,
                              _ ("Please read the privacy notice and tick this line."));
  gtk_widget_grab_focus (GTK_WIDGET (self->check));
  return FALSE;
}

/**
 * spt_consent_group_clear:
 * @self: the group
 *
 * Takes the consent back.
 */
void
spt_consent_group_clear (SptConsentGroup *self)
{
  g_return_if_fail (SPT_IS_CONSENT_GROUP (self));

  gtk_check_button_set_active (self->check, FALSE);
  spt_field_message_set_text (self->message, NULL);
}
