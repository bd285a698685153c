/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/province/reply.h"

#include <string.h>

#include "platform/base/text.h"
#include "platform/province/catalogue.h"
#include "platform/province/codes.h"
#include "platform/province/reply_json.h"
#include "platform/province/signed.h"
#include "platform/province/together.h"
#include "platform/trust/base64.h"
#include "platform/trust/keyring.h"

enum { CODE_MAX = 99999, PAIR_VALUE_CHARACTERS = 1000 };

_Static_assert((int)REPLY_MAX == JSON_STRICT_MAX && (int)REPLY_DEPTH_MAX == JSON_STRICT_DEPTH,
               "one bound for the reader and its parser");

/* 404 counts only with a code of ours: a proxy's own 404 must not end an application. */
static const struct {
    int status, code; /* code 0: any */
    enum reply_verdict verdict;
} verdicts[] = {
    {403, 40302, REPLY_REFUSED}, {403, 40303, REPLY_REFUSED}, {404, 40401, REPLY_REFUSED},
    {404, 40402, REPLY_REFUSED}, {408, 0, REPLY_LATER},       {409, 40904, REPLY_REFUSED},
    {409, 0, REPLY_LATER},       {422, 42202, REPLY_REFUSED}, {422, 42203, REPLY_REFUSED},
    {422, 42205, REPLY_LATER},   {425, 0, REPLY_LATER},       {429, 0, REPLY_LATER},
};

enum reply_verdict reply_verdict(int http_status, int code)
{
    if (http_status >= 200 && http_status < 300)
        return REPLY_TAKEN;
    if (http_status >= 500)
        return REPLY_LATER;
    for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
        if (verdicts[i].status == http_status &&
            (verdicts[i].code == 0 || verdicts[i].code == code))
            return verdicts[i].verdict;
    return REPLY_STAFF;
}

