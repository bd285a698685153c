/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/audit/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FIELDS = 7, DIGITS_RUN_MAX = 16 };

static const char zeros[AUDIT_HEX] =
    "0000000000000000000000000000000000000000000000000000000000000000";

const char *audit_event_name(enum audit_event event)
{
    static const char *const names[AUDIT_EVENTS] = {[AUDIT_BEGUN] = "begun",
                                                    [AUDIT_TORN] = "torn",
                                                    [AUDIT_STARTED] = "started",
                                                    [AUDIT_STOPPED] = "stopped",
                                                    [AUDIT_CASE_SAVED] = "case-saved",
                                                    [AUDIT_CASE_ANSWERED] = "case-answered",
                                                    [AUDIT_CASE_GIVEN_UP] = "case-given-up",
                                                    [AUDIT_RATING_SAVED] = "rating-saved",
                                                    [AUDIT_LINK] = "link",
                                                    [AUDIT_PUBLISHED] = "published",
                                                    [AUDIT_STORAGE] = "storage",
                                                    [AUDIT_STEP_UP] = "step-up",
                                                    [AUDIT_KEYS] = "keys",
                                                    [AUDIT_CLOCK] = "clock",
                                                    [AUDIT_EXPORTED] = "exported",
                                                    [AUDIT_ORDERED] = "ordered",
                                                    [AUDIT_HANDED] = "handed",
                                                    [AUDIT_STAFF] = "staff"};
    return (size_t)event < AUDIT_EVENTS ? names[event] : "?";
}

/* What could be an identity number, a mobile with its prefix or a name does not get in. */
static bool is_word(const char *word, size_t room)
{
    size_t length = strnlen(word, room), run = 0;
    for (size_t i = 0; i < length; i++) {
        char c = word[i];
        bool digit = c >= '0' && c <= '9';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        run = digit ? run + 1 : 0;
        if ((!digit && !letter && c != '.' && c != '_' && c != '-') || run > DIGITS_RUN_MAX)
            return false;
    }
    return length < room;
}

static enum err digest_of(const char *text, size_t size, char ret_hex[AUDIT_HEX])
{
    uint8_t digest[SM3_SIZE];
    TRY(sm3_digest(text, size, digest));
    for (size_t i = 0; i < SM3_SIZE; i++)
        snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
    return ERR_NONE;
}

enum err audit_write_line(const struct audit_head *head, const struct audit_entry *entry,
                          int64_t ms, char ret_line[AUDIT_LINE], struct audit_head *ret_head)
{
    char line[AUDIT_LINE], hex[AUDIT_HEX];
    if (!is_word(entry->subject, AUDIT_SUBJECT) || !is_word(entry->result, AUDIT_RESULT))
        return ERR_FORMAT;
    int n = snprintf(line, sizeof line, "%" PRIu64 "\t%" PRId64 "\t%s\t%s\t%s\t%s\t",
                     head->sequence + 1, ms, audit_event_name(entry->event), entry->subject,
                     entry->result, *head->digest ? head->digest : zeros);
    TRY(digest_of(line, (size_t)n, hex));
    snprintf(line + n, sizeof line - (size_t)n, "%s\n", hex);
    memcpy(ret_line, line, sizeof line);
    ret_head->sequence = head->sequence + 1;
    memcpy(ret_head->digest, hex, sizeof hex);
    return ERR_NONE;
}

static bool is_hex(const char *text)
{
    return strlen(text) == AUDIT_HEX - 1 && strspn(text, "0123456789abcdef") == AUDIT_HEX - 1;
}

/* One way to write a number, or a line could be written in two. */
static bool read_number(const char *text, uint64_t *ret_number)
{
    char again[24];
    *ret_number = strtoull(text, NULL, 10);
    snprintf(again, sizeof again, "%" PRIu64, *ret_number);
    return strcmp(again, text) == 0;
}

static bool copy(char *to, size_t room, const char *from)
{
    if (!is_word(from, room))
        return false;
    memcpy(to, from, strlen(from) + 1);
    return true;
}

static bool split(char *line, char *fields[FIELDS])
{
    size_t count = 0;
    for (char *at = line; at && count < FIELDS; count++) {
        fields[count] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
        else
            return count == FIELDS - 1;
    }
    return false;
}

enum err audit_read_line(const char *line, size_t size, struct audit_record *ret_record)
{
    char text[AUDIT_LINE], hex[AUDIT_HEX], *field[FIELDS];
    struct audit_record r;
    uint64_t ms;
    if (size >= sizeof text || strnlen(line, size) != size)
        return ERR_FORMAT;
    memcpy(text, line, size);
    text[size] = '\0';
    if (!split(text, field) || !read_number(field[0], &r.sequence) || !read_number(field[1], &ms) ||
        !copy(r.event, sizeof r.event, field[2]) || !copy(r.subject, sizeof r.subject, field[3]) ||
        !copy(r.result, sizeof r.result, field[4]) || !is_hex(field[5]) || !is_hex(field[6]))
        return ERR_FORMAT;
    r.ms = (int64_t)ms;
    memcpy(r.previous, field[5], AUDIT_HEX);
    memcpy(r.digest, field[6], AUDIT_HEX);
    TRY(digest_of(line, size - (AUDIT_HEX - 1), hex));
    if (strcmp(hex, r.digest) != 0)
        return ERR_CHECKSUM;
    *ret_record = r;
    return ERR_NONE;
}

bool audit_follows(const struct audit_head *head, const struct audit_record *record)
{
    return record->sequence == head->sequence + 1 &&
           strcmp(record->previous, *head->digest ? head->digest : zeros) == 0;
}

void audit_head_of(const struct audit_record *record, struct audit_head *ret_head)
{
    ret_head->sequence = record->sequence;
    memcpy(ret_head->digest, record->digest, AUDIT_HEX);
}

bool audit_head_is(const struct audit_head *a, const struct audit_head *b)
{
    return a->sequence == b->sequence && strcmp(a->digest, b->digest) == 0;
}
