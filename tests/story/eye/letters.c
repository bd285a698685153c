/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/story/eye/letters.h"

#include <stdlib.h>
#include <string.h>

#include "tests/story/eye/shape.h"

enum { TEXT_MAX = 128, COLOUR_NEAR = 14, COLOUR_APART = 90 };

static const char *const files[2] = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                                     "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"};
enum { FACE_SC = 2 };

/* All sizes of the kiosk's themes, normal and large; a size more costs some milliseconds a look. */
static const int sizes[] = {22, 30, 32, 34, 36, 40, 42, 44,  48,
                            52, 56, 64, 72, 76, 80, 96, 144, 160};
enum { SIZES = sizeof sizes / sizeof *sizes, FACES = SIZES * 2 };

/* Where a picture's colours change over STEP pixels: letters can only be here. */
struct edges {
    int *at;
    int count, room;
};

struct letters {
    struct face face[FACES];
    int order[FACES];      /* what matched last is tried first */
    struct edges edges[2]; /* across, down */
};

struct colours {
    uint32_t ink, paper;
};

struct letters *letters_open(void)
{
    struct letters *l = calloc(1, sizeof *l);
    if (!l || TTF_Init() != 0)
        return NULL;
    for (int i = 0; i < FACES; i++) {
        struct face *f = &l->face[i];
        f->size = sizes[i / 2];
        f->bold = i % 2;
        f->font = TTF_OpenFontIndex(files[f->bold], f->size, FACE_SC);
        l->order[i] = i;
        if (!f->font)
            return NULL;
        TTF_SetFontHinting(f->font, TTF_HINTING_LIGHT);
    }
    return l;
}

static int apart(uint32_t a, uint32_t b)
{
    int sum = 0;
    for (int c = 0; c < 24; c += 8)
        sum += abs((int)(a >> c & 255) - (int)(b >> c & 255));
    return sum;
}

static bool shape_is_at(const struct shape *s, struct pixels p, int x, int y,
                        struct colours *ret_colours)
{
    const uint32_t *at = p.at + (ptrdiff_t)y * p.width + x;
    uint32_t ink = at[(ptrdiff_t)s->ink[0].y * p.width + s->ink[0].x];
    uint32_t paper = s->empty ? at[(ptrdiff_t)s->paper[0].y * p.width + s->paper[0].x] : ~ink;
    if (ink == paper || (s->empty && apart(ink, paper) < COLOUR_APART))
        return false;
    int most = s->inked > s->empty ? s->inked : s->empty;
    for (int i = 0; i < most; i++) {
        if (i < s->inked &&
            apart(at[(ptrdiff_t)s->ink[i].y * p.width + s->ink[i].x], ink) > COLOUR_NEAR)
            return false;
        if (i < s->empty &&
            apart(at[(ptrdiff_t)s->paper[i].y * p.width + s->paper[i].x], paper) > 3 * COLOUR_NEAR)
            return false;
    }
    *ret_colours = (struct colours){ink, paper};
    return true;
}

static bool fits(const struct shape *s, struct pixels p, int x, int y)
{
    return x + s->left >= 0 && y + s->top >= 0 && x + s->right <= p.width &&
           y + s->bottom <= p.height;
}

struct search {
    struct letters *letters;
    struct pixels pixels;
    struct face *face;
    uint32_t code[TEXT_MAX];
    int count;
    struct colours colours; /* of the first letter */
};

struct pen {
    int x, y;
};

static bool same_letter_at(const struct search *q, const struct shape *s, int x, int y)
{
    struct colours colours;
    return fits(s, q->pixels, x, y) && shape_is_at(s, q->pixels, x, y, &colours) &&
           apart(colours.ink, q->colours.ink) <= COLOUR_NEAR;
}

static bool find_beside(const struct search *q, const struct shape *s, struct pen *pen)
{
    int reach = q->face->size * 7 / 10;
    for (int step = 0; step <= reach + 4; step++) {
        int dx = step <= 8 ? (step + 1) / 2 * (step % 2 ? 1 : -1) : step - 4; /* 0 1 -1 2 -2 … */
        for (int dy = -1; dy <= 1; dy++) {
            if (same_letter_at(q, s, pen->x + dx, pen->y + dy)) {
                *pen = (struct pen){pen->x + dx, pen->y + dy};
                return true;
            }
        }
    }
    return false;
}

static bool find_below(const struct search *q, const struct shape *s, struct pen *pen)
{
    int size = q->face->size;
    for (int y = pen->y + size; y < pen->y + 2 * size; y++) {
        for (int x = -size / 4; x < pen->x - size; x++) {
            if (same_letter_at(q, s, x, y)) {
                *pen = (struct pen){x, y};
                return true;
            }
        }
    }
    return false;
}

