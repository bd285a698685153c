/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/sim/models/impostor.h"

#include <errno.h>
#include <string.h>

#include "tests/sim/core/descriptor.h"

enum { IN = 0x81, OUT = 0x02, SPEAK_MS = 20, GET_DEVICE_ID = 0, REPORT = 8, STICK_REPORT = 64 };

struct impostor_shape {
    const struct gadget_words *words;
    const void *answer; /* to whatever it hears */
    size_t answer_size;
    const void *speech; /* unasked, every SPEAK_MS */
    size_t speech_size;
    const char *device_id; /* printer class, behind two bytes of length */
};

static const uint8_t keyboard_report[] = {
    0x05, 0x01, 0x09, 0x06, 0xA1, 0x01,             /* generic desktop, keyboard */
    0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7,             /*   the eight modifiers */
    0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, /*   a bit each */
    0x81, 0x02, 0x95, 0x01, 0x75, 0x08, 0x81, 0x01, /*   a byte that is reserved */
    0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, /*   six keys */
    0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, /*   of page 07 */
    0xC0,
};
static const uint8_t stick_report[] = {
    0x05, 0x01, 0x09, 0x04, 0xA1, 0x01,                   /* generic desktop, joystick */
    0x09, 0x30, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08, /* 64 positions */
    0x95, 0x40, 0x81, 0x02, 0xC0,
};

static const uint8_t modem_at_reader[] = {
    DESC_DEVICE(0x0400, 0xC35A, 0x0100),
    DESC_CONFIGURATION(32, BUS_POWERED),
    DESC_INTERFACE(2, 0xFF, 0, 0),
    DESC_BULK(OUT, 64),
    DESC_BULK(IN, 64),
};
static const uint8_t keyboard_at_reader[] = {
    DESC_DEVICE(0x0400, 0xC35A, 0x0100), DESC_CONFIGURATION(34, BUS_POWERED),
    DESC_INTERFACE(1, 3, 1, 1),          DESC_HID(sizeof keyboard_report),
    DESC_INTERRUPT(IN, REPORT, 10),
};
static const uint8_t stick_at_reader[] = {
    DESC_DEVICE(0x0483, 0x572B, 0x0100), DESC_CONFIGURATION(41, BUS_POWERED),
    DESC_INTERFACE(2, 3, 0, 0),          DESC_HID(sizeof stick_report),
    DESC_INTERRUPT(IN, STICK_REPORT, 1), DESC_INTERRUPT(OUT, STICK_REPORT, 1),
};
static const uint8_t keyboard_at_scanner[] = {
    DESC_DEVICE(0x0C2E, 0x0901, 0x0100), DESC_CONFIGURATION(34, BUS_POWERED),
    DESC_INTERFACE(1, 3, 1, 1),          DESC_HID(sizeof keyboard_report),
    DESC_INTERRUPT(IN, REPORT, 10),
};
static const uint8_t network_at_scanner[] = {
    DESC_DEVICE(0x1EAB, 0x1306, 0x0100),
    DESC_CONFIGURATION(25, BUS_POWERED),
    DESC_INTERFACE(1, 2, 2, 0xFF),
    DESC_INTERRUPT(0x82, 8, 10),
};
static const uint8_t page_printer[] = {
    DESC_DEVICE(0x04B8, 0x0E15, 0x0100),
    DESC_CONFIGURATION(32, SELF_POWERED),
    DESC_INTERFACE(2, 7, 1, 2),
    DESC_BULK(OUT, 512),
    DESC_BULK(IN, 512),
};

#define WORDS(id, speed, bytes, what, driver, ...)                                                 \
    {                                                                                              \
        .name = id, .speed_mbit = speed, .descriptors = bytes, .descriptors_size = sizeof(bytes),  \
        .strings = {NULL, "SIM", what, "X0001"}, .kernel_driver = driver, __VA_ARGS__              \
    }
#define WITH_REPORT(bytes) .report = bytes, .report_size = sizeof(bytes)

