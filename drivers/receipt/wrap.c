/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/wrap.h"

#include <string.h>

#include "drivers/receipt/layout.h"
#include "platform/base/text.h"

static bool is_one_of(const char *signs, uint32_t c)
{
    for (uint32_t s = text_next(&signs); s; s = text_next(&signs))
        if (s == c)
            return true;
    return false;
}

static bool is_closing(uint32_t c)
{
    return is_one_of("，。？！：；、）》」』】〕〉”’…—·％,.?!:;)]}%", c);
}

static bool is_opening(uint32_t c)
{
    return is_one_of("（《「『【〔〈“‘￥([{", c);
}

/* May a line end between these two neighbours? */
static bool may_break(uint32_t before, uint32_t after)
{
    if (layout_width_of(after) == 0)
        return false;
    if (before == ' ' || after == ' ')
        return true;
    if (is_closing(after) || is_opening(before))
        return false;
    return before >= 0x80 || after >= 0x80;
}

struct scan {
    const char *end; /* first byte that does not fit */
    const char *brk; /* last good place to break, NULL when none */
};

/* How far a line can go. */
static struct scan scan_line(const char *start, int columns)
{
    struct scan s = {.end = start};
    uint32_t before = 0;
    int width = 0;
    for (const char *p = start; *p;) {
        const char *here = p;
        uint32_t c = text_next(&p);
        if (before && may_break(before, c))
            s.brk = here;
        width += layout_width_of(c);
        if (width > columns && c != ' ')
            return s;
        s.end = p;
        before = c;
    }
    s.brk = s.end;
    return s;
}

static size_t without_trailing_blanks(const char *start, const char *end)
{
    while (end > start && end[-1] == ' ')
        end--;
    return (size_t)(end - start);
}

bool wrap_next(const char **at, int columns, const char **ret_start, size_t *ret_bytes)
{
    if (!*at)
        return false;
    const char *start = *at;
    struct scan s = scan_line(start, columns);
    const char *end = s.brk ? s.brk : s.end;
    *ret_start = start;
    *ret_bytes = without_trailing_blanks(start, end);
    *at = *end ? end : NULL;
    return true;
}
