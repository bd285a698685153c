/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/desk_handovers.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <time.h>

#include "platform/base/clock.h"
#include "tests/province/desk_cases.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/desk_corrections.h"

enum { DAYS = 7, DAY_MS = 24 * 3600 * 1000, RANDOM = 16, SIGNS = 8, LAST = 4, PAPER_DAYS = 10 };
enum { GUESSES = 20, GUESS_MS = 3600 * 1000 }; /* of 32^8 codes, by all phones together */

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* Nobody guesses it. */
static bool make_token(char ret_text[HANDED_TOKEN])
{
    unsigned char bytes[RANDOM];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return false;
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(ret_text + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

/* 32 signs of which none is read as another: five bits each. */
static bool make_code(char ret_text[HANDED_CODE])
{
    static const char signs[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    unsigned char bytes[SIGNS];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return false;
    for (int i = 0; i < SIGNS; i++)
        ret_text[i] = signs[bytes[i] % (sizeof signs - 1)];
    ret_text[SIGNS] = '\0';
    return true;
}

static struct answer tell(const struct desk *desk, const struct handed *h)
{
    char url[300], until[24];
    const char *who = desk->lapses.on[LAPSE_WHOSE] ? member(h->doc, "applyer_page_code") : "";
    snprintf(url, sizeof url, "%sgo/%s%s",
             desk->office_url ? desk->office_url : "https://phone.yanhu.example/", h->token, who);
    snprintf(until, sizeof until, "%lld", h->until_ms);
    return answer_good(200, "",
                       json_pack("{s:s,s:s,s:s,s:s,s:s}", "handover_id", h->id, "url", url, "code",
                                 h->code, "code_place",
                                 "打开「运城政务」，点「接着办」，输入这个码", "valid_until",
                                 until));
}

static struct answer begin(struct desk *desk, const json_t *doc)
{
    struct handed h = {.until_ms = clock_wall_ms() + (long long)DAYS * DAY_MS};
    snprintf(h.id, sizeof h.id, "%s", member(doc, "handover_id"));
    h.doc = json_deep_copy(doc);
    bool made = make_token(h.token) && make_code(h.code);
    if (desk->lapses.on[LAPSE_HANDOVER])
        made = made && make_token(h.id);
    struct answer answer = made && store_hand(desk->store, &h) ? tell(desk, &h) : desk_failed();
    json_decref(h.doc);
    return answer;
}

/* The same one again: the same place, and what was said last. */
static struct answer again(struct desk *desk, struct handed *h, const json_t *doc)
{
    bool theirs =
        strcmp(member(h->doc, "applyer_page_code"), member(doc, "applyer_page_code")) == 0;
    if (!theirs)
        return answer_error(42202, "没有转成，请返回重新开始。", "handover_id");
    return store_rehand(desk->store, h->id, doc) ? tell(desk, h) : desk_failed();
}

struct answer desk_handover(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct handed known = {.doc = NULL};
    const struct item_rule *rule = desk_rule(desk, member(doc, "task_code"));
    if (!rule)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    if (rule->proof)
        return answer_error(42202, "这件事不能转到手机上，请在这里办。", "task_code");
    struct answer low = desk_look_at_level(desk, doc, rule->level, clock_wall_ms());
    if (low.status)
        return low;
    if (desk->lapses.on[LAPSE_HANDOVER] ||
        !store_handed(desk->store, "id", member(doc, "handover_id"), &known))
        return begin(desk, doc);
    struct answer answer = again(desk, &known, doc);
    json_decref(known.doc);
    return answer;
}

enum handed_state desk_handed_state(struct desk *desk, const struct handed *handed)
{
    json_t *filed = store_answer_of_application(desk->store, handed->id);
    bool is_filed = filed;
    json_decref(filed);
    if (clock_wall_ms() >= handed->until_ms)
        return HANDED_OVER;
    if (handed->wrong >= HANDED_TRIES)
        return HANDED_SHUT;
    if (!*handed->opened)
        return HANDED_LOCKED;
    return is_filed ? HANDED_FILED : HANDED_OPEN;
}

bool desk_may_guess(struct desk *desk)
{
    int64_t now = clock_wall_ms();
    if (now >= desk->wrong_since_ms + GUESS_MS) {
        desk->wrong_since_ms = now;
        desk->wrong_codes = 0;
    }
    return desk->wrong_codes < GUESSES;
}

void desk_count_guess(struct desk *desk)
{
    desk->wrong_codes++;
}

bool desk_unlock(struct desk *desk, const struct handed *handed, const char *last_four,
                 char ret_opened[HANDED_TOKEN])
{
    const char *number = member(handed->doc, "applyer_page_code");
    size_t length = strlen(number);
    bool right = length >= LAST && strcasecmp(number + length - LAST, last_four) == 0;
    if (!right) {
        (void)store_count_wrong(desk->store, handed->id);
        return false;
    }
    if (*handed->opened) {
        snprintf(ret_opened, HANDED_TOKEN, "%s", handed->opened);
        return true;
    }
    return make_token(ret_opened) && store_open_handed(desk->store, handed->id, ret_opened);
}

static bool is_column(const char *name)
{
    static const char *const columns[] = {"contact_mobile", "contact_name", "address", "zip_code"};
    for (size_t i = 0; i < ARRAY_LEN(columns); i++)
        if (strcmp(columns[i], name) == 0)
            return true;
    return false;
}

/* What was typed on the phone, where the case has it. */
static void put_said(json_t *doc, const char *name, const char *value)
{
    if (is_column(name)) {
        json_object_set_new(doc, name, json_string(value));
        json_object_set_new(json_object_get(doc, "field_source"), name, json_string("answer"));
        return;
    }
    json_object_set_new(json_object_get(doc, "form"), name,
                        json_pack("{s:s,s:s}", "value", value, "source", "answer"));
}

/* As it would have come from a phone: GB/T 39046-2020 A.5 办理形式 3 移动端. 办件来源 of a phone
 * was not found in public, so none is said. */
static json_t *make_case(struct desk *desk, const struct handed *handed, const json_t *form)
{
    char number[32], stamp[16];
    time_t seconds = (time_t)(clock_wall_ms() / 1000) + 8 * 3600;
    struct tm when;
    json_t *doc = json_deep_copy(handed->doc), *one;
    size_t i;
    gmtime_r(&seconds, &when);
    strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%S", &when);
    snprintf(number, sizeof number, "PHONE-%06d", store_count_cases(desk->store) + 1);
    json_array_foreach(json_object_get(doc, "missing"), i, one)
    {
        const char *name = member(one, "field");
        if (*name && *member(form, name))
            put_said(doc, name, member(form, name));
    }
    json_object_del(doc, "missing");
    json_object_del(doc, "handover_id");
    json_object_set_new(doc, "operation", json_string("submit"));
    json_object_set_new(doc, "application_id", json_string(handed->id));
    json_object_set_new(doc, "local_number", json_string(number));
    json_object_set_new(doc, "apply_date", json_string(stamp));
    json_object_set_new(doc, "apply_type", json_string("3"));
    return doc;
}

static void ask_for_papers(struct desk *desk, const struct handed *handed, const char *number)
{
    char until[9];
    json_t *one;
    size_t i;
    items_day(PAPER_DAYS, until);
    json_array_foreach(json_object_get(handed->doc, "missing"), i, one)
    {
        const struct desk_lack lack = {.field = "",
                                       .name = member(one, "material_name"),
                                       .material = member(one, "material"),
                                       .reason = "手机上提交时没有这份材料，请补交。",
                                       .until = until};
        if (*lack.name)
            (void)desk_return(desk, number, &lack);
    }
}

bool desk_file_handed(struct desk *desk, const struct handed *handed, const json_t *form)
{
    json_t *doc = make_case(desk, handed, form);
    const struct judge_request r = {
        .code = member(handed->doc, "kiosk_code"), .key = handed->id, .digest = ""};
    struct answer answer = desk_new_case(desk, &r, doc);
    bool filed = answer.status == 201;
    if (filed)
        ask_for_papers(desk, handed, member(doc, "local_number"));
    answer_done(&answer);
    json_decref(doc);
    return filed;
}
