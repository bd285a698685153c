/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_pages.h"

#include <string.h>

#include "tests/province/html.h"
#include "tests/province/office_booking.h"
#include "tests/province/office_cases.h"
#include "tests/province/office_handovers.h"

enum { AGAIN_S = 3 };

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* --- people --- */

static void write_person(FILE *page, const struct control_rooms *rooms, const json_t *person)
{
    const char *number = member(person, "applyer_page_code");
    json_t *shared = people_shared(rooms->desk->people, number);
    fputs("<form class=\"card\" method=\"post\" action=\"/people\"><h3>", page);
    html_text(page, member(person, "applyer_name"));
    fputs(" <small>", page);
    html_text(page, number);
    fputs("</small></h3><input type=\"hidden\" name=\"number\" value=\"", page);
    html_text(page, number);
    fputs("\">", page);
    for (size_t i = 0; i < PEOPLE_KNOWN; i++) {
        const char *name = people_known[i].name;
        fprintf(page, "<label>%s <small>%s</small><input name=\"%s\" maxlength=\"60\" value=\"",
                people_known[i].label, name, name);
        html_text(page, member(shared, name));
        fputs("\"></label>", page);
    }
    html_button(page, "保存", "what departments know; empty: unknown", "");
    json_decref(shared);
}

static bool people_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    json_t *list = people_list(rooms->desk->people);
    size_t i;
    json_t *person;
    html_begin(page, "人员与数据", "/people", 0);
    fputs("<h2>部门知道的数据 <small>shared data of invented people</small></h2>"
          "<div class=\"cards\">\n",
          page);
    json_array_foreach(list, i, person) write_person(page, rooms, person);
    fputs("</div>\n<h2>加一个人 <small>one more; invented</small></h2>"
          "<form class=\"card\" method=\"post\" action=\"/people/new\">"
          "<label>姓名 <small>name</small><input name=\"name\" maxlength=\"30\" required></label>"
          "<label>证件号码 <small>number</small><input name=\"number\" maxlength=\"18\" "
          "pattern=\"[0-9]{17}[0-9X]\" required></label>"
          "<label>手机 <small>mobile</small><input name=\"mobile\" maxlength=\"11\" "
          "pattern=\"1[0-9]{10}\" required></label>"
          "<label>手机上的码 <small>code on the phone</small><input name=\"code\" "
          "maxlength=\"60\" required></label>",
          page);
    html_button(page, "加上", "add", "good");
    json_decref(list);
    html_end(page);
    return true;
}

/* --- the phones of invented people --- */

static bool phones_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    const struct assurance *a = &rooms->desk->assurance;
    html_begin(page, "短信", "/phones", AGAIN_S);
    fputs("<h2>发到手机的短信 <small>messages to the phones of invented people</small></h2>\n"
          "<div class=\"cards\">\n",
          page);
    for (size_t i = a->count; i > 0; i--) {
        const struct sms *sms = &a->sms[i - 1];
        fputs("<div class=\"card\"><h3>", page);
        html_text(page, sms->mobile);
        fputs("</h3><p>【政务服务】您的验证码是 <strong>", page);
        html_text(page, sms->code);
        fputs("</strong>，5 分钟内有效。您正在自助终端办事，不是您本人请不要告诉别人。</p></div>\n",
              page);
    }
    if (a->count == 0)
        fputs("<p>还没有短信。<small>none yet</small></p>", page);
    fputs("</div>\n", page);
    html_end(page);
    return true;
}

/* --- what is published --- */

static void write_published(FILE *page, const struct control_rooms *rooms, const char *kind)
{
    fprintf(page, "<form class=\"card wide\" method=\"post\" action=\"/published/%s\">", kind);
    fputs("<label>内容 <small>document</small><textarea name=\"body\" rows=\"12\" "
          "spellcheck=\"false\" required>",
          page);
    html_text(page, publisher_body(rooms->desk->publisher, kind));
    fputs("</textarea></label><label class=\"check\"><input type=\"checkbox\" name=\"forged\" "
          "value=\"1\"> 用别的密钥签 <small>sign with another key: kiosks must refuse it</small>"
          "</label>",
          page);
    html_button(page, "公布", "publish", "good");
}

static bool published_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    html_begin(page, "公布", "/published", 0);
    fputs("<p>公布的文件由省平台签名，终端只收签名正确、版本更新的。"
          "<br><small>What is published is signed; kiosks take only what is newer and verifies."
          "</small></p><h2>事项目录 <small>catalogue, asked for every 30 s; task_state 2: suspended"
          "</small></h2>",
          page);
    write_published(page, rooms, "catalogue");
    fputs("<h2>工作日历 <small>working-day calendar, asked for every six hours</small></h2>", page);
    write_published(page, rooms, "calendar");
    html_end(page);
    return true;
}

/* --- faults --- */

