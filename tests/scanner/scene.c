/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/scanner/scene.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "tests/scanner/light.h"

enum { WIDTH = 1280, HEIGHT = 720, QUIET = 4, BACK = 150, PHOTO_WIDTH = 4000, PHOTO_HEIGHT = 3000 };

static const double PI = 3.14159265358979323846;

static const char *const names[SCENE_KINDS] = {
    [SCENE_CLEAN] = "clean",
    [SCENE_ROTATED] = "rotated",
    [SCENE_PERSPECTIVE] = "perspective",
    [SCENE_BLURRED] = "blurred",
    [SCENE_MOVED] = "moved",
    [SCENE_FAINT] = "faint",
    [SCENE_GLARE] = "glare",
    [SCENE_SHADOW] = "shadow",
    [SCENE_NOISY] = "noisy",
    [SCENE_MOIRE] = "moire",
    [SCENE_INVERTED] = "inverted",
    [SCENE_SMALL] = "small",
    [SCENE_CLOSE] = "close",
    [SCENE_DENSE] = "dense",
    [SCENE_CURVED] = "curved",
    [SCENE_FOLDED] = "folded",
    [SCENE_DAMAGED] = "damaged",
    [SCENE_DOTTED] = "dotted",
    [SCENE_BUSY] = "busy",
    [SCENE_EMPTY] = "empty",
    [SCENE_LOTS] = "lots",
    [SCENE_PAIR] = "pair",
    [SCENE_FULL] = "full",
    [SCENE_TILTED] = "tilted",
    [SCENE_STREAKED] = "streaked",
    [SCENE_LAMP] = "lamp",
    [SCENE_PHOTO] = "photo",
};

const char *scene_name(enum scene_kind kind)
{
    return names[kind];
}

/* --- what stands before the camera --- */

struct view {
    QRcode *code;                         /* NULL: none */
    double side;                          /* in pixels, once it is drawn */
    double module;                        /* pixels where the code is nearest to upright */
    double x, y;                          /* centre in the picture */
    double roll, yaw, pitch;              /* radians */
    double bend;                          /* 1 / radius in sides of the code; 0: flat */
    double fold, fold_length, fold_phase; /* in modules */
    double dot;                           /* radius of a module's dot; 0: squares */
    int dark, light;
    bool inverted;
};

static void auto_code(QRcode **q)
{
    QRcode_free(*q);
}

/* Picture → the code's plane, in modules from its centre. Looked at from `far` sides away. */
static void to_plane(const struct view *v, double px, double py, double *u, double *w)
{
    double side = v->code->width, far = 2.2 * side;
    double x = (px - v->x) / v->module, y = (py - v->y) / v->module;
    double c = cos(v->roll), s = sin(v->roll), rx = x * c + y * s, ry = y * c - x * s;
    double ty = tan(v->yaw), tp = tan(v->pitch);
    double depth = far / (far - rx * ty - ry * tp);
    double a = rx * depth / cos(v->yaw), b = ry * depth / cos(v->pitch);
    if (v->bend > 0) {
        double r = side / v->bend;
        a = fabs(a) < r ? r * asin(a / r) : 1e9;
    }
    if (v->fold > 0) {
        double phase = v->fold_phase + 2 * PI * b / v->fold_length;
        a += v->fold * sin(phase);
        b += v->fold * 0.7 * sin(phase * 0.8 + 2 * PI * a / v->fold_length / 1.3);
    }
    *u = a;
    *w = b;
}

/* 0 dark, 1 light, -1 beside the code. */
static int tone_at(const struct view *v, double u, double w)
{
    int n = v->code->width;
    double x = u + n / 2.0, y = w + n / 2.0;
    if (x < -QUIET || y < -QUIET || x >= n + QUIET || y >= n + QUIET)
        return -1;
    int ix = (int)floor(x), iy = (int)floor(y);
    if (ix < 0 || iy < 0 || ix >= n || iy >= n || !(v->code->data[iy * n + ix] & 1))
        return 1;
    bool finder = (ix < 7 && iy < 7) || (ix >= n - 7 && iy < 7) || (ix < 7 && iy >= n - 7);
    return v->dot > 0 && !finder && hypot(x - ix - 0.5, y - iy - 0.5) > v->dot;
}

static void draw(const struct view *v, struct picture *p)
{
    enum { SUB = 3 };
    double reach = (v->code->width + 2 * QUIET) * v->module;
    for (int y = (int)fmax(0, v->y - reach); y < fmin(p->height, v->y + reach); y++)
        for (int x = (int)fmax(0, v->x - reach); x < fmin(p->width, v->x + reach); x++) {
            double sum = 0;
            uint8_t *pixel = &p->grey[(size_t)y * (size_t)p->width + x];
            for (int i = 0; i < SUB * SUB; i++) {
                double u, w;
                int across = i % SUB, down = i / SUB;
                to_plane(v, x + (across + 0.5) / SUB, y + (down + 0.5) / SUB, &u, &w);
                int tone = tone_at(v, u, w);
                sum += tone < 0 ? *pixel : tone == !v->inverted ? v->light : v->dark;
            }
            *pixel = (uint8_t)(sum / (SUB * SUB));
        }
}

