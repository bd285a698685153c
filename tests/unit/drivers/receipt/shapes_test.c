/* SPDX-License-Identifier: Apache-2.0 */
/* Every shipped profile × every shape of slip × both ways to print a code: what comes out of the
 * codec is read by drivers/paper, which shares nothing with it, at that printer's width, and the
 * codes on the picture by ZBar and ZXing. SHAPES_PICTURES=DIR keeps the pictures. */
#include "tests/unit/check.h"

#include <dirent.h>

#include "drivers/paper/lexer.h"
#include "drivers/paper/paper.h"
#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/escpos_codec.h"
#include "drivers/scanner/decode.h"
#include "drivers/scanner/zxing_shim.h"
#include "platform/base/text.h"
#include "tests/unit/drivers/receipt/slip.h"

#define LONG_URL                                                                                   \
    "https://zwfw.example.cn/bsdt/api/v1/cases/140802202611230047/progress?from=slip&k=017"
#define VERIFY                                                                                     \
    "验真码 2026-1123-0047 盐湖区政务服务 参保证明 0123456789012345678901234567890123456789"

/* ---- shapes ---- */

static void rare(struct receipt_job *job)
{
    SLIP(job, {RECEIPT_TEXT, "业务受理回执𠮷", .scale = 2, .align = RECEIPT_CENTRE, .bold = true},
         {RECEIPT_PAIR, "申请人", "张三"}, {RECEIPT_PAIR, "申请人", "张䶮㐀𠮷"},
         {RECEIPT_PAIR, "申请人", "李四", .bold = true},
         {RECEIPT_PAIR, "申请人", "李𫖯四", .bold = true}, {RECEIPT_TEXT, "终端 K017 甲乙丙"},
         {RECEIPT_TEXT, "终端 K017 㐀乙丙"}, {RECEIPT_TEXT, "终端 K017 甲乙丙"},
         {RECEIPT_TEXT, "右对齐 𠮷 1", .align = RECEIPT_RIGHT},
         {RECEIPT_TEXT, "右对齐 吉 1", .align = RECEIPT_RIGHT});
}

static void lengthy(struct receipt_job *job)
{
    SLIP(job, {RECEIPT_TEXT, LONG_URL LONG_URL},
         {RECEIPT_PAIR, "一个特别特别特别长的标签文字放不下",
          "内蒙古自治区呼伦贝尔市新巴尔虎右旗阿拉坦额莫勒镇克尔伦大街一百二十三号院四单元五〇六室"},
         {RECEIPT_TEXT, "特大号字体的一行很长很长的标题文字需要折行才能放下", .scale = 2},
         {RECEIPT_PAIR, "x", LONG_URL, .bold = true}, {RECEIPT_RULE}, {RECEIPT_FEED, .scale = 8});
}

static void strange(struct receipt_job *job)
{
    SLIP(job, {RECEIPT_PAIR, "申请人", "🙂👨‍👩‍👧 e\u0301 n\u0303"},
         {RECEIPT_PAIR, "地址", "\u202Eabc\u202C محمد \u200B甲"},
         {RECEIPT_TEXT, "\u2066隔离\u2069 \uFEFF﷽ ᠮᠣᠩᠭᠣᠯ བོད་ཡིག", .scale = 2},
         {RECEIPT_TEXT, "\\x1B@ ^[i <1D5600> ;rm"}, {RECEIPT_PAIR, "末行", "一切正常"});
}

static void codes(struct receipt_job *job)
{
    SLIP(job, {RECEIPT_QR, "1", .align = RECEIPT_LEFT}, {RECEIPT_TEXT, "左"}, {RECEIPT_FEED},
         {RECEIPT_QR, LONG_URL, .align = RECEIPT_CENTRE}, {RECEIPT_TEXT, "中"}, {RECEIPT_FEED},
         {RECEIPT_QR, VERIFY, .align = RECEIPT_RIGHT}, {RECEIPT_TEXT, "右"});
}

enum { WORDS = 8, PAYLOADS = 3 };

