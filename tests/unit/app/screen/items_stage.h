/* SPDX-License-Identifier: Apache-2.0 */
/* A visit by a known citizen with all shipped items, and a look at its pages in both languages and
 * all needs. Include after check.h. */
#pragma once

#include "app/screen/actions.h"
#include "app/screen/screen.h"
#include "platform/base/clock.h"
#include "tests/unit/app/people.h"
#include "tests/unit/app/screen/pictures.h"
#include "tests/unit/app/ui/stage.h"

static const struct settings settings = {.kiosk = {.code = "K017",
                                                   .title = "盐湖区政务服务",
                                                   .title_en = "Yanhu District Services",
                                                   .help_phone = "12345"},
                                         .visit = {.idle_s = 120, .warn_s = 60, .result_s = 60}};
static struct stage stage;
static struct model model;

static inline int begin(void **state)
{
    (void)state;
    struct id_record card = zhang_san();
    memset(&model, 0, sizeof model);
    model.settings = &settings;
    assert_ok(shelf_load(SOURCE_ROOT "/assets/items", &model.shelf, NULL));
    model.now_ms = model.entered_ms = clock_now_ms();
    model.service = (struct service){
        .devices_up = true, .platform_up = true, .online = true, .level = SERVICE_FULL};
    for (int c = 0; c < DEVICE_CLASS_COUNT; c++)
        model.service.device[c].state = DEVICE_READY;
    visit_begin(&model.visit);
    assert_ok(visit_identify_card(&model.visit, &card));
    id_record_wipe(&card);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    model_wipe_visit(&model);
    shelf_done(&model.shelf);
    return 0;
}

static inline void choose(const char *title)
{
    const struct item *item;
    for (size_t i = 0; i < model.shelf.count; i++)
        if (strcmp(model.shelf.entry[i].face.in[LANGUAGE_CHINESE].title, title) == 0) {
            assert_ok(shelf_open(&model.shelf, i, &item));
            assert_ok(visit_choose(&model.visit, item));
            return;
        }
    fail_msg("%s is not on the shelf", title);
}

static inline void look_in(enum language language, const struct screen *screen)
{
    const char *name = screen_of(model.screen)->name;
    visit_speak(&model.visit, language);
    for (int i = 0; i < 8; i++) {
        struct needs needs = stage_needs(i);
        stage_show(&stage, screen, needs);
        pictures_draw(&stage, needs, name);
        if (stage.scene.overflows)
            fail_msg("%s overflows %d times: %s large %d contrast %d low %d", name,
                     stage.scene.overflows, words_code(language), needs.large, needs.contrast,
                     needs.low);
    }
}

static inline void look(enum screen_id id)
{
    model.screen = id;
    const struct screen screen = {
        .page = (int)id * 100, .compose = screen_compose, .model = &model};
    look_in(LANGUAGE_ENGLISH, &screen);
    look_in(LANGUAGE_CHINESE, &screen);
    stage_show(&stage, &screen, (struct needs){0});
}

#define assert_says(text)                                                                          \
    do {                                                                                           \
        if (scene_find_text(&stage.scene, text) < 0)                                               \
            fail_msg("\"%s\" is not on the screen", text);                                         \
    } while (0)
#define assert_silent(text)     assert_int_equal(-1, scene_find_text(&stage.scene, text))
#define assert_offers(action)   assert_true(scene_find(&stage.scene, action, -1) >= 0)
#define assert_no_offer(action) assert_int_equal(-1, scene_find(&stage.scene, action, -1))

static inline void answer(const char *name, const char *value)
{
    char advice[FORM_ADVICE_MAX];
    const struct item_field *field = item_field_find(model.visit.item, name);
    assert_non_null(field);
    assert_ok(
        form_answer(&model.visit.form, (int)(field - model.visit.item->field), value, advice));
}

static inline void submitted(enum case_state state)
{
    struct case_status *s = &model.visit.status;
    model.visit.submitted = true;
    s->state = state;
    strcpy(s->local_number, "K017-000482");
    strcpy(s->project_no, state == CASE_SAVED ? "" : "1408022611230047");
    strcpy(s->promise_date, "20261130");
}

/* For main: false and said why when nothing can be shown. */
static inline bool stage_opens(void)
{
    enum err e = stage_init(&stage);
    if (e == ERR_NONE)
        e = words_load();
    if (e != ERR_NONE)
        fprintf(stderr, "no stage: %s\n", err_text(e));
    return e == ERR_NONE;
}

static inline int stage_closes(int failed)
{
    words_done();
    stage_done(&stage);
    return failed;
}
