/* SPDX-License-Identifier: Apache-2.0 */
/* Any of thousands is found by each way of typing it, also with a slip; the index changes nothing
 * but the time. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "app/item/search.h"
#include "tests/unit/app/item/many.h"

#define LIKE SOURCE_ROOT "/assets/items/case-progress.json"
enum { COUNT = 1200, STRIDE = 11, TOP = 3 };

static struct shelf shelf;
static char directory[] = "/tmp/many-XXXXXX";
enum { FEW = 40 };

static void make_files(size_t count)
{
    strcpy(directory, "/tmp/many-XXXXXX");
    assert_non_null(mkdtemp(directory));
    assert_ok(many_write(directory, LIKE, count));
}

static int remove_files(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", directory);
    return system(command);
}

static int make_few(void **state)
{
    (void)state;
    make_files(FEW);
    return 0;
}

/* Documents are opened from the files; the faces need them no more. */
static int open_many(void **state)
{
    (void)state;
    size_t left_out;
    make_files(COUNT);
    assert_ok(shelf_load(directory, &shelf, &left_out));
    assert_int_equal(0, left_out);
    assert_int_equal(COUNT, shelf.count);
    return 0;
}

static int close_many(void **state)
{
    (void)state;
    shelf_done(&shelf);
    return 0;
}

static enum search_match found(const char *key, enum face_key_kind kind, const char *letters)
{
    const struct face_key k = {.text = key,
                               .letters = face_letters(key),
                               .kind = (uint8_t)kind,
                               .length = (uint8_t)strlen(key)};
    return search_key(&k, letters);
}

static void a_key_says_how_it_was_found(void **state)
{
    (void)state;
    static const struct {
        const char *letters;
        enum search_match match;
    } initials[] = {{"", SEARCH_BEGINS},
                    {"sbcbzm", SEARCH_WHOLE},
                    {"sbcb", SEARCH_BEGINS},
                    {"cbz", SEARCH_WORD},
                    {"sbxb", SEARCH_NEAR_BEGIN},
                    {"scbz", SEARCH_NEAR_BEGIN},
                    {"sbbcb", SEARCH_NEAR_BEGIN},
                    {"bscb", SEARCH_NEAR_BEGIN},
                    {"sbcbmz", SEARCH_NEAR_BEGIN},
                    {"xsbcb", SEARCH_NEAR_BEGIN},
                    {"sbcbzmx", SEARCH_NEAR_BEGIN},
                    {"sxxb", SEARCH_NOT},
                    {"sx", SEARCH_NOT},
                    {"sbcbzmxx", SEARCH_NOT}},
      spelled[] = {{"shebaocanbaozhengming", SEARCH_WHOLE},
                   {"sheb", SEARCH_BEGINS},
                   {"canbao", SEARCH_WORD},
                   {"zhengmin", SEARCH_WORD},
                   {"anbao", SEARCH_NEAR_WORD},
                   {"hebao", SEARCH_NEAR_BEGIN},
                   {"zhenming", SEARCH_NEAR_WORD},
                   {"zhegnming", SEARCH_NEAR_WORD},
                   {"shabao", SEARCH_NEAR_BEGIN},
                   {"xxbao", SEARCH_NOT},
                   {"canmao", SEARCH_NEAR_WORD},
                   {"gongjijin", SEARCH_NOT}};
    for (size_t i = 0; i < ARRAY_LEN(initials); i++)
        if (found("sbcbzm", FACE_KEY_INITIALS, initials[i].letters) != initials[i].match)
            fail_msg("initials %s", initials[i].letters);
    for (size_t i = 0; i < ARRAY_LEN(spelled); i++)
        if (found("she bao can bao zheng ming", FACE_KEY_SPELLED, spelled[i].letters) !=
            spelled[i].match)
            fail_msg("spelled %s", spelled[i].letters);
}

/* The least changes, one letter at a time or a swap, that make `a` the beginning of `b`: the plain
 * table, to hold the bits against. */
static int slips(const char *a, const char *b)
{
    int d[32][64], best = 99;
    int n = (int)strlen(a), m = (int)strlen(b);
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            d[i][j] = i == 0 ? j : j == 0 ? i : d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (i && d[i - 1][j] + 1 < d[i][j])
                d[i][j] = d[i - 1][j] + 1;
            if (j && d[i][j - 1] + 1 < d[i][j])
                d[i][j] = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < d[i][j])
                d[i][j] = d[i - 2][j - 2] + 1;
        }
    for (int j = 0; j <= m; j++)
        best = d[n][j] < best ? d[n][j] : best;
    return best;
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* A key of one word begins nowhere else, so that the table says all. */
static void the_bits_agree_with_the_table(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int round = 0; round < 200000; round++) {
        char key[16], letters[12];
        size_t n = 1 + next_random(&seed) % 12, m = 4 + next_random(&seed) % 7;
        for (size_t i = 0; i <= n; i++)
            key[i] = i < n ? (char)('a' + next_random(&seed) % 3) : '\0';
        for (size_t i = 0; i <= m; i++)
            letters[i] = i < m ? (char)('a' + next_random(&seed) % 3) : '\0';
        bool near = slips(letters, key) <= 1;
        if (near != (found(key, FACE_KEY_SPELLED, letters) != SEARCH_NOT))
            fail_msg("%s in %s", letters, key);
    }
}

