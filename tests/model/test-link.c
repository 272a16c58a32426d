/* SPDX-License-Identifier: EUPL-1.2 */
/* Links of mails as people paste them, and as they break them. */
#include "model/spt-link.h"

#define ID "0f8fad5b-d9cb-469f-a165-70867728950e"
#define TOKEN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ-_01234"

static void
test_whole (void)
{
  static const char *const whole[] = {
    "sportello:appointment/" ID "#" TOKEN,
    "  sportello:appointment/" ID "#" TOKEN "\r\n",
    "<sportello:appointment/" ID "#" TOKEN ">",
    "SPORTELLO:appointment/" ID "#" TOKEN,
    "sportello:appointment/0F8FAD5B-D9CB-469F-A165-70867728950E#" TOKEN,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *token = NULL;

      g_assert_true (spt_link_is_link (whole[i]));
      g_assert_true (spt_link_parse (whole[i], &id, &token));
      g_assert_cmpstr (id, ==, ID);
      g_assert_cmpstr (token, ==, TOKEN);
    }
}

static void
test_broken (void)
{
  static const char *const broken[] = {
    "sportello:",
    "sportello:appointment/",
    "sportello:appointment/" ID,
    "sportello:appointment/" ID "#",
    "sportello:appointment/" ID "#" TOKEN "5",
    "sportello:appointment/" ID "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJ-_0123",
    "sportello:appointment/" ID "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJ+/01234",
    "sportello:appointment/" ID "/#" TOKEN,
    "sportello:appointment/../status#" TOKEN,
    "sportello:appointment/#" TOKEN,
    "sportello:office/" ID "#" TOKEN,
    "sportello://appointment/" ID "#" TOKEN,
    "sportello:appointment/" ID "#" TOKEN " and more",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *token = NULL;

      g_assert_true (spt_link_is_link (broken[i]));
      g_assert_false (spt_link_parse (broken[i], &id, &token));
      g_assert_null (id);
      g_assert_null (token);
    }
}

static void
test_other (void)
{
  static const char *const other[] = { "", "K7QF-2M9T-6W", "https://example.org/#" TOKEN,
                                       "sportello" };

  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *id = NULL;
      g_autofree char *token = NULL;

      g_assert_false (spt_link_is_link (other[i]));
      g_assert_false (spt_link_parse (other[i], &id, &token));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/link/whole", test_whole);
  g_test_add_func ("/model/link/broken", test_broken);
  g_test_add_func ("/model/link/other", test_other);
  return g_test_run ();
}
