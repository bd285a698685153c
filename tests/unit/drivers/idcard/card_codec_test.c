/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/idcard/card_codec.h"
#include "platform/base/paths.h"
#include "tests/sim/models/card.h"

enum { TEXT_AT = 14, TODAY = 20261123 };

struct card_text {
    uint8_t text[256];
    struct id_record record;
};

static void load(struct card_text *card, const char *name)
{
    char path[256], *frame;
    size_t size;
    snprintf(path, sizeof path, TEST_DATA "/id-cards/%s", name);
    assert_ok(paths_read_file(path, 4096, &frame, &size));
    assert_int_equal(1295, size);
    memcpy(card->text, frame + TEXT_AT, sizeof card->text);
    card->record = (struct id_record){0};
    free(frame);
}

static enum err read_text(struct card_text *card)
{
    return card_read(bytes_of(card->text, sizeof card->text), TODAY, &card->record);
}

/* Expected values in the order of enum id_field. */
static void check_fields(const struct card_text *card, const char *const expected[ID_FIELD_COUNT])
{
    for (int i = 0; i < ID_FIELD_COUNT; i++)
        assert_string_equal(expected[i], secret_text(&card->record.field[i]));
}

static void the_four_sample_cards_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        enum id_kind kind;
        uint32_t findings;
        const char *field[ID_FIELD_COUNT];
    } cases[] = {
        {"sample_cn_1295.bin",
         ID_CITIZEN,
         0,
         {"张三", "", "2", "01", "19491231", "北京市朝阳区测试路1号", "11010519491231002X",
          "北京市公安局朝阳分局", "20200101", "长期", ""}},
        {"sample_hmt_1295.bin",
         ID_HMT,
         ID_FINDING_EXPIRED,
         {"陈大文", "", "1", "", "19900307", "广东省深圳市测试路2号", "81000019900307151X",
          "深圳市公安局", "20200101", "20250101", "H12345678"}},
        {"sample_foreign_I_1295.bin",
         ID_FOREIGNER_2017,
         0,
         {"测试", "ALEXANDER TEST", "1", "USA", "19800101", "", "USA110080010108", "1100",
          "20180101", "20280101", ""}},
        {"sample_foreign_Y_1295.bin",
         ID_FOREIGNER_2023,
         0,
         {"测试", "ALEXANDER TEST", "1", "USA", "19800101", "", "911840198001010013", "",
          "20231201", "20331130", ""}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct card_text card;
        load(&card, cases[i].file);
        assert_ok(read_text(&card));
        assert_int_equal(cases[i].kind, card.record.kind);
        assert_int_equal(cases[i].findings, card.record.findings);
        check_fields(&card, cases[i].field);
        id_record_wipe(&card.record);
    }
}

static void write_card(struct card_text *card, const char *name)
{
    char path[256], why[CARD_WHY];
    struct card *written = calloc(1, sizeof *written);
    assert_non_null(written);
    snprintf(path, sizeof path, TEST_DATA "/cards/%s.card", name);
    assert_ok(card_load(path, written, why));
    memcpy(card->text, written->frame + TEXT_AT, sizeof card->text);
    card->record = (struct id_record){0};
    free(written);
}

