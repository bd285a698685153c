/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "drivers/record/names.h"
#include "platform/base/text.h"

enum { WORDS_MAX = 9, PART_OPENED = 1, PART_END = 2 };

/* A line, cut at its single spaces. */
struct line {
    size_t count;
    char *word[WORDS_MAX];
};

struct reading {
    struct record record;
    unsigned parts;
    enum err failed; /* of the log */
};

static bool number(const char *word, int base, unsigned long limit, unsigned long *ret)
{
    char *end;
    errno = 0;
    if (!isxdigit((unsigned char)word[0]))
        return false;
    *ret = strtoul(word, &end, base);
    return errno == 0 && *end == '\0' && *ret <= limit;
}

static bool hex(const char *word, unsigned long limit, unsigned long *ret)
{
    return number(word, 16, limit, ret);
}

static bool decimal(const char *word, unsigned long limit, unsigned long *ret)
{
    return isdigit((unsigned char)word[0]) && number(word, 10, limit, ret);
}

static const char *take_word(char *field, const char *word)
{
    return text_copy(field, RECORD_WORD, word) ? NULL : "too long";
}

static const char *take_driver(struct reading *r, const struct line *l)
{
    return take_word(r->record.driver, l->word[1]);
}

static const char *take_row(struct reading *r, const struct line *l)
{
    return take_word(r->record.row, l->word[1]);
}

static const char *take_usb(struct reading *r, const struct line *l)
{
    unsigned vendor, product;
    unsigned long release;
    int end = 0;
    if (sscanf(l->word[1], "%4x:%4x%n", &vendor, &product, &end) != 2 || l->word[1][end] ||
        !hex(l->word[2], UINT16_MAX, &release))
        return "vendor:product release";
    r->record.identity.vendor = (uint16_t)vendor;
    r->record.identity.product = (uint16_t)product;
    r->record.identity.release = (uint16_t)release;
    return NULL;
}

static const char *take_line(struct reading *r, const struct line *l)
{
    (void)l;
    r->record.identity.kind = WIRE_TTY;
    return NULL;
}

static const char *take_strings(struct reading *r, const struct line *l)
{
    unsigned long product, serial;
    if (!decimal(l->word[1], UINT8_MAX, &product) || !decimal(l->word[2], UINT8_MAX, &serial))
        return "two numbers";
    r->record.identity.product_string = (uint8_t)product;
    r->record.identity.serial_string = (uint8_t)serial;
    return NULL;
}

static const char *take_interface(struct reading *r, const struct line *l)
{
    struct wire_identity *id = &r->record.identity;
    unsigned long v[5];
    for (size_t i = 0; i < 5; i++)
        if (!(i < 2 ? decimal(l->word[1 + i], UINT8_MAX, &v[i])
                    : hex(l->word[1 + i], UINT8_MAX, &v[i])))
            return "number alternate class subclass protocol";
    if (id->interface_count == WIRE_INTERFACES_MAX)
        return "too many interfaces";
    id->interface[id->interface_count++] = (struct wire_interface){.number = (uint8_t)v[0],
                                                                   .alternate = (uint8_t)v[1],
                                                                   .device_class = (uint8_t)v[2],
                                                                   .subclass = (uint8_t)v[3],
                                                                   .protocol = (uint8_t)v[4]};
    return NULL;
}

static const char *take_endpoint(struct reading *r, const struct line *l)
{
    struct wire_identity *id = &r->record.identity;
    unsigned long address, packet;
    int type = record_type_of(l->word[2]);
    if (!id->interface_count)
        return "of no interface";
    struct wire_interface *in = &id->interface[id->interface_count - 1];
    if (type < 0 || !hex(l->word[1], UINT8_MAX, &address) || !decimal(l->word[3], 1024, &packet))
        return "address type packet";
    if (in->endpoint_count == WIRE_ENDPOINTS_MAX)
        return "too many endpoints";
    in->endpoint[in->endpoint_count++] = (struct wire_endpoint){
        .address = (uint8_t)address, .type = (uint8_t)type, .max_packet = (uint16_t)packet};
    return NULL;
}

static const char *take_opened(struct reading *r, const struct line *l)
{
    unsigned long at;
    size_t count = r->record.identity.interface_count;
    if (!count || !decimal(l->word[1], count - 1, &at))
        return "no such interface";
    r->record.interface = (int)at;
    r->parts |= PART_OPENED;
    return NULL;
}

static const char *take_end(struct reading *r, const struct line *l)
{
    unsigned long count;
    if (!(r->parts & PART_OPENED))
        return "before opened";
    if (!decimal(l->word[1], WIRE_LOG_ENTRIES, &count) || count != r->record.log.count)
        return "another number of transfers";
    r->parts |= PART_END;
    return NULL;
}

static const char *take_setup(struct wire_entry *e, const char *word)
{
    unsigned type, request, value, index;
    int end = 0;
    bool wanted = e->act == WIRE_ACT_CONTROL_IN || e->act == WIRE_ACT_CONTROL_OUT;
    if (!wanted)
        return strcmp(word, "-") == 0 ? NULL : "no setup packet here";
    if (sscanf(word, "%2x/%2x/%4x/%4x%n", &type, &request, &value, &index, &end) != 4 || word[end])
        return "type/request/value/index";
    if (((type & WIRE_ENDPOINT_IN) != 0) != wire_act_is_in(e->act))
        return "the other direction";
    e->control = (struct wire_control){.request_type = (uint8_t)type,
                                       .request = (uint8_t)request,
                                       .value = (uint16_t)value,
                                       .index = (uint16_t)index};
    return NULL;
}

