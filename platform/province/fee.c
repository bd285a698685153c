/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/fee.h"

#include <string.h>

#include "platform/base/money.h"
#include "platform/province/codes.h"
#include "platform/province/message_json.h"
#include "platform/province/reply_json.h"

static enum err put_number(json_t *object, const struct pairs *wish, const char *name)
{
    TRY(code_check_project_no(pairs_get(wish, name)));
    return json_put_text(object, name, pairs_get(wish, name));
}

enum err fee_write_list(const struct message_sender *sender, const char *task_code,
                        const struct pairs *who, const struct pairs *wish, struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin_item(sender, "fees", task_code, who, &object));
    if (*pairs_get(wish, "project_no"))
        TRY(put_number(object, wish, "project_no"));
    return message_end(object, ret_doc);
}

enum err fee_write_state(const struct message_sender *sender, const char *task_code,
                         const struct pairs *who, const struct pairs *wish, struct secret *ret_doc)
{
    AUTO(auto_json_decref) json_t *object = NULL;
    TRY(message_begin_item(sender, "fee_state", task_code, who, &object));
    TRY(put_number(object, wish, "pay_no"));
    return message_end(object, ret_doc);
}

static bool read_state(const json_t *data, enum fee_state *ret_state)
{
    static const char *const names[] = {"unpaid", "paid", "closed"};
    _Static_assert(ARRAY_LEN(names) == FEE_STATE_COUNT, "each has a name");
    char text[16];
    if (!reply_text(data, "state", text, sizeof text))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(names[i], text) == 0) {
            *ret_state = (enum fee_state)i;
            return true;
        }
    return false;
}

static bool read_amount(const json_t *data, int64_t *ret_fen)
{
    char text[MONEY_TEXT];
    return reply_text(data, "amount", text, sizeof text) &&
           money_parse(text, ret_fen) == ERR_NONE && *ret_fen > 0;
}

/* Visible ASCII after http:// or https://. */
static bool is_url(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (const char *p = text; *p; p++)
        if (*p <= ' ' || *p > '~')
            return false;
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
        if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
            return text[strlen(schemes[i])] != '\0';
    return false;
}

static enum err read_fee(const json_t *data, struct fee *fee)
{
    if (!read_state(data, &fee->state) ||
        !reply_text(data, "pay_no", fee->pay_no, sizeof fee->pay_no) ||
        code_check_project_no(fee->pay_no) != ERR_NONE || !read_amount(data, &fee->fen))
        return ERR_FORMAT;
    TRY(reply_words(data, "fee_name", fee->name, sizeof fee->name));
    TRY(reply_words(data, "payee", fee->payee, sizeof fee->payee));
    TRY(reply_words(data, "payer", fee->payer, sizeof fee->payer));
    if (!*fee->name || !*fee->payee)
        return ERR_FORMAT;
    if (fee->state != FEE_UNPAID)
        return ERR_NONE;
    if (!reply_text(data, "pay_url", fee->pay_url, sizeof fee->pay_url) || !is_url(fee->pay_url))
        return ERR_FORMAT;
    return reply_ms(data, "expires_at", &fee->expires_ms);
}

static enum err read_fees(const json_t *fees, struct fee_list *list)
{
    if (!json_is_array(fees) || json_array_size(fees) > FEES_MAX)
        return ERR_FORMAT;
    for (size_t i = 0; i < json_array_size(fees); i++)
        TRY(read_fee(json_array_get(fees, i), &list->fee[list->count++]));
    return ERR_NONE;
}

enum err fee_read_list(const char *body, size_t size, struct fee_list *ret_list)
{
    struct fee_list made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_fees(json_object_get(json_object_get(reply, "data"), "fees"), &made);
    if (e == ERR_NONE)
        *ret_list = made;
    fee_list_wipe(&made);
    return e;
}
