/* SPDX-License-Identifier: EUPL-1.2 */
#include "wire/spt-wire-event.h"

static void
test_round_trip (void)
{
  for (int i = 0; i < SPT_N_ERRORS; i++)
    {
      g_autoptr (GError) error = spt_error_new ((SptError) i, "what happened");
      g_autoptr (SptWireProblem) problem = NULL;
      g_autoptr (GError) back = NULL;

      if (spt_error_status ((SptError) i) == 0)
        continue;
      spt_error_set_field (error, "person.email");
      spt_error_set_state (error, "booked");
      problem = spt_wire_problem_from_error (error, "the-request");
      g_assert_true (spt_wire_validate (&spt_wire_problem_type, problem, NULL));
      g_assert_cmpint (problem->status, ==, spt_error_status ((SptError) i));
      g_assert_cmpstr (problem->request_id, ==, "the-request");
      back = spt_wire_problem_to_error (problem);
      g_assert_error (back, SPT_ERROR, i);
      if (i == SPT_ERROR_INTERNAL)
        continue;
      g_assert_cmpstr (back->message, ==, "what happened");
      g_assert_cmpstr (spt_error_get_field (back), ==, "person.email");
      g_assert_cmpstr (spt_error_get_state (back), ==, "booked");
    }
}

/* What goes wrong inside stays inside. */
static void
test_internal (void)
{
  g_autoptr (GError) foreign =
      g_error_new_literal (g_quark_from_static_string ("database"), 3, "a secret path");
  g_autoptr (GError) own = spt_error_new (SPT_ERROR_INTERNAL, "a secret path");
  g_autoptr (GError) never = spt_error_new (SPT_ERROR_UNREACHABLE, "a secret path");
  GError *const errors[] = { foreign, own, never };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (SptWireProblem) problem = spt_wire_problem_from_error (errors[i], NULL);

      g_assert_cmpint (problem->status, ==, 500);
      g_assert_cmpstr (problem->code, ==, "internal");
      g_assert_null (problem->detail);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/round-trip", test_round_trip);
  g_test_add_func ("/problem/internal", test_internal);
  return g_test_run ();
}
