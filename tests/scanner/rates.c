/* SPDX-License-Identifier: Apache-2.0 */
/* scanner-rates [--scenes N] [--only KIND] [--missed]: how many codes each decoder reads and how
 * long it takes, on one core. The pictures of tests/data/qr pasted into a frame of 1280 × 720, then
 * N invented photographs of each kind. --missed names what ours does not read. */
#include <string.h>

#include "drivers/scanner/decode.h"
#include "drivers/scanner/picture_file.h"
#include "drivers/scanner/reader.h"
#include "drivers/scanner/zxing_shim.h"
#include "platform/base/clock.h"
#include "tests/scanner/scene.h"

enum { WIDTH = 1280, HEIGHT = 720, BACK = 160, SAMPLES_MAX = 4096, TRUTH_MAX = SCENE_PAYLOAD_MAX };

/* --- what a decoder said of one picture --- */

struct said {
    const struct scene_code *truth;
    int stated; /* codes in the truth */
    bool heard[SCENE_CODES_MAX];
    int codes, strange;
};

static bool hear(void *user, const uint8_t *data, size_t size)
{
    struct said *s = user;
    s->codes++;
    for (int i = 0; i < s->stated; i++)
        if (size == s->truth[i].size && memcmp(data, s->truth[i].payload, size) == 0) {
            s->heard[i] = true;
            return true;
        }
    s->strange++;
    return true;
}

static int right_of(const struct said *s)
{
    int right = 0;
    for (int i = 0; i < s->stated; i++)
        right += s->heard[i];
    return right;
}

static bool hear_zxing(void *user, const struct zxing_code *code)
{
    return hear(user, code->data, code->size);
}

static void zbar_plain(const struct picture *p, struct said *s)
{
    enum err e = decode_qr(&(struct decode_image){p->grey, p->width, p->height}, hear, s);
    if (e != ERR_NONE && e != ERR_NOT_FOUND)
        fprintf(stderr, "scanner-rates: ZBar: %s\n", err_text(e));
}

static void zxing_plain(const struct picture *p, struct said *s)
{
    const struct zxing_view view = {p->grey, p->width, p->height};
    if (!zxing_read(&view, ZXING_SMALLER, hear_zxing, s))
        fputs("scanner-rates: ZXing: out of memory\n", stderr);
}

static void ours(const struct picture *p, struct said *s)
{
    const struct reader_limit limit = reader_file_limit(p);
    struct reader_codes codes;
    if (reader_read(p, &limit, &codes) != ERR_NONE)
        return;
    for (size_t i = 0; i < codes.count; i++)
        hear(s, codes.code[i].data, codes.code[i].size);
    reader_codes_wipe(&codes);
}

static const struct {
    const char *name;
    void (*read)(const struct picture *p, struct said *s);
} decoders[] = {{"ZBar", zbar_plain}, {"ZXing", zxing_plain}, {"ours", ours}};

enum { DECODERS = ARRAY_LEN(decoders) };

/* --- counting --- */

struct tally {
    int right, wrong, any;
    int64_t us[SAMPLES_MAX];
};

struct table {
    int pictures, stated, either; /* either: by one of the plain engines */
    int lost;                     /* of these, not by ours */
    bool missed;
    bool whole; /* all codes of a picture are stated: what is not stated is wrong */
    struct tally of[DECODERS];
};

static bool is_wrong(const struct table *t, const struct said *s)
{
    return t->whole ? s->strange > 0 : s->stated && s->codes > 0 && right_of(s) == 0;
}

static void name_missed(const struct table *t, const char *name, const struct said said[DECODERS])
{
    const struct said *ours = &said[DECODERS - 1];
    int64_t us = t->of[DECODERS - 1].us[t->pictures];
    if (is_wrong(t, ours) || ours->codes == 0 || right_of(ours) < ours->stated)
        printf("  %s %s %d of %d, ZBar %d, ZXing %d, %.1f ms\n",
               is_wrong(t, ours) ? "WRONG" : "missed", name, right_of(ours), ours->stated,
               right_of(&said[0]), right_of(&said[1]), (double)us / 1000);
}

