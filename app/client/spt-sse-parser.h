/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest line and the longest data of one event, in bytes. */
#define SPT_SSE_MAX_LINE (1024 * 1024)
#define SPT_SSE_MAX_DATA (2 * 1024 * 1024)
#define SPT_SSE_MAX_ID 64

/**
 * SptSseFunc:
 * @data: what was told, lines joined by newlines; UTF-8
 * @id: (nullable): the event's own id, where it has one
 * @user_data: what the parser was made with
 */
typedef void (*SptSseFunc) (GBytes *data, const char *id, gpointer user_data);

/**
 * SptSseParser:
 *
 * Reads a stream of server-sent events (WHATWG HTML, 9.2.6) from pieces that may end anywhere. It
 * knows `data`, `id` and `retry`; what else there is, and comments, is passed over.
 */
typedef struct _SptSseParser SptSseParser;

SptSseParser *spt_sse_parser_new (SptSseFunc func, gpointer user_data);
void spt_sse_parser_free (SptSseParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SptSseParser, spt_sse_parser_free)

/* Takes the next piece and tells the events that it completes. Returns: %FALSE with
 * %SPT_ERROR_BAD_ANSWER where a bound is exceeded or the text is not UTF-8; the parser is then of no
 * further use. */
gboolean spt_sse_parser_feed (SptSseParser *self, const char *bytes, gsize length, GError **error);

/* The delay before a reconnection that the stream asks for, in milliseconds; 0 where it asks none. */
guint spt_sse_parser_get_retry (SptSseParser *self);

G_END_DECLS
