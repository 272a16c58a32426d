/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <adwaita.h>

#include "model/spt-session.h"

G_BEGIN_DECLS

/**
 * SptPersonForm:
 *
 * Personal data and the reason of the visit. An error stands beside its field as soon as the field is
 * left, never before. What is typed stays until spt_person_form_clear(); what is remembered of an
 * earlier visit is offered in the fields that are empty. Property: `contact`
 * (boolean: e-mail and address are asked for, as for a booking). Signal: `submit`: Enter was pressed.
 */
#define SPT_TYPE_PERSON_FORM (spt_person_form_get_type ())
G_DECLARE_FINAL_TYPE (SptPersonForm, spt_person_form, SPT, PERSON_FORM, AdwBin)

void spt_person_form_set_session (SptPersonForm *self, SptSession *session);
void spt_person_form_set_service (SptPersonForm *self, SptService *service);
gboolean spt_person_form_check (SptPersonForm *self);
gboolean spt_person_form_show_error (SptPersonForm *self, const GError *error);
SptWirePerson *spt_person_form_get_person (SptPersonForm *self);
char *spt_person_form_get_reason (SptPersonForm *self);
SptChannel spt_person_form_get_channel (SptPersonForm *self);
void spt_person_form_keep (SptPersonForm *self);
void spt_person_form_clear (SptPersonForm *self);

G_END_DECLS
