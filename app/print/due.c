/* SPDX-License-Identifier: Apache-2.0 */
#include "app/print/due.h"

#include "platform/base/date.h"

void due_say(const struct item *item, const char *promise_date, const struct calendar *calendar,
             int64_t wall_ms, struct due *ret_due)
{
    static const struct calendar none;
    const struct term term = {item->promise.days,
                              item->promise.workdays ? TERM_WORKDAYS : TERM_DAYS};
    struct term_end end = term_count(calendar ? calendar : &none, &term, term_now(wall_ms));
    int promised;
    *ret_due = (struct due){.by = ""};
    if (date_parse(promise_date, &promised) == ERR_NONE)
        end.due = promised;
    term_say_due(&term, &end, ret_due->by);
    if (*ret_due->by)
        term_say_begin(calendar, &end, ret_due->begins);
}
