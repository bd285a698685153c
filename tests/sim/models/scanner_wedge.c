/* SPDX-License-Identifier: Apache-2.0 */
/* A scanner that is a boot keyboard with the US layout (HID 1.11, appendix B). A byte that has no
 * key is typed as Alt and its decimal number on the keypad, as real ones do. */
#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"
#include "tests/sim/models/scanner.h"

enum { REPORT_SIZE = 8, KEY_MS = 1, LEFT_ALT = 0x04, LEFT_SHIFT = 0x02 };
enum { KEY_ENTER = 0x28, KEY_SPACE = 0x2C, KEYPAD_1 = 0x59, KEYPAD_0 = 0x62 };
enum { GET_REPORT = 1, SET_REPORT = 9, SET_IDLE = 10, SET_PROTOCOL = 11 };

static const uint8_t report[] = {
    0x05, 0x01, 0x09, 0x06, 0xA1, 0x01,             /* generic desktop, keyboard */
    0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7,             /*   the eight modifiers */
    0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, /*   a bit each */
    0x81, 0x02, 0x95, 0x01, 0x75, 0x08, 0x81, 0x01, /*   a byte that is reserved */
    0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, /*   six keys */
    0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, /*   of page 07 */
    0xC0,
};

static const uint8_t descriptors[] = {
    DESC_DEVICE(0x1EAB, 0x1303, 0x0100),
    DESC_CONFIGURATION(34, BUS_POWERED),
    DESC_INTERFACE(1, 3, 1, 1),
    DESC_HID(sizeof report),
    DESC_INTERRUPT(SCANNER_IN, REPORT_SIZE, 1),
};

static const struct gadget_words words = {
    .name = "scanner-wedge",
    .speed_mbit = 12,
    .descriptors = descriptors,
    .descriptors_size = sizeof descriptors,
    .report = report,
    .report_size = sizeof report,
    .strings = {NULL, "SIM", "QR scanner that types", "S0004"},
    .kernel_driver = "usbhid",
};

/* Plain and shifted characters of the keys from 1 on (usage 0x1E), then those from '-' on (0x2D).
 */
static const char digits[2][11] = {"1234567890", "!@#$%^&*()"};
static const char marks[2][13] = {"-=[]\\\\;'`,./", "_+{}||:\"~<>?"};

static bool find_in(const char *row, uint8_t first, uint8_t c, uint8_t *key)
{
    const char *at = c ? strchr(row, c) : NULL;
    if (at)
        *key = (uint8_t)(first + (at - row));
    return at != NULL;
}

/* The key of a character; false: it has none. */
static bool key_of(uint8_t c, uint8_t *key, uint8_t *modifiers)
{
    *modifiers = 0;
    if (c == '\r')
        *key = KEY_ENTER;
    else if (c == ' ')
        *key = KEY_SPACE;
    else if (c >= 'a' && c <= 'z')
        *key = (uint8_t)(4 + c - 'a');
    else if (c >= 'A' && c <= 'Z')
        *key = (uint8_t)(4 + c - 'A');
    else if (!find_in(digits[0], 0x1E, c, key) && !find_in(marks[0], 0x2D, c, key) &&
             !find_in(digits[1], 0x1E, c, key) && !find_in(marks[1], 0x2D, c, key))
        return false;
    bool shifted = strchr(digits[1], c) || strchr(marks[1], c) || (c >= 'A' && c <= 'Z');
    *modifiers = shifted ? LEFT_SHIFT : 0;
    return true;
}

/* Reports of one character, counted by typed_step; true: that was the last. */
static bool next_report(struct scanner *s, uint8_t out[REPORT_SIZE])
{
    uint8_t c = s->typed[s->typed_at], key, modifiers;
    if (key_of(c, &key, &modifiers)) {
        out[0] = s->typed_step ? 0 : modifiers;
        out[2] = s->typed_step ? 0 : key;
        return s->typed_step == 1;
    }
    char number[8];
    int last = 2 * snprintf(number, sizeof number, "0%u", c);
    out[0] = s->typed_step < last ? LEFT_ALT : 0;
    if (s->typed_step < last && s->typed_step % 2 == 0) {
        char digit = number[s->typed_step / 2];
        out[2] = digit == '0' ? KEYPAD_0 : (uint8_t)(KEYPAD_1 + digit - '1');
    }
    return s->typed_step == last;
}

static void on_key(void *user)
{
    struct scanner *s = user;
    uint8_t out[REPORT_SIZE] = {0};
    bool last = next_report(s, out);
    s->typed_at += last;
    s->typed_step = last ? 0 : s->typed_step + 1;
    gadget_push(&s->gadget, SCANNER_IN, out, sizeof out);
    if (s->typed_at < s->typed_size && s->gadget.presence == GADGET_PRESENT)
        alarm_set(s->gadget.world, &s->key, KEY_MS);
}

static void say(struct scanner *s, const uint8_t *code, size_t size)
{
    memcpy(s->typed, code, size);
    s->typed[size] = '\r';
    s->typed_size = size + 1;
    s->typed_at = 0;
    s->typed_step = 0;
    alarm_set(s->gadget.world, &s->key, KEY_MS);
}

static int control(struct gadget *g, struct transfer *t)
{
    (void)g;
    if ((t->setup[0] & 0x7F) != 0x21)
        return -EPIPE;
    switch (t->setup[1]) {
    case GET_REPORT:
        memset(t->data, 0, t->size);
        return (int)(t->size < REPORT_SIZE ? t->size : REPORT_SIZE);
    case SET_REPORT: /* the lamps */
        return (int)t->size;
    case SET_IDLE:
    case SET_PROTOCOL:
        return 0;
    default:
        return -EPIPE;
    }
}

static void reset(struct gadget *g)
{
    struct scanner *s = g->state;
    alarm_stop(g->world, &s->key);
    s->typed_size = 0;
}

const struct scanner_shape scanner_wedge = {
    .words = &words, .model = {.control = control, .reset = reset}, .say = say, .on_key = on_key};
