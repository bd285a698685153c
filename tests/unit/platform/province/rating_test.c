/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/rating.h"

#define ID "6f1c2b52-8d0e-4b7a-9a55-0c6f3a1d2e90"

static const struct message_sender sender = {"K017", "140802", 1795420800000};

static void the_two_scales_run_in_opposite_directions(void **state)
{
    (void)state;
    assert_int_equal(5, rating_haochaping_number(SATISFACTION_VERY_GOOD));
    assert_int_equal(1, rating_haochaping_number(SATISFACTION_VERY_BAD));
    assert_int_equal(1, rating_gb39046_number(SATISFACTION_VERY_GOOD));
    assert_int_equal(5, rating_gb39046_number(SATISFACTION_VERY_BAD));
    for (int s = SATISFACTION_VERY_GOOD; s <= SATISFACTION_VERY_BAD; s++)
        assert_int_equal(6, rating_haochaping_number((enum satisfaction)s) +
                                rating_gb39046_number((enum satisfaction)s));
}

static struct rating rating_of(enum satisfaction s, const char *codes, const char *words)
{
    struct rating r = {.local_number = "K017-000482", .satisfaction = s};
    snprintf(r.reason_codes, sizeof r.reason_codes, "%s", codes);
    snprintf(r.words, sizeof r.words, "%s", words);
    return r;
}

static void a_rating_in_the_words_of_the_exchange(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    struct rating r = rating_of(SATISFACTION_GOOD, "412,408", "很方便");
    assert_ok(rating_write(&r, &sender, ID, &doc));
    assert_string_equal("{\"application_id\":\"" ID "\",\"area_code\":\"140802\","
                        "\"assessNumber\":\"1\",\"assessTime\":\"2026-11-23 16:00:00\","
                        "\"evalDetail\":\"412,408\",\"kiosk_code\":\"K017\","
                        "\"local_number\":\"K017-000482\",\"operation\":\"rate\",\"pf\":\"5\","
                        "\"proSource\":\"5\",\"satisfaction\":\"4\","
                        "\"satisfaction_gb39046\":\"2\",\"userProp\":\"1\","
                        "\"writingEvaluation\":\"很方便\"}",
                        secret_text(&doc));
}

static enum err result(enum satisfaction s, const char *codes, const char *words)
{
    AUTO(secret_wipe) struct secret doc = {0};
    struct rating r = rating_of(s, codes, words);
    return rating_write(&r, &sender, ID, &doc);
}

static void below_three_a_reason_is_demanded(void **state)
{
    (void)state;
    assert_ok(result(SATISFACTION_VERY_GOOD, "", ""));
    assert_ok(result(SATISFACTION_FAIR, "", ""));
    assert_err(ERR_MISSING, result(SATISFACTION_BAD, "", ""));
    assert_err(ERR_MISSING, result(SATISFACTION_VERY_BAD, "", ""));
    assert_ok(result(SATISFACTION_BAD, "207", ""));
    assert_ok(result(SATISFACTION_VERY_BAD, "", "排队太久"));
}

static void reason_codes_belong_to_their_level(void **state)
{
    (void)state;
    static const struct {
        enum satisfaction s;
        const char *first, *last, *before, *after;
    } levels[] = {{SATISFACTION_VERY_GOOD, "510", "517", "509", "518"},
                  {SATISFACTION_GOOD, "406", "413", "405", "414"},
                  {SATISFACTION_FAIR, "307", "314", "306", "315"},
                  {SATISFACTION_BAD, "207", "214", "206", "215"},
                  {SATISFACTION_VERY_BAD, "108", "115", "107", "116"}};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        assert_ok(result(levels[i].s, levels[i].first, ""));
        assert_ok(result(levels[i].s, levels[i].last, ""));
        assert_err(ERR_RANGE, result(levels[i].s, levels[i].before, ""));
        assert_err(ERR_RANGE, result(levels[i].s, levels[i].after, ""));
    }
    static const char *const wrong[] = {"51", "5100", "510,", ",510", "510;511", "abc", "510, 511"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, result(SATISFACTION_VERY_GOOD, wrong[i], ""));
}

static void words_and_numbers_are_checked(void **state)
{
    (void)state;
    char longer[400];
    memset(longer, 'x', sizeof longer);
    longer[201] = '\0';
    assert_err(ERR_TOO_LONG, result(SATISFACTION_GOOD, "", longer));
    assert_err(ERR_ENCODING, result(SATISFACTION_GOOD, "", "a\nb"));
    assert_err(ERR_RANGE, result((enum satisfaction)5, "", ""));
    AUTO(secret_wipe) struct secret doc = {0};
    struct rating r = rating_of(SATISFACTION_GOOD, "", "");
    assert_err(ERR_FORMAT, rating_write(&r, &sender, "x", &doc));
    r.local_number[0] = 'k';
    assert_err(ERR_FORMAT, rating_write(&r, &sender, ID, &doc));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_two_scales_run_in_opposite_directions),
        cmocka_unit_test(a_rating_in_the_words_of_the_exchange),
        cmocka_unit_test(below_three_a_reason_is_demanded),
        cmocka_unit_test(reason_codes_belong_to_their_level),
        cmocka_unit_test(words_and_numbers_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
