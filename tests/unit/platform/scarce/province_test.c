/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/attachment.h"
#include "platform/province/calendar.h"
#include "platform/province/catalogue.h"
#include "platform/province/envelope.h"
#include "platform/province/rating.h"
#include "platform/province/reply.h"
#include "platform/province/request.h"
#include "platform/province/signed.h"
#include "platform/province/submission.h"
#include "platform/province/upkeep.h"
#include "platform/trust/base64.h"
#include "tests/unit/platform/scarce/scarce.h"
#include "tests/unit/platform/trust/demo_keys.h"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static struct application application = {
    .application_id = "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
    .task_code = "11140802MB0000000K4442036007000",
    .task_name = "异地就医备案",
    .task_version = "3",
    .notice_version = "1",
    .consent_ms = 1,
};

static void add(const char *name, const char *value)
{
    struct application_field *field = &application.field[application.count++];
    snprintf(field->name, sizeof field->name, "%s", name);
    field->source = SOURCE_CARD;
    assert_ok(secret_set_text(&field->value, value));
}

static enum err write_submission(void *user)
{
    AUTO(secret_wipe) struct secret doc = {0};
    (void)user;
    /* More than a list has room for at first. */
    static const struct submission_attachment photo = {"photo", "image/jpeg", "11", "22", 1};
    static const struct submission_attachment page = {"promise", "image/png", "33", "44", 1};
    const struct submission_attachment files[] = {photo, photo, photo, photo, photo,
                                                  photo, photo, photo, photo, page};
    const struct submission submission = {&application, ARRAY_LEN(files), files};
    enum err e = submission_write_with(&submission, &sender, "K017-000482", &doc, NULL);
    assert_true(e == ERR_NONE || secret_is_empty(&doc));
    return e;
}

static void a_submission(void **state)
{
    (void)state;
    add("applyer_name", "张三");
    add("applyer_page_code", "11010519491231002X");
    add("insured_area", "140802");
    add("relation", "1");
    strcpy(application.field[application.count - 1].group, "family");
    application.materials = 10;
    application.material[0] = (struct application_material){
        .name = "photo", .material_name = "租房合同", .way = COLLECT_CAPTURED};
    application.material[1] = (struct application_material){.name = "letter",
                                                            .material_name = "证明",
                                                            .way = COLLECT_LATER,
                                                            .limit_days = 5,
                                                            .due = 20261207};
    application.material[2] = (struct application_material){.name = "promise",
                                                            .material_name = "承诺书",
                                                            .way = COLLECT_COMMITMENT,
                                                            .commitment_version = "1"};
    for (unsigned i = 3; i < application.materials; i++) {
        application.material[i] =
            (struct application_material){.material_name = "户口簿", .way = COLLECT_SHARED};
        snprintf(application.material[i].name, FIELD_NAME_TEXT, "shared_%u", i);
    }
    application.parts = 2;
    strcpy(application.part[0].task_code, "P1");
    strcpy(application.part[1].task_code, "P2");
    application.material[3].parts = 2;
    const struct scarce_case c = {.attempt = write_submission};
    assert_true(scarce_run(&c) > 50);
    static const char *const of_order[][2] = {{"order_type", "help"},
                                              {"order_area", "140802"},
                                              {"subject", "none"},
                                              {"title", "标题"},
                                              {"content", "内容"}};
    for (size_t i = 0; i < ARRAY_LEN(of_order); i++)
        add(of_order[i][0], of_order[i][1]);
    application.kind = APPLICATION_ORDER;
    application.materials = application.parts = 0;
    assert_true(scarce_run(&c) > 50);
    for (size_t i = 0; i < application.count; i++)
        secret_wipe(&application.field[i].value);
}

