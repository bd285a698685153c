/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ctl/preview.h"

#include <png.h>
#include <string.h>

#include "app/ctl/preview_kinds.h"
#include "app/ctl/preview_papers.h"
#include "app/ctl/preview_visit.h"
#include "app/screen/actions.h"
#include "app/screen/screen.h"
#include "app/ui/glyph.h"
#include "app/ui/layout.h"
#include "app/ui/paint.h"

enum { SHEETS_MAX = 20, NAME_SIZE = 80, PATH = 600 };

struct desk {
    const char *directory;
    struct themes themes;
    struct glyph *glyph;
    struct icons *icons;
    struct scene scene;
    struct model model;
    int page, misfits;
    struct preview_painter painter;
    bool editing;           /* questions are asked from the review */
    preview_arrive *arrive; /* what comes to the page at hand */
    uint32_t pixels[SCENE_NATIVE_W * SCENE_NATIVE_H];
};

static enum err write_picture(struct desk *desk, const char *name)
{
    char path[PATH];
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = SCENE_NATIVE_W,
                       .height = SCENE_NATIVE_H,
                       .format = PNG_FORMAT_BGRA,
                       .flags = PNG_IMAGE_FLAG_FAST};
    for (size_t i = 0; i < ARRAY_LEN(desk->pixels); i++)
        desk->pixels[i] |= 0xFF000000;
    snprintf(path, sizeof path, "%s/%s.png", desk->directory, name);
    return png_image_write_to_file(&image, path, 0, desk->pixels, 0, NULL) ? ERR_NONE : ERR_DISK;
}

static enum err draw_sheet(struct desk *desk, enum screen_id id, const char *name)
{
    const struct visit_needs *asked = &desk->model.visit.needs;
    const struct needs needs = {.large = asked->large};
    const struct screen screen = {
        .page = (int)id * 100, .compose = screen_compose, .model = &desk->model};
    const struct box all = {0, 0, SCENE_NATIVE_W, SCENE_NATIVE_H};
    struct painter painter = {.canvas = {desk->pixels, SCENE_NATIVE_W, all},
                              .theme = themes_for(&desk->themes, needs),
                              .glyph = desk->glyph,
                              .icons = desk->icons};
    struct layout layout = {
        .scene = &desk->scene, .theme = painter.theme, .glyph = desk->glyph, .needs = needs};
    layout_run(&layout, &screen);
    if (desk->scene.overflows) {
        printf("%s: does not fit its page\n", name);
        desk->misfits++;
    }
    paint_scene(&painter, &desk->scene, all);
    return write_picture(desk, name);
}

/* All that one leafs through. */
static enum err draw_page(struct desk *desk, enum screen_id id, const char *name)
{
    for (int sheet = 0; sheet < SHEETS_MAX; sheet++) {
        char one[NAME_SIZE + 16];
        snprintf(one, sizeof one, sheet ? "%s-sheet%d" : "%s", name, sheet + 1);
        desk->model.page.sheet = sheet;
        TRY(draw_sheet(desk, id, one));
        if (scene_find(&desk->scene, ACTION_SHEET, sheet + 1) < 0)
            break;
    }
    return ERR_NONE;
}

/* In each language, standard and large. `field`: of QUESTION. */
static enum err draw(struct desk *desk, enum screen_id id, int place, const char *what)
{
    struct model *model = &desk->model;
    model->screen = id;
    desk->page++;
    for (int n = 0; n < 2 * LANGUAGE_COUNT; n++) {
        char name[NAME_SIZE];
        visit_speak(&model->visit, (enum language)(n / 2));
        model->visit.needs.large = n % 2;
        model->page = (struct page_draft){.place = place};
        model->edit = id == SCREEN_QUESTION ? place + 1 : 0;
        model->edit_returns = desk->editing;
        if (screen_of(id)->enter)
            screen_of(id)->enter(model);
        if (desk->arrive)
            desk->arrive(model);
        snprintf(name, sizeof name, "%02d-%s-%s%s", desk->page, what,
                 words_code((enum language)(n / 2)), n % 2 ? "-large" : "");
        TRY(draw_page(desk, id, name));
    }
    return ERR_NONE;
}

