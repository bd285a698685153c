/* SPDX-License-Identifier: Apache-2.0 */
/* A name is written with a finger, for one material of the application. What is shown is what is
 * sent (app/ui/pad.h). */
#include "app/screen/screen.h"

#include "app/screen/actions.h"
#include "app/visit/png.h"
#include "app/words/words.h"
#include "platform/base/sealed.h"

static const char *trouble(enum err e)
{
    return e == ERR_MISSING ? _("写上全名，再按“完成”。") : _("没有保存好，请再按一次“完成”。");
}

static void compose(struct layout *l, const struct model *model)
{
    const char *title = model->capture.title[model->visit.needs.language];
    enum err e = model->page.refused;
    if (e != ERR_NONE)
        part_notice(l, LOOK_ERROR, NULL, _("请签上您的名字"), trouble(e));
    part_heading(l, _("请用手指签名"));
    part_section(l, title);
    part_notice_optional(l, LOOK_INFO, "shield-check", _("只用在这一次申请"),
                         _("和申请一起加密送给部门。您离开后，本机不留。"));
    part_pad(l, &model->pad, _("在这里写上您的名字"), e == ERR_MISSING, ACTION_PAD);
    const struct button others[] = {
        {.label = _("重写"), .action = ACTION_CLEAR},
        {.label = _("不方便签名"), .action = ACTION_SKIP, .look = LOOK_QUIET}};
    part_buttons(l, others, ARRAY_LEN(others));
    part_actions(l, &(struct button){.label = _("返回"), .action = ACTION_BACK},
                 &(struct button){.label = _("完成"), .action = ACTION_NEXT});
}

static void draw(struct model *model, const struct stroke *stroke)
{
    pad_take(&model->pad, stroke);
}

/* A new signature takes the place of an earlier one. */
static enum err put(struct model *model, const uint8_t *file, size_t size)
{
    AUTO(auto_close) int fd = -1;
    TRY(sealed_make(file, size, &fd));
    captured_drop(&model->visit.captured, model->capture.name);
    return captured_put(&model->visit.captured, model->capture.name, &fd);
}

static enum err keep(struct model *model)
{
    uint8_t *file;
    size_t size;
    if (!pad_is_signature(&model->pad))
        return ERR_MISSING;
    TRY(png_write(model->pad.mask, PAD_W, PAD_H, &file, &size));
    enum err e = put(model, file, size);
    wipe_free(file, size);
    return e;
}

static enum verdict act(struct model *model, int action, int arg)
{
    (void)arg;
    switch (action) {
    case ACTION_CLEAR:
        pad_wipe(&model->pad);
        model->page.refused = ERR_NONE;
        return VERDICT_STAY;
    case ACTION_NEXT:
        model->page.refused = keep(model);
        return model->page.refused == ERR_NONE ? VERDICT_NEXT : VERDICT_STAY;
    case ACTION_SKIP:
        return VERDICT_SKIP;
    default:
        return action == ACTION_BACK ? VERDICT_BACK : VERDICT_STAY;
    }
}

const struct screen_kind screen_sign = {
    .name = "sign",
    .verdicts = VERDICT_BIT(NEXT) | VERDICT_BIT(BACK) | VERDICT_BIT(SKIP),
    .step = 3,
    .compose = compose,
    .draw = draw,
    .act = act,
};
