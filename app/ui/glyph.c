/* SPDX-License-Identifier: Apache-2.0 */
#include "app/ui/glyph.h"

#include <string.h>

#include "app/ui/font.h"
#include "platform/base/log.h"
#include "platform/base/secret.h"
#include "platform/base/text.h"

enum {
    CACHE_LINES = 512,
    CACHE_BYTES = 12 * 1024 * 1024,
    GAP_DIVISOR = 5, /* of an em, between Chinese and Latin */
};

struct cached {
    char *text;
    size_t len;
    int px;
    bool bold;
    uint64_t used;
    int w, h, em_middle;
    uint8_t *mask;
};

struct glyph {
    struct fonts *fonts;
    uint64_t tick;
    size_t bytes;
    struct cached cache[CACHE_LINES];
};

/* A stretch of text that is shaped in one go. */
struct run {
    const char *text;
    size_t len;
    bool gap; /* a thin space before it */
};

static TTF_Font *font_for(struct glyph *g, int px, bool bold)
{
    return fonts_get(g->fonts, px, bold);
}

enum err glyph_new(struct glyph **ret_glyph)
{
    struct glyph *g = calloc(1, sizeof *g);
    enum err e = g ? fonts_new(&g->fonts) : ERR_MEMORY;
    if (e != ERR_NONE) {
        log_event(LOG_ERROR, "fonts_refused", "err=%s", err_name(e));
        free(g);
        return e;
    }
    *ret_glyph = g;
    return ERR_NONE;
}

static void cached_wipe(struct glyph *g, struct cached *c)
{
    size_t size = (size_t)c->w * (size_t)c->h;
    if (c->mask)
        g->bytes -= size;
    wipe_free(c->mask, size);
    wipe_free(c->text, c->len);
    *c = (struct cached){0};
}

void glyph_wipe(struct glyph *g)
{
    for (int i = 0; i < CACHE_LINES; i++)
        cached_wipe(g, &g->cache[i]);
}

void glyph_free(struct glyph *g)
{
    if (!g)
        return;
    glyph_wipe(g);
    fonts_free(g->fonts);
    free(g);
}

/* --- runs -------------------------------------------------------------------------------------*/

enum script { SCRIPT_OTHER, SCRIPT_HAN, SCRIPT_LATIN };

static enum script script_of(uint32_t c)
{
    if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007)
        return SCRIPT_HAN;
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return SCRIPT_LATIN;
    return SCRIPT_OTHER;
}

static bool meet(enum script a, enum script b)
{
    return (a == SCRIPT_HAN && b == SCRIPT_LATIN) || (a == SCRIPT_LATIN && b == SCRIPT_HAN);
}

/* The next run of text[*at..len) and past it; false at the end. A single space between Chinese and
 * Latin becomes the thin gap. */
static bool next_run(const char *text, size_t len, size_t *at, struct run *ret_run)
{
    if (*at >= len)
        return false;
    struct run run = {.text = text + *at, .gap = *at > 0};
    enum script before = SCRIPT_OTHER;
    const char *here = run.text, *end = text + len;
    while (here < end) {
        const char *next = here;
        uint32_t c = text_next(&next);
        enum script script = script_of(c);
        if (c == ' ' && next < end) {
            const char *peek = next;
            if (meet(before, script_of(text_next(&peek)))) {
                run.len = (size_t)(here - run.text);
                *at = (size_t)(next - text);
                *ret_run = run;
                return true;
            }
        }
        if (meet(before, script))
            break;
        before = script;
        here = next;
    }
    run.len = (size_t)(here - run.text);
    *at = (size_t)(here - text);
    *ret_run = run;
    return true;
}

static int gap_of(int px)
{
    return px / GAP_DIVISOR;
}

static bool run_text(const struct run *run, char ret_text[GLYPH_TEXT])
{
    if (run->len >= GLYPH_TEXT)
        return false;
    memcpy(ret_text, run->text, run->len);
    ret_text[run->len] = '\0';
    return run->len > 0;
}

/* Chinese characters and full-width punctuation are all one em wide: no need to ask the font. */
static int ems_of(const struct run *run)
{
    int count = 0;
    const char *end = run->text + run->len;
    for (const char *at = run->text; at < end; count++) {
        uint32_t c = text_next(&at);
        bool wide = script_of(c) == SCRIPT_HAN || (c >= 0x3001 && c <= 0x3011) || c == 0xFF0C ||
                    c == 0xFF1A || c == 0xFF1F || c == 0xFF01 || c == 0xFF1B;
        if (!wide)
            return -1;
    }
    return count;
}

static int run_width(TTF_Font *ttf, int px, const struct run *run)
{
    char copy[GLYPH_TEXT];
    int w = 0, ems = ems_of(run);
    if (ems >= 0)
        return ems * px;
    if (!run_text(run, copy) || TTF_SizeUTF8(ttf, copy, &w, NULL) != 0)
        w = 0;
    wipe(copy, run->len < GLYPH_TEXT ? run->len : GLYPH_TEXT);
    return w;
}

