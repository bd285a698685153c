/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/draft.h"

#include <time.h>

struct receipt_line *draft_add(struct draft *d, enum receipt_kind kind, const char *text)
{
    static struct receipt_line nowhere;
    if (d->err == ERR_NONE && d->job.count == RECEIPT_LINES_MAX)
        d->err = ERR_TOO_LONG;
    if (d->err != ERR_NONE)
        return &nowhere;
    struct receipt_line *line = &d->job.line[d->job.count++];
    *line = (struct receipt_line){.kind = kind, .scale = 1};
    d->err = secret_set_text(&line->text, text);
    return line;
}

void draft_centred(struct draft *d, const char *text, bool bold, int scale)
{
    struct receipt_line *line = draft_add(d, RECEIPT_TEXT, text);
    line->align = RECEIPT_CENTRE;
    line->bold = bold;
    line->scale = scale;
}

void draft_pair(struct draft *d, const char *label, const char *value)
{
    struct receipt_line *line = draft_add(d, RECEIPT_PAIR, label);
    if (d->err == ERR_NONE)
        d->err = secret_set_text(&line->value, value);
}

void draft_feed(struct draft *d, int lines)
{
    draft_add(d, RECEIPT_FEED, "")->scale = lines;
}

void draft_say_time(int64_t ms, char *ret_text, size_t size)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm when;
    localtime_r(&seconds, &when);
    strftime(ret_text, size, "%Y-%m-%d %H:%M", &when);
}
