/* SPDX-License-Identifier: Apache-2.0 */
/* The three kinds of scanners: everything that was read is replaced. */
#include <string.h>

#include "drivers/record/scrub.h"
#include "drivers/scanner/hidpos_layout.h"
#include "platform/base/secret.h"

/* Everything but what the device sends as data. */
static enum err take_common(struct record *record, struct wire_entry *e, char *ret_why)
{
    if (scrub_is_control(e) && scrub_standard(record, e) != ERR_NONE)
        return scrub_refuse(record, e, "a request that is not known", ret_why);
    if (e->act == WIRE_ACT_OUT && e->size)
        return scrub_refuse(record, e, "nothing is ever sent to a scanner", ret_why);
    return ERR_NONE;
}

enum err scrub_line(struct record *record, char *ret_why)
{
    size_t at = 0;
    for (size_t i = 0; i < record->log.count; i++) {
        struct wire_entry *e = &record->log.entry[i];
        TRY(take_common(record, e, ret_why));
        if (e->act != WIRE_ACT_IN || !e->size)
            continue;
        scrub_text(e->data, e->size, &at);
        e->invented = true;
    }
    return ERR_NONE;
}

/* --- HID POS --- */

static bool find_layout(const struct record *record, struct hidpos_layout *ret_layout)
{
    for (size_t i = 0; i < record->log.count; i++) {
        const struct wire_entry *e = &record->log.entry[i];
        if (e->act == WIRE_ACT_CONTROL_IN && e->control.request_type == 0x81 &&
            e->control.request == 6 && e->control.value >> 8 == 0x22 &&
            hidpos_layout_parse(e->data, e->size, ret_layout) == ERR_NONE)
            return true;
    }
    return false;
}

static bool is_kept(const struct hidpos_layout *l, int at)
{
    return (l->report_id && at == 0) || at == l->length_at || at == l->aim_at[0] ||
           at == l->aim_at[1] || at == l->aim_at[2] || at == l->continued_at;
}

/* What is no field of a scan may be anything: it is erased. */
static void scrub_report(const struct hidpos_layout *l, struct wire_entry *e, size_t *at)
{
    size_t length = l->length_at >= 0 ? e->data[l->length_at] : (size_t)l->data_size;
    if (length > (size_t)l->data_size)
        length = (size_t)l->data_size;
    for (int i = 0; i < (int)e->size; i++) {
        bool data = i >= l->data_at && i < l->data_at + (int)length;
        if (data)
            scrub_text(&e->data[i], 1, at);
        else if (!is_kept(l, i))
            e->data[i] = 0;
    }
    e->invented = true;
}

enum err scrub_hidpos(struct record *record, char *ret_why)
{
    struct hidpos_layout layout;
    size_t at = 0;
    bool known = find_layout(record, &layout);
    for (size_t i = 0; i < record->log.count; i++) {
        struct wire_entry *e = &record->log.entry[i];
        TRY(take_common(record, e, ret_why));
        if (e->act != WIRE_ACT_IN || !e->size)
            continue;
        if (!known || e->size < (size_t)layout.report_size ||
            (layout.report_id && e->data[0] != layout.report_id))
            return scrub_refuse(record, e, "not a report of a scan", ret_why);
        scrub_report(&layout, e, &at);
    }
    return ERR_NONE;
}

/* --- a scanner that types --- */

enum { REPORT = 8, KEYS_AT = 2, KEYS = 6, ROLL_OVER = 3, FIRST_LETTER = 0x04, LETTERS = 26 };
enum { DIGIT_0 = 0x27, ENTER = 0x28, SPACE = 0x2c, LAST_SYMBOL = 0x38, PAD_1 = 0x59, PAD_0 = 0x62 };

struct typing {
    uint8_t was[KEYS], now[KEYS]; /* what is held, and what stands for it */
    unsigned next;
};

/* Keys that write something. */
static bool is_writing(uint8_t key)
{
    return (key > ROLL_OVER && key <= DIGIT_0) || (key >= SPACE && key <= LAST_SYMBOL) ||
           (key >= PAD_1 && key <= PAD_0);
}

/* Of a key that writes. */
static uint8_t stand_in(struct typing *t, uint8_t key)
{
    const uint8_t *held = memchr(t->was, key, KEYS);
    if (held)
        return t->now[held - t->was];
    if (key >= PAD_1)
        return (uint8_t)(PAD_1 + t->next++ % (PAD_0 - PAD_1 + 1));
    uint8_t letter;
    do
        letter = (uint8_t)(FIRST_LETTER + t->next++ % LETTERS);
    while (memchr(t->now, letter, KEYS));
    return letter;
}

static const char *scrub_keys(struct typing *t, struct wire_entry *e)
{
    uint8_t was[KEYS] = {0}, now[KEYS] = {0};
    if (e->size != REPORT)
        return "not a keyboard's report";
    for (size_t i = 0; i < KEYS; i++) {
        uint8_t key = e->data[KEYS_AT + i];
        if (key > ROLL_OVER && key != ENTER && !is_writing(key) && key != PAD_1 - 1)
            return "a key that no scanner presses";
        was[i] = key;
        now[i] = is_writing(key) ? stand_in(t, key) : key;
    }
    memcpy(t->was, was, KEYS);
    memcpy(t->now, now, KEYS);
    memcpy(e->data + KEYS_AT, now, KEYS);
    e->data[0] &= (uint8_t)~0x22; /* capital letters are small ones */
    e->data[1] = 0;
    e->invented = true;
    return NULL;
}

enum err scrub_wedge(struct record *record, char *ret_why)
{
    struct typing typing = {0};
    enum err e = ERR_NONE;
    for (size_t i = 0; i < record->log.count && e == ERR_NONE; i++) {
        struct wire_entry *entry = &record->log.entry[i];
        e = take_common(record, entry, ret_why);
        if (e != ERR_NONE || entry->act != WIRE_ACT_IN || !entry->size)
            continue;
        const char *why = scrub_keys(&typing, entry);
        if (why)
            e = scrub_refuse(record, entry, why, ret_why);
    }
    wipe(&typing, sizeof typing);
    return e;
}
