/* SPDX-License-Identifier: Apache-2.0 */
/* Where things live. Each place has an environment variable for tests and development and a fixed
 * place in the installed product. */
#pragma once

#include "platform/base/err.h"

enum place {
    PLACE_RUN,     /* $BUDAYANG_RUN, /run/budayang: sockets */
    PLACE_STATE,   /* $BUDAYANG_STATE, /var/lib/budayang: outbox, audit chain */
    PLACE_ITEMS,   /* $BUDAYANG_ITEMS, /var/lib/budayang-items: items that the province sent */
    PLACE_DEVICES, /* $BUDAYANG_DEVICES, /var/lib/budayang-devices: pins */
    PLACE_ETC,     /* $BUDAYANG_ETC, /etc/budayang: kiosk.ini, keys */
    PLACE_ASSETS,  /* $BUDAYANG_ASSETS, /usr/share/budayang: items, themes, icons, words */
};

/* Writes "<place>/<name>" and a NUL. ERR_TOO_LONG when it does not fit in `size` bytes. */
MUST_CHECK enum err paths_join(enum place place, const char *name, char *ret_path, size_t size);

/* Where the tool of that name is: in $BUDAYANG_LIBEXEC, else in ../libexec of this program, else in
 * the installed place. ERR_TOO_LONG; whether it is there is not looked at. */
MUST_CHECK enum err paths_tool(const char *name, char *ret_path, size_t size);

/* Reads a whole file of at most `limit` bytes; a NUL follows the `*ret_size` bytes. The caller
 * frees. ERR_ABSENT, ERR_TOO_LONG, ERR_ACCESS, ERR_DISK. */
MUST_CHECK enum err paths_read_file(const char *path, size_t limit, char **ret_data,
                                    size_t *ret_size);
