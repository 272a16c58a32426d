/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include "citizen/spt-person-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/spt-error.h"
#include "citizen/spt-person-check.h"
#include "citizen/spt-remember-row.h"
#include "widgets/spt-field-message.h"
#include "widgets/spt-text-row.h"

typedef enum
{
  FIELD_NAME,
  FIELD_SURNAME,
  FIELD_EMAIL,
  FIELD_ADDRESS,
  FIELD_TELEPHONE,
  FIELD_CODICE,
  FIELD_REASON,
  N_FIELDS
} Field;

/* The names of the wire, in errors of the backend. */
static const char *const field_names[N_FIELDS] = { "name",    "surname",   "email",
                                                   "address", "telephone", "codice_fiscale",
                                                   "reason" };

struct _SptPersonForm
{
  AdwBin parent_instance;

  gboolean contact;

  /* Template */
  AdwPreferencesGroup *person;
  AdwPreferencesGroup *visit;
  GtkWidget *fields[N_FIELDS];
  SptFieldMessage *messages[N_FIELDS];
  AdwComboRow *channel;
  SptRememberRow *remember;
};

enum
{
  PROP_0,
  PROP_CONTACT,
  N_PROPS
};

enum
{
  SUBMIT,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SptPersonForm, spt_person_form, ADW_TYPE_BIN)

static char *
text_of (SptPersonForm *self, Field field)
{
  if (field == FIELD_REASON)
    return g_strstrip (spt_text_row_get_text (SPT_TEXT_ROW (self->fields[field])));
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->fields[field]))));
}

static const char *
complaint (SptPersonForm *self, Field field)
{
  g_autofree char *text = text_of (self, field);

  switch (field)
    {
    case FIELD_NAME:
      return spt_check_name (text);
    case FIELD_SURNAME:
      return spt_check_surname (text);
    case FIELD_EMAIL:
      return spt_check_email (text, self->contact);
    case FIELD_ADDRESS:
      return spt_check_address (text, self->contact);
    case FIELD_TELEPHONE:
      return spt_check_telephone (text);
    case FIELD_CODICE:
      return spt_check_codice_fiscale (text);
    case FIELD_REASON:
      return spt_check_reason (text);
    case N_FIELDS:
      break;
    }
  return NULL;
}

static Field
field_of (SptPersonForm *self, GtkWidget *widget)
{
  Field field = FIELD_NAME;

  while (field < N_FIELDS && self->fields[field] != widget)
    field++;
  return field;
}

static void
left_cb (GtkEventController *controller, SptPersonForm *self)
{
  Field field = field_of (self, gtk_event_controller_get_widget (controller));

  if (field < N_FIELDS)
    spt_field_message_set_text (self->messages[field], complaint (self, field));
}

/* A complaint that no longer holds goes away while the person types; a new one waits. */
static void
changed_cb (GtkWidget *widget, GParamSpec *pspec, SptPersonForm *self)
{
  Field field = field_of (self, widget);

  if (field < N_FIELDS && spt_field_message_get_text (self->messages[field]) != NULL
      && complaint (self, field) == NULL)
    spt_field_message_set_text (self->messages[field], NULL);
}

static void
activated_cb (SptPersonForm *self)
{
  g_signal_emit (self, signals[SUBMIT], 0);
}

static void
add_field (SptPersonForm *self, Field field, AdwPreferencesGroup *group, GtkWidget *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->fields[field] = row;
  self->messages[field] = SPT_FIELD_MESSAGE (spt_field_message_new (row));
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, 0);
  gtk_widget_add_controller (row, focus);
  g_signal_connect_object (row, "notify::text", G_CALLBACK (changed_cb), self, 0);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, GTK_WIDGET (self->messages[field]));
}

static void
add_entry (SptPersonForm *self, Field field, const char *title, GtkInputPurpose purpose)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  add_field (self, field, self->person, row);
}

static void
offer (SptPersonForm *self, Field field, const char *text)
{
  g_autofree char *typed = self->fields[field] != NULL ? text_of (self, field) : NULL;

  if (text != NULL && typed != NULL && *typed == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->fields[field]), text);
}

