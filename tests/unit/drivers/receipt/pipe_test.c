/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that a printer says comes through one pipe: automatic status, answers to DLE EOT, to
 * GS r, to the maker's own question, and blocks, in any order, cut into packets anywhere. Thousands
 * of such conversations, each from its own seed, which is told when one fails. */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/receipt/escpos_link.h"
#include "tests/unit/drivers/fake_wire.h"

enum { OUT = 0x01, IN = 0x82, ROUNDS = 4000, SAYS = 24 };

static uint32_t seed;

static unsigned roll(unsigned below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* ---- what a printer may say, each with the kind it is to be taken for ---- */

struct said {
    enum escpos_reply_kind kind;
    uint32_t flags;
    uint8_t bytes[40];
    size_t size;
};

static struct said say_automatic(void)
{
    struct said s = {.kind = ESCPOS_AUTOMATIC, .size = 4};
    bool cover = roll(2), paper = roll(2);
    s.bytes[0] = (uint8_t)(0x10 | (cover ? 0x28 : 0) | (roll(2) ? 0x04 : 0));
    s.bytes[1] = 0;
    s.bytes[2] = paper ? 0x0F : 0;
    s.bytes[3] = roll(2) ? 0x0F : 0; /* reserved bits, as one maker sets them */
    s.flags = (cover ? PRINTER_OFFLINE | PRINTER_COVER_OPEN : 0) |
              (paper ? PRINTER_PAPER_OUT | PRINTER_PAPER_LOW : 0);
    return s;
}

static struct said say_block(void)
{
    static const uint8_t headers[] = {0x37, 0x53, 0x5F};
    struct said s = {.kind = ESCPOS_BLOCK, .size = 1};
    s.bytes[0] = headers[roll(3)];
    size_t inside = roll(30);
    for (size_t i = 0; i < inside; i++)
        s.bytes[s.size++] = (uint8_t)(0x20 + roll(0x5F));
    s.bytes[s.size++] = 0;
    if (s.bytes[0] == 0x37 && s.size == 7 && s.bytes[1] == 0x22)
        s.kind = ESCPOS_PRINTED;
    return s;
}

static struct said say_process_id(void)
{
    struct said s = {.kind = ESCPOS_PRINTED, .size = 7};
    s.bytes[0] = 0x37;
    s.bytes[1] = 0x22;
    for (size_t i = 2; i < 6; i++)
        s.bytes[i] = (uint8_t)(0x20 + roll(0x5F));
    return s;
}

static struct said say_byte(enum escpos_reply_kind kind)
{
    struct said s = {.kind = kind, .size = 1};
    uint8_t any = (uint8_t)roll(256);
    s.bytes[0] = kind == ESCPOS_REAL_TIME ? (uint8_t)((any & 0x6C) | 0x12) : (uint8_t)(any & 0x6F);
    return s;
}

static struct said say_something(void)
{
    switch (roll(5)) {
    case 0:
        return say_automatic();
    case 1:
        return say_block();
    case 2:
        return say_process_id();
    case 3:
        return say_byte(ESCPOS_IN_ORDER);
    default:
        return say_byte(ESCPOS_REAL_TIME);
    }
}

static void each_reply_is_what_it_is(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct escpos_parser p = {.count = 0};
        seed = round;
        for (int i = 0; i < SAYS; i++) {
            struct said s = say_something();
            struct escpos_reply r = {.kind = ESCPOS_NOTHING};
            for (size_t k = 0; k < s.size; k++) {
                if (r.kind != ESCPOS_NOTHING)
                    fail_msg("seed %u: ended before its last byte", round);
                r = escpos_status_take(&p, s.bytes[k]);
            }
            if (r.kind != s.kind || (s.kind == ESCPOS_AUTOMATIC && r.flags != s.flags))
                fail_msg("seed %u: reply %d was taken for %d, not %d", round, i, r.kind, s.kind);
        }
    }
}

/* ---- a whole conversation ---- */

struct talker {
    struct fake_wire fake;
    struct escpos_link link;
    uint8_t pipe[4096];
    size_t from, to;
    uint8_t status[5], own[6];
    bool quiet; /* says only what it was asked */
};

static struct talker t;

static void queue(const void *bytes, size_t size)
{
    assert_true(t.to + size <= sizeof t.pipe);
    memcpy(t.pipe + t.to, bytes, size);
    t.to += size;
}

