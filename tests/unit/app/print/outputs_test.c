/* SPDX-License-Identifier: Apache-2.0 */
/* What the citizen holds in the end, in the same words before and after, on screen and paper. */
#include "tests/unit/check.h"

#include <string.h>

#include "app/print/outputs.h"
#include "app/words/words.h"
#include "tests/unit/app/people.h"

static struct item *item_of(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/items/%s.json", name);
    words_use(LANGUAGE_CHINESE);
    return item_at(path);
}

static void before_one_begins_each_result_and_the_slip_are_named(void **state)
{
    (void)state;
    char said[OUTPUTS_TEXT];
    struct item *shop = item_of("shop-registration");
    outputs_say_before(shop, false, said);
    assert_string_equal("营业执照：窗口领取，或邮寄。办好了短信通知，带上身份证。\n"
                        "电子营业执照：手机上看。同一天就能用手机下载。\n"
                        "办件回执：当场打印。",
                        said);
    outputs_say_before(shop, true, said);
    assert_string_equal("营业执照：窗口领取，或邮寄。\n电子营业执照：手机上看。", said);
    item_free(shop);
    struct item *filing = item_of("remote-medical-filing"); /* its slip is its result */
    outputs_say_before(filing, false, said);
    assert_string_equal("异地就医备案：当场打印。当天生效，今天就能用。", said);
    item_free(filing);
    struct item *query = item_of("case-progress"); /* without a slip */
    outputs_say_before(query, false, said);
    assert_string_equal("办件状态：屏幕上看。每件事办到哪一步，哪天有结果。", said);
    item_free(query);
}

static void afterwards_only_what_is_true_by_then(void **state)
{
    (void)state;
    char said[OUTPUTS_TEXT];
    struct item *card = item_of("id-card-replacement");
    outputs_say_after(card, false, true, said);
    assert_string_equal("居民身份证：窗口领取。", said);
    outputs_say_after(card, true, false, said);
    assert_string_equal("居民身份证：窗口领取。做好了，短信通知您去领。", said);
    item_free(card);
    struct item *filing = item_of("remote-medical-filing");
    outputs_say_after(filing, false, false, said); /* not decided: nothing holds yet */
    assert_string_equal("", said);
    outputs_say_after(filing, true, false, said);
    assert_string_equal("当天生效，今天就能用。", said);
    item_free(filing);
}

static void paper_says_one_line_for_each(void **state)
{
    (void)state;
    struct item *shop = item_of("shop-registration");
    struct draft d = {.err = ERR_NONE};
    outputs_add(&d, shop, false);
    assert_ok(d.err);
    assert_int_equal(2, d.job.count);
    assert_string_equal("电子营业执照：手机上看。同一天就能用手机下载。",
                        secret_text(&d.job.line[1].text));
    receipt_job_wipe(&d.job);
    item_free(shop);
    struct item *filing = item_of("remote-medical-filing");
    outputs_add(&d, filing, false);
    assert_int_equal(0, d.job.count);
    receipt_job_wipe(&d.job);
    item_free(filing);
}

/* The longest that an item may say, in each way: nothing is written beyond the end. */
static void the_longest_words_stay_within(void **state)
{
    (void)state;
    char name[16 * 3 + 1], text[40 * 3 + 1], said[OUTPUTS_TEXT];
    struct item item = {.kind = ITEM_KIND_APPLICATION, .slip_title = "办件回执"};
    for (size_t i = 0; i < sizeof name - 1; i++)
        name[i] = "字"[i % 3];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = "字"[i % 3];
    name[sizeof name - 1] = text[sizeof text - 1] = '\0';
    item.output_count = ITEM_OUTPUTS_MAX;
    for (size_t i = 0; i < ITEM_OUTPUTS_MAX; i++)
        item.output[i] = (struct item_output){
            name,
            ITEM_RESULT_OTHER,
            3,
            {ITEM_HANDING_MESSAGE, ITEM_HANDING_ACCOUNT, ITEM_HANDING_ELECTRONIC},
            text};
    outputs_say_before(&item, false, said);
    const char *end = "办件回执：当场打印。";
    assert_string_equal(end, said + strlen(said) - strlen(end));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_one_begins_each_result_and_the_slip_are_named),
        cmocka_unit_test(afterwards_only_what_is_true_by_then),
        cmocka_unit_test(paper_says_one_line_for_each),
        cmocka_unit_test(the_longest_words_stay_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
