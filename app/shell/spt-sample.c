/* SPDX-License-Identifier: EUPL-1.2 */
#include "shell/spt-sample.h"

#include "wire/spt-table.h"

typedef struct
{
  GPtrArray *operators;
} Sample;

static void login_free (SptSampleLogin *login);
static void sample_free (Sample *sample);

static const SptField login_fields[] = {
  SPT_FIELD_STRING (SptSampleLogin,
                    name,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "The desk's name."),
  SPT_FIELD_STRING (SptSampleLogin,
                    username,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "The name to sign in with."),
  SPT_FIELD_STRING (SptSampleLogin,
                    password,
                    SPT_REQUIRED,
                    SPT_FORMAT_LINE,
                    1,
                    200,
                    "The password."),
  SPT_FIELD_END,
};

static const SptType login_type = {
  .name = "SampleOperator",
  .doc = "An operator of the sample city.",
  .size = sizeof (SptSampleLogin),
  .fields = login_fields,
  .free_func = (GDestroyNotify) (void (*) (void)) login_free,
};

static const SptField sample_fields[] = {
  SPT_FIELD_LIST (Sample, operators, SPT_REQUIRED, 100, login, "Who serves there."),
  SPT_FIELD_END,
};

static const SptType sample_type = {
  .name = "Sample",
  .doc = "What is read here of the sample city.",
  .size = sizeof (Sample),
  .fields = sample_fields,
  .free_func = (GDestroyNotify) (void (*) (void)) sample_free,
};

static void
login_free (SptSampleLogin *login)
{
  spt_wire_free (&login_type, login);
}

static void
sample_free (Sample *sample)
{
  spt_wire_free (&sample_type, sample);
}

GPtrArray *
spt_sample_load_logins (const char *file, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) json = NULL;
  GPtrArray *operators = NULL;
  Sample *sample = NULL;
  gsize length = 0;

  g_return_val_if_fail (file != NULL, NULL);

  if (!g_file_get_contents (file, &contents, &length, error))
    return NULL;
  json = g_bytes_new_take (g_steal_pointer (&contents), length);
  sample = spt_wire_parse (&sample_type, json, SPT_PARSE_ANSWER, error);
  if (sample == NULL)
    return NULL;
  operators = g_steal_pointer (&sample->operators);
  sample_free (sample);
  return operators;
}
