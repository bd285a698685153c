/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/gallery/mocks.h"

#include "app/ui/ui.h"

enum { ACT_NEXT = UI_ACTION_FIRST, ACT_BACK, ACT_CHOOSE, ACT_PAGE, ACT_EDIT, ACT_HELP, ACT_TAB };

static const struct pager first_page = {0, ACT_PAGE};

static void begin(struct layout *l, const char *step, int at)
{
    part_header(l, "盐湖区政务服务", "自助终端 · 7×24 小时不打烊");
    if (step)
        part_steps(l, step, at, 5);
}

static void home(struct layout *l, const void *model)
{
    static const char *const chips[] = {"社保卡", "三晋通扫码", "营业执照"};
    static const char *const tabs[] = {"个人常办", "企业常办", "一件事", "跨省通办"};
    static const struct tile tiles[] = {
        {"shield-check", "参保证明", "立等可取", LOOK_INFO, 0},
        {"heart-pulse", "异地就医备案", "马上生效", LOOK_ERROR, 1},
        {"house", "不动产查询", "有房无房证明", LOOK_WARN, 2},
        {"key", "公积金", "缴存证明", LOOK_OK, 3},
        {"shop", "开个小店", "个体户登记", LOOK_VIOLET, 4},
        {"receipt", "完税证明", "打印", LOOK_INFO, 5},
        {"bolt", "水电气热", "报装 缴费", LOOK_WARN, 6},
        {"baby", "生育登记", "在线办结", LOOK_ERROR, 7},
        {"document", "查进度", "补材料 取结果", LOOK_OK, 8},
    };
    (void)model;
    begin(l, NULL, 0);
    part_heading(l, "您好，今天办什么事？");
    part_hero(l, "放上身份证，马上开始", "为您找出能办、该办的事项，资料自动填好", chips, 3);
    part_search(l, "搜事项，例如：社保证明、营业执照", ACT_NEXT);
    part_tabs(l, tabs, 4, 0, ACT_TAB);
    part_tiles(l, tiles, ARRAY_LEN(tiles), ACT_CHOOSE, first_page);
    part_link(l, &(struct link){.icon = "phone",
                                .title = "办不成？找人帮忙",
                                .text = "12345 · 视频帮办 · 附近窗口",
                                .badge = {"设备正常", LOOK_OK},
                                .action = ACT_HELP});
    part_bar(l);
}

static void guide(struct layout *l, const void *model)
{
    static const struct badge badges[] = {{"马上生效", LOOK_OK}, {"全国可办", LOOK_INFO}};
    static const struct fact facts[] = {
        {"card", "要带什么", "身份证。不用复印件，不用证明"},
        {"clock", "要多久", "大约 2 分钟 · 法定 20 个工作日，承诺当场办结"},
        {"document", "得到什么", "备案回执，可打印，也会发到手机"},
        {"check", "不收费", "全程免费，可随时取消"},
    };
    (void)model;
    begin(l, NULL, 0);
    part_badges(l, badges, 2);
    part_heading(l, "异地就医备案");
    part_hint(l, "到外地看病前办好，出院时直接报销。");
    part_facts(l, facts, ARRAY_LEN(facts));
    part_link(l, &(struct link){
                     .icon = "person",
                     .title = "想和人说话？",
                     .text = "盐湖区医保中心 · 周一至周五 9:00–17:00\n拨 12345，或点这里呼叫帮办员",
                     .action = ACT_HELP});
    part_actions(l, &(struct button){.label = "返回", .action = ACT_BACK},
                 &(struct button){.label = "开始办理", .action = ACT_NEXT});
    part_bar(l);
}

static void identify(struct layout *l, const void *model)
{
    static const struct button others[] = {
        {.label = "没带身份证", .icon = "qr", .action = ACT_CHOOSE},
        {.label = "请人帮忙", .icon = "person", .action = ACT_HELP},
    };
    (void)model;
    begin(l, "验证身份", 1);
    part_heading(l, "请把身份证放在发光处");
    part_hint(l, "放平，等听到“滴”一声再拿起");
    part_picture(l, PICTURE_READER, "身份证放在左边发光的读卡区");
    part_buttons(l, others, 2);
    part_actions_note(l, &(struct button){.label = "返回", .action = ACT_BACK}, "shield-check",
                      "只用于本次办理，离开即清除");
    part_bar(l);
}

