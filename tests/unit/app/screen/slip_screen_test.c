/* SPDX-License-Identifier: Apache-2.0 */
/* The slip on the last pages: where the printer's sensor sees it, in all needs. */
#include "tests/unit/check.h"

#include <string.h>

#include "tests/unit/app/screen/items_stage.h"

static void result_of(const char *title)
{
    choose(title);
    visit_consent(&model.visit);
    submitted(CASE_DONE);
}

/* Where it is, the printer's sensor knows; the number stays on the screen in each case. */
static void the_slip_is_followed_until_it_is_gone(void **state)
{
    (void)state;
    static const struct {
        uint32_t flags;
        const char *says, *silent;
    } cases[] = {
        {0, "请取走\n回执", "已取走"},
        {DEVICE_FLAG_MEDIA_PRESENT, "请取走\n回执", "已取走"},
        {DEVICE_FLAG_MEDIA_TAKEN, "回执已取走", "请取走"},
        {DEVICE_FLAG_MEDIA_RETRACTED, "回执没有取走，机器已收回", "请取走"},
        {DEVICE_FLAG_MEDIA_PRESENT | DEVICE_FLAG_MEDIA_JAMMED, "回执卡住了", "请取走"},
    };
    result_of("异地就医备案");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        for (int lies = 0; lies < 2; lies++) {
            model.visit.paper = VISIT_PAPER_DONE;
            model.service.card_lies = lies;
            model.service.device[DEVICE_RECEIPT].flags = cases[i].flags;
            look(SCREEN_DONE);
            assert_says(cases[i].says);
            assert_silent(cases[i].silent);
            assert_says("1408 0226 1123 0047");
            if (lies)
                assert_says("身份证");
        }
    model.service.card_lies = false;
    model.service.device[DEVICE_RECEIPT].flags = DEVICE_FLAG_MEDIA_PRESENT;
    look(SCREEN_THANKS);
    assert_says("回执还在出口");
    model.service.device[DEVICE_RECEIPT].flags = DEVICE_FLAG_MEDIA_RETRACTED;
    model.slip_ms = model.entered_ms - 1; /* another citizen's */
    look(SCREEN_THANKS);
    assert_silent("收回");
    model.slip_ms = model.entered_ms;
    look(SCREEN_THANKS);
    assert_says("机器已收回");
}

static void a_jam_is_called_a_jam(void **state)
{
    (void)state;
    result_of("异地就医备案");
    model.visit.paper = VISIT_PAPER_FAILED;
    model.visit.paper_why = ERR_PAPER_JAM;
    look(SCREEN_DONE);
    assert_says("卡纸");
}

/* The kiosk's own word is never shown: the sentence for it is, also to who asks later. */
static void a_case_that_ended_here_is_told(void **state)
{
    (void)state;
    result_of("异地就医备案");
    struct case_status *status = &model.visit.status;
    status->state = CASE_REFUSED;
    strcpy(status->message, CASE_WORD_LOST);
    look(SCREEN_DONE);
    assert_says("照片在这台机器上坏了");
    const struct case_status found = {
        .state = CASE_REFUSED, .local_number = "K017-000482", .message = CASE_WORD_REFUSED};
    choose("查进度");
    strcpy(model.visit.number, "K017-000482");
    visit_take_found(&model.visit, &found);
    look(SCREEN_CASES);
    assert_says("照片一直没能交上去");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(the_slip_is_followed_until_it_is_gone),
        T(a_jam_is_called_a_jam),
        T(a_case_that_ended_here_is_told),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