/* Bars, squares and rows of strokes like letters. */
static void clutter(struct dice *d, struct picture *p)
{
    for (int i = 0; i < 900; i++) {
        int w = dice_int(d, 2, 24), h = dice_int(d, 2, 24), tone = dice_int(d, 10, 245);
        int x0 = dice_int(d, 0, p->width - w), y0 = dice_int(d, 0, p->height - h);
        for (int y = y0; y < y0 + h; y++)
            memset(p->grey + (size_t)y * (size_t)p->width + x0, tone, (size_t)w);
    }
}

static void stain(struct dice *d, const struct view *v, struct picture *p)
{
    double side = v->side;
    for (int i = 0; i < 4; i++) {
        double cx = v->x + dice_between(d, -0.22, 0.3) * side;
        double cy = v->y + dice_between(d, -0.22, 0.3) * side;
        double r = side * dice_between(d, 0.04, 0.075);
        int tone = dice_int(d, 20, 240);
        for (int y = (int)(cy - r); y < cy + r; y++)
            for (int x = (int)(cx - r); x < cx + r; x++)
                if (x >= 0 && y >= 0 && x < p->width && y < p->height && hypot(x - cx, y - cy) < r)
                    p->grey[(size_t)y * (size_t)p->width + x] = (uint8_t)tone;
    }
}

/* --- kinds --- */

static void compose(struct dice *d, enum scene_kind kind, struct scene_code *scene)
{
    int n = kind == SCENE_DENSE  ? dice_int(d, 250, 700)
            : kind == SCENE_FULL ? dice_int(d, 1000, 2300)
                                 : dice_int(d, 12, 90);
    for (int i = 0; i < n; i++)
        scene->payload[i] = (uint8_t)dice_int(d, 0, 255);
    scene->size = (size_t)n;
}

static void pose(struct dice *d, enum scene_kind kind, struct view *v)
{
    double side = v->code->width;
    v->module = dice_between(d, 150, 420) / side;
    v->roll = dice_between(d, -0.15, 0.15);
    v->yaw = dice_between(d, -0.12, 0.12);
    v->pitch = dice_between(d, -0.12, 0.12);
    if (kind == SCENE_ROTATED)
        v->roll = dice_between(d, -PI, PI);
    if (kind == SCENE_PERSPECTIVE) {
        v->yaw = dice_between(d, 0.4, 0.85) * (dice_int(d, 0, 1) ? 1 : -1);
        v->pitch = dice_between(d, -0.6, 0.6);
    }
    if (kind == SCENE_SMALL)
        v->module = dice_between(d, 1.5, 2.4);
    if (kind == SCENE_CLOSE)
        v->module = dice_between(d, 660, 700) / side;
    if (kind == SCENE_DENSE)
        v->module = dice_between(d, 2.6, 5);
    if (kind == SCENE_FULL)
        v->module = dice_between(d, 600, 670) / side;
    if (kind == SCENE_TILTED) {
        v->yaw = dice_between(d, 0.85, 1.1) * (dice_int(d, 0, 1) ? 1 : -1);
        v->module = dice_between(d, 300, 420) / side;
    }
    if (kind == SCENE_CURVED)
        v->bend = dice_between(d, 0.9, 1.6);
    if (kind == SCENE_FOLDED) {
        v->fold = dice_between(d, 0.4, 1.1);
        v->fold_length = side * dice_between(d, 0.5, 1.2);
        v->fold_phase = dice_between(d, 0, 2 * PI);
    }
    if (kind == SCENE_DOTTED)
        v->dot = dice_between(d, 0.32, 0.45);
    double room = side * v->module * 0.75;
    v->x = room < WIDTH / 2.0 ? dice_between(d, room, WIDTH - room) : WIDTH / 2.0;
    v->y = room < HEIGHT / 2.0 ? dice_between(d, room, HEIGHT - room) : HEIGHT / 2.0;
    v->dark = dice_int(d, 15, 60);
    v->light = dice_int(d, 180, 245);
    v->inverted = kind == SCENE_INVERTED;
    if (kind == SCENE_FAINT)
        v->light = v->dark + dice_int(d, 14, 40);
}