static void grow(struct found *f, const struct shape *s, struct pen pen)
{
    int right = f->x + f->w, bottom = f->y + f->h;
    int x = pen.x + s->left, y = pen.y + s->top;
    int x2 = pen.x + s->right, y2 = pen.y + s->bottom;
    f->x = x < f->x ? x : f->x;
    f->y = y < f->y ? y : f->y;
    f->w = (x2 > right ? x2 : right) - f->x;
    f->h = (y2 > bottom ? y2 : bottom) - f->y;
}

static bool follow(struct search *q, struct pen pen, struct found *ret_found)
{
    struct shape *s = face_shape(q->face, q->code[0]);
    struct found f = {pen.x + s->left,    pen.y + s->top, s->right - s->left,
                      s->bottom - s->top, q->face->size,  q->face->bold};
    for (int i = 1; i < q->count; i++) {
        pen.x += s->advance;
        s = face_shape(q->face, q->code[i]);
        if (!s || s->inked == 0)
            return false;
        if (!find_beside(q, s, &pen) && !find_below(q, s, &pen))
            return false;
        grow(&f, s, pen);
    }
    *ret_found = f;
    return true;
}

static bool overlaps(const struct found *a, const struct found *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static int keep(const struct found *f, struct found *found, int count)
{
    for (int i = 0; i < count; i++)
        if (overlaps(f, &found[i]))
            return count;
    found[count] = *f;
    return count + 1;
}

static bool add_edge(struct edges *e, int at)
{
    if (e->count == e->room) {
        int room = e->room ? e->room * 2 : 65536;
        int *more = realloc(e->at, (size_t)room * sizeof *more);
        if (!more)
            return false;
        e->at = more;
        e->room = room;
    }
    e->at[e->count++] = at;
    return true;
}

static void find_edges_of(struct edges *e, struct pixels p, int step)
{
    int count = p.width * p.height - step;
    e->count = 0;
    for (int i = 0; i < count; i++)
        if (p.at[i] != p.at[i + step] && apart(p.at[i], p.at[i + step]) >= COLOUR_APART &&
            !add_edge(e, i))
            return;
}

struct harvest {
    struct found *found;
    int count, limit;
};

static void try_place(struct search *q, const struct shape *first, struct pen pen,
                      struct harvest *h)
{
    struct found f;
    if (fits(first, q->pixels, pen.x, pen.y) &&
        shape_is_at(first, q->pixels, pen.x, pen.y, &q->colours) && follow(q, pen, &f))
        h->count = keep(&f, h->found, h->count);
}

static void find_in_face(struct search *q, struct harvest *h)
{
    const struct shape *first = face_shape(q->face, q->code[0]);
    if (!first || first->inked == 0)
        return;
    const struct edges *e = &q->letters->edges[first->probe.down];
    for (int i = 0; first->probe.there && i < e->count && h->count < h->limit; i++) {
        struct pen pen = {e->at[i] % q->pixels.width - first->probe.x,
                          e->at[i] / q->pixels.width - first->probe.y};
        try_place(q, first, pen, h);
    }
    for (int y = -first->top; !first->probe.there && y < q->pixels.height; y++)
        for (int x = -first->left; x < q->pixels.width && h->count < h->limit; x++)
            try_place(q, first, (struct pen){x, y}, h);
}

/* One code point; 0 at the end or at a byte that is not UTF-8. */
static uint32_t next_code(const char **text)
{
    const unsigned char *t = (const unsigned char *)*text;
    int more = t[0] < 0x80       ? 0
               : t[0] >> 5 == 6  ? 1
               : t[0] >> 4 == 14 ? 2
               : t[0] >> 3 == 30 ? 3
                                 : -1;
    if (t[0] == 0 || more < 0)
        return 0;
    uint32_t code = more ? t[0] & (0x3fu >> more) : t[0];
    for (int i = 1; i <= more; i++) {
        if (t[i] >> 6 != 2)
            return 0;
        code = code << 6 | (t[i] & 0x3fu);
    }
    *text += more + 1;
    return code;
}

int letters_find(struct letters *l, struct pixels p, const char *text, struct found *ret_found,
                 int limit)
{
    struct search q = {.letters = l, .pixels = p};
    uint32_t code;
    while (q.count < TEXT_MAX && (code = next_code(&text)))
        if (code != ' ' && code != 0x2009 && code != 0x3000)
            q.code[q.count++] = code;
    struct harvest h = {ret_found, 0, limit};
    find_edges_of(&l->edges[0], p, STEP);
    find_edges_of(&l->edges[1], p, STEP * p.width);
    for (int i = 0; q.count && i < FACES && h.count < limit; i++) {
        int which = l->order[i], before = h.count;
        q.face = &l->face[which];
        find_in_face(&q, &h);
        if (h.count > before && i > 0) {
            memmove(&l->order[1], &l->order[0], (size_t)i * sizeof l->order[0]);
            l->order[0] = which;
        }
    }
    return h.count;
}
