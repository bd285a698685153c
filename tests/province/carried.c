/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/carried.h"

#include <string.h>

#include "platform/base/paths.h"
#include "tests/province/cipher.h"

enum { FILE_MAX = 256 * 1024 * 1024, HEX = 65, PATH_SIZE = 512, NEWEST = 2, FILES_MAX = 20 };

/* Where the containers lie; no row can name a place elsewhere. */
struct stick {
    struct desk *desk;
    char folder[PATH_SIZE];
};

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

/* In pieces, as if they had come over the line; one that is whole here already is passed over. */
static void take_container(const struct stick *stick, const struct box_name *name)
{
    static const struct lapses none;
    char path[PATH_SIZE + BOX_ADDRESS], hex[HEX];
    AUTO(auto_free) char *data = NULL;
    size_t size, done = 0;
    snprintf(path, sizeof path, "%s/%s", stick->folder, name->address);
    if (boxes_state(stick->desk->boxes, name).whole ||
        paths_read_file(path, BOX_MAX, &data, &size) != ERR_NONE || size != name->size ||
        !cipher_digest_hex(data, size, hex) || strcmp(hex, name->address) != 0)
        return;
    while (done < size) {
        size_t left = size - done;
        const struct box_piece piece = {done, data + done, left < BOX_PIECE ? left : BOX_PIECE};
        if (boxes_add(stick->desk->boxes, name, &piece, &none) != 0)
            return;
        done += piece.size;
    }
}

static const char *word(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static bool is_registered(const struct desk *desk, const char *kiosk)
{
    struct evp_pkey_st *key = judge_key(desk->judge, kiosk);
    cipher_free(key);
    return key != NULL;
}

static bool read_name(const json_t *one, struct box_name *ret_name)
{
    const char *address = word(one, "address"), *size = word(one, "size");
    if (strspn(address, "0123456789abcdef") != BOX_ADDRESS - 1 || address[BOX_ADDRESS - 1] ||
        strspn(size, "0123456789") != strlen(size) || strlen(size) > 8)
        return false;
    snprintf(ret_name->address, BOX_ADDRESS, "%s", address);
    ret_name->size = strtoul(size, NULL, 10);
    return ret_name->size > 0 && ret_name->size <= BOX_MAX;
}

/* They are that kiosk's whose envelope it is. The case names them again, signed: what a row says of
 * them only tells where they lie. */
static void take_containers(const struct stick *stick, const json_t *line)
{
    const json_t *files = json_object_get(line, "attachments");
    json_t *envelope = json_loads(word(line, "body"), JSON_REJECT_DUPLICATES, NULL);
    struct box_name name = {.kiosk = word(envelope, "app_code")};
    size_t count = is_registered(stick->desk, name.kiosk) ? json_array_size(files) : 0;
    for (size_t i = 0; i < count && i < FILES_MAX; i++)
        if (read_name(json_array_get(files, i), &name))
            take_container(stick, &name);
    json_decref(envelope);
}

static void take_line(const struct stick *stick, const char *text, size_t size, struct carried *c)
{
    json_t *line = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    if (line)
        take_containers(stick, line);
    int status = line ? desk_carry(stick->desk, line) : 400;
    json_decref(line);
    c->rows++;
    c->fresh += status == 201;
    c->known += status == 200;
    c->refused += status >= 300;
}

static bool is_known(const char *text, size_t size)
{
    json_t *head = json_loadb(text, size, 0, NULL);
    json_int_t version = json_integer_value(json_object_get(head, "version"));
    bool known = is_kind(head, "budayang-outbox") && version >= 1 && version <= NEWEST;
    json_decref(head);
    return known;
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
    if (!is_known(text, (size_t)(at - text)))
        return "no file of this kind";
    struct stick stick = {.desk = desk};
    snprintf(stick.folder, sizeof stick.folder, "%s.attachments", path);
    for (char *end; at < last; at = end + 1) {
        end = strchr(at, '\n');
        take_line(&stick, at, (size_t)(end - at), &c);
    }
    *ret_carried = c;
    return c.rows == rows ? NULL : "rows are missing";
}
