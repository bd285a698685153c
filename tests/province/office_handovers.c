/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/office_handovers.h"

#include <ctype.h>
#include <string.h>

#include "tests/province/desk_handovers.h"
#include "tests/province/html.h"
#include "tests/province/labels.h"

enum { BACK_SIZE = 256, CODE_SIGNS = 8 };

static const char *member(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* "TOKEN" or "TOKEN/OPENED". False: there is none. */
static bool find(const struct control_rooms *rooms, const char *about, struct handed *ret,
                 const char **ret_opened)
{
    char token[HANDED_TOKEN];
    size_t length = strcspn(about, "/");
    if (length >= sizeof token)
        return false;
    snprintf(token, sizeof token, "%.*s", (int)length, about);
    *ret_opened = about[length] ? about + length + 1 : "";
    return store_handed(rooms->desk->store, "token", token, ret);
}

static void begin(FILE *page)
{
    html_begin(page, "在手机上接着办", NULL, 0);
    fputs("<div class=\"card phone\">\n", page);
}

static void end(FILE *page)
{
    fputs("</div>\n", page);
    html_end(page);
}

static void say(FILE *page, const char *title, const char *text)
{
    fputs("<h2>", page);
    html_text(page, title);
    fputs("</h2><p>", page);
    html_text(page, text);
    fputs("</p>", page);
}

bool office_code_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    (void)rooms, (void)about;
    begin(page);
    say(page, "接着办", "请输入终端上的八位码，不分大小写。");
    html_form(page, "/go");
    fputs("<label>码 <small>code</small><input name=\"code\" maxlength=\"12\" required "
          "autocapitalize=\"characters\"></label>",
          page);
    html_button(page, "下一步", "next", "good");
    end(page);
    return true;
}

/* --- whose it is --- */

static void write_lock(FILE *page, const struct handed *handed)
{
    char path[96], left[96];
    snprintf(path, sizeof path, "/go/%s", handed->token);
    say(page, "先核对是您本人", "请输入您身份证号的最后四位。");
    if (handed->wrong) {
        snprintf(left, sizeof left, "不对，还可以试 %d 次。", HANDED_TRIES - handed->wrong);
        fprintf(page, "<p class=\"state refused\">%s</p>", left);
    }
    html_form(page, path);
    fputs("<label>最后四位 <small>last four of the ID number</small><input name=\"last_four\" "
          "maxlength=\"4\" required></label>",
          page);
    html_button(page, "打开", "open", "good");
    fputs("<p><small>演示：真正的平台在这里让您登录。 invented: a real platform asks you to log in "
          "here</small></p>",
          page);
}

/* --- what was said, and what is missing --- */

static void write_pair(FILE *page, const char *label, const char *value)
{
    fputs("<tr><th>", page);
    html_text(page, label);
    fputs("</th><td>", page);
    html_text(page, value);
    fputs("</td></tr>\n", page);
}

static void write_answers(FILE *page, const json_t *doc, const json_t *item)
{
    json_t *form = json_object_get(doc, "form"), *value;
    const char *name;
    char mobile[32];
    snprintf(mobile, sizeof mobile, "%s", member(doc, "contact_mobile"));
    fputs("<h3>您已经填好的 <small>what you said at the kiosk</small></h3><table "
          "class=\"pairs\">\n",
          page);
    write_pair(page, "姓名", member(doc, "applyer_name"));
    if (*mobile)
        write_pair(page, "手机", mobile);
    json_object_foreach(form, name, value)
    {
        const json_t *field = labels_field(item, name);
        const char *label = labels_of(item, name);
        char rows[32];
        snprintf(rows, sizeof rows, "%zu 项", json_array_size(value));
        write_pair(page, *label ? label : name,
                   json_is_array(value) ? rows : labels_value(field, member(value, "value")));
    }
    fputs("</table>\n", page);
}

static void write_input(FILE *page, const json_t *one, const json_t *item)
{
    const json_t *field = labels_field(item, member(one, "field")), *option;
    size_t i;
    fputs("<label>", page);
    html_text(page, member(one, "field_label"));
    if (json_array_size(json_object_get(field, "options")) == 0) {
        fprintf(page, "<input name=\"%s\" maxlength=\"60\"></label>\n", member(one, "field"));
        return;
    }
    fprintf(page, "<select name=\"%s\"><option value=\"\">请选</option>", member(one, "field"));
    json_array_foreach(json_object_get(field, "options"), i, option)
    {
        fputs("<option value=\"", page);
        html_text(page, member(option, "value"));
        fputs("\">", page);
        html_text(page, member(option, "text"));
        fputs("</option>", page);
    }
    fputs("</select></label>\n", page);
}

