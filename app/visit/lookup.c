/* SPDX-License-Identifier: Apache-2.0 */
/* Looking up one case by its number. */
#include <string.h>

#include "app/visit/visit.h"
#include "platform/base/text.h"

/* A number of a case: letters, digits and '-', six digits among them. Telephone numbers of offices
 * are shorter. */
enum { NUMBER_MIN = 8, NUMBER_MAX = 50, DIGITS_MIN = 6 };

static bool is_of_number(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

static bool is_number(const char *text, size_t len)
{
    size_t digits = 0;
    for (size_t i = 0; i < len; i++) {
        if (!is_of_number(text[i]))
            return false;
        digits += text[i] >= '0' && text[i] <= '9';
    }
    return len >= NUMBER_MIN && len <= NUMBER_MAX && digits >= DIGITS_MIN;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

enum err visit_read_number(struct visit *visit, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && !is_space(text[end]))
            end++;
        if (is_number(text + at, end - at)) {
            memcpy(visit->number, text + at, end - at);
            visit->number[end - at] = '\0';
            return ERR_NONE;
        }
        at = end + 1;
    }
    return ERR_MISSING;
}

void visit_take_found(struct visit *visit, const struct case_status *status)
{
    struct case_row row = {.state = status->state};
    text_copy(row.project_no, sizeof row.project_no,
              *status->project_no ? status->project_no : status->local_number);
    text_copy(row.promise_date, sizeof row.promise_date, status->promise_date);
    text_copy(row.message, sizeof row.message, status->message);
    row.unpaid = status->unpaid;
    case_list_wipe(&visit->cases);
    together_forget(visit);
    visit->cases.count = 1;
    visit->cases.row[0] = row;
    visit->cases_known = true;
}

void visit_forget_cases(struct visit *visit)
{
    visit->cases_known = false;
    case_list_wipe(&visit->cases);
    together_forget(visit);
    wipe(visit->number, sizeof visit->number);
    wipe(visit->owes_for, sizeof visit->owes_for);
}
