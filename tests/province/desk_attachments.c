/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_attachments.h"

#include <string.h>

#include "tests/province/cipher.h"

#define BASE "/kiosk/v1/attachments/"

enum { DIGITS_MAX = 8, NO_OFFSET = -1 };

struct place {
    struct box_name name;
    long offset; /* NO_OFFSET: it is asked for */
};

/* Digits without a zero before them. */
static bool read_number(const char **at, size_t *ret_number)
{
    size_t digits = strspn(*at, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || (digits > 1 && **at == '0'))
        return false;
    *ret_number = strtoul(*at, NULL, 10);
    *at += digits;
    return true;
}

/* ADDRESS/SIZE or ADDRESS/SIZE/OFFSET */
static bool read_place(const char *path, struct place *ret_place)
{
    struct place place = {.offset = NO_OFFSET};
    size_t offset;
    if (strncmp(path, BASE, strlen(BASE)) != 0)
        return false;
    const char *at = path + strlen(BASE);
    if (strspn(at, "0123456789abcdef") != BOX_ADDRESS - 1 || at[BOX_ADDRESS - 1] != '/')
        return false;
    snprintf(place.name.address, BOX_ADDRESS, "%s", at);
    at += BOX_ADDRESS;
    if (!read_number(&at, &place.name.size) || place.name.size == 0)
        return false;
    if (*at == '/') {
        at++;
        if (!read_number(&at, &offset))
            return false;
        place.offset = (long)offset;
    }
    *ret_place = place;
    return *at == '\0';
}

const char *desk_attachment_method(const char *path)
{
    struct place place;
    if (!read_place(path, &place))
        return NULL;
    return place.offset == NO_OFFSET ? "GET" : "PUT";
}

static struct answer tell(const struct desk *desk, const struct box_name *name)
{
    char received[24];
    struct box_state state = boxes_state(desk->boxes, name);
    snprintf(received, sizeof received, "%zu", state.received);
    return answer_good(200, "",
                       json_pack("{s:s,s:b}", "received", received, "whole", (int)state.whole));
}

struct answer desk_attachment(struct desk *desk, const struct judge_request *r)
{
    struct place place;
    if (!read_place(r->path, &place))
        return answer_error(40403, "", "path");
    place.name.kiosk = r->code;
    if (place.name.size > BOX_MAX)
        return answer_error(41301, "", "size");
    if (place.offset == NO_OFFSET)
        return tell(desk, &place.name);
    if (r->size > BOX_PIECE && !desk->lapses.on[LAPSE_PIECE_LIMIT])
        return answer_error(41301, "", "body");
    if (r->size == 0)
        return answer_error(40003, "", "body");
    if ((size_t)place.offset > place.name.size)
        return answer_error(40903, "", "offset");
    const struct box_piece piece = {(size_t)place.offset, r->body, r->size};
    int code = boxes_add(desk->boxes, &place.name, &piece, &desk->lapses);
    return code ? answer_error(code, "", "attachment") : tell(desk, &place.name);
}

static const char *member(const json_t *one, const char *name)
{
    const char *text = json_string_value(json_object_get(one, name));
    return text ? text : "";
}

static struct box_name name_of(const char *kiosk, const json_t *one)
{
    struct box_name name = {.kiosk = kiosk, .size = strtoul(member(one, "size"), NULL, 10)};
    snprintf(name.address, sizeof name.address, "%s", member(one, "address"));
    return name;
}

bool desk_open_attachment(struct desk *desk, const char *kiosk, const json_t *one,
                          uint8_t **ret_content, size_t *ret_size)
{
    AUTO(auto_free) uint8_t *box = NULL;
    const struct box_name name = name_of(kiosk, one);
    return boxes_read(desk->boxes, &name, &box) &&
           judge_open_attachment(desk->judge, box, name.size, ret_content, ret_size);
}

static bool is_what_it_says(struct desk *desk, const char *kiosk, const json_t *one)
{
    AUTO(auto_free) uint8_t *content = NULL;
    size_t size = 0;
    char hex[BOX_ADDRESS];
    return desk_open_attachment(desk, kiosk, one, &content, &size) &&
           cipher_digest_hex(content, size, hex) && strcmp(hex, member(one, "sm3")) == 0;
}

struct answer desk_look_at_attachments(struct desk *desk, const char *kiosk, const json_t *doc)
{
    const json_t *all = json_object_get(doc, "attachments");
    const struct lapses *l = &desk->lapses;
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *one = json_array_get(all, i);
        const struct box_name name = name_of(kiosk, one);
        if (!l->on[LAPSE_MISSING] && !boxes_state(desk->boxes, &name).whole)
            return answer_error(42205, "", member(one, "address"));
        if (!l->on[LAPSE_MISSING] && !l->on[LAPSE_CONTENT] && !is_what_it_says(desk, kiosk, one))
            return answer_error(40002, "", "attachments");
    }
    return (struct answer){0};
}
