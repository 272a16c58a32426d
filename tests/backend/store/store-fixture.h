/* SPDX-License-Identifier: EUPL-1.2 */
/* A real database in a folder of its own, with the sample city in it. */
#pragma once

#include "backend/store/sptd-database.h"
#include "base/spt-clock.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *uri;
  SptdDatabase *database;
} StoreFixture;

void store_fixture_open (StoreFixture *self, gboolean always_open);
void store_fixture_close (StoreFixture *self);

char *store_fixture_hash (const char *password, GError **error);
gint64 store_fixture_number (SptdDatabase *database, const char *sql);
char *store_fixture_text (SptdDatabase *database, const char *sql);
gint64 at (const char *instant);

G_END_DECLS
