/* SPDX-License-Identifier: EUPL-1.2 */
#include "call/spt-call-error.h"

G_DEFINE_QUARK (spt - call - error - quark, spt_call_error)
