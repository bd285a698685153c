/* SPDX-License-Identifier: Apache-2.0 */
/* §3: envelopes and messages wrong in one thing. All ask how a case stands that never was. */
#include "platform/ctl/kit.h"

#include <string.h>

enum { REQUEST_MAX = 98304 };

static const int64_t week_ms = (int64_t)7 * 24 * 3600 * 1000;

static const struct {
    struct kit_rule rule;
    const char *member, *value; /* value NULL: the member is left out */
    int code;
} members[] = {
    {{"envelope-member", "§3", "an envelope without its MAC: 40002"}, "mac", NULL, 40002},
    {{"envelope-version", "§3", "another version: 40002"}, "version", "9.0.0", 40002},
    {{"envelope-cipher", "§3", "another enc_type: 40002"}, "enc_type", "SM4-CBC", 40002},
    {{"envelope-sender", "§3", "app_code is not X-Kiosk-Code: 40002"}, "app_code", "NOBODY", 40002},
    {{"envelope-time", "§3", "the MAC covers timestamp: another one is 40002"},
     "timestamp",
     "1795420800000",
     40002},
    {{"envelope-base64", "§3", "base64 with other letters: 40002"},
     "mac",
     "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-=",
     40002},
    {{"envelope-mac", "§3", "another MAC: 40002, and nothing is decrypted"},
     "mac",
     "VLeWdJciapGVz+JE3sxOlWP3BroeT+KHH68HbnEOz40=",
     40002},
    {{"envelope-unknown", "§3", "a member that is not known is passed over"}, "x_new", "1", 40401},
};

static void expect_body(struct kit *kit, const struct kit_rule *rule, const char *body, int code)
{
    const struct kit_ask ask = {.operation = "/cases/query", .body = body, .size = strlen(body)};
    kit_expect(kit, rule, &ask, code);
}

static void check_members(struct kit *kit, const char *body, size_t size)
{
    for (size_t i = 0; i < ARRAY_LEN(members); i++) {
        AUTO(auto_json_decref) json_t *envelope = NULL;
        if (json_parse(body, size, &envelope) != ERR_NONE)
            return;
        if (members[i].value)
            json_object_set_new(envelope, members[i].member, json_string(members[i].value));
        else
            json_object_del(envelope, members[i].member);
        AUTO(secret_wipe) struct secret text = {0};
        if (json_canonical(envelope, &text) == ERR_NONE)
            expect_body(kit, &members[i].rule, secret_text(&text), members[i].code);
    }
}

static void check_text(struct kit *kit, const char *body)
{
    static const struct kit_rule no_json = {"envelope-json", "§3", "a body that is no JSON: 40002"};
    static const struct kit_rule twice = {"envelope-twice", "§3",
                                          "a member that stands there twice: 40002"};
    AUTO(auto_free) char *text = NULL;
    expect_body(kit, &no_json, "{\"app_code\":", 40002);
    if (asprintf(&text, "{\"version\":\"1.0.0\",%s", body + 1) < 0)
        return;
    expect_body(kit, &twice, text, 40002);
}

/* White space behind an object changes nothing but its length. */
static void check_limit(struct kit *kit, const char *body, size_t size)
{
    static const struct kit_rule most = {"limit", "§1", "a body of 98,304 bytes is read"};
    static const struct kit_rule more = {"limit-over", "§1", "a body of 98,305 bytes: 40002"};
    AUTO(auto_free) char *text = malloc(REQUEST_MAX + 2);
    if (!text || size > REQUEST_MAX)
        return;
    memset(text, ' ', REQUEST_MAX + 1);
    memcpy(text, body, size);
    text[REQUEST_MAX] = '\0';
    expect_body(kit, &most, text, 40401);
    text[REQUEST_MAX] = ' ';
    text[REQUEST_MAX + 1] = '\0';
    expect_body(kit, &more, text, 40002);
}

/* A message as a text of the kit's own, with the kiosk's code in its place. */
static void check_doc(struct kit *kit, const struct kit_rule *rule, const char *format, int code)
{
    char doc[512], head[256];
    size_t size = 0;
    snprintf(head, sizeof head, "\"area_code\":\"%s\",\"kiosk_code\":\"%s\"", kit->area, kit->code);
    const char *at = strchr(format, '@');
    snprintf(doc, sizeof doc, "%.*s%s%s", (int)(at - format), format, head, at + 1);
    AUTO(auto_free) char *body = kit_seal(kit, doc, 0, &size);
    if (body)
        expect_body(kit, rule, body, code);
}

static void check_docs(struct kit *kit)
{
#define NUMBER "\"local_number\":\"K-000000\""
    static const struct {
        struct kit_rule rule;
        const char *format; /* @: area_code and kiosk_code */
        int code;
    } docs[] = {
        {{"doc-canonical", "§3", "a message that is not canonical JSON: 40002"},
         "{ @," NUMBER ",\"operation\":\"query\"}",
         40002},
        {{"doc-twice", "§3", "a member twice in a message: 40002"},
         "{@," NUMBER ",\"operation\":\"query\",\"operation\":\"query\"}",
         40002},
        {{"doc-operation", "§3", "a message for another operation: 40003"},
         "{@," NUMBER ",\"operation\":\"list\"}",
         40003},
        {{"schema-missing", "§6", "a message without a member it needs: 40003"},
         "{@,\"operation\":\"query\"}",
         40003},
        {{"schema-pattern", "§6", "a value that breaks its pattern: 40003"},
         "{@,\"local_number\":\"482\",\"operation\":\"query\"}",
         40003},
        {{"schema-type", "§5", "a number that is no text: 40003"},
         "{@,\"local_number\":482,\"operation\":\"query\"}",
         40003},
        {{"schema-unknown", "§3", "a member of a message that is not known is passed over"},
         "{@," NUMBER ",\"operation\":\"query\",\"x_new\":\"1\"}",
         40401},
    };
    static const struct kit_rule other = {"doc-sender", "§3", "a message of another kiosk: 40002"};
    size_t size = 0;
    for (size_t i = 0; i < ARRAY_LEN(docs); i++)
        check_doc(kit, &docs[i].rule, docs[i].format, docs[i].code);
    AUTO(auto_free)
    char *body = kit_seal(kit,
                          "{\"area_code\":\"140802\",\"kiosk_code\":\"NOBODY\"," NUMBER
                          ",\"operation\":\"query\"}",
                          0, &size);
    if (body)
        expect_body(kit, &other, body, 40002);
#undef NUMBER
}

static void check_age(struct kit *kit)
{
    static const struct kit_rule rule = {"envelope-old", "§3",
                                         "an envelope that was sealed a week ago is taken"};
    AUTO(secret_wipe) struct secret doc = {0};
    AUTO(auto_json_decref) json_t *message = kit_message(kit, "query");
    size_t size = 0;
    json_object_set_new(message, "local_number", json_string("K-000000"));
    if (json_canonical(message, &doc) != ERR_NONE)
        return;
    AUTO(auto_free) char *body = kit_seal(kit, secret_text(&doc), week_ms, &size);
    if (body)
        expect_body(kit, &rule, body, 40401);
}

void kit_check_envelope(struct kit *kit)
{
    size_t size = 0;
    AUTO(auto_free) char *body = kit_seal_query(kit, &size);
    if (!body)
        return;
    check_members(kit, body, size);
    check_text(kit, body);
    check_limit(kit, body, size);
    check_docs(kit);
    check_age(kit);
}