/* Where the item stands among what is found; -1 when not at all. */
static int place_of(const struct many *m, const char *typed, size_t *ret_count)
{
    static size_t index[COUNT];
    *ret_count = search_shelf(&shelf, typed, COUNT, index);
    for (size_t i = 0; i < *ret_count; i++)
        if (strcmp(shelf.entry[index[i]].face.task_code, m->task_code) == 0)
            return (int)i;
    return -1;
}

static void squeeze(const char *spelled, char ret_letters[SEARCH_LETTERS_MAX + 1])
{
    size_t n = 0;
    for (; *spelled && n < SEARCH_LETTERS_MAX; spelled++)
        if (*spelled != ' ')
            ret_letters[n++] = *spelled;
    ret_letters[n] = '\0';
}

static void expect_first(const struct many *m, const char *typed)
{
    static size_t index[COUNT];
    size_t n = search_shelf(&shelf, typed, COUNT, index);
    size_t at = 0;
    assert_true(n > 0 && shelf_find(&shelf, m->task_code, &at));
    const struct face *first = &shelf.entry[index[0]].face;
    if (strcmp(first->task_name, m->name) == 0)
        return;
    /* Another item whose initials or spelling are these too: then the shelf's order decides. */
    bool same = search_key(&first->key[0], typed) == SEARCH_WHOLE ||
                search_key(&first->key[1], typed) <= SEARCH_BEGINS;
    if (!same || index[0] > at)
        fail_msg("%s finds %s, not %s", typed, first->task_name, m->name);
}

static void the_right_one_comes_first(void **state)
{
    (void)state;
    char letters[SEARCH_LETTERS_MAX + 1];
    for (size_t n = 0; n < COUNT; n += STRIDE) {
        struct many m;
        many_make(n, &m);
        expect_first(&m, m.initials);
        squeeze(m.spelled, letters);
        expect_first(&m, letters);
        expect_first(&m, m.name);
    }
}

/* The slips of a hand at each place of what is typed. */
static void slip(const char *typed, size_t at, int kind, char ret_typed[32])
{
    char *out = ret_typed;
    for (size_t i = 0; typed[i]; i++) {
        if (kind == 0 && i == at) /* missing */
            continue;
        if (kind == 2 && i == at)
            *out++ = 'o'; /* one too many */
        if (kind == 3 && i == at && typed[i + 1]) {
            *out++ = typed[i + 1];
            *out++ = typed[i++];
            continue;
        }
        *out++ = kind == 1 && i == at ? (typed[i] == 'q' ? 'x' : 'q') : typed[i];
    }
    *out = '\0';
}

static void one_slip_is_forgiven(void **state)
{
    (void)state;
    char letters[SEARCH_LETTERS_MAX + 1], wrong[32];
    for (size_t n = 0; n < COUNT; n += 5 * STRIDE) {
        struct many m;
        size_t count;
        many_make(n, &m);
        squeeze(m.spelled, letters);
        letters[SEARCH_LETTERS_MAX - 1] = '\0';
        for (size_t at = 0; letters[at]; at++)
            for (int kind = 0; kind < 4; kind++) {
                slip(letters, at, kind, wrong);
                if (place_of(&m, wrong, &count) < 0)
                    fail_msg("%s does not find %s", wrong, m.spelled);
                slip(m.initials, at < strlen(m.initials) ? at : 0, kind, wrong);
                if (strlen(wrong) >= SEARCH_TOLERANT_FROM && place_of(&m, wrong, &count) < 0)
                    fail_msg("%s does not find %s", wrong, m.initials);
            }
    }
}

