/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/models/reader.h"

#include <string.h>

enum { QUICK_MS = 2, FIND_MS = 20 };

enum { CMD_RESET = 0x10FF, CMD_STATUS = 0x11FF, CMD_SERIAL = 0x12FF };
enum { CMD_FIND = 0x2001, CMD_SELECT = 0x2002, CMD_READ = 0x3001, CMD_ADDRESS = 0x3003 };

enum {
    SW_OK = 0x90,
    SW_FOUND = 0x9F,
    SW_CHECKSUM = 0x10,
    SW_LENGTH = 0x11,
    SW_UNKNOWN = 0x21,
    SW_NOT_PERMITTED = 0x23,
    SW_READ_FAILED = 0x41,
    SW_NO_CARD = 0x80,
    SW_SELECT_FAILED = 0x81,
    SW_NO_ITEM = 0x91,
};

static const uint8_t preamble[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69};

/* What the module does with a command in each state of the card. */
struct step {
    uint8_t sw;
    enum reader_state next;
};

static const struct step find_steps[READER_STATES] = {
    [READER_EMPTY] = {SW_NO_CARD, READER_EMPTY}, [READER_FRESH] = {SW_FOUND, READER_FOUND},
    [READER_FOUND] = {SW_FOUND, READER_FOUND},   [READER_SELECTED] = {SW_FOUND, READER_FOUND},
    [READER_SPENT] = {SW_NO_CARD, READER_SPENT},
};
static const struct step select_steps[READER_STATES] = {
    [READER_EMPTY] = {SW_SELECT_FAILED, READER_EMPTY},
    [READER_FRESH] = {SW_SELECT_FAILED, READER_FRESH},
    [READER_FOUND] = {SW_OK, READER_SELECTED},
    [READER_SELECTED] = {SW_OK, READER_SELECTED},
    [READER_SPENT] = {SW_SELECT_FAILED, READER_SPENT},
};
static const struct step read_steps[READER_STATES] = {
    [READER_EMPTY] = {SW_NO_CARD, READER_EMPTY},
    [READER_FRESH] = {SW_NOT_PERMITTED, READER_FRESH},
    [READER_FOUND] = {SW_NOT_PERMITTED, READER_FOUND},
    [READER_SELECTED] = {SW_OK, READER_SPENT},
    [READER_SPENT] = {SW_NOT_PERMITTED, READER_SPENT},
};
static const struct step address_steps[READER_STATES] = {
    [READER_EMPTY] = {SW_READ_FAILED, READER_EMPTY},
    [READER_FRESH] = {SW_NOT_PERMITTED, READER_FRESH},
    [READER_FOUND] = {SW_NOT_PERMITTED, READER_FOUND},
    [READER_SELECTED] = {SW_OK, READER_SELECTED},
    [READER_SPENT] = {SW_OK, READER_SPENT},
};
static const struct step reset_steps[READER_STATES] = {
    [READER_EMPTY] = {SW_OK, READER_EMPTY}, [READER_FRESH] = {SW_OK, READER_FRESH},
    [READER_FOUND] = {SW_OK, READER_FRESH}, [READER_SELECTED] = {SW_OK, READER_FRESH},
    [READER_SPENT] = {SW_OK, READER_SPENT},
};

static uint8_t xor_of(const uint8_t *data, size_t size)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum ^= data[i];
    return sum;
}

/* The answer goes out after `delay_ms`; until then the module takes no further command. */
static void answer(struct reader *r, uint8_t sw, const void *data, size_t size, int delay_ms)
{
    size_t len = 4 + size;
    memcpy(r->reply, preamble, sizeof preamble);
    r->reply[5] = (uint8_t)(len >> 8);
    r->reply[6] = (uint8_t)len;
    r->reply[7] = r->reply[8] = 0;
    r->reply[9] = sw;
    if (size > 0)
        memcpy(r->reply + 10, data, size);
    r->reply[10 + size] = xor_of(r->reply + 5, 5 + size);
    r->reply_size = 11 + size;
    alarm_set(r->gadget.world, &r->answer, delay_ms);
}

static void answer_with_card(struct reader *r)
{
    memcpy(r->reply, r->card.frame, r->card.frame_size);
    r->reply_size = r->card.frame_size;
    r->reading = true;
    alarm_set(r->gadget.world, &r->answer, r->read_ms);
}

static void on_find(struct reader *r, uint8_t sw)
{
    static const uint8_t chip[4] = {0};
    answer(r, sw, chip, sw == SW_FOUND ? sizeof chip : 0, FIND_MS);
}

static void on_select(struct reader *r, uint8_t sw)
{
    static const uint8_t number[8] = {0};
    answer(r, sw, number, sw == SW_OK ? sizeof number : 0, QUICK_MS);
}

static void on_read(struct reader *r, uint8_t sw)
{
    if (sw == SW_OK)
        answer_with_card(r);
    else
        answer(r, sw, NULL, 0, QUICK_MS);
}

static void on_address(struct reader *r, uint8_t sw)
{
    bool good = sw == SW_OK && r->card.has_address;
    if (sw == SW_OK && !good)
        sw = SW_NO_ITEM;
    answer(r, sw, r->card.address, good ? sizeof r->card.address : 0, FIND_MS);
}

