/* SPDX-License-Identifier: Apache-2.0 */
/* What is made at the kiosk: the page that is signed on, the page that photographs. */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <png.h>

#include "app/ui/pad.h"
#include "platform/base/sealed.h"
#include "tests/unit/app/screen/items_stage.h"

static void for_material(void)
{
    model.capture = (struct capture){
        .name = "commitment", .title = {"告知承诺书", "Letter of commitment"}, .most = 1};
}

/* A few strokes that look like a name. */
static void write_name(void)
{
    static const int16_t strokes[][8] = {
        {150, 90, 200, 84, 240, 80, 236, 130},    {156, 140, 190, 136, 214, 134, 238, 130},
        {158, 138, 150, 190, 160, 196, 236, 190}, {236, 190, 230, 250, 206, 280, 180, 262},
        {330, 70, 320, 190, 330, 280, 336, 292},  {336, 170, 380, 160, 430, 156, 470, 150},
        {420, 90, 400, 160, 350, 220, 300, 240},  {380, 160, 410, 220, 450, 260, 500, 280},
        {600, 110, 680, 104, 740, 100, 800, 96},  {620, 190, 680, 184, 720, 182, 780, 178},
        {560, 284, 660, 276, 760, 270, 860, 268}};
    for (size_t s = 0; s < ARRAY_LEN(strokes); s++)
        for (int i = 0; i < 8; i += 2)
            screen_sign.draw(&model, &(struct stroke){i == 0   ? STROKE_BEGIN
                                                      : i == 6 ? STROKE_END
                                                               : STROKE_MOVE,
                                                      strokes[s][i], strokes[s][i + 1]});
}

static enum verdict press_sign(int action)
{
    return screen_sign.act(&model, action, 0);
}

static void the_pad_asks_for_a_name(void **state)
{
    (void)state;
    for_material();
    look(SCREEN_SIGN);
    assert_says("请用手指签名");
    assert_says("告知承诺书");
    assert_says("在这里写上您的名字");
    assert_int_equal(VERDICT_STAY, press_sign(ACTION_NEXT));
    look(SCREEN_SIGN);
    assert_says("请签上您的名字");
    assert_int_equal(0, captured_count(&model.visit.captured, "commitment"));
    assert_int_equal(VERDICT_BACK, press_sign(ACTION_BACK));
    assert_int_equal(VERDICT_SKIP, press_sign(ACTION_SKIP));
}

static void assert_is_shown(const struct captured_page *page)
{
    static uint8_t grey[PAD_W * PAD_H];
    struct sealed_view view;
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_ok(sealed_look(page->fd, APPLICATION_FILES_SIZE, &view));
    assert_true(png_image_begin_read_from_memory(&image, view.data, view.size));
    assert_true(image.width == PAD_W && image.height == PAD_H);
    image.format = PNG_FORMAT_GRAY;
    assert_true(png_image_finish_read(&image, NULL, grey, 0, NULL));
    for (int i = 0; i < PAD_W * PAD_H; i++)
        assert_int_equal(255 - model.pad.mask[i], grey[i]);
    sealed_view_done(&view);
}

static void what_is_shown_is_what_is_kept(void **state)
{
    (void)state;
    const struct captured *captured = &model.visit.captured;
    for_material();
    write_name();
    look(SCREEN_SIGN);
    assert_int_equal(VERDICT_NEXT, press_sign(ACTION_NEXT));
    assert_int_equal(1, captured_count(captured, "commitment"));
    assert_is_shown(&captured->page[0]);
    press_sign(ACTION_CLEAR);
    assert_int_equal(0, model.pad.strokes);
    assert_int_equal(VERDICT_STAY, press_sign(ACTION_NEXT));
    assert_int_equal(1, captured_count(captured, "commitment"));
    write_name(); /* again: it takes the place of the first */
    assert_int_equal(VERDICT_NEXT, press_sign(ACTION_NEXT));
    assert_int_equal(1, captured_count(captured, "commitment"));
}

static void no_stroke_outlives_its_page(void **state)
{
    (void)state;
    for_material();
    write_name();
    model_turn_page(&model, SCREEN_HOME, false);
    assert_true(all_zero(&model.pad, sizeof model.pad));
    write_name();
    model_wipe_visit(&model);
    assert_true(all_zero(&model.pad, sizeof model.pad));
    assert_true(all_zero(&model.capture, sizeof model.capture));
}

