/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_booking.h"

#include <string.h>

#include "platform/base/money.h"
#include "tests/province/desk_booking.h"
#include "tests/province/desk_fees.h"
#include "tests/province/html.h"
#include "tests/province/items.h"
#include "tests/province/store_booking.h"

enum { BACK_SIZE = 256, AGAIN_S = 3, PAY_NO_TEXT = 24, NAME_MAX_BYTES = 120 };

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static const char *words_of_state(const char *state)
{
    static const char *const words[][2] = {{"unpaid", "未缴 unpaid"},
                                           {"paid", "已缴 paid"},
                                           {"closed", "已关闭 closed"},
                                           {"booked", "已约 booked"},
                                           {"cancelled", "已取消 cancelled"}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i][0], state) == 0)
            return words[i][1];
    return state;
}

static void write_cell(FILE *page, const char *text)
{
    fputs("<td>", page);
    html_text(page, text);
    fputs("</td>", page);
}

/* --- appointments --- */

static void write_appointments(FILE *page, const struct control_rooms *rooms)
{
    json_t *list = store_appointments(rooms->desk->store), *one;
    size_t i;
    fputs(
        "<table><tr><th>预约号 <small>number</small></th><th>时间 <small>when</small></th><th>地点 "
        "<small>where</small></th><th>证件 <small>who</small></th><th></th></tr>\n",
        page);
    json_array_foreach(list, i, one)
    {
        char when[32];
        snprintf(when, sizeof when, "%.8s %.4s", member(one, "date"), member(one, "time_from"));
        fputs("<tr>", page);
        write_cell(page, member(one, "number"));
        write_cell(page, when);
        write_cell(page, desk_place_name(member(one, "place")));
        write_cell(page, member(one, "page_code"));
        write_cell(page, words_of_state(member(one, "state")));
        fputs("</tr>\n", page);
    }
    fputs("</table>\n<form class=\"card\" method=\"post\" "
          "action=\"/seats/fill\"><label>把一个时间约满 "
          "<small>take all seats of a time; empty: the first one</small><input name=\"date\" "
          "maxlength=\"8\" placeholder=\"20261130\"></label><label>几点 <small>HHMM</small><input "
          "name=\"time\" maxlength=\"4\" placeholder=\"0900\"></label>",
          page);
    html_button(page, "约满", "no seat is left", "warn");
    json_decref(list);
}

enum office_result office_fill(const struct control_rooms *rooms, const char *about,
                               const json_t *form, char *ret_back)
{
    if (strcmp(about, "fill") != 0)
        return OFFICE_NOWHERE;
    if (desk_fill(rooms->desk, "", member(form, "date"), member(form, "time"))) {
        snprintf(ret_back, BACK_SIZE, "/booking");
        return OFFICE_DONE;
    }
    snprintf(ret_back, BACK_SIZE, "没有这个时间 · no such time\n");
    return OFFICE_WRONG;
}

/* --- fees --- */

static void write_settling(FILE *page, const char *pay_no)
{
    static const char *const acts[][4] = {{"paid", "已收到", "is paid", "good"},
                                          {"closed", "关闭", "close", "bad"}};
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        char path[64];
        snprintf(path, sizeof path, "/fees/%s/%s", pay_no, acts[i][0]);
        html_form(page, path);
        html_button(page, acts[i][1], acts[i][2], acts[i][3]);
    }
}

static void write_fee(FILE *page, const json_t *one)
{
    char yuan[32];
    snprintf(yuan, sizeof yuan, "%s 元", member(one, "amount"));
    fputs("<tr>", page);
    write_cell(page, member(one, "pay_no"));
    write_cell(page, member(one, "fee_name"));
    write_cell(page, yuan);
    write_cell(page, member(one, "payer"));
    write_cell(page, member(one, "project_no"));
    write_cell(page, words_of_state(member(one, "state")));
    fputs("<td>", page);
    if (strcmp(member(one, "state"), "unpaid") == 0)
        write_settling(page, member(one, "pay_no"));
    fputs("</td></tr>\n", page);
}

static void write_fees(FILE *page, const json_t *list, const char *project_no)
{
    size_t i;
    json_t *one;
    fputs("<table><tr><th>缴款单号</th><th>项目</th><th>金额</th><th>缴款人</th><th>办件</th>"
          "<th></th><th></th></tr>\n",
          page);
    json_array_foreach(list, i,
                       one) if (!*project_no || strcmp(member(one, "project_no"), project_no) == 0)
        write_fee(page, one);
    fputs("</table>\n", page);
}

static void write_new_fee(FILE *page, const char *person, const char *payer, const char *project_no)
{
    fputs("<form class=\"card\" method=\"post\" action=\"/fees/new\"><h3>开一张缴款单 "
          "<small>a fee</small></h3><label>证件号码 <small>number</small><input name=\"person\" "
          "maxlength=\"18\" required value=\"",
          page);
    html_text(page, person);
    fputs("\"></label><label>缴款人 <small>payer</small><input name=\"payer\" maxlength=\"20\" "
          "required value=\"",
          page);
    html_text(page, payer);
    fputs(
        "\"></label><label>项目 <small>what for</small><input name=\"name\" maxlength=\"30\" "
        "required value=\"工本费\"></label><label>金额 <small>yuan, two decimals</small><input "
        "name=\"amount\" maxlength=\"17\" required value=\"40.00\"></label><input type=\"hidden\" "
        "name=\"project_no\" value=\"",
        page);
    html_text(page, project_no);
    fputs("\">", page);
    html_button(page, "开单", "make it", "good");
}

