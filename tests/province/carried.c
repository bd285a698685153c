/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/carried.h"

#include <string.h>

#include "platform/base/paths.h"
#include "tests/province/cipher.h"

enum { FILE_MAX = 256 * 1024 * 1024, HEX = 65 };

static bool is_kind(const json_t *line, const char *kind)
{
    const char *text = json_string_value(json_object_get(line, "kind"));
    return text && strcmp(text, kind) == 0;
}

/* Where the last line begins; NULL when there is none. */
static char *last_line(char *text, size_t size)
{
    if (size < 2 || text[size - 1] != '\n')
        return NULL;
    char *at = text + size - 1;
    while (at > text && at[-1] != '\n')
        at--;
    return at > text ? at : NULL;
}

static const char *check_end(const char *text, const char *last, json_int_t *ret_rows)
{
    char hex[HEX];
    json_t *end = json_loads(last, JSON_REJECT_DUPLICATES, NULL);
    const char *told = json_string_value(json_object_get(end, "sm3"));
    bool right = is_kind(end, "end") && told &&
                 cipher_digest_hex(text, (size_t)(last - text), hex) && strcmp(told, hex) == 0;
    *ret_rows = json_integer_value(json_object_get(end, "rows"));
    json_decref(end);
    return right ? NULL : "the file is not whole";
}

static void take_line(struct desk *desk, const char *text, size_t size, struct carried *c)
{
    json_t *line = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    int status = line ? desk_carry(desk, line) : 400;
    json_decref(line);
    c->rows++;
    c->fresh += status == 201;
    c->known += status == 200;
    c->refused += status >= 300;
}

const char *carried_take(struct desk *desk, const char *path, struct carried *ret_carried)
{
    AUTO(auto_free) char *text = NULL;
    size_t size;
    json_int_t rows;
    if (paths_read_file(path, FILE_MAX, &text, &size) != ERR_NONE)
        return "the file cannot be read";
    char *last = last_line(text, size);
    const char *wrong = last ? check_end(text, last, &rows) : "the file is not whole";
    if (wrong)
        return wrong;
    struct carried c = {.rows = 0};
    char *at = strchr(text, '\n') + 1; /* behind the first line */
    json_t *head = json_loadb(text, (size_t)(at - text), 0, NULL);
    bool known = is_kind(head, "budayang-outbox") &&
                 json_integer_value(json_object_get(head, "version")) == 1;
    json_decref(head);
    if (!known)
        return "no file of this kind";
    for (char *end; at < last; at = end + 1) {
        end = strchr(at, '\n');
        take_line(desk, at, (size_t)(end - at), &c);
    }
    *ret_carried = c;
    return c.rows == rows ? NULL : "rows are missing";
}
