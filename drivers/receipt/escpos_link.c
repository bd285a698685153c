/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/escpos_link.h"

#include <string.h>

#include "drivers/receipt/escpos_codec.h"
#include "drivers/receipt/ieee1284.h"

enum {
    CONTROL_MS = 1000,
    ANSWER_MS = 400, /* to DLE EOT: milliseconds when all is well */
    QUIET_MS = 50,
    WAITING_MS = 1,
    WRITE_MS = 1000, /* then the port is asked */
    FORGET_MS = 500,
    READ_SIZE = 512,
    READS_MAX = 64, /* packets of noise before an answer */
};

/* USB Printer Class 1.1 §4.2: requests; bits of the port status. */
enum {
    IN_CLASS_INTERFACE = 0xA1,
    OUT_CLASS_INTERFACE = 0x21,
    OUT_CLASS_OTHER = 0x23, /* SOFT_RESET as old devices know it */
    GET_DEVICE_ID = 0,
    GET_PORT_STATUS = 1,
    SOFT_RESET = 2,
    PORT_NOT_ERROR = 1 << 3,
    PORT_PAPER_EMPTY = 1 << 5,
};

static void note(struct escpos_link *l, const struct escpos_reply *r)
{
    if (r->kind == ESCPOS_PRINTED && strcmp(r->id, l->id) == 0)
        l->printed = true;
    else if (r->kind == ESCPOS_IN_ORDER)
        l->in_order = true;
    else if (r->kind == ESCPOS_BLOCK)
        l->forgotten = true;
    else if (r->kind == ESCPOS_AUTOMATIC)
        l->told = r->flags;
    if (r->kind != ESCPOS_OWN)
        return;
    memcpy(l->own, r->own, sizeof l->own);
    l->own_came = true;
}

/* One packet; *ret_byte is its last real-time answer, -1 when it holds none. */
static enum err read_packet(struct escpos_link *l, int ms, int *ret_byte)
{
    uint8_t data[READ_SIZE];
    size_t got;
    *ret_byte = -1;
    size_t room = wire_room_for(l->wire, l->in, 1, sizeof data);
    TRY(wire_in(l->wire, l->in, (struct wire_room){data, room}, ms, &got));
    for (size_t i = 0; i < got; i++) {
        struct escpos_reply r = escpos_status_take(&l->parser, data[i]);
        note(l, &r);
        if (r.kind == ESCPOS_REAL_TIME)
            *ret_byte = r.byte;
    }
    return ERR_NONE;
}

static enum err send_small(struct escpos_link *l, const uint8_t *data, size_t size)
{
    size_t done;
    TRY(wire_out(l->wire, l->out, bytes_of(data, size), WRITE_MS, &done));
    return done == size ? ERR_NONE : ERR_TOO_SHORT;
}

static enum err read_answer(struct escpos_link *l, int *ret_byte)
{
    *ret_byte = -1;
    for (int i = 0; i < READS_MAX && *ret_byte < 0; i++)
        TRY(read_packet(l, ANSWER_MS, ret_byte));
    return *ret_byte < 0 ? ERR_OVERFLOW : ERR_NONE;
}

/* Answers carry no number, so one is asked at a time, and a late one must not be taken for the
 * next. */
static enum err settle(struct escpos_link *l)
{
    int ignored;
    for (int i = 0; l->stale && i < READS_MAX; i++) {
        enum err e = read_packet(l, QUIET_MS, &ignored);
        if (e == ERR_TIMEOUT)
            l->stale = false;
        else if (e != ERR_NONE)
            return e;
    }
    return l->stale ? ERR_OVERFLOW : ERR_NONE;
}

/* What the profile's signs see in an answer: of DLE EOT `eot`, or (0) the maker's own. */
static uint32_t signs_in(const struct receipt_profile *p, int eot, const uint8_t *answer)
{
    static const uint32_t flags[SIGN_COUNT] = {[SIGN_PAPER_LOW] = PRINTER_PAPER_LOW,
                                               [SIGN_PAPER_OUT] = PRINTER_PAPER_OUT,
                                               [SIGN_COVER_OPEN] = PRINTER_COVER_OPEN,
                                               [SIGN_CUTTER] = PRINTER_CUTTER_FAULT,
                                               [SIGN_JAM] = PRINTER_JAM,
                                               [SIGN_HOT] = PRINTER_HOT,
                                               [SIGN_FAULT] = PRINTER_FAULT,
                                               [SIGN_TICKET] = PRINTER_TICKET};
    uint32_t seen = 0;
    for (size_t s = 0; s < SIGN_COUNT; s++)
        for (size_t i = 0; i < p->sign[s].count; i++)
            if (p->sign[s].bit[i].eot == eot &&
                (answer[p->sign[s].bit[i].at] & p->sign[s].bit[i].mask))
                seen |= flags[s];
    return seen;
}

