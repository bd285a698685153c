/* SPDX-License-Identifier: Apache-2.0 */
/* What the province says, read without memory. jansson keeps its own: where its parser cannot grow
 * a text it ends the program (README.md), so only texts of less than 16 bytes are parsed without.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/envelope.h"
#include "platform/province/json.h"
#include "platform/province/catalogue.h"
#include "platform/province/reply.h"
#include "tests/unit/platform/scarce/scarce.h"
#include "tests/unit/platform/trust/demo_keys.h"

#define OK(data) "{\"code\":0,\"data\":" data "}"

void *__real_malloc(size_t size);

static enum err parse(void *user)
{
    const char *text = user;
    AUTO(auto_json_decref) json_t *object = NULL;
    enum err e = json_parse(text, strlen(text), &object);
    assert_int_equal(e == ERR_NONE, object != NULL);
    return e;
}

static void short_texts(void **state)
{
    (void)state;
    static char text[] = "{\"a\":[1,\"b\",{\"c\":null}],\"d\":2.5}";
    const struct scarce_case c = {.attempt = parse, .user = text};
    assert_true(scarce_run(&c) > 8);
}

static enum err read_done(void *user)
{
    (void)user;
    return reply_read_done("{\"code\":0}", 10);
}

static void a_short_reply(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = read_done};
    assert_true(scarce_run(&c) > 3);
}

static enum err read_replies(void *user)
{
    (void)user;
    static const char pairs_body[] = OK("{\"applyer_name\":\"张三\",\"area\":\"1\"}");
    static const char rows_body[] =
        "{\"catalogue_version\":1,\"area_code\":\"140000\",\"items\":[{\"task_code\":\"T1\","
        "\"task_name\":\"a\",\"task_version\":\"3\",\"task_state\":\"1\","
        "\"is_service_terminals\":\"1\"}]}";
    AUTO(pairs_wipe) struct pairs pairs = {.count = 0};
    AUTO(catalogue_done) struct catalogue catalogue = {.count = 0};
    enum err e = reply_read_pairs(pairs_body, strlen(pairs_body), &pairs);
    assert_int_equal(e == ERR_NONE ? 2 : 0, pairs.count);
    TRY(e);
    e = catalogue_read(rows_body, strlen(rows_body), &catalogue);
    assert_int_equal(e == ERR_NONE ? 1 : 0, catalogue.count);
    return e;
}

static enum err join_parts(void *user)
{
    static const char part[] =
        "{\"items\":[{\"task_code\":\"T1\",\"task_name\":\"a\",\"task_version\":\"3\","
        "\"task_state\":\"1\",\"is_service_terminals\":\"1\"}]}";
    AUTO(catalogue_done) struct catalogue catalogue = {.count = 0};
    const char *head = user;
    TRY(catalogue_read(head, strlen(head), &catalogue));
    enum err e = catalogue_join(&catalogue, part, sizeof part - 1);
    assert_int_equal(e == ERR_NONE ? 1 : 0, catalogue.count);
    assert_int_equal(catalogue.count, catalogue.joined);
    return e;
}

static void a_catalogue_in_parts(void **state)
{
    (void)state;
    static char head[] =
        "{\"catalogue_version\":1,\"area_code\":\"140000\",\"parts\":[{\"part_sm3\":"
        "\"d9b5381a5517bd1085e0e83f5d4e3e71fe2788057e86a0c0e64be123d5d19e2c\"}]}";
    const struct scarce_case c = {.attempt = join_parts, .user = head};
    assert_true(scarce_run(&c) >= 4);
}

static void replies(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = read_replies};
    assert_true(scarce_run(&c) >= 3);
}

struct post {
    struct sm2_key *kiosk, *kiosk_public, *province, *province_public;
    char *body;
    size_t size;
};

static const struct sm2_key *registered(void *user, const char *code)
{
    (void)code;
    return ((const struct post *)user)->kiosk_public;
}

static enum err open_envelope(void *user)
{
    struct post *p = user;
    const struct envelope_reader reader = {p->province, registered, p};
    AUTO(envelope_message_wipe) struct envelope_message message = {.sealed_ms = 0};
    enum err e = envelope_open(&reader, p->body, p->size, &message);
    assert_int_equal(e == ERR_NONE, !secret_is_empty(&message.doc));
    return e;
}

static void envelopes(void **state)
{
    struct post *p = *state;
    /* A verification that could not be made is no good signature. */
    static const enum err also[] = {ERR_SIGNATURE, ERR_NONE};
    const struct scarce_case c = {.attempt = open_envelope, .user = p, .also = also};
    assert_true(scarce_run(&c) >= 3);
}

static int begin(void **state)
{
    static struct post post;
    post = (struct post){.kiosk = demo_keys_private("kiosk/kiosk-sm2.key"),
                         .kiosk_public = demo_keys_public("province/kiosks/K017.pub"),
                         .province = demo_keys_private("province/province-sm2.key"),
                         .province_public = demo_keys_public("kiosk/province-sm2.pub")};
    const struct envelope_writer writer = {"K017", post.kiosk, post.province_public};
    const struct secret doc = {(char[]){"{\"kiosk_code\":\"K017\"}"}, 21};
    assert_ok(envelope_build(&writer, &doc, 1, &post.body, &post.size));
    json_set_alloc_funcs(__real_malloc, free);
    *state = &post;
    return 0;
}

static int end(void **state)
{
    struct post *p = *state;
    free(p->body);
    sm2_free(p->kiosk);
    sm2_free(p->kiosk_public);
    sm2_free(p->province);
    sm2_free(p->province_public);
    return 0;
}

int main(void)
{
    const struct CMUnitTest with_jansson[] = {cmocka_unit_test(short_texts),
                                              cmocka_unit_test(a_short_reply)};
    const struct CMUnitTest without[] = {cmocka_unit_test(replies),
                                         cmocka_unit_test(a_catalogue_in_parts),
                                         cmocka_unit_test(envelopes)};
    return cmocka_run_group_tests(with_jansson, NULL, NULL) +
           cmocka_run_group_tests(without, begin, end);
}
