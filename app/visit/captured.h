/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen made at the kiosk for their application: photographs of pages, a signature. Each
 * is a JPEG or PNG file in memory that nobody can change any more (platform/base/sealed.h), and
 * goes with the visit. */
#pragma once

#include "platform/bus/types.h"

struct captured_page {
    char name[FIELD_NAME_TEXT]; /* of the item's material */
    int fd;                     /* owned */
    size_t size;
};

/* All zero is empty. Pages of a material stand in the order in which they were made. */
struct captured {
    size_t count;
    struct captured_page page[APPLICATION_FILES_MAX];
};

/* Takes *fd, which is -1 afterwards. ERR_TOO_LONG: as many as an application holds are there, or it
 * would be more than APPLICATION_FILES_SIZE together; ERR_ACCESS: it could still be changed. The
 * descriptor is the caller's then. */
MUST_CHECK enum err captured_put(struct captured *captured, const char *name, int *fd);
/* Pages of that material. */
size_t captured_count(const struct captured *captured, const char *name);
/* Forgets them; the last one alone. */
void captured_drop(struct captured *captured, const char *name);
void captured_drop_last(struct captured *captured, const char *name);
void captured_wipe(struct captured *captured);

/* Adds all to what is sent; the application has descriptors of its own. ERR_TOO_LONG, errno's. */
MUST_CHECK enum err captured_add(const struct captured *captured, struct application *application);
