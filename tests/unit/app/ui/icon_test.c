/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <glob.h>
#include <string.h>

#include "app/ui/icon.h"
#include "platform/base/paths.h"

enum { SIZE = 56 };

static uint8_t mask[SIZE * SIZE];

static int inked(void)
{
    int sum = 0;
    for (size_t i = 0; i < sizeof mask; i++)
        sum += mask[i] > 0;
    return sum;
}

static void every_icon_draws(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(0, glob(SOURCE_ROOT "/assets/icons/*.icon", 0, NULL, &found));
    assert_true(found.gl_pathc >= 30);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text AUTO(auto_free) = NULL;
        size_t size = 0;
        assert_ok(paths_read_file(found.gl_pathv[i], 4096, &text, &size));
        if (icon_render(text, SIZE, mask) != ERR_NONE || inked() < 60)
            fail_msg("%s does not draw", found.gl_pathv[i]);
        /* Nothing is cut off at the edge of the grid. */
        for (int k = 0; k < SIZE; k++)
            if (mask[k] > 250 || mask[(SIZE - 1) * SIZE + k] > 250)
                fail_msg("%s touches the edge", found.gl_pathv[i]);
    }
    globfree(&found);
}

static void wrong_files_are_refused(void **state)
{
    (void)state;
    assert_err(ERR_FORMAT, icon_render("spiral 1 2 3", SIZE, mask));
    assert_err(ERR_RANGE, icon_render("circle 1 2", SIZE, mask));
    assert_err(ERR_RANGE, icon_render("line 1 2 3 x", SIZE, mask));
    assert_err(ERR_RANGE, icon_render("circle 1 2 1e30", SIZE, mask));
    assert_err(ERR_RANGE, icon_render("circle nan 2 3", SIZE, mask));
    assert_ok(icon_render("# nothing\n\n", SIZE, mask));
    assert_int_equal(0, inked());
    char much[2048] = "";
    for (int i = 0; i < 80; i++)
        strcat(much, "dot 1 1 1\n");
    assert_err(ERR_TOO_LONG, icon_render(much, SIZE, mask));
}

static void unknown_names_draw_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"no-such-icon",
                                        "../themes/standard",
                                        "",
                                        "A",
                                        "a/b",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    static uint32_t pixels[100 * 100];
    struct canvas canvas = {pixels, 100, {0, 0, 100, 100}};
    struct icons *icons = NULL;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    assert_ok(icons_new(&icons));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        icons_draw(icons, &canvas, names[i], (struct box){0, 0, 48, 48}, 0xFFFFFF);
    for (size_t i = 0; i < ARRAY_LEN(pixels); i++)
        assert_int_equal(0, pixels[i]);
    /* More icons and sizes than the cache holds. */
    for (int size = 1; size < 150; size++)
        icons_draw(icons, &canvas, "check", (struct box){0, 0, size, size}, 0xFFFFFF);
    icons_free(icons);
}

static void strokes_have_their_width(void **state)
{
    (void)state;
    assert_ok(icon_render("width 2.4\nline 4 12 20 12", 240, (uint8_t[240 * 240]){0}));
    static uint8_t large[240 * 240];
    assert_ok(icon_render("width 2.4\nline 4 12 20 12", 240, large));
    int column = 0;
    for (int y = 0; y < 240; y++)
        column += large[y * 240 + 120];
    assert_in_range(column, 23 * 255, 25 * 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_icon_draws),
        cmocka_unit_test(wrong_files_are_refused),
        cmocka_unit_test(unknown_names_draw_nothing),
        cmocka_unit_test(strokes_have_their_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
