/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/service/published.h"

#include <string.h>

#include "platform/base/durable.h"
#include "platform/base/log.h"
#include "platform/base/paths.h"
#include "platform/province/calendar.h"

enum { PATH_SIZE = 256, NAME = 48, MARK = SM3_TEXT + 16 };

enum err published_load(const struct published *p, char **ret_body, size_t *ret_size)
{
    char path[PATH_SIZE];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    TRY(paths_join(PLACE_STATE, p->file, path, sizeof path));
    TRY(paths_read_file(path, SIGNED_TEXT_MAX, &text, &size));
    return signed_open(p->publisher, p->kind, (struct signed_text){text, size}, ret_body, ret_size);
}

void published_keep(const struct published *p, struct signed_text text)
{
    char path[PATH_SIZE];
    enum err e = paths_join(PLACE_STATE, p->file, path, sizeof path);
    if (e == ERR_NONE)
        e = durable_write(path, text.text, text.size);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "published_not_kept", "kind=%s err=%s", p->kind, err_name(e));
}

enum err published_fits(const struct published *p, const char *area, uint32_t version,
                        uint32_t held)
{
    if (!calendar_area_fits(area, p->area))
        return ERR_REFUSED;
    return version < held || version < p->seen ? ERR_CONFLICT : ERR_NONE;
}

static enum err mark_path(const struct published *p, char ret_path[PATH_SIZE])
{
    char name[NAME];
    snprintf(name, sizeof name, "%s.seen", p->kind);
    return paths_join(PLACE_STATE, name, ret_path, PATH_SIZE);
}

/* "7 <the key's fingerprint>" */
static enum err read_mark(const char *text, const char *fingerprint, uint32_t *ret_version)
{
    enum { DECIMAL = 10 };
    char *end;
    unsigned long version = strtoul(text, &end, DECIMAL);
    if (end == text || *end != ' ' || version < 1 || version > INT32_MAX ||
        strspn(end + 1, "0123456789abcdef") != SM3_TEXT - 1 || strcmp(end + SM3_TEXT, "\n") != 0)
        return ERR_FORMAT;
    *ret_version = strncmp(end + 1, fingerprint, SM3_TEXT - 1) == 0 ? (uint32_t)version : 0;
    return ERR_NONE;
}

static enum err recall(struct published *p)
{
    char path[PATH_SIZE], fingerprint[SM3_TEXT];
    AUTO(auto_free) char *text = NULL;
    size_t size;
    TRY(mark_path(p, path));
    TRY(paths_read_file(path, MARK, &text, &size));
    TRY(sm2_fingerprint(p->publisher, fingerprint));
    return read_mark(text, fingerprint, &p->seen);
}

void published_recall(struct published *p)
{
    enum err e = p->publisher ? recall(p) : ERR_ABSENT;
    if (e != ERR_NONE && e != ERR_ABSENT)
        log_event(LOG_WARN, "seen_unreadable", "kind=%s err=%s", p->kind, err_name(e));
}

static enum err keep_mark(const struct published *p, uint32_t version)
{
    char path[PATH_SIZE], fingerprint[SM3_TEXT], mark[MARK];
    TRY(mark_path(p, path));
    TRY(sm2_fingerprint(p->publisher, fingerprint));
    int size = snprintf(mark, sizeof mark, "%u %s\n", version, fingerprint);
    return durable_write(path, mark, (size_t)size);
}

void published_saw(struct published *p, uint32_t version)
{
    if (version <= p->seen)
        return;
    p->seen = version;
    enum err e = keep_mark(p, version);
    if (e != ERR_NONE)
        log_event(LOG_ERROR, "seen_not_kept", "kind=%s err=%s", p->kind, err_name(e));
}