static void write_missing(FILE *page, const json_t *doc, const json_t *item)
{
    json_t *one;
    size_t i;
    json_array_foreach(json_object_get(doc, "missing"), i, one)
    {
        if (*member(one, "field")) {
            write_input(page, one, item);
            continue;
        }
        fputs("<p>", page);
        html_text(page, member(one, "material_name"));
        fputs(" <small>这份材料提交以后补交 · to be handed in afterwards</small></p>\n", page);
    }
}

static void write_form(FILE *page, const struct handed *handed)
{
    char path[160];
    json_t *item = labels_item(member(handed->doc, "task_code"));
    snprintf(path, sizeof path, "/go/%s/%s", handed->token, handed->opened);
    say(page, member(handed->doc, "task_name"), "还没有提交。看一看，填完再提交。");
    write_answers(page, handed->doc, item);
    html_form(page, path);
    write_missing(page, handed->doc, item);
    html_button(page, "提交", "submit", "good");
    json_decref(item);
}

static void write_filed(FILE *page, const struct control_rooms *rooms, const struct handed *handed)
{
    json_t *answer = store_answer_of_application(rooms->desk->store, handed->id);
    say(page, "提交好了", "可以用这个号码，或带身份证到任何一台终端查办到哪儿了。");
    fputs("<p class=\"amount\">", page);
    html_text(page, member(json_object_get(answer, "data"), "project_no"));
    fputs("</p>", page);
    json_decref(answer);
}

static void write_state(FILE *page, const struct control_rooms *rooms, const struct handed *handed,
                        const char *opened)
{
    enum handed_state state = desk_handed_state(rooms->desk, handed);
    bool theirs = *handed->opened && strcmp(opened, handed->opened) == 0;
    if (state == HANDED_OVER)
        say(page, "这个码过期了", "没有办，也没有留下什么。请再到终端办，或到窗口办。");
    else if (state == HANDED_SHUT)
        say(page, "试的次数太多了", "为了您的安全，这个码不能用了。请再到终端办。");
    else if (!theirs)
        write_lock(page, handed);
    else if (state == HANDED_FILED)
        write_filed(page, rooms, handed);
    else
        write_form(page, handed);
}

bool office_go_page(FILE *page, const struct control_rooms *rooms, const char *about)
{
    struct handed handed = {.doc = NULL};
    const char *opened;
    if (!find(rooms, about, &handed, &opened))
        return false;
    begin(page);
    write_state(page, rooms, &handed, opened);
    end(page);
    json_decref(handed.doc);
    return true;
}

/* --- what a phone sends --- */

enum office_result office_take_code(const struct control_rooms *rooms, const char *about,
                                    const json_t *form, char *ret_back)
{
    (void)about;
    char code[HANDED_CODE] = "";
    struct handed handed = {.doc = NULL};
    size_t n = 0;
    for (const char *at = member(form, "code"); *at && n < CODE_SIGNS; at++)
        if (isalnum((unsigned char)*at))
            code[n++] = (char)toupper((unsigned char)*at);
    if (!desk_may_guess(rooms->desk)) {
        snprintf(ret_back, BACK_SIZE, "试的次数太多了，请一小时以后再试 · too many codes\n");
        return OFFICE_WRONG;
    }
    if (!store_handed(rooms->desk->store, "code", code, &handed)) {
        desk_count_guess(rooms->desk);
        snprintf(ret_back, BACK_SIZE, "没有这个码，请看清再输 · no such code\n");
        return OFFICE_WRONG;
    }
    snprintf(ret_back, BACK_SIZE, "/go/%s", handed.token);
    json_decref(handed.doc);
    return OFFICE_DONE;
}

/* Somebody says whose it is, or goes on. */
static bool go_on(const struct control_rooms *rooms, const struct handed *handed,
                  const char *opened, const json_t *form, char *ret_back)
{
    char fresh[HANDED_TOKEN] = "";
    enum handed_state state = desk_handed_state(rooms->desk, handed);
    bool theirs = *handed->opened && strcmp(opened, handed->opened) == 0;
    snprintf(ret_back, BACK_SIZE, "/go/%s", handed->token);
    if (state == HANDED_OVER || state == HANDED_SHUT)
        return true; /* the page says so */
    if (!theirs) {
        if (desk_unlock(rooms->desk, handed, member(form, "last_four"), fresh))
            snprintf(ret_back, BACK_SIZE, "/go/%s/%s", handed->token, fresh);
        return true;
    }
    snprintf(ret_back, BACK_SIZE, "/go/%s/%s", handed->token, handed->opened);
    return state == HANDED_FILED || desk_file_handed(rooms->desk, handed, form);
}

enum office_result office_go(const struct control_rooms *rooms, const char *about,
                             const json_t *form, char *ret_back)
{
    struct handed handed = {.doc = NULL};
    const char *opened;
    if (!find(rooms, about, &handed, &opened))
        return OFFICE_NOWHERE;
    bool done = go_on(rooms, &handed, opened, form, ret_back);
    json_decref(handed.doc);
    return done ? OFFICE_DONE : OFFICE_NOWHERE;
}
