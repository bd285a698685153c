/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt printer: letters, codes and pictures are replaced, commands stay. What is printed may
 * cross in any pieces, so the commands are looked for in all that was sent. */
#include <string.h>
#include <strings.h>

#include "drivers/paper/lexer.h"
#include "drivers/receipt/escpos_status.h"
#include "drivers/record/scrub.h"
#include "platform/base/secret.h"

/* All OUT bytes in a row. */
struct stream {
    uint8_t *data;
    size_t size;
};

enum { SHORT_BLOCK = 8, PATTERN = 0x55 };

/* Commands that carry something: how many bytes of their parameters stay. */
static const struct {
    uint16_t name;
    size_t keep;
    bool text;
} carriers[] = {
    {ESCPOS_NAME(GS, 'v'), 6, false},  /* 0 m xL xH yL yH */
    {ESCPOS_NAME(ESC, '*'), 3, false}, /* m nL nH */
    {ESCPOS_NAME(GS, '*'), 2, false},  /* x y */
    {ESCPOS_NAME(GS, '8'), 7, false},  /* L p1..p4 m fn */
    {ESCPOS_NAME(GS, 'k'), 2, true},   /* m n */
};

/* What comes before the content in GS ( x: its length, then function bytes. */
static size_t bracket_keep(const struct escpos_token *t)
{
    enum { STORE = 0x50 };
    const uint8_t *d = t->data;
    if (t->data_size < 5)
        return t->data_size;
    if (d[0] == 'k' && d[4] == STORE)
        return 6; /* k pL pH cn fn m */
    if (d[0] == 'L')
        return 15 < t->data_size ? 15 : t->data_size; /* … a bx by c xL xH yL yH */
    return d[0] == 'k' || t->data_size <= 12 ? t->data_size : SIZE_MAX;
}

/* Two and four byte characters become one that everybody has, others letters and digits. */
static void scrub_letters(uint8_t *data, size_t size, size_t *at)
{
    for (size_t i = 0; i < size;) {
        bool two = data[i] >= 0x81 && i + 1 < size && data[i + 1] >= 0x40;
        bool four = data[i] >= 0x81 && i + 3 < size && data[i + 1] >= 0x30 && data[i + 1] <= 0x39;
        if (two) {
            memcpy(data + i, "\xbf\xda", 2);
            i += 2;
        } else if (four) {
            memcpy(data + i, "\xbf\xda\xbf\xda", 4);
            i += 4;
        } else if (data[i] == ' ') {
            i++;
        } else {
            scrub_text(data + i++, 1, at);
        }
    }
}

static const char *scrub_command(const struct escpos_token *t, uint8_t *data, size_t *at)
{
    size_t keep = t->data_size;
    bool text = false, known = t->data_size <= 4;
    for (size_t i = 0; i < ARRAY_LEN(carriers); i++)
        if (carriers[i].name == t->name) {
            keep = carriers[i].keep;
            text = carriers[i].text;
            known = true;
        }
    if (t->name == ESCPOS_NAME(GS, '(') || t->name == ESCPOS_NAME(FS, '(') ||
        t->name == ESCPOS_NAME(ESC, '(')) {
        keep = bracket_keep(t);
        known = keep != SIZE_MAX;
        text = t->data_size > 5 && t->data[0] == 'k';
    }
    if (t->name == ESCPOS_NAME(ESC, 'D') || t->name >> 8 == DLE)
        known = t->data_size <= 33; /* tabs, and what a printer does at once */
    if (!known)
        return "a command whose content is not known";
    if (keep >= t->data_size)
        return NULL;
    if (text)
        scrub_text(data + keep, t->data_size - keep, at);
    else
        memset(data + keep, PATTERN, t->data_size - keep);
    return NULL;
}

static const char *scrub_token(const struct escpos_token *t, uint8_t *token, size_t *at)
{
    static const uint8_t layout[] = {0, '\t', '\n', '\f', '\r', 0x18};
    switch (t->kind) {
    case ESCPOS_TEXT:
        scrub_letters(token, t->size, at);
        return NULL;
    case ESCPOS_CONTROL:
        return memchr(layout, (int)t->name, sizeof layout) ? NULL : "a control byte not known";
    case ESCPOS_COMMAND:
        return scrub_command(t, token + (t->size - t->data_size), at);
    case ESCPOS_UNKNOWN:
    default:
        break;
    }
    return "a command that is not known";
}

