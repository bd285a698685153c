/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_cases.h"

#include <string.h>
#include <time.h>

#include "tests/province/html.h"
#include "tests/province/office_booking.h"
#include "tests/province/office_corrections.h"
#include "tests/province/office_materials.h"
#include "tests/province/office_together.h"

enum { AGAIN_S = 3, WHEN_TEXT = 32, BEIJING_S = 8 * 3600 };

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* Names of GB/T 39046 for what a case says. */
static const char *label_of(const char *name)
{
    static const char *const labels[][2] = {{"applyer_name", "申请人"},
                                            {"applyer_page_code", "证件号码"},
                                            {"applyer_page_type", "证件类型"},
                                            {"applyer_type", "申请人类型"},
                                            {"contact_mobile", "联系手机"},
                                            {"contact_name", "联系人"},
                                            {"apply_date", "申请时间"},
                                            {"apply_type", "申请方式"},
                                            {"address", "通讯地址"},
                                            {"area_code", "行政区划"},
                                            {"kiosk_code", "终端"},
                                            {"proSource", "办件来源"},
                                            {"task_code", "实施编码"},
                                            {"task_version", "事项版本"},
                                            {"application_id", "申请标识"},
                                            {"anonymous", "不留姓名"},
                                            {"local_number", "本机受理号"},
                                            {"task_name", "事项名称"},
                                            {"insured_area", "参保地"},
                                            {"order_area", "地点"},
                                            {"order_type", "诉求类型"},
                                            {"order_id", "工单标识"},
                                            {"order_date", "反映时间"},
                                            {"title", "标题"},
                                            {"content", "内容"},
                                            {"topic", "方面"},
                                            {"subject", "事情"},
                                            {"proof_code", "验真码"}};
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (strcmp(labels[i][0], name) == 0)
            return labels[i][1];
    return NULL;
}

static const struct state_words {
    const char *state, *label, *note;
} states[] = {{"accepted", "办理中", "accepted"}, {"correction", "退回补正", "to be corrected"},
              {"done", "办结", "done"},           {"refused", "不予办理", "refused"},
              {"received", "已接单", "received"}, {"handling", "办理中", "at work"},
              {"extended", "延期", "extended"},   {"answered", "已答复", "answered"}};

void office_write_state(FILE *page, const char *state)
{
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        if (strcmp(states[i].state, state) == 0)
            fprintf(page, "<span class=\"state %s\">%s <small>%s</small></span>", state,
                    states[i].label, states[i].note);
}

static void write_when(FILE *page, const json_t *ms)
{
    char text[WHEN_TEXT];
    time_t seconds = (time_t)(json_integer_value(ms) / 1000) + BEIJING_S;
    struct tm when;
    gmtime_r(&seconds, &when);
    strftime(text, sizeof text, "%m-%d %H:%M:%S", &when);
    fputs(text, page);
}

static json_t *standing_of(const struct control_rooms *rooms, const char *local_number)
{
    json_t *answer = store_answer_of_number(rooms->desk->store, NULL, local_number);
    json_t *data = json_incref(json_object_get(answer, "data"));
    json_decref(answer);
    return data;
}

/* --- the list --- */

static void write_row(FILE *page, const struct control_rooms *rooms, const json_t *one)
{
    const json_t *doc = json_object_get(one, "application");
    json_t *standing = standing_of(rooms, member(one, "local_number"));
    fputs("<tr><td><a href=\"/cases/", page);
    html_text(page, member(one, "local_number"));
    fputs("\">", page);
    html_text(page, member(one, "project_no"));
    fputs("</a></td><td>", page);
    html_text(page, member(one, "task_name"));
    fputs("</td><td>", page);
    html_text(page, *member(doc, "applyer_name") ? member(doc, "applyer_name") : "（不留姓名）");
    fputs("</td><td>", page);
    write_when(page, json_object_get(one, "received_ms"));
    fputs("</td><td>", page);
    office_write_state(page, member(standing, "state"));
    fputs("</td><td>", page);
    if (json_is_integer(json_object_get(one, "rating")))
        fprintf(page, "%d / 5", (int)json_integer_value(json_object_get(one, "rating")));
    fputs("</td></tr>\n", page);
    json_decref(standing);
}

