/* SPDX-License-Identifier: Apache-2.0 */
/* Rounds of citizens and troubles against the real kiosk-platform and the real stand-in: whatever
 * was acknowledged is exactly one case, each citizen's in order. The same check must find mistakes
 * that are planted in the program, or it proves nothing. */
#include "tests/crash/sending/troubles.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { STUCK_US = 6 * 1000 * 1000 };
enum { CORRECTS_ONE_IN = 3, FLAWS_SEED = 1000 };
enum { ROUND = 50, APPLICATIONS = 150, ROUNDS_FOR_A_FLAW = 60, PASS_MS = 12 };

static struct world world;
static uint32_t seed_now; /* of a round under way, else 0 */

static uint32_t number_of(const char *variable, uint32_t otherwise)
{
    const char *text = getenv(variable);
    return text && *text ? (uint32_t)strtoul(text, NULL, 10) : otherwise;
}

static int set_up(void **state)
{
    (void)state;
    world_open(&world);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    if (seed_now)
        print_error("again: SENDING_SEED=%u SENDING_APPLICATIONS=%d sending_test\n", seed_now,
                    ROUND);
    world_close(&world);
    return 0;
}

/* What the kiosk does when no number came: the citizen tries again, or goes. */
static void hand_in(size_t application)
{
    for (int tries = 0; tries < 4; tries++) {
        world_start(&world);
        if (world_submit(&world, application) || world_roll(&world, 4) == 0)
            return;
        if (tries == 2)
            world_clear(&world);
    }
}

/* An application; or what a case of theirs lacks, which an official said before they came. */
static size_t begin_one(struct world *w)
{
    char project_no[NUMBER_TEXT];
    int citizen = (int)world_roll(w, WORLD_CITIZENS);
    size_t of =
        world_roll(w, CORRECTS_ONE_IN) ? HISTORY_MAX : world_give_back(w, citizen, project_no);
    return of == HISTORY_MAX ? history_begin(&w->history, citizen)
                             : history_correct(&w->history, of, project_no);
}

static void one_citizen(void)
{
    struct world *w = &world;
    if (world_roll(w, 4) == 0)
        world_clear(w);
    for (uint32_t n = world_roll(w, 3); n > 0; n--)
        troubles_begin(w);
    hand_in(begin_one(w));
    if (world_roll(w, 2))
        world_pass(w, (int)world_roll(w, PASS_MS));
}

static bool one_round(uint32_t seed, FILE *out, struct history_verdict *ret_verdict)
{
    seed_now = seed;
    world_begin(&world, seed);
    for (int i = 0; i < ROUND; i++)
        one_citizen();
    bool settled = world_settle(&world);
    if (!settled && out)
        fprintf(out, "%u still wait\n", world.caller.counts.waiting);
    bool good = world_check(&world, out, ret_verdict) && settled;
    seed_now = good ? 0 : seed;
    return good;
}

static void all_that_was_acknowledged_is_one_case(void **state)
{
    (void)state;
    struct history_verdict verdict;
    uint32_t seed = number_of("SENDING_SEED", (uint32_t)getpid() * 1000);
    uint32_t rounds = (number_of("SENDING_APPLICATIONS", APPLICATIONS) + ROUND - 1) / ROUND;
    size_t acknowledged = 0, cases = 0, corrections = 0;
    for (uint32_t i = 0; i < rounds; i++) {
        assert_true(one_round(seed + i, stderr, &verdict));
        acknowledged += verdict.acknowledged;
        cases += verdict.cases;
        corrections += verdict.corrections;
    }
    fprintf(stderr, "from seed %u: %u applications, %zu acknowledged, %zu cases, %zu of them %s\n",
            seed, rounds * ROUND, acknowledged, cases, corrections, "corrections");
    assert_true(corrections * 20 > cases); /* or they are hardly tried */
    troubles_tell(stderr);
}

