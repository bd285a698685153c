/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of slip on both widths, dot for dot beside its reference in tests/data/receipts.
 * RECEIPTS_UPDATE=1 makes the references anew. */
#include "tests/unit/check.h"

#include <cairo.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/print/slip.h"
#include "drivers/ctl/show.h"
#include "drivers/paper/paper.h"
#include "drivers/receipt/escpos_codec.h"
#include "tests/unit/app/people.h"

/* A tile of a letter's size may differ by so many dots: another release of a font library moves
 * an edge by one, another letter moves more. */
enum { TILE = 24, TILE_MAY = 12, PATH = 512 };

static const struct slip_place place = {.title = "盐湖区政务服务",
                                        .kiosk_code = "K017",
                                        .help_phone = "12345",
                                        .now_ms = 1795400000000};

static struct item *item_named(const char *file)
{
    char path[PATH];
    snprintf(path, sizeof path, SOURCE_ROOT "/assets/items/%s.json", file);
    return item_at(path);
}

/* A visit of somebody whose name no printer's font has. */
static void begin(struct visit *visit, struct item *item, const char *name)
{
    struct id_record card = zhang_san();
    assert_ok(secret_set_text(&card.field[ID_NAME], name));
    *visit = (struct visit){0};
    visit_begin(visit);
    assert_ok(visit_choose(visit, item));
    assert_ok(visit_identify_card(visit, &card));
    id_record_wipe(&card);
    visit->submitted = true;
    strcpy(visit->status.local_number, "K017-000482");
}

static void finish(struct visit *visit, struct item *item, struct receipt_job *ret_job)
{
    assert_ok(slip_make(visit, &place, ret_job));
    visit_wipe(visit);
    item_free(item);
}

static void filing(enum case_state state, struct receipt_job *ret_job)
{
    char advice[FORM_ADVICE_MAX];
    struct item *item = shipped_item();
    struct visit visit;
    begin(&visit, item, "㐀䶮𠮷");
    form_shared_failed(&visit.form);
    assert_ok(form_answer(&visit.form, 3, "110000", advice));
    assert_ok(form_answer(&visit.form, 4, "2", advice));
    assert_ok(form_answer(&visit.form, 5, "13800000026", advice));
    visit.status.state = state;
    if (state == CASE_DONE)
        strcpy(visit.status.project_no, "1408022611230047");
    finish(&visit, item, ret_job);
}

static void make_result(struct receipt_job *ret_job)
{
    filing(CASE_DONE, ret_job);
}

static void make_draft(struct receipt_job *ret_job)
{
    filing(CASE_SAVED, ret_job);
}

static void make_proof(struct receipt_job *ret_job)
{
    struct item *item = item_named("insurance-proof");
    struct pairs proof = {0};
    struct visit visit;
    begin(&visit, item, "张𠮷䶮");
    add_pair(&proof, "pension", "2012-03 至 2026-10 正常缴费");
    add_pair(&proof, "proof_code", "1408022611230001");
    add_pair(&proof, "proof_qr", "https://rsj.yanhu.example/yz");
    assert_ok(visit_take_proof(&visit, &proof));
    visit.status =
        (struct case_status){CASE_DONE, "K017-000482", "1408022611230047", "", "", "", false};
    pairs_wipe(&proof);
    finish(&visit, item, ret_job);
}

static void make_test(struct receipt_job *ret_job)
{
    assert_ok(show_test_job(20261126, ret_job));
}

static const struct {
    const char *name;
    void (*make)(struct receipt_job *ret_job);
} slips[] = {{"result", make_result},
             {"draft", make_draft},
             {"proof", make_proof},
             {"print-test", make_test}};

static struct paper *print(struct receipt_job *job, const char *profile_name)
{
    struct receipt_profile profile;
    struct layout *lines = NULL;
    struct escpos_job *bytes = NULL;
    struct paper *paper = NULL;
    assert_ok(profile_load(profile_name, &profile, NULL));
    assert_ok(layout_new(job, profile.columns, &lines));
    assert_ok(escpos_codec_new(lines, &profile, &bytes));
    const struct paper_printer printer = {.dots = profile.dots};
    assert_ok(paper_decode(bytes->data, bytes->size, &printer, &paper));
    assert_string_equal("", paper_notes(paper));
    escpos_codec_free(bytes);
    layout_free(lines);
    return paper;
}

struct reference {
    cairo_surface_t *surface;
    int width, height;
};

static bool black_in(const struct reference *r, int x, int y)
{
    if (x >= r->width || y >= r->height)
        return false;
    const uint8_t *data = cairo_image_surface_get_data(r->surface);
    const uint32_t *row =
        (const void *)(data + (size_t)y * (size_t)cairo_image_surface_get_stride(r->surface));
    return (row[x] & 0xFF) < 0x80;
}

/* One dot of the picture that is written: 0 white, 1 black, 2 missing, 3 too much. */
typedef int dot_fn(const struct paper *paper, const struct reference *r, int x, int y);

