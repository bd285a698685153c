/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/scanner/hidpos_layout.h"

#include <string.h>

#include "platform/base/bytes.h"

enum {
    PAGE_POS = 0x8C,
    USAGE_SCANNER = 0x02,
    USAGE_AIM_1 = 0xFB,
    USAGE_AIM_3 = 0xFD,
    USAGE_DATA = 0xFE,
    USAGE_CONTINUED = 0xFF,
};

enum { USAGES_MAX = 64, STACK_MAX = 8, DEPTH_MAX = 16, REPORT_IDS = 256 };

enum { LONG_ITEM = 0xFE };

/* Type and tag of a short item, the two size bits cleared. */
enum item {
    ITEM_INPUT = 0x80,
    ITEM_COLLECTION = 0xA0,
    ITEM_END_COLLECTION = 0xC0,
    ITEM_USAGE_PAGE = 0x04,
    ITEM_REPORT_SIZE = 0x74,
    ITEM_REPORT_ID = 0x84,
    ITEM_REPORT_COUNT = 0x94,
    ITEM_PUSH = 0xA4,
    ITEM_POP = 0xB4,
    ITEM_USAGE = 0x08,
    ITEM_USAGE_MIN = 0x18,
    ITEM_USAGE_MAX = 0x28,
};

enum { FLAG_CONSTANT = 1 };

struct globals {
    uint32_t page, size, count;
    uint8_t id;
};

struct locals {
    uint32_t usage[USAGES_MAX]; /* page in the upper half */
    size_t count;
    uint32_t low;
};

/* What is known of one report id while its fields go by. */
struct report {
    uint32_t bits;           /* so far, the id byte not counted */
    bool byte_before;        /* the last element was one byte of data */
    bool has_data, has_head; /* head: first of symbology identifier and data */
    struct hidpos_layout at;
};

struct parsing {
    struct globals now, stack[STACK_MAX];
    size_t stacked;
    struct locals local;
    int depth, scanner_depth; /* scanner_depth: collection level of the scanner, 0 outside */
    bool ids_used, scanner_seen;
    struct report report[REPORT_IDS];
};

static uint32_t usage_of(const struct parsing *p, uint32_t value, size_t bytes)
{
    return bytes == 4 ? value : p->now.page << 16 | value;
}

static uint32_t usage_at(const struct locals *l, size_t i)
{
    if (l->count == 0)
        return 0;
    return l->usage[i < l->count ? i : l->count - 1];
}

static void note_head(struct report *r, int at)
{
    if (r->has_head)
        return;
    r->has_head = true;
    r->at.length_at = r->byte_before ? at - 1 : HIDPOS_NOWHERE;
}

static enum err note_data(struct report *r, int at)
{
    if (r->has_data && at != r->at.data_at + r->at.data_size)
        return ERR_FORMAT;
    note_head(r, at);
    if (!r->has_data)
        r->at.data_at = at;
    r->has_data = true;
    r->at.data_size++;
    return ERR_NONE;
}

/* One element of a field of the POS page. */
static enum err note_usage(struct report *r, uint32_t usage, uint32_t size)
{
    int at = (int)(r->bits / 8);
    bool whole_byte = r->bits % 8 == 0 && size == 8;
    if (usage == USAGE_CONTINUED) {
        r->at.continued_at = at;
        r->at.continued_bit = (int)(r->bits % 8);
        return ERR_NONE;
    }
    if (usage < USAGE_AIM_1 || usage > USAGE_DATA)
        return ERR_NONE;
    if (!whole_byte)
        return ERR_FORMAT;
    if (usage == USAGE_DATA)
        return note_data(r, at);
    note_head(r, at);
    r->at.aim_at[usage - USAGE_AIM_1] = at;
    return ERR_NONE;
}

static enum err add_element(struct parsing *p, struct report *r, uint32_t usage, bool constant)
{
    if (p->scanner_depth && !constant && usage >> 16 == PAGE_POS)
        TRY(note_usage(r, usage & 0xFFFF, p->now.size));
    r->byte_before = !constant && r->bits % 8 == 0 && p->now.size == 8;
    r->bits += p->now.size;
    return ERR_NONE;
}

static enum err add_input(struct parsing *p, uint32_t flags)
{
    struct report *r = &p->report[p->now.id];
    if (p->now.size > 8 * HIDPOS_REPORT_MAX || p->now.count > 8 * HIDPOS_REPORT_MAX ||
        r->bits + p->now.size * p->now.count > 8 * (HIDPOS_REPORT_MAX - 1))
        return ERR_RANGE;
    if (p->now.size == 0)
        return ERR_NONE; /* takes no room: it is nowhere */
    for (uint32_t i = 0; i < p->now.count; i++)
        TRY(add_element(p, r, usage_at(&p->local, i), flags & FLAG_CONSTANT));
    return ERR_NONE;
}

static enum err open_collection(struct parsing *p)
{
    if (p->depth == DEPTH_MAX)
        return ERR_RANGE;
    p->depth++;
    if (!p->scanner_depth && usage_at(&p->local, 0) == (PAGE_POS << 16 | USAGE_SCANNER)) {
        p->scanner_depth = p->depth;
        p->scanner_seen = true;
    }
    return ERR_NONE;
}

static enum err close_collection(struct parsing *p)
{
    if (p->depth == 0)
        return ERR_FORMAT;
    if (p->depth == p->scanner_depth)
        p->scanner_depth = 0;
    p->depth--;
    return ERR_NONE;
}

