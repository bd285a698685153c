/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a set of items can be read is said by who reads them: `kioskctl-item index FOLDER`, a
 * process of its own, which also writes the set's index. What a file from outside does to a parser
 * happens there, not here among the keys. */
#pragma once

#include <systemd/sd-event.h>

#include "platform/base/err.h"

struct reader;

/* ERR_NONE: every item reads; ERR_FORMAT: one does not (the process named it in the log);
 * ERR_LIBRARY: it could not look. */
typedef void reader_fn(void *user, enum err e);

/* `fn` is called once, unless reader_free() came before; then the reader is gone. */
MUST_CHECK enum err reader_new(sd_event *loop, const char *folder, reader_fn *fn, void *user,
                               struct reader **ret_reader);
/* Ends it. NULL is fine. */
void reader_free(struct reader *reader);
