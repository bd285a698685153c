/* SPDX-License-Identifier: Apache-2.0 */
/* The SAM module: requests carry nothing; in answers the record, the addresses, the numbers of card
 * and module are replaced, and the checks are made anew. */
#include <string.h>

#include "drivers/idcard/report_codec.h"
#include "drivers/idcard/sam_codec.h"
#include "drivers/record/invented_card.h"
#include "drivers/record/scrub.h"
#include "platform/base/secret.h"

/* One byte of a frame, and where it stands in the log. */
struct place {
    size_t entry, at;
};

struct frame {
    uint8_t data[SAM_FRAME_MAX];
    struct place from[SAM_FRAME_MAX];
    size_t size;
};

struct sam_scrub {
    struct record *record;
    char *why;
    bool reports; /* frames travel in HID reports */
    struct frame request, answer;
    unsigned command; /* of the last whole request; 0: none */
};

static enum err refuse(const struct sam_scrub *s, const struct wire_entry *e, const char *because)
{
    return scrub_refuse(s->record, e, because, s->why);
}

static void write_back(struct sam_scrub *s, const struct frame *f)
{
    for (size_t i = 0; i < f->size; i++) {
        struct wire_entry *e = &s->record->log.entry[f->from[i].entry];
        if (e->data[f->from[i].at] != f->data[i])
            e->invented = true;
        e->data[f->from[i].at] = f->data[i];
    }
}

/* Half an answer: what it would have said is erased. */
static void end_answer(struct sam_scrub *s)
{
    if (s->answer.size > SAM_HEADER)
        memset(s->answer.data + SAM_HEADER, 0, s->answer.size - SAM_HEADER);
    write_back(s, &s->answer);
    wipe(&s->answer, sizeof s->answer);
}

/* 256 bytes of text, then the photo, behind two lengths. */
static const char *invent_record(uint8_t *data, size_t size)
{
    struct bytes text, photo;
    if (sam_read_text(bytes_of(data, size), &text, &photo) != ERR_NONE)
        return "not a record of text and photo";
    uint8_t *at = data + (text.data - data);
    if (!invented_card(at))
        return "a card of a layout that is not known";
    memset(at + SAM_TEXT_SIZE, 0x55, (size_t)(data + size - at) - SAM_TEXT_SIZE);
    return NULL;
}

static const char *invent_data(unsigned command, uint8_t *data, size_t size)
{
    if (size == 0)
        return NULL;
    switch (command) {
    case SAM_SERIAL:
        for (size_t i = 0; i < size; i++)
            data[i] = (uint8_t)(i % 4 == 0);
        return size == 16 ? NULL : "not a module's number";
    case SAM_FIND:
    case SAM_SELECT: /* the card's own number */
        memset(data, 0, size);
        return size <= 8 ? NULL : "more than a card's number";
    case SAM_MANAGED: /* the chip's */
        memset(data, 0, size);
        return size <= 32 ? NULL : "not a management number";
    case SAM_ADDRESSES:
        for (size_t i = 0; i < size; i++)
            data[i] = i % 2 ? 0 : ' ';
        return size % 2 == 0 ? NULL : "not an address";
    case SAM_READ:
        return invent_record(data, size);
    default:
        return "an answer to a question that is not known";
    }
}

static enum err take_answer(struct sam_scrub *s, const struct wire_entry *e)
{
    struct sam_answer answer;
    struct frame *f = &s->answer;
    if (sam_read_answer(bytes_of(f->data, f->size), &answer) != ERR_NONE)
        return refuse(s, e, "not a frame of the module");
    uint8_t *data = f->data + SAM_HEADER + 3;
    const char *why = invent_data(s->command, data, answer.data.size);
    if (why)
        return refuse(s, e, why);
    f->data[SAM_HEADER] = f->data[SAM_HEADER + 1] = 0; /* the card's own words */
    uint8_t check = 0;
    for (size_t i = SAM_HEADER - 2; i + 1 < f->size; i++)
        check ^= f->data[i];
    f->data[f->size - 1] = check;
    write_back(s, f);
    wipe(f, sizeof *f);
    return ERR_NONE;
}

static enum err take_request(struct sam_scrub *s, const struct wire_entry *e)
{
    struct frame *f = &s->request;
    uint8_t again[SAM_REQUEST_SIZE];
    s->command = (unsigned)f->data[7] << 8 | f->data[8];
    sam_request((enum sam_command)s->command, again);
    if (memcmp(again, f->data, sizeof again) != 0)
        return refuse(s, e, "not a question to the module");
    f->size = 0;
    end_answer(s);
    return ERR_NONE;
}

static enum err add_out(struct sam_scrub *s, size_t n, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        s->request.data[s->request.size++] = data[i];
        if (s->request.size == SAM_REQUEST_SIZE)
            TRY(take_request(s, &s->record->log.entry[n]));
    }
    return ERR_NONE;
}

static enum err add_in(struct sam_scrub *s, size_t n, const uint8_t *data, size_t size, size_t at)
{
    const struct wire_entry *e = &s->record->log.entry[n];
    struct frame *f = &s->answer;
    for (size_t i = 0; i < size; i++) {
        size_t total;
        f->from[f->size] = (struct place){n, at + i};
        f->data[f->size++] = data[i];
        if (sam_frame_total(bytes_of(f->data, f->size), &total) != ERR_NONE)
            return refuse(s, e, "not a frame of the module");
        if (f->size > SAM_HEADER && f->size == total)
            TRY(take_answer(s, e));
    }
    return ERR_NONE;
}

/* The adapter's reports: what fills one up may be old memory. */
static enum err take_report(struct sam_scrub *s, size_t n)
{
    struct wire_entry *e = &s->record->log.entry[n];
    struct bytes payload;
    if (e->size == 0)
        return ERR_NONE;
    if (e->act == WIRE_ACT_OUT && e->data[0] == REPORT_SEND_ON)
        return ERR_NONE; /* report_pack_send_on: nothing else in it */
    if (e->size != REPORT_SIZE || report_unpack(bytes_of(e->data, e->size), &payload) != ERR_NONE)
        return refuse(s, e, "not a report of the adapter");
    size_t at = (size_t)(payload.data - e->data);
    memset(e->data + at + payload.size, 0, e->size - at - payload.size);
    return e->act == WIRE_ACT_OUT ? add_out(s, n, payload.data, payload.size)
                                  : add_in(s, n, payload.data, payload.size, at);
}

static enum err take_entry(struct sam_scrub *s, size_t n)
{
    struct wire_entry *e = &s->record->log.entry[n];
    if (scrub_is_control(e))
        return scrub_standard(s->record, e) == ERR_NONE
                   ? ERR_NONE
                   : refuse(s, e, "a request that is not known");
    if (e->act != WIRE_ACT_OUT && e->act != WIRE_ACT_IN)
        return ERR_NONE;
    if (s->reports)
        return take_report(s, n);
    return e->act == WIRE_ACT_OUT ? add_out(s, n, e->data, e->size)
                                  : add_in(s, n, e->data, e->size, 0);
}

enum err scrub_sam(struct record *record, char *ret_why)
{
    struct sam_scrub *s = calloc(1, sizeof *s);
    if (!s)
        return ERR_MEMORY;
    s->record = record;
    s->why = ret_why;
    s->reports = record->identity.interface[record->interface].device_class == 3;
    enum err e = ERR_NONE;
    for (size_t i = 0; i < record->log.count && e == ERR_NONE; i++)
        e = take_entry(s, i);
    if (e == ERR_NONE)
        end_answer(s);
    wipe_free(s, sizeof *s);
    return e;
}
