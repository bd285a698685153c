/* SPDX-License-Identifier: Apache-2.0 */
/* What waits in an outbox whose kiosk does not run any more, to be carried to the province by hand.
 * The file and its log are copied into memory and read there: the disk may be full, read-only or
 * failing, and nothing on it is changed. */
#pragma once

#include "platform/outbox/attached.h"

struct carry_report {
    uint32_t rows;    /* given to `take` */
    uint32_t damaged; /* numbers at which something lies that cannot be read */
};

/* What goes with an application, as far as the database knows. */
struct carry_files {
    size_t count;
    struct outbox_attachment file[OUTBOX_FILES_MAX];
};

typedef enum err carry_fn(void *user, const struct outbox_row *row,
                          const struct carry_files *files);

/* May it be carried out? ERR_BUSY: kiosk-platform has the file; ERR_ABSENT, ERR_ACCESS. */
MUST_CHECK enum err carry_check(const char *path);

/* Gives each waiting message, oldest first; its row is valid during the call. What `take` says ends
 * it. As carry_check(); ERR_DISK_FULL (no memory for the copy); ERR_CHECKSUM: nothing at all can be
 * read. */
MUST_CHECK enum err carry_out(const char *path, carry_fn *take, void *user,
                              struct carry_report *ret_report);
