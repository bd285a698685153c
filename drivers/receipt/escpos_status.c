/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/escpos_status.h"

#include <string.h>

/* Fixed bits by which the first byte of a reply is known. */
enum {
    FIXED_MASK = 0x93,
    FIXED_REAL_TIME = 0x12,
    FIXED_AUTOMATIC = 0x10,
    ORDER_MASK = 0x90,
    ORDER_VALUE = 0x00,
};

enum { BLOCK_HEADER_37 = 0x37, BLOCK_HEADER_53 = 0x53, BLOCK_HEADER_5F = 0x5F };
enum { PROCESS_ID_KIND = 0x22, PROCESS_ID_SIZE = 7, AUTOMATIC_SIZE = 4 };

struct bit {
    uint8_t mask;
    uint32_t flag;
};

static uint32_t flags_of(uint8_t byte, const struct bit *bits, size_t count)
{
    uint32_t flags = 0;
    for (size_t i = 0; i < count; i++)
        if (byte & bits[i].mask)
            flags |= bits[i].flag;
    return flags;
}

enum { BITS_PER_BYTE_MAX = 4 };

static const struct bit real_time[ESCPOS_STATUS_KINDS][BITS_PER_BYTE_MAX] = {
    {{0x08, PRINTER_OFFLINE}, {0x20, PRINTER_WAITING}, {0x40, PRINTER_FEEDING}},
    {{0x04, PRINTER_COVER_OPEN},
     {0x08, PRINTER_FEEDING},
     {0x20, PRINTER_PAPER_OUT},
     {0x40, PRINTER_FAULT}},
    {{0x04, PRINTER_FAULT},
     {0x08, PRINTER_CUTTER_FAULT},
     {0x20, PRINTER_FATAL},
     {0x40, PRINTER_HOT}},
    {{0x0C, PRINTER_PAPER_LOW}, {0x60, PRINTER_PAPER_OUT}},
};

static const struct bit automatic[AUTOMATIC_SIZE - 1][BITS_PER_BYTE_MAX] = {
    {{0x08, PRINTER_OFFLINE}, {0x20, PRINTER_COVER_OPEN}, {0x40, PRINTER_FEEDING}},
    {{0x04, PRINTER_FAULT},
     {0x08, PRINTER_CUTTER_FAULT},
     {0x20, PRINTER_FATAL},
     {0x40, PRINTER_HOT}},
    {{0x03, PRINTER_PAPER_LOW}, {0x0C, PRINTER_PAPER_OUT}},
};

enum err escpos_status_flags(int n, uint8_t byte, uint32_t *ret_flags)
{
    if (n < 1 || n > ESCPOS_STATUS_KINDS)
        return ERR_RANGE;
    if ((byte & FIXED_MASK) != FIXED_REAL_TIME)
        return ERR_FORMAT;
    *ret_flags = flags_of(byte, real_time[n - 1], BITS_PER_BYTE_MAX);
    return ERR_NONE;
}

static bool begins_block(uint8_t b)
{
    return b == BLOCK_HEADER_37 || b == BLOCK_HEADER_53 || b == BLOCK_HEADER_5F;
}

static struct escpos_reply first_byte(struct escpos_parser *p, uint8_t b)
{
    struct escpos_reply r = {.kind = ESCPOS_NOISE, .byte = b};
    if (begins_block(b) || (b & FIXED_MASK) == FIXED_AUTOMATIC) {
        p->held[p->count++] = b;
        r.kind = ESCPOS_NOTHING;
    } else if ((b & FIXED_MASK) == FIXED_REAL_TIME) {
        r.kind = ESCPOS_REAL_TIME;
    } else if ((b & ORDER_MASK) == ORDER_VALUE) {
        r.kind = ESCPOS_IN_ORDER;
    }
    return r;
}

static struct escpos_reply finish_automatic(struct escpos_parser *p)
{
    struct escpos_reply r = {.kind = ESCPOS_AUTOMATIC};
    for (size_t i = 0; i < AUTOMATIC_SIZE - 1; i++)
        r.flags |= flags_of(p->held[i], automatic[i], BITS_PER_BYTE_MAX);
    p->count = 0;
    return r;
}

static struct escpos_reply finish_block(struct escpos_parser *p)
{
    struct escpos_reply r = {.kind = ESCPOS_BLOCK};
    if (p->count == PROCESS_ID_SIZE && p->held[0] == BLOCK_HEADER_37 &&
        p->held[1] == PROCESS_ID_KIND) {
        r.kind = ESCPOS_PRINTED;
        memcpy(r.id, p->held + 2, sizeof r.id - 1);
    }
    p->count = 0;
    return r;
}

/* The awaited answer may have no fixed bits at all: while it is awaited, it comes first. */
static bool fits_own(const struct escpos_parser *p, uint8_t b)
{
    if (!p->awaited || p->count >= p->awaited->size || (p->count > 0 && !p->may_be_own))
        return false;
    uint16_t wanted = p->awaited->byte[p->count];
    return wanted == TEMPLATE_ANY || wanted == b;
}

static struct escpos_reply take_own(struct escpos_parser *p, uint8_t b)
{
    struct escpos_reply r = {.kind = ESCPOS_NOTHING, .byte = b};
    p->may_be_own = true;
    p->held[p->count++] = b;
    if (p->count < p->awaited->size)
        return r;
    r.kind = ESCPOS_OWN;
    memcpy(r.own, p->held, p->count);
    p->count = 0;
    p->may_be_own = false;
    return r;
}

/* It was not the awaited answer: is what is held the beginning of another? */
static bool is_other_reply(struct escpos_parser *p)
{
    bool own = p->may_be_own;
    p->may_be_own = false;
    return !own || (p->count == 1 &&
                    (begins_block(p->held[0]) || (p->held[0] & FIXED_MASK) == FIXED_AUTOMATIC));
}

/* Inside a block everything but NUL is printable; inside automatic status bits 4 and 7 are 0. */
static bool continues(const struct escpos_parser *p, uint8_t b)
{
    if (!begins_block(p->held[0]))
        return (b & ORDER_MASK) == ORDER_VALUE;
    return p->count < ESCPOS_BLOCK_MAX && (b == 0 || (b >= 0x20 && b < 0x80));
}

struct escpos_reply escpos_status_take(struct escpos_parser *p, uint8_t b)
{
    if (fits_own(p, b))
        return take_own(p, b);
    if (p->count == 0)
        return first_byte(p, b);
    if (!is_other_reply(p) || !continues(p, b)) {
        p->count = 0;
        struct escpos_reply r = first_byte(p, b);
        /* The broken reply is lost; a whole one in this byte is worth more than the complaint. */
        return r.kind == ESCPOS_NOTHING ? (struct escpos_reply){.kind = ESCPOS_NOISE} : r;
    }
    p->held[p->count++] = b;
    if (begins_block(p->held[0]))
        return b == 0 ? finish_block(p) : (struct escpos_reply){.kind = ESCPOS_NOTHING};
    return p->count == AUTOMATIC_SIZE ? finish_automatic(p)
                                      : (struct escpos_reply){.kind = ESCPOS_NOTHING};
}
