/* SPDX-License-Identifier: Apache-2.0 */
/* Certificates and corrections without memory: what is asked, what is answered, and both over the
 * bridge. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/codec.h"
#include "platform/province/certificate.h"
#include "platform/province/json.h"
#include "tests/unit/platform/scarce/message.h"
#include "tests/unit/platform/scarce/scarce.h"

#define GOOD "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001.6"

void *__real_malloc(size_t size);

static const struct message_sender sender = {"K017", "140802", 1795420800000};
static struct pairs who, form;

static void set(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *pair = &pairs->pair[pairs->count++];
    strcpy(pair->name, name);
    assert_ok(secret_set_text(&pair->value, value));
}

static enum err write_both(void *user)
{
    (void)user;
    AUTO(secret_wipe) struct secret doc = {0};
    TRY(certificate_write_list(&sender, "T1", &who, &form, &doc));
    return certificate_write_copy(&sender, "T1", &who, &form, &doc);
}

static void questions(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = write_both};
    assert_true(scarce_run(&c) > 20);
}

static enum err read_copy(void *user)
{
    (void)user;
    static const char body[] = "{\"code\":0,\"data\":{\"certificate_name\":\"a\",\"copy_code\":"
                               "\"1\",\"lines\":[{\"label\":\"b\",\"text\":\"c\"}]}}";
    AUTO(pairs_wipe) struct pairs copy = {0};
    enum err e = certificate_read_copy(body, strlen(body), &copy);
    assert_int_equal(e == ERR_NONE ? 4 : 0, copy.count);
    return e;
}

static void answers(void **state)
{
    (void)state;
    const struct scarce_case c = {.attempt = read_copy};
    json_set_alloc_funcs(__real_malloc, free); /* its parser would end the program: README.md */
    assert_true(scarce_run(&c) >= 3);
}

static const struct certificate_list list = {
    .count = 2, .row = {{.identifier = GOOD, .name = "驾驶证"}, {.name = "社会保障卡"}}};

static enum err put_certificates(sd_bus_message *m)
{
    return platform_put_certificates(m, &list);
}

static enum err get_certificates(sd_bus_message *m)
{
    struct certificate_list got;
    enum err e = platform_get_certificates(m, &got);
    assert_int_equal(e == ERR_NONE ? list.count : 0, got.count);
    certificate_list_wipe(&got);
    return e;
}

static const struct correction_list lacks = {
    .project_no = "1408", .task_code = "T1", .count = 1, .row = {{"a", "m", "b", "c", "20261210"}}};

static enum err put_corrections(sd_bus_message *m)
{
    return platform_put_corrections(m, &lacks);
}

static enum err get_corrections(sd_bus_message *m)
{
    struct correction_list got;
    enum err e = platform_get_corrections(m, &got);
    assert_int_equal(e == ERR_NONE ? lacks.count : 0, got.count);
    correction_list_wipe(&got);
    return e;
}

static sd_bus_message *many_lacks(size_t count)
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "ss", "1408", "T1");
    sd_bus_message_open_container(m, 'a', "(sssss)");
    for (size_t i = 0; i < count; i++)
        sd_bus_message_append(m, "(sssss)", "", "", "a", "b", "20261210");
    sd_bus_message_close_container(m);
    return m;
}

static enum err get_any_corrections(sd_bus_message *m)
{
    struct correction_list got;
    return platform_get_corrections(m, &got);
}

static void each_call_on_a_message_fails_once(void **state)
{
    (void)state;
    static const struct message_word words[] = {{put_certificates, get_certificates},
                                                {put_corrections, get_corrections}};
    message_fail_each(words, ARRAY_LEN(words));
}

static enum err get_any(sd_bus_message *m)
{
    struct certificate_list got;
    return platform_get_certificates(m, &got);
}

static sd_bus_message *rows(size_t count, uint32_t unsound, const char *grade)
{
    sd_bus_message *m = message_new();
    sd_bus_message_append(m, "bu", 0, unsound);
    sd_bus_message_open_container(m, 'a', "(ssssss)");
    for (size_t i = 0; i < count; i++)
        sd_bus_message_append(m, "(ssssss)", GOOD, "", "", "", "", grade);
    sd_bus_message_close_container(m);
    return m;
}

static void bounds(void **state)
{
    (void)state;
    message_expect(ERR_NONE, get_any, rows(CERTIFICATES_MAX, CERTIFICATES_MAX, "A"));
    message_expect(ERR_TOO_LONG, get_any, rows(CERTIFICATES_MAX + 1, 0, "A"));
    message_expect(ERR_RANGE, get_any, rows(0, CERTIFICATES_MAX + 1, "A"));
    message_expect(ERR_TOO_LONG, get_any, rows(1, 0, "AA"));
    message_expect(ERR_NONE, get_any_corrections, many_lacks(CORRECTIONS_MAX));
    message_expect(ERR_TOO_LONG, get_any_corrections, many_lacks(CORRECTIONS_MAX + 1));
}

int main(void)
{
    set(&who, "applyer_name", "张三");
    set(&who, "applyer_page_code", "11010519491231002X");
    set(&who, "assurance_token", "0123456789");
    set(&form, "use_cause", "办理入学");
    set(&form, "certificate_identifier", GOOD);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions),
        cmocka_unit_test(each_call_on_a_message_fails_once),
        cmocka_unit_test(bounds),
        cmocka_unit_test(answers),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pairs_wipe(&who);
    pairs_wipe(&form);
    return failed;
}
