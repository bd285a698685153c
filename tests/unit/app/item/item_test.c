/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/item/item.h"
#include "app/item/shelf.h"
#include "app/item/where.h"
#include "platform/base/paths.h"

#define REAL_ITEM SOURCE_ROOT "/assets/items/remote-medical-filing.json"

static char *real_text(size_t *len)
{
    char *text;
    assert_ok(paths_read_file(REAL_ITEM, ITEM_FILE_MAX, &text, len));
    return text;
}

static void the_shipped_item_is_whole(void **state)
{
    (void)state;
    size_t len;
    AUTO(auto_free) char *text = real_text(&len);
    struct item *item;
    struct item_fault fault = {0};
    assert_ok(item_parse(text, len, &item, &fault));
    assert_string_equal("异地就医备案", item->task_name);
    assert_int_equal(6, item->field_count);
    const struct item_field *area = item_field_find(item, "treatment_area");
    assert_non_null(area);
    assert_int_equal(31, area->option_count);
    assert_string_equal("北京市", item_option_find(area, "110000")->text);
    assert_null(item_option_find(area, "999999"));
    assert_null(item_field_find(item, "no_such_field"));
    item_free(item);
}

/* The real file with one text replaced; expects the fault at the line where it now stands. */
static void expect_fault(const char *from, const char *to, enum err e, const char *reason)
{
    size_t len;
    AUTO(auto_free) char *text = real_text(&len);
    char *at = strstr(text, from);
    assert_non_null(at);
    size_t size = len + strlen(to) + 1;
    AUTO(auto_free) char *changed = malloc(size);
    int line = 1;
    for (char *p = text; p < at; p++)
        line += *p == '\n';
    snprintf(changed, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    struct item *item = NULL;
    struct item_fault fault = {0};
    assert_err(e, item_parse(changed, strlen(changed), &item, &fault));
    assert_null(item);
    if (!strstr(fault.reason, reason))
        fail_msg("reason was \"%s\"", fault.reason);
    assert_int_equal(line, fault.line);
}

static void a_fault_names_line_and_reason(void **state)
{
    (void)state;
    expect_fault("\"project_type\": 1", "\"project_type\": 7", ERR_RANGE, "project_type: out of");
    expect_fault("\"project_type\": 1", "\"project_type\": \"1\"", ERR_FORMAT, "whole number");
    expect_fault("\"type\": \"phone\"", "\"type\": \"fax\"", ERR_RANGE,
                 "fields[5].type: not a known word");
    expect_fault("\"value\": \"310000\"", "\"value\": \"110000\"", ERR_FORMAT,
                 "options[1].value: given twice");
    expect_fault("\"card.name\"", "\"guess.name\"", ERR_RANGE,
                 "card. code. licence. shared. or answer.");
    expect_fault("\"text\": \"在外地工作\"", "\"text\": \"\"", ERR_MISSING, "empty");
    expect_fault("\"label_en\": \"Name\"", "\"label_fr\": \"Nom\"", ERR_FORMAT, "unknown member");
    expect_fault("\"badges_en\": [\"Valid at once\", \"Nationwide\"]", "\"badges_en\": [\"Free\"]",
                 ERR_FORMAT, "as many texts");
    expect_fault("\"optional\": true", "\"optional\": 1", ERR_FORMAT, "true or false");
    expect_fault("\"label\": \"手机\"", "\"label\": \"一二三四五六七八九\"", ERR_TOO_LONG, "long");
}

static void the_same_item_speaks_english(void **state)
{
    (void)state;
    size_t len;
    AUTO(auto_free) char *text = real_text(&len);
    struct item *item;
    struct item_fault fault = {0};
    assert_ok(item_parse(text, len, &item, &fault));
    const struct item *english = item_in(item, LANGUAGE_ENGLISH);
    assert_ptr_equal(item, item_in(english, LANGUAGE_CHINESE));
    assert_string_equal("", english->untranslated);
    assert_string_equal("Care away from home", english->title);
    assert_string_equal("异地就医备案", english->task_name);
    const struct item_field *area = item_field_find(english, "treatment_area");
    assert_string_equal("Beijing", item_option_find(area, "110000")->text);
    assert_int_equal(item->field_count, english->field_count);
    assert_null(item_in(NULL, LANGUAGE_ENGLISH));
    item_free(item);
}

static void what_has_no_english_is_named_and_stays_chinese(void **state)
{
    (void)state;
    size_t len;
    AUTO(auto_free) char *text = real_text(&len);
    struct item *item;
    struct item_fault fault = {0};
    char *at = strstr(text, "\"label_en\"");
    assert_non_null(at);
    char *end = strchr(at, '\n');
    memset(at, ' ', (size_t)(end - at));
    assert_ok(item_parse(text, len, &item, &fault));
    const struct item *english = item_in(item, LANGUAGE_ENGLISH);
    assert_string_equal("fields[0].label_en", english->untranslated);
    assert_string_equal("姓名", english->field[0].label);
    assert_string_equal("", item->untranslated);
    item_free(item);
}

static void a_fault_of_absence_names_the_part(void **state)
{
    (void)state;
    struct item *item;
    struct item_fault fault;
    const char *none = "{\n\"task_code\": \"x\"\n}";
    assert_err(ERR_MISSING, item_parse(none, strlen(none), &item, &fault));
    assert_string_equal("task_name: missing", fault.reason);
    assert_err(ERR_FORMAT, item_parse("[]", 2, &item, &fault));
    assert_err(ERR_FORMAT, item_parse("{\n]", 3, &item, &fault));
    assert_int_equal(2, fault.line);
    assert_err(ERR_FORMAT, item_parse("{\0}", 3, &item, &fault));
    assert_err(ERR_FORMAT, item_parse("{\"a\":1,\"a\":2}", 13, &item, &fault));
}

static void all_faults_are_told_by_line(void **state)
{
    (void)state;
    struct item_fault fault[8];
    size_t len;
    AUTO(auto_free) char *text = real_text(&len);
    assert_int_equal(0, item_faults(text, len, 8, fault));
    char *name = strstr(text, "task_name"), *kind = strstr(text, "project_type\": 1");
    char *last = strstr(text, "\"phone\"");
    memcpy(name, "task_nome", 9);
    kind[strlen("project_type\": ")] = '7';
    memcpy(last, "\"phone ", 7);
    assert_int_equal(1, item_faults(text, len, 8, fault)); /* no JSON: one is told */
    memcpy(last, "\"phony\"", 7);
    assert_int_equal(5, item_faults(text, len, 8, fault)); /* the type counts twice */
    assert_string_equal("task_name: missing", fault[0].reason);
    assert_string_equal("task_nome: unknown member", fault[1].reason);
    assert_int_equal(3, fault[1].line);
    assert_string_equal("project_type: out of range", fault[2].reason);
    assert_string_equal("fields[5].type: not a known word", fault[3].reason);
    assert_true(fault[3].line > fault[2].line);
    assert_int_equal(2, item_faults(text, len, 2, fault));
    assert_int_equal(1, item_faults("[]", 2, 8, fault));
    const char *shapes = "{\"fields\": [1, {}, {\"options\": [2]}], \"tile\": 3, \"notice\": {}}";
    assert_int_equal(8, item_faults(shapes, strlen(shapes), 8, fault));
}

static void a_line_is_found_by_path(void **state)
{
    (void)state;
    const char *json = "{\n \"a\": [1,\n {\"b\": \"}\\\"\",\n \"c\": [\n[2], {}]}],\n\"d\": null}";
    assert_int_equal(2, where_line(json, "a[0]"));
    assert_int_equal(3, where_line(json, "a[1].b"));
    assert_int_equal(5, where_line(json, "a[1].c[1]"));
    assert_int_equal(6, where_line(json, "d"));
    assert_int_equal(1, where_line(json, "nothing"));
}

static void write_file(const char *directory, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void a_bad_file_does_not_empty_the_shelf(void **state)
{
    (void)state;
    char directory[] = "/tmp/shelf-XXXXXX";
    assert_non_null(mkdtemp(directory));
    size_t len, left_out;
    AUTO(auto_free) char *text = real_text(&len);
    write_file(directory, "a.json", "{");
    write_file(directory, "b.json", text);
    write_file(directory, "c.json", text);
    write_file(directory, "notes.txt", "not an item");
    struct shelf shelf;
    assert_ok(shelf_load(directory, &shelf, &left_out));
    assert_int_equal(1, shelf.count);
    assert_int_equal(2, left_out);
    const char *code = shelf.entry[0].face.task_code;
    size_t index;
    assert_string_equal("b.json", shelf.entry[0].file);
    assert_true(shelf_find(&shelf, code, &index));
    assert_int_equal(0, index);
    shelf_offer(&shelf, code, false);
    assert_false(shelf_find(&shelf, code, &index));
    assert_int_equal(0, shelf_offered(&shelf));
    shelf_done(&shelf);
    assert_err(ERR_ABSENT, shelf_load("/nonexistent", &shelf, NULL));
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", directory);
    assert_int_equal(0, system(command));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_item_is_whole),
        cmocka_unit_test(a_fault_names_line_and_reason),
        cmocka_unit_test(the_same_item_speaks_english),
        cmocka_unit_test(what_has_no_english_is_named_and_stays_chinese),
        cmocka_unit_test(a_fault_of_absence_names_the_part),
        cmocka_unit_test(all_faults_are_told_by_line),
        cmocka_unit_test(a_line_is_found_by_path),
        cmocka_unit_test(a_bad_file_does_not_empty_the_shelf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