static bool faults_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    static const struct {
        const char *words, *label, *note;
    } faults[] = {
        {"drop on all", "不回答", "work done, connection closed"},
        {"delay 8000 on all", "慢 8 秒", "8 s late"},
        {"status 500 on all", "出错 500", "server error"},
        {"status 503 on all", "忙 503", "busy"},
        {"status 429 on all", "太多 429", "too many"},
        {"cut 20 on all", "回答断在一半", "answer cut after 20 bytes"},
        {"twice on all", "同一请求来两次", "each request comes twice"},
        {"refuse 现在不能办，请到窗口 on cases", "拒绝申请", "applications are refused"},
    };
    (void)about;
    html_begin(page, "故障", "/faults", 0);
    fputs("<h2>让它出错 <small>what goes wrong from now on</small></h2><div class=\"acts\">\n",
          page);
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        html_form(page, "/faults");
        fputs("<input type=\"hidden\" name=\"words\" value=\"", page);
        html_text(page, faults[i].words);
        fputs("\">", page);
        html_button(page, faults[i].label, faults[i].note, "warn");
    }
    fputs("</div>\n<h2>恢复 <small>as it should be</small></h2><div class=\"acts\">\n", page);
    html_form(page, "/faults");
    fputs("<input type=\"hidden\" name=\"words\" value=\"clear\">", page);
    html_button(page, "一切正常", "no fault", "good");
    html_form(page, web_is_up(rooms->web) ? "/faults/cut" : "/faults/restore");
    html_button(page, web_is_up(rooms->web) ? "断网" : "恢复网络",
                web_is_up(rooms->web) ? "cut the line" : "restore the line",
                web_is_up(rooms->web) ? "bad" : "good");
    fputs("</div>\n", page);
    fprintf(page, "<p class=\"said\">现在：%s</p>\n",
            rooms->desk->faults.fault == FAULT_NONE ? "没有故障" : "有故障");
    html_end(page);
    return true;
}

/* --- kiosks --- */

static void write_json(FILE *page, const json_t *value)
{
    AUTO(auto_free) char *text = value ? json_dumps(value, JSON_INDENT(2) | JSON_SORT_KEYS) : NULL;
    fputs("<pre>", page);
    html_text(page, text ? text : "—");
    fputs("</pre>\n", page);
}

/* A form for each kind of order; what is empty is not said. */
static void write_order_forms(FILE *page)
{
    static const struct {
        const char *kind, *label, *note, *look, *words;
        bool hours;
    } kinds[] = {
        {"out_of_service", "停用", "out of service", "bad", "设备保养，暂停使用。", false},
        {"in_service", "恢复使用", "in service", "good", NULL, false},
        {"notice", "通知", "notice", "warn", "明天 8 点到 10 点停电。", false},
        {"opening_hours", "开放时间", "opening hours", "", NULL, true},
        {"refresh", "取新目录", "refresh", "", NULL, false},
        {"send_now", "马上提交", "send now", "", NULL, false},
    };
    fputs("<div class=\"acts\">\n", page);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        html_form(page, "/kiosks/order");
        fprintf(page, "<input type=\"hidden\" name=\"kind\" value=\"%s\">", kinds[i].kind);
        if (kinds[i].words)
            fprintf(page,
                    "<label>告诉市民 <small>words for citizens</small><input name=\"text\" "
                    "maxlength=\"60\" value=\"%s\"></label><label>英文 <small>in English</small>"
                    "<input name=\"text_en\" maxlength=\"120\"></label><label>多少分钟 <small>"
                    "minutes</small><input name=\"minutes\" value=\"60\"></label>",
                    kinds[i].words);
        if (kinds[i].hours)
            fputs("<label>从 <small>from, HHMM</small><input name=\"opens\" maxlength=\"4\" "
                  "value=\"0600\"></label><label>到 <small>until</small><input name=\"closes\" "
                  "maxlength=\"4\" value=\"2200\"></label>",
                  page);
        html_button(page, kinds[i].label, kinds[i].note, kinds[i].look);
    }
    fputs("</div>\n", page);
}

static bool orders_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about, (void)rooms;
    html_begin(page, "命令", "/kiosks", 0);
    fputs("<p><a href=\"/kiosks\">← 终端 <small>kiosks</small></a></p><h2>对终端的命令 <small>said "
          "with the next answer to a heartbeat</small></h2>\n",
          page);
    write_order_forms(page);
    html_end(page);
    return true;
}

static bool kiosks_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    html_begin(page, "终端", "/kiosks", AGAIN_S);
    fputs("<h2>最近一次心跳 <small>last heartbeat</small></h2>\n", page);
    write_json(page, rooms->desk->upkeep.heartbeat);
    fputs("<h2>命令 <small>orders and what became of them; </small><a "
          "href=\"/kiosks/orders\">下命令 <small>give one</small></a></h2>\n",
          page);
    write_json(page, rooms->desk->remote.orders);
    fputs("<h2>求助 <small>calls for help</small></h2>\n", page);
    write_json(page, rooms->desk->upkeep.tickets);
    html_end(page);
    return true;
}

static const struct {
    const char *path; /* one that ends in / goes on with what it is about */
    bool (*write)(FILE *page, const struct control_rooms *rooms, const char *about);
} pages[] = {
    {"/cases", office_cases_page},   {"/cases/", office_case_page},     {"/people", people_page},
    {"/phones", phones_page},        {"/published", published_page},    {"/faults", faults_page},
    {"/kiosks", kiosks_page},        {"/booking", office_booking_page}, {"/pay/", office_pay_page},
    {"/kiosks/orders", orders_page}, {"/go", office_code_page},         {"/go/", office_go_page}};

bool office_page(FILE *page, const struct control_rooms *rooms, const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        size_t length = strlen(pages[i].path);
        bool goes_on = pages[i].path[length - 1] == '/';
        if (goes_on ? strncmp(path, pages[i].path, length) == 0 : strcmp(path, pages[i].path) == 0)
            return pages[i].write(page, rooms, path + length);
    }
    return false;
}
