/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/assurance.h"

#include <string.h>
#include <sys/random.h>

#include "platform/base/clock.h"

enum { CODE_MS = 5 * 60 * 1000, RESEND_S = 60, TOKEN_MS = 30 * 60 * 1000, HOUR_MS = 3600 * 1000 };

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* 32 digits of 0-9 a-f. */
static void make_id(char ret_text[33])
{
    uint8_t bytes[16] = {0};
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        abort();
    for (size_t i = 0; i < sizeof bytes; i++)
        sprintf(ret_text + 2 * i, "%02x", bytes[i]);
}

static void make_code(char ret_text[8])
{
    uint32_t n = 0;
    if (getrandom(&n, sizeof n, 0) != sizeof n)
        abort();
    snprintf(ret_text, 8, "%06u", n % 1000000);
}

/* 13800000026 → 138****0026 */
static void mask(const char *mobile, char ret_text[20])
{
    size_t len = strlen(mobile);
    snprintf(ret_text, 20, "%.3s****%s", mobile, len > 4 ? mobile + len - 4 : "");
}

/* Those to one person within an hour. */
static int count_sent(const struct assurance *a, const char *number, int64_t now)
{
    int n = 0;
    for (size_t i = 0; i < a->count; i++)
        n += strcmp(a->sms[i].number, number) == 0 && now - a->sms[i].sent_ms < HOUR_MS;
    return n;
}

static struct sms *new_sms(struct assurance *a)
{
    if (a->count == ASSURANCE_MESSAGES) {
        memmove(&a->sms[0], &a->sms[1], sizeof a->sms[0] * (ASSURANCE_MESSAGES - 1));
        a->count--;
    }
    return &a->sms[a->count++];
}

static struct answer send_code(struct assurance *a, const struct people *people, const json_t *doc)
{
    const char *number = member(doc, "applyer_page_code");
    json_t *shared = people_shared(people, number);
    char mobile[20], shown[20], resend[8], valid[8];
    snprintf(mobile, sizeof mobile, "%s", member(shared, "contact_mobile"));
    json_decref(shared);
    if (!*mobile)
        return answer_error(40401, "没有登记过您的手机号，请到窗口办理。", "contact_mobile");
    if (count_sent(a, number, clock_wall_ms()) >= ASSURANCE_SENDS)
        return answer_error(42901, "验证码发得太多了，请一小时以后再试，或到窗口办理。", "step-up");
    struct sms *sms = new_sms(a);
    *sms = (struct sms){.sent_ms = clock_wall_ms(), .tries = ASSURANCE_TRIES};
    make_id(sms->id);
    make_code(sms->code);
    snprintf(sms->number, sizeof sms->number, "%s", number);
    snprintf(sms->mobile, sizeof sms->mobile, "%s", mobile);
    mask(mobile, shown);
    snprintf(resend, sizeof resend, "%d", RESEND_S);
    snprintf(valid, sizeof valid, "%d", CODE_MS / 1000);
    return answer_good(200, "",
                       json_pack("{s:s,s:s,s:s,s:s}", "step_up_id", sms->id, "sent_to", shown,
                                 "valid_s", valid, "resend_s", resend));
}

bool assurance_grant(struct store *store, json_t *person)
{
    char token[33];
    make_id(token);
    json_object_set_new(person, "assurance_level", json_string("2"));
    json_object_set_new(person, "assurance_token", json_string(token));
    return store_add_token(store, token, member(person, "applyer_page_code"),
                           clock_wall_ms() + TOKEN_MS);
}

static struct sms *find(struct assurance *a, const json_t *doc)
{
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->sms[i].id, member(doc, "step_up_id")) == 0 &&
            strcmp(a->sms[i].number, member(doc, "applyer_page_code")) == 0)
            return &a->sms[i];
    return NULL;
}

static struct answer check_code(struct assurance *a, struct store *store, const json_t *doc)
{
    struct sms *sms = find(a, doc);
    bool open = sms && sms->tries > 0 && clock_wall_ms() - sms->sent_ms < CODE_MS;
    bool same = open && strcmp(sms->code, member(doc, "code")) == 0;
    if (open)
        sms->tries = same ? 0 : sms->tries - 1;
    if (!same)
        return answer_error(42203, "验证码不对或者过期了，请看一看短信，或再发一次。", "code");
    json_t *person = json_pack("{s:s}", "applyer_page_code", sms->number);
    if (!assurance_grant(store, person)) {
        json_decref(person);
        return answer_error(50001, "系统繁忙，请稍后再试。", "store");
    }
    json_object_del(person, "applyer_page_code");
    return answer_good(200, "", person);
}

struct answer assurance_step_up(struct assurance *assurance, const struct people *people,
                                struct store *store, const json_t *doc)
{
    return json_object_get(doc, "step_up_id") ? check_code(assurance, store, doc)
                                              : send_code(assurance, people, doc);
}

int assurance_level(struct store *store, const json_t *doc, int64_t at_ms)
{
    const char *token = member(doc, "assurance_token");
    if (json_object_get(doc, "anonymous"))
        return 0;
    return *token && store_has_token(store, token, member(doc, "applyer_page_code"), at_ms) ? 2 : 1;
}

const char *assurance_code(const struct assurance *assurance, const char *number)
{
    for (size_t i = assurance->count; i > 0; i--)
        if (strcmp(assurance->sms[i - 1].number, number) == 0)
            return assurance->sms[i - 1].code;
    return "";
}
