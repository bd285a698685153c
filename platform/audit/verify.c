/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "platform/audit/files.h"
#include "platform/base/clock.h"
#include "platform/base/date.h"
#include "platform/base/paths.h"

enum { LOG_MAX = 64 * 1024 * 1024, ANCHORS_MAX = 64, PATH_SIZE = AUDIT_FILE + AUDIT_NAME };

struct checking {
    const char *directory;
    struct audit_head head;
    struct audit_head anchor[ANCHORS_MAX];
    bool passed[ANCHORS_MAX];
    size_t anchors;
    int64_t now, latest; /* the latest time that a line tells and that has come */
    struct audit_report report;
};

static bool wrong(struct checking *c, const char *name, int line, const char *what)
{
    if (line > 0)
        snprintf(c->report.why, AUDIT_WHY, "%s:%d: %s", name, line, what);
    else
        snprintf(c->report.why, AUDIT_WHY, "%s: %s", name, what);
    return false;
}

static bool pass_anchors(struct checking *c, const char *name, int line)
{
    for (size_t i = 0; i < c->anchors; i++) {
        if (c->anchor[i].sequence != c->head.sequence)
            continue;
        if (!audit_head_is(&c->anchor[i], &c->head))
            return wrong(c, name, line, "the province knows another line of this number");
        c->passed[i] = true;
        if (c->head.sequence > c->report.anchored)
            c->report.anchored = c->head.sequence;
    }
    return true;
}

static bool look_at_line(struct checking *c, const char *name, int number, const char *line,
                         size_t size)
{
    struct audit_record record;
    enum err e = audit_read_line(line, size, &record);
    if (e != ERR_NONE)
        return wrong(c, name, number,
                     e == ERR_CHECKSUM ? "it was changed: its digest is another"
                                       : "it is no line of this log");
    if (!audit_follows(&c->head, &record))
        return wrong(c, name, number, "it does not follow the line before");
    audit_head_of(&record, &c->head);
    if (c->report.first == 0)
        c->report.first = record.sequence;
    c->report.last = record.sequence;
    if (record.ms <= c->now && record.ms > c->latest)
        c->latest = record.ms;
    return pass_anchors(c, name, number);
}

static bool look_at_file(struct checking *c, const char *name)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size, line_size;
    bool whole = true;
    snprintf(path, sizeof path, "%s/%s", c->directory, name);
    enum err e = paths_read_file(path, LOG_MAX, &text, &size);
    if (e != ERR_NONE)
        return wrong(c, name, 0, err_text(e));
    if (strlen(text) != size)
        return wrong(c, name, 0, "it holds a NUL");
    const char *at = text, *line;
    for (int number = 1; (line = audit_next_line(&at, &line_size, &whole)); number++)
        if (!whole ? !wrong(c, name, number, "it is not whole")
                   : !look_at_line(c, name, number, line, line_size))
            return false;
    return true;
}

/* Anchors that were cut away with old files are behind the base. */
static bool look_at_anchors(struct checking *c, uint64_t base)
{
    char words[48];
    for (size_t i = 0; i < c->anchors; i++) {
        if (c->passed[i] || c->anchor[i].sequence <= base)
            continue;
        snprintf(words, sizeof words, "number %" PRIu64, c->anchor[i].sequence);
        return wrong(c, words, 0, "the province was told of it, and it is gone");
    }
    return true;
}

/* Whoever has the disk can take lines away from the beginning and say that they were old. The last
 * one that went stays: its digest is in the first that is left, and its time in its digest. */
static bool look_at_base(struct checking *c, const struct audit_record *base)
{
    if (base->sequence == 0)
        return true;
    if (audit_may_go(date_in_china(base->ms, NULL), date_in_china(c->latest, NULL)))
        return true;
    return wrong(c, "audit.base", 0, "lines before it went too early");
}

static bool check(struct checking *c)
{
    struct audit_files files;
    struct audit_record base = {.sequence = 0};
    enum err e = audit_read_base(c->directory, &base);
    if (e != ERR_NONE && e != ERR_ABSENT)
        return wrong(c, "audit.base", 0, err_text(e));
    if (e == ERR_NONE)
        audit_head_of(&base, &c->head);
    if (!pass_anchors(c, "audit.base", 0))
        return false;
    e = audit_list(c->directory, &files);
    if (e != ERR_NONE)
        return wrong(c, c->directory, 0, err_text(e));
    for (size_t i = 0; i < files.count; i++)
        if (!look_at_file(c, files.name[i]))
            return false;
    return look_at_base(c, &base) && look_at_anchors(c, base.sequence);
}

bool audit_verify(const char *directory, const struct audit_head *anchors, size_t count,
                  struct audit_report *ret_report)
{
    struct checking c = {.directory = directory, .now = clock_wall_ms()};
    for (; c.anchors < count && c.anchors < ANCHORS_MAX - 1; c.anchors++)
        c.anchor[c.anchors] = anchors[c.anchors];
    enum err e = audit_read_head(directory, "audit.anchor", &c.anchor[c.anchors]);
    if (e == ERR_NONE)
        c.anchors++;
    bool whole =
        e == ERR_NONE || e == ERR_ABSENT ? check(&c) : wrong(&c, "audit.anchor", 0, err_text(e));
    *ret_report = c.report;
    return whole;
}