/* What is at the edge of each layout: nothing is cut, nothing is added. */
static void edge_records_are_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *card;
        enum id_field field;
        const char *expected;
        uint32_t findings;
    } cases[] = {
        {"edge/longest", ID_NAME, "买买提江·阿卜杜拉赫曼·吐尔逊", 0},
        {"edge/longest", ID_ADDRESS,
         "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县某某镇某村一路28号", 0},
        {"edge/longest", ID_ISSUER, "察布查尔锡伯自治县公安局某分局", 0},
        {"edge/longest", ID_VALID_TO, "长期", 0},
        {"edge/rare", ID_NAME, "𠮷𡈼𬭚", 0},
        {"edge/blank", ID_NAME, "无名", 0},
        {"edge/blank", ID_NATION, "", 0},
        {"edge/blank", ID_SEX, "", 0},
        {"edge/blank", ID_ADDRESS, "", 0},
        {"edge/spaces", ID_NAME, "阿依 古丽  娜", 0},
        {"edge/nation-81", ID_NATION, "81", 0},
        {"edge/check-digit", ID_NAME, "错号码", ID_FINDING_CHECK_DIGIT},
        {"edge/not-yet", ID_VALID_FROM, "20990101", ID_FINDING_NOT_YET_VALID},
        {"edge/hmt-expired", ID_PERMIT, "M01234567", ID_FINDING_EXPIRED},
        {"edge/2017-expired", ID_NATION, "IDN", ID_FINDING_EXPIRED},
        {"edge/2017-check-digit", ID_NAME_LATIN, "WRONG DIGIT", ID_FINDING_CHECK_DIGIT},
        {"edge/2023-longest", ID_NAME_LATIN, "WOLFESCHLEGELSTEINHAUSENBERGERDORFF EXAMPLENAM", 0},
        {"edge/2023-longest", ID_NAME, "", 0},
        {"edge/2023-border", ID_NAME_LATIN, "ANNA MARIA THERESIA JOHANNA EXAMPL OKONKWO", 0},
        {"chan-wing-hk", ID_PERMIT, "H01234567", 0},
        {"lin-chih-tw", ID_PERMIT, "01234567", 0},
        {"lin-chih-tw", ID_NATION, "", 0},
        {"maria-2023", ID_NATION, "BRA", 0},
        {"alexander-2017", ID_NAME_LATIN,
         "ALEXANDER JONATHAN MAXIMILIAN TESTWORTH-FITZGERALD THE THIRD", 0},
        {"qian-duoduo-expired", ID_NAME, "钱多多", ID_FINDING_EXPIRED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct card_text card;
        write_card(&card, cases[i].card);
        assert_ok(read_text(&card));
        assert_string_equal(cases[i].expected, secret_text(&card.record.field[cases[i].field]));
        assert_int_equal(cases[i].findings, card.record.findings);
        id_record_wipe(&card.record);
    }
    struct card_text card;
    write_card(&card, "edge/letter-k");
    assert_err(ERR_CARD_UNKNOWN, read_text(&card));
}

static void an_unknown_letter_is_never_read_as_a_citizen(void **state)
{
    (void)state;
    struct card_text card;
    load(&card, "sample_cn_1295.bin");
    card.text[248] = 'K';
    assert_err(ERR_CARD_UNKNOWN, read_text(&card));
    card.text[248] = ' ';
    card.text[249] = 0x4e;
    assert_err(ERR_CARD_UNKNOWN, read_text(&card));
    card.text[248] = card.text[249] = 0;
    assert_ok(read_text(&card));
    id_record_wipe(&card.record);
}

static void a_wrong_check_digit_is_a_finding(void **state)
{
    (void)state;
    struct card_text card;
    load(&card, "sample_cn_1295.bin");
    card.text[122 + 34] = '1';
    assert_ok(read_text(&card));
    assert_int_equal(ID_FINDING_CHECK_DIGIT, card.record.findings);
    id_record_wipe(&card.record);
}

static void put(struct card_text *card, int at, const char *ascii)
{
    for (; *ascii; ascii++, at += 2) {
        card->text[at] = (uint8_t)*ascii;
        card->text[at + 1] = 0;
    }
}

static void validity_is_judged_by_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *from, *until;
        uint32_t findings;
    } cases[] = {
        {"20200101", "20261123", 0},
        {"20200101", "20261122", ID_FINDING_EXPIRED},
        {"20261123", "20361123", 0},
        {"20261124", "20361123", ID_FINDING_NOT_YET_VALID},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct card_text card;
        load(&card, "sample_cn_1295.bin");
        put(&card, 188, cases[i].from);
        put(&card, 204, cases[i].until);
        assert_ok(read_text(&card));
        assert_int_equal(cases[i].findings, card.record.findings);
        id_record_wipe(&card.record);
    }
}