static int width_of(struct glyph *g, int px, bool bold, const char *text, size_t len)
{
    TTF_Font *ttf = font_for(g, px, bold);
    struct run run;
    size_t at = 0;
    int width = 0;
    while (ttf && next_run(text, len, &at, &run))
        width += run_width(ttf, px, &run) + (run.gap ? gap_of(px) : 0);
    return width;
}

int glyph_width(struct glyph *g, const struct theme *t, enum type_style style, const char *text,
                size_t len)
{
    return width_of(g, t->type[style], theme_style_is_bold(style), text, len);
}

int glyph_gap(const struct theme *t, enum type_style style, uint32_t before, uint32_t after)
{
    return meet(script_of(before), script_of(after)) ? gap_of(t->type[style]) : 0;
}

int glyph_line_height(const struct theme *t, enum type_style style)
{
    bool heading = style == TYPE_QUESTION || style == TYPE_SECTION;
    bool number = style == TYPE_NUMBER || style == TYPE_GIANT;
    return t->type[style] * (number ? 122 : heading ? 134 : 145) / 100;
}

/* --- masks ------------------------------------------------------------------------------------*/

static void copy_alpha(const SDL_Surface *from, int x, struct cached *c)
{
    for (int row = 0; row < from->h && row < c->h; row++) {
        const uint8_t *pixels = (const uint8_t *)from->pixels + (ptrdiff_t)row * from->pitch;
        uint8_t *mask = c->mask + (ptrdiff_t)row * c->w;
        for (int i = 0; i < from->w && x + i < c->w; i++) {
            uint8_t alpha = pixels[4 * i + 3]; /* ARGB8888 on a little-endian machine */
            if (alpha > mask[x + i])
                mask[x + i] = alpha;
        }
    }
}

static void draw_runs(TTF_Font *ttf, struct cached *c, const char *text, size_t len)
{
    struct run run;
    size_t at = 0;
    int x = 0;
    char copy[GLYPH_TEXT];
    while (next_run(text, len, &at, &run)) {
        if (!run_text(&run, copy))
            continue;
        x += run.gap ? gap_of(c->px) : 0;
        SDL_Surface *drawn = TTF_RenderUTF8_Blended(ttf, copy, (SDL_Color){255, 255, 255, 255});
        if (drawn) {
            copy_alpha(drawn, x, c);
            SDL_memset(drawn->pixels, 0, (size_t)drawn->pitch * (size_t)drawn->h);
        }
        SDL_FreeSurface(drawn);
        x += run_width(ttf, c->px, &run);
    }
    wipe(copy, sizeof copy);
}

static struct cached *find_cached(struct glyph *g, int px, bool bold, const char *text, size_t len)
{
    for (int i = 0; i < CACHE_LINES; i++) {
        struct cached *c = &g->cache[i];
        if (c->len == len && c->px == px && c->bold == bold && memcmp(c->text, text, len) == 0)
            return c;
    }
    return NULL;
}

static struct cached *oldest(struct glyph *g)
{
    struct cached *old = &g->cache[0];
    for (int i = 1; i < CACHE_LINES && old->mask; i++)
        if (!g->cache[i].mask || g->cache[i].used < old->used)
            old = &g->cache[i];
    return old;
}

static void make_room(struct glyph *g, size_t size)
{
    while (g->bytes > 0 && g->bytes + size > CACHE_BYTES) {
        struct cached *old = NULL;
        for (int i = 0; i < CACHE_LINES; i++)
            if (g->cache[i].mask && (!old || g->cache[i].used < old->used))
                old = &g->cache[i];
        cached_wipe(g, old);
    }
}

static struct cached *render(struct glyph *g, int px, bool bold, const char *text, size_t len)
{
    TTF_Font *ttf = font_for(g, px, bold);
    int w = ttf ? width_of(g, px, bold, text, len) : 0;
    if (w <= 0 || w > 4 * SCENE_NATIVE_W)
        return NULL;
    int h = TTF_FontHeight(ttf);
    make_room(g, (size_t)w * (size_t)h);
    struct cached *c = oldest(g);
    cached_wipe(g, c);
    c->mask = calloc((size_t)w, (size_t)h);
    c->text = malloc(len);
    if (!c->mask || !c->text) {
        free(c->mask);
        free(c->text);
        *c = (struct cached){0};
        return NULL;
    }
    memcpy(c->text, text, len);
    c->len = len;
    c->px = px;
    c->bold = bold;
    c->w = w;
    c->h = h;
    c->em_middle = TTF_FontAscent(ttf) - px * 38 / 100;
    g->bytes += (size_t)w * (size_t)h;
    draw_runs(ttf, c, text, len);
    return c;
}

struct glyph_line glyph_line(struct glyph *g, const struct theme *t, enum type_style style,
                             const char *text, size_t len)
{
    int px = t->type[style];
    bool bold = theme_style_is_bold(style);
    if (len == 0 || len >= GLYPH_TEXT)
        return (struct glyph_line){0};
    struct cached *c = find_cached(g, px, bold, text, len);
    if (!c)
        c = render(g, px, bold, text, len);
    if (!c)
        return (struct glyph_line){0};
    c->used = ++g->tick;
    return (struct glyph_line){.w = c->w, .h = c->h, .em_middle = c->em_middle, .mask = c->mask};
}