static enum err write_messages(void *user)
{
    (void)user;
    AUTO(secret_wipe) struct secret doc = {0};
    struct rating rating = {.local_number = "K017-000482",
                            .satisfaction = SATISFACTION_BAD,
                            .reason_codes = "207",
                            .words = "慢"};
    struct pairs who = {.count = 3,
                        .pair = {{.name = "applyer_name", .value = {(char[]){"A"}, 1}},
                                 {.name = "applyer_page_code", .value = {(char[]){"1"}, 1}},
                                 {.name = "assurance_token", .value = {(char[]){"12345678"}, 8}}}};
    const struct pairs form = {.count = 1,
                               .pair = {{.name = "proof_period", .value = {(char[]){"12m"}, 3}}}};
    TRY(rating_write(&rating, &sender, application.application_id, &doc));
    TRY(message_write_identify(&sender, "x", 1, &doc));
    TRY(message_write_shared(&sender, "T1", &who, &doc));
    TRY(message_write_proof(&sender, "T1", &who, &form, &doc));
    TRY(message_write_list(&sender, &who, &doc));
    const struct pairs nothing = {0};
    const struct pairs reply = {.count = 2,
                                .pair = {{.name = "step_up_id", .value = {(char[]){"12345678"}, 8}},
                                         {.name = "code", .value = {(char[]){"123456"}, 6}}}};
    TRY(message_write_step_up(&sender, "T1", &who, &nothing, &doc));
    TRY(message_write_step_up(&sender, "T1", &who, &reply, &doc));
    const struct pairs codes[] = {
        {.count = 1,
         .pair = {{.name = "applyer_page_code", .value = {(char[]){"91140802MA0000000A"}, 18}}}},
        {.count = 1, .pair = {{.name = "credential", .value = {(char[]){"01"}, 2}}}}};
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        TRY(message_write_enterprise(&sender, "T1", &who, &codes[i], &doc));
    TRY(message_write_query(&sender, "K017-000482", "1", &who, &doc));
    return message_write_query(&sender, "K017-000482", "1", NULL, &doc);
}

static const struct upkeep_device devices[] = {{"card", "ready"}, {"receipt", "paper_low"}};

static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static enum err write_upkeep(void *user)
{
    (void)user;
    static const struct upkeep_result result = {"6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90",
                                                REMOTE_SUCCESS};
    AUTO(secret_wipe) struct secret doc = {0};
    const struct upkeep_state state = {.version = "1.4.0",
                                       .device = devices,
                                       .devices = 2,
                                       .audit_sequence = 3,
                                       .audit_digest = digest,
                                       .result = &result,
                                       .results = 1};
    TRY(upkeep_write_heartbeat(&sender, &state, &doc));
    return upkeep_write_help(&sender, application.application_id, HELP_PAPER, "done", &doc);
}

static void upkeep(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = write_upkeep};
    assert_true(scarce_run(&c) > 20);
}

static void the_other_messages(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = write_messages};
    assert_true(scarce_run(&c) > 50);
}

struct keys {
    struct sm2_key *kiosk, *province, *province_public;
};

static enum err build(void *user)
{
    const struct keys *keys = user;
    const struct envelope_writer writer = {"K017", keys->kiosk, keys->province_public};
    const struct secret doc = {(char[]){"{\"kiosk_code\":\"K017\"}"}, 21};
    char *body = NULL;
    size_t size;
    enum err e = envelope_build(&writer, &doc, 1, &body, &size);
    assert_true((e == ERR_NONE) == (body != NULL));
    free(body);
    return e;
}

static enum err sign_request(void *user)
{
    const struct keys *keys = user;
    static const struct gateway gateway = {
        .signature = {GATEWAY_SM2, GATEWAY_BASE64, "{method}{path}{ms}{nonce}{digest}{key}"},
        .headers = {1, {{"X-Kiosk-Signature", "{signature}"}}}};
    struct request_headers headers;
    const struct request request = {"POST", "/kiosk/v1/cases", "", "{}", 2, .wall_ms = 1};
    const struct request_signer signer = {&gateway, "K017", .key = keys->kiosk};
    return request_sign(&signer, &request, &headers);
}