bool office_cases_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    json_t *list = store_list(rooms->desk->store);
    size_t count = json_array_size(list);
    html_begin(page, "办件", "/cases", AGAIN_S);
    fputs("<h2>收到的办件 <small>cases as they arrive</small></h2>\n", page);
    if (count == 0)
        fputs("<p class=\"none\">还没有收到。在终端上办一件事，就会出现在这里。<br>"
              "<small>Nothing yet. Apply at the kiosk and it appears here.</small></p>\n",
              page);
    else
        fputs(
            "<table><thead><tr><th>办件编号<th>事项<th>申请人<th>收到<th>状态<th>评价</tr></thead>"
            "<tbody>\n",
            page);
    for (size_t i = count; i > 0; i--)
        write_row(page, rooms, json_array_get(list, i - 1));
    if (count > 0)
        fputs("</tbody></table>\n", page);
    json_decref(list);
    html_end(page);
    return true;
}

/* --- one case --- */

static void write_pair(FILE *page, const char *name, const char *value, const char *note)
{
    const char *label = label_of(name);
    fputs("<tr><th>", page);
    html_text(page, label ? label : name);
    if (label)
        fprintf(page, " <small>%s</small>", name);
    fputs("</th><td>", page);
    html_text(page, value);
    if (*note) {
        fputs(" <small>", page);
        html_text(page, note);
        fputs("</small>", page);
    }
    fputs("</td></tr>\n", page);
}

static void write_value(FILE *page, const char *name, const json_t *value)
{
    if (json_is_string(value)) {
        write_pair(page, name, json_string_value(value), "");
        return;
    }
    AUTO(auto_free) char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    write_pair(page, name, text, "");
}

/* A repeated group: a line for each value, "family 2 · relation". */
static void write_rows(FILE *page, const char *group, const json_t *rows)
{
    size_t row;
    json_t *fields, *value;
    const char *name;
    json_array_foreach(rows, row, fields) json_object_foreach(fields, name, value)
    {
        char label[128];
        snprintf(label, sizeof label, "%s %zu · %s", group, row + 1, name);
        write_pair(page, label, member(value, "value"), member(value, "source"));
    }
}

static void write_application(FILE *page, json_t *doc)
{
    const char *name;
    json_t *value;
    fputs("<h3>填报的内容 <small>fields</small></h3><table class=\"pairs\">", page);
    json_object_foreach(json_object_get(doc, "form"), name, value)
    {
        if (json_is_object(value))
            write_pair(page, name, member(value, "value"), member(value, "source"));
        else if (json_is_array(value))
            write_rows(page, name, value);
        else
            write_value(page, name, value);
    }
    json_object_foreach(doc, name, value) if (json_is_string(value)) write_value(page, name, value);
    json_object_foreach(doc, name,
                        value) if (json_is_object(value) && json_object_size(value) > 0 &&
                                   strcmp(name, "form") != 0) write_value(page, name, value);
    fputs("</table>\n", page);
}

struct act {
    const char *act, *label, *note, *look, *words;
};

/* What came after it was returned; its pages stand with those that they replace. */
static void write_corrections(FILE *page, const struct control_rooms *rooms, const json_t *all)
{
    for (size_t i = 0; i < json_array_size(all); i++) {
        json_t *one = json_array_get(all, i);
        fputs("<h3>补正 <small>corrected</small></h3>", page);
        office_materials(page, rooms, one, all);
        write_application(page, one);
    }
}