static const struct gadget_words words[] = {
    WORDS("reader-modem", 12, modem_at_reader, "Modem", NULL, .report = NULL),
    WORDS("reader-keyboard", 12, keyboard_at_reader, "Keys", "usbhid",
          WITH_REPORT(keyboard_report)),
    WORDS("reader-hid-stick", 12, stick_at_reader, "Stick", "usbhid", WITH_REPORT(stick_report)),
    WORDS("reader-line-modem", 12, modem_at_reader, "Modem", NULL, .on_a_line = true),
    WORDS("scanner-keyboard", 12, keyboard_at_scanner, "Keys", "usbhid",
          WITH_REPORT(keyboard_report)),
    WORDS("scanner-cdc-network", 12, network_at_scanner, "Network", "cdc_ether", .report = NULL),
    WORDS("printer-page", 480, page_printer, "Page printer", "usblp", .report = NULL),
};

static const char modem_says[] = "\r\nERROR\r\n";
static const uint8_t key_a[REPORT] = {0, 0, 4};
static const uint8_t position[STICK_REPORT] = {127, 127, 127, 127};

static const struct impostor_shape shapes[] = {
    {.words = &words[0], .answer = modem_says, .answer_size = sizeof modem_says - 1},
    {.words = &words[1], .speech = key_a, .speech_size = sizeof key_a},
    {.words = &words[2], .speech = position, .speech_size = sizeof position},
    {.words = &words[3], .answer = modem_says, .answer_size = sizeof modem_says - 1},
    {.words = &words[4], .speech = key_a, .speech_size = sizeof key_a},
    {.words = &words[5]},
    {.words = &words[6], .device_id = "MFG:SIM;CMD:PJL,POSTSCRIPT,PCLXL;MDL:Page 900;CLS:PRINTER;"},
};

static size_t hear(struct gadget *g, uint8_t endpoint, const uint8_t *data, size_t size)
{
    const struct impostor *impostor = g->state;
    (void)endpoint, (void)data;
    if (impostor->shape->answer)
        gadget_push(g, IN, impostor->shape->answer, impostor->shape->answer_size);
    return size;
}

static int give_id(const char *id, struct transfer *t)
{
    size_t size = 2 + strlen(id), n = size < t->size ? size : t->size;
    if (n < 2)
        return -EPIPE;
    t->data[0] = (uint8_t)(size >> 8); /* the length counts itself */
    t->data[1] = (uint8_t)size;
    memcpy(t->data + 2, id, n - 2);
    return (int)n;
}

/* Nothing of a class but what its kind is bound to know. */
static int control(struct gadget *g, struct transfer *t)
{
    const struct impostor *impostor = g->state;
    const char *id = impostor->shape->device_id;
    if (id && t->setup[0] == 0xA1 && t->setup[1] == GET_DEVICE_ID)
        return give_id(id, t);
    return impostor->shape->speech && t->setup[0] == 0x21 ? 0 : -EPIPE;
}

static void on_speak(void *user)
{
    struct impostor *impostor = user;
    struct gadget *g = &impostor->gadget;
    if (g->presence != GADGET_PRESENT)
        return;
    gadget_push(g, IN, impostor->shape->speech, impostor->shape->speech_size);
    alarm_set(g->world, &impostor->speak, SPEAK_MS);
}

static void reset(struct gadget *g)
{
    struct impostor *impostor = g->state;
    if (impostor->shape->speech)
        alarm_set(g->world, &impostor->speak, SPEAK_MS);
}

enum err impostor_init(struct impostor *impostor, struct world *w, int kind)
{
    static const struct gadget_model model = {.control = control, .out = hear, .reset = reset};
    if (kind < 0 || (size_t)kind >= ARRAY_LEN(shapes))
        return ERR_RANGE;
    *impostor = (struct impostor){.shape = &shapes[kind]};
    impostor->speak = (struct alarm){.fn = on_speak, .user = impostor};
    return gadget_init(&impostor->gadget, w, impostor->shape->words, &model, impostor);
}
