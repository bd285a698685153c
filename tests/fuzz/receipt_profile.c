/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/receipt */
/* A printer's profile: what is taken keeps every promise that the driver builds on. */
#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/escpos_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct receipt_profile *p)
{
    const struct template *const commands[] = {&p->cut, &p->present, &p->retract, &p->eject};
    uint8_t bytes[ESCPOS_ASK_MAX];
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (escpos_has_real_time(bytes, escpos_codec_command(p, commands[i], bytes)))
            __builtin_trap();
    if (escpos_codec_eject(p, bytes) > ESCPOS_ASK_MAX || p->columns * PROFILE_CELL > p->dots)
        __builtin_trap();
    for (size_t s = 0; s < SIGN_COUNT; s++)
        for (size_t i = 0; i < p->sign[s].count; i++)
            if (p->sign[s].bit[i].eot == 0 && p->sign[s].bit[i].at >= p->reply.size)
                __builtin_trap(); /* a byte that no answer has */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct receipt_profile p;
    char why[PROFILE_WHY] = "";
    if (profile_parse((const char *)data, size, &p, why) == ERR_NONE)
        check(&p);
    else if (!why[0])
        __builtin_trap();
    return 0;
}