static enum err spoil(struct dice *d, enum scene_kind kind, const struct view *v, struct picture *p)
{
    double side = v->side;
    double lamp[] = {v->x + dice_between(d, -0.5, 0.5) * side,
                     v->y + dice_between(d, -0.5, 0.5) * side, side * dice_between(d, 0.12, 0.3),
                     330};
    double edge[] = {v->x, v->y, dice_between(d, 0, 2 * PI), dice_between(d, 4, 60)};
    double screen[] = {dice_between(d, 0.9, 2.6), dice_between(d, -0.4, 0.4),
                       dice_between(d, 0.2, 0.4), dice_between(d, 0, 6)};
    if (kind == SCENE_DAMAGED)
        stain(d, v, p);
    if (kind == SCENE_LAMP) {
        lamp[2] = side * dice_between(d, 0.3, 0.5);
        lamp[3] = dice_between(d, 120, 260);
    }
    if (kind == SCENE_GLARE || kind == SCENE_LAMP)
        light_change(p, light_glare, lamp);
    if (kind == SCENE_SHADOW)
        light_change(p, light_shadow, edge);
    if (kind == SCENE_MOIRE)
        light_change(p, light_moire, screen);
    if (kind == SCENE_BLURRED)
        TRY(light_blur(p, (int)fmax(1, v->module * dice_between(d, 0.3, 0.5))));
    else if (kind == SCENE_MOVED)
        TRY(light_smear(p, v->module * dice_between(d, 0.9, 1.8), dice_between(d, 0, PI)));
    else if (kind == SCENE_STREAKED)
        TRY(light_smear(p, v->module * dice_between(d, 1.6, 2.4), dice_between(d, 0, PI)));
    light_noise(d, p, kind == SCENE_NOISY ? dice_between(d, 25, 55) : kind == SCENE_FAINT ? 2 : 3);
    return ERR_NONE;
}

/* A rack of places, or one place for the whole picture. */
struct rack {
    int columns, rows;
    double width, height; /* of the whole */
};

static struct rack rack_of(struct dice *d, enum scene_kind kind)
{
    if (kind == SCENE_LOTS)
        return (struct rack){.columns = dice_int(d, 5, 7), .rows = dice_int(d, 3, 4)};
    if (kind == SCENE_PHOTO)
        return (struct rack){.columns = dice_int(d, 3, 6), .rows = dice_int(d, 2, 4)};
    return (struct rack){.columns = kind == SCENE_PAIR ? 2 : 1, .rows = 1};
}

/* Into one place of the rack, small enough to stay in it when turned a little. */
static void place(struct dice *d, enum scene_kind kind, const struct rack *rack, int i,
                  struct view *v)
{
    double w = rack->width / rack->columns, h = rack->height / rack->rows;
    double room = fmin(w, h) / (v->code->width + 2 * QUIET);
    v->module = room * dice_between(d, kind == SCENE_LOTS ? 0.75 : 0.45, 0.85);
    if (kind == SCENE_PHOTO)
        v->module = fmin(v->module, dice_between(d, 3, 7));
    v->roll = dice_between(d, -0.1, 0.1);
    v->x = (i % rack->columns + 0.5) * w;
    v->y = ((int)(i / rack->columns) + 0.5) * h;
    if (kind == SCENE_PAIR && i == 1) {
        v->yaw = dice_between(d, 0.3, 0.6);
        v->roll = dice_between(d, -PI, PI);
        v->module *= 0.8;
        v->light = v->dark + dice_int(d, 30, 90);
    }
}

/* The next one into the rack; what is seen of it stays in *v. */
static enum err add_code(struct dice *d, enum scene_kind kind, const struct rack *rack,
                         struct view *v, struct scene *scene)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    struct scene_code *c = &scene->code[scene->codes];
    compose(d, kind, c);
    bool strong = kind == SCENE_DAMAGED || kind == SCENE_LAMP;
    bool weak = kind == SCENE_DENSE || kind == SCENE_FULL;
    QRecLevel ec = levels[dice_int(d, strong ? 2 : 0, weak ? 1 : 3)];
    AUTO(auto_code) QRcode *code = QRcode_encodeData((int)c->size, c->payload, 0, ec);
    if (!code)
        return ERR_LIBRARY;
    v->code = code;
    pose(d, kind, v);
    if (rack->columns > 1)
        place(d, kind, rack, scene->codes, v);
    draw(v, &scene->picture);
    v->side = code->width * v->module;
    v->code = NULL;
    scene->codes++;
    return ERR_NONE;
}

static enum err make(struct dice *d, enum scene_kind kind, struct scene *scene)
{
    struct view v = {.x = WIDTH / 2.0, .y = HEIGHT / 2.0, .side = 300};
    struct picture *p = &scene->picture;
    bool photo = kind == SCENE_PHOTO;
    TRY(picture_init(p, photo ? PHOTO_WIDTH : WIDTH, photo ? PHOTO_HEIGHT : HEIGHT));
    memset(p->grey, BACK, (size_t)p->width * (size_t)p->height);
    if (kind == SCENE_BUSY || kind == SCENE_EMPTY)
        clutter(d, p);
    if (kind == SCENE_EMPTY)
        return spoil(d, kind, &v, p);
    struct rack rack = rack_of(d, kind);
    rack.width = p->width;
    rack.height = p->height;
    while (scene->codes < rack.columns * rack.rows)
        TRY(add_code(d, kind, &rack, &v, scene));
    return spoil(d, kind, &v, p);
}

enum err scene_make(enum scene_kind kind, unsigned number, struct scene *ret_scene)
{
    struct dice d = {.state = (uint64_t)kind << 32 | number};
    *ret_scene = (struct scene){0};
    enum err e = make(&d, kind, ret_scene);
    if (e != ERR_NONE)
        scene_wipe(ret_scene);
    return e;
}

void scene_wipe(struct scene *scene)
{
    if (scene->picture.grey)
        picture_wipe(&scene->picture);
    *scene = (struct scene){0};
}
