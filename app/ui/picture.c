/* SPDX-License-Identifier: Apache-2.0 */
/* Drawings: where on the machine something goes, the slot with the slip. Drawn on a board of
 * 952 × 760 that is scaled to the box. */
#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "app/ui/paint_inside.h"
#include "app/words/words.h"
#include "platform/base/secret.h"

enum {
    BOARD_W = 952,
    BOARD_H = 760,
    SLIP_W = 320,
    SLIP_PAD = 28,
    SLIP_HEAD = 44,
    SLIP_TITLE = 60, /* with its rule */
    SLIP_LINES = 12,
    SLIP_CODE = 160,
};

struct board {
    struct painter *p;
    float x, y, scale;
};

static struct board board_for(struct painter *p, struct box box)
{
    float sx = (float)box.w / BOARD_W, sy = (float)box.h / BOARD_H;
    float s = sx < sy ? sx : sy;
    return (struct board){.p = p,
                          .x = (float)box.x + ((float)box.w - BOARD_W * s) / 2,
                          .y = (float)box.y + ((float)box.h - BOARD_H * s) / 2,
                          .scale = s};
}

static struct point on(const struct board *b, float x, float y)
{
    return (struct point){b->x + x * b->scale, b->y + y * b->scale};
}

static uint32_t tone(const struct board *b, enum token token)
{
    return paint_colour(b->p, token);
}

static void slab(const struct board *b, struct box box, int radius, uint32_t colour)
{
    struct point at = on(b, (float)box.x, (float)box.y);
    struct box scaled = {(int)lroundf(at.x), (int)lroundf(at.y),
                         (int)lroundf((float)box.w * b->scale),
                         (int)lroundf((float)box.h * b->scale)};
    raster_round(&b->p->canvas, scaled, (int)lroundf((float)radius * b->scale), colour);
}

static void bar(const struct board *b, struct point from, struct point to, float width,
                uint32_t colour)
{
    struct path line = {.count = 2, .points = {on(b, from.x, from.y), on(b, to.x, to.y)}};
    path_stroke(&b->p->canvas, &line, width * b->scale, false, colour);
}

static void arrow(const struct board *b, float x, float y, int way, uint32_t colour)
{
    float tip = y + (float)way * 54;
    bar(b, (struct point){x, y}, (struct point){x, tip}, 12, colour);
    bar(b, (struct point){x - 23, tip - (float)way * 23}, (struct point){x, tip}, 12, colour);
    bar(b, (struct point){x + 23, tip - (float)way * 23}, (struct point){x, tip}, 12, colour);
}

/* --- the machine ------------------------------------------------------------------------------*/

static void draw_deck(const struct board *b)
{
    struct path deck = {0};
    struct point left = on(b, 136, 646), right = on(b, 820, 646);
    float r = 26 * b->scale;
    struct point a = on(b, 151, 450), z = on(b, 805, 450);
    path_add(&deck, a.x, a.y);
    path_add(&deck, z.x, z.y);
    path_add_arc(&deck, right, r, -12, 90);
    path_add_arc(&deck, left, r, 90, 192);
    path_fill(&b->p->canvas, &deck, tone(b, TOKEN_BODY));
}

static void draw_machine(const struct board *b)
{
    slab(b, (struct box){220, 56, 512, 420}, 30, tone(b, TOKEN_BODY_LIGHT));
    slab(b, (struct box){252, 88, 448, 324}, 14, tone(b, TOKEN_SURFACE));
    slab(b, (struct box){288, 126, 200, 22}, 11, tone(b, TOKEN_PRIMARY));
    slab(b, (struct box){288, 174, 376, 60}, 14, tone(b, TOKEN_SCENERY));
    slab(b, (struct box){288, 252, 376, 60}, 14, tone(b, TOKEN_SCENERY));
    draw_deck(b);
    slab(b, (struct box){532, 522, 210, 26}, 13, tone(b, TOKEN_BODY_DARK));
    slab(b, (struct box){532, 576, 122, 58}, 12, tone(b, TOKEN_BODY_DARK));
}

