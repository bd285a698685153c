/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <string.h>
#include <sys/stat.h>

#include "app/ui/theme.h"

enum { TEXT = 700, CONTROL = 300 };

static struct themes themes;

static int setup(void **state)
{
    (void)state;
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    return themes_load(&themes) != ERR_NONE;
}

struct pair {
    enum token ink, ground;
    int least;
};

/* Every pair in which something is said or something can be pressed. */
static const struct pair pairs[] = {
    {TOKEN_INK, TOKEN_BG, TEXT},
    {TOKEN_INK, TOKEN_SURFACE, TEXT},
    {TOKEN_MUTED, TOKEN_BG, TEXT},
    {TOKEN_MUTED, TOKEN_SURFACE, TEXT},
    {TOKEN_ACCENT, TOKEN_BG, TEXT},
    {TOKEN_ACCENT, TOKEN_SURFACE, TEXT},
    {TOKEN_ACCENT, TOKEN_SELECTED, TEXT},
    {TOKEN_ON_PRIMARY, TOKEN_PRIMARY, TEXT},
    {TOKEN_ON_PRIMARY, TOKEN_PRIMARY_PRESSED, TEXT},
    {TOKEN_ON_SELECTED, TOKEN_SELECTED, TEXT},
    {TOKEN_MUTED, TOKEN_SELECTED, 500},
    {TOKEN_OK, TOKEN_SURFACE, TEXT},
    {TOKEN_OK, TOKEN_OK_BG, TEXT},
    {TOKEN_WARN, TOKEN_WARN_BG, TEXT},
    {TOKEN_ERROR, TOKEN_SURFACE, TEXT},
    {TOKEN_ERROR, TOKEN_ERROR_BG, TEXT},
    {TOKEN_INFO, TOKEN_INFO_BG, TEXT},
    {TOKEN_INK, TOKEN_WARN_BG, TEXT},
    {TOKEN_ON_SIGN, TOKEN_OK, TEXT},
    {TOKEN_ON_SIGN, TOKEN_WARN, TEXT},
    {TOKEN_ON_SIGN, TOKEN_ERROR, TEXT},
    {TOKEN_VIOLET, TOKEN_VIOLET_BG, TEXT},
    {TOKEN_ON_HERO, TOKEN_HERO_FROM, TEXT},
    {TOKEN_ON_HERO, TOKEN_HERO_TO, 600},
    {TOKEN_PAPER_INK, TOKEN_PAPER, TEXT},
    {TOKEN_INK, TOKEN_SCENERY, TEXT},
    {TOKEN_CONTROL, TOKEN_SURFACE, CONTROL},
    {TOKEN_CONTROL, TOKEN_BG, CONTROL},
    {TOKEN_PRIMARY, TOKEN_BG, CONTROL},
    {TOKEN_PRIMARY, TOKEN_SELECTED, CONTROL},
    {TOKEN_FOCUS, TOKEN_FOCUS_EDGE, CONTROL},
    {TOKEN_LAMP, TOKEN_DEEP, CONTROL},
};

static void words_and_controls_have_contrast(void **state)
{
    (void)state;
    for (int contrast = 0; contrast < 2; contrast++)
        for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
            const struct theme *t = &themes.by_needs[contrast][0];
            int ratio = theme_contrast(t->colour[pairs[i].ink], t->colour[pairs[i].ground]);
            if (ratio < pairs[i].least)
                fail_msg("contrast %d, pair %zu (#%06X on #%06X): %d", contrast, i,
                         t->colour[pairs[i].ink], t->colour[pairs[i].ground], ratio);
        }
}

static void high_contrast_is_high(void **state)
{
    (void)state;
    const struct theme *t = themes_for(&themes, (struct needs){.contrast = true});
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (pairs[i].least >= 500)
            assert_true(theme_contrast(t->colour[pairs[i].ink], t->colour[pairs[i].ground]) >=
                        1000);
}

static void ratios_are_those_of_wcag(void **state)
{
    (void)state;
    assert_int_equal(2100, theme_contrast(0x000000, 0xFFFFFF));
    assert_int_equal(100, theme_contrast(0x123456, 0x123456));
    assert_in_range(theme_contrast(0x0B4A8F, 0xFFFFFF), 877, 880);
    assert_int_equal(theme_contrast(0x0B4A8F, 0xFFFFFF), theme_contrast(0xFFFFFF, 0x0B4A8F));
}

static void large_is_larger(void **state)
{
    (void)state;
    const struct theme *normal = themes_for(&themes, (struct needs){0});
    const struct theme *large = themes_for(&themes, (struct needs){.large = true});
    for (int i = TYPE_CAPTION; i <= TYPE_QUESTION; i++)
        assert_true(large->type[i] * 100 >= normal->type[i] * 125);
    assert_true(large->type[TYPE_BODY] * 10 == normal->type[TYPE_BODY] * 14);
}

/* --- files that are wrong ---------------------------------------------------------------------*/

static char folder[] = "/tmp/budayang-theme-XXXXXX";

static void copy_with(const char *name, const char *from, const char *to)
{
    char path[256], text[16384] = "";
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/themes/%s", name);
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    snprintf(path, sizeof path, "%s/themes/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    const char *at = from ? strstr(text, from) : NULL;
    assert_true(!from || at);
    if (at)
        fprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    else
        fputs(text, out);
    fclose(out);
}

static void refused(const char *name, const char *from, const char *to, enum err expected)
{
    struct themes untouched = {.by_needs[0][0].contrast = true}, read = untouched;
    copy_with(name, from, to);
    assert_err(expected, themes_load(&read));
    assert_memory_equal(&untouched, &read, sizeof read);
    copy_with(name, NULL, NULL);
}

static void wrong_files_are_refused(void **state)
{
    (void)state;
    char path[256];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/themes", folder);
    assert_int_equal(0, mkdir(path, 0700));
    setenv("BUDAYANG_ASSETS", folder, 1);
    struct themes read;
    assert_err(ERR_ABSENT, themes_load(&read));
    copy_with("standard.ini", NULL, NULL);
    copy_with("contrast.ini", NULL, NULL);
    copy_with("sizes.ini", NULL, NULL);
    assert_ok(themes_load(&read));
    refused("standard.ini", "#1A1F24", "1A1F24", ERR_FORMAT);
    refused("standard.ini", "#1A1F24", "#1A1F2G", ERR_FORMAT);
    refused("standard.ini", "ink = #1A1F24\n", "", ERR_MISSING);
    refused("standard.ini", "ink = ", "inks = ", ERR_FORMAT);
    refused("contrast.ini", "line_control = 4", "line_control = 1", ERR_FORMAT);
    refused("sizes.ini", "caption = 32", "caption = 20", ERR_FORMAT);
    refused("sizes.ini", "body = 40\n", "", ERR_MISSING);
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"/themes/standard.ini", "/themes/contrast.ini",
                                        "/themes/sizes.ini", "/themes", ""};
    char path[256];
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        snprintf(path, sizeof path, "%s%s", folder, names[i]);
        remove(path);
    }
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_controls_have_contrast),
        cmocka_unit_test(high_contrast_is_high),
        cmocka_unit_test(ratios_are_those_of_wcag),
        cmocka_unit_test(large_is_larger),
        cmocka_unit_test_teardown(wrong_files_are_refused, remove_folder),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
