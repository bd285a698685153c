/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/record/scrub.h"

#include <ctype.h>
#include <string.h>

/* What is not here cannot be recorded: a driver's protocol must be known to be made harmless. */
static const struct {
    const char *driver;
    scrub_fn *scrub;
} scrubbers[] = {
    {"sam", scrub_sam},           {"escpos", scrub_escpos}, {"hidpos", scrub_hidpos},
    {"scanner-line", scrub_line}, {"wedge", scrub_wedge},
};

static scrub_fn *scrubber_of(const char *driver)
{
    for (size_t i = 0; i < ARRAY_LEN(scrubbers); i++)
        if (strcmp(scrubbers[i].driver, driver) == 0)
            return scrubbers[i].scrub;
    return NULL;
}

bool record_knows(const char *driver)
{
    return scrubber_of(driver) != NULL;
}

enum err record_scrub(struct record *record, char *ret_why)
{
    scrub_fn *scrub = scrubber_of(record->driver);
    ret_why[0] = '\0';
    if (scrub)
        return scrub(record, ret_why);
    snprintf(ret_why, RECORD_WHY, "what is personal in the protocol of %s is not known",
             record->driver);
    return ERR_UNSUPPORTED;
}

enum err scrub_refuse(const struct record *record, const struct wire_entry *entry,
                      const char *because, char *ret_why)
{
    snprintf(ret_why, RECORD_WHY, "transfer %zu: %s", (size_t)(entry - record->log.entry) + 1,
             because);
    return ERR_UNSUPPORTED;
}

bool scrub_is_control(const struct wire_entry *entry)
{
    return entry->act == WIRE_ACT_CONTROL_IN || entry->act == WIRE_ACT_CONTROL_OUT;
}

/* The device's own number is nobody's business either. UTF-16LE behind two bytes. */
static void scrub_serial(struct wire_entry *e)
{
    for (size_t i = 2; i + 1 < e->size; i += 2) {
        e->data[i] = (uint8_t)('0' + i / 2 % 10);
        e->data[i + 1] = 0;
    }
    e->invented = true;
}

enum { ANY = -1 };

/* USB 2.0 9.4, HID 1.11 7.2, PSTN 1.2 6.3: nothing personal can be in these. */
static const struct {
    uint8_t type, request;
    int value_high;
} harmless[] = {
    {0x80, 0x00, ANY},  /* GET_STATUS */
    {0x80, 0x06, 0x01}, /* device descriptor */
    {0x80, 0x06, 0x02}, /* configuration */
    {0x81, 0x06, 0x22}, /* HID report descriptor */
    {0x21, 0x0a, ANY},  /* SET_IDLE */
    {0x21, 0x0b, ANY},  /* SET_PROTOCOL */
    {0x21, 0x20, ANY},  /* SET_LINE_CODING */
    {0x21, 0x22, ANY},  /* SET_CONTROL_LINE_STATE */
};

enum err scrub_standard(const struct record *record, struct wire_entry *e)
{
    const struct wire_identity *id = &record->identity;
    int high = e->control.value >> 8, low = e->control.value & 0xff;
    if (e->control.request_type == 0x80 && e->control.request == 0x06 && high == 0x03) {
        if (low != 0 && low == id->serial_string)
            scrub_serial(e);
        else if (low != 0 && low != id->product_string)
            return ERR_UNSUPPORTED;
        return ERR_NONE;
    }
    for (size_t i = 0; i < ARRAY_LEN(harmless); i++)
        if (harmless[i].type == e->control.request_type &&
            harmless[i].request == e->control.request &&
            (harmless[i].value_high == ANY || harmless[i].value_high == high))
            return ERR_NONE;
    return ERR_UNSUPPORTED;
}

void scrub_text(uint8_t *data, size_t size, size_t *at)
{
    for (size_t i = 0; i < size; i++) {
        uint8_t c = data[i];
        size_t n = (*at)++;
        if (c < 0x20 || c == '\\')
            continue;
        if (isdigit(c))
            data[i] = (uint8_t)('0' + n % 10);
        else
            data[i] = (uint8_t)((isupper(c) ? 'A' : 'a') + n % 26);
    }
}
