/* SPDX-License-Identifier: Apache-2.0 */
/* One line of the audit log, both ways. Pure.
 *   sequence TAB milliseconds TAB event TAB subject TAB result TAB previous TAB digest LF
 * `digest` is SM3 over everything before it, in hex; `previous` is the digest of the line before.
 * No line says who a citizen is: a subject is a number of ours, a kind or a word. */
#pragma once

#include "platform/trust/sm3.h"

enum { AUDIT_SUBJECT = 48, AUDIT_RESULT = 32, AUDIT_LINE = 320, AUDIT_HEX = 2 * SM3_SIZE + 1 };

enum audit_event {
    AUDIT_BEGUN, /* the log: a new chain, or one that goes on behind a checkpoint */
    AUDIT_TORN,  /* the log: the last line was not whole after a power cut */
    AUDIT_STARTED,
    AUDIT_STOPPED,
    AUDIT_CASE_SAVED,
    AUDIT_CASE_ANSWERED,
    AUDIT_CASE_GIVEN_UP, /* it ended here: an attachment is lost, or was not taken */
    AUDIT_RATING_SAVED,
    AUDIT_LINK,      /* the way to the province came, went, or was refused */
    AUDIT_PUBLISHED, /* a catalogue or calendar was taken or refused */
    AUDIT_STORAGE,   /* the disk is full, or works again */
    AUDIT_STEP_UP,   /* a code by SMS was asked for, or shown; whose is not said */
    AUDIT_KEYS,      /* keys, certificates or a gateway's secret were renewed, or set aside */
    AUDIT_CLOCK,     /* it was set, or is found to be another than the province's */
    AUDIT_EXPORTED,  /* what waited was carried away on a stick */
    AUDIT_ORDERED,   /* the province ordered something of this kiosk */
    AUDIT_HANDED,    /* what was begun here went on to a phone, or could not; whose is not said */
    AUDIT_STAFF,     /* somebody at a shell did something to a device; as which uid */
    AUDIT_EVENTS,
};

/* "case-saved". Never NULL. */
const char *audit_event_name(enum audit_event event);

/* Where a chain is: the last line's number and digest. Nothing yet: 0 and zeros. */
struct audit_head {
    uint64_t sequence;
    char digest[AUDIT_HEX]; /* small letters */
};

struct audit_record {
    uint64_t sequence;
    int64_t ms; /* wall clock */
    char event[AUDIT_RESULT], subject[AUDIT_SUBJECT], result[AUDIT_RESULT];
    char previous[AUDIT_HEX], digest[AUDIT_HEX];
};

struct audit_entry {
    enum audit_event event;
    const char *subject; /* 0 to 47 of A-Z a-z 0-9 . _ - ; no run of 17 digits or more */
    const char *result;  /* 0 to 31 of the same */
};

/* The line after `head`, with its LF and a NUL; *ret_head is where the chain is then. ERR_FORMAT: a
 * word breaks its rule. */
MUST_CHECK enum err audit_write_line(const struct audit_head *head, const struct audit_entry *entry,
                                     int64_t ms, char ret_line[AUDIT_LINE],
                                     struct audit_head *ret_head);
/* A line without its LF. ERR_FORMAT: not one; ERR_CHECKSUM: its digest is another. */
MUST_CHECK enum err audit_read_line(const char *line, size_t size, struct audit_record *ret_record);
/* Does it follow? */
bool audit_follows(const struct audit_head *head, const struct audit_record *record);
void audit_head_of(const struct audit_record *record, struct audit_head *ret_head);
bool audit_head_is(const struct audit_head *a, const struct audit_head *b);