static const struct shape {
    const char *name;
    void (*make)(struct receipt_job *job);
    const char *words[WORDS]; /* in this order, blanks and line ends apart */
    const char *payloads[PAYLOADS];
} shapes[] = {
    {"full",
     slip_full,
     {"盐湖区政务服务", "业务受理回执", "张三", "110105********002X", "140802261123", "请妥善保管",
      "终端K017"},
     {"https://yhq.example.cn/q/1408022611230047"}},
    {"rare",
     rare,
     {"[raster", "申请人张三", "[raster", "申请人李四", "[raster", "终端K017甲乙丙", "[raster",
      "右对齐吉1"},
     {NULL}},
    {"lengthy", lengthy, {LONG_URL LONG_URL, "需要折行才能放下", "[raster"}, {NULL}},
    {"strange", strange, {"[raster", "\\x1B@^[i<1D5600>;rm", "末行一切正常"}, {NULL}},
    {"codes", codes, {"左", "中", "右"}, {"1", LONG_URL, VERIFY}},
};

/* ---- judges ---- */

struct place {
    const char *profile, *shape;
    bool native;
};

#define fail_at(at, ...)                                                                           \
    do {                                                                                           \
        print_error("%s, %s, %s: ", (at)->profile, (at)->shape,                                    \
                    (at)->native ? "native" : "raster");                                           \
        fail_msg(__VA_ARGS__);                                                                     \
    } while (0)

static void without_blanks(const char *text, char *ret_text)
{
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            *ret_text++ = *text;
    *ret_text = '\0';
}

static void judge_words(const struct place *at, const struct paper *paper, const struct shape *s)
{
    static char all[1 << 16];
    assert_true(strlen(paper_text(paper)) < sizeof all);
    without_blanks(paper_text(paper), all);
    const char *from = all;
    for (size_t i = 0; i < WORDS && s->words[i]; i++) {
        const char *found = strstr(from, s->words[i]);
        if (found)
            from = found + strlen(s->words[i]);
        else
            fail_at(at, "\"%s\" is not (in this order) in:\n%s", s->words[i], paper_text(paper));
    }
}

/* A line that is too wide is broken by the printer: then there are more lines than line feeds. */
static void judge_widths(const struct place *at, const struct paper *paper,
                         const struct escpos_job *job)
{
    int feeds = 0, lines = 0;
    struct escpos_token t;
    for (size_t i = 0; i < job->size && escpos_next(job->data + i, job->size - i, true, &t);
         i += t.size)
        feeds += t.kind == ESCPOS_CONTROL && t.name == '\n';
    for (const char *p = paper_text(paper); *p; p = strchr(p, '\n') + 1)
        lines += strncmp(p, "[raster", 7) != 0 && strncmp(p, "[QR ", 4) != 0;
    if (lines != feeds)
        fail_at(at, "%d lines from %d line feeds:\n%s", lines, feeds, paper_text(paper));
    if (*paper_notes(paper))
        fail_at(at, "%s", paper_notes(paper));
}

struct seen {
    const struct shape *shape;
    int known, other;
};

static bool see(void *user, const uint8_t *data, size_t size)
{
    struct seen *seen = user;
    for (int i = 0; i < PAYLOADS; i++) {
        const char *p = seen->shape->payloads[i];
        if (p && strlen(p) == size && memcmp(p, data, size) == 0) {
            seen->known |= 1 << i;
            return true;
        }
    }
    seen->other++;
    return true;
}

static bool see_zxing(void *user, const struct zxing_code *code)
{
    return see(user, code->data, code->size);
}

static uint8_t *grey_of(const struct paper *p, int quiet, int *ret_width, int *ret_height)
{
    int wide = paper_width(p) + 2 * quiet, high = paper_height(p) + 2 * quiet;
    uint8_t *grey = malloc((size_t)wide * (size_t)high);
    assert_non_null(grey);
    for (int y = 0; y < high; y++)
        for (int x = 0; x < wide; x++)
            grey[(size_t)y * (size_t)wide + (size_t)x] =
                paper_is_black(p, x - quiet, y - quiet) ? 0 : 255;
    *ret_width = wide;
    *ret_height = high;
    return grey;
}