/* Nothing that a question of ours could be waiting for. */
static void chatter(void)
{
    for (unsigned n = t.quiet ? 0 : roll(3); n > 0; n--) {
        struct said s = roll(2) ? say_automatic() : say_process_id();
        queue(s.bytes, s.size);
    }
}

static void hear(struct bytes out)
{
    const uint8_t *d = out.data;
    chatter();
    if (out.size == 3 && d[0] == 0x10 && d[1] == 4 && d[2] <= 4)
        queue(&t.status[d[2]], 1);
    else if (out.size == 3 && d[0] == 0x10 && d[1] == 4 && d[2] == 0x14)
        queue(t.own, sizeof t.own);
    else if (out.size == 3 && memcmp(d, "\x1Dr\x01", 3) == 0)
        queue("\0", 1);
    else if (out.size == 11 && memcmp(d, "\x1D(H", 3) == 0) {
        uint8_t printed[7] = {0x37, 0x22};
        memcpy(printed + 2, d + 7, 4);
        queue(printed, sizeof printed);
    }
    chatter();
}

static enum err model(void *user, const struct wire_transfer *x, size_t *ret_done)
{
    (void)user;
    if (x->endpoint == OUT) {
        hear(x->out);
        *ret_done = x->out.size;
        return ERR_NONE;
    }
    if (t.from == t.to)
        return ERR_TIMEOUT;
    size_t n = 1 + roll((unsigned)(t.to - t.from)); /* a packet ends anywhere */
    memcpy(x->in.data, t.pipe + t.from, n);
    t.from += n;
    if (t.from == t.to)
        t.from = t.to = 0;
    *ret_done = n;
    return ERR_NONE;
}

static void begin(uint32_t round)
{
    seed = round;
    memset(&t, 0, sizeof t);
    fake_init(&t.fake);
    fake_add_endpoint(&t.fake, OUT, WIRE_BULK, 64);
    fake_add_endpoint(&t.fake, IN, WIRE_BULK, 64);
    t.fake.model = model;
    t.link = (struct escpos_link){.wire = &t.fake.wire, .out = OUT, .in = IN};
    assert_ok(profile_load("custom-vkp80iii", &t.link.profile, NULL));
    memset(t.status, 0x12, sizeof t.status);
    memcpy(t.own, "\x10\x0F\0\0\0\0", sizeof t.own);
}

static void every_question_gets_its_own_answer(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        begin(round);
        bool cover = roll(2), low = roll(2), jam = roll(2), ticket = roll(2), own;
        uint32_t flags, expected = (cover ? PRINTER_COVER_OPEN : 0) |
                                   (low ? PRINTER_PAPER_LOW : 0) | (jam ? PRINTER_JAM : 0) |
                                   (ticket ? PRINTER_TICKET : 0);
        t.status[2] |= cover ? 0x04 : 0;
        t.status[4] |= low ? 0x0C : 0;
        t.own[2] = ticket ? 0x20 : 0;
        t.own[4] = jam ? 0x40 : 0;
        for (int i = 0; i < 3; i++) {
            enum err e = escpos_link_status(&t.link, true, &flags, &own);
            if (e != ERR_NONE || flags != expected || !own)
                fail_msg("seed %u: %s, flags %x, not %x", round, err_name(e), flags, expected);
        }
        fake_done(&t.fake);
    }
}

static void the_word_is_the_printer_s_and_the_right_one(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        enum profile_confirm how = round % 2 ? CONFIRM_GS_R : CONFIRM_GS_PAREN_H;
        begin(round);
        assert_ok(escpos_link_request(&t.link, how, round));
        enum err e = escpos_link_await(&t.link, how, 10);
        if (e != ERR_NONE)
            fail_msg("seed %u: %s", round, err_name(e));
        fake_done(&t.fake);
    }
}

/* An old answer to GS r waits in the pipe: it is not the word for what was sent since. */
static void an_old_word_does_not_count(void **state)
{
    (void)state;
    begin(1);
    t.quiet = true;
    queue("\0", 1);
    assert_ok(escpos_link_request(&t.link, CONFIRM_GS_R, 1));
    t.from = t.to = 0; /* the printer stays silent */
    assert_err(ERR_TIMEOUT, escpos_link_await(&t.link, CONFIRM_GS_R, 10));
    fake_done(&t.fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reply_is_what_it_is),
        cmocka_unit_test(every_question_gets_its_own_answer),
        cmocka_unit_test(the_word_is_the_printer_s_and_the_right_one),
        cmocka_unit_test(an_old_word_does_not_count),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
