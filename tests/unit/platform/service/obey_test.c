/* SPDX-License-Identifier: Apache-2.0 */
/* What the province orders is done once, also across restarts, and told until it was heard. */
#include "tests/unit/check.h"

#include <string.h>
#include <sys/stat.h>

#include "platform/base/clock.h"
#include "platform/base/paths.h"
#include "platform/service/obey.h"

enum { HOUR_MS = 60 * 60 * 1000 };

struct world {
    char dir[64];
    struct obey *obey;
    int refreshed, sent, changed;
};

static void on_refresh(void *user)
{
    ((struct world *)user)->refreshed++;
}

static void on_send_now(void *user)
{
    ((struct world *)user)->sent++;
}

static void on_standing(void *user)
{
    ((struct world *)user)->changed++;
}

static void begin(struct world *w)
{
    const struct obey_parts parts = {
        .user = w, .refresh = on_refresh, .send_now = on_send_now, .standing = on_standing};
    obey_free(w->obey);
    assert_ok(obey_new(&parts, &w->obey));
}

static int set_up(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    strcpy(w->dir, "/tmp/obey-XXXXXX");
    if (!mkdtemp(w->dir))
        return -1;
    setenv("BUDAYANG_STATE", w->dir, 1);
    begin(w);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    char path[96];
    snprintf(path, sizeof path, "%s/orders.json", w->dir);
    unlink(path);
    rmdir(path);
    rmdir(w->dir);
    obey_free(w->obey);
    free(w);
    return 0;
}

/* The order whose id ends in that number. */
static struct remote_order order_of(int number, enum remote_kind kind)
{
    struct remote_order order = {.kind = kind, .sound = true, .word = "word"};
    snprintf(order.id, sizeof order.id, "6f1c2b52-8d0e-4b7a-9a55-%012d", number);
    return order;
}

static void give(struct world *w, struct remote_order order)
{
    const struct remote_orders orders = {.count = 1, .order = {order}};
    obey_take(w->obey, &orders);
}

static struct remote_order closing(int number, int64_t until_ms)
{
    struct remote_order order = order_of(number, REMOTE_OUT_OF_SERVICE);
    order.until_ms = until_ms;
    strcpy(order.words.zh, "正在维护");
    return order;
}

static size_t results(struct world *w, struct upkeep_result ret[UPKEEP_RESULTS_MAX])
{
    return obey_results(w->obey, ret);
}

static void an_order_is_done_once(void **state)
{
    struct world *w = *state;
    struct upkeep_result told[UPKEEP_RESULTS_MAX];
    give(w, order_of(1, REMOTE_REFRESH));
    give(w, order_of(1, REMOTE_REFRESH));
    assert_int_equal(1, w->refreshed);
    give(w, order_of(2, REMOTE_SEND_NOW));
    assert_int_equal(1, w->sent);
    assert_int_equal(2, results(w, told));
    assert_int_equal(REMOTE_SUCCESS, told[0].outcome);
    obey_told(w->obey, told, 2);
    assert_int_equal(0, results(w, told));
    give(w, order_of(2, REMOTE_SEND_NOW)); /* nobody heard, it seems: it is said again */
    assert_int_equal(1, w->sent);
    assert_int_equal(1, results(w, told));
    begin(w);
    give(w, order_of(1, REMOTE_REFRESH));
    assert_int_equal(1, w->refreshed);
    assert_int_equal(2, results(w, told));
}

static void what_was_ordered_stands_across_restarts(void **state)
{
    struct world *w = *state;
    int64_t until = clock_wall_ms() + HOUR_MS;
    struct remote_order notice = closing(2, until), hours = order_of(3, REMOTE_OPENING_HOURS);
    notice.kind = REMOTE_NOTICE;
    strcpy(notice.words.en, "No power tomorrow");
    hours.opens_min = 360;
    hours.closes_min = 1320;
    give(w, closing(1, until));
    give(w, notice);
    give(w, hours);
    assert_int_equal(3, w->changed);
    begin(w);
    const struct standing *s = obey_standing(w->obey);
    assert_true(s->closed_until_ms == until && s->notice_until_ms == until);
    assert_string_equal("正在维护", s->closed.zh);
    assert_string_equal("No power tomorrow", s->notice.en);
    assert_int_equal(360, s->opens_min);
    assert_int_equal(1320, s->closes_min);
    give(w, order_of(4, REMOTE_IN_SERVICE));
    give(w, order_of(5, REMOTE_NOTICE));
    s = obey_standing(w->obey);
    assert_true(s->closed_until_ms == 0 && s->notice_until_ms == 0);
}