static int dot_of_paper(const struct paper *paper, const struct reference *r, int x, int y)
{
    (void)r;
    return paper_is_black(paper, x, y);
}

static int dot_of_difference(const struct paper *paper, const struct reference *r, int x, int y)
{
    bool now = paper_is_black(paper, x, y), then = black_in(r, x, y);
    return now == then ? now : then ? 2 : 3;
}

static void write_dots(const char *path, const struct paper *paper, const struct reference *r,
                       dot_fn *dot)
{
    static const double colours[][3] = {{1, 1, 1}, {0, 0, 0}, {0.9, 0.1, 0.1}, {0.1, 0.3, 0.9}};
    int width = paper_width(paper), height = paper_height(paper);
    height = r->surface && r->height > height ? r->height : height;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    for (int colour = 0; colour < (int)ARRAY_LEN(colours); colour++) {
        cairo_set_source_rgb(cairo, colours[colour][0], colours[colour][1], colours[colour][2]);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (dot(paper, r, x, y) == colour)
                    cairo_rectangle(cairo, x, y, 1, 1);
        cairo_fill(cairo);
    }
    cairo_destroy(cairo);
    assert_int_equal(CAIRO_STATUS_SUCCESS, cairo_surface_write_to_png(surface, path));
    cairo_surface_destroy(surface);
}

/* Tiles that differ by more than they may; different sizes are a difference too. */
static int count_differences(const struct paper *paper, const struct reference *r)
{
    int bad = r->width != paper_width(paper) || r->height != paper_height(paper);
    for (int top = 0; top < r->height; top += TILE)
        for (int left = 0; left < r->width; left += TILE) {
            int dots = 0;
            for (int i = 0; i < TILE * TILE; i++) {
                int x = left + i % TILE, y = top + i / TILE;
                dots += paper_is_black(paper, x, y) != black_in(r, x, y);
            }
            bad += dots > TILE_MAY;
        }
    return bad;
}

static struct reference open_reference(const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        fail_msg("%s: no reference; RECEIPTS_UPDATE=1 makes it", path);
    cairo_format_t format = cairo_image_surface_get_format(surface);
    assert_true(format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32);
    return (struct reference){surface, cairo_image_surface_get_width(surface),
                              cairo_image_surface_get_height(surface)};
}

static int compare(const struct paper *paper, const char *name)
{
    char path[PATH];
    snprintf(path, sizeof path, TEST_DATA "/receipts/%s.png", name);
    if (getenv("RECEIPTS_UPDATE")) {
        write_dots(path, paper, &(struct reference){0}, dot_of_paper);
        return 0;
    }
    struct reference reference = open_reference(path);
    int bad = count_differences(paper, &reference);
    if (bad > 0) {
        snprintf(path, sizeof path, PICTURES "/%s.difference.png", name);
        write_dots(path, paper, &reference, dot_of_difference);
        print_error("%s: %d tiles differ; %s shows it (red is missing, blue is too much)\n", name,
                    bad, path);
    }
    cairo_surface_destroy(reference.surface);
    return bad;
}

static void each_slip_is_as_its_reference(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(slips); i++)
        for (int width = 58; width <= 80; width += 22) {
            char profile[32], name[64];
            struct receipt_job job = {0};
            snprintf(profile, sizeof profile, "generic-%d", width);
            snprintf(name, sizeof name, "%s-%d", slips[i].name, width);
            slips[i].make(&job);
            struct paper *paper = print(&job, profile);
            bad += compare(paper, name);
            paper_free(paper);
            receipt_job_wipe(&job);
        }
    assert_int_equal(0, bad);
}

/* The comparison sees one letter that is another, also in a line that is drawn. */
static void another_letter_is_seen(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"已经办好", "未经办好"}, {"张𠮷䶮", "张吉䶮"}, {"12345", "12346"}, {"一", "二"}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        struct paper *paper[2];
        for (int k = 0; k < 2; k++) {
            struct receipt_job job = {.count = 1};
            job.line[0].scale = 1;
            assert_ok(secret_set_text(&job.line[0].text, pairs[i][k]));
            paper[k] = print(&job, "generic-80");
            receipt_job_wipe(&job);
        }
        write_dots(PICTURES "/letter.png", paper[0], &(struct reference){0}, dot_of_paper);
        struct reference reference = open_reference(PICTURES "/letter.png");
        assert_int_equal(0, count_differences(paper[0], &reference));
        assert_true(count_differences(paper[1], &reference) > 0);
        cairo_surface_destroy(reference.surface);
        paper_free(paper[0]);
        paper_free(paper[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_as_its_reference),
        cmocka_unit_test(another_letter_is_seen),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 0);
    setenv("TZ", "Asia/Shanghai", 1);
    if (mkdir(PICTURES, 0777) != 0 && errno != EEXIST)
        return 1;
    if (words_load() != ERR_NONE)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
