/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/province/proofs.h"

#include <string.h>

#include "tests/province/items.h"

enum { LINE_TEXT = 64, CODE_TEXT = 32, URL_TEXT = 96, MONTHS = 12, FIRST_YEAR = 2004 };

static const char *const kinds[] = {"pension", "medical", "unemployment", "injury", "maternity"};

static const struct {
    const char *value;
    int months; /* 0: since the first payment */
} periods[] = {{"12m", 12}, {"24m", 24}, {"60m", 60}, {"all", 0}};

static const char *chosen(const json_t *doc, const char *name)
{
    const char *text = json_string_value(json_object_get(json_object_get(doc, "form"), name));
    return text ? text : "";
}

static int months_of(const char *period)
{
    for (size_t i = 0; i < ARRAY_LEN(periods); i++)
        if (strcmp(periods[i].value, period) == 0)
            return periods[i].months;
    return -1;
}

static bool wants(const json_t *doc, const char *kind)
{
    const char *wish = chosen(doc, "insurance_kind");
    return strcmp(wish, "all") == 0 || strcmp(wish, kind) == 0;
}

const char *proofs_check(const json_t *doc)
{
    bool known = false;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        known = known || wants(doc, kinds[i]);
    if (!known)
        return "insurance_kind";
    return months_of(chosen(doc, "proof_period")) < 0 ? "proof_period" : "";
}

/* Months since the year 0; insured from a month that the number gives, paid up to the last one. */
static void write_span(const json_t *doc, size_t kind, char ret_text[LINE_TEXT])
{
    char today[9];
    items_day(0, today);
    const char *number = json_string_value(json_object_get(doc, "applyer_page_code"));
    int seed = number[strlen(number) - 2] - '0' + (int)kind;
    int last = ((today[0] - '0') * 1000 + (today[1] - '0') * 100 + (today[2] - '0') * 10 +
                (today[3] - '0')) *
                   MONTHS +
               (today[4] - '0') * 10 + (today[5] - '0') - 2;
    int first = (FIRST_YEAR + seed) * MONTHS + seed % MONTHS;
    int months = months_of(chosen(doc, "proof_period"));
    if (months > 0 && first < last - months + 1)
        first = last - months + 1;
    snprintf(ret_text, LINE_TEXT, "%04d-%02d 至 %04d-%02d 正常缴费", first / MONTHS,
             first % MONTHS + 1, last / MONTHS, last % MONTHS + 1);
}

json_t *proofs_make(const json_t *doc, int serial)
{
    char today[9], line[LINE_TEXT], code[CODE_TEXT], url[URL_TEXT];
    const char *number = json_string_value(json_object_get(doc, "applyer_page_code"));
    if (strncmp(number, "99", 2) == 0)
        return NULL;
    items_day(0, today);
    snprintf(code, sizeof code, "140802%.6s%04d", today + 2, serial % 10000);
    snprintf(url, sizeof url, "https://rsj.yanhu.example/yz?m=%s", code);
    json_t *data = json_pack("{s:s,s:s,s:s,s:s}", "unit_name", "盐湖区晋南机械厂", "issuer",
                             "盐湖区社会保险中心", "proof_code", code, "proof_qr", url);
    snprintf(line, sizeof line, "%.4s-%.2s-%.2s", today, today + 4, today + 6);
    json_object_set_new(data, "issued_date", json_string(line));
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (!wants(doc, kinds[i]))
            continue;
        write_span(doc, i, line);
        json_object_set_new(data, kinds[i], json_string(line));
    }
    return data;
}