static void what_cannot_or_need_not_be_done_is_said(void **state)
{
    struct world *w = *state;
    struct upkeep_result told[UPKEEP_RESULTS_MAX];
    int64_t now = clock_wall_ms();
    struct remote_order faulty = closing(3, now + HOUR_MS);
    faulty.sound = false;
    give(w, order_of(1, REMOTE_UNKNOWN));
    give(w, closing(2, now - 1));
    give(w, faulty);
    give(w, closing(4, now + (int64_t)(OBEY_LONGEST_DAYS + 1) * 24 * HOUR_MS));
    assert_int_equal(0, w->changed);
    assert_int_equal(4, results(w, told));
    assert_int_equal(REMOTE_NOT_KNOWN, told[0].outcome);
    assert_int_equal(REMOTE_EXPIRED, told[1].outcome);
    assert_int_equal(REMOTE_REJECTED, told[2].outcome);
    assert_int_equal(REMOTE_REJECTED, told[3].outcome);
}

static void what_cannot_be_kept_is_not_done(void **state)
{
    struct world *w = *state;
    struct upkeep_result told[UPKEEP_RESULTS_MAX];
    char path[96];
    snprintf(path, sizeof path, "%s/orders.json", w->dir);
    assert_int_equal(0, mkdir(path, 0700));
    give(w, order_of(1, REMOTE_REFRESH));
    assert_int_equal(0, w->refreshed);
    assert_int_equal(0, results(w, told));
    assert_int_equal(0, rmdir(path));
    give(w, order_of(1, REMOTE_REFRESH));
    assert_int_equal(1, w->refreshed);
}

static void old_ones_are_forgotten_first(void **state)
{
    struct world *w = *state;
    struct upkeep_result told[UPKEEP_RESULTS_MAX];
    for (int i = 0; i <= OBEY_REMEMBERED; i++)
        give(w, order_of(i, REMOTE_REFRESH));
    assert_int_equal(OBEY_REMEMBERED + 1, w->refreshed);
    assert_int_equal(UPKEEP_RESULTS_MAX, results(w, told));
    assert_string_equal("6f1c2b52-8d0e-4b7a-9a55-000000000001", told[0].order_id);
    begin(w);
    give(w, order_of(OBEY_REMEMBERED, REMOTE_REFRESH));
    assert_int_equal(OBEY_REMEMBERED + 1, w->refreshed);
}

static void a_file_that_is_none_of_ours_is_nothing(void **state)
{
    struct world *w = *state;
    char path[96];
    static const char *const bad[] = {
        "", "{}", "{\"closed\":{\"until\":1,\"zh\":\"\",\"en\":\"\"}}",
        "{\"closed\":{\"until\":1,\"zh\":\"\",\"en\":\"\"},\"notice\":{\"until\":1,\"zh\":\"\","
        "\"en\":"
        "\"\"},\"opens\":9999,\"closes\":0,\"done\":[]}",
        "{\"closed\":{\"until\":1,\"zh\":\"\",\"en\":\"\"},\"notice\":{\"until\":1,\"zh\":\"\","
        "\"en\":"
        "\"\"},\"opens\":0,\"closes\":0,\"done\":[{\"order_id\":\"x\",\"outcome\":\"success\"}]}"};
    snprintf(path, sizeof path, "%s/orders.json", w->dir);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        FILE *f = fopen(path, "we");
        fputs(bad[i], f);
        fclose(f);
        begin(w);
        assert_int_equal(0, obey_standing(w->obey)->closed_until_ms);
    }
    give(w, order_of(1, REMOTE_REFRESH));
    assert_int_equal(1, w->refreshed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_order_is_done_once),
        TEST(what_was_ordered_stands_across_restarts),
        TEST(what_cannot_or_need_not_be_done_is_said),
        TEST(what_cannot_be_kept_is_not_done),
        TEST(old_ones_are_forgotten_first),
        TEST(a_file_that_is_none_of_ours_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