static void
found_cb (SptPersonForm *self)
{
  const SptWirePerson *person = spt_remember_row_get_person (self->remember);

  offer (self, FIELD_NAME, person->name);
  offer (self, FIELD_SURNAME, person->surname);
  offer (self, FIELD_EMAIL, person->email);
  offer (self, FIELD_ADDRESS, person->address);
  offer (self, FIELD_TELEPHONE, person->telephone);
  offer (self, FIELD_CODICE, person->codice_fiscale);
}

static void
add_fields (SptPersonForm *self)
{
  GtkWidget *reason = spt_text_row_new ();

  add_entry (self, FIELD_NAME, _ ("Name"), GTK_INPUT_PURPOSE_NAME);
  add_entry (self, FIELD_SURNAME, _ ("Surname"), GTK_INPUT_PURPOSE_NAME);
  add_entry (self, FIELD_EMAIL, self->contact ? _ ("E-mail") : _ ("E-mail (if you like)"),
             GTK_INPUT_PURPOSE_EMAIL);
  if (self->contact)
    add_entry (self, FIELD_ADDRESS, _ ("Address"), GTK_INPUT_PURPOSE_FREE_FORM);
  add_entry (self, FIELD_TELEPHONE, _ ("Telephone (if you like)"), GTK_INPUT_PURPOSE_PHONE);
  if (self->contact)
    add_entry (self, FIELD_CODICE, _ ("Codice fiscale (if you like)"), GTK_INPUT_PURPOSE_FREE_FORM);
  self->remember = SPT_REMEMBER_ROW (spt_remember_row_new ());
  g_signal_connect_object (self->remember, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->person, GTK_WIDGET (self->remember));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _ ("What is it about?"));
  add_field (self, FIELD_REASON, self->visit, reason);
}

static void
spt_person_form_constructed (GObject *object)
{
  G_OBJECT_CLASS (spt_person_form_parent_class)->constructed (object);

  add_fields (SPT_PERSON_FORM (object));
}