static void question(struct layout *l, const void *model)
{
    static const struct option options[] = {
        {"退休后住在外地", "长期有效", 0, false},     {"随子女或家人居住", "长期有效", 1, true},
        {"在外地工作", "长期有效", 2, false},         {"转到外地医院看病", "6 个月有效", 3, false},
        {"其他临时外出就医", "6 个月有效", 4, false},
    };
    (void)model;
    begin(l, "填写信息", 3);
    part_heading(l, "您去外地，主要是为了什么？");
    part_hint(l, "选一项就可以。");
    part_options(l, options, ARRAY_LEN(options), ACT_CHOOSE, first_page);
    part_actions(l, &(struct button){.label = "上一步", .action = ACT_BACK},
                 &(struct button){.label = "下一步", .action = ACT_NEXT});
    part_bar(l);
}

static void review(struct layout *l, const void *model)
{
    static const struct row rows[] = {
        {.label = "姓名", .value = "王小明", .source = "来自身份证"},
        {.label = "身份证号",
         .value = "142702********0018",
         .source = "来自身份证",
         .masked = true},
        {.label = "参保地", .value = "山西省 运城市 盐湖区", .source = "来自医保"},
        {.label = "就医地",
         .value = "北京市",
         .source = "您填写的",
         .edit_label = "修改",
         .edit_action = ACT_EDIT},
        {.label = "外出原因",
         .value = "随子女或家人居住",
         .source = "您填写的",
         .edit_label = "修改",
         .edit_action = ACT_EDIT,
         .edit_arg = 1},
        {.label = "手机", .value = "138****0026", .source = "来自三晋通", .masked = true},
    };
    (void)model;
    begin(l, "核对", 4);
    part_heading(l, "请核对，没问题就提交");
    layout_gap(l, 1);
    part_rows(l, rows, ARRAY_LEN(rows), first_page);
    part_notice_optional(l, LOOK_OK, NULL, "免交 3 份材料",
                         "参保信息、户籍信息、居住信息已由部门共享");
    part_actions(l, &(struct button){.label = "上一步", .action = ACT_BACK},
                 &(struct button){.label = "确认提交", .action = ACT_NEXT});
    part_bar(l);
}

static void done(struct layout *l, const void *model)
{
    (void)model;
    begin(l, "完成", 5);
    part_result(l, LOOK_OK, "办好了", "备案已生效，今天就能用");
    part_number(l, &(struct number){.label = "办件编号",
                                    .number = "1408 0226 1123 0047",
                                    .note = "手机扫码留存，或凭身份证在任何一台终端查询",
                                    .qr = "https://example.invalid/c/1408022611230047"});
    part_slip(l, &(struct slip){.lines =
                                    "办件回执\n异地就医备案\n王*明 142702****0018\n就医地 北京市\n"
                                    "自 2026-11-23 起长期有效",
                                .qr = "1408022611230047",
                                .left = "请取走\n回执",
                                .right = "请收好\n身份证"});
    part_actions_even(l, &(struct button){.label = "再办一件", .action = ACT_BACK},
                      &(struct button){.label = "评价这次服务", .action = ACT_NEXT});
    part_bar(l);
}

static void saved(struct layout *l, const void *model)
{
    static const struct fact facts[] = {
        {"shield-check", NULL, "您的信息已加密保存，只有政务平台能打开"},
        {"message", NULL, "提交后会发短信到 138****0026"},
        {"phone", NULL, "24 小时内没收到短信，请拨 12345，报上面的号码"},
    };
    (void)model;
    begin(l, "已保存", 5);
    part_result(l, LOOK_WARN, "已保存，网络恢复后自动提交", NULL);
    part_number(
        l, &(struct number){.label = "本机受理号", .number = "K017-000482", .look = LOOK_WARN});
    part_facts(l, facts, ARRAY_LEN(facts));
    part_actions_even(l, &(struct button){.label = "再办一件", .action = ACT_BACK},
                      &(struct button){.label = "知道了", .action = ACT_NEXT});
    part_bar(l);
}