/* Of a group the first two rows: is there one, is there another? */
static enum err draw_question(struct desk *desk, int place, uint64_t *drawn)
{
    char what[NAME_SIZE / 2 + 16];
    const struct item_field *field = form_field_at(&desk->model.visit.form, place);
    bool more = field->type == ITEM_TYPE_GROUP && form_row_of(place) == 1;
    uint64_t bit = UINT64_C(1) << (field - desk->model.visit.form.item->field);
    if (!more && *drawn & bit)
        return ERR_NONE; /* asked again because an answer before it changed */
    *drawn |= bit;
    snprintf(what, sizeof what, "question-%.40s%s", field->name, more ? "-more" : "");
    return draw(desk, SCREEN_QUESTION, place, what);
}

/* What only the review leads to: a row that is there, and what was copied. */
static bool is_only_changed(const struct form *form, int place)
{
    const struct item_field *field = form_field_at(form, place);
    if (field->type == ITEM_TYPE_GROUP)
        return form_row_of(place) == 0 && form_has_row(form, place);
    return form_copied_from(form, place) && form_may_change(form, place);
}

static enum err draw_changes(struct desk *desk)
{
    const struct form *form = &desk->model.visit.form;
    for (int place = form_after(form, -1); place >= 0; place = form_after(form, place)) {
        char what[NAME_SIZE / 2 + 16];
        const struct item_field *field = form_field_at(form, place);
        if (!is_only_changed(form, place))
            continue;
        snprintf(what, sizeof what, "change-%.40s", field->name);
        desk->editing = true;
        enum err e = draw(desk, SCREEN_QUESTION, place, what);
        desk->editing = false;
        TRY(e);
    }
    return ERR_NONE;
}

static int somebody_of(const struct item_ages *ages)
{
    return ages->min > 0 ? ages->min : ages->max;
}

/* Gives the answer, or takes the age, that leads to a question which was not asked yet. False:
 * there is none. */
static bool turn_to_another(struct form *form, uint64_t drawn)
{
    char advice[FORM_ADVICE_MAX];
    const struct item *item = form->item;
    for (size_t i = 0; i < item->field_count; i++) {
        const struct item_field *field = &item->field[i];
        if (!item_field_is_conditional(field) || drawn >> i & 1)
            continue;
        if (item_ages_limit(&field->when.age))
            form->age = somebody_of(&field->when.age);
        if (field->when.count == 0)
            return true;
        int outer =
            (int)(item_field_find(item, field->when.field) - item->field); /* of the first row */
        if (form_answer(form, outer, field->when.is[0], advice) == ERR_NONE)
            return true;
    }
    return false;
}

/* Each once, also those that only another answer leads to. */
static enum err draw_questions(struct desk *desk)
{
    struct form *form = &desk->model.visit.form;
    uint64_t drawn = 0;
    int turns = ITEM_FIELDS_MAX;
    for (;;) {
        int place = form_next_question(form);
        if (place < 0 && turns-- > 0 && turn_to_another(form, drawn))
            continue;
        if (place < 0)
            return form_is_complete(form) ? ERR_NONE : ERR_STATE;
        TRY(draw_question(desk, place, &drawn));
        TRY(preview_visit_answer(&desk->model.visit, place));
    }
}

_Static_assert(ITEM_FIELDS_MAX <= 64, "a bit for each");

/* Whom the item is not for. */
static enum err draw_refused(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    const struct item_ages ages = visit->item->ages;
    if (ages.min > 0) {
        visit->form.age = ages.min - 1;
        TRY(draw(desk, SCREEN_TROUBLE, 0, "too-young"));
    }
    if (ages.max > 0) {
        visit->form.age = ages.max + 1;
        TRY(draw(desk, SCREEN_TROUBLE, 0, "too-old"));
    }
    if (item_ages_limit(&ages))
        visit->form.age = somebody_of(&ages);
    return ERR_NONE;
}

static enum err draw_step_up(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    if (!visit_wants_step_up(visit))
        return ERR_NONE;
    TRY(preview_visit_send(visit));
    TRY(draw(desk, SCREEN_STEP_UP, 0, "step-up"));
    return preview_visit_assure(visit);
}

/* Its code scanned, typed, and which one it is. */
static enum err draw_enterprise(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    if (!visit_wants_enterprise(visit))
        return ERR_NONE;
    TRY(draw(desk, SCREEN_LICENCE, 0, "licence"));
    TRY(draw(desk, SCREEN_CREDIT, 0, "credit"));
    TRY(preview_visit_act(visit));
    return draw(desk, SCREEN_LICENCE, 0, "enterprise");
}

