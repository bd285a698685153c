/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/control_booking.h"

#include <string.h>

#include "platform/base/money.h"
#include "tests/province/desk_booking.h"
#include "tests/province/store_booking.h"

enum { WORD_TEXT = 128, PAY_NO_TEXT = 24 };

/* fill [PLACE [DATE [HHMM]]] */
static bool fill(struct desk *desk, const char *rest, char **ret_text)
{
    char place[40] = "", date[9] = "", from[5] = "";
    (void)sscanf(rest, "%39s %8s %4s", place, date, from);
    bool ok = desk_fill(desk, place, date, from);
    *ret_text = strdup(ok ? "" : "no such time");
    return ok;
}

/* fee PAGECODE PAYER AMOUNT NAME [PROJECT_NO] */
static bool fee(struct desk *desk, const char *rest, char **ret_text)
{
    char person[32], payer[WORD_TEXT], amount[24], name[WORD_TEXT], project[64] = "";
    char pay_no[PAY_NO_TEXT];
    int64_t fen = 0;
    if (sscanf(rest, "%31s %127s %23s %127s %63s", person, payer, amount, name, project) < 4 ||
        money_parse(amount, &fen) != ERR_NONE || fen == 0) {
        *ret_text = strdup("fee PAGECODE PAYER 40.00 NAME [PROJECT_NO]");
        return false;
    }
    const struct owed owed = {person, payer, project, name, "盐湖区公安局", amount};
    bool ok = store_owe(desk->store, &owed, pay_no);
    *ret_text = strdup(ok ? pay_no : "the store");
    return ok;
}

static bool settle(struct desk *desk, const char *pay_no, const char *state, char **ret_text)
{
    bool ok = store_settle(desk->store, pay_no, state);
    *ret_text = strdup(ok ? "" : "no such unpaid fee");
    return ok;
}

static bool paid(struct desk *desk, const char *rest, char **ret_text)
{
    return settle(desk, rest, "paid", ret_text);
}

static bool closed(struct desk *desk, const char *rest, char **ret_text)
{
    return settle(desk, rest, "closed", ret_text);
}

static bool say(json_t *list, char **ret_text)
{
    *ret_text = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    return *ret_text != NULL;
}

static bool fees(struct desk *desk, const char *rest, char **ret_text)
{
    (void)rest;
    return say(store_all_fees(desk->store), ret_text);
}

static bool appointments(struct desk *desk, const char *rest, char **ret_text)
{
    (void)rest;
    return say(store_appointments(desk->store), ret_text);
}

static const struct {
    const char *word;
    bool (*run)(struct desk *desk, const char *rest, char **ret_text);
} words[] = {{"fill", fill},     {"fee", fee},   {"paid", paid},
             {"closed", closed}, {"fees", fees}, {"appointments", appointments}};

bool control_booking(struct desk *desk, const char *word, const char *rest, bool *ret_good,
                     char **ret_text)
{
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].word, word) == 0) {
            *ret_good = words[i].run(desk, rest, ret_text);
            return true;
        }
    return false;
}