static void idle(struct layout *l, const void *model)
{
    question(l, model);
    part_dialog(l, &(struct dialog){.look = LOOK_WARN,
                                    .icon = "clock",
                                    .title = "还在办理吗？",
                                    .text = "没有操作时，会清除您的信息并回到首页。",
                                    .seconds_left = 42,
                                    .seconds = 60,
                                    .main = {.label = "继续办理", .action = ACT_NEXT},
                                    .other = {.label = "退出", .action = UI_EXIT}});
}

static void entry(struct layout *l, const void *model)
{
    static const char *const keys[] = {"1", "2", "3", "4", "5", "6",
                                       "7", "8", "9", "",  "0", "backspace"};
    (void)model;
    begin(l, "填写信息", 3);
    part_heading(l, "您的手机号码是多少？");
    part_hint(l, "备案成功后发短信给您。");
    part_field(l, &(struct field){.value = "138 0000",
                                  .placeholder = "11 位手机号码",
                                  .error = "手机号码要 11 位，您输入了 7 位"});
    part_keys(l, keys, ARRAY_LEN(keys), 3, ACT_CHOOSE);
    part_actions(l, &(struct button){.label = "上一步", .action = ACT_BACK},
                 &(struct button){.label = "下一步", .action = ACT_NEXT});
    part_bar(l);
}

static void rating(struct layout *l, const void *model)
{
    static const char *const labels[] = {"非常满意", "满意", "基本满意", "不满意", "非常不满意"};
    (void)model;
    begin(l, NULL, 0);
    part_heading(l, "这次办得怎么样？");
    part_hint(l, "您的评价会直接送到政务服务“好差评”系统。");
    part_rating(l, labels, 5, 1, ACT_CHOOSE);
    part_notice(l, LOOK_INFO, NULL, "评价不影响办件结果", "不想评价，可以直接跳过。");
    part_progress(l, "正在提交…", -1);
    part_countdown(l, "还有 45 秒自动返回", 45, 60);
    part_actions_even(l, &(struct button){.label = "跳过", .action = ACT_BACK},
                      &(struct button){.label = "正在提交…", .action = ACT_NEXT, .busy = true});
    part_bar(l);
}

static void trouble(struct layout *l, const void *model)
{
    (void)model;
    begin(l, NULL, 0);
    part_result(l, LOOK_ERROR, "读卡器没有回应", "这台机器暂时认不出身份证");
    part_notice(l, LOOK_ERROR, NULL, "请换一种方式", "可以用手机扫码，也可以到旁边的窗口办理。");
    part_notice(l, LOOK_WARN, "printer", "回执纸快用完了", "仍可办理，编号会显示在屏幕上。");
    part_picture(l, PICTURE_SCAN, "手机的二维码对着扫码区");
    part_actions(l, &(struct button){.label = "返回", .action = ACT_BACK},
                 &(struct button){.label = "用手机扫码", .action = ACT_NEXT, .icon = "qr"});
    part_bar(l);
}

static void attract(struct layout *l, const void *model)
{
    (void)model;
    begin(l, NULL, 0);
    part_attract(l, "不打烊的政务服务", "社保 医保 税务 不动产 开店", "轻触屏幕开始");
    part_bar(l);
}

static void lift(struct layout *l, const void *model)
{
    (void)model;
    begin(l, "完成", 5);
    part_heading(l, "请拿走身份证");
    part_picture(l, PICTURE_LIFT, "从读卡区拿起身份证");
    part_bar(l);
}

const struct mock mocks[] = {
    {"1-home", home},     {"2-guide", guide},    {"3-identify", identify}, {"4-question", question},
    {"5-review", review}, {"6-done", done},      {"8-saved", saved},       {"9-idle", idle},
    {"10-entry", entry},  {"11-rating", rating}, {"12-trouble", trouble},  {"13-attract", attract},
    {"14-lift", lift},
};
const int mocks_count = ARRAY_LEN(mocks);
