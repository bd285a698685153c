/* SPDX-License-Identifier: Apache-2.0 */
/* The audit log of one kiosk: files $DIR/audit-YYYYMM.log, one chain through all of them. A line is
 * in the file when audit_add() returns, and on the disk after audit_sync(): what must outlive a
 * power cut by itself lies elsewhere (a citizen's case in the outbox), and a citizen does not wait
 * for two disks' time. Files older than AUDIT_KEEP_DAYS go at the start of a month; the last
 * line that went is in $DIR/audit.base.
 *
 * A chain alone tells a change from none, not a chain from another one that somebody made anew:
 * that is what anchors are for. The province keeps the head it was told last; what it acknowledged
 * lies in $DIR/audit.anchor, and audit_verify() takes both. */
#pragma once

#include "platform/audit/record.h"

enum { AUDIT_KEEP_DAYS = 190, AUDIT_FILE = 512, AUDIT_WHY = 160 };

struct audit;

/* Finds the chain's end; a line that a power cut tore is cut off and noted. ERR_CHECKSUM: the last
 * line is whole and wrong: a new chain begins behind it, which audit_verify() will name.
 * ERR_ACCESS, ERR_DISK, ERR_MEMORY. `directory` exists. */
MUST_CHECK enum err audit_open(const char *directory, struct audit **ret_audit);
/* NULL is fine. */
void audit_close(struct audit *audit);
/* `audit` NULL: nothing is done. ERR_FORMAT, ERR_DISK, … */
MUST_CHECK enum err audit_add(struct audit *audit, const struct audit_entry *entry);
/* On the disk up to the head. Nobody may be told of a head before. */
MUST_CHECK enum err audit_sync(struct audit *audit, struct audit_head *ret_head);
/* The province has acknowledged this head. */
MUST_CHECK enum err audit_keep_anchor(struct audit *audit, const struct audit_head *head);

struct audit_report {
    uint64_t first, last; /* sequence numbers that were read */
    uint64_t anchored;    /* the highest that an anchor covers; 0: none */
    char why[AUDIT_WHY];  /* "audit-202611.log:17: the digest is another"; "" when all is well */
};

/* Reads everything. `anchors`: what the province says, beside what lies in the directory. Returns
 * true when the chain is whole, goes as far as each anchor and passes through it. */
bool audit_verify(const char *directory, const struct audit_head *anchors, size_t count,
                  struct audit_report *ret_report);
