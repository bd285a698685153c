/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "platform/province/certificate.h"

#define GOOD  "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001.6"
#define OK(d) "{\"code\":0,\"message\":\"\",\"data\":" d "}"
#define ROW(id, date, grade)                                                                       \
    "{\"certificate_identifier\":\"" id "\",\"certificate_name\":\"机动车驾驶证\","          \
    "\"certificate_number\":\"140802\",\"issue_dept\":\"公安\\u0007局\",\"issue_date\":\"" date    \
    "\",\"trust_grade\":\"" grade "\"}"
#define LIST(rows)  OK("{\"certificates\":[" rows "],\"more\":true}")
#define LINE(l, t)  "{\"label\":\"" l "\",\"text\":\"" t "\"}"
#define COPY(lines) OK("{\"certificate_name\":\"驾驶证\",\"copy_code\":\"1\",\"lines\":" lines "}")

static const struct message_sender sender = {"K017", "140802", 1795420800000};

/* The first three are identifiers of recordings (GRid), whose check character is public. */
static void check_characters_are_those_of_iso_7064(void **state)
{
    (void)state;
    static const char *const examples[] = {"A12425GABC1234002M", "B159D8FA01240000K",
                                           "188166C7342000003",
                                           "11100000000013338W02111140802MB0000001JA00070016"};
    for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
        size_t len = strlen(examples[i]) - 1;
        assert_int_equal(examples[i][len], certificate_check_character(examples[i], len));
    }
    assert_int_equal('1', certificate_check_character("", 0));
    assert_int_equal(0, certificate_check_character("A-1", 3));
    assert_int_equal(0, certificate_check_character("a", 1));
    assert_int_equal(0, certificate_check_character("{", 1));
}

/* Each single wrong character, and each two neighbours changed about, is found. */
static void one_slip_is_found(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char text[] = GOOD;
    for (size_t i = sizeof "1.2.156.3005.2." - 1; i < sizeof GOOD - 1; i++) {
        char was = text[i];
        for (size_t a = 0; was != '.' && a < sizeof alphabet - 1; a++) {
            text[i] = alphabet[a];
            assert_int_equal(alphabet[a] == was ? ERR_NONE : ERR_CHECKSUM, certificate_check(text));
        }
        text[i] = was;
    }
}

static void an_identifier_has_its_form(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "1.2.156.3005.2.",
        "1.2.156.3005.1.11100000000013338W021.11140802MB0000001J.A0007.001.6",
        "1.2.156.3005.2.11100000000013338W021.11140802MB0000001.A0007.001.6",
        "1.2.156.3005.2.11100000000013338W021.11140802MB0000001JJ.A0007.001.6",
        "1.2.156.3005.2..11140802MB0000001J.A0007.001.6",
        "1.2.156.3005.2.1234567890123456789012345.11140802MB0000001J.A0007.001.6",
        "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001",
        "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001.66",
        "1.2.156.3005.2.11100000000013338W021.11140802MB0000001J.A0007.001.6.6",
        "1.2.156.3005.2.11100000000013338w021.11140802MB0000001J.A0007.001.6"};
    assert_ok(certificate_check(GOOD));
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, certificate_check(wrong[i]));
}

static struct pairs who, form;

static void set(struct pairs *pairs, const char *name, const char *value)
{
    struct pair *pair = &pairs->pair[pairs->count++];
    strcpy(pair->name, name);
    assert_ok(secret_set_text(&pair->value, value));
}

static int set_up(void **state)
{
    (void)state;
    set(&who, "applyer_name", "张三");
    set(&who, "applyer_page_code", "11010519491231002X");
    set(&who, "assurance_token", "0123456789");
    set(&form, "use_cause", "办理入学");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pairs_wipe(&who);
    pairs_wipe(&form);
    return 0;
}

static void both_questions_are_written(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    assert_ok(certificate_write_list(&sender, "T1", &who, &form, &doc));
    assert_string_equal("{\"applyer_name\":\"张三\",\"applyer_page_code\":\"11010519491231002X\","
                        "\"applyer_page_type\":\"111\",\"area_code\":\"140802\","
                        "\"assurance_token\":\"0123456789\",\"kiosk_code\":\"K017\","
                        "\"operation\":\"certificates\",\"task_code\":\"T1\","
                        "\"use_cause\":\"办理入学\"}",
                        secret_text(&doc));
    set(&form, "certificate_identifier", GOOD);
    assert_ok(certificate_write_copy(&sender, "T1", &who, &form, &doc));
    assert_non_null(strstr(secret_text(&doc), "\"certificate_identifier\":\"" GOOD "\""));
    assert_non_null(strstr(secret_text(&doc), "\"operation\":\"certificate_copy\""));
}