enum err reply_words(const json_t *object, const char *name, char *ret_text, size_t size)
{
    const json_t *member = json_object_get(object, name);
    if (!member) {
        ret_text[0] = '\0';
        return ERR_NONE;
    }
    if (json_typeof(member) != JSON_STRING)
        return ERR_FORMAT;
    text_copy(ret_text, size, json_string_value(member));
    for (char *p = ret_text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    return ERR_NONE;
}

static bool read_code(const json_t *object, int *ret_code)
{
    const json_t *member = json_object_get(object, "code");
    if (!json_is_integer(member))
        return false;
    json_int_t value = json_integer_value(member);
    if (value < 0 || value > CODE_MAX)
        return false;
    *ret_code = (int)value;
    return true;
}

void reply_read_error(const char *body, size_t size, struct reply_error *ret_error)
{
    *ret_error = (struct reply_error){.code = 0};
    AUTO(auto_json_decref) json_t *object = NULL;
    struct reply_error made = {.code = 0};
    if (json_parse(body, size, &object) != ERR_NONE || !read_code(object, &made.code) ||
        reply_words(object, "message", made.message, sizeof made.message) != ERR_NONE ||
        reply_words(object, "detail", made.detail, sizeof made.detail) != ERR_NONE)
        return;
    *ret_error = made;
}

enum err reply_begin(const char *body, size_t size, json_t **ret_reply)
{
    int code;
    AUTO(auto_json_decref) json_t *reply = NULL;
    enum err e = json_parse(body, size, &reply);
    if (e != ERR_NONE)
        return e == ERR_MEMORY ? e : ERR_FORMAT;
    if (!read_code(reply, &code) || code != 0)
        return ERR_FORMAT;
    *ret_reply = reply;
    reply = NULL;
    return ERR_NONE;
}

bool reply_text(const json_t *object, const char *name, char *ret_text, size_t size)
{
    enum err e = json_copy_text(object, name, ret_text, size);
    if (e == ERR_MISSING)
        ret_text[0] = '\0';
    return e == ERR_NONE || e == ERR_MISSING;
}

static bool read_state(const json_t *data, enum case_state *ret_state)
{
    static const struct {
        const char *name;
        enum case_state state;
    } states[] = {{"accepted", CASE_ACCEPTED}, {"done", CASE_DONE},
                  {"refused", CASE_REFUSED},   {"correction", CASE_CORRECTION},
                  {"received", CASE_RECEIVED}, {"handling", CASE_ACCEPTED},
                  {"extended", CASE_EXTENDED}, {"answered", CASE_ANSWERED}};
    char text[16];
    if (json_copy_text(data, "state", text, sizeof text) != ERR_NONE)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        if (strcmp(states[i].name, text) == 0) {
            *ret_state = states[i].state;
            return true;
        }
    return false;
}

/* fee_state, which a case without a fee has not (§12). */
static bool read_unpaid(const json_t *data, bool *ret_unpaid)
{
    char text[16];
    if (!reply_text(data, "fee_state", text, sizeof text))
        return false;
    *ret_unpaid = strcmp(text, "unpaid") == 0;
    return !*text || *ret_unpaid || strcmp(text, "paid") == 0 || strcmp(text, "closed") == 0;
}

/* A case's answer, or an order's: the same under other names. */
static const struct names {
    const char *number, *date;
} case_names = {"project_no", "promise_date"}, order_names = {"order_no", "answer_by"};

bool reply_is_date_or_empty(const char *text)
{
    size_t len = strlen(text);
    return len == 0 || (len == 8 && strspn(text, "0123456789") == 8);
}

static enum err read_status(const char *body, size_t size, const struct names *names,
                            struct case_status *ret_status)
{
    struct case_status made = {.state = CASE_SAVED};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    const json_t *data = json_object_get(reply, "data");
    if (!read_state(data, &made.state) ||
        !reply_text(data, names->number, made.project_no, sizeof made.project_no) ||
        !reply_text(data, "local_number", made.local_number, sizeof made.local_number) ||
        !reply_text(data, names->date, made.promise_date, sizeof made.promise_date) ||
        !reply_text(data, "contact_by", made.contact_date, sizeof made.contact_date) ||
        !read_unpaid(data, &made.unpaid))
        return ERR_FORMAT;
    if (code_check_project_no(made.project_no) != ERR_NONE ||
        (made.local_number[0] && code_check_local_number(made.local_number) != ERR_NONE) ||
        !reply_is_date_or_empty(made.promise_date) || !reply_is_date_or_empty(made.contact_date))
        return ERR_FORMAT;
    TRY(reply_words(data, "message", made.message, sizeof made.message));
    TRY(together_check(data));
    *ret_status = made;
    return ERR_NONE;
}

enum err reply_read_case(const char *body, size_t size, struct case_status *ret_status)
{
    return read_status(body, size, &case_names, ret_status);
}

enum err reply_read_order(const char *body, size_t size, struct case_status *ret_status)
{
    return read_status(body, size, &order_names, ret_status);
}

enum err reply_read_done(const char *body, size_t size)
{
    AUTO(auto_json_decref) json_t *reply = NULL;
    return reply_begin(body, size, &reply);
}

static bool name_is_good(const char *name)
{
    size_t len = strlen(name);
    return len > 0 && len < FIELD_NAME_TEXT && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

bool reply_is_value(const char *value)
{
    for (const char *p = value; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return false;
    return text_count(value) <= PAIR_VALUE_CHARACTERS;
}

static enum err read_pair(const char *name, const json_t *value, struct pair *ret_pair)
{
    if (json_typeof(value) != JSON_STRING || !name_is_good(name) ||
        !reply_is_value(json_string_value(value)))
        return ERR_FORMAT;
    text_copy(ret_pair->name, sizeof ret_pair->name, name);
    return secret_set_text(&ret_pair->value, json_string_value(value));
}

static enum err read_all_pairs(json_t *data, struct pairs *pairs)
{
    if (!json_is_object(data) || json_object_size(data) > PAIRS_MAX)
        return ERR_FORMAT;
    for (void *at = json_object_iter(data); at; at = json_object_iter_next(data, at))
        TRY(read_pair(json_object_iter_key(at), json_object_iter_value(at),
                      &pairs->pair[pairs->count++]));
    return ERR_NONE;
}

enum err reply_read_pairs(const char *body, size_t size, struct pairs *ret_pairs)
{
    struct pairs made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_all_pairs(json_object_get(reply, "data"), &made);
    if (e != ERR_NONE) {
        pairs_wipe(&made);
        return e;
    }
    *ret_pairs = made;
    return ERR_NONE;
}

/* "": there is none. */
static bool read_count(const json_t *data, const char *name, uint32_t *ret_count)
{
    char text[sizeof "12"];
    if (!reply_text(data, name, text, sizeof text) || text[strspn(text, "0123456789")] ||
        (text[0] == '0' && text[1]))
        return false;
    *ret_count = (uint32_t)strtoul(text, NULL, 10);
    return *ret_count <= PARTS_MAX;
}

static enum err read_case_row(const json_t *data, struct case_row *ret_row)
{
    if (!read_state(data, &ret_row->state) ||
        !reply_text(data, "project_no", ret_row->project_no, sizeof ret_row->project_no) ||
        !reply_text(data, "apply_date", ret_row->apply_date, sizeof ret_row->apply_date) ||
        !reply_text(data, "promise_date", ret_row->promise_date, sizeof ret_row->promise_date) ||
        !read_unpaid(data, &ret_row->unpaid))
        return ERR_FORMAT;
    if (code_check_project_no(ret_row->project_no) != ERR_NONE || !ret_row->apply_date[0] ||
        !reply_is_date_or_empty(ret_row->apply_date) ||
        !reply_is_date_or_empty(ret_row->promise_date))
        return ERR_FORMAT;
    if (!read_count(data, "parts_count", &ret_row->parts) ||
        !read_count(data, "parts_done", &ret_row->parts_done) ||
        ret_row->parts_done > ret_row->parts)
        return ERR_FORMAT;
    TRY(reply_words(data, "task_name", ret_row->task_name, sizeof ret_row->task_name));
    TRY(reply_words(data, "message", ret_row->message, sizeof ret_row->message));
    return ret_row->task_name[0] ? ERR_NONE : ERR_FORMAT;
}

static enum err read_case_rows(const json_t *data, struct case_list *list)
{
    const json_t *cases = json_object_get(data, "cases"), *more = json_object_get(data, "more");
    if (!json_is_array(cases) || json_array_size(cases) > CASE_LIST_MAX || !json_is_boolean(more))
        return ERR_FORMAT;
    list->more = json_typeof(more) == JSON_TRUE;
    for (size_t i = 0; i < json_array_size(cases); i++)
        TRY(read_case_row(json_array_get(cases, i), &list->row[list->count++]));
    return ERR_NONE;
}

enum err reply_read_cases(const char *body, size_t size, struct case_list *ret_list)
{
    struct case_list made = {.count = 0};
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    enum err e = read_case_rows(json_object_get(reply, "data"), &made);
    if (e == ERR_NONE)
        *ret_list = made;
    case_list_wipe(&made);
    return e;
}

enum err reply_read_published(const char *body, size_t size, char **ret_text, size_t *ret_size)
{
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body, size, &reply));
    const json_t *data = json_object_get(reply, "data");
    if (!json_is_object(data))
        return ERR_FORMAT;
    return json_write(data, ret_text, ret_size);
}

enum err reply_ms(const json_t *object, const char *name, int64_t *ret_ms)
{
    enum { DIGITS_MAX = 15 };
    char text[DIGITS_MAX + 1];
    if (!reply_text(object, name, text, sizeof text) || !*text || text[strspn(text, "0123456789")])
        return ERR_FORMAT;
    *ret_ms = strtoll(text, NULL, 10);
    return ERR_NONE;
}

enum err reply_read_secret(const char *body, size_t size, const struct sm2_key *kiosk,
                           struct secret *ret_secret, int64_t *ret_ends_ms)
{
    AUTO(auto_json_decref) json_t *reply = NULL;
    char text[BASE64_LENGTH(SM2_CIPHER_MAX) + 1], plain[SM2_PLAIN_MAX + 1];
    struct sm2_cipher cipher;
    size_t len = 0;
    int64_t ends_ms = 0;
    TRY(reply_begin(body, size, &reply));
    const json_t *data = json_object_get(reply, "data");
    if (!json_is_object(data) || !reply_text(data, "enc_secret", text, sizeof text))
        return ERR_FORMAT;
    TRY(reply_ms(data, "ends_at", &ends_ms));
    TRY(base64_decode(text, strlen(text), cipher.der, sizeof cipher.der, &cipher.size));
    TRY(sm2_decrypt(kiosk, &cipher, plain, &len));
    plain[len] = '\0';
    enum err e = strlen(plain) == len ? keyring_check_secret(plain) : ERR_KEY;
    if (e == ERR_NONE)
        e = secret_set_text(ret_secret, plain);
    wipe(plain, sizeof plain);
    TRY(e);
    *ret_ends_ms = ends_ms;
    return ERR_NONE;
}

/* data.<name>: a file in base64. */
static enum err read_file(const char *name, struct signed_text body, char **ret_text,
                          size_t *ret_size)
{
    AUTO(auto_json_decref) json_t *reply = NULL;
    TRY(reply_begin(body.text, body.size, &reply));
    const json_t *item = json_object_get(json_object_get(reply, "data"), name);
    if (!json_is_string(item))
        return ERR_FORMAT;
    size_t length = json_string_length(item), room = length / 4 * 3;
    if (room > BASE64_LENGTH(REPLY_ITEM_MAX) / 4 * 3)
        return ERR_TOO_LONG;
    AUTO(auto_free) char *text = malloc(room + 1);
    if (!text)
        return ERR_MEMORY;
    size_t decoded;
    TRY(base64_decode(json_string_value(item), length, text, REPLY_ITEM_MAX, &decoded));
    text[decoded] = '\0';
    *ret_size = decoded;
    *ret_text = text;
    text = NULL;
    return ERR_NONE;
}

enum err reply_read_item(const char *body, size_t size, char **ret_text, size_t *ret_size)
{
    return read_file("item", (struct signed_text){body, size}, ret_text, ret_size);
}

enum err reply_read_part(const char *body, size_t size, char **ret_text, size_t *ret_size)
{
    _Static_assert((int)CATALOGUE_PART_MAX == (int)REPLY_ITEM_MAX, "one bound for both");
    return read_file("part", (struct signed_text){body, size}, ret_text, ret_size);
}