/* Every commitment of every item that kiosks carry can be read before it is signed. */
static void what_is_signed_for_is_read_first(void **state)
{
    (void)state;
    static const char *const titles[] = {"居住证", "个体户开业"};
    int seen = 0;
    for (size_t t = 0; t < ARRAY_LEN(titles); t++) {
        choose(titles[t]);
        for (size_t i = 0; i < model.visit.item->material_count; i++) {
            const struct item_material *material = &model.visit.item->material[i];
            if (!item_material_may(material, ITEM_WAY_COMMITMENT))
                continue;
            model.paper = (int)i;
            look(SCREEN_COMMIT);
            assert_says(material->commitment.title);
            assert_says(material->commitment.paragraph[material->commitment.count - 1]);
            seen++;
        }
    }
    assert_true(seen >= 2);
    assert_int_equal(VERDICT_NEXT, screen_commit.act(&model, ACTION_NEXT, 0));
    assert_int_equal(VERDICT_BACK, screen_commit.act(&model, ACTION_BACK, 0));
}

/* Pressed on the page of a paper: the way it is offered, and where that leads. */
static enum verdict settle(int material, enum paper_way way)
{
    model.paper = material;
    model.page = (struct page_draft){.level = 0};
    screen_paper.act(&model, ACTION_CHOOSE, (int)way);
    return screen_paper.act(&model, ACTION_NEXT, 0);
}

static void a_paper_leads_to_where_it_is_made(void **state)
{
    (void)state;
    choose("居住证");
    answer("housing", "1");
    assert_int_equal(VERDICT_STAY, settle(1, PAPER_CAPTURED)); /* there is no camera */
    model.service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
    assert_int_equal(VERDICT_PHOTOGRAPH, settle(1, PAPER_CAPTURED));
    assert_string_equal("house_lease", model.capture.name);
    assert_string_equal("租房合同", model.capture.title[LANGUAGE_CHINESE]);
    assert_int_equal(4, model.capture.most);
    assert_int_equal(PAPER_OPEN, papers_look(&model.visit, 1)); /* until there is a page */
    choose("个体户开业");
    assert_int_equal(VERDICT_COMMIT, settle(0, PAPER_COMMITMENT));
    assert_string_equal("经营场所承诺书", model.capture.title[LANGUAGE_CHINESE]);
    assert_string_equal("Commitment about the premises", model.capture.title[LANGUAGE_ENGLISH]);
    assert_int_equal(1, model.capture.most);
    write_name();
    assert_int_equal(VERDICT_NEXT, press_sign(ACTION_NEXT));
    assert_int_equal(PAPER_COMMITMENT, papers_look(&model.visit, 0));
}

/* Photographs. */

enum { W = 673, H = 952 };

static void for_pages(int most)
{
    model.capture =
        (struct capture){.name = "lease", .title = {"租房合同", "Rental contract"}, .most = most};
    model.service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
}

/* A sheet with lines of print on a dark table. */
static void draw_sheet(uint8_t *rgb)
{
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            bool sheet = x > 40 && x < W - 50 && y > 50 && y < H - 40;
            bool print = x > 100 && x < W - 110 && y > 120 && y < H - 120 && y % 34 < 12 &&
                         (x * 7 + y / 34 * 13) % 23 < 15;
            memset(rgb + (y * W + x) * 3, print ? 60 : sheet ? 236 : 96, 3);
        }
}

static struct snapshot sheet(uint32_t findings)
{
    static uint8_t rgb[W * H * 3];
    struct snapshot s = {.width = W, .height = H, .findings = findings};
    draw_sheet(rgb);
    assert_ok(sealed_make(rgb, sizeof rgb, &s.preview));
    assert_ok(sealed_make("\xFF\xD8\xFF\xE0 a page", 12, &s.file));
    return s;
}

static void take_one(uint32_t findings)
{
    struct snapshot s = sheet(findings);
    assert_true(model.page.shooting);
    model.page.shooting = false;
    assert_ok(photograph_take(&model.photograph, &s));
    assert_true(all_zero(&s, sizeof s));
}

static enum verdict press_photo(int action)
{
    return screen_photograph.act(&model, action, 0);
}