static enum err ask(struct escpos_link *l, int n, uint32_t *ret_flags)
{
    uint8_t bytes[ESCPOS_ASK_MAX], answer;
    int byte;
    TRY(settle(l));
    l->stale = true;
    TRY(send_small(l, bytes, escpos_codec_ask(n, bytes)));
    TRY(read_answer(l, &byte));
    l->stale = false;
    answer = (uint8_t)byte;
    TRY(escpos_status_flags(n, answer, ret_flags));
    *ret_flags |= signs_in(&l->profile, n, &answer);
    return ERR_NONE;
}

static enum err read_own(struct escpos_link *l)
{
    int ignored;
    enum err e = ERR_NONE;
    l->own_came = false;
    l->parser.awaited = &l->profile.reply; /* what is half read goes on */
    for (int i = 0; i < READS_MAX && e == ERR_NONE && !l->own_came; i++)
        e = read_packet(l, ANSWER_MS, &ignored);
    l->parser.awaited = NULL;
    return e == ERR_NONE && !l->own_came ? ERR_OVERFLOW : e;
}

static enum err ask_own(struct escpos_link *l, uint32_t *ret_flags)
{
    uint8_t bytes[ESCPOS_ASK_MAX];
    TRY(settle(l));
    l->stale = true;
    TRY(send_small(l, bytes, escpos_codec_command(&l->profile, &l->profile.ask, bytes)));
    TRY(read_own(l));
    l->stale = false;
    *ret_flags = signs_in(&l->profile, 0, l->own);
    return ERR_NONE;
}

static enum err port_flags(struct escpos_link *l, uint32_t *ret_flags)
{
    enum err e = escpos_link_port(l);
    bool seen = e == ERR_NONE || e == ERR_PAPER_OUT || e == ERR_DEVICE_FAULT;
    if (seen)
        *ret_flags = e == ERR_PAPER_OUT ? PRINTER_PAPER_OUT : e == ERR_NONE ? 0 : PRINTER_FAULT;
    return seen ? ERR_NONE : e;
}

static bool may_ask_own(const struct escpos_link *l, bool idle, uint32_t flags)
{
    const struct template *ask = &l->profile.ask;
    bool stopped = (flags & PRINTER_OFFLINE) || escpos_link_fault(flags) != ERR_NONE;
    return ask->size > 0 && (ask->byte[0] == 0x10 || (idle && !stopped));
}

enum err escpos_link_status(struct escpos_link *l, bool idle, uint32_t *ret_flags, bool *ret_own)
{
    uint32_t all = 0, flags;
    for (int n = 1; n <= ESCPOS_STATUS_KINDS && l->profile.real_time; n++) {
        TRY(ask(l, n, &flags));
        all |= flags;
    }
    if (!l->profile.real_time && l->profile.ask.size == 0)
        TRY(port_flags(l, &all));
    *ret_own = may_ask_own(l, idle, all);
    if (*ret_own) {
        TRY(ask_own(l, &flags));
        all |= flags;
    }
    *ret_flags = all;
    return ERR_NONE;
}

enum err escpos_link_fault(uint32_t flags)
{
    if (flags & PRINTER_PAPER_OUT)
        return ERR_PAPER_OUT;
    if (flags & PRINTER_COVER_OPEN)
        return ERR_COVER_OPEN;
    if (flags & PRINTER_JAM)
        return ERR_PAPER_JAM;
    if (flags & (PRINTER_CUTTER_FAULT | PRINTER_FATAL | PRINTER_FAULT))
        return ERR_DEVICE_FAULT;
    return ERR_NONE;
}

enum err escpos_link_port(struct escpos_link *l)
{
    const struct wire_control get = {.request_type = IN_CLASS_INTERFACE,
                                     .request = GET_PORT_STATUS,
                                     .index = l->wire->interface->number};
    uint8_t status;
    size_t got;
    enum err e = wire_control_in(l->wire, &get, (struct wire_room){&status, 1}, CONTROL_MS, &got);
    if (e == ERR_STALL)
        return ERR_NONE; /* it does not know the request */
    if (e != ERR_NONE)
        return e;
    if (got < 1)
        return ERR_TOO_SHORT;
    if (status & PORT_PAPER_EMPTY)
        return ERR_PAPER_OUT;
    return status & PORT_NOT_ERROR ? ERR_NONE : ERR_DEVICE_FAULT;
}

