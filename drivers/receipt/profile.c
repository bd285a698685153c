/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/profile.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { FILE_LIMIT = 16 * 1024, LINE_LIMIT = 190 };

enum kind { KIND_TEXT, KIND_NUMBER, KIND_WORD };

struct key {
    const char *section, *name;
    enum kind kind;
    size_t offset;
    int low, high;
    const char *const *words; /* KIND_WORD: the enum's values in order, NULL at the end */
};

static const char *const cutters[] = {"none", "partial", "full", NULL};
static const char *const fonts[] = {"gbk", "gb2312", NULL};
static const char *const enlarges[] = {"gs", "fs", NULL};
static const char *const no_yes[] = {"no", "yes", NULL};
static const char *const confirms[] = {"none", "gs-r", "gs-paren-h", NULL};
static const char *const discards[] = {"dle-enq", "dle-dc4", "reset", NULL};

#define AT(field) offsetof(struct receipt_profile, field)

static const struct key keys[] = {
    {"printer", "model", KIND_TEXT, AT(model), 1, PROFILE_TEXT - 1, NULL},
    {"printer", "device_id", KIND_TEXT, AT(device_id), 1, PROFILE_TEXT - 1, NULL},
    {"paper", "dots", KIND_NUMBER, AT(dots), 192, 832, NULL},
    {"paper", "columns", KIND_NUMBER, AT(columns), 16, 64, NULL},
    {"paper", "line_dots", KIND_NUMBER, AT(line_dots), PROFILE_CHARACTER, 40, NULL},
    {"paper", "raster_dots", KIND_NUMBER, AT(raster_dots), 192, 832, NULL},
    {"paper", "qr_dots", KIND_NUMBER, AT(qr_dots), 120, 832, NULL},
    {"paper", "feed_lines", KIND_NUMBER, AT(feed_lines), 0, 12, NULL},
    {"paper", "cutter", KIND_WORD, AT(cutter), 0, 0, cutters},
    {"paper", "cut_feed", KIND_NUMBER, AT(cut_feed), 0, 255, NULL},
    {"chinese", "font", KIND_WORD, AT(font), 0, 0, fonts},
    {"chinese", "enlarge", KIND_WORD, AT(enlarge), 0, 0, enlarges},
    {"chinese", "from_next_line", KIND_WORD, AT(chinese_next_line), 0, 0, no_yes},
    {"dialogue", "confirm", KIND_WORD, AT(confirm), 0, 0, confirms},
    {"dialogue", "confirm_fallback", KIND_WORD, AT(confirm_fallback), 0, 0, confirms},
    {"dialogue", "discard", KIND_WORD, AT(discard), 0, 0, discards},
    {"dialogue", "confirm_s", KIND_NUMBER, AT(confirm_s), 1, 120, NULL},
    {"dialogue", "stuck_s", KIND_NUMBER, AT(stuck_s), 1, 120, NULL},
};

_Static_assert(sizeof(enum profile_cutter) == sizeof(int), "words are stored as int");

struct reading {
    struct receipt_profile draft;
    bool seen[ARRAY_LEN(keys)];
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

static void put_int(struct reading *r, const struct key *k, int value)
{
    memcpy((char *)&r->draft + k->offset, &value, sizeof value);
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
    put_int(r, k, (int)n);
    return true;
}

static bool set_word(struct reading *r, const struct key *k, const char *value)
{
    for (int i = 0; k->words[i]; i++) {
        if (strcmp(k->words[i], value) != 0)
            continue;
        put_int(r, k, i);
        return true;
    }
    return fail(r, ERR_FORMAT, k->name, "not one of its words");
}

static bool set_text(struct reading *r, const struct key *k, const char *value)
{
    size_t len = strlen(value);
    if (len < (size_t)k->low || len > (size_t)k->high)
        return fail(r, ERR_RANGE, k->name, "wrong length");
    if (!text_is_utf8(value, len))
        return fail(r, ERR_ENCODING, k->name, "not UTF-8");
    memcpy((char *)&r->draft + k->offset, value, len + 1);
    return true;
}

static bool set(struct reading *r, const struct key *k, const char *value)
{
    switch (k->kind) {
    case KIND_NUMBER:
        return set_number(r, k, value);
    case KIND_WORD:
        return set_word(r, k, value);
    default:
        return set_text(r, k, value);
    }
}

static int on_pair(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        if (strcmp(keys[i].section, section) != 0 || strcmp(keys[i].name, name) != 0)
            continue;
        if (r->seen[i])
            return fail(r, ERR_FORMAT, name, "given twice");
        r->seen[i] = true;
        return set(r, &keys[i], value);
    }
    return fail(r, ERR_FORMAT, name, "unknown key");
}

