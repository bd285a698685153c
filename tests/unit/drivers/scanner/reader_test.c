/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>

#include "drivers/scanner/picture_file.h"
#include "drivers/scanner/reader.h"
#include "platform/base/clock.h"
#include "tests/scanner/scene.h"

static const struct reader_limit unlimited = {0};

static void auto_picture(struct picture *p)
{
    picture_wipe(p);
}

static void load(const char *name, struct picture *ret_picture)
{
    static uint8_t data[1 << 20];
    char path[512];
    snprintf(path, sizeof path, TEST_DATA "/qr/%.200s", name);
    AUTO(auto_fclose) FILE *f = fopen(path, "re");
    assert_non_null(f);
    assert_ok(picture_file_read(data, fread(data, 1, sizeof data, f), ret_picture));
}

static bool stated(const struct reader_codes *codes, const char *hex)
{
    for (size_t i = 0; i < codes->count; i++) {
        char text[8192] = "";
        for (size_t k = 0; k < codes->code[i].size && k < 4000; k++)
            snprintf(text + 2 * k, 3, "%02x", codes->code[i].data[k]);
        if (strcmp(text, hex) == 0)
            return true;
    }
    return false;
}

/* The goal of the pictures at hand; those that are not are judged by tests/scanner. */
static void photographs_are_read_and_none_wrongly(void **state)
{
    (void)state;
    static char line[8192];
    int right = 0, any = 0, wrong = 0;
    AUTO(auto_fclose) FILE *index = fopen(TEST_DATA "/qr/index.tsv", "re");
    assert_non_null(index);
    while (fgets(line, sizeof line, index)) {
        char *hex = strchr(line, '\t');
        if (line[0] == '#' || !hex)
            continue;
        *hex++ = '\0';
        hex[strcspn(hex, "\n")] = '\0';
        AUTO(auto_picture) struct picture p = {0};
        struct reader_codes codes;
        load(line, &p);
        if (reader_read(&p, &unlimited, &codes) != ERR_NONE)
            continue;
        any++;
        right += stated(&codes, hex);
        wrong += hex[0] != '-' && !stated(&codes, hex);
        reader_codes_wipe(&codes);
    }
    assert_int_equal(wrong, 0);
    assert_in_range(right, 106, 107);
    assert_in_range(any, 118, 127);
}

static void one_code_inside_another_gives_both(void **state)
{
    (void)state;
    AUTO(auto_picture) struct picture p = {0};
    struct reader_codes codes;
    load("0080.png", &p);
    assert_ok(reader_read(&p, &unlimited, &codes));
    assert_int_equal(codes.count, 2);
    reader_codes_wipe(&codes);
    assert_int_equal(codes.count, 0);
}

static int found(const struct scene *scene, const struct reader_codes *codes)
{
    int n = 0;
    for (int i = 0; i < scene->codes; i++)
        for (size_t k = 0; k < codes->count; k++)
            n += codes->code[k].size == scene->code[i].size &&
                 memcmp(codes->code[k].data, scene->code[i].payload, scene->code[i].size) == 0;
    return n;
}

/* A rack of codes, and a plain one that draws the eye from a faint one. */
static void all_codes_of_a_file_are_told(void **state)
{
    (void)state;
    static const enum scene_kind kinds[] = {SCENE_LOTS, SCENE_PAIR};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct scene scene;
        struct reader_codes codes;
        assert_ok(scene_make(kinds[i], 1, &scene));
        const struct reader_limit limit = {.rest_us = 10000000};
        assert_ok(reader_read(&scene.picture, &limit, &codes));
        assert_int_equal(found(&scene, &codes), scene.codes);
        assert_int_equal(codes.count, scene.codes);
        reader_codes_wipe(&codes);
        scene_wipe(&scene);
    }
}

static void nothing_is_invented(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        struct scene scene;
        struct reader_codes codes;
        assert_ok(scene_make(SCENE_EMPTY, i, &scene));
        assert_err(ERR_NOT_FOUND, reader_read(&scene.picture, &unlimited, &codes));
        assert_int_equal(codes.count, 0);
        scene_wipe(&scene);
    }
}

static void a_time_box_is_kept(void **state)
{
    (void)state;
    static const struct reader_limit short_box = {.busy_us = 1};
    const struct reader_limit past = {.deadline_ms = clock_now_ms() - 1};
    struct scene scene;
    struct reader_codes codes;
    assert_ok(scene_make(SCENE_EMPTY, 1, &scene));
    int64_t a = clock_busy_us();
    assert_err(ERR_NOT_FOUND, reader_read(&scene.picture, &unlimited, &codes));
    int64_t b = clock_busy_us();
    assert_err(ERR_NOT_FOUND, reader_read(&scene.picture, &short_box, &codes));
    int64_t c = clock_busy_us();
    assert_err(ERR_NOT_FOUND, reader_read(&scene.picture, &past, &codes));
    int64_t d = clock_busy_us();
    scene_wipe(&scene);
    assert_true(c - b < (b - a) / 2);
    assert_true(d - c < (b - a) / 2);
}

static void absurd_pictures_are_refused(void **state)
{
    (void)state;
    uint8_t pixel = 0;
    struct reader_codes codes;
    assert_err(ERR_RANGE, reader_read(&(struct picture){&pixel, 0, 1}, &unlimited, &codes));
    assert_err(ERR_RANGE, reader_read(&(struct picture){&pixel, 1, -1}, &unlimited, &codes));
    assert_err(ERR_NOT_FOUND, reader_read(&(struct picture){&pixel, 1, 1}, &unlimited, &codes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(photographs_are_read_and_none_wrongly),
        cmocka_unit_test(one_code_inside_another_gives_both),
        cmocka_unit_test(all_codes_of_a_file_are_told),
        cmocka_unit_test(nothing_is_invented),
        cmocka_unit_test(a_time_box_is_kept),
        cmocka_unit_test(absurd_pictures_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