static enum err pass_gateway(void *user)
{
    const struct keys *keys = user;
    static const struct gateway gateway = {
        .secret = GATEWAY_SECRET_FILE,
        .signature = {GATEWAY_HMAC_SHA256, GATEWAY_HEX, "{method}{path}{ms}{nonce}{digest}{key}"},
        .pass = {GATEWAY_SHA256, GATEWAY_BASE64, "{s}{secret}{nonce}{s}"},
        .headers = {2, {{"X-Sign", "{signature}"}, {"X-Pass", "{pass}"}}}};
    const struct secret secret = {(char[]){"a-secret-of-nobody"}, 18};
    struct request_headers headers;
    const struct request request = {"POST", "/kiosk/v1/cases", "", "{}", 2, .wall_ms = 1};
    const struct request_signer signer = {&gateway, "K017", .secret = &secret, .key = keys->kiosk};
    return request_sign(&signer, &request, &headers);
}

static enum err seal_and_open(void *user)
{
    const struct keys *keys = user;
    AUTO(attachment_done) struct attachment_box box = {.data = NULL};
    AUTO(auto_free) uint8_t *content = NULL;
    struct attachment_state have;
    size_t size = 0;
    static const char told[] = "{\"code\":0,\"data\":{\"received\":\"1\",\"whole\":false}}";
    TRY(attachment_seal(keys->province_public, "%PDF-1.7", 8, &box));
    TRY(attachment_open(keys->province, box.data, box.size, &content, &size));
    return attachment_read_state(told, sizeof told - 1, &have);
}

static void what_goes_with_a_case(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_SIGNATURE, ERR_FORMAT, ERR_NONE};
    struct keys keys = {demo_keys_private("kiosk/kiosk-sm2.key"),
                        demo_keys_private("province/province-sm2.key"),
                        demo_keys_public("kiosk/province-sm2.pub")};
    const struct scarce_case sealing = {.attempt = seal_and_open, .user = &keys, .also = also};
    const struct scarce_case passing = {.attempt = pass_gateway, .user = &keys, .also = also};
    assert_true(scarce_run(&sealing) > 10);
    assert_true(scarce_run(&passing) > 1);
    sm2_free(keys.kiosk);
    sm2_free(keys.province);
    sm2_free(keys.province_public);
}

static enum err read_replies(void *user)
{
    const struct keys *keys = user;
    AUTO(auto_free) char *text = NULL;
    AUTO(secret_wipe) struct secret secret = {0};
    struct sm2_cipher cipher;
    char wrapped[512], reply[700];
    int64_t ends_ms;
    size_t size;
    static const char item[] = "{\"code\":0,\"message\":\"\",\"data\":{\"item\":\"e30=\"}}";
    TRY(sm2_encrypt(keys->province_public, "a-secret-of-nobody", 18, &cipher));
    base64_encode(cipher.der, cipher.size, wrapped);
    snprintf(reply, sizeof reply,
             "{\"code\":0,\"message\":\"\",\"data\":{\"enc_secret\":\"%s\",\"ends_at\":\"1\"}}",
             wrapped);
    TRY(reply_read_secret(reply, strlen(reply), keys->province, &secret, &ends_ms));
    static const char ordered[] =
        "{\"code\":0,\"message\":\"\",\"data\":{\"orders\":[{\"order_id\":"
        "\"6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90\",\"kind\":\"refresh\"}]}}";
    struct remote_orders orders;
    TRY(remote_read(ordered, sizeof ordered - 1, &orders));
    return reply_read_item(item, sizeof item - 1, &text, &size);
}

static void replies(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_SIGNATURE, ERR_FORMAT, ERR_KEY, ERR_NONE};
    struct keys keys = {NULL, demo_keys_private("province/province-sm2.key"),
                        demo_keys_public("kiosk/province-sm2.pub")};
    const struct scarce_case c = {.attempt = read_replies, .user = &keys, .also = also};
    assert_true(scarce_run(&c) > 10);
    sm2_free(keys.province);
    sm2_free(keys.province_public);
}