static void check_whole(struct reading *r)
{
    const struct receipt_profile *p = &r->draft;
    for (size_t i = 0; i < ARRAY_LEN(keys) && r->err == ERR_NONE; i++)
        if (!r->seen[i])
            fail(r, ERR_MISSING, keys[i].name, "missing");
    if (r->err != ERR_NONE)
        return;
    if (p->columns * PROFILE_CELL > p->dots)
        fail(r, ERR_RANGE, "columns", "wider than the paper");
    else if (p->dots % 8 != 0 || p->raster_dots % 8 != 0)
        fail(r, ERR_RANGE, "dots", "not whole bytes");
    else if (p->raster_dots > p->dots || p->qr_dots > p->raster_dots)
        fail(r, ERR_RANGE, "raster_dots", "qr_dots, raster_dots and dots do not fit each other");
}

/* libinih cuts long lines silently and stops at a NUL: look before. */
static bool lines_are_sane(const char *text, size_t len)
{
    size_t run = 0;
    for (size_t i = 0; i < len; i++) {
        run = text[i] == '\n' ? 0 : run + 1;
        if (run > LINE_LIMIT || text[i] == '\0')
            return false;
    }
    return len <= FILE_LIMIT;
}

static enum err complain(const struct reading *r, char *ret_why)
{
    if (ret_why)
        snprintf(ret_why, PROFILE_WHY, "line %d: %s: %s", r->line, r->name, r->why);
    return r->err;
}

enum err profile_parse(const char *text, size_t len, struct receipt_profile *ret_profile,
                       char *ret_why)
{
    struct reading r = {.err = ERR_NONE};
    if (!lines_are_sane(text, len)) {
        fail(&r, ERR_TOO_LONG, "file", "a line is too long or holds a NUL");
        return complain(&r, ret_why);
    }
    AUTO(auto_free) char *copy = strndup(text, len);
    if (!copy)
        return ERR_MEMORY;
    r.line = ini_parse_string(copy, on_pair, &r);
    if (r.line != 0 && r.err == ERR_NONE)
        fail(&r, ERR_FORMAT, "line", "not key = value");
    if (r.err == ERR_NONE)
        check_whole(&r);
    if (r.err != ERR_NONE)
        return complain(&r, ret_why);
    *ret_profile = r.draft;
    return ERR_NONE;
}

enum err profile_load(const char *name, struct receipt_profile *ret_profile, char *ret_why)
{
    char file[128], path[512];
    snprintf(file, sizeof file, "devices/receipt/%.64s.ini", name);
    TRY(paths_join(PLACE_ASSETS, file, path, sizeof path));
    AUTO(auto_free) char *text = NULL;
    size_t len;
    enum err e = paths_read_file(path, FILE_LIMIT, &text, &len);
    if (e != ERR_NONE) {
        if (ret_why)
            snprintf(ret_why, PROFILE_WHY, "%.64s.ini: %s", name, err_text(e));
        return e;
    }
    return profile_parse(text, len, ret_profile, ret_why);
}

int profile_line_height(const struct receipt_profile *p, int scale, int next_scale)
{
    return PROFILE_CHARACTER * scale +
           (p->line_dots - PROFILE_CHARACTER) * (scale + next_scale) / 2;
}

bool profile_fits(const struct receipt_profile *p, const char *device_id)
{
    return strcmp(p->device_id, "*") == 0 || strstr(device_id, p->device_id) != NULL;
}