static void malformed_fields_are_refused(void **state)
{
    (void)state;
    static const struct {
        int at;
        const char *ascii;
    } cases[] = {
        {0, "               "},
        {30, "3"},
        {32, "A1"},
        {36, "19491331"},
        {36, "19490230"},
        {36, "19490001"},
        {36, "19490100"},
        {36, "19490132"},
        {122, "1101051"},
        {122 + 34, "x"},
        {188, "2020010A"},
        {204, "20201301"},
        {0, "\n"},
        {122, "11010519491231 02X"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct card_text card;
        load(&card, "sample_cn_1295.bin");
        put(&card, cases[i].at, cases[i].ascii);
        if (cases[i].at == 122 && strlen(cases[i].ascii) == 7) /* a number cut short */
            put(&card, 122 + 14, "           ");
        enum err e = read_text(&card);
        assert_int_equal(ERR_CAT_INPUT, err_category(e));
        assert_null(card.record.field[ID_NAME].text);
    }
    struct card_text card;
    load(&card, "sample_cn_1295.bin");
    card.text[0] = 0x00, card.text[1] = 0xd8; /* half of a surrogate pair */
    assert_err(ERR_ENCODING, read_text(&card));
    assert_err(ERR_TOO_SHORT, card_read(bytes_of(card.text, 255), TODAY, &card.record));
    load(&card, "sample_cn_1295.bin");
    card.text[30] = 0x37, card.text[31] = 0x75; /* 男 where a code must stand */
    assert_int_equal(ERR_CAT_INPUT, err_category(read_text(&card)));
    uint8_t longer[257] = {0};
    assert_err(ERR_TOO_SHORT, card_read(bytes_of(longer, sizeof longer), TODAY, &card.record));
}

static void malformed_fields_of_a_foreigner_are_refused(void **state)
{
    (void)state;
    static const struct {
        int at;
        const char *ascii;
    } cases[] = {
        {122, "US1110080010108"},
        {122, "USA1100800101X8"},
        {122, "USA11008001010 "},
        {152, "US1"},
        {152, "US "},
        {120, "7"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct card_text card;
        load(&card, "sample_foreign_I_1295.bin");
        put(&card, cases[i].at, cases[i].ascii);
        assert_int_equal(ERR_CAT_INPUT, err_category(read_text(&card)));
    }
    struct card_text card;
    load(&card, "sample_foreign_I_1295.bin");
    put(&card, 152, "   ");
    assert_ok(read_text(&card)); /* a country may be blank */
    id_record_wipe(&card.record);
}

static void a_blank_is_allowed_where_a_card_may_have_one(void **state)
{
    (void)state;
    struct card_text card;
    load(&card, "sample_cn_1295.bin");
    put(&card, 30, " ");
    put(&card, 32, "  ");
    assert_ok(read_text(&card));
    assert_string_equal("", secret_text(&card.record.field[ID_SEX]));
    assert_string_equal("", secret_text(&card.record.field[ID_NATION]));
    id_record_wipe(&card.record);
}

static void numbers_of_the_facts_fit(void **state)
{
    (void)state;
    static const char *const good[] = {"11010519491231002X", "440524188001010014",
                                       "931586198001010028", "911840198001010013",
                                       "81000019900307151X"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(card_number18_fits(good[i]));
    assert_false(card_number18_fits("110105194912310021"));
    assert_false(card_number18_fits("11010519491231002x"));
    assert_false(card_number18_fits(""));
    assert_true(card_number15_fits("USA110080010108"));
    assert_false(card_number15_fits("USA110080010109"));
    assert_false(card_number15_fits("USA11008001010"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_sample_cards_are_read_exactly),
        cmocka_unit_test(edge_records_are_read_exactly),
        cmocka_unit_test(an_unknown_letter_is_never_read_as_a_citizen),
        cmocka_unit_test(a_wrong_check_digit_is_a_finding),
        cmocka_unit_test(validity_is_judged_by_the_day),
        cmocka_unit_test(malformed_fields_are_refused),
        cmocka_unit_test(malformed_fields_of_a_foreigner_are_refused),
        cmocka_unit_test(a_blank_is_allowed_where_a_card_may_have_one),
        cmocka_unit_test(numbers_of_the_facts_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