static void what_is_not_whole_is_not_asked(void **state)
{
    (void)state;
    AUTO(secret_wipe) struct secret doc = {0};
    const struct pairs nobody = {0};
    AUTO(pairs_wipe) struct pairs none = {0}, longest = {0}, twisted = {0};
    char words[3 * CERTIFICATE_CAUSE_CHARACTERS + 4] = "";
    for (int i = 0; i <= CERTIFICATE_CAUSE_CHARACTERS; i++)
        strcat(words, "用");
    set(&longest, "use_cause", words);
    set(&twisted, "use_cause", "a\nb");
    set(&twisted, "certificate_identifier", GOOD);
    set(&none, "certificate_identifier", GOOD);
    assert_err(ERR_MISSING, certificate_write_list(&sender, "T1", &who, &none, &doc));
    assert_err(ERR_MISSING, certificate_write_copy(&sender, "T1", &who, &none, &doc));
    assert_err(ERR_TOO_LONG, certificate_write_list(&sender, "T1", &who, &longest, &doc));
    assert_err(ERR_ENCODING, certificate_write_list(&sender, "T1", &who, &twisted, &doc));
    assert_err(ERR_MISSING, certificate_write_list(&sender, "T1", &nobody, &form, &doc));
    assert_err(ERR_MISSING, certificate_write_copy(&sender, "T1", &nobody, &twisted, &doc));
    assert_err(ERR_MISSING, certificate_write_list(&sender, "", &who, &form, &doc));
    assert_err(ERR_MISSING, certificate_write_copy(&sender, "", &who, &twisted, &doc));
    assert_err(ERR_FORMAT, certificate_write_copy(&sender, "T1", &who, &form, &doc));
    const struct message_sender astray = {"k", "140802", 1};
    assert_err(ERR_FORMAT, certificate_write_list(&astray, "T1", &who, &form, &doc));
    assert_true(secret_is_empty(&doc));
}

static enum err read_list(const char *body, struct certificate_list *ret_list)
{
    return certificate_read_list(body, strlen(body), ret_list);
}

static void a_list_is_read_and_what_is_unsound_left_out(void **state)
{
    (void)state;
    static struct certificate_list list;
    assert_ok(read_list(LIST(ROW(GOOD, "20190312", "A") "," ROW("1.2.3", "20190312", "D")), &list));
    assert_int_equal(1, list.count);
    assert_int_equal(1, list.unsound);
    assert_true(list.more);
    assert_string_equal(GOOD, list.row[0].identifier);
    assert_string_equal("机动车驾驶证", list.row[0].name);
    assert_string_equal("公安 局", list.row[0].dept);
    assert_string_equal("20190312", list.row[0].issue_date);
    assert_string_equal("A", list.row[0].grade);
    assert_string_equal("", list.row[1].name);
    assert_ok(read_list(OK("{\"certificates\":[],\"more\":false}"), &list));
    assert_int_equal(0, list.count);
    assert_false(list.more);
}

static char *many(int count, const char *row)
{
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    fputs("{\"code\":0,\"message\":\"\",\"data\":{\"more\":false,\"certificates\":[", f);
    for (int i = 0; i < count; i++)
        fprintf(f, "%s%s", i ? "," : "", row);
    fputs("]}}", f);
    fclose(f);
    return text;
}

static void a_list_has_its_bounds(void **state)
{
    (void)state;
    static struct certificate_list list;
    AUTO(auto_free) char *most = many(CERTIFICATES_MAX, ROW(GOOD, "20190312", "A"));
    AUTO(auto_free) char *over = many(CERTIFICATES_MAX + 1, ROW(GOOD, "20190312", "A"));
    assert_ok(read_list(most, &list));
    assert_int_equal(CERTIFICATES_MAX, list.count);
    assert_err(ERR_FORMAT, read_list(over, &list));
    assert_int_equal(CERTIFICATES_MAX, list.count);
}

