/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/base/settings.h"

#include <errno.h>
#include <ini.h>
#include <stddef.h>
#include <string.h>

#include "platform/base/paths.h"
#include "platform/base/text.h"

enum { FILE_LIMIT = 64 * 1024, LINE_LIMIT = 190 };

enum kind { KIND_TEXT, KIND_NUMBER };

struct key {
    const char *section, *name;
    enum kind kind;
    size_t offset;
    int low, high; /* text: bytes; number: value */
    const char *alphabet;
};

#define DIGITS "0123456789"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"

#define TEXT(section, name, low, high, alphabet)                                                   \
    {                                                                                              \
#section, #name, KIND_TEXT, offsetof(struct settings, section.name), low, high, alphabet   \
    }
#define NUMBER(section, name, low, high)                                                           \
    {                                                                                              \
#section, #name, KIND_NUMBER, offsetof(struct settings, section.name), low, high, NULL     \
    }

static const struct key keys[] = {
    TEXT(kiosk, code, 1, 16, UPPER DIGITS),
    TEXT(kiosk, title, 1, 60, NULL),
    TEXT(kiosk, area_code, 6, 6, DIGITS),
    TEXT(kiosk, help_phone, 3, 20, DIGITS "-"),
    NUMBER(kiosk, screen_mm, 200, 1000),
    TEXT(province, url, 9, 120, NULL),
    NUMBER(province, timeout_s, 1, 120),
    TEXT(devices, receipt_profile, 1, 60, LOWER DIGITS "-_"),
    NUMBER(visit, idle_s, 30, 600),
    NUMBER(visit, warn_s, 20, 120),
    NUMBER(visit, result_s, 20, 300),
};

struct reading {
    struct settings draft;
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

static bool set_number(struct reading *r, const struct key *k, const char *value)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end)
        return fail(r, ERR_FORMAT, k->name, "not a whole number");
    if (n < k->low || n > k->high)
        return fail(r, ERR_RANGE, k->name, "out of range");
    *(int *)((char *)&r->draft + k->offset) = (int)n;
    return true;
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
    memcpy((char *)&r->draft + k->offset, value, len + 1);
    return true;
}

static int on_pair(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct key *k = &keys[i];
        if (strcmp(k->section, section) != 0 || strcmp(k->name, name) != 0)
            continue;
        if (r->seen[i])
            return fail(r, ERR_FORMAT, name, "given twice");
        r->seen[i] = true;
        return k->kind == KIND_NUMBER ? set_number(r, k, value) : set_text(r, k, value);
    }
    return fail(r, ERR_FORMAT, name, "unknown key");
}

static void check_complete(struct reading *r)
{
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (!r->seen[i] && r->err == ERR_NONE)
            fail(r, ERR_MISSING, keys[i].name, "missing");
    if (r->err == ERR_NONE && strncmp(r->draft.province.url, "https://", 8) != 0)
        fail(r, ERR_FORMAT, "url", "must begin with https://");
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
    return true;
}

enum err settings_parse(const char *text, size_t len, struct settings *ret_settings, char *ret_why)
{
    struct reading r = {.err = ERR_NONE};
    if (len > FILE_LIMIT || !lines_are_sane(text, len)) {
        if (ret_why)
            snprintf(ret_why, SETTINGS_WHY, "a line is too long or holds a NUL");
        return ERR_TOO_LONG;
    }
    AUTO(auto_free) char *copy = strndup(text, len);
    if (!copy)
        return ERR_MEMORY;
    r.line = ini_parse_string(copy, on_pair, &r);
    if (r.line != 0 && r.err == ERR_NONE)
        fail(&r, ERR_FORMAT, "line", "not key = value");
    if (r.err == ERR_NONE)
        check_complete(&r);
    if (r.err != ERR_NONE) {
        if (ret_why)
            snprintf(ret_why, SETTINGS_WHY, "line %d: %s: %s", r.line, r.name, r.why);
        return r.err;
    }
    *ret_settings = r.draft;
    return ERR_NONE;
}

enum err settings_load(const char *path, struct settings *ret_settings, char *ret_why)
{
    AUTO(auto_free) char *text = NULL;
    size_t len;
    enum err e = paths_read_file(path, FILE_LIMIT, &text, &len);
    if (e != ERR_NONE) {
        if (ret_why)
            snprintf(ret_why, SETTINGS_WHY, "%s", err_text(e));
        return e;
    }
    return settings_parse(text, len, ret_settings, ret_why);
}
