/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of one material are laid under the camera and photographed; each is looked at, and kept or
 * taken again. What is dark or blurred is said, and never refused. */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/words/words.h"

static size_t pages(const struct model *model)
{
    return captured_count(&model->visit.captured, model->capture.name);
}

static bool has_room(const struct model *model)
{
    return pages(model) < (size_t)model->capture.most &&
           model->visit.captured.count < APPLICATION_FILES_MAX;
}

static const char *title(const struct model *model)
{
    return model->capture.title[model->visit.needs.language];
}

/* --- one that was taken --- */

static void add_findings(struct layout *l, uint32_t findings)
{
    static const struct {
        uint32_t finding;
        const char *title, *text;
    } all[] = {
        {SNAPSHOT_DARK, N_("好像有点暗"), N_("看看有没有挡住光。看得清字，就可以用。")},
        {SNAPSHOT_BRIGHT, N_("好像太亮了"), N_("看看有没有反光。看得清字，就可以用。")},
        {SNAPSHOT_BLURRED, N_("好像不太清楚"), N_("放平再拍会更清楚。看得清字，就可以用。")},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (findings & all[i].finding) {
            part_notice(l, LOOK_WARN, NULL, _(all[i].title), _(all[i].text));
            return; /* one thing at a time */
        }
}

static void compose_taken(struct layout *l, const struct model *model)
{
    const struct photograph *p = &model->photograph;
    const struct pixels pixels = {.w = p->snapshot.width,
                                  .h = p->snapshot.height,
                                  .bytes = 3,
                                  .version = p->version,
                                  .data = p->seen.data};
    part_heading(l, _("字都看得清吗？"));
    add_findings(l, p->snapshot.findings);
    part_photo(l, &pixels, title(model));
    part_actions(l, &(struct button){.label = _("重拍"), .action = ACTION_CLEAR},
                 &(struct button){.label = _("用这张"), .action = ACTION_NEXT});
}

/* --- before one is taken --- */

static void add_trouble(struct layout *l, const struct model *model)
{
    enum err e = model->page.refused;
    if (!service_has_camera(&model->service))
        part_notice(l, LOOK_WARN, NULL, _("摄像头用不了"), _("已经拍好的可以先用。"));
    else if (e == ERR_TOO_LONG)
        part_notice(l, LOOK_ERROR, NULL, _("放不下了"), _("照片太大或太多。请先用已经拍好的。"));
    else if (e != ERR_NONE)
        part_notice(l, LOOK_ERROR, NULL, _("没有拍成"), _("请放好，再按一次“拍照”。"));
}

static void add_count(struct layout *l, const struct model *model)
{
    char text[64];
    size_t n = pages(model);
    bool trouble = model->page.refused != ERR_NONE || !service_has_camera(&model->service);
    if (n == 0 || trouble) /* one thing at a time */
        return;
    snprintf(text, sizeof text, _("已拍 %zu 页"), n);
    part_notice(l, LOOK_OK, NULL, text,
                has_room(model) ? _("还有别的页，就放好再拍。") : _("拍够了，请按“拍好了”。"));
}

static void compose_ready(struct layout *l, const struct model *model)
{
    const struct button ready = {.label = _("拍好了"), .action = ACTION_READY};
    const struct button next = {.label = _("拍下一页"), .action = ACTION_NEXT};
    const struct button first = {.label = _("拍照"), .action = ACTION_NEXT};
    const struct button back = {.label = _("返回"), .action = ACTION_BACK};
    add_trouble(l, model);
    part_heading(l, _("请放平，四个角都要看得见"));
    part_section(l, title(model));
    add_count(l, model);
    part_picture(l, PICTURE_PAGE, _("把纸放在摄像头下面"));
    if (pages(model) == 0) {
        const struct button other = {
            .label = _("换个办法"), .action = ACTION_SKIP, .look = LOOK_QUIET};
        part_buttons(l, &other, 1);
        part_actions(l, &back, &first);
        return;
    }
    const struct button drop = {
        .label = _("删掉上一页"), .action = ACTION_DROP, .look = LOOK_QUIET};
    part_buttons(l, &drop, 1);
    if (has_room(model) && service_has_camera(&model->service))
        part_actions_even(l, &next, &ready);
    else
        part_actions(l, &back, &ready);
}

static void compose_shooting(struct layout *l, const struct model *model)
{
    part_heading(l, _("正在拍，请不要动"));
    part_section(l, title(model));
    part_picture(l, PICTURE_PAGE, _("把纸放在摄像头下面"));
    part_progress(l, _("正在拍…"), -1);
    part_actions_note(l, &(struct button){.label = _("取消"), .action = ACTION_BACK}, "clock",
                      _("一般几秒就好"));
}

static void compose_without(struct layout *l, const struct model *model)
{
    part_heading(l, _("现在不能拍照"));
    part_section(l, title(model));
    part_notice(l, LOOK_WARN, NULL, _("摄像头用不了"),
                _("这份材料可以换个办法，比如以后再交，或到窗口交。"));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("换个办法"), .action = ACTION_SKIP});
}

static void compose(struct layout *l, const struct model *model)
{
    if (photograph_is_there(&model->photograph))
        compose_taken(l, model);
    else if (model->page.shooting)
        compose_shooting(l, model);
    else if (service_has_camera(&model->service) || pages(model) > 0)
        compose_ready(l, model);
    else
        compose_without(l, model);
}

/* --- presses --- */

static enum verdict keep(struct model *model)
{
    struct photograph *p = &model->photograph;
    model->page.refused =
        captured_put(&model->visit.captured, model->capture.name, &p->snapshot.file);
    photograph_drop(p);
    return model->page.refused == ERR_NONE && !has_room(model) ? VERDICT_NEXT : VERDICT_STAY;
}

static enum verdict shoot(struct model *model)
{
    model->page.refused = has_room(model) ? ERR_NONE : ERR_TOO_LONG;
    model->page.shooting = has_room(model);
    model->errand[ERRAND_CAPTURE].state = ERRAND_NONE;
    return VERDICT_STAY;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    bool taken = photograph_is_there(&model->photograph);
    switch (action) {
    case ACTION_NEXT:
        return taken ? keep(model) : shoot(model);
    case ACTION_CLEAR:
        photograph_drop(&model->photograph);
        return shoot(model);
    case ACTION_DROP:
        captured_drop_last(&model->visit.captured, model->capture.name);
        return VERDICT_STAY;
    case ACTION_READY:
        return VERDICT_NEXT;
    case ACTION_SKIP:
        return VERDICT_SKIP;
    case ACTION_BACK:
        if (!model->page.shooting)
            return VERDICT_BACK;
        model->page.shooting = false;
        return VERDICT_STAY;
    default:
        return VERDICT_STAY;
    }
}

const struct screen_kind screen_photograph = {
    .name = "photograph",
    .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) | VERDICT_BIT(SKIP),
    .step = 3,
    .compose = compose,
    .act = act,
};
