/* SPDX-License-Identifier: Apache-2.0 */
/* Random lives of an outbox beside a model of it in plain arrays; the file is closed and opened
 * again in between. They must agree on every number, state, turn and count. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/platform/outbox/box.h"

enum { LIVES = 5, STEPS = 250, ROWS_MAX = STEPS };

enum life { WAITING, SENT, REFUSED };

struct model_row {
    int application; /* index of the application; a rating has the same */
    bool is_rating;
    enum life life;
    int64_t next_try_ms, created_ms;
    uint32_t tries;
    char key[OUTBOX_KEY_TEXT];
};

static struct {
    struct model_row row[ROWS_MAX]; /* in the order of their making */
    size_t rows;
    int applications;
    char number[ROWS_MAX][NUMBER_TEXT]; /* by application */
    int64_t now_ms;
    uint32_t chance;
} m;

static struct outbox *o;

/* xorshift32: the same life for the same seed, on every machine. */
static uint32_t roll(uint32_t sides)
{
    m.chance ^= m.chance << 13;
    m.chance ^= m.chance >> 17;
    m.chance ^= m.chance << 5;
    return m.chance % sides;
}

static const char *id_of(int application)
{
    static char id[OUTBOX_KEY_TEXT];
    snprintf(id, sizeof id, "aaaaaaaa-0000-4000-8000-%012d", application);
    return id;
}

static struct model_row *find(int application, bool is_rating)
{
    for (size_t i = 0; i < m.rows; i++)
        if (m.row[i].application == application && m.row[i].is_rating == is_rating)
            return &m.row[i];
    return NULL;
}

static void add(int application, bool is_rating)
{
    m.row[m.rows++] = (struct model_row){.application = application,
                                         .is_rating = is_rating,
                                         .next_try_ms = m.now_ms,
                                         .created_ms = m.now_ms};
}

static bool may_be_tried(const struct model_row *r)
{
    return r->life == WAITING && (!r->is_rating || find(r->application, false)->life == SENT);
}

static int64_t due_of(const struct model_row *r)
{
    return r->next_try_ms > m.now_ms + OUTBOX_LONGEST_WAIT_MS ? m.now_ms : r->next_try_ms;
}

static struct model_row *next_row(void)
{
    for (size_t i = 0; i < m.rows; i++)
        if (may_be_tried(&m.row[i]) && due_of(&m.row[i]) <= m.now_ms)
            return &m.row[i];
    return NULL;
}

static void step_put(void)
{
    char number[NUMBER_TEXT];
    bool again = m.applications > 0 && roll(4) == 0;
    int application = again ? (int)roll((uint32_t)m.applications) : m.applications;
    box_put(o, id_of(application), m.now_ms, number);
    if (again) {
        assert_string_equal(m.number[application], number);
        return;
    }
    for (int i = 0; i < m.applications; i++)
        assert_string_not_equal(m.number[i], number);
    strcpy(m.number[m.applications++], number);
    add(application, false);
}

static void step_rate(void)
{
    if (m.applications == 0)
        return;
    int application = (int)roll((uint32_t)m.applications);
    enum err e = outbox_put_rating(o, m.number[application], m.now_ms, box_body());
    if (find(application, false)->life == REFUSED) {
        assert_err(ERR_REFUSED, e);
        return;
    }
    assert_ok(e);
    if (!find(application, true))
        add(application, true);
}

static void answer(struct model_row *expected, int64_t id)
{
    static const struct case_status accepted = {.state = CASE_ACCEPTED, .project_no = "1"};
    struct model_row *rating = find(expected->application, true);
    switch (roll(4)) {
    case 0:
        expected->life = REFUSED;
        if (!expected->is_rating && rating)
            rating->life = REFUSED;
        assert_ok(outbox_mark_refused(o, id, "no"));
        break;
    case 1:
        expected->life = SENT;
        assert_ok(outbox_mark_sent(o, id, expected->is_rating ? NULL : &accepted));
        break;
    default:
        expected->tries++;
        expected->next_try_ms = m.now_ms + roll(20) * 1000;
        if (roll(10) == 0) /* by a clock that ran ahead */
            expected->next_try_ms = m.now_ms + 2 * (int64_t)OUTBOX_LONGEST_WAIT_MS;
        assert_ok(outbox_mark_retry(o, id, expected->next_try_ms));
    }
}

