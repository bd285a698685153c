/* SPDX-License-Identifier: Apache-2.0 */
/* What is said to a printer beside a slip: questions, and commands of a few bytes. */
#include <string.h>

#include "drivers/receipt/escpos_codec.h"

enum { ESC = 0x1B, GS = 0x1D, DLE = 0x10 };

static size_t copy(uint8_t *to, const uint8_t *from, size_t size)
{
    memcpy(to, from, size);
    return size;
}

size_t escpos_codec_confirm(enum profile_confirm how, const char *id,
                            uint8_t ret_bytes[ESCPOS_ASK_MAX])
{
    static const uint8_t process_id[] = {GS, '(', 'H', 6, 0, 0x30, 0x30};
    static const uint8_t in_order[] = {GS, 'r', 1};
    if (how == CONFIRM_GS_PAREN_H) {
        size_t n = copy(ret_bytes, process_id, sizeof process_id);
        return n + copy(ret_bytes + n, (const uint8_t *)id, 4);
    }
    if (how == CONFIRM_GS_R)
        return copy(ret_bytes, in_order, sizeof in_order);
    return 0;
}

size_t escpos_codec_ask(int n, uint8_t ret_bytes[ESCPOS_ASK_MAX])
{
    const uint8_t ask[] = {DLE, 4, (uint8_t)n};
    return copy(ret_bytes, ask, sizeof ask);
}

size_t escpos_codec_command(const struct receipt_profile *p, const struct template *t,
                            uint8_t ret_bytes[ESCPOS_ASK_MAX])
{
    const struct template_values values = profile_values(p);
    return template_fill(t, &values, ret_bytes);
}

/* Into the bin where there is one: it is nobody's who stands there now. */
size_t escpos_codec_eject(const struct receipt_profile *p, uint8_t ret_bytes[ESCPOS_ASK_MAX])
{
    const uint8_t push[] = {ESC, '@', ESC, 'd', (uint8_t)(p->feed_lines + 1)};
    size_t n = copy(ret_bytes, push, sizeof push);
    n += escpos_codec_command(p, &p->cut, ret_bytes + n);
    return n + escpos_codec_command(p, p->retract.size ? &p->retract : &p->present, ret_bytes + n);
}

size_t escpos_codec_discard(enum profile_discard how, uint8_t ret_bytes[ESCPOS_ASK_MAX])
{
    const uint8_t recover[] = {DLE, 5, 2};
    const uint8_t clear[] = {DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8};
    if (how == DISCARD_DLE_ENQ)
        return copy(ret_bytes, recover, sizeof recover);
    if (how == DISCARD_DLE_DC4)
        return copy(ret_bytes, clear, sizeof clear);
    return 0;
}
