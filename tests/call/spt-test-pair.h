/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include "call/spt-media.h"
#include "call/spt-peer.h"

G_BEGIN_DECLS

/*
 * Two peers in one process with test sources, over loopback, whose signals are carried by the main
 * loop as the backend's events would: in order, later. `change` may look at and change a signal
 * on its way; it returns FALSE to lose it.
 */
typedef struct _SptTestPair SptTestPair;

typedef gboolean (*SptTestPairChange) (SptTestPair *pair,
                                       SptPeer *sender,
                                       SptSignalKind kind,
                                       char **sdp,
                                       char **candidate,
                                       gpointer user_data);

struct _SptTestPair
{
  SptPeer *offerer;
  SptPeer *answerer;
  guint offerer_frames;
  guint answerer_frames;
  guint offers;
  guint asked;
  GError *refusal;
  SptTestPairChange change;
  gpointer change_data;
};

/* Prepares the media framework; aborts the program with a word when it does not work. */
void spt_test_pair_prepare (void);

/* (transfer full): settings with test sources over loopback. */
SptPeerSettings *spt_test_pair_settings (void);

SptTestPair *spt_test_pair_new (const SptPeerSettings *offerer, const SptPeerSettings *answerer);
void spt_test_pair_start (SptTestPair *self);

/* (transfer full): the old answerer, which is out of the game; a new one takes its place. */
SptPeer *spt_test_pair_replace_answerer (SptTestPair *self, const SptPeerSettings *settings);

/* Stops both and asserts that nothing keeps them. */
void spt_test_pair_free (SptTestPair *self);

/* Runs the main context until *condition is not 0 or the time is over. */
typedef gboolean (*SptTestCondition) (gpointer data);
gboolean spt_test_wait (SptTestCondition condition, gpointer data, guint milliseconds);
void spt_test_sleep (guint milliseconds);

/* Conditions for spt_test_wait() over a pair. */
gboolean spt_test_pair_is_connected (gpointer pair);
gboolean spt_test_pair_has_failed (gpointer pair);
gboolean spt_test_pair_has_30_frames (gpointer pair);
gboolean spt_test_pair_has_first_frames (gpointer pair);

/* g_test_run(), and then a moment in which the threads of what was stopped last come to their end:
 * the leak checker does not like to meet them on their way out. */
int spt_test_run (void);

G_END_DECLS
