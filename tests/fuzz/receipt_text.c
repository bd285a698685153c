/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz-links: drivers/receipt */
/* Three bytes: columns, kind, scale; the rest is text, cut at a tab into label and value. */
#include <string.h>

#include "drivers/receipt/layout.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(const struct layout *l, int columns)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct layout_line *line = &l->line[i];
        if (line->kind != LAYOUT_TEXT)
            continue;
        if (layout_width(line->text) * line->scale > columns ||
            line->bold_from > strlen(line->text))
            __builtin_trap(); /* every line fits the paper */
        for (const char *p = line->text; *p; p++)
            if ((unsigned char)*p < 0x20 || *p == 0x7F)
                __builtin_trap(); /* nothing a printer could take for a command */
    }
}

static void lay_out(struct receipt_job *job, int columns)
{
    struct layout *l = NULL;
    if (layout_new(job, columns, &l) == ERR_NONE)
        check_lines(l, columns);
    layout_free(l);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3 || size > 2048)
        return 0;
    struct receipt_job job = {.count = 1};
    const char *text = (const char *)data + 3, *tab = memchr(text, '\t', size - 3);
    size_t left = size - 3, label = tab ? (size_t)(tab - text) : left;
    job.line[0].kind = (enum receipt_kind)(data[1] % 6);
    job.line[0].scale = data[2] % 4;
    job.line[0].bold = data[2] & 4;
    if (secret_set(&job.line[0].text, text, label) == ERR_NONE &&
        (!tab || secret_set(&job.line[0].value, tab + 1, left - label - 1) == ERR_NONE))
        lay_out(&job, 16 + data[0] % 49);
    receipt_job_wipe(&job);
    return 0;
}