/* The light breathes: a third of a hertz, far from what could flash. */
static void draw_reader(const struct board *b, float breath)
{
    struct box reader = {216, 502, 236, 132};
    for (int i = 5; i > 0; i--) {
        struct box glow = box_inset(reader, -6 * i, -6 * i);
        float strength = b->p->theme->contrast ? 0 : (22 + 34 * breath) / 255;
        uint32_t colour = raster_mix(tone(b, TOKEN_BODY), tone(b, TOKEN_LAMP),
                                     (int)(255 * strength * (float)(6 - i) / 2.5F));
        slab(b, glow, 24 + 6 * i, colour);
    }
    slab(b, reader, 22, tone(b, TOKEN_DEEP));
    slab(b, box_inset(reader, 9, 9), 16, tone(b, TOKEN_LAMP));
    slab(b, box_inset(reader, 18, 18), 9, tone(b, TOKEN_DEEP));
}

static void draw_card(const struct board *b, float x, float y, float degrees)
{
    float s = b->scale, turn = degrees * 0.017453292F;
    struct point centre = on(b, x, y);
    struct path card = {0}, photo = {0};
    struct canvas *c = &b->p->canvas;
    path_add_box(&card, centre, (struct point){208 * s, 134 * s}, 18 * s, degrees);
    path_fill(c, &card, tone(b, TOKEN_PRIMARY));
    card.count = 0;
    path_add_box(&card, centre, (struct point){196 * s, 122 * s}, 12 * s, degrees);
    path_fill(c, &card, 0xFFFFFF);
    struct point face = {centre.x + (58 * cosf(turn) + 6 * sinf(turn)) * s,
                         centre.y + (58 * sinf(turn) - 6 * cosf(turn)) * s};
    path_add_box(&photo, face, (struct point){44 * s, 56 * s}, 7 * s, degrees);
    path_fill(c, &photo, tone(b, TOKEN_PHOTO));
    static const float lines[3][3] = {{-78, -26, 100}, {-78, 2, 80}, {-78, 30, 104}};
    for (int i = 0; i < 3; i++) {
        float ax = lines[i][0], ay = lines[i][1], bx = ax + lines[i][2];
        struct path line = {.count = 2,
                            .points = {{centre.x + (ax * cosf(turn) - ay * sinf(turn)) * s,
                                        centre.y + (ax * sinf(turn) + ay * cosf(turn)) * s},
                                       {centre.x + (bx * cosf(turn) - ay * sinf(turn)) * s,
                                        centre.y + (bx * sinf(turn) + ay * cosf(turn)) * s}}};
        path_stroke(c, &line, 8 * s, false, 0x8093AC);
    }
}

static void draw_phone(const struct board *b, float x, float y)
{
    slab(b, (struct box){(int)x - 74, (int)y - 132, 148, 264}, 26, tone(b, TOKEN_PRIMARY));
    slab(b, (struct box){(int)x - 64, (int)y - 116, 128, 232}, 16, 0xFFFFFF);
    struct point at = on(b, x - 46, y - 46);
    paint_icon(
        b->p, "qr",
        (struct spot){(int)(at.x + 46 * b->scale), (int)(at.y + 46 * b->scale), ALIGN_MIDDLE},
        (int)(100 * b->scale), 0x1A1F24);
}

static void label_places(const struct board *b, bool reader, const char *left, const char *right)
{
    struct point l = on(b, 334, 708), r = on(b, 637, 708);
    uint32_t ink = tone(b, TOKEN_INK), muted = tone(b, TOKEN_MUTED);
    enum type_style strong = b->scale > 0.75F ? TYPE_NOTE_BOLD : TYPE_CAPTION_BOLD;
    enum type_style plain = b->scale > 0.75F ? TYPE_NOTE : TYPE_CAPTION;
    paint_line(b->p, reader ? strong : plain, left, (struct spot){(int)l.x, (int)l.y, ALIGN_MIDDLE},
               reader ? ink : muted);
    paint_line(b->p, reader ? plain : strong, right,
               (struct spot){(int)r.x, (int)r.y, ALIGN_MIDDLE}, reader ? muted : ink);
}

/* A way of 0 → 1 → 0 in one cycle: slow, quick in the middle, slow. */
static float swing(int phase)
{
    return 0.5F - 0.5F * cosf((float)phase * 0.0062831853F);
}

/* --- the camera over a page -------------------------------------------------------------------*/

