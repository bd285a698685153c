/* SPDX-License-Identifier: Apache-2.0 */
/* The containers of attachments (openapi.yaml §9), copied to a stick: a file each, named by its
 * address, which is also its digest. What is on the stick whole is not copied again, so that a copy
 * that was broken off goes on where it stood. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/err.h"
#include "platform/outbox/carry.h"

struct outbox_files {
    uint32_t whole;   /* on the stick now */
    uint32_t damaged; /* not what their names say, or not readable: left where they are */
};

/* Is there room on the stick for what is not there yet, and for `more` bytes beside? Nothing is
 * written. ERR_DISK_FULL: *ret_needed and *ret_free say it in bytes. */
MUST_CHECK enum err outbox_files_room(const char *from, const char *to, uint64_t more,
                                      uint64_t *ret_needed, uint64_t *ret_free);
/* From folder to folder; `to` is made when there is anything for it. A `from` that is not there
 * holds nothing. ERR_DISK_FULL, ERR_DISK, …: what was copied until then stays, each of it whole. */
MUST_CHECK enum err outbox_files_copy(const char *from, const char *to,
                                      struct outbox_files *ret_files);
/* How many of these are not on the stick. */
size_t outbox_files_missing(const char *to, const struct carry_files *files);