/* Twenty megabytes over a line that never holds for half a one. */
static void a_large_one_comes_through_in_pieces(void **state)
{
    (void)state;
    enum { LEAST = 100000, MORE = 400000, BREAKS_AT_LEAST = 20, LOOK_MS = 20 };
    struct history_verdict verdict;
    struct application a;
    unsigned breaks = line_breaks(world.line);
    world_begin(&world, 1);
    world_start(&world);
    house_fill_application(&a, (int)history_begin(&world.history, 0));
    house_add_file(&a, APPLICATION_FILES_SIZE, HOUSE_FIXED);
    assert_ok(caller_submit(&world.caller, &a));
    application_wipe(&a);
    history_acknowledge(&world.history, 0, world.caller.status.local_number);
    do {
        line_set(world.line, &(struct line_plan){.fault = LINE_RESET,
                                                 .way = LINE_UP,
                                                 .bytes = LEAST + world_roll(&world, MORE)});
        for (unsigned before = line_breaks(world.line); line_breaks(world.line) == before;) {
            world_pass(&world, LOOK_MS);
            house_step(LOOK_MS * 10);
            assert_ok(caller_health(&world.caller));
            if (world.caller.counts.waiting == 0)
                break;
        }
    } while (world.caller.counts.waiting > 0);
    breaks = line_breaks(world.line) - breaks;
    fprintf(stderr, "20 MB over a line that broke %u times\n", breaks);
    assert_in_range(breaks, BREAKS_AT_LEAST, 1000);
    assert_true(world_check(&world, stderr, &verdict));
    assert_int_equal(1, verdict.cases);
}

/* The same with a mistake in the program. */
static void finds(const char *flaw, enum history_fault fault)
{
    struct history_verdict verdict = {.cases = 0};
    uint32_t seed = number_of("SENDING_SEED", FLAWS_SEED), i = 0;
    world.house.program = FLAWED;
    setenv("FLAW", flaw, 1);
    while (i < ROUNDS_FOR_A_FLAW && verdict.faults[fault] == 0)
        one_round(seed + i++, NULL, &verdict);
    unsetenv("FLAW");
    world.house.program = NULL;
    fprintf(stderr, "%s: %s in round %u\n", flaw, history_fault_name(fault), i);
    assert_true(verdict.faults[fault] > 0);
    seed_now = 0;
}

static void a_fresh_key_is_found(void **state)
{
    (void)state;
    finds("fresh-key", HISTORY_KEY);
}

static void a_mark_before_the_answer_is_found(void **state)
{
    (void)state;
    finds("early-mark", HISTORY_LOST);
}

static void a_correction_marked_before_its_answer_is_found(void **state)
{
    (void)state;
    finds("early-correction", HISTORY_LOST);
}

static void overtaking_is_found(void **state)
{
    (void)state;
    finds("overtaking", HISTORY_ORDER);
}

static void a_word_before_the_commit_is_found(void **state)
{
    (void)state;
    finds("early-word", HISTORY_LOST);
}

/* Those that a mistake keeps from the province for ever are not waited for as long. */
static void finds_stuck(const char *flaw)
{
    world.patience_us = STUCK_US;
    finds(flaw, HISTORY_LOST);
    world.patience_us = WORLD_PATIENCE_US;
}

static void a_case_before_its_photographs_is_found(void **state)
{
    (void)state;
    finds_stuck("case-first");
}

static void pieces_of_another_address_are_found(void **state)
{
    (void)state;
    finds_stuck("wrong-address");
}

static void a_piece_twice_is_found(void **state)
{
    (void)state;
    finds_stuck("piece-twice");
}

static void a_row_before_its_photographs_is_found(void **state)
{
    (void)state;
    finds_stuck("row-first");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_one_comes_through_in_pieces),
        cmocka_unit_test(a_fresh_key_is_found),
        cmocka_unit_test(a_mark_before_the_answer_is_found),
        cmocka_unit_test(a_correction_marked_before_its_answer_is_found),
        cmocka_unit_test(overtaking_is_found),
        cmocka_unit_test(a_word_before_the_commit_is_found),
        cmocka_unit_test(a_case_before_its_photographs_is_found),
        cmocka_unit_test(pieces_of_another_address_are_found),
        cmocka_unit_test(a_piece_twice_is_found),
        cmocka_unit_test(a_row_before_its_photographs_is_found),
        cmocka_unit_test(all_that_was_acknowledged_is_one_case),
    };
    if (getenv("SENDING_ONLY"))
        cmocka_set_test_filter(getenv("SENDING_ONLY"));
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
