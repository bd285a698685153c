/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/keyfile.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { LINE_LIMIT = 190 };

struct reading {
    const struct keyfile *shape;
    void *draft;
    bool seen[KEYFILE_KEYS];
    enum err err;
    const char *why;
    char name[40];
    int line;
};

static bool fail(struct reading *r, enum err e, const char *name, const char *why)
{
    r->err = e;
    r->why = why;
    text_copy(r->name, sizeof r->name, name);
    return false;
}

static bool put_int(struct reading *r, const struct key *k, int value)
{
    memcpy((char *)r->draft + k->offset, &value, sizeof value);
    return true;
}

static bool set_number(struct reading *r, const struct key *k, const char *value)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end)
        return fail(r, ERR_FORMAT, k->name, "not a whole number");
    if (n < k->low || n > k->high)
        return fail(r, ERR_RANGE, k->name, "out of range");
    return put_int(r, k, (int)n);
}

static bool set_word(struct reading *r, const struct key *k, const char *value)
{
    for (int i = 0; k->words[i]; i++)
        if (strcmp(k->words[i], value) == 0)
            return put_int(r, k, i);
    return fail(r, ERR_FORMAT, k->name, "not one of its words");
}

static bool set_text(struct reading *r, const struct key *k, const char *value)
{
    size_t len = strlen(value);
    if (len < (size_t)k->low || len > (size_t)k->high)
        return fail(r, ERR_RANGE, k->name, "wrong length");
    if (k->alphabet && strspn(value, k->alphabet) != len)
        return fail(r, ERR_FORMAT, k->name, "a character that is not allowed");
    if (!text_is_utf8(value, len))
        return fail(r, ERR_ENCODING, k->name, "not UTF-8");
    memcpy((char *)r->draft + k->offset, value, len + 1);
    return true;
}

static bool set_own(struct reading *r, const struct key *k, const char *value)
{
    const char *why = k->read(value, (char *)r->draft + k->offset);
    return why ? fail(r, ERR_FORMAT, k->name, why) : true;
}

static bool set(struct reading *r, const struct key *k, const char *value)
{
    switch (k->kind) {
    case KEY_NUMBER:
    case KEY_USUAL:
        return set_number(r, k, value);
    case KEY_WORD:
        return set_word(r, k, value);
    case KEY_OWN:
    case KEY_LIST:
        return set_own(r, k, value);
    case KEY_TEXT:
    default:
        return set_text(r, k, value);
    }
}

static int on_pair(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    for (size_t i = 0; i < r->shape->count; i++) {
        const struct key *k = &r->shape->keys[i];
        if (strcmp(k->section, section) != 0 || strcmp(k->name, name) != 0)
            continue;
        if (r->seen[i] && k->kind != KEY_LIST)
            return fail(r, ERR_FORMAT, name, "given twice");
        r->seen[i] = true;
        return set(r, k, value);
    }
    return fail(r, ERR_FORMAT, name, "unknown key");
}

static bool is_optional(const struct keyfile *shape, const char *section)
{
    for (const char *const *o = shape->optional; o && *o; o++)
        if (strcmp(*o, section) == 0)
            return true;
    return false;
}

static bool is_there(const struct reading *r, const char *section)
{
    for (size_t i = 0; i < r->shape->count; i++)
        if (r->seen[i] && strcmp(r->shape->keys[i].section, section) == 0)
            return true;
    return false;
}

static void leave_out(struct reading *r, const struct key *k)
{
    bool may_miss =
        k->kind == KEY_USUAL || (k->low == 0 && (k->kind == KEY_TEXT || k->kind == KEY_OWN));
    if (!may_miss && (!is_optional(r->shape, k->section) || is_there(r, k->section)))
        fail(r, ERR_MISSING, k->name, "missing");
    else if (k->kind == KEY_TEXT)
        *((char *)r->draft + k->offset) = '\0';
}

static void check_whole(struct reading *r)
{
    const struct keyfile *shape = r->shape;
    for (size_t i = 0; i < shape->count && r->err == ERR_NONE; i++)
        if (!r->seen[i])
            leave_out(r, &shape->keys[i]);
    const char *name = "file";
    const char *why = r->err == ERR_NONE && shape->check ? shape->check(r->draft, &name) : NULL;
    if (why)
        fail(r, ERR_RANGE, name, why);
}

bool keyfile_lines_are_sane(const char *text, size_t len)
{
    size_t run = 0;
    for (size_t i = 0; i < len; i++) {
        run = text[i] == '\n' ? 0 : run + 1;
        if (run > LINE_LIMIT || text[i] == '\0')
            return false;
    }
    return true;
}

static void read_lines(struct reading *r, const char *text)
{
    r->line = ini_parse_string(text, on_pair, r);
    if (r->line != 0 && r->err == ERR_NONE)
        fail(r, ERR_FORMAT, "line", "not key = value");
    if (r->err == ERR_NONE)
        check_whole(r);
}

enum err keyfile_parse(const struct keyfile *shape, const char *text, size_t len, void *draft,
                       char *ret_why)
{
    struct reading r = {.shape = shape, .draft = draft};
    AUTO(auto_free) char *copy = NULL;
    if (len > shape->limit || !keyfile_lines_are_sane(text, len))
        fail(&r, ERR_TOO_LONG, "file", "too large, or a line is too long or holds a NUL");
    else if (!(copy = strndup(text, len)))
        fail(&r, ERR_MEMORY, "file", "out of memory");
    else
        read_lines(&r, copy);
    if (r.err != ERR_NONE && ret_why)
        snprintf(ret_why, KEYFILE_WHY, "line %d: %s: %s", r.line, r.name, r.why);
    return r.err;
}

enum err keyfile_load(const struct keyfile *shape, const char *path, void *draft, char *ret_why)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    enum err e = paths_read_file(path, shape->limit, &text, &len);
    if (e == ERR_NONE)
        return keyfile_parse(shape, text, len, draft, ret_why);
    if (ret_why)
        snprintf(ret_why, KEYFILE_WHY, "%.100s: %s", basename(path), err_text(e));
    return e;
}
