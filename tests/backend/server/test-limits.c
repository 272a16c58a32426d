/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/server/sptd-limits.h"

static gint64 present = SPT_HOUR;

static gint64
now (gpointer data)
{
  return present;
}

static const SptClock clock_of_test = { .now = now };

static void
test_bucket (void)
{
  SptdLimits *limits = sptd_limits_new (&clock_of_test);
  SptdAllowance allowance;

  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (sptd_limits_take (limits, "a", 10, 2, &allowance));
      g_assert_cmpuint (allowance.limit, ==, 10);
      g_assert_cmpuint (allowance.remaining, ==, 9 - i);
    }
  g_assert_false (sptd_limits_take (limits, "a", 10, 2, &allowance));
  g_assert_cmpuint (allowance.retry_after, ==, 1);
  g_assert_cmpuint (allowance.reset, ==, 5);
  g_assert_true (sptd_limits_take (limits, "b", 10, 2, &allowance));
  present += SPT_SECOND;
  g_assert_true (sptd_limits_take (limits, "a", 10, 2, &allowance));
  g_assert_true (sptd_limits_take (limits, "a", 10, 2, &allowance));
  g_assert_false (sptd_limits_take (limits, "a", 10, 2, &allowance));
  sptd_limits_free (limits);
}

static void
test_guesses (void)
{
  SptdLimits *limits = sptd_limits_new (&clock_of_test);
  guint waited = 0;

  for (int i = 0; i < 5; i++)
    g_assert_cmpuint (sptd_limits_guess (limits, "a", 60), ==, 0);
  for (int i = 0; i < 10; i++)
    {
      guint wait = sptd_limits_guess (limits, "a", 60);

      if (wait == 0)
        continue;
      g_assert_cmpuint (wait, >=, MIN (waited, 60));
      g_assert_cmpuint (wait, <=, 60);
      waited = wait;
      present += wait * SPT_SECOND;
    }
  g_assert_cmpuint (waited, >=, 8);
  /* Another is not concerned, and who knew it is free again. */
  g_assert_cmpuint (sptd_limits_guess (limits, "b", 60), ==, 0);
  sptd_limits_guessed_right (limits, "a");
  g_assert_cmpuint (sptd_limits_guess (limits, "a", 60), ==, 0);
  sptd_limits_free (limits);
}

static void
test_address_key (void)
{
  g_autofree char *four = sptd_limits_address_key ("192.0.2.1");
  g_autofree char *six = sptd_limits_address_key ("2001:db8:1:2:3:4:5:6");
  g_autofree char *neighbour = sptd_limits_address_key ("2001:db8:1:2::1");
  g_autofree char *other = sptd_limits_address_key ("2001:db8:1:3::1");

  g_assert_cmpstr (four, ==, "192.0.2.1");
  g_assert_cmpstr (six, ==, neighbour);
  g_assert_cmpstr (six, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/bucket", test_bucket);
  g_test_add_func ("/limits/guesses", test_guesses);
  g_test_add_func ("/limits/address-key", test_address_key);
  return g_test_run ();
}