static void draw_tray(const struct board *b)
{
    static const struct point edge[] = {{190, 470}, {762, 470}, {872, 690}, {80, 690}};
    static const struct point page[] = {{330, 492}, {622, 492}, {678, 662}, {274, 662}};
    struct path tray = {0}, paper = {0};
    for (int i = 0; i < 4; i++) {
        struct point t = on(b, edge[i].x, edge[i].y), p = on(b, page[i].x, page[i].y);
        path_add(&tray, t.x, t.y);
        path_add(&paper, p.x, p.y);
    }
    path_fill(&b->p->canvas, &tray, tone(b, TOKEN_BODY));
    path_stroke(&b->p->canvas, &tray, 18 * b->scale, true, tone(b, TOKEN_BODY));
    path_fill(&b->p->canvas, &paper, 0xFFFFFF);
    for (int i = 0; i < 5; i++) {
        float y = 520 + 28 * (float)i, out = (y - 492) * 0.33F;
        float left = 366 - out, right = i == 4 ? 470 : 586 + out;
        bar(b, (struct point){left, y}, (struct point){right, y}, 8, 0x8093AC);
    }
}

static void draw_camera(const struct board *b)
{
    uint32_t arm = tone(b, TOKEN_BODY_LIGHT);
    bar(b, (struct point){800, 540}, (struct point){800, 150}, 34, arm);
    bar(b, (struct point){800, 150}, (struct point){520, 110}, 34, arm);
    slab(b, (struct box){396, 76, 160, 84}, 24, tone(b, TOKEN_BODY_DARK));
    slab(b, (struct box){436, 138, 80, 44}, 18, tone(b, TOKEN_DEEP));
    slab(b, (struct box){456, 168, 40, 14}, 7, tone(b, TOKEN_LAMP));
}

static void draw_stand(struct painter *p, const struct scene_item *item)
{
    struct board b = board_for(p, item->box);
    uint32_t lamp = tone(&b, TOKEN_LAMP);
    int line = p->theme->line[LINE_PANEL];
    paint_card(p, item->box, LOOK_PLAIN, false);
    raster_round(&p->canvas, box_inset(item->box, line, line), SHAPE_RADIUS - 2,
                 paint_colour(p, TOKEN_SCENERY));
    draw_tray(&b);
    draw_camera(&b);
    static const struct point corner[] = {{318, 480}, {634, 480}, {692, 674}, {260, 674}};
    for (int i = 0; i < 4; i++) {
        float inward = i == 0 || i == 3 ? 44 : -44, down = i < 2 ? 30 : -30;
        bar(&b, corner[i], (struct point){corner[i].x + inward, corner[i].y}, 9, lamp);
        bar(&b, corner[i], (struct point){corner[i].x - inward * 0.22F, corner[i].y + down}, 9,
            lamp);
    }
    arrow(&b, 476, 300, 1, lamp);
}

static void draw_guide(struct painter *p, const struct scene_item *item)
{
    struct board b = board_for(p, item->box);
    float at = swing(item->total);
    paint_card(p, item->box, LOOK_PLAIN, false);
    raster_round(&p->canvas,
                 box_inset(item->box, p->theme->line[LINE_PANEL], p->theme->line[LINE_PANEL]),
                 SHAPE_RADIUS - 2, paint_colour(p, TOKEN_SCENERY));
    draw_machine(&b);
    draw_reader(&b, at);
    uint32_t lamp = tone(&b, TOKEN_LAMP);
    switch (item->amount) {
    case PICTURE_LIFT:
        arrow(&b, 334, 480, -1, lamp);
        draw_card(&b, 340, 330 - 24 * at, -6);
        break;
    case PICTURE_SCAN:
        arrow(&b, 334, 430, 1, lamp);
        draw_phone(&b, 340, 264 + 16 * at);
        break;
    default:
        arrow(&b, 338, 436, 1, lamp);
        draw_card(&b, 343, 332 + 24 * at, -6);
        break;
    }
    label_places(&b, true, item->amount == PICTURE_SCAN ? _("扫码区") : _("读卡区"), _("回执口"));
}

/* --- the slot with the slip -------------------------------------------------------------------*/

static void slip_rule(struct painter *p, struct box paper, int y)
{
    for (int x = paper.x + SLIP_PAD; x + 6 < paper.x + paper.w - SLIP_PAD; x += 10)
        raster_fill(&p->canvas, (struct box){x, y, 6, 2}, 0x8A9099);
}

