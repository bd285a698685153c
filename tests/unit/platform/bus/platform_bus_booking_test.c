/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments and fees cross the bridge, with their errors. */
#include "tests/unit/platform/bus/both.h"

#include <string.h>
#include <unistd.h>

#include "platform/base/text.h"
#include "platform/bus/client_booking.h"

static void on_slots(void *user, enum err e, const struct slot_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->count = list->count;
    text_copy(b->name, sizeof b->name, list->place[0].name);
}

static void on_appointment(void *user, enum err e, const struct appointment *a)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->online = a->cancelled;
    snprintf(b->text, sizeof b->text, "%.20s %d", a->number, a->date);
    text_copy(b->name, sizeof b->name, a->refusal);
}

static void on_fees(void *user, enum err e, const struct fee_list *list)
{
    struct both *b = user;
    b->replies++;
    b->last = e;
    b->count = list->count;
    snprintf(b->text, sizeof b->text, "%.20s %d %d", list->fee[0].pay_no, (int)list->fee[0].fen,
             (int)list->fee[0].state);
}

static void fill(struct pairs *pairs, const char *name, const char *value)
{
    *pairs = (struct pairs){.count = 1};
    strcpy(pairs->pair[0].name, name);
    assert_ok(secret_set_text(&pairs->pair[0].value, value));
}

static void appointments_come_to_the_caller(void **state)
{
    struct both *b = *state;
    struct pairs who, wish;
    const struct pairs nothing = {0};
    fill(&who, "applyer_name", "张三");
    fill(&wish, "from", "20261127");
    const struct platform_asking asking = {"task", &who, &wish}, nobody = {"task", &nothing, &wish},
                                 no_seat = {"task", &who, &nothing};
    assert_ok(platform_client_slots(b->client, &asking, on_slots, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_int_equal(1, b->count);
    assert_string_equal("20261127", b->name);
    assert_ok(platform_client_slots(b->client, &nobody, on_slots, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_UNREACHABLE, b->last);
    assert_int_equal(0, b->count);
    assert_ok(platform_client_book(b->client, &asking, on_appointment, b));
    both_run_until(b, &b->replies, 3);
    assert_ok(b->last);
    assert_false(b->online);
    assert_string_equal("YY1 20261130", b->text);
    assert_ok(platform_client_book(b->client, &no_seat, on_appointment, b));
    both_run_until(b, &b->replies, 4);
    assert_err(ERR_CONFLICT, b->last);
    assert_ok(platform_client_cancel(b->client, &asking, on_appointment, b));
    both_run_until(b, &b->replies, 5);
    assert_ok(b->last);
    assert_true(b->online);
    pairs_wipe(&who);
    pairs_wipe(&wish);
}

/* The province's own words, or the error alone. */
static void a_refusal_comes_with_its_words(void **state)
{
    struct both *b = *state;
    struct pairs who, wish;
    fill(&who, "applyer_name", "张三");
    fill(&wish, "refuse", "您已经约过了。");
    const struct platform_asking asking = {"task", &who, &wish};
    assert_ok(platform_client_book(b->client, &asking, on_appointment, b));
    both_run_until(b, &b->replies, 1);
    assert_err(ERR_REFUSED, b->last);
    assert_string_equal("您已经约过了。", b->name);
    assert_string_equal(" 0", b->text);
    pairs_wipe(&wish);
    fill(&wish, "from", "20261127");
    assert_ok(platform_client_book(b->client, &asking, on_appointment, b));
    both_run_until(b, &b->replies, 2);
    assert_ok(b->last);
    assert_string_equal("", b->name);
    pairs_wipe(&who);
    pairs_wipe(&wish);
}

static void fees_come_to_the_caller(void **state)
{
    struct both *b = *state;
    struct pairs who;
    const struct pairs nothing = {0};
    fill(&who, "applyer_name", "张三");
    const struct platform_asking asking = {"task", &who, &nothing},
                                 nobody = {"task", &nothing, &nothing};
    assert_ok(platform_client_fees(b->client, &asking, on_fees, b));
    both_run_until(b, &b->replies, 1);
    assert_ok(b->last);
    assert_string_equal("1408 4000 0", b->text);
    assert_ok(platform_client_fees(b->client, &nobody, on_fees, b));
    both_run_until(b, &b->replies, 2);
    assert_err(ERR_NOT_FOUND, b->last);
    assert_ok(platform_client_fee_state(b->client, &asking, on_fees, b));
    both_run_until(b, &b->replies, 3);
    assert_ok(b->last);
    assert_string_equal("1408 1 1", b->text);
    pairs_wipe(&who);
}

int main(void)
{
    char run[] = "/tmp/bus-XXXXXX";
    if (!mkdtemp(run))
        return 1;
    setenv("BUDAYANG_RUN", run, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(appointments_come_to_the_caller, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(a_refusal_comes_with_its_words, both_setup, both_teardown),
        cmocka_unit_test_setup_teardown(fees_come_to_the_caller, both_setup, both_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(run);
    return failed;
}
