/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/story/eye/shape.h"

#include <stdlib.h>

enum { MARGIN = 2, INK_ALPHA = 252 };

static void mix(struct point *points, int count)
{
    uint32_t random = 12345;
    for (int i = count - 1; i > 0; i--) {
        random = random * 1664525u + 1013904223u;
        int j = (int)(random >> 8) % (i + 1);
        struct point swap = points[i];
        points[i] = points[j];
        points[j] = swap;
    }
}

/* Keeps at most POINTS of all, spread evenly. */
static int choose(const struct point *all, int count, struct point *ret_chosen)
{
    int kept = count < POINTS ? count : POINTS;
    for (int i = 0; i < kept; i++)
        ret_chosen[i] = all[(int64_t)i * count / kept];
    mix(ret_chosen, kept);
    return kept;
}

static void find_edges(const SDL_Surface *s, struct shape *shape)
{
    shape->left = s->w;
    shape->top = s->h;
    shape->right = shape->bottom = 0;
    for (int y = 0; y < s->h; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)((const char *)s->pixels + (ptrdiff_t)y * s->pitch);
        for (int x = 0; x < s->w; x++) {
            if (!(row[x] >> 24))
                continue;
            shape->left = x < shape->left ? x : shape->left;
            shape->right = x >= shape->right ? x + 1 : shape->right;
            shape->top = y < shape->top ? y : shape->top;
            shape->bottom = y >= shape->bottom ? y + 1 : shape->bottom;
        }
    }
}

/* Some paper belongs to a letter: a bar alone is not yet the numeral one. */
static void add_margin(const SDL_Surface *s, struct shape *shape)
{
    shape->left = shape->left > MARGIN ? shape->left - MARGIN : 0;
    shape->top = shape->top > MARGIN ? shape->top - MARGIN : 0;
    shape->right = shape->right + MARGIN < s->w ? shape->right + MARGIN : s->w;
    shape->bottom = shape->bottom + MARGIN < s->h ? shape->bottom + MARGIN : s->h;
}

/* Latin letters stand close, and one may reach under the arm of another: paper counts only towards
 * the middle of them. Digits and Chinese characters keep their distance. */
static struct point paper_columns(const struct shape *shape, int size)
{
    int code = (int)(shape->code | 0x20);
    if (code < 'a' || code > 'z')
        return (struct point){(int16_t)shape->left, (int16_t)shape->right};
    int side = MARGIN + size / 8, middle = (shape->left + shape->right) / 2;
    int from = shape->left + side, to = shape->right - side;
    return (struct point){(int16_t)(from < middle ? from : middle),
                          (int16_t)(to > middle + 1 ? to : middle + 1)};
}

static void sort_points(const SDL_Surface *s, struct shape *shape, int size)
{
    struct point columns = paper_columns(shape, size);
    int room = (shape->right - shape->left) * (shape->bottom - shape->top);
    struct point *ink = calloc((size_t)room + 1, sizeof *ink);
    struct point *paper = calloc((size_t)room + 1, sizeof *paper);
    int inked = 0, empty = 0;
    for (int y = shape->top; ink && paper && y < shape->bottom; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)((const char *)s->pixels + (ptrdiff_t)y * s->pitch);
        for (int x = shape->left; x < shape->right; x++) {
            if (row[x] >> 24 >= INK_ALPHA)
                ink[inked++] = (struct point){(int16_t)x, (int16_t)y};
            else if (row[x] >> 24 == 0 && x >= columns.x && x < columns.y)
                paper[empty++] = (struct point){(int16_t)x, (int16_t)y};
        }
    }
    shape->inked = choose(ink, inked, shape->ink);
    shape->empty = choose(paper, empty, shape->paper);
    free(ink);
    free(paper);
}

static bool is_probe(const SDL_Surface *s, struct shape *shape, struct probe p)
{
    int dx = p.down ? 0 : STEP, dy = p.down ? STEP : 0;
    const uint8_t *at = (const uint8_t *)s->pixels + (ptrdiff_t)p.y * s->pitch + p.x * 4 + 3;
    uint8_t first = at[0], second = at[dy * s->pitch + dx * 4];
    if (!(first >= INK_ALPHA && second == 0) && !(first == 0 && second >= INK_ALPHA))
        return false;
    p.there = true;
    shape->probe = p;
    return true;
}

static void find_probe(const SDL_Surface *s, struct shape *shape)
{
    for (int down = 0; down < 2; down++)
        for (int y = shape->top; y < shape->bottom - (down ? STEP : 0); y++)
            for (int x = shape->left; x < shape->right - (down ? 0 : STEP); x++)
                if (is_probe(s, shape, (struct probe){.down = down, .x = x, .y = y}))
                    return;
}

static struct shape *draw_shape(struct face *face, uint32_t code)
{
    int left, right, low, high;
    struct shape *shape = calloc(1, sizeof *shape);
    SDL_Surface *s = TTF_RenderGlyph32_Blended(face->font, code, (SDL_Color){0, 0, 0, 255});
    if (!shape || !s) {
        SDL_FreeSurface(s);
        free(shape);
        return NULL;
    }
    shape->code = code;
    TTF_GlyphMetrics32(face->font, code, &left, &right, &low, &high, &shape->advance);
    find_edges(s, shape);
    if (shape->right > shape->left) {
        add_margin(s, shape);
        sort_points(s, shape, face->size);
        find_probe(s, shape);
    }
    SDL_FreeSurface(s);
    shape->next = face->shapes;
    face->shapes = shape;
    return shape;
}

struct shape *face_shape(struct face *face, uint32_t code)
{
    for (struct shape *s = face->shapes; s; s = s->next)
        if (s->code == code)
            return s;
    return draw_shape(face, code);
}
