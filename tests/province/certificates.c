/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/certificates.h"

#include <ctype.h>
#include <string.h>

#include "platform/base/clock.h"
#include "tests/province/desk_citizen.h"
#include "tests/province/items.h"
#include "tests/province/schema_parts.h"

#define ITEM "11140802MB0000003E4442500002000"
#define ROOT "1.2.156.3005.2"
#define PART "[0-9A-Z]"

enum { IDENTIFIER_TEXT = 96, CODE_TEXT = 32, URL_TEXT = 96, DATE_TEXT = 16, LEVEL = 2 };

static const struct kind {
    const char *name, *type_name, *type_code, *dept, *dept_code, *issued, *grade;
    const char *line[3][2]; /* label, text; NULL: no more */
} kinds[] = {
    {"中华人民共和国机动车驾驶证",
     "机动车驾驶证",
     "11100000000013338W011",
     "山西省公安厅交通管理局",
     "111400000000000000",
     "20190312",
     "A",
     {{"准驾车型", "C1"}, {"有效期限", "2019-03-12 至 2029-03-12"}}},
    {"社会保障卡",
     "社会保障卡",
     "11100000000013338W022",
     "盐湖区人力资源和社会保障局",
     "11140802MB0000001J",
     "20150601",
     "A",
     {{"社会保障号码", "与身份证号相同"}, {"服务银行", "中国农业银行"}}},
    {"居民户口簿",
     "居民户口簿",
     "11100000000013338W033",
     "盐湖区公安局",
     "11140802MB0000005X",
     "20080909",
     "B",
     {{"户别", "家庭户"}, {"住址", "山西省运城市盐湖区解放路 12 号"}}},
};

static const char *member(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(doc, name));
    return text ? text : "";
}

/* ISO 7064, hybrid system MOD 37,36. */
static char check_character(const char *text)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int p = 36;
    for (; *text; text++) {
        const char *at = strchr(alphabet, *text);
        if (!at)
            continue; /* the dots */
        int s = (p + (int)(at - alphabet)) % 36;
        p = (s == 0 ? 36 : s) * 2 % 37;
    }
    return alphabet[(37 - p) % 36];
}

static void make_identifier(const struct kind *kind, const char *number,
                            char ret_text[IDENTIFIER_TEXT])
{
    char parts[IDENTIFIER_TEXT - sizeof ROOT - 4];
    size_t len = strlen(number);
    snprintf(parts, sizeof parts, "%s.%s.140802%.8s.001", kind->type_code, kind->dept_code,
             number + (len > 8 ? len - 8 : 0));
    for (char *c = parts; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    snprintf(ret_text, IDENTIFIER_TEXT, ROOT ".%s.%c", parts, check_character(parts));
}

static json_t *describe(const struct kind *kind, const json_t *doc)
{
    char identifier[IDENTIFIER_TEXT];
    const char *number = member(doc, "applyer_page_code");
    make_identifier(kind, number, identifier);
    json_t *row = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "certificate_identifier", identifier,
                            "certificate_name", kind->name, "certificate_type", kind->type_name,
                            "certificate_type_code", kind->type_code, "certificate_number", number,
                            "certificate_holder", member(doc, "applyer_name"),
                            "certificate_holder_code", number);
    json_t *more =
        json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "certificate_holder_type", "1", "issue_dept",
                  kind->dept, "issue_dept_code", kind->dept_code, "issue_date", kind->issued,
                  "certificate_area_code", "140802", "trust_grade", kind->grade);
    json_object_update(row, more);
    json_decref(more);
    return row;
}

/* 0 status when whoever asks may see certificates at this kiosk. */
static struct answer look(struct desk *desk, const json_t *doc)
{
    if (strcmp(member(doc, "task_code"), ITEM) != 0)
        return answer_error(40402, "这个事项已不在自助机上办理，请到窗口办理。", "task_code");
    return desk_look_at_level(desk, doc, LEVEL, clock_wall_ms());
}

struct answer desk_certificates(struct desk *desk, const struct judge_request *r, const json_t *doc)
{
    (void)r;
    struct answer low = look(desk, doc);
    if (low.status)
        return low;
    json_t *list = json_array();
    bool nobody = strncmp(member(doc, "applyer_page_code"), "99", 2) == 0;
    for (size_t i = 0; i < ARRAY_LEN(kinds) && !nobody; i++)
        json_array_append_new(list, describe(&kinds[i], doc));
    return answer_good(200, "", json_pack("{s:o,s:b}", "certificates", list, "more", 0));
}

static void add_line(json_t *lines, const char *label, const char *text)
{
    json_array_append_new(lines, json_pack("{s:s,s:s}", "label", label, "text", text));
}

static json_t *copy_of(const struct kind *kind, const json_t *doc, const char *code)
{
    char url[URL_TEXT], date[DATE_TEXT];
    json_t *lines = json_array();
    snprintf(url, sizeof url, "https://zz.yanhu.example/yz?m=%s", code);
    snprintf(date, sizeof date, "%.4s-%.2s-%.2s", kind->issued, kind->issued + 4, kind->issued + 6);
    add_line(lines, "持证人", member(doc, "applyer_name"));
    add_line(lines, "证照号码", member(doc, "applyer_page_code"));
    for (size_t i = 0; i < ARRAY_LEN(kind->line) && kind->line[i][0]; i++)
        add_line(lines, kind->line[i][0], kind->line[i][1]);
    add_line(lines, "发证机关", kind->dept);
    add_line(lines, "发证日期", date);
    return json_pack("{s:s,s:o,s:s,s:s}", "certificate_name", kind->name, "lines", lines,
                     "copy_code", code, "copy_qr", url);
}

struct answer desk_certificate_copy(struct desk *desk, const struct judge_request *r,
                                    const json_t *doc)
{
    (void)r;
    char identifier[IDENTIFIER_TEXT], code[CODE_TEXT], today[9];
    const struct kind *kind = NULL;
    struct answer low = look(desk, doc);
    if (low.status)
        return low;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        make_identifier(&kinds[i], member(doc, "applyer_page_code"), identifier);
        if (strcmp(identifier, member(doc, "certificate_identifier")) == 0)
            kind = &kinds[i];
    }
    if (!kind)
        return answer_error(40401, "没有查到这份证照，请到窗口核实。", "certificate_identifier");
    items_day(0, today);
    snprintf(code, sizeof code, "140802%.6s%04d", today + 2,
             (store_count_proofs(desk->store) + 1) % 10000);
    if (!store_add_proof(desk->store, code, member(doc, "applyer_page_code")))
        return desk_failed();
    return answer_good(200, "", copy_of(kind, doc, code));
}

const char *schema_cause(json_t *doc)
{
    static const struct rule cause = {"use_cause", true, NULL, 1, 64};
    return schema_rules(doc, &cause, 1);
}

const char *schema_copy(json_t *doc)
{
    static const struct rule identifier = {"certificate_identifier", true,
                                           "^1\\.2\\.156\\.3005\\.2\\." PART "{1,24}\\." PART
                                           "{18}\\." PART "{1,24}\\." PART "{1,6}\\." PART "$",
                                           0, 0};
    const char *wrong = schema_cause(doc);
    return wrong ? wrong : schema_rules(doc, &identifier, 1);
}