static void a_list_that_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    static struct certificate_list list;
    static const char *const wrong[] = {
        "",
        OK("null"),
        OK("{\"certificates\":{},\"more\":true}"),
        OK("{\"certificates\":[]}"),
        OK("{\"certificates\":[],\"more\":5}"),
        LIST("5"),
        LIST(ROW(GOOD, "", "A")),
        LIST(ROW(GOOD, "2019-3-12", "A")),
        LIST(ROW(GOOD, "20190312", "E")),
        LIST(ROW(GOOD, "20190312", "")),
        LIST(ROW(GOOD, "20190312", "@")),
        LIST(ROW(GOOD, "20190312", "AA")),
        LIST("{\"certificate_identifier\":5}"),
        LIST("{\"certificate_number\":5}"),
        LIST("{\"issue_date\":5}"),
        LIST("{\"issue_date\":\"20190312\",\"trust_grade\":\"A\",\"certificate_name\":5}"),
        LIST("{\"issue_date\":\"20190312\",\"trust_grade\":\"A\",\"issue_dept\":5}"),
        LIST("{\"issue_date\":\"20190312\",\"trust_grade\":\"A\"}"),
        LIST("{\"issue_date\":\"20190312\",\"trust_grade\":\"A\",\"certificate_number\":\"\\n\"}")};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, read_list(wrong[i], &list));
}

static void a_copy_is_read(void **state)
{
    (void)state;
    AUTO(pairs_wipe) struct pairs copy = {0};
    static const char whole[] =
        OK("{\"certificate_name\":\"驾驶证\",\"copy_code\":\"1408\",\"copy_qr\":\"https://a\","
           "\"lines\":[" LINE("姓名", "张三") "," LINE("准驾车型", "C1") "]}");
    assert_ok(certificate_read_copy(whole, strlen(whole), &copy));
    assert_int_equal(5, copy.count);
    assert_string_equal("驾驶证", pairs_get(&copy, "certificate_name"));
    assert_string_equal("1408", pairs_get(&copy, "copy_code"));
    assert_string_equal("https://a", pairs_get(&copy, "copy_qr"));
    assert_string_equal("姓名", copy.pair[3].name);
    assert_string_equal("C1", secret_text(&copy.pair[4].value));
}

static void a_copy_that_is_not_quite_one_is_refused(void **state)
{
    (void)state;
    AUTO(pairs_wipe) struct pairs copy = {0};
    AUTO(auto_free) char *lines = NULL;
    AUTO(auto_free) char *over = NULL;
    static const char *const wrong[] = {
        "{",
        OK("null"),
        OK("{\"certificate_name\":5}"),
        OK("{\"certificate_name\":\"a\\tb\"}"),
        OK("{\"certificate_name\":\"a\",\"copy_code\":5}"),
        OK("{\"certificate_name\":\"a\",\"copy_code\":\"1\",\"copy_qr\":5}"),
        OK("{\"certificate_name\":\"\",\"copy_code\":\"1\",\"lines\":[" LINE("a", "b") "]}"),
        OK("{\"certificate_name\":\"a\",\"copy_code\":\"\",\"lines\":[" LINE("a", "b") "]}"),
        OK("{\"certificate_name\":\"a\",\"copy_code\":\"1\",\"copy_qr\":\"\"}"),
        COPY("5"),
        COPY("[]"),
        COPY("[5]"),
        COPY("[{\"label\":\"a\"}]"),
        COPY("[" LINE("", "b") "]"),
        COPY("[" LINE("a", "") "]"),
        COPY("[" LINE("a\\n", "b") "]"),
        COPY("[" LINE("a", "\\u007f") "]"),
        COPY("[" LINE("123456789012345678901234567890123456789012345678", "b") "]")};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_err(ERR_FORMAT, certificate_read_copy(wrong[i], strlen(wrong[i]), &copy));
    char text[202];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_true(asprintf(&lines, COPY("[" LINE("a", "%s") "]"), text) > 0);
    assert_err(ERR_FORMAT, certificate_read_copy(lines, strlen(lines), &copy));
    assert_true(asprintf(&over,
                         COPY("[%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,"
                              "%1$s,%1$s,%1$s]"),
                         LINE("a", "b")) > 0);
    assert_err(ERR_FORMAT, certificate_read_copy(over, strlen(over), &copy));
    assert_int_equal(0, copy.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_characters_are_those_of_iso_7064),
        cmocka_unit_test(one_slip_is_found),
        cmocka_unit_test(an_identifier_has_its_form),
        cmocka_unit_test_setup_teardown(both_questions_are_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_whole_is_not_asked, set_up, tear_down),
        cmocka_unit_test(a_list_is_read_and_what_is_unsound_left_out),
        cmocka_unit_test(a_list_has_its_bounds),
        cmocka_unit_test(a_list_that_is_not_quite_one_is_refused),
        cmocka_unit_test(a_copy_is_read),
        cmocka_unit_test(a_copy_that_is_not_quite_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
