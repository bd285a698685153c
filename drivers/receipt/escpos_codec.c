/* SPDX-License-Identifier: Apache-2.0 */
#include "drivers/receipt/escpos_codec.h"

#include <string.h>

#include "drivers/receipt/drawn.h"
#include "drivers/receipt/escpos_bytes.h"
#include "drivers/receipt/gbtext.h"
#include "drivers/receipt/qr.h"
#include "platform/base/secret.h"
#include "platform/base/text.h"

enum { ESC = 0x1B, FS = 0x1C, GS = 0x1D, DLE = 0x10, LF = 0x0A };
enum { RULE_DOTS = 2, RULE_AIR = 19 };

struct encoding {
    const struct receipt_profile *p;
    struct gbtext *gb;
    struct escpos_job *job;
    enum err err;
    int next_scale; /* of the line below */
    /* What the printer was last told. */
    int spacing, align, scale;
    bool bold;
};

/* The first failure is kept; end_line() tells it. */
static void put(struct encoding *e, const void *data, size_t size)
{
    struct escpos_job *j = e->job;
    if (size > j->room - j->size)
        e->err = ERR_TOO_LONG;
    if (e->err != ERR_NONE)
        return;
    memcpy(j->data + j->size, data, size);
    j->size += size;
}

#define PUT(e, ...) put(e, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

/* The printer is at a line's beginning: a piece may end here. Lines share a piece while it lasts;
 * one line is always less than a piece. */
static enum err end_line(struct encoding *e)
{
    struct escpos_job *j = e->job;
    size_t first = j->piece_count > 1 ? j->piece_end[j->piece_count - 2] : 0;
    if (j->piece_count == 0 || j->size - first > ESCPOS_PIECE_MAX)
        j->piece_count++;
    j->piece_end[j->piece_count - 1] = j->size;
    return e->err;
}

static void set_spacing(struct encoding *e, int dots)
{
    if (e->spacing != dots)
        PUT(e, ESC, '3', (uint8_t)dots);
    e->spacing = dots;
}

static void set_align(struct encoding *e, enum receipt_align align)
{
    if (e->align != (int)align)
        PUT(e, ESC, 'a', (uint8_t)align);
    e->align = (int)align;
}

static void set_bold(struct encoding *e, bool bold)
{
    if (e->bold != bold)
        PUT(e, ESC, 'E', bold);
    e->bold = bold;
}

static void set_scale(struct encoding *e, int scale)
{
    if (e->scale == scale)
        return;
    PUT(e, GS, '!', scale == 2 ? 0x11 : 0x00);
    if (e->p->enlarge == ENLARGE_FS)
        PUT(e, FS, 'W', scale == 2);
    e->scale = scale;
}

static enum err put_raster(struct encoding *e, const struct bitmap *b)
{
    size_t row = (size_t)b->width / 8;
    int band = (ESCPOS_PIECE_MAX - 64) / (int)row;
    set_align(e, RECEIPT_LEFT);
    for (int y = 0; y < b->height; y += band) {
        int rows = b->height - y < band ? b->height - y : band;
        PUT(e, GS, 'v', '0', 0, (uint8_t)row, 0, (uint8_t)rows, 0);
        put(e, b->data + (size_t)y * row, row * (size_t)rows);
        TRY(end_line(e));
    }
    return ERR_NONE;
}

static enum err put_drawn(struct encoding *e, const struct layout_line *l)
{
    const struct drawn_place place = {.paper_dots = e->p->raster_dots,
                                      .height = profile_line_height(e->p, l->scale, e->next_scale)};
    struct bitmap b;
    TRY(drawn_line(l, &place, &b));
    enum err err = put_raster(e, &b);
    bitmap_wipe(&b);
    return err;
}

static enum err put_text(struct encoding *e, const struct layout_line *l)
{
    if (!gbtext_has_all(e->gb, l->text))
        return put_drawn(e, l);
    set_align(e, l->align);
    set_scale(e, l->scale);
    set_spacing(e, profile_line_height(e->p, l->scale, e->next_scale));
    for (const char *p = l->text; *p;) {
        uint8_t bytes[2];
        set_bold(e, (size_t)(p - l->text) >= l->bold_from);
        size_t n = gbtext_put(e->gb, text_next(&p), bytes);
        put(e, bytes, n);
    }
    set_bold(e, false);
    PUT(e, LF);
    return end_line(e);
}

/* The line above ends with blank dots, the one below begins with its characters: more white goes
 * below the rule, so that it stands in the middle. */
static enum err put_rule(struct encoding *e)
{
    struct bitmap b;
    int blank = e->p->line_dots - PROFILE_CHARACTER;
    TRY(bitmap_init(&b, e->p->raster_dots, RULE_DOTS + 2 * RULE_AIR - blank));
    bitmap_fill(&b, 0, RULE_AIR - blank, b.width, RULE_DOTS);
    enum err err = put_raster(e, &b);
    bitmap_wipe(&b);
    return err;
}

static void qr_command(struct encoding *e, uint8_t function, const void *data, size_t size)
{
    size_t n = size + 2;
    PUT(e, GS, '(', 'k', (uint8_t)n, (uint8_t)(n >> 8), '1', function);
    put(e, data, size);
}

