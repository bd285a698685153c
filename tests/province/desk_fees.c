/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_fees.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/clock.h"
#include "platform/base/text.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/items.h"
#include "tests/province/store_booking.h"

enum { PAGE_LIVES_MS = 30 * 60 * 1000, URL_TEXT = 128 };

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* What the kiosk may know: no number of a card, and an address while it is unpaid. */
static void finish(const struct desk *desk, json_t *fee)
{
    char url[URL_TEXT], expires[24];
    json_object_del(fee, "page_code");
    if (!*member(fee, "project_no"))
        json_object_del(fee, "project_no");
    if (strcmp(member(fee, "state"), "unpaid") != 0)
        return;
    snprintf(url, sizeof url, "%spay/%s",
             desk->office_url ? desk->office_url : "https://pay.yanhu.example/",
             member(fee, "pay_no"));
    snprintf(expires, sizeof expires, "%" PRId64, clock_wall_ms() + PAGE_LIVES_MS);
    json_object_set_new(fee, "pay_url", json_string(url));
    json_object_set_new(fee, "expires_at", json_string(expires));
}

static struct answer told(const struct desk *desk, json_t *fees)
{
    size_t i;
    json_t *one;
    json_array_foreach(fees, i, one) finish(desk, one);
    return answer_good(200, "", json_pack("{s:o}", "fees", fees));
}

struct answer desk_fees(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    const char *project_no = member(doc, "project_no"), *person = member(doc, "applyer_page_code");
    const struct store_asked asked = {r->code, "", project_no, person};
    if (*project_no) {
        json_t *known = store_find(desk->store, &asked);
        if (!known)
            return answer_error(40401, "没有查到这个办件。", "project_no");
        json_decref(known);
    }
    return told(desk, store_fees(desk->store, person, project_no, ""));
}

struct answer desk_fee_state(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    const char *person = member(doc, "applyer_page_code"), *pay_no = member(doc, "pay_no");
    json_t *fees = store_fees(desk->store, person, "", pay_no);
    if (json_array_size(fees) == 1 || desk->lapses.on[LAPSE_FEE])
        return told(desk, fees);
    json_decref(fees);
    return answer_error(40401, "没有查到这张缴款单。", "pay_no");
}

void desk_tell_fee(struct desk *desk, json_t *one)
{
    char state[FEE_STATE_TEXT];
    store_fee_state(desk->store, member(one, "project_no"), state);
    if (desk->lapses.on[LAPSE_FEE] && !*state)
        snprintf(state, sizeof state, "unpaid");
    if (*state)
        json_object_set_new(one, "fee_state", json_string(state));
}

void desk_mask(const char *name, char ret_text[DESK_NAME_TEXT])
{
    const char *at = name;
    text_next(&at);
    snprintf(ret_text, DESK_NAME_TEXT, "%.*s", (int)(at - name), name);
    while (text_next(&at))
        strncat(ret_text, "*", DESK_NAME_TEXT - strlen(ret_text) - 1);
}

bool desk_owe_for(struct desk *desk, const json_t *doc, const char *project_no)
{
    const char *name, *amount = items_fee(member(doc, "task_code"), &name);
    char payer[DESK_NAME_TEXT], pay_no[24];
    if (!amount)
        return true;
    desk_mask(member(doc, "applyer_name"), payer);
    const struct owed owed = {
        member(doc, "applyer_page_code"), payer, project_no, name, "盐湖区公安局", amount};
    return store_owe(desk->store, &owed, pay_no);
}
