/* SPDX-License-Identifier: EUPL-1.2 */
#include "operator/spt-operator-view.h"

#include "config.h"
#include "operator/spt-desk-page.h"
#include "operator/spt-sign-in-page.h"

struct _SptOperatorView
{
  AdwBin parent_instance;

  /* Owned */
  SptSession *session;

  /* Borrowed: children */
  GtkStack *stack;
  SptSignInPage *sign_in;
};

G_DEFINE_FINAL_TYPE (SptOperatorView, spt_operator_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
signed_in_changed_cb (SptOperatorView *self)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    spt_session_get_signed_in (self->session) ? "desk" : "sign-in");
}

static void
spt_operator_view_constructed (GObject *object)
{
  SptOperatorView *self = SPT_OPERATOR_VIEW (object);

  G_OBJECT_CLASS (spt_operator_view_parent_class)->constructed (object);
  self->sign_in = SPT_SIGN_IN_PAGE (spt_sign_in_page_new (self->session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->sign_in), "sign-in");
  gtk_stack_add_named (self->stack, spt_desk_page_new (self->session), "desk");
  g_signal_connect_swapped (self->session, "notify::signed-in", G_CALLBACK (signed_in_changed_cb),
                            self);
  signed_in_changed_cb (self);
}

static void
spt_operator_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, SPT_OPERATOR_VIEW (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_operator_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SESSION:
      SPT_OPERATOR_VIEW (object)->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_operator_view_dispose (GObject *object)
{
  SptOperatorView *self = SPT_OPERATOR_VIEW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (spt_operator_view_parent_class)->dispose (object);
}

static void
spt_operator_view_class_init (SptOperatorViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = spt_operator_view_constructed;
  object_class->get_property = spt_operator_view_get_property;
  object_class->set_property = spt_operator_view_set_property;
  object_class->dispose = spt_operator_view_dispose;
  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, SPT_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
spt_operator_view_init (SptOperatorView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
spt_operator_view_new (SptSession *session)
{
  g_return_val_if_fail (SPT_IS_SESSION (session), NULL);
  return g_object_new (SPT_TYPE_OPERATOR_VIEW, "session", session, NULL);
}

void
spt_operator_view_add_sample_login (SptOperatorView *self,
                                    const char *name,
                                    const char *username,
                                    const char *password)
{
  g_return_if_fail (SPT_IS_OPERATOR_VIEW (self));
  spt_sign_in_page_add_sample_login (self->sign_in, name, username, password);
}