/* The printer makes it: model 2, correction M, the white above and below fed by us. */
static enum err put_native_qr(struct encoding *e, const struct layout_line *l, int dots)
{
    const uint8_t model[] = {'2', 0}, size = (uint8_t)dots, correction = '1', print = '0';
    int white = dots * QR_QUIET_MODULES;
    set_align(e, l->align);
    PUT(e, ESC, 'J', (uint8_t)white);
    qr_command(e, 'A', model, sizeof model);
    qr_command(e, 'C', &size, 1);
    qr_command(e, 'E', &correction, 1);
    PUT(e, GS, '(', 'k', (uint8_t)(l->size + 3), (uint8_t)((l->size + 3) >> 8), '1', 'P', '0');
    put(e, l->text, l->size);
    qr_command(e, 'Q', &print, 1);
    PUT(e, ESC, 'J', (uint8_t)white);
    return end_line(e);
}

/* Drawn in any case: what cannot be read again is not printed, whoever draws it. */
static enum err put_qr(struct encoding *e, const struct layout_line *l)
{
    const struct qr_place place = {
        .paper_dots = e->p->raster_dots, .side_dots = e->p->qr_dots, .align = l->align};
    struct bitmap b;
    int dots;
    TRY(qr_draw(l->text, l->size, &place, &b, &dots));
    enum err err = e->p->qr == QR_NATIVE ? put_native_qr(e, l, dots) : put_raster(e, &b);
    bitmap_wipe(&b);
    return err;
}

static void put_feed(struct encoding *e, int lines)
{
    if (lines == 0)
        return;
    set_scale(e, 1);
    set_spacing(e, e->p->line_dots);
    PUT(e, ESC, 'd', (uint8_t)lines);
    (void)end_line(e);
}

static enum err put_line(struct encoding *e, const struct layout_line *l)
{
    switch (l->kind) {
    case LAYOUT_TEXT:
        return put_text(e, l);
    case LAYOUT_RULE:
        return put_rule(e);
    case LAYOUT_QR:
        return put_qr(e, l);
    default:
        put_feed(e, l->scale);
        return e->err;
    }
}

/* Chinese mode stays on for the whole slip: ASCII is one byte in it too, and some printers change
 * only at the next line. */
static void put_opening(struct encoding *e)
{
    PUT(e, ESC, '@');
    if (e->p->code_page >= 0)
        PUT(e, ESC, 't', (uint8_t)e->p->code_page);
    PUT(e, FS, '&');
    set_spacing(e, e->p->line_dots);
    if (e->p->chinese_next_line)
        PUT(e, LF);
    (void)end_line(e);
}

static void put_command(struct encoding *e, const struct template *t)
{
    const struct template_values values = profile_values(e->p);
    uint8_t bytes[TEMPLATE_BYTES];
    put(e, bytes, template_fill(t, &values, bytes));
}

/* The cut works only at a line's beginning, and the last line must have passed the knife. */
static void put_closing(struct encoding *e)
{
    put_feed(e, e->p->feed_lines);
    PUT(e, FS, '.');
    put_command(e, &e->p->cut);
    put_command(e, &e->p->present);
    (void)end_line(e);
}

static enum err put_all(struct encoding *e, const struct layout *layout)
{
    put_opening(e);
    for (size_t i = 0; i < layout->count && e->err == ERR_NONE; i++) {
        const struct layout_line *next = i + 1 < layout->count ? &layout->line[i + 1] : NULL;
        e->next_scale = next && next->kind == LAYOUT_TEXT ? next->scale : 1;
        e->err = put_line(e, &layout->line[i]);
    }
    put_closing(e);
    if (e->err == ERR_NONE && escpos_has_real_time(e->job->data, e->job->size))
        e->err = ERR_FORMAT;
    return e->err;
}

enum err escpos_codec_new(const struct layout *layout, const struct receipt_profile *profile,
                          struct escpos_job **ret_job)
{
    AUTO(auto_gbtext_free) struct gbtext *gb = NULL;
    AUTO(auto_escpos_codec_free) struct escpos_job *job = calloc(1, sizeof *job);
    if (!job)
        return ERR_MEMORY;
    job->data = malloc(ESCPOS_JOB_MAX);
    if (!job->data)
        return ERR_MEMORY;
    job->room = ESCPOS_JOB_MAX;
    TRY(gbtext_new(profile->font, &gb));
    struct encoding e = {.p = profile, .gb = gb, .job = job, .scale = 1};
    TRY(put_all(&e, layout));
    *ret_job = job;
    job = NULL;
    return ERR_NONE;
}

void escpos_codec_free(struct escpos_job *job)
{
    if (!job)
        return;
    if (job->data)
        wipe(job->data, job->size);
    free(job->data);
    free(job);
}

struct bytes escpos_codec_piece(const struct escpos_job *job, size_t i)
{
    size_t from = i > 0 ? job->piece_end[i - 1] : 0;
    return bytes_of(job->data + from, job->piece_end[i] - from);
}
