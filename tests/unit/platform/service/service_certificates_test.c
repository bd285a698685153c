/* SPDX-License-Identifier: Apache-2.0 */
/* Certificates from the province to whoever stands there, and to nobody else. */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/bus/client_certificates.h"
#include "tests/unit/platform/service/open_house.h"

#define TASK     "11140802MB0000003E4442500002000"
#define SOMEBODY "11010519491231002X"
#define UNKNOWN  "990105194912310020"

static struct certificate_list listed;
static struct pairs copy;

static void add(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *p = &pairs->pair[pairs->count++];
    strcpy(p->name, name);
    assert_ok(secret_set_text(&p->value, value));
}

static struct pairs person(const char *number, bool sure)
{
    struct pairs who = {0};
    add(&who, "applyer_name", "张三");
    add(&who, "applyer_page_code", number);
    if (sure)
        add(&who, "assurance_token", house_ask(&house, "vouch %s", number));
    return who;
}

static void on_certificates(void *user, enum err e, const struct certificate_list *list)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    listed = *list;
}

static enum err ask(struct caller *c, const char *number, bool sure)
{
    AUTO(pairs_wipe) struct pairs who = person(number, sure), form = {0};
    int replies = c->replies;
    add(&form, "use_cause", "办理入学");
    assert_ok(platform_client_certificates(c->client, &(struct platform_asking){TASK, &who, &form},
                                           on_certificates, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static void on_copy(void *user, enum err e, const struct pairs *pairs)
{
    struct caller *c = user;
    c->replies++;
    c->err = e;
    pairs_wipe(&copy);
    for (size_t i = 0; i < pairs->count; i++)
        add(&copy, pairs->pair[i].name, secret_text(&pairs->pair[i].value));
}

static enum err ask_copy(struct caller *c, const char *number, const char *identifier)
{
    AUTO(pairs_wipe) struct pairs who = person(number, true), form = {0};
    int replies = c->replies;
    add(&form, "use_cause", "办理入学");
    add(&form, "certificate_identifier", identifier);
    assert_ok(platform_client_certificate_copy(
        c->client, &(struct platform_asking){TASK, &who, &form}, on_copy, c));
    caller_wait(c, &c->replies, replies + 1);
    return c->err;
}

static void ones_own_are_listed_and_copied(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    assert_ok(ask(c, SOMEBODY, true));
    assert_int_equal(3, listed.count);
    assert_int_equal(0, listed.unsound); /* the other side has its own MOD 37,36 */
    assert_string_equal("社会保障卡", listed.row[1].name);
    assert_ok(ask_copy(c, SOMEBODY, listed.row[0].identifier));
    assert_string_equal("中华人民共和国机动车驾驶证", pairs_get(&copy, "certificate_name"));
    assert_string_equal("张三", pairs_get(&copy, "持证人"));
    assert_int_equal(16, strlen(pairs_get(&copy, "copy_code")));
    assert_non_null(strstr(pairs_get(&copy, "copy_qr"), pairs_get(&copy, "copy_code")));
    assert_ok(ask(c, UNKNOWN, true));
    assert_int_equal(0, listed.count);
}

static void nobody_sees_anothers(void **state)
{
    struct caller *c = *state;
    caller_wait_online(c, true);
    assert_ok(ask(c, SOMEBODY, true));
    AUTO(auto_free) char *first = strdup(listed.row[0].identifier);
    assert_err(ERR_NOT_FOUND, ask_copy(c, "140802195203060021", first));
    assert_int_equal(0, copy.count);
    assert_err(ERR_REFUSED, ask(c, SOMEBODY, false)); /* a found card */
    assert_int_equal(0, listed.count);
    first[strlen(first) - 1] ^= 1;
    assert_true(ask_copy(c, SOMEBODY, first) != ERR_NONE); /* a slip in it is not even asked */
    house_ask(&house, "network cut");
    caller_wait_online(c, false);
    assert_int_equal(ERR_CAT_LINK, err_category(ask(c, SOMEBODY, false)));
    house_ask(&house, "network restore");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ones_own_are_listed_and_copied, setup, teardown),
        cmocka_unit_test_setup_teardown(nobody_sees_anothers, setup, teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pairs_wipe(&copy);
    return failed;
}
