/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/scanner/scene.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

enum { WIDTH = 1280, HEIGHT = 720, QUIET = 4, BACK = 150 };

static const double PI = 3.14159265358979323846;

static const char *const names[SCENE_KINDS] = {
    [SCENE_CLEAN] = "clean",     [SCENE_ROTATED] = "rotated",   [SCENE_PERSPECTIVE] = "perspective",
    [SCENE_BLURRED] = "blurred", [SCENE_MOVED] = "moved",       [SCENE_FAINT] = "faint",
    [SCENE_GLARE] = "glare",     [SCENE_SHADOW] = "shadow",     [SCENE_NOISY] = "noisy",
    [SCENE_MOIRE] = "moire",     [SCENE_INVERTED] = "inverted", [SCENE_SMALL] = "small",
    [SCENE_CLOSE] = "close",     [SCENE_DENSE] = "dense",       [SCENE_CURVED] = "curved",
    [SCENE_FOLDED] = "folded",   [SCENE_DAMAGED] = "damaged",   [SCENE_DOTTED] = "dotted",
    [SCENE_BUSY] = "busy",       [SCENE_EMPTY] = "empty",
};

const char *scene_name(enum scene_kind kind)
{
    return names[kind];
}

/* --- chance that repeats (splitmix64) --- */

struct dice {
    uint64_t state;
};

static uint64_t dice_next(struct dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static double dice_between(struct dice *d, double low, double high)
{
    return low + (high - low) * (double)(dice_next(d) >> 11) / 9007199254740992.0;
}

static int dice_int(struct dice *d, int low, int high)
{
    return low + (int)(dice_next(d) % (uint64_t)(high - low + 1));
}

/* --- what stands before the camera --- */

struct view {
    QRcode *code;                         /* NULL: none */
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

/* --- what the light and the sensor do --- */

static uint8_t level(double v)
{
    return v < 0 ? 0 : v > 255 ? 255 : (uint8_t)v;
}

typedef double light_fn(double x, double y, double value, const double *with);

static void relight(struct picture *p, light_fn *fn, const double *with)
{
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            uint8_t *pixel = &p->grey[(size_t)y * (size_t)p->width + x];
            *pixel = level(fn(x, y, *pixel, with));
        }
}

static double glare(double x, double y, double value, const double *with)
{
    double r = hypot(x - with[0], y - with[1]) / with[2];
    return value + 330 * exp(-r * r);
}

static double shadow(double x, double y, double value, const double *with)
{
    double edge = ((x - with[0]) * cos(with[2]) + (y - with[1]) * sin(with[2])) / with[3];
    return value * (0.22 + 0.78 / (1 + exp(-edge)));
}

static double moire(double x, double y, double value, const double *with)
{
    double grid = sin(x * with[0] + y * with[1]) * sin(y * with[0] * 1.03 - x * with[1]);
    double beat = sin(x * with[0] / 9 + with[3]) * sin(y * with[0] / 11);
    return value * (1 + with[2] * grid + with[2] * 0.7 * beat) * 0.8 + 12;
}

static void noise(struct dice *d, struct picture *p, double sigma)
{
    for (size_t i = 0; i < (size_t)p->width * (size_t)p->height; i++) {
        double sum = -3;
        for (int k = 0; k < 6; k++)
            sum += dice_between(d, 0, 1);
        p->grey[i] = level(p->grey[i] + sum * sigma * 1.41);
    }
}

static enum err blur(struct picture *p, int radius)
{
    for (int i = 0; i < 3; i++) {
        struct picture out;
        TRY(picture_blur(p, radius, &out));
        picture_wipe(p);
        *p = out;
    }
    return ERR_NONE;
}

/* Along one direction, as far as `length` pixels. */
static enum err smear(struct picture *p, double length, double angle)
{
    struct picture out;
    TRY(picture_init(&out, p->width, p->height));
    for (int y = 0; y < p->height; y++)
        for (int x = 0; x < p->width; x++) {
            int sum = 0, steps = (int)fmax(0, length * 2) + 1;
            for (int n = 0; n < steps; n++) {
                double t = n / 2.0 - length / 2;
                int sx = (int)lround(x + t * cos(angle)), sy = (int)lround(y + t * sin(angle));
                sx = sx < 0 ? 0 : sx >= p->width ? p->width - 1 : sx;
                sy = sy < 0 ? 0 : sy >= p->height ? p->height - 1 : sy;
                sum += p->grey[(size_t)sy * (size_t)p->width + sx];
            }
            out.grey[(size_t)y * (size_t)p->width + x] = (uint8_t)(sum / steps);
        }
    picture_wipe(p);
    *p = out;
    return ERR_NONE;
}

static void stain(struct dice *d, const struct view *v, struct picture *p)
{
    double side = v->code->width * v->module;
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

static void compose(struct dice *d, enum scene_kind kind, struct scene *scene)
{
    int n = kind == SCENE_DENSE ? dice_int(d, 250, 700) : dice_int(d, 12, 90);
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
    double side = v->code ? v->code->width * v->module : 300;
    double lamp[] = {v->x + dice_between(d, -0.5, 0.5) * side,
                     v->y + dice_between(d, -0.5, 0.5) * side, side * dice_between(d, 0.12, 0.3),
                     0};
    double edge[] = {v->x, v->y, dice_between(d, 0, 2 * PI), dice_between(d, 4, 60)};
    double screen[] = {dice_between(d, 0.9, 2.6), dice_between(d, -0.4, 0.4),
                       dice_between(d, 0.2, 0.4), dice_between(d, 0, 6)};
    if (kind == SCENE_DAMAGED)
        stain(d, v, p);
    if (kind == SCENE_GLARE)
        relight(p, glare, lamp);
    if (kind == SCENE_SHADOW)
        relight(p, shadow, edge);
    if (kind == SCENE_MOIRE)
        relight(p, moire, screen);
    if (kind == SCENE_BLURRED)
        TRY(blur(p, (int)fmax(1, v->module * dice_between(d, 0.3, 0.5))));
    else if (kind == SCENE_MOVED)
        TRY(smear(p, v->module * dice_between(d, 0.9, 1.8), dice_between(d, 0, PI)));
    noise(d, p, kind == SCENE_NOISY ? dice_between(d, 25, 55) : kind == SCENE_FAINT ? 2 : 3);
    return ERR_NONE;
}

static enum err make(struct dice *d, enum scene_kind kind, struct scene *scene)
{
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    struct view v = {.x = WIDTH / 2.0, .y = HEIGHT / 2.0};
    TRY(picture_init(&scene->picture, WIDTH, HEIGHT));
    memset(scene->picture.grey, BACK, (size_t)WIDTH * HEIGHT);
    if (kind == SCENE_BUSY || kind == SCENE_EMPTY)
        clutter(d, &scene->picture);
    if (kind == SCENE_EMPTY)
        return spoil(d, kind, &v, &scene->picture);
    compose(d, kind, scene);
    QRecLevel ec = levels[dice_int(d, kind == SCENE_DAMAGED ? 2 : 0, kind == SCENE_DENSE ? 1 : 3)];
    AUTO(auto_code) QRcode *code = QRcode_encodeData((int)scene->size, scene->payload, 0, ec);
    if (!code)
        return ERR_LIBRARY;
    v.code = code;
    pose(d, kind, &v);
    draw(&v, &scene->picture);
    return spoil(d, kind, &v, &scene->picture);
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