static void a_part_of_a_name_and_a_department_find(void **state)
{
    (void)state;
    static size_t index[COUNT];
    static const struct {
        const char *typed, *name, *dept;
    } all[] = {{"gongjijin", "住房公积金", ""}, {"公积金", "住房公积金", ""},
               {"lvyuanzhu", "法律援助", ""},   {"shuiwuju", "", "盐湖区税务局"},
               {"yhqswj", "", "盐湖区"},        {"税务局", "", "盐湖区税务局"},
               {"hun yin", "婚姻登记", ""},     {"ZFGJJ", "住房公积金", ""}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        size_t n = search_shelf(&shelf, all[i].typed, COUNT, index);
        assert_true(n >= 40);
        for (size_t k = 0; k < 40; k++) {
            const struct face *f = &shelf.entry[index[k]].face;
            if (!strstr(f->task_name, all[i].name) || !strstr(f->in[0].dept_name, all[i].dept))
                fail_msg("%s finds %s", all[i].typed, f->task_name);
        }
    }
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    size_t index[TOP];
    static const char *const none[] = {
        "vvvv",       "shebaokabcdefghijklm",
        "不存在的事", "12345",
        "a-b",        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < ARRAY_LEN(none); i++)
        assert_int_equal(0, search_shelf(&shelf, none[i], TOP, index));
}

static void equals_stay_in_the_shelfs_order(void **state)
{
    (void)state;
    static size_t index[COUNT], again[COUNT];
    assert_int_equal(COUNT, search_shelf(&shelf, "", COUNT, index));
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(i, index[i]);
    size_t n = search_shelf(&shelf, "zm", COUNT, index);
    assert_int_equal(n, search_shelf(&shelf, "zm", TOP, again));
    assert_memory_equal(index, again, TOP * sizeof *index);
    for (size_t i = 1; i < COUNT; i++)
        assert_true(shelf.entry[i - 1].face.order <= shelf.entry[i].face.order);
}

static void write_text(const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void expect_same(const struct shelf *one, const struct shelf *other)
{
    assert_int_equal(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        const struct face *a = &one->entry[i].face, *b = &other->entry[i].face;
        assert_string_equal(a->task_code, b->task_code);
        assert_string_equal(a->in[1].summary, b->in[1].summary);
        assert_int_equal(a->key_count, b->key_count);
        for (size_t k = 0; k < a->key_count; k++)
            assert_string_equal(a->key[k].text, b->key[k].text);
    }
}

static void the_index_is_believed_only_of_what_it_saw(void **state)
{
    (void)state;
    struct shelf first, again;
    size_t left_out;
    const struct item *item;
    assert_ok(shelf_load(directory, &first, NULL));
    assert_int_equal(FEW, first.count);
    assert_ok(shelf_write_index(&first));
    assert_ok(shelf_load(directory, &again, &left_out));
    assert_int_equal(0, left_out);
    expect_same(&first, &again);
    shelf_done(&again);

    write_text("item-0007.json", "{\n\"task_code\": 7\n}"); /* now bad */
    assert_ok(shelf_load(directory, &again, &left_out));
    assert_int_equal(1, left_out);
    assert_int_equal(FEW - 1, again.count);
    struct many m;
    size_t index;
    many_make(7, &m);
    assert_false(shelf_find(&again, m.task_code, &index));
    assert_true(shelf_find(&first, m.task_code, &index));
    assert_err(ERR_FORMAT, shelf_open(&first, index, &item)); /* it was good when it was loaded */
    assert_err(ERR_ABSENT, shelf_open(&first, index, &item));
    shelf_done(&first);
    shelf_done(&again);
    static const char *const damaged[] = {"", "budayang items 2\n", "budayang items 9\nx\n",
                                          "budayang items 2\nitem-0001.json\t5\n"};
    for (size_t i = 0; i < ARRAY_LEN(damaged); i++) {
        write_text(SHELF_INDEX, damaged[i]);
        assert_ok(shelf_load(directory, &again, &left_out));
        assert_int_equal(FEW - 1, again.count);
        shelf_done(&again);
    }
}

static void few_documents_are_open_at_a_time(void **state)
{
    (void)state;
    const struct item *item = NULL;
    size_t open = 0;
    for (size_t i = 0; i < 50; i++) {
        assert_ok(shelf_open(&shelf, i, &item));
        assert_string_equal(shelf.entry[i].face.task_name, item->task_name);
    }
    for (size_t i = 0; i < shelf.count; i++)
        open += shelf.entry[i].item != NULL;
    assert_int_equal(SHELF_OPEN_MAX, open);
    assert_ptr_equal(item, shelf.entry[49].item);
    assert_err(ERR_ABSENT, shelf_open(&shelf, shelf.count, &item));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_says_how_it_was_found),
        cmocka_unit_test(the_bits_agree_with_the_table),
        cmocka_unit_test(the_right_one_comes_first),
        cmocka_unit_test(one_slip_is_forgiven),
        cmocka_unit_test(a_part_of_a_name_and_a_department_find),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(equals_stay_in_the_shelfs_order),
        cmocka_unit_test_teardown(few_documents_are_open_at_a_time, remove_files),
        cmocka_unit_test_setup_teardown(the_index_is_believed_only_of_what_it_saw, make_few,
                                        remove_files),
    };
    return cmocka_run_group_tests(tests, open_many, close_many);
}