static const char *scrub_stream(const struct stream *s, size_t *ret_at)
{
    size_t at = 0, letters = 0;
    const char *why = NULL;
    while (at < s->size && !why) {
        struct escpos_token t;
        *ret_at = at;
        escpos_next(s->data + at, s->size - at, true, &t);
        why = scrub_token(&t, s->data + at, &letters);
        at += t.size;
    }
    return why;
}

static bool is_sent(const struct wire_entry *e)
{
    return e->act == WIRE_ACT_OUT && e->size;
}

static enum err gather(const struct record *record, struct stream *ret_stream)
{
    struct stream s = {.data = malloc(record->log.bytes + 1)};
    if (!s.data)
        return ERR_MEMORY;
    for (size_t i = 0; i < record->log.count; i++) {
        const struct wire_entry *e = &record->log.entry[i];
        if (!is_sent(e))
            continue;
        memcpy(s.data + s.size, e->data, e->size);
        s.size += e->size;
    }
    *ret_stream = s;
    return ERR_NONE;
}

/* The entry that holds byte `at` of the stream. */
static const struct wire_entry *entry_at(const struct record *record, size_t at)
{
    const struct wire_entry *e = record->log.entry;
    for (size_t i = 0; i < record->log.count; i++) {
        if (!is_sent(&record->log.entry[i]))
            continue;
        e = &record->log.entry[i];
        if (at < e->size)
            break;
        at -= e->size;
    }
    return e;
}

static void scatter(struct record *record, const struct stream *s)
{
    size_t at = 0;
    for (size_t i = 0; i < record->log.count; i++) {
        struct wire_entry *e = &record->log.entry[i];
        if (!is_sent(e))
            continue;
        e->invented = memcmp(e->data, s->data + at, e->size) != 0;
        memcpy(e->data, s->data + at, e->size);
        at += e->size;
    }
}

static enum err scrub_sent(struct record *record, char *ret_why)
{
    struct stream s;
    size_t at = 0;
    TRY(gather(record, &s));
    const char *why = scrub_stream(&s, &at);
    if (!why)
        scatter(record, &s);
    wipe_free(s.data, record->log.bytes + 1);
    return why ? scrub_refuse(record, entry_at(record, at), why, ret_why) : ERR_NONE;
}

/* Only states and confirmations come back; a long block would be a name or a number. */
static const char *judge_said(struct escpos_parser *p, const struct wire_entry *e)
{
    for (size_t i = 0; i < e->size; i++) {
        struct escpos_reply r = escpos_status_take(p, e->data[i]);
        if (r.kind == ESCPOS_NOISE)
            return "not a printer's answer";
        if (r.kind == ESCPOS_NOTHING && p->count > SHORT_BLOCK)
            return "an answer whose content is not known";
    }
    return NULL;
}

/* IEEE 1284: "MFG:…;SN:…;", behind two bytes of length. */
static void scrub_device_id(struct wire_entry *e)
{
    static const char *const keys[] = {"SN:", "SERN:", "SERIALNUMBER:"};
    for (size_t i = 2; i < e->size; i++)
        for (size_t k = 0; k < ARRAY_LEN(keys) && (i == 2 || e->data[i - 1] == ';'); k++) {
            size_t len = strlen(keys[k]);
            if (e->size - i < len || strncasecmp((const char *)e->data + i, keys[k], len) != 0)
                continue;
            for (size_t j = i + len; j < e->size && e->data[j] != ';'; j++)
                e->data[j] = '0';
            e->invented = true;
        }
}

/* USB Printer Class 1.1, 4.2. */
static enum err take_control(const struct record *record, struct wire_entry *e)
{
    uint8_t type = e->control.request_type, request = e->control.request;
    if (type == 0xa1 && request == 0) {
        scrub_device_id(e);
        return ERR_NONE;
    }
    bool port = type == 0xa1 && request == 1;
    bool reset = (type == 0x21 || type == 0x23) && request == 2;
    return port || reset ? ERR_NONE : scrub_standard(record, e);
}

enum err scrub_escpos(struct record *record, char *ret_why)
{
    struct escpos_parser parser = {.count = 0};
    for (size_t i = 0; i < record->log.count; i++) {
        struct wire_entry *e = &record->log.entry[i];
        const char *why = NULL;
        if (scrub_is_control(e) && take_control(record, e) != ERR_NONE)
            why = "a request that is not known";
        if (e->act == WIRE_ACT_IN)
            why = judge_said(&parser, e);
        if (why)
            return scrub_refuse(record, e, why, ret_why);
    }
    return scrub_sent(record, ret_why);
}