static void a_page_is_taken_looked_at_and_kept(void **state)
{
    (void)state;
    const struct captured *captured = &model.visit.captured;
    for_pages(2);
    look(SCREEN_PHOTOGRAPH);
    assert_says("请放平，四个角都要看得见");
    assert_offers(ACTION_SKIP);
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_NEXT));
    look(SCREEN_PHOTOGRAPH);
    assert_says("正在拍，请不要动");
    take_one(0);
    look(SCREEN_PHOTOGRAPH);
    assert_says("字都看得清吗？");
    assert_int_equal(0, captured_count(captured, "lease"));
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_NEXT));
    assert_int_equal(1, captured_count(captured, "lease"));
    assert_false(photograph_is_there(&model.photograph));
    look(SCREEN_PHOTOGRAPH);
    assert_says("已拍 1 页");
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_NEXT));
    take_one(0);
    assert_int_equal(VERDICT_NEXT, press_photo(ACTION_NEXT)); /* there are no more */
    assert_int_equal(2, captured_count(captured, "lease"));
    look(SCREEN_PHOTOGRAPH);
    assert_says("拍够了");
    model.service.device[DEVICE_SCANNER].flags = 0; /* what is there already is not lost */
    look(SCREEN_PHOTOGRAPH);
    assert_says("已经拍好的可以先用。");
    assert_offers(ACTION_READY);
    assert_no_offer(ACTION_NEXT);
    model.service.device[DEVICE_SCANNER].flags = DEVICE_FLAG_PHOTOGRAPHS;
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_DROP));
    assert_int_equal(1, captured_count(captured, "lease"));
    assert_int_equal(VERDICT_NEXT, press_photo(ACTION_READY));
}

static void what_is_hard_to_read_is_said_and_not_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t finding;
        const char *says;
    } all[] = {{SNAPSHOT_DARK, "好像有点暗"},
               {SNAPSHOT_BRIGHT, "好像太亮了"},
               {SNAPSHOT_BLURRED, "好像不太清楚"}};
    for_pages(20);
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        press_photo(ACTION_NEXT);
        take_one(all[i].finding);
        look(SCREEN_PHOTOGRAPH);
        assert_says(all[i].says);
        press_photo(ACTION_CLEAR); /* again, at once */
        take_one(all[i].finding);
        assert_int_equal(VERDICT_STAY, press_photo(ACTION_NEXT));
        assert_int_equal(i + 1, captured_count(&model.visit.captured, "lease"));
    }
}

static void what_fails_says_what_to_do(void **state)
{
    (void)state;
    for_pages(1);
    press_photo(ACTION_NEXT);
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_BACK)); /* no more of this one */
    assert_false(model.page.shooting);
    model.page.refused = ERR_GONE;
    look(SCREEN_PHOTOGRAPH);
    assert_says("没有拍成");
    press_photo(ACTION_NEXT);
    assert_int_equal(ERR_NONE, model.page.refused);
    take_one(0);
    for (int i = 0; i < APPLICATION_FILES_MAX; i++) {
        AUTO(auto_close) int fd = -1;
        assert_ok(sealed_make("x", 1, &fd));
        assert_ok(captured_put(&model.visit.captured, "other", &fd));
    }
    assert_int_equal(VERDICT_STAY, press_photo(ACTION_NEXT));
    look(SCREEN_PHOTOGRAPH);
    assert_says("放不下了");
    model.service.device[DEVICE_SCANNER].flags = 0;
    look(SCREEN_PHOTOGRAPH);
    assert_says("现在不能拍照");
    assert_int_equal(VERDICT_SKIP, press_photo(ACTION_SKIP));
    assert_int_equal(VERDICT_BACK, press_photo(ACTION_BACK));
}

static void no_photograph_outlives_its_page(void **state)
{
    (void)state;
    for_pages(1);
    press_photo(ACTION_NEXT);
    take_one(0);
    int preview = model.photograph.snapshot.preview;
    model_turn_page(&model, SCREEN_HOME, false);
    assert_false(photograph_is_there(&model.photograph));
    assert_int_equal(-1, fcntl(preview, F_GETFD));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(the_pad_asks_for_a_name),
        T(what_is_shown_is_what_is_kept),
        T(no_stroke_outlives_its_page),
        T(what_is_signed_for_is_read_first),
        T(a_paper_leads_to_where_it_is_made),
        T(a_page_is_taken_looked_at_and_kept),
        T(what_is_hard_to_read_is_said_and_not_refused),
        T(what_fails_says_what_to_do),
        T(no_photograph_outlives_its_page),
    };
    return stage_opens() ? stage_closes(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