static enum err take_main(struct parsing *p, uint8_t item, uint32_t value)
{
    enum err e = item == ITEM_INPUT            ? add_input(p, value)
                 : item == ITEM_COLLECTION     ? open_collection(p)
                 : item == ITEM_END_COLLECTION ? close_collection(p)
                                               : ERR_NONE;
    p->local = (struct locals){.count = 0};
    return e;
}

static enum err take_id(struct parsing *p, uint32_t value)
{
    if (value == 0 || value >= REPORT_IDS)
        return ERR_RANGE;
    p->now.id = (uint8_t)value;
    p->ids_used = true;
    return ERR_NONE;
}

static enum err push_or_pop(struct parsing *p, bool push)
{
    if (push ? p->stacked == STACK_MAX : p->stacked == 0)
        return ERR_FORMAT;
    if (push)
        p->stack[p->stacked++] = p->now;
    else
        p->now = p->stack[--p->stacked];
    return ERR_NONE;
}

static enum err take_global(struct parsing *p, uint8_t item, uint32_t value)
{
    switch (item) {
    case ITEM_USAGE_PAGE:
        p->now.page = value & 0xFFFF;
        return ERR_NONE;
    case ITEM_REPORT_SIZE:
        p->now.size = value;
        return ERR_NONE;
    case ITEM_REPORT_COUNT:
        p->now.count = value;
        return ERR_NONE;
    case ITEM_REPORT_ID:
        return take_id(p, value);
    case ITEM_PUSH:
    case ITEM_POP:
        return push_or_pop(p, item == ITEM_PUSH);
    default:
        return ERR_NONE;
    }
}

static enum err add_usage(struct locals *l, uint32_t usage)
{
    if (l->count == USAGES_MAX)
        return ERR_RANGE;
    l->usage[l->count++] = usage;
    return ERR_NONE;
}

static enum err take_local(struct parsing *p, uint8_t item, uint32_t value, size_t bytes)
{
    struct locals *l = &p->local;
    uint32_t usage = usage_of(p, value, bytes);
    if (item == ITEM_USAGE)
        return add_usage(l, usage);
    if (item == ITEM_USAGE_MIN)
        l->low = usage;
    if (item != ITEM_USAGE_MAX)
        return ERR_NONE;
    if (usage < l->low || usage - l->low >= USAGES_MAX)
        return ERR_RANGE;
    for (uint32_t u = l->low; u <= usage; u++)
        TRY(add_usage(l, u));
    return ERR_NONE;
}

static uint32_t little_endian(const uint8_t *p, size_t n)
{
    uint32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value |= (uint32_t)p[i] << 8 * i;
    return value;
}

static enum err take_item(struct parsing *p, struct bytes *b)
{
    uint8_t prefix = bytes_u8(b);
    if (prefix == LONG_ITEM) {
        size_t skip = bytes_u8(b);
        return bytes_take(b, skip + 1) ? ERR_NONE : ERR_TOO_SHORT;
    }
    size_t n = (prefix & 3) == 3 ? 4 : prefix & 3;
    const uint8_t *data = bytes_take(b, n);
    if (b->failed)
        return ERR_TOO_SHORT;
    uint32_t value = little_endian(data, n);
    uint8_t item = prefix & 0xFC;
    switch (prefix >> 2 & 3) {
    case 0:
        return take_main(p, item, value);
    case 1:
        return take_global(p, item, value);
    case 2:
        return take_local(p, item, value, n);
    default:
        return ERR_FORMAT;
    }
}

static void shift(int *at, int by)
{
    if (*at != HIDPOS_NOWHERE)
        *at += by;
}

/* The report that carries the decoded data, its id byte counted in. */
static enum err finish(const struct parsing *p, struct hidpos_layout *ret_layout)
{
    for (int id = 0; id < REPORT_IDS; id++) {
        const struct report *r = &p->report[id];
        if (!r->has_data)
            continue;
        struct hidpos_layout l = r->at;
        int by = p->ids_used ? 1 : 0;
        l.report_id = id;
        l.report_size = (int)(r->bits + 7) / 8 + by;
        shift(&l.length_at, by);
        shift(&l.data_at, by);
        shift(&l.continued_at, by);
        for (size_t i = 0; i < ARRAY_LEN(l.aim_at); i++)
            shift(&l.aim_at[i], by);
        *ret_layout = l;
        return ERR_NONE;
    }
    return ERR_UNSUPPORTED;
}

static void start(struct parsing *p)
{
    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < REPORT_IDS; i++) {
        struct hidpos_layout *l = &p->report[i].at;
        l->length_at = l->data_at = l->continued_at = HIDPOS_NOWHERE;
        l->aim_at[0] = l->aim_at[1] = l->aim_at[2] = HIDPOS_NOWHERE;
    }
}

enum err hidpos_layout_parse(const uint8_t *descriptor, size_t size,
                             struct hidpos_layout *ret_layout)
{
    if (size > HIDPOS_DESCRIPTOR_MAX)
        return ERR_TOO_LONG;
    AUTO(auto_free) struct parsing *p = malloc(sizeof *p);
    if (!p)
        return ERR_MEMORY;
    start(p);
    struct bytes b = bytes_of(descriptor, size);
    while (bytes_left(&b) > 0)
        TRY(take_item(p, &b));
    if (p->depth != 0)
        return ERR_FORMAT;
    return finish(p, ret_layout);
}
