/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/remote.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"

enum { WORDS_CHARACTERS = 60, ENGLISH_CHARACTERS = 120, DIGITS_MAX = 15, HOUR = 60 };

static const char *const outcomes[REMOTE_OUTCOMES] = {
    [REMOTE_SUCCESS] = "success", [REMOTE_FAILURE] = "failure",   [REMOTE_REJECTED] = "rejected",
    [REMOTE_EXPIRED] = "expired", [REMOTE_NOT_KNOWN] = "unknown",
};

const char *remote_outcome_name(enum remote_outcome outcome)
{
    return outcomes[outcome];
}

bool remote_outcome_find(const char *name, enum remote_outcome *ret_outcome)
{
    for (size_t i = 0; i < REMOTE_OUTCOMES; i++)
        if (strcmp(outcomes[i], name) == 0) {
            *ret_outcome = (enum remote_outcome)i;
            return true;
        }
    return false;
}

/* Milliseconds since 1970; 0 when they are not there. */
static bool read_until(const json_t *from, int64_t *ret_ms)
{
    char text[DIGITS_MAX + 1];
    if (!reply_text(from, "until", text, sizeof text) || text[strspn(text, "0123456789")])
        return false;
    *ret_ms = strtoll(text, NULL, 10);
    return true;
}

static bool read_words(const json_t *from, struct standing_words *words)
{
    return reply_text(from, "text", words->zh, sizeof words->zh) &&
           reply_text(from, "text_en", words->en, sizeof words->en) &&
           text_count(words->zh) <= WORDS_CHARACTERS &&
           text_count(words->en) <= ENGLISH_CHARACTERS && reply_is_value(words->zh) &&
           reply_is_value(words->en);
}

/* HHMM; "" is midnight. */
static bool read_minute(const json_t *from, const char *name, int *ret_minute)
{
    char text[5];
    if (!reply_text(from, name, text, sizeof text))
        return false;
    if (!*text)
        return true;
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
        return false;
    int number = atoi(text);
    *ret_minute = number / 100 * HOUR + number % 100;
    return number / 100 < 24 && number % 100 < HOUR;
}

/* What each kind needs. */
static const struct kind {
    const char *name;
    bool until, words;
} kinds[REMOTE_KINDS] = {
    [REMOTE_UNKNOWN] = {"", false, false},
    [REMOTE_REFRESH] = {"refresh", false, false},
    [REMOTE_SEND_NOW] = {"send_now", false, false},
    [REMOTE_OUT_OF_SERVICE] = {"out_of_service", true, true},
    [REMOTE_IN_SERVICE] = {"in_service", false, false},
    [REMOTE_NOTICE] = {"notice", true, false},
    [REMOTE_OPENING_HOURS] = {"opening_hours", false, false},
};

static enum remote_kind kind_of(const char *word)
{
    for (int i = REMOTE_UNKNOWN + 1; i < REMOTE_KINDS; i++)
        if (strcmp(kinds[i].name, word) == 0)
            return (enum remote_kind)i;
    return REMOTE_UNKNOWN;
}

/* A notice without words ends the one there is. */
static bool has_enough(const struct remote_order *order)
{
    const struct kind *kind = &kinds[order->kind];
    bool says = *order->words.zh != '\0';
    bool lasts = kind->until && (kind->words || says);
    return (!lasts || order->until_ms > 0) && (!kind->words || says);
}

static bool read_rest(const json_t *from, struct remote_order *order)
{
    return read_until(from, &order->until_ms) && read_words(from, &order->words) &&
           read_minute(from, "opens", &order->opens_min) &&
           read_minute(from, "closes", &order->closes_min) && has_enough(order);
}

static enum err read_order(const json_t *from, struct remote_order *order)
{
    if (json_copy_text(from, "order_id", order->id, sizeof order->id) != ERR_NONE ||
        code_check_uuid(order->id) != ERR_NONE ||
        json_copy_text(from, "kind", order->word, sizeof order->word) != ERR_NONE ||
        message_check_name(order->word) != ERR_NONE)
        return ERR_FORMAT;
    order->kind = kind_of(order->word);
    order->sound = read_rest(from, order);
    return ERR_NONE;
}

enum err remote_read(const char *body, size_t size, struct remote_orders *ret_orders)
{
    struct remote_orders made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    const json_t *all = json_object_get(json_object_get(reply, "data"), "orders");
    if (all && (json_typeof(all) != JSON_ARRAY || json_array_size(all) > REMOTE_ORDERS_MAX))
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(all); i++)
        TRY(read_order(json_array_get(all, i), &made.order[made.count++]));
    *ret_orders = made;
    return ERR_NONE;
}