enum err escpos_link_send(struct escpos_link *l, struct bytes data, size_t *ret_sent)
{
    int waited = 0;
    *ret_sent = 0;
    while (*ret_sent < data.size) {
        size_t done;
        struct bytes rest = bytes_of(data.data + *ret_sent, data.size - *ret_sent);
        enum err e = wire_out(l->wire, l->out, rest, WRITE_MS, &done);
        *ret_sent += done;
        if (e != ERR_NONE && e != ERR_TIMEOUT)
            return e;
        waited = done > 0 ? 0 : waited + WRITE_MS;
        if (waited > l->profile.stuck_s * 1000)
            return ERR_TIMEOUT;
        if (e == ERR_TIMEOUT)
            TRY(escpos_link_port(l));
    }
    return ERR_NONE;
}

/* GS r has no number: an answer to an older one must not count for this. */
static enum err take_what_waits(struct escpos_link *l)
{
    int ignored;
    enum err e = ERR_NONE;
    for (int i = 0; i < READS_MAX && e == ERR_NONE; i++)
        e = read_packet(l, WAITING_MS, &ignored);
    return e == ERR_TIMEOUT ? ERR_NONE : e == ERR_NONE ? ERR_OVERFLOW : e;
}

enum err escpos_link_request(struct escpos_link *l, enum profile_confirm how, unsigned serial)
{
    uint8_t bytes[ESCPOS_ASK_MAX];
    size_t sent;
    if (how == CONFIRM_GS_R)
        TRY(take_what_waits(l));
    snprintf(l->id, sizeof l->id, "%04u", serial % 10000);
    l->printed = l->in_order = false;
    size_t size = escpos_codec_confirm(how, l->id, bytes);
    return size > 0 ? escpos_link_send(l, bytes_of(bytes, size), &sent) : ERR_UNSUPPORTED;
}

static bool has_come(const struct escpos_link *l, enum profile_confirm how)
{
    return how == CONFIRM_GS_PAREN_H ? l->printed : l->in_order;
}

enum err escpos_link_await(struct escpos_link *l, enum profile_confirm how, int ms)
{
    int ignored;
    for (int i = 0; i < READS_MAX && !has_come(l, how); i++)
        TRY(read_packet(l, ms, &ignored));
    return has_come(l, how) ? ERR_NONE : ERR_TIMEOUT;
}

enum err escpos_link_soft_reset(struct escpos_link *l)
{
    struct wire_control reset = {.request_type = OUT_CLASS_INTERFACE,
                                 .request = SOFT_RESET,
                                 .index = l->wire->interface->number};
    enum err e = wire_control_out(l->wire, &reset, bytes_of(NULL, 0), CONTROL_MS);
    if (e != ERR_STALL)
        return e;
    reset.request_type = OUT_CLASS_OTHER;
    return wire_control_out(l->wire, &reset, bytes_of(NULL, 0), CONTROL_MS);
}

/* Only DLE DC4 is answered. DLE ENQ 2 works after errors alone, not at paper end, so a reset of the
 * port's buffers follows wherever the printer did not say that it forgot. */
enum err escpos_link_forget(struct escpos_link *l)
{
    uint8_t bytes[ESCPOS_ASK_MAX];
    int ignored;
    size_t size = escpos_codec_discard(l->profile.discard, bytes);
    enum err e = size > 0 ? send_small(l, bytes, size) : ERR_UNSUPPORTED;
    l->forgotten = false;
    if (e == ERR_NONE && l->profile.discard == DISCARD_DLE_DC4)
        for (int i = 0; i < READS_MAX && e == ERR_NONE && !l->forgotten; i++)
            e = read_packet(l, FORGET_MS, &ignored);
    l->parser = (struct escpos_parser){.count = 0};
    l->stale = true;
    return l->forgotten ? ERR_NONE : escpos_link_soft_reset(l);
}

enum err escpos_link_device_id(struct escpos_link *l, char *ret_text, size_t size)
{
    const struct wire_interface *f = l->wire->interface;
    const struct wire_control get = {.request_type = IN_CLASS_INTERFACE,
                                     .request = GET_DEVICE_ID,
                                     .index = (uint16_t)(f->number << 8 | f->alternate)};
    uint8_t reply[IEEE1284_MAX];
    size_t got;
    TRY(wire_control_in(l->wire, &get, (struct wire_room){reply, sizeof reply}, CONTROL_MS, &got));
    return ieee1284_parse(reply, got, ret_text, size);
}