static void slip_code(struct painter *p, const char *content, struct box paper, int y)
{
    QRcode *code = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M);
    if (!code)
        return;
    int room = paper.y + paper.h - y - SLIP_PAD;
    int module = (room < SLIP_CODE ? room : SLIP_CODE) / code->width;
    module = module < 2 && room >= 2 * code->width ? 2 : module;
    int side = module * code->width, x = paper.x + (paper.w - side) / 2;
    for (int i = 0; i < code->width * code->width && module >= 2; i++)
        if (code->data[i] & 1)
            raster_fill(&p->canvas,
                        (struct box){x + i % code->width * module, y + i / code->width * module,
                                     module, module},
                        paint_colour(p, TOKEN_PAPER_INK));
    QRcode_free(code);
}

static int slip_line(const struct painter *p)
{
    return glyph_line_height(p->theme, TYPE_SLIP) + 2;
}

static void slip_words(struct painter *p, const struct scene_item *item, struct box paper)
{
    int y = paper.y + SLIP_HEAD;
    uint32_t ink = paint_colour(p, TOKEN_PAPER_INK);
    const char *at = item->value;
    for (int i = 0; *at && i < SLIP_LINES; i++) {
        size_t len = strcspn(at, "\n");
        struct wrap_line line = {.text = at, .len = len};
        char copy[GLYPH_TEXT];
        if (len < sizeof copy) {
            memcpy(copy, line.text, len);
            copy[len] = '\0';
            paint_line(p, i ? TYPE_SLIP : TYPE_SLIP_BOLD, copy,
                       (struct spot){i ? paper.x + SLIP_PAD : paper.x + paper.w / 2, y,
                                     i ? ALIGN_LEFT : ALIGN_MIDDLE},
                       ink);
            wipe(copy, len);
        }
        if (i == 0)
            slip_rule(p, paper, y + 30);
        y += i ? slip_line(p) : SLIP_TITLE;
        at += len + (at[len] == '\n');
    }
    slip_rule(p, paper, y - 8);
    if (*item->note)
        slip_code(p, item->note, paper, y + 10);
}

/* One that is longer than there is room for runs on below the edge. */
static int slip_height(const struct painter *p, const struct scene_item *item)
{
    int words = SLIP_HEAD + SLIP_TITLE - slip_line(p), room = item->box.h - 48;
    for (const char *at = item->value; at; at = strchr(at + 1, '\n'))
        words += slip_line(p);
    return words > room ? item->box.h - 20 : room;
}

static void draw_slot(struct painter *p, const struct scene_item *item)
{
    const struct theme *t = p->theme;
    struct box box = item->box;
    struct box mouth = {box.x + box.w / 2 - 180, box.y - 28, 360, 56};
    struct box paper = {box.x + (box.w - SLIP_W) / 2, box.y + 20, SLIP_W, slip_height(p, item)};
    uint32_t ground = t->contrast ? t->colour[TOKEN_SCENERY]
                                  : raster_mix(t->colour[TOKEN_SCENERY], t->colour[TOKEN_BODY], 70);
    raster_frame(&p->canvas, box,
                 (struct frame){SHAPE_RADIUS, t->contrast ? t->line[LINE_PANEL] : 0,
                                t->colour[TOKEN_LINE], ground});
    struct box clip = p->canvas.clip;
    p->canvas.clip = box_cut(clip, box);
    raster_round(&p->canvas, mouth, 16, t->colour[TOKEN_DEEP]);
    raster_shadow(&p->canvas, paper, 4, t->colour[TOKEN_SHADOW], 3 * t->line[LINE_SHADOW]);
    raster_fill(&p->canvas, paper, t->colour[TOKEN_PAPER]);
    p->canvas.clip = box_cut(p->canvas.clip, paper);
    slip_words(p, item, paper);
    p->canvas.clip = clip;
}

void paint_picture(struct painter *p, const struct scene_item *item)
{
    if (item->amount == PICTURE_SLOT)
        draw_slot(p, item);
    else if (item->amount == PICTURE_MARK)
        paint_mark(p, item->box);
    else if (item->amount == PICTURE_PAGE)
        draw_stand(p, item);
    else
        draw_guide(p, item);
}

struct box paint_motion(const struct scene_item *item)
{
    if (item->role != ROLE_PICTURE || item->amount == PICTURE_SLOT || item->amount == PICTURE_MARK)
        return scene_item_reach(item);
    struct board b = board_for(NULL, item->box);
    struct point from = on(&b, 170, 130), to = on(&b, 500, 690);
    return (struct box){(int)from.x, (int)from.y, (int)(to.x - from.x), (int)(to.y - from.y)};
}
