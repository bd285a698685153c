/* SPDX-License-Identifier: Apache-2.0 */
#include "app/item/read.h"

#include <string.h>

#include "platform/base/text.h"

/* Once, though it is found again in another language. */
static void keep_fault(struct read *r)
{
    for (size_t i = 0; i < r->fault_count; i++)
        if (strcmp(r->faults[i].reason, r->reason) == 0)
            return;
    if (r->fault_count == r->faults_max)
        return;
    struct read_fault *fault = &r->faults[r->fault_count++];
    memcpy(fault->path, r->path, sizeof fault->path);
    memcpy(fault->reason, r->reason, sizeof fault->reason);
}

void read_fail(struct read *r, const char *name, enum err e, const char *reason)
{
    if (r->err != ERR_NONE)
        return;
    size_t at = strlen(r->path);
    if (*name)
        snprintf(r->path + at, sizeof r->path - at, "%s%s", at ? "." : "", name);
    snprintf(r->reason, sizeof r->reason, "%s: %s", r->path, reason);
    if (r->faults) {
        keep_fault(r);
        r->path[at] = '\0';
    } else {
        r->err = e;
    }
}

size_t read_enter(struct read *r, const char *name, int index)
{
    size_t at = strlen(r->path);
    if (r->err != ERR_NONE)
        return at;
    if (index >= 0)
        snprintf(r->path + at, sizeof r->path - at, "%s%s[%d]", at && *name ? "." : "", name,
                 index);
    else
        snprintf(r->path + at, sizeof r->path - at, "%s%s", at ? "." : "", name);
    return at;
}

void read_leave(struct read *r, size_t mark)
{
    if (r->err == ERR_NONE)
        r->path[mark] = '\0';
}

static const json_t *find(struct read *r, const json_t *object, const char *name, enum need need)
{
    const json_t *value = json_object_get(object, name);
    if (!value && need == NEED && object) /* else its absence was said already */
        read_fail(r, name, ERR_MISSING, "missing");
    return value;
}

const char *read_text(struct read *r, const json_t *object, const char *name, enum need need,
                      size_t max)
{
    const json_t *value = find(r, object, name, need);
    if (!value)
        return "";
    const char *text = json_string_value(value);
    if (!text || strlen(text) != json_string_length(value)) {
        read_fail(r, name, ERR_FORMAT, "must be text");
        return "";
    }
    if (need == NEED && !*text)
        read_fail(r, name, ERR_MISSING, "empty");
    if (text_count(text) > max)
        read_fail(r, name, ERR_TOO_LONG, "too long");
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20)
            read_fail(r, name, ERR_ENCODING, "holds a control character");
    return text;
}

enum { OTHERS_LONGER = 4 };

static void lacks(struct read *r, const char *name)
{
    if (!*r->untranslated)
        snprintf(r->untranslated, sizeof r->untranslated, "%s%s%s", r->path, *r->path ? "." : "",
                 name);
}

static bool is_translated(struct read *r, const json_t *object, const char *name,
                          char ret_name[READ_NAME_MAX])
{
    if (r->language == LANGUAGE_CHINESE || !json_object_get(object, name))
        return false;
    snprintf(ret_name, READ_NAME_MAX, "%s_%s", name, words_code(r->language));
    if (json_object_get(object, ret_name))
        return true;
    lacks(r, ret_name);
    return false;
}

const char *read_said(struct read *r, const json_t *object, const char *name, enum need need,
                      size_t max)
{
    char other[READ_NAME_MAX];
    if (is_translated(r, object, name, other))
        return read_text(r, object, other, need, max * OTHERS_LONGER);
    return read_text(r, object, name, need, max);
}

const json_t *read_list_said(struct read *r, const json_t *object, const char *name, size_t count,
                             size_t *max)
{
    char other[READ_NAME_MAX];
    if (!is_translated(r, object, name, other))
        return read_array(r, object, name, MAY, count);
    const json_t *list = read_array(r, object, other, MAY, count);
    if (json_array_size(list) != json_array_size(json_object_get(object, name)))
        read_fail(r, other, ERR_FORMAT, "as many texts as in Chinese");
    *max *= OTHERS_LONGER;
    return list;
}

int read_number(struct read *r, const json_t *object, const char *name, int low, int high)
{
    const json_t *value = find(r, object, name, NEED);
    if (value && !json_is_integer(value))
        read_fail(r, name, ERR_FORMAT, "must be a whole number");
    json_int_t n = json_integer_value(value);
    if (value && (n < low || n > high)) {
        read_fail(r, name, ERR_RANGE, "out of range");
        return low;
    }
    return (int)n;
}

bool read_bool(struct read *r, const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (value && !json_is_boolean(value))
        read_fail(r, name, ERR_FORMAT, "must be true or false");
    return json_is_true(value);
}

const json_t *read_object(struct read *r, const json_t *object, const char *name, enum need need)
{
    const json_t *value = find(r, object, name, need);
    if (value && !json_is_object(value)) {
        read_fail(r, name, ERR_FORMAT, "must be an object");
        return NULL;
    }
    return value;
}

const json_t *read_array(struct read *r, const json_t *object, const char *name, enum need need,
                         size_t max)
{
    const json_t *value = find(r, object, name, need);
    if (value && !json_is_array(value)) {
        read_fail(r, name, ERR_FORMAT, "must be a list");
        return NULL;
    }
    if (json_array_size(value) > max) {
        read_fail(r, name, ERR_TOO_LONG, "too many");
        return NULL;
    }
    return r->err == ERR_NONE ? value : NULL;
}

int read_word(struct read *r, const json_t *object, const char *name, const char *const *words,
              int otherwise)
{
    const char *text = read_text(r, object, name, MAY, 40);
    if (!*text)
        return otherwise;
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    read_fail(r, name, ERR_RANGE, "not a known word");
    return otherwise;
}

/* Without "_en". */
static size_t plain_length(const char *name)
{
    size_t len = strlen(name);
    for (enum language l = LANGUAGE_CHINESE + 1; l < LANGUAGE_COUNT; l++) {
        size_t end = strlen(words_code(l)) + 1;
        if (len > end && name[len - end] == '_' && strcmp(name + len - end + 1, words_code(l)) == 0)
            return len - end;
    }
    return len;
}

static bool listed(const char *known, const char *name)
{
    size_t len = plain_length(name);
    bool plain = name[len] == '\0';
    for (const char *p = known; len && (p = memmem(p, strlen(p), name, len)); p += len)
        if ((p == known || p[-1] == ' ') &&
            (p[len] == '~' || (plain && (p[len] == ' ' || p[len] == '\0'))))
            return true;
    return false;
}

void read_only(struct read *r, const json_t *object, const char *known)
{
    for (void *i = json_object_iter((json_t *)(uintptr_t)object); i && r->err == ERR_NONE;
         i = json_object_iter_next((json_t *)(uintptr_t)object, i))
        if (!listed(known, json_object_iter_key(i)))
            read_fail(r, json_object_iter_key(i), ERR_FORMAT, "unknown member");
}