static void
spt_person_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTACT:
      g_value_set_boolean (value, SPT_PERSON_FORM (object)->contact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_person_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONTACT:
      SPT_PERSON_FORM (object)->contact = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spt_person_form_class_init (SptPersonFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = spt_person_form_constructed;
  object_class->get_property = spt_person_form_get_property;
  object_class->set_property = spt_person_form_set_property;

  props[PROP_CONTACT] =
      g_param_spec_boolean ("contact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SUBMIT] = g_signal_new ("submit", SPT_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SPT_RESOURCE_PATH "/ui/citizen/person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SptPersonForm, person);
  gtk_widget_class_bind_template_child (widget_class, SptPersonForm, visit);
  gtk_widget_class_bind_template_child (widget_class, SptPersonForm, channel);
}

static void
spt_person_form_init (SptPersonForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spt_person_form_set_session:
 * @self: a form
 * @session: the window's session, which remembers personal data
 */
void
spt_person_form_set_session (SptPersonForm *self, SptSession *session)
{
  g_return_if_fail (SPT_IS_PERSON_FORM (self));

  spt_remember_row_set_session (self->remember, session);
}

/**
 * spt_person_form_set_service:
 * @self: a form
 * @service: what the visit is for; by video or voice is asked only where there is a choice
 *
 * A visit begins: what is remembered is offered.
 */
void
spt_person_form_set_service (SptPersonForm *self, SptService *service)
{
  g_return_if_fail (SPT_IS_PERSON_FORM (self));

  gtk_widget_set_visible (GTK_WIDGET (self->channel),
                          spt_service_get_video (service) && spt_service_get_voice (service));
  if (!spt_service_get_video (service))
    adw_combo_row_set_selected (self->channel, 1);
  else if (!spt_service_get_voice (service))
    adw_combo_row_set_selected (self->channel, 0);
  spt_remember_row_look (self->remember);
}

/**
 * spt_person_form_check:
 * @self: a form
 *
 * Shows every complaint and goes to the first field that has one.
 *
 * Returns: whether the form can be sent
 */
gboolean
spt_person_form_check (SptPersonForm *self)
{
  gboolean good = TRUE;

  g_return_val_if_fail (SPT_IS_PERSON_FORM (self), FALSE);

  for (Field field = FIELD_NAME; field < N_FIELDS; field++)
    {
      const char *text;

      if (self->fields[field] == NULL)
        continue;
      text = complaint (self, field);
      spt_field_message_set_text (self->messages[field], text);
      if (text != NULL && good)
        {
          gtk_widget_grab_focus (self->fields[field]);
          good = FALSE;
        }
    }
  return good;
}

/**
 * spt_person_form_show_error:
 * @self: a form
 * @error: what the backend said
 *
 * Returns: whether it was about a field of this form, which now says so
 */
gboolean
spt_person_form_show_error (SptPersonForm *self, const GError *error)
{
  const char *name = spt_error_get_field (error);
  const char *last = name != NULL ? strrchr (name, '.') : NULL;

  g_return_val_if_fail (SPT_IS_PERSON_FORM (self), FALSE);

  if (last != NULL)
    name = last + 1;
  for (Field field = FIELD_NAME; name != NULL && field < N_FIELDS; field++)
    if (self->fields[field] != NULL && g_str_equal (field_names[field], name))
      {
        const char *text = complaint (self, field);

        spt_field_message_set_text (self->messages[field],
                                    text != NULL ? text : _ ("Please check what is written here."));
        gtk_widget_grab_focus (self->fields[field]);
        return TRUE;
      }
  return FALSE;
}

static char *
text_or_null (SptPersonForm *self, Field field)
{
  g_autofree char *text = self->fields[field] != NULL ? text_of (self, field) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * spt_person_form_get_person:
 * @self: a form
 *
 * Returns: (transfer full): who comes
 */
SptWirePerson *
spt_person_form_get_person (SptPersonForm *self)
{
  SptWirePerson *person;
  g_autofree char *codice = NULL;

  g_return_val_if_fail (SPT_IS_PERSON_FORM (self), NULL);

  person = spt_wire_person_new ();
  person->name = text_or_null (self, FIELD_NAME);
  person->surname = text_or_null (self, FIELD_SURNAME);
  person->email = text_or_null (self, FIELD_EMAIL);
  person->address = text_or_null (self, FIELD_ADDRESS);
  person->telephone = text_or_null (self, FIELD_TELEPHONE);
  codice = text_or_null (self, FIELD_CODICE);
  person->codice_fiscale = codice != NULL ? spt_tidy_codice_fiscale (codice) : NULL;
  return person;
}

/**
 * spt_person_form_get_reason:
 * @self: a form
 *
 * Returns: (transfer full): what the visit is about
 */
char *
spt_person_form_get_reason (SptPersonForm *self)
{
  g_return_val_if_fail (SPT_IS_PERSON_FORM (self), NULL);

  return text_of (self, FIELD_REASON);
}

/**
 * spt_person_form_get_channel:
 * @self: a form
 *
 * Returns: by video or voice
 */
SptChannel
spt_person_form_get_channel (SptPersonForm *self)
{
  g_return_val_if_fail (SPT_IS_PERSON_FORM (self), SPT_CHANNEL_VIDEO);

  return adw_combo_row_get_selected (self->channel) == 1 ? SPT_CHANNEL_VOICE : SPT_CHANNEL_VIDEO;
}

/**
 * spt_person_form_keep:
 * @self: a form
 *
 * The data were accepted: they are remembered where the person wishes so.
 */
void
spt_person_form_keep (SptPersonForm *self)
{
  g_autoptr (SptWirePerson) person = NULL;

  g_return_if_fail (SPT_IS_PERSON_FORM (self));

  person = spt_person_form_get_person (self);
  spt_remember_row_keep (self->remember, person, self->contact);
}

/**
 * spt_person_form_clear:
 * @self: a form
 *
 * Empties every field.
 */
void
spt_person_form_clear (SptPersonForm *self)
{
  g_return_if_fail (SPT_IS_PERSON_FORM (self));

  for (Field field = FIELD_NAME; field < N_FIELDS; field++)
    if (self->fields[field] != NULL)
      {
        if (field == FIELD_REASON)
          spt_text_row_set_text (SPT_TEXT_ROW (self->fields[field]), "");
        else
          gtk_editable_set_text (GTK_EDITABLE (self->fields[field]), "");
        spt_field_message_set_text (self->messages[field], NULL);
      }
  adw_combo_row_set_selected (self->channel, 0);
}