static void envelopes_and_signatures(void **state)
{
    (void)state;
    /* A verification that could not be made is no good signature. */
    static const enum err also[] = {ERR_SIGNATURE, ERR_NONE};
    struct keys keys = {demo_keys_private("kiosk/kiosk-sm2.key"),
                        demo_keys_private("province/province-sm2.key"),
                        demo_keys_public("kiosk/province-sm2.pub")};
    const struct scarce_case building = {.attempt = build, .user = &keys};
    const struct scarce_case signing = {.attempt = sign_request, .user = &keys, .also = also};
    assert_true(scarce_run(&building) > 10);
    assert_true(scarce_run(&signing) > 1);
    sm2_free(keys.kiosk);
    sm2_free(keys.province);
    sm2_free(keys.province_public);
}

#define ITEM     "{\"task_code\":\"T1\",\"task_version\":\"3\"}"
#define ITEM_SM3 "4d11436b19edce22de37019f79127a9677759fc5c74d89c1c4bb18cefb2531eb"

static enum err publish_and_read(void *user)
{
    const struct keys *keys = user;
    static const char catalogue[] =
        "{\"area_code\":\"140000\",\"catalogue_version\":1,\"items\":[]}";
    static const char calendar[] =
        "{\"calendar_version\":7,\"area_code\":\"140000\",\"valid_from\":\"20260101\","
        "\"valid_until\":\"20261231\",\"office_from\":\"0900\",\"office_until\":\"1700\","
        "\"holidays\":[\"20260101\"],\"workdays\":[]}";
    AUTO(auto_free) char *text = NULL;
    AUTO(auto_free) char *body = NULL;
    AUTO(catalogue_done) struct catalogue items = {.count = 0};
    struct calendar days;
    char area[CALENDAR_AREA_TEXT];
    size_t size, body_size;
    const struct signed_text said = {catalogue, sizeof catalogue - 1};
    TRY(signed_write(keys->province, CATALOGUE_KIND, said, &text, &size));
    TRY(signed_open(keys->province_public, CATALOGUE_KIND, (struct signed_text){text, size}, &body,
                    &body_size));
    TRY(catalogue_read(body, body_size, &items));
    struct catalogue_entry entry = {.row = {.task_code = "T1", .task_version = "3"}};
    snprintf(entry.sm3, sizeof entry.sm3, "%s", ITEM_SM3);
    TRY(catalogue_check_item(&entry, ITEM, strlen(ITEM)));
    return calendar_read(calendar, sizeof calendar - 1, &days, area, NULL);
}

static void what_is_published(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_SIGNATURE, ERR_FORMAT, ERR_NONE};
    struct keys keys = {NULL, demo_keys_private("province/province-sm2.key"),
                        demo_keys_public("kiosk/province-sm2.pub")};
    const struct scarce_case c = {.attempt = publish_and_read, .user = &keys, .also = also};
    assert_true(scarce_run(&c) > 10);
    sm2_free(keys.province);
    sm2_free(keys.province_public);
}

static enum err load_keys(void *user)
{
    (void)user;
    struct sm2_key *key = NULL;
    enum err e = sm2_load_private(demo_keys_path("kiosk/kiosk-sm2.key"), &key);
    assert_true((e == ERR_NONE) == (key != NULL));
    sm2_free(key);
    return e;
}

static void keys(void **state)
{
    (void)state;
    static const enum err also[] = {ERR_KEY, ERR_NONE};
    const struct scarce_case c = {.attempt = load_keys, .also = also};
    assert_true(scarce_run(&c) >= 1);
}

int main(void)
{
    scarce_install();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_submission),
        cmocka_unit_test(the_other_messages),
        cmocka_unit_test(upkeep),
        cmocka_unit_test(envelopes_and_signatures),
        cmocka_unit_test(keys),
        cmocka_unit_test(what_is_published),
        cmocka_unit_test(what_goes_with_a_case),
        cmocka_unit_test(replies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