static void on_plain(struct reader *r, uint8_t sw)
{
    answer(r, sw, NULL, 0, QUICK_MS);
}

/* 05.01-20261123-0000000017-0000000042 */
static void on_serial(struct reader *r, uint8_t sw)
{
    static const uint8_t serial[16] = {0x05, 0, 0x01, 0,    0x03, 0x29, 0x35, 0x01,
                                       0x11, 0, 0,    0x00, 0x2A, 0,    0,    0};
    answer(r, sw, serial, sizeof serial, QUICK_MS);
}

static const struct {
    uint16_t name;
    const struct step *steps; /* NULL: the card does not matter */
    void (*run)(struct reader *r, uint8_t sw);
} commands[] = {
    {CMD_RESET, reset_steps, on_plain},
    {CMD_STATUS, NULL, on_plain},
    {CMD_SERIAL, NULL, on_serial},
    {CMD_FIND, find_steps, on_find},
    {CMD_SELECT, select_steps, on_select},
    {CMD_READ, read_steps, on_read},
    {CMD_ADDRESS, address_steps, on_address},
};

/* 0: a status that any command may get. */
static uint16_t command_of(uint8_t sw)
{
    static const uint8_t of_select[] = {0x40, 0x81},
                         of_read[] = {0x23, 0x31, 0x32, 0x33, 0x41, 0x47};
    if (memchr(of_select, sw, sizeof of_select))
        return CMD_SELECT;
    return memchr(of_read, sw, sizeof of_read) ? CMD_READ : 0;
}

/* A command that fails changes nothing on the card. */
static bool fails(struct reader *r, uint16_t name)
{
    uint16_t only = command_of(r->fault.sw);
    if (r->fault.times == 0 || (only != 0 && only != name))
        return false;
    if (r->fault.times > 0)
        r->fault.times--;
    answer(r, r->fault.sw, NULL, 0, QUICK_MS);
    return true;
}

static void run_command(struct reader *r, uint16_t name)
{
    if (fails(r, name))
        return;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        if (commands[i].name != name)
            continue;
        struct step step = {SW_OK, r->state};
        if (commands[i].steps)
            step = commands[i].steps[r->state];
        if (name != CMD_READ || step.sw != SW_OK)
            r->state = step.next; /* a good read spends the card when it ends */
        commands[i].run(r, step.sw);
        return;
    }
    answer(r, SW_UNKNOWN, NULL, 0, QUICK_MS);
}

/* A whole frame is there: check it as the module does. */
void reader_take_frame(struct reader *r)
{
    size_t len = (size_t)(r->head[5] << 8 | r->head[6]);
    uint8_t sum = r->head[5] ^ r->head[6] ^ xor_of(r->rest, len);
    uint16_t name = (uint16_t)(r->rest[0] << 8 | r->rest[1]);
    r->head_size = r->rest_size = 0;
    if (sum != 0)
        answer(r, SW_CHECKSUM, NULL, 0, QUICK_MS);
    else if (len != 3)
        answer(r, SW_LENGTH, NULL, 0, QUICK_MS);
    else
        run_command(r, name);
}

static void on_answer(void *user)
{
    struct reader *r = user;
    if (r->reading) {
        r->reading = false;
        r->state = READER_SPENT;
        r->reads++;
    }
    r->given = 0;
    r->shape->give(r);
    gadget_resume(&r->gadget);
}

void reader_complain_of_length(struct reader *r)
{
    r->head_size = r->rest_size = 0;
    answer(r, SW_LENGTH, NULL, 0, QUICK_MS);
}

/* Power comes with the plug: the module starts anew and sees a card that lies there as new. */
void reader_reset(struct gadget *g)
{
    struct reader *r = g->state;
    alarm_stop(g->world, &r->answer);
    r->head_size = r->rest_size = 0;
    r->reading = false;
    if (r->state != READER_EMPTY)
        r->state = READER_FRESH;
}

enum err reader_init(struct reader *r, struct world *w, const struct reader_shape *shape)
{
    memset(r, 0, sizeof *r);
    r->shape = shape;
    r->read_ms = READER_READ_MS;
    r->answer = (struct alarm){.fn = on_answer, .user = r};
    return gadget_init(&r->gadget, w, shape->words, &shape->model, r);
}

enum err reader_present(struct reader *r, const struct card *card)
{
    if (r->state != READER_EMPTY)
        return ERR_STATE;
    r->card = *card;
    r->state = READER_FRESH;
    return ERR_NONE;
}

void reader_lift(struct reader *r)
{
    r->state = READER_EMPTY;
    if (!r->reading)
        return;
    r->reading = false;
    answer(r, SW_READ_FAILED, NULL, 0, QUICK_MS);
}

void reader_set_status(struct reader *r, uint8_t sw, long times)
{
    r->fault.sw = sw;
    r->fault.times = times;
}

const char *reader_state_name(enum reader_state s)
{
    static const char *const names[] = {"empty", "fresh", "found", "selected", "spent"};
    return names[s];
}
