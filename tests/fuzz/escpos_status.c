/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/receipt */
/* Whatever a printer says: its replies, and its device id. */
#include <string.h>

#include "drivers/receipt/escpos_status.h"
#include "drivers/receipt/ieee1284.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_id(const uint8_t *data, size_t size)
{
    char text[IEEE1284_MAX], value[16];
    if (ieee1284_parse(data, size, text, sizeof text) != ERR_NONE)
        return;
    for (const char *p = text; *p; p++)
        if (*p < 0x20 || *p > 0x7E)
            __builtin_trap(); /* only what can be shown */
    if (ieee1284_field(text, "MDL", "MODEL", value, sizeof value) && strlen(value) >= sizeof value)
        __builtin_trap();
    (void)ieee1284_is_page_printer(text);
}

/* However it began, a printer that falls silent and then answers is understood again. */
static void check_recovery(struct escpos_parser *p)
{
    static const uint8_t answer[] = {0x37, 0x22, '0', '0', '4', '2', 0};
    for (int i = 0; i < 2; i++)
        (void)escpos_status_take(p, 0xFF);
    struct escpos_reply r = {.kind = ESCPOS_NOTHING};
    for (size_t i = 0; i < sizeof answer; i++)
        r = escpos_status_take(p, answer[i]);
    if (r.kind != ESCPOS_PRINTED || strcmp(r.id, "0042") != 0)
        __builtin_trap();
}

/* The same bytes while the maker's own answer is awaited. */
static void check_awaited(const uint8_t *data, size_t size)
{
    static const struct template shape = {.size = 4,
                                          .byte = {0x10, 0x0F, TEMPLATE_ANY, TEMPLATE_ANY}};
    struct escpos_parser parser = {.awaited = &shape};
    for (size_t i = 0; i < size; i++) {
        struct escpos_reply r = escpos_status_take(&parser, data[i]);
        if (r.kind == ESCPOS_OWN && (i < 3 || memcmp(r.own, data + i - 3, 4) != 0))
            __builtin_trap(); /* it stood in the stream as it was given */
    }
    parser.awaited = NULL;
    check_recovery(&parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_awaited(data, size);
    struct escpos_parser parser = {.count = 0};
    for (size_t i = 0; i < size; i++) {
        struct escpos_reply r = escpos_status_take(&parser, data[i]);
        uint32_t flags = 0;
        for (int n = 1; r.kind == ESCPOS_REAL_TIME && n <= ESCPOS_STATUS_KINDS; n++)
            if (escpos_status_flags(n, r.byte, &flags) != ERR_NONE)
                __builtin_trap();
        if (r.kind == ESCPOS_PRINTED && strlen(r.id) > 4)
            __builtin_trap();
    }
    check_recovery(&parser);
    check_id(data, size);
    return 0;
}