static void step_carry(void)
{
    struct outbox_row row;
    struct model_row *expected = next_row();
    enum err e = outbox_next(o, m.now_ms, &row);
    if (!expected) {
        assert_err(ERR_NOT_FOUND, e);
        return;
    }
    assert_ok(e);
    assert_string_equal(id_of(expected->application), row.application_id);
    assert_string_equal(m.number[expected->application], row.local_number);
    assert_int_equal(expected->is_rating ? OUTBOX_RATING : OUTBOX_APPLICATION, row.kind);
    assert_int_equal(expected->tries, row.tries);
    if (expected->key[0])
        assert_string_equal(expected->key, row.idempotency_key);
    strcpy(expected->key, row.idempotency_key);
    int64_t id = row.id;
    outbox_row_done(&row);
    answer(expected, id);
}

static void step_hurry(void)
{
    assert_ok(outbox_hurry(o, m.now_ms));
    for (size_t i = 0; i < m.rows; i++)
        if (m.row[i].life == WAITING && m.row[i].next_try_ms > m.now_ms)
            m.row[i].next_try_ms = m.now_ms;
}

static void compare_counts(void)
{
    struct outbox_counts counts;
    uint32_t n[3] = {0};
    int64_t oldest = 0, due = INT64_MAX, when;
    for (size_t i = 0; i < m.rows; i++) {
        const struct model_row *r = &m.row[i];
        n[r->life]++;
        if (r->life == WAITING && m.now_ms - r->created_ms > oldest)
            oldest = m.now_ms - r->created_ms;
        if (may_be_tried(r) && due_of(r) < due)
            due = due_of(r);
    }
    assert_ok(outbox_counts(o, m.now_ms, &counts));
    assert_int_equal(n[WAITING], counts.waiting);
    assert_int_equal(n[SENT], counts.sent);
    assert_int_equal(n[REFUSED], counts.refused);
    assert_int_equal(oldest, counts.oldest_ms);
    assert_ok(outbox_next_due(o, m.now_ms, &when));
    assert_true(due == when);
}

static void compare_cases(void)
{
    static const enum case_state states[] = {
        [WAITING] = CASE_SAVED, [SENT] = CASE_ACCEPTED, [REFUSED] = CASE_REFUSED};
    struct case_status status;
    for (int i = 0; i < m.applications; i++) {
        assert_ok(outbox_status(o, m.number[i], &status));
        assert_int_equal(states[find(i, false)->life], status.state);
    }
}

static void live(const char *dir)
{
    static void (*const steps[])(void) = {step_put,   step_rate,  step_carry,
                                          step_carry, step_carry, step_hurry};
    for (int i = 0; i < STEPS; i++) {
        steps[roll(8) == 0 ? 5 : roll(5)]();
        m.now_ms += roll(3) * 1000;
        compare_counts();
        if (roll(25) == 0) {
            compare_cases();
            outbox_close(o);
            o = box_open(dir);
        }
    }
    compare_cases();
}

static void a_random_life_agrees_with_its_model(void **state)
{
    for (uint32_t seed = 1; seed <= LIVES; seed++) {
        box_tear_down(state);
        assert_int_equal(0, box_set_up(state));
        memset(&m, 0, sizeof m);
        m.now_ms = 1795420800000;
        m.chance = seed * 2654435761u;
        o = box_open(*state);
        live(*state);
        outbox_close(o);
        assert_true(box_is_sound(*state));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
        a_random_life_agrees_with_its_model, box_set_up, box_tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