/* The strip has white at its sides that no printer reaches. */
static void judge_codes(const struct place *at, const struct paper *paper, const struct shape *s)
{
    enum { MARGIN = 32 };
    int wide, high, wanted = 0;
    AUTO(auto_free) uint8_t *grey = grey_of(paper, MARGIN, &wide, &high);
    struct seen zbar = {.shape = s}, zxing = {.shape = s};
    for (int i = 0; i < PAYLOADS; i++)
        wanted |= s->payloads[i] ? 1 << i : 0;
    enum err e = decode_qr(&(struct decode_image){grey, wide, high}, see, &zbar);
    assert_true(e == ERR_NONE || e == ERR_NOT_FOUND);
    assert_true(zxing_read(&(struct zxing_view){grey, wide, high}, 0, see_zxing, &zxing));
    if (zbar.known != wanted || zbar.other > 0)
        fail_at(at, "ZBar reads %x of %x, and %d others", zbar.known, wanted, zbar.other);
    if (zxing.known != wanted || zxing.other > 0)
        fail_at(at, "ZXing reads %x of %x, and %d others", zxing.known, wanted, zxing.other);
}

static void keep_picture(const struct place *at, const struct paper *paper)
{
    char path[512];
    const char *folder = getenv("SHAPES_PICTURES");
    if (!folder || at->native)
        return;
    snprintf(path, sizeof path, "%.300s/%s-%s.png", folder, at->profile, at->shape);
    assert_ok(paper_write_png(paper, path));
}

/* ---- the table ---- */

static void one(const struct place *at, const struct receipt_profile *p, const struct shape *s)
{
    struct receipt_job job;
    struct layout *layout;
    struct escpos_job *bytes;
    struct paper *paper;
    s->make(&job);
    assert_ok(layout_new(&job, p->columns, &layout));
    enum err e = escpos_codec_new(layout, p, &bytes);
    if (e != ERR_NONE)
        fail_at(at, "%s", err_name(e));
    assert_false(escpos_has_real_time(bytes->data, bytes->size));
    const struct paper_printer printer = {.dots = p->dots};
    assert_ok(paper_decode(bytes->data, bytes->size, &printer, &paper));
    keep_picture(at, paper);
    judge_words(at, paper, s);
    judge_widths(at, paper, bytes);
    judge_codes(at, paper, s);
    paper_free(paper);
    escpos_codec_free(bytes);
    layout_free(layout);
    receipt_job_wipe(&job);
}

static void with_profile(const char *name)
{
    struct receipt_profile p;
    char why[PROFILE_WHY] = "";
    if (profile_load(name, &p, why) != ERR_NONE)
        fail_msg("%s: %s", name, why);
    for (int native = 0; native < 2; native++) {
        p.qr = native ? QR_NATIVE : QR_RASTER;
        for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
            one(&(struct place){name, shapes[i].name, native}, &p, &shapes[i]);
    }
}

static void every_profile_prints_every_shape(void **state)
{
    (void)state;
    int count = 0;
    DIR *dir = opendir(SOURCE_ROOT "/assets/devices/receipt");
    assert_non_null(dir);
    for (struct dirent *d = readdir(dir); d; d = readdir(dir)) {
        char *suffix = strstr(d->d_name, ".ini");
        if (!suffix)
            continue;
        *suffix = '\0';
        with_profile(d->d_name);
        count++;
    }
    closedir(dir);
    assert_true(count >= 13);
}

/* No character gives an order: control characters are refused before anything is made of them. */
static void no_character_gives_an_order(void **state)
{
    (void)state;
    for (uint32_t c = 1; c < 0xA0; c++) {
        struct receipt_job job;
        struct layout *layout = NULL;
        char utf8[8] = "甲";
        if (c == '\n' || (c >= 0x20 && c < 0x7F))
            continue;
        text_put(c, utf8 + 3);
        SLIP(&job, {RECEIPT_PAIR, "申请人", utf8});
        if (layout_new(&job, 48, &layout) != ERR_ENCODING)
            fail_msg("U+%04X was taken", c);
        receipt_job_wipe(&job);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_prints_every_shape),
        cmocka_unit_test(no_character_gives_an_order),
    };
    setenv("BUDAYANG_ASSETS", SOURCE_ROOT "/assets", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
