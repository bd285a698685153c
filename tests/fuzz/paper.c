/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/paper platform/base */
#include <string.h>

#include "platform/base/text.h"
#include "drivers/paper/lexer.h"
#include "drivers/paper/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct paper *paper = NULL;
    struct escpos_token token;
    size_t at = 0;
    while (at < size && escpos_next(data + at, size - at, false, &token)) {
        if (token.size == 0 || token.size > size - at)
            __builtin_trap(); /* a token moves on, and stays inside */
        at += token.size;
    }
    if (paper_decode(data, size, &(struct paper_printer){.dots = PAPER_DOTS}, &paper) != ERR_NONE)
        return 0;
    if (paper_height(paper) > 40000)
        __builtin_trap(); /* a receipt is bounded, whatever it says */
    paper_free(paper);
    return 0;
}