static bool nibble(char c, uint8_t *ret)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    *ret = at ? (uint8_t)(at - digits) : 0;
    return at != NULL;
}

/* In place: two letters become one byte. */
static const char *take_bytes(struct wire_entry *e, char *word)
{
    e->invented = *word == '~';
    word += e->invented;
    size_t len = strcmp(word, "-") == 0 ? 0 : strlen(word);
    e->data = (uint8_t *)word;
    for (size_t i = 0; i < len; i += 2) {
        uint8_t high, low;
        if (!nibble(word[i], &high) || !nibble(word[i + 1], &low))
            return "bytes in hex";
        e->data[i / 2] = (uint8_t)(high << 4 | low);
    }
    e->size = len / 2;
    return e->size <= e->room ? NULL : "more bytes than asked for";
}

static const char *take_numbers(struct wire_entry *e, const struct line *l)
{
    unsigned long endpoint, room, timeout, us;
    if (!hex(l->word[1], UINT8_MAX, &endpoint) || !decimal(l->word[3], WIRE_TRANSFER_MAX, &room) ||
        !decimal(l->word[4], WIRE_TIMEOUT_MAX_MS, &timeout) ||
        !decimal(l->word[6], UINT32_MAX, &us))
        return "a number is out of range";
    e->endpoint = (uint8_t)endpoint;
    e->room = (uint32_t)room;
    e->timeout_ms = (int)timeout;
    e->us = (uint32_t)us;
    return NULL;
}

static const char *take_entry(struct reading *r, const struct line *l)
{
    struct wire_entry e = {.act = (enum wire_act)record_act_of(l->word[0])};
    if (!(r->parts & PART_OPENED))
        return "before opened";
    const char *why = take_numbers(&e, l);
    bool ok = strcmp(l->word[5], err_name(ERR_NONE)) == 0;
    e.result = ok ? ERR_NONE : err_from_name(l->word[5]);
    if (!why && strcmp(err_name(e.result), l->word[5]) != 0)
        why = "no such result";
    if (!why)
        why = take_setup(&e, l->word[2]);
    if (!why)
        why = take_bytes(&e, l->word[7]);
    if (why)
        return why;
    r->failed = wire_log_add(&r->record.log, &e);
    return r->failed == ERR_NONE ? NULL : "no room";
}

static const struct {
    const char *name;
    size_t words;
    const char *(*take)(struct reading *r, const struct line *l);
} keys[] = {
    {"driver", 2, take_driver},     {"row", 2, take_row},          {"usb", 3, take_usb},
    {"line", 1, take_line},         {"strings", 3, take_strings},  {"interface", 6, take_interface},
    {"endpoint", 4, take_endpoint}, {"opened", 2, take_opened},    {"end", 2, take_end},
    {"out", 8, take_entry},         {"in", 8, take_entry},         {"control-out", 8, take_entry},
    {"control-in", 8, take_entry},  {"clear-halt", 8, take_entry}, {"reset", 8, take_entry},
};

static struct line cut(char *text)
{
    struct line l = {0};
    for (char *word = text; word && l.count < WORDS_MAX; l.count++) {
        l.word[l.count] = word;
        word = strchr(word, ' ');
        if (word)
            *word++ = '\0';
    }
    return l;
}

static const char *take(struct reading *r, char *text)
{
    struct line l = cut(text);
    if (r->parts & PART_END)
        return "behind the end";
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (strcmp(keys[i].name, l.word[0]) == 0)
            return l.count == keys[i].words ? keys[i].take(r, &l) : "another number of words";
    return "no such word";
}

static enum err take_all(struct reading *r, char *text, char *ret_why)
{
    size_t number_of_line = 0;
    for (char *next = text; next && *next;) {
        char *line = next;
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        const char *why =
            number_of_line++ == 0
                ? strcmp(line, RECORD_HEAD) == 0 ? NULL : "not a recording of version 1"
                : take(r, line);
        if (why) {
            snprintf(ret_why, RECORD_WHY, "line %zu: %s", number_of_line, why);
            return r->failed != ERR_NONE ? r->failed : ERR_FORMAT;
        }
    }
    if (r->parts & PART_END)
        return ERR_NONE;
    snprintf(ret_why, RECORD_WHY, "line %zu: the end is missing", number_of_line + 1);
    return ERR_FORMAT;
}

enum err record_read(const char *text, size_t size, struct record *ret_record, char *ret_why)
{
    struct reading r = {0};
    ret_why[0] = '\0';
    if (size > RECORD_TEXT_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_free) char *copy = memchr(text, '\0', size) ? NULL : strndup(text, size);
    if (!copy)
        return memchr(text, '\0', size) ? ERR_FORMAT : ERR_MEMORY;
    enum err e = take_all(&r, copy, ret_why);
    if (e != ERR_NONE)
        record_done(&r.record);
    else
        *ret_record = r.record;
    return e;
}