static void judge(struct table *t, const char *name, const struct picture *p, struct said truth)
{
    if (t->pictures == SAMPLES_MAX)
        return;
    struct said said[DECODERS];
    for (int i = 0; i < DECODERS; i++) {
        said[i] = truth;
        int64_t begun = clock_busy_us();
        decoders[i].read(p, &said[i]);
        struct tally *y = &t->of[i];
        y->us[t->pictures] = clock_busy_us() - begun;
        y->any += said[i].codes > 0;
        y->right += right_of(&said[i]);
        y->wrong += is_wrong(t, &said[i]);
    }
    for (int i = 0; i < truth.stated; i++) {
        bool either = said[0].heard[i] || said[1].heard[i];
        t->either += either;
        t->lost += either && !said[DECODERS - 1].heard[i];
    }
    if (t->missed)
        name_missed(t, name, said);
    t->stated += truth.stated;
    t->pictures++;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void show(struct table *t, const char *name)
{
    printf("%-12s %4d %4d %4d", name, t->pictures, t->stated, t->either);
    for (int i = 0; i < DECODERS; i++) {
        struct tally *y = &t->of[i];
        qsort(y->us, (size_t)t->pictures, sizeof *y->us, by_size);
        int64_t middle = y->us[t->pictures / 2];
        int64_t late = y->us[(t->pictures * 95 + 99) / 100 - 1];
        printf(" | %3d %3d %2d %6.1f %6.1f", y->right, y->any, y->wrong, (double)middle / 1000,
               (double)late / 1000);
    }
    printf(" | %3d\n", t->lost);
    fflush(stdout);
}

/* --- tests/data/qr --- */

static void auto_picture(struct picture *p)
{
    if (p->grey)
        picture_wipe(p);
}

static enum err load(const char *path, struct picture *ret_picture)
{
    AUTO(auto_fclose) FILE *f = fopen(path, "re");
    AUTO(auto_free) uint8_t *data = malloc(1 << 22);
    if (!f || !data)
        return ERR_ABSENT;
    return picture_file_read(data, fread(data, 1, 1 << 22, f), ret_picture);
}

static enum err paste(const struct picture *p, struct picture *ret_frame)
{
    TRY(picture_init(ret_frame, WIDTH, HEIGHT));
    memset(ret_frame->grey, BACK, (size_t)WIDTH * HEIGHT);
    int x0 = (WIDTH - p->width) / 2, y0 = (HEIGHT - p->height) / 2;
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++)
            if (y + y0 >= 0 && y + y0 < HEIGHT && x + x0 >= 0 && x + x0 < WIDTH)
                ret_frame->grey[(size_t)(y + y0) * WIDTH + (size_t)(x + x0)] =
                    p->grey[(size_t)y * (size_t)p->width + (size_t)x];
    return ERR_NONE;
}

static size_t from_hex(const char *hex, uint8_t *ret_bytes)
{
    size_t n = 0;
    for (unsigned v; n < TRUTH_MAX && sscanf(hex + 2 * n, "%2x", &v) == 1; n++)
        ret_bytes[n] = (uint8_t)v;
    return n;
}

static enum err judge_file(struct table *t, const char *folder, char *line)
{
    AUTO(auto_picture) struct picture p = {0};
    AUTO(auto_picture) struct picture frame = {0};
    static struct scene_code truth;
    char path[512], *hex = strchr(line, '\t');
    if (!hex)
        return ERR_FORMAT;
    *hex++ = '\0';
    snprintf(path, sizeof path, "%s/%.200s", folder, line);
    TRY(load(path, &p));
    /* What is larger than the frame is made to fit. */
    if (p.width > WIDTH || p.height > HEIGHT) {
        struct picture small;
        double by = (double)HEIGHT / p.height, across = (double)WIDTH / p.width;
        by = across < by ? across : by;
        TRY(picture_resize(&p, (int)(p.width * by), (int)(p.height * by), &small));
        picture_wipe(&p);
        p = small;
    }
    TRY(paste(&p, &frame));
    truth.size = from_hex(hex, truth.payload);
    judge(t, line, &frame, (struct said){.truth = &truth, .stated = *hex != '-'});
    return ERR_NONE;
}

static enum err judge_files(struct table *t, const char *folder)
{
    char path[512];
    static char line[2 * TRUTH_MAX + 256];
    snprintf(path, sizeof path, "%s/index.tsv", folder);
    AUTO(auto_fclose) FILE *index = fopen(path, "re");
    if (!index)
        return ERR_ABSENT;
    while (fgets(line, sizeof line, index)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#')
            TRY(judge_file(t, folder, line));
    }
    return ERR_NONE;
}

/* --- scenes --- */

static enum err judge_kind(struct table *t, enum scene_kind kind, unsigned n)
{
    t->whole = true;
    for (unsigned i = 0; i < n; i++) {
        static struct scene scene;
        char name[64];
        TRY(scene_make(kind, i, &scene));
        snprintf(name, sizeof name, "%s %u", scene_name(kind), i);
        judge(t, name, &scene.picture, (struct said){.truth = scene.code, .stated = scene.codes});
        scene_wipe(&scene);
    }
    return ERR_NONE;
}

static struct table table;

static struct table *fresh(bool missed)
{
    memset(&table, 0, sizeof table);
    table.missed = missed;
    return &table;
}

int main(int argc, char **argv)
{
    unsigned scenes = 20;
    bool missed = false;
    const char *folder = TEST_DATA "/qr", *only = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--scenes") == 0 && i + 1 < argc)
            scenes = (unsigned)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = argv[++i];
        else if (strcmp(argv[i], "--missed") == 0)
            missed = true;
        else
            return fputs("scanner-rates [--scenes N] [--only KIND] [--missed]\n", stderr), 2;
    }
    printf("%-12s %4s %4s %4s", "", "n", "codes", "eith");
    for (int i = 0; i < DECODERS; i++)
        printf(" | %-26s", decoders[i].name);
    printf("\n%-27s", "");
    for (int i = 0; i < DECODERS; i++)
        printf(" | %3s %3s %2s %6s %6s", "rgt", "any", "wr", "median", "p95 ms");
    puts(" | lost");
    if (!only || strcmp(only, "data/qr") == 0) {
        enum err e = judge_files(fresh(missed), folder);
        if (e != ERR_NONE)
            return fprintf(stderr, "scanner-rates: %s\n", err_text(e)), 1;
        show(&table, "data/qr");
    }
    for (int k = 0; k < SCENE_KINDS && scenes > 0; k++) {
        if (only && strcmp(only, scene_name(k)) != 0)
            continue;
        if (judge_kind(fresh(missed), k, scenes) != ERR_NONE)
            return 1;
        show(&table, scene_name(k));
    }
    return 0;
}
