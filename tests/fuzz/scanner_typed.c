/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/scanner */
/* First byte: keyboard or line, and how a line's code ends. Then a keyboard's reports, or pieces of
 * a line each with its size byte; a piece of size 0 is silence. */
#include "drivers/scanner/line_codec.h"
#include "drivers/scanner/wedge_codec.h"
#include "platform/base/bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void type(struct bytes b)
{
    static struct wedge_join j;
    wedge_join_wipe(&j);
    while (bytes_left(&b) > 0) {
        bool whole = false, silence = bytes_u8(&b) == 0;
        size_t n = bytes_left(&b) < WEDGE_REPORT ? bytes_left(&b) : WEDGE_REPORT;
        enum err e = silence ? wedge_join_silence(&j, &whole)
                             : wedge_join_add(&j, bytes_take(&b, n), n, &whole);
        if (j.size > WEDGE_CODE_MAX || (whole && (e != ERR_NONE || j.size == 0)))
            __builtin_trap();
        for (size_t i = 0; whole && i < j.size; i++)
            if (j.data[i] >= 0x7F || (j.data[i] < ' ' && j.data[i] != '\t'))
                __builtin_trap(); /* ASCII only */
    }
}

static void send(struct bytes b, enum line_ends ends)
{
    static struct line_join j;
    line_join_init(&j, ends);
    while (bytes_left(&b) > 0) {
        bool whole = false;
        size_t n = bytes_u8(&b);
        n = n < bytes_left(&b) ? n : bytes_left(&b);
        enum err e = n == 0 ? line_join_silence(&j, &whole)
                            : line_join_add(&j, bytes_take(&b, n), n, &whole);
        if (j.size > LINE_CODE_MAX || (whole && (e != ERR_NONE || j.size == 0)))
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes b = bytes_of(data, size);
    uint8_t kind = bytes_u8(&b);
    if (kind & 1)
        type(b);
    else
        send(b, kind & 2 ? LINE_ENDS_SUFFIX : LINE_ENDS_SILENT);
    return 0;
}
