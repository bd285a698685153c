/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/scanner */
/* Two bytes: size of the report descriptor; the descriptor; then reports, each with its size byte.
 */
#include "drivers/scanner/hidpos_codec.h"
#include "drivers/scanner/payload.h"
#include "platform/base/bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_layout(const struct hidpos_layout *l)
{
    const int at[] = {l->length_at, l->aim_at[0],    l->aim_at[1],
                      l->aim_at[2], l->continued_at, l->data_at + l->data_size - 1};
    for (size_t i = 0; i < ARRAY_LEN(at); i++)
        if (at[i] < HIDPOS_NOWHERE || at[i] >= l->report_size)
            __builtin_trap(); /* nothing is looked for outside the report */
    if (l->report_size > HIDPOS_REPORT_MAX || l->data_at < 0 || l->data_size < 1)
        __builtin_trap();
}

static void feed(const struct hidpos_layout *layout, struct bytes *b)
{
    static struct hidpos_join join;
    hidpos_join_init(&join, layout);
    while (bytes_left(b) > 0) {
        size_t n = bytes_u8(b);
        n = n < bytes_left(b) ? n : bytes_left(b);
        bool whole = false;
        enum err e = hidpos_join_add(&join, bytes_take(b, n), n, &whole);
        if ((e != ERR_NONE && join.size > 0) || (whole && join.size == 0))
            __builtin_trap();
        char text[64];
        if (whole && payload_text(join.data, join.size, text, sizeof text) == ERR_NONE &&
            payload_classify(join.data, join.size) == PAYLOAD_BINARY)
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = bytes_of(data, size);
    struct hidpos_layout layout;
    size_t n = bytes_u16be(&b);
    n = n < bytes_left(&b) ? n : bytes_left(&b);
    const uint8_t *descriptor = bytes_take(&b, n);
    if (!descriptor || hidpos_layout_parse(descriptor, n, &layout) != ERR_NONE)
        return 0;
    check_layout(&layout);
    feed(&layout, &b);
    return 0;
}
