/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/check.h"

#include <SDL2/SDL_ttf.h>
#include <stdlib.h>

#include "tests/story/eye/letters.h"

enum { W = 1080, H = 400 };

static const uint32_t PAPER = 0xf3f5f8, INK = 0x0b4a8f;
static uint32_t canvas[W * H];
static struct letters *letters;

static void clear(void)
{
    for (int i = 0; i < W * H; i++)
        canvas[i] = PAPER;
}

static uint32_t blend(uint32_t alpha)
{
    uint32_t mixed = 0;
    for (int c = 0; c < 24; c += 8) {
        uint32_t ink = INK >> c & 255, paper = PAPER >> c & 255;
        mixed |= ((ink * alpha + paper * (255 - alpha)) / 255) << c;
    }
    return mixed;
}

static void write_at(int x, int y, int size, const char *text)
{
    TTF_Font *font =
        TTF_OpenFontIndex("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", size, 2);
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    SDL_Surface *s = TTF_RenderUTF8_Blended(font, text, (SDL_Color){0, 0, 0, 255});
    for (int row = 0; row < s->h; row++) {
        const uint32_t *from =
            (const uint32_t *)(const void *)((const char *)s->pixels + (ptrdiff_t)row * s->pitch);
        for (int i = 0; i < s->w; i++)
            if (from[i] >> 24)
                canvas[(y + row) * W + x + i] = blend(from[i] >> 24);
    }
    SDL_FreeSurface(s);
    TTF_CloseFont(font);
}

static int find(const char *text, struct found *found)
{
    return letters_find(letters, (struct pixels){W, H, canvas}, text, found, FOUND_MAX);
}

static int open_letters(void **state)
{
    (void)state;
    letters = letters_open();
    return letters ? 0 : -1;
}

static void finds_words_where_they_stand(void **state)
{
    (void)state;
    struct found found[FOUND_MAX];
    clear();
    write_at(100, 40, 44, "确认提交");
    assert_int_equal(find("确认提交", found), 1);
    assert_true(found[0].x >= 100 && found[0].x < 106 && found[0].w > 160 && found[0].w <= 176);
    assert_int_equal(found[0].size, 44);
    assert_true(found[0].bold);
    assert_int_equal(find("提交", found), 1);
    assert_true(found[0].x > 180);
}

static void tells_like_words_apart(void **state)
{
    (void)state;
    struct found found[FOUND_MAX];
    clear();
    write_at(100, 40, 40, "未提交");
    assert_int_equal(find("末提交", found), 0);
    assert_int_equal(find("已提交", found), 0);
    assert_int_equal(find("未提交了", found), 0);
}

static void reads_over_gaps_and_lines(void **state)
{
    (void)state;
    struct found found[FOUND_MAX];
    clear();
    write_at(60, 20, 64, "已保存，网络恢");
    write_at(60, 112, 64, "复后自动提交");
    write_at(60, 240, 40, "第");
    write_at(106, 240, 40, "3");
    write_at(136, 240, 40, "步");
    assert_int_equal(find("已保存，网络恢复后自动提交", found), 1);
    assert_true(found[0].h > 100);
    assert_int_equal(find("第 3 步", found), 1);
}

static void finds_every_place(void **state)
{
    (void)state;
    struct found found[FOUND_MAX];
    clear();
    write_at(800, 20, 44, "修改");
    write_at(800, 120, 44, "修改");
    write_at(800, 220, 36, "修改");
    assert_int_equal(find("修改", found), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words_where_they_stand),
        cmocka_unit_test(tells_like_words_apart),
        cmocka_unit_test(reads_over_gaps_and_lines),
        cmocka_unit_test(finds_every_place),
    };
    return cmocka_run_group_tests(tests, open_letters, NULL);
}