/* `acts` ends where one has no name. */
static void write_acts(FILE *page, const struct act *acts, const char *local_number,
                       const json_t *standing, const json_t *doc)
{
    fputs("<h3>处理 <small>what is done about it</small></h3><div class=\"acts\">\n", page);
    for (; acts->act; acts++) {
        fprintf(page, "<form method=\"post\" action=\"/cases/%s/%s\">", local_number, acts->act);
        fprintf(page,
                "<label>告诉申请人 <small>words for the citizen</small><textarea name=\"message\" "
                "rows=\"2\" maxlength=\"300\" required>%s</textarea></label>",
                acts->words);
        if (strcmp(acts->act, "correct") == 0)
            office_write_lacks(page, doc);
        html_button(page, acts->label, acts->note, acts->look);
    }
    const char *day = member(standing, "promise_date");
    fprintf(page, "<form method=\"post\" action=\"/cases/%s/break\"><p>", local_number);
    if (strlen(day) == 8)
        fprintf(page, "承诺 %.4s-%.2s-%.2s 前办结 <small>promised by then</small>", day, day + 4,
                day + 6);
    fputs("</p>", page);
    html_button(page, "让承诺过期", "break the promise", "bad");
    fputs("</div>\n", page);
}

static const struct act *acts_of(const json_t *doc)
{
    static const struct act of_cases[] = {
        {"accept", "受理", "accept", "", "已受理，办好后通知您。"},
        {"correct", "退回补正", "return for correction", "warn",
         "请补交户口本首页，到窗口或再来自助机。"},
        {"finish", "办结", "finish", "good", "已经办好。"},
        {"refuse", "不予办理", "refuse", "bad", "不符合条件，可拨 12345 询问。"},
        {.act = NULL}};
    static const struct act of_orders[] = {
        {"handle", "办理中", "at work", "", "正在办理，办好了答复您。"},
        {"answer", "答复", "answer", "good", "已经修好了，谢谢您的提醒。"},
        {"extend", "延期", "ask for more time", "warn", "还要等配件，请再等几天。"},
        {.act = NULL}};
    return strcmp(member(doc, "operation"), "order") == 0 ? of_orders : of_cases;
}

static const json_t *find_case(const json_t *list, const char *local_number)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i,
                       one) if (strcmp(member(one, "local_number"), local_number) == 0) return one;
    return NULL;
}

static void write_proofs_of_origin(FILE *page, const json_t *one)
{
    fputs("<p class=\"origin\">", page);
    fputs(json_is_true(json_object_get(one, "signature_verified"))
              ? "✓ 签名有效 <small>the kiosk's SM2 signature is good</small>"
              : "✗ 签名无效 <small>bad signature</small>",
          page);
    fputs(" · 密封送达 <small>opened with the province's key</small> · Idempotency-Key <code>",
          page);
    html_text(page, member(one, "idempotency_key"));
    fputs("</code></p>\n", page);
}

bool office_case_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    json_t *list = store_list(rooms->desk->store);
    const json_t *one = find_case(list, about);
    if (!one) {
        json_decref(list);
        return false;
    }
    json_t *standing = standing_of(rooms, about);
    html_begin(page, about, "/cases", 0);
    fputs("<p><a href=\"/cases\">← 全部办件 <small>all cases</small></a></p><h2>", page);
    html_text(page, member(one, "task_name"));
    fputs(" <small>", page);
    html_text(page, member(one, "project_no"));
    fputs("</small> ", page);
    office_write_state(page, member(standing, "state"));
    fputs("</h2>\n", page);
    if (*member(standing, "message")) {
        fputs("<p class=\"said\">", page);
        html_text(page, member(standing, "message"));
        fputs("</p>\n", page);
    }
    write_proofs_of_origin(page, one);
    office_together(page, about, standing);
    json_t *corrections = store_corrections_of(rooms->desk->store, member(one, "project_no"));
    office_write_versions(page, rooms, json_object_get(one, "application"), corrections);
    fputs("<div class=\"two\"><section>", page);
    office_materials(page, rooms, json_object_get(one, "application"), corrections);
    write_application(page, json_object_get(one, "application"));
    fputs("</section><section>", page);
    write_acts(page, acts_of(json_object_get(one, "application")), about, standing,
               json_object_get(one, "application"));
    write_corrections(page, rooms, corrections);
    json_decref(corrections);
    office_write_fees(page, rooms, one);
    fputs("</section></div>\n", page);
    html_end(page);
    json_decref(standing);
    json_decref(list);
    return true;
}