static enum err draw_certificates(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    TRY(preview_visit_certify(visit));
    TRY(draw(desk, SCREEN_CERTIFICATES, 0, "certificates"));
    TRY(draw(desk, SCREEN_CERTIFICATE, 0, "certificate"));
    return preview_visit_slips(visit, desk->directory, "slip");
}

static enum err draw_for(void *user, enum screen_id id, const char *what, preview_arrive *arrive)
{
    struct desk *desk = user;
    desk->arrive = arrive;
    enum err e = draw(desk, id, 0, what);
    desk->arrive = NULL;
    return e;
}

static enum err draw_done(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    TRY(preview_visit_submit(visit));
    TRY(draw(desk, SCREEN_DONE, 0, "done"));
    TRY(preview_visit_slips(visit, desk->directory, "slip"));
    return visit_owes(visit) ? preview_fees(&desk->model, &desk->painter) : ERR_NONE;
}

/* What is asked, and what comes of it. */
static enum err draw_application(struct desk *desk)
{
    struct visit *visit = &desk->model.visit;
    TRY(draw_refused(desk));
    TRY(draw_step_up(desk));
    TRY(draw_enterprise(desk));
    TRY(draw_questions(desk));
    if (visit->item->kind == ITEM_KIND_CERTIFICATES)
        return draw_certificates(desk);
    TRY(preview_papers(&desk->model, &desk->painter));
    TRY(draw(desk, SCREEN_REVIEW, 0, "review"));
    TRY(draw_changes(desk));
    return draw_done(desk);
}

static enum err draw_kind(struct desk *desk)
{
    switch (desk->model.visit.item->kind) {
    case ITEM_KIND_QUERY:
        TRY(draw_step_up(desk));
        return preview_cases(&desk->model, &desk->painter);
    case ITEM_KIND_APPOINTMENT:
        TRY(draw_step_up(desk));
        return preview_booking(&desk->model, &desk->painter);
    case ITEM_KIND_FEE:
        TRY(draw_step_up(desk));
        return preview_fees(&desk->model, &desk->painter);
    case ITEM_KIND_APPLICATION:
    case ITEM_KIND_ORDER:
    case ITEM_KIND_CERTIFICATES:
    case ITEM_KIND_COUNT:
    default:
        return draw_application(desk);
    }
}

static enum err draw_all(struct desk *desk, const struct item *item)
{
    struct visit *visit = &desk->model.visit;
    TRY(visit_choose(visit, item));
    TRY(draw(desk, SCREEN_GUIDE, 0, "guide"));
    if (item->assurance == ITEM_ASSURANCE_COUNTER) /* the guide says so, and there it ends */
        return ERR_NONE;
    TRY(draw(desk, SCREEN_NOTICE, 0, "notice"));
    visit_consent(visit);
    if (item->kind == ITEM_KIND_QUERY)
        TRY(preview_numbers(&desk->model, &desk->painter));
    if (item->anonymous || item->applyer == ITEM_FOR_EITHER)
        TRY(draw(desk, SCREEN_WHO, 0, "who"));
    if (item->applyer == ITEM_FOR_EITHER) /* the longer way, which has all pages of the other */
        TRY(visit_act_for(visit, true));
    TRY(draw(desk, SCREEN_IDENTIFY, 0, "identify"));
    TRY(preview_visit_identify(visit));
    return draw_kind(desk);
}

enum err preview_draw(const struct item *item, const char *directory, int *ret_misfits)
{
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        return ERR_MEMORY;
    desk->directory = directory;
    desk->painter = (struct preview_painter){draw_for, desk, directory};
    preview_visit_begin(&desk->model);
    scene_clear(&desk->scene);
    enum err e = words_load();
    if (e == ERR_NONE)
        e = themes_load(&desk->themes);
    if (e == ERR_NONE)
        e = glyph_new(&desk->glyph);
    if (e == ERR_NONE)
        e = icons_new(&desk->icons);
    if (e == ERR_NONE)
        e = draw_all(desk, item);
    *ret_misfits = desk->misfits;
    model_wipe_visit(&desk->model);
    icons_free(desk->icons);
    glyph_free(desk->glyph);
    words_done();
    free(desk);
    return e;
}
