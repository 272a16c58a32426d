/* SPDX-License-Identifier: EUPL-1.2 */
/* A real backend as a child process on a folder of its own and a free port, and plain requests to
 * it. The child ends with the test, however that ends. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SptTestAnswer:
 * @status: the HTTP status
 * @headers: (element-type utf8 utf8): by lower-case name
 * @body: the body, with a NUL behind it
 * @length: its length
 *
 * What came back.
 */
typedef struct
{
  guint status;
  GHashTable *headers;
  char *body;
  gsize length;
} SptTestAnswer;

void spt_test_answer_free (SptTestAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptTestAnswer, spt_test_answer_free)

const char *spt_test_answer_header (const SptTestAnswer *self, const char *name);
char *spt_test_answer_member (const SptTestAnswer *self, const char *path);

typedef struct _SptTestBackend SptTestBackend;

SptTestBackend *spt_test_backend_new (void);
void spt_test_backend_free (SptTestBackend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptTestBackend, spt_test_backend_free)

void spt_test_backend_start (SptTestBackend *self);
void spt_test_backend_kill (SptTestBackend *self);
int spt_test_backend_terminate (SptTestBackend *self);
gboolean spt_test_backend_is_alive (SptTestBackend *self);
const char *spt_test_backend_uri (SptTestBackend *self);
const char *spt_test_backend_folder (SptTestBackend *self);

SptTestAnswer *spt_test_call (SptTestBackend *self,
                              const char *method,
                              const char *path,
                              const char *token,
                              const char *json);
SptTestAnswer *spt_test_send (SptTestBackend *self,
                              const char *method,
                              const char *path,
                              const char *token,
                              const char *media_type,
                              GBytes *body,
                              const char *const *headers);

char *spt_test_sign_in (SptTestBackend *self, const char *username);
char *spt_test_book (SptTestBackend *self, const char *service, char **token);

typedef struct _SptTestStream SptTestStream;

SptTestStream *spt_test_stream_open (SptTestBackend *self, const char *token, const char *last_id);
void spt_test_stream_free (SptTestStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptTestStream, spt_test_stream_free)
char *spt_test_stream_wait (SptTestStream *self, const char *kind, char **id);
gboolean spt_test_stream_has_ended (SptTestStream *self);

G_END_DECLS
