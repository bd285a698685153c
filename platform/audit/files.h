/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the room: the files of a log, and small ones that hold a head. */
#pragma once

#include "platform/audit/audit.h"

enum { AUDIT_NAME = 24, AUDIT_FILES_MAX = 64 };

struct audit_files {
    size_t count;
    char name[AUDIT_FILES_MAX][AUDIT_NAME]; /* "audit-202611.log", the oldest first */
};

/* ERR_TOO_LONG: more than AUDIT_FILES_MAX. */
MUST_CHECK enum err audit_list(const char *directory, struct audit_files *ret_files);
/* "sequence digest"; ERR_ABSENT, ERR_FORMAT. */
MUST_CHECK enum err audit_read_head(const char *directory, const char *name,
                                    struct audit_head *ret_head);
MUST_CHECK enum err audit_write_head(const char *directory, const char *name,
                                     const struct audit_head *head);
/* The last line that went with an old file, from audit.base. ERR_ABSENT, ERR_FORMAT, ERR_CHECKSUM.
 */
MUST_CHECK enum err audit_read_base(const char *directory, struct audit_record *ret_record);
/* `line` with its LF. */
MUST_CHECK enum err audit_write_base(const char *directory, const char *line, size_t size);
/* May a line of that day be gone on the day `today`? (YYYYMMDD) */
bool audit_may_go(int date, int today);
/* The name of the file for that day (YYYYMMDD). */
void audit_name(int date, char ret_name[AUDIT_NAME]);
/* One line at a time; NULL ends. The caller keeps *at, which begins at `text`. */
const char *audit_next_line(const char **at, size_t *ret_size, bool *ret_whole);
