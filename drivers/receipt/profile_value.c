/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/profile_value.h"

#include <string.h>

#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/escpos_status.h"

enum { BYTE_MAX = 255 };

/* One "own3:20"; false when it is none. */
static bool read_bit(const char *word, struct profile_bits *bits)
{
    char kind[4];
    unsigned number, mask;
    int end = 0;
    if (sscanf(word, "%3[a-z]%2u:%2X%n", kind, &number, &mask, &end) != 3 ||
        (word[end] != '\0' && word[end] != ' ') || mask == 0 || number == 0)
        return false;
    bool own = strcmp(kind, "own") == 0;
    if (own ? number > TEMPLATE_BYTES : strcmp(kind, "eot") != 0 || number > ESCPOS_STATUS_KINDS)
        return false;
    bits->bit[bits->count].eot = own ? 0 : (uint8_t)number;
    bits->bit[bits->count].at = own ? (uint8_t)(number - 1) : 0;
    bits->bit[bits->count++].mask = (uint8_t)mask;
    return true;
}

const char *profile_read_bits(const char *text, void *ret_bits)
{
    struct profile_bits bits = {.count = 0};
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        if (bits.count == PROFILE_BITS)
            return "more than 4 bits";
        if (!read_bit(text, &bits))
            return "not bits as own3:20 or eot2:04";
        text += strcspn(text, " ");
    }
    *(struct profile_bits *)ret_bits = bits;
    return NULL;
}

const char *profile_read_code_page(const char *text, void *ret_number)
{
    char *end;
    long n = strtol(text, &end, 10);
    if (strcmp(text, "none") == 0)
        n = -1;
    else if (*end || end == text || n < 0 || n > BYTE_MAX)
        return "neither none nor 0 to 255";
    *(int *)ret_number = (int)n;
    return NULL;
}

static const char *check_widths(const struct receipt_profile *p, const char **ret_name)
{
    *ret_name = "dots";
    if (p->dots % 8 != 0 || p->raster_dots % 8 != 0)
        return "not whole bytes";
    *ret_name = "columns";
    if (p->columns * PROFILE_CELL > p->dots)
        return "wider than the paper";
    *ret_name = "raster_dots";
    if (p->raster_dots > p->dots || p->qr_dots > p->raster_dots)
        return "qr_dots, raster_dots and dots do not fit each other";
    return NULL;
}

static const char *check_status(const struct receipt_profile *p, const char **ret_name)
{
    *ret_name = "ask";
    if ((p->ask.size == 0) != (p->reply.size == 0))
        return "ask and reply belong together";
    if (template_has(&p->ask, TEMPLATE_LENGTH) || template_has(&p->ask, TEMPLATE_SECONDS))
        return "a question has no places";
    *ret_name = "status";
    for (size_t s = 0; s < SIGN_COUNT; s++)
        for (size_t i = 0; i < p->sign[s].count; i++) {
            bool own = p->sign[s].bit[i].eot == 0;
            if (own ? p->sign[s].bit[i].at >= p->reply.size : !p->real_time)
                return "a bit of an answer that is never asked for";
        }
    *ret_name = "discard";
    if (profile_is_mute(p) && p->discard == DISCARD_DLE_DC4)
        return "dle-dc4 is answered, and this printer is never read";
    return NULL;
}

/* Nothing here may be obeyed out of its turn, nor end what another command began. */
static bool is_in_order(const struct receipt_profile *p, const struct template *t)
{
    uint8_t bytes[TEMPLATE_BYTES];
    struct template_values values = profile_values(p);
    size_t n = template_fill(t, &values, bytes);
    const uint8_t joint[2] = {0x10, n > 0 ? bytes[0] : 0};
    return !escpos_has_real_time(bytes, n) && !escpos_is_real_time(joint);
}

static const char *check_commands(const struct receipt_profile *p, const char **ret_name)
{
    const struct {
        const char *name;
        const struct template *t;
    } all[] = {
        {"cut", &p->cut}, {"present", &p->present}, {"retract", &p->retract}, {"eject", &p->eject}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        *ret_name = all[i].name;
        if (!is_in_order(p, all[i].t))
            return "holds a real-time command, or may end one";
        if (i != 1 &&
            (template_has(all[i].t, TEMPLATE_LENGTH) || template_has(all[i].t, TEMPLATE_SECONDS)))
            return "only present has places";
    }
    return NULL;
}

static const char *check_presenter(const struct receipt_profile *p, const char **ret_name)
{
    *ret_name = "present_mm";
    if (template_has(&p->present, TEMPLATE_LENGTH)) {
        int steps = (p->present_mm * 1000 + p->step_um / 2) / p->step_um;
        if (steps < 1 || steps > BYTE_MAX)
            return "not 1 to 255 steps";
    }
    *ret_name = "left";
    if (p->left == LEFT_RETRACT && p->retract.size == 0)
        return "there is no command to retract";
    if (p->left == LEFT_EJECT && p->eject.size == 0)
        return "there is no command to eject";
    return check_commands(p, ret_name);
}

const char *profile_check(const void *filled, const char **ret_name)
{
    const struct receipt_profile *p = filled;
    const char *why = check_widths(p, ret_name);
    if (!why)
        why = check_status(p, ret_name);
    return why ? why : check_presenter(p, ret_name);
}