void office_write_fees(FILE *page, const struct control_rooms *rooms, const json_t *one)
{
    const json_t *doc = json_object_get(one, "application");
    json_t *list = store_all_fees(rooms->desk->store);
    fputs("<h3>缴费 <small>fees</small></h3>\n", page);
    write_fees(page, list, member(one, "project_no"));
    if (*member(doc, "applyer_page_code"))
        write_new_fee(page, member(doc, "applyer_page_code"), member(doc, "applyer_name"),
                      member(one, "project_no"));
    json_decref(list);
}

bool office_booking_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)about;
    json_t *list = store_all_fees(rooms->desk->store);
    html_begin(page, "预约与缴费", "/booking", 0);
    fputs("<h2>预约 <small>appointments</small></h2>\n", page);
    write_appointments(page, rooms);
    fputs("<h2>缴费 <small>fees; the kiosk takes no money</small></h2>\n", page);
    write_fees(page, list, "");
    write_new_fee(page, "", "", "");
    html_end(page);
    json_decref(list);
    return true;
}

static enum office_result make_fee(const struct control_rooms *rooms, const json_t *form,
                                   char *ret_back)
{
    int64_t fen = 0;
    char pay_no[PAY_NO_TEXT], payer[DESK_NAME_TEXT];
    bool whole = strlen(member(form, "person")) == 18 && *member(form, "payer") &&
                 *member(form, "name") && strlen(member(form, "name")) < NAME_MAX_BYTES &&
                 strlen(member(form, "payer")) < NAME_MAX_BYTES &&
                 money_parse(member(form, "amount"), &fen) == ERR_NONE && fen > 0;
    if (!whole) {
        snprintf(ret_back, BACK_SIZE,
                 "四样都要填，金额如 40.00 · all four; an amount like 40.00\n");
        return OFFICE_WRONG;
    }
    desk_mask(member(form, "payer"), payer);
    const struct owed owed = {member(form, "person"), payer,          member(form, "project_no"),
                              member(form, "name"),   "盐湖区财政局", member(form, "amount")};
    snprintf(ret_back, BACK_SIZE, "/booking");
    return store_owe(rooms->desk->store, &owed, pay_no) ? OFFICE_DONE : OFFICE_NOWHERE;
}

enum office_result office_fee(const struct control_rooms *rooms, const char *about,
                              const json_t *form, char *ret_back)
{
    char pay_no[PAY_NO_TEXT];
    const char *act = strrchr(about, '/');
    if (strcmp(about, "new") == 0)
        return make_fee(rooms, form, ret_back);
    if (!act || act - about >= PAY_NO_TEXT)
        return OFFICE_NOWHERE;
    snprintf(pay_no, sizeof pay_no, "%.*s", (int)(act++ - about), about);
    bool known = strcmp(act, "paid") == 0 || strcmp(act, "closed") == 0;
    snprintf(ret_back, BACK_SIZE, "/booking");
    return known && store_settle(rooms->desk->store, pay_no, act) ? OFFICE_DONE : OFFICE_NOWHERE;
}

/* --- what a phone opens --- */

static json_t *find_fee(const struct control_rooms *rooms, const char *pay_no, json_t **ret_list)
{
    size_t i;
    json_t *one;
    *ret_list = store_all_fees(rooms->desk->store);
    json_array_foreach(*ret_list, i,
                       one) if (strcmp(member(one, "pay_no"), pay_no) == 0) return one;
    return NULL;
}

/* As a payment page: nothing on it that the code did not say already but what it is for. */
bool office_pay_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    json_t *list;
    const json_t *fee = find_fee(rooms, about, &list);
    if (fee) {
        char path[64];
        snprintf(path, sizeof path, "/pay/%s", member(fee, "pay_no"));
        html_begin(page, "手机缴费（演示）", NULL, 0);
        fputs("<div class=\"card\"><h2>", page);
        html_text(page, member(fee, "fee_name"));
        fprintf(page, "</h2><p class=\"amount\">¥ %s</p><p>", member(fee, "amount"));
        html_text(page, member(fee, "payee"));
        fprintf(page, "<br>缴款单号 %s</p>", member(fee, "pay_no"));
        if (strcmp(member(fee, "state"), "unpaid") == 0) {
            fputs("<p>演示页面，不收钱。<small>invented: nobody is charged</small></p>", page);
            html_form(page, path);
            html_button(page, "确认支付", "pay", "good");
        } else {
            fprintf(page, "<p><strong>%s</strong></p>", words_of_state(member(fee, "state")));
        }
        fputs("</div>\n", page);
        html_end(page);
    }
    json_decref(list);
    return fee != NULL;
}

enum office_result office_pay(const struct control_rooms *rooms, const char *about,
                              const json_t *form, char *ret_back)
{
    (void)form;
    snprintf(ret_back, BACK_SIZE, "/pay/%.40s", about);
    return store_settle(rooms->desk->store, about, "paid") ? OFFICE_DONE : OFFICE_NOWHERE;
}
